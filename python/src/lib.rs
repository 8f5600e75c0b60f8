//! The compiled part of the Python module `dateline`.
//!
//! It binds the crate's public interface. What is convenient in Python (names of options, frames of
//! other packages) is written in Python, in `dateline/__init__.py`; here are the calls that search and
//! read, which run without the lock of the interpreter, and records whose texts become texts of
//! Python when they are asked for.

mod archive;
mod error;
mod records;

use archive::{Archive, Articles};
use error::Error;
use pyo3::prelude::*;
use records::{Article, Hit, Page};
use std::ffi::OsString;

/// Runs the program `dateline`; returns its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| dateline::cli::run(arguments).code())
}

/// Reads a file of any format.
#[pyfunction]
fn parse(py: Python<'_>, path: std::path::PathBuf) -> PyResult<Articles> {
    let articles = py.detach(|| dateline::parse(path));
    articles
        .map(Articles::of)
        .map_err(|error| error::raised(py, &error))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("Error", module.py().get_type::<Error>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Archive>()?;
    module.add_class::<Articles>()?;
    module.add_class::<Article>()?;
    module.add_class::<Hit>()?;
    module.add_class::<Page>()?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(parse, module)?)
}

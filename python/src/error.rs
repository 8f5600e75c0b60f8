//! The exception of everything that fails.

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(
    dateline,
    Error,
    PyException,
    "Why something failed: the message, `hint` (what to do, or None), `exit_code` (that of the \
     program) and `report` (of a job that a guard refused, or None)."
);

/// The exception of an error.
pub(crate) fn raised(py: Python<'_>, error: &dateline::Error) -> PyErr {
    let raised = Error::new_err(error.to_string());
    let value = raised.value(py);
    let set = || -> PyResult<()> {
        value.setattr("hint", error.hint())?;
        value.setattr("exit_code", error.exit_code())?;
        let report = error.report().map(|own| parsed(py, &own.to_json()));
        value.setattr("report", report.transpose()?)
    };
    match set() {
        Ok(()) => raised,
        Err(other) => other,
    }
}

/// JSON as dicts and lists.
pub(crate) fn parsed<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

//! An archive, and articles one after the other. Calls run without the lock of the interpreter.
//!
//! Options come as pairs of names and texts, which the crate reads and checks.

use crate::error::{parsed, raised};
use crate::records::{Article, Page};
use dateline::present::Show;
use dateline::serve::Fault;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

type Pairs = Vec<(String, String)>;

/// An open archive.
#[pyclass(frozen, module = "dateline._native")]
pub(crate) struct Archive(Mutex<std::sync::Arc<dateline::Archive>>);

/// Articles one after the other.
#[pyclass(frozen, module = "dateline")]
pub(crate) struct Articles(Mutex<dateline::Articles>);

impl Archive {
    fn of(archive: dateline::Archive) -> Self {
        Self(Mutex::new(std::sync::Arc::new(archive)))
    }

    fn current(&self) -> std::sync::Arc<dateline::Archive> {
        let current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::sync::Arc::clone(&current)
    }

    /// Asks what answers inside, without the lock of the interpreter.
    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&dateline::serve::Desk) -> Result<T, Fault> + Send,
    ) -> PyResult<T> {
        let archive = self.current();
        let answer = py.detach(|| ask(archive.desk()).map_err(dateline::Error::from));
        answer.map_err(|error| raised(py, &error))
    }
}

fn json(show: &dyn Show) -> Result<String, Fault> {
    let mut json = Vec::new();
    show.json(&mut json)?;
    Ok(String::from_utf8_lossy(&json).into_owned())
}

#[pymethods]
impl Archive {
    /// Opens an archive by its name or folder; the one that is here without a name.
    #[staticmethod]
    fn open(py: Python<'_>, name: Option<PathBuf>) -> PyResult<Self> {
        let opened = py.detach(|| match name {
            Some(name) => dateline::Archive::open(name),
            None => dateline::Archive::here(),
        });
        opened.map(Self::of).map_err(|error| raised(py, &error))
    }

    /// Makes or refreshes an index and opens it: the archive, and the report.
    #[staticmethod]
    fn index(py: Python<'_>, name: PathBuf) -> PyResult<(Self, Bound<'_, PyAny>)> {
        let indexed = py.detach(|| dateline::Archive::index(name));
        let (archive, report) = indexed.map_err(|error| raised(py, &error))?;
        Ok((Self::of(archive), parsed(py, &report.to_json())?))
    }

    /// Refreshes the index: a report for each archive.
    fn refresh<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let before = self.current();
        let done = py.detach(|| before.refreshed());
        let (after, reports) = done.map_err(|error| raised(py, &error))?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = std::sync::Arc::new(after);
        let reports = reports.iter().map(|report| parsed(py, &report.to_json()));
        reports.collect()
    }

    fn names(&self) -> Vec<String> {
        self.current().names().map(str::to_owned).collect()
    }

    fn __len__(&self) -> usize {
        usize::try_from(self.current().count()).unwrap_or(usize::MAX)
    }

    fn search(&self, py: Python<'_>, pairs: Pairs) -> PyResult<Page> {
        let page = self.ask(py, |desk| desk.search(&pairs))?;
        Page::of(py, page)
    }

    fn articles(&self, py: Python<'_>, pairs: Pairs) -> PyResult<Articles> {
        let search = pairs
            .into_iter()
            .fold(dateline::Search::default(), |search, (name, value)| {
                search.set(name, value)
            });
        let articles = self.current().articles(&search);
        articles
            .map(Articles::of)
            .map_err(|error| raised(py, &error))
    }

    fn show(&self, py: Python<'_>, name: &str) -> PyResult<Article> {
        Ok(Article::of(self.ask(py, |desk| desk.article(name))?))
    }

    fn timeline<'py>(&self, py: Python<'py>, pairs: Pairs) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, &self.ask(py, |desk| json(&desk.timeline(&pairs)?))?)
    }

    fn facets<'py>(&self, py: Python<'py>, pairs: Pairs) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, &self.ask(py, |desk| json(&desk.facets(&pairs)?))?)
    }

    fn similar(&self, py: Python<'_>, name: &str, pairs: Pairs) -> PyResult<Page> {
        let similar = self.ask(py, |desk| desk.similar(name, &pairs))?;
        Page::of(py, similar.page)
    }

    fn copies<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let json = self.ask(py, |desk| desk.copies(name))?;
        let json = json.map(|json| parsed(py, &String::from_utf8_lossy(&json)));
        json.transpose()
    }

    /// The seconds that a search takes without Python, for each of these: `python/measure.py`
    /// compares.
    fn _seconds(&self, py: Python<'_>, searches: Vec<Pairs>) -> PyResult<Vec<f64>> {
        self.ask(py, |desk| {
            let seconds = searches.iter().map(|pairs| {
                let began = Instant::now();
                desk.search(pairs)?;
                Ok(began.elapsed().as_secs_f64())
            });
            seconds.collect()
        })
    }
}

impl Articles {
    pub(crate) fn of(articles: dateline::Articles) -> Self {
        Self(Mutex::new(articles))
    }
}

#[pymethods]
impl Articles {
    fn __iter__(own: PyRef<'_, Self>) -> PyRef<'_, Self> {
        own
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Article>> {
        let next = py.detach(|| self.0.lock().unwrap_or_else(PoisonError::into_inner).next());
        match next {
            None => Ok(None),
            Some(Ok(article)) => Ok(Some(Article::of(article.into_record()))),
            Some(Err(error)) => Err(raised(py, &error)),
        }
    }
}

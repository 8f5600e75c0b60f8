//! An archive, and articles one after the other. Calls run without the lock of the interpreter.
//!
//! Options come as pairs of names and texts, which the crate reads and checks.

use crate::error::raised;
use crate::records::{Article, Page};
use dateline::present::Show;
use dateline::serve::Fault;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

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

    /// Makes or refreshes an index and opens it: the archive, and the report as JSON.
    #[staticmethod]
    fn index(py: Python<'_>, name: PathBuf) -> PyResult<(Self, String)> {
        let indexed = py.detach(|| dateline::Archive::index(name));
        let indexed = indexed.map(|(archive, report)| (Self::of(archive), report.to_json()));
        indexed.map_err(|error| raised(py, &error))
    }

    /// Refreshes the index: a report for each archive, as JSON.
    fn refresh(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let before = self.current();
        let done = py.detach(|| before.refreshed());
        let (after, reports) = done.map_err(|error| raised(py, &error))?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = std::sync::Arc::new(after);
        Ok(reports.iter().map(dateline::Report::to_json).collect())
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

    fn timeline(&self, py: Python<'_>, pairs: Pairs) -> PyResult<String> {
        self.ask(py, |desk| json(&desk.timeline(&pairs)?))
    }

    fn facets(&self, py: Python<'_>, pairs: Pairs) -> PyResult<String> {
        self.ask(py, |desk| json(&desk.facets(&pairs)?))
    }

    fn similar(&self, py: Python<'_>, name: &str, pairs: Pairs) -> PyResult<Page> {
        let similar = self.ask(py, |desk| desk.similar(name, &pairs))?;
        Page::of(py, similar.page)
    }

    fn copies(&self, py: Python<'_>, name: &str) -> PyResult<Option<String>> {
        let json = self.ask(py, |desk| desk.copies(name))?;
        Ok(json.map(|json| String::from_utf8_lossy(&json).into_owned()))
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

//! Articles, hits and pages. A text becomes a text of Python when it is asked for.
//!
//! Names are those of the JSON of the program, from the same table of fields.

use dateline::article::Article as Record;
use dateline::article::fields::{self, ArticleField, FieldValue};
use dateline::query::{SearchHit, SearchPage};
use pyo3::exceptions::{PyAttributeError, PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use std::sync::LazyLock;

/// An article: its fields are attributes, items and keys.
#[pyclass(frozen, module = "dateline")]
pub(crate) struct Article(Record);

/// A hit: the fields of its article, and `rank`, `score`, `archive`, `family`, `copies`, `passages`.
#[pyclass(frozen, module = "dateline")]
pub(crate) struct Hit(SearchHit);

/// A page of hits.
#[pyclass(frozen, module = "dateline")]
pub(crate) struct Page {
    /// How the query was read.
    #[pyo3(get)]
    query: String,
    /// Sentences about what was odd in it.
    #[pyo3(get)]
    notes: Vec<String>,
    /// The number of articles that match.
    #[pyo3(get)]
    total: u64,
    hits: Vec<Py<Hit>>,
}

/// The fields of an article in the JSON, in its order, but for the body.
static KEYS: LazyLock<Vec<&'static ArticleField>> = LazyLock::new(fields::in_json);

/// What a hit has in addition to the fields of its article.
const OF_HITS: [&str; 6] = ["rank", "score", "archive", "family", "copies", "passages"];

/// A field of an article as a value of Python; `None` if there is no such field.
fn field<'py>(py: Python<'py>, record: &Record, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
    if name == "body" {
        return Ok(Some(PyString::new(py, &record.body).into_any()));
    }
    let Some(field) = KEYS.iter().find(|field| field.name == name) else {
        return Ok(None);
    };
    Ok(Some(match field.value(record) {
        FieldValue::Text(text) => text.into_pyobject(py)?,
        FieldValue::Texts(texts) => PyList::new(py, texts)?.into_any(),
        FieldValue::Number(number) => number.into_pyobject(py)?,
        FieldValue::Date(date) => date.map(|date| date.to_string()).into_pyobject(py)?,
    }))
}

fn keys(has_body: bool) -> Vec<&'static str> {
    let names = KEYS.iter().map(|field| field.name);
    names.chain(has_body.then_some("body")).collect()
}

fn of_hit<'py>(
    py: Python<'py>,
    hit: &SearchHit,
    name: &str,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let copies = hit.copies.as_ref();
    Ok(Some(match name {
        "rank" => hit.rank.into_pyobject(py)?.into_any(),
        "score" => hit.score.into_pyobject(py)?.into_any(),
        "archive" => PyString::new(py, &hit.archive).into_any(),
        "family" => copies
            .map(|own| format!("{:016x}", own.family))
            .into_pyobject(py)?,
        "copies" => copies
            .map_or(0, |own| own.others)
            .into_pyobject(py)?
            .into_any(),
        "passages" => {
            let texts = hit.passages.iter().map(|passage| passage.text.as_str());
            PyList::new(py, texts.collect::<Vec<_>>())?.into_any()
        }
        "body" => return Ok(None),
        name => return field(py, &hit.article, name),
    }))
}

impl Article {
    pub(crate) fn of(record: Record) -> Self {
        Self(record)
    }
}

#[pymethods]
impl Article {
    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        field(py, &self.0, name)?.ok_or_else(|| PyAttributeError::new_err(name.to_owned()))
    }

    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        field(py, &self.0, name)?.ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    /// The names of its fields, as in the JSON of the program.
    fn keys(&self) -> Vec<&'static str> {
        keys(true)
    }

    /// Its fields as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for name in keys(true) {
            dict.set_item(name, field(py, &self.0, name)?)?;
        }
        Ok(dict)
    }

    fn __repr__(&self) -> String {
        format!("<Article {:?} {:?}>", self.0.id.0, self.0.headline)
    }
}

#[pymethods]
impl Hit {
    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        of_hit(py, &self.0, name)?.ok_or_else(|| PyAttributeError::new_err(name.to_owned()))
    }

    fn __getitem__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        of_hit(py, &self.0, name)?.ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    /// The names of its values, as in the JSON of the program.
    fn keys(&self) -> Vec<&'static str> {
        OF_HITS.into_iter().chain(keys(false)).collect()
    }

    /// Its values as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for name in self.keys() {
            dict.set_item(name, of_hit(py, &self.0, name)?)?;
        }
        Ok(dict)
    }

    fn __repr__(&self) -> String {
        format!("<Hit {} {:?}>", self.0.rank, self.0.article.headline)
    }
}

impl Page {
    pub(crate) fn of(py: Python<'_>, page: SearchPage) -> PyResult<Self> {
        let hits = page.hits.into_iter().map(|hit| Py::new(py, Hit(hit)));
        Ok(Self {
            query: page.query,
            notes: page.notes,
            total: page.total,
            hits: hits.collect::<PyResult<_>>()?,
        })
    }
}

#[pymethods]
impl Page {
    fn __len__(&self) -> usize {
        self.hits.len()
    }

    fn __getitem__(&self, py: Python<'_>, place: isize) -> PyResult<Py<Hit>> {
        let from_start = if place < 0 {
            self.hits.len().checked_add_signed(place)
        } else {
            usize::try_from(place).ok()
        };
        let hit = from_start.and_then(|place| self.hits.get(place));
        let none = || PyIndexError::new_err("there are not so many hits");
        Ok(hit.ok_or_else(none)?.clone_ref(py))
    }

    fn __repr__(&self) -> String {
        format!(
            "<Page of {} of {} for {:?}>",
            self.hits.len(),
            self.total,
            self.query
        )
    }
}

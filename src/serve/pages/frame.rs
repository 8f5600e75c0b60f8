//! What every page has around it, and pages about errors.
//!
//! Errors have the same frame, and say no more than the API does.

use super::assets::VERSION;
use super::text::safe;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::encoded;
use crate::serve::http::app::App;
use crate::serve::http::problem::Problem;
use crate::serve::http::reply::{HTML, Reply};
use askama::Template;
use std::io;

/// What every page has around it.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// What the pages are called.
    pub(super) site: String,
    /// The query in the field.
    pub(super) query: String,
    /// The parameters that another query keeps.
    pub(super) kept: Vec<(String, String)>,
    /// Whether readers log in.
    pub(super) has_login: bool,
    /// Differs when the style or the script differs.
    pub(super) version: &'static str,
}

impl Frame {
    /// The frame of a page without a query.
    pub(super) fn of(app: &App) -> Self {
        Self {
            site: safe(&app.title),
            query: String::new(),
            kept: Vec::new(),
            has_login: app.gate.is_some(),
            version: &VERSION,
        }
    }
}

/// A page from its template.
pub(super) fn page(template: &impl Template) -> Result<Reply, Fault> {
    let page = template.render().map_err(io::Error::other)?;
    Ok(Reply::of(HTML, page))
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: Frame,
    title: &'a str,
    detail: String,
    /// The paths of articles with the same id, with their addresses.
    paths: Vec<(String, String)>,
}

/// An error for who reads pages.
///
/// The query that was asked for stays in the field: `parameters` is what is after `?`.
pub(in crate::serve) fn explain(app: &App, problem: &Problem, parameters: &str) -> Reply {
    let mut asked = form_urlencoded::parse(parameters.as_bytes());
    let query = asked.find(|(name, _)| name == "q");
    let template = ErrorPage {
        frame: Frame {
            query: safe(&query.map(|(_, query)| query).unwrap_or_default()),
            ..Frame::of(app)
        },
        title: match problem.status {
            400 => "This address has a mistake",
            404 => "Not found",
            409 if !problem.paths.is_empty() => "Several articles have this id",
            503 => "Not now",
            _ => problem.title,
        },
        detail: safe(&problem.detail),
        paths: problem
            .paths
            .iter()
            .map(|path| (safe(path), format!("?path={}", encoded(path))))
            .collect(),
    };
    match page(&template) {
        Ok(reply) => problem.complete(reply),
        Err(_) => problem.reply(),
    }
}

//! Answers for people.

use super::http::app::App;
use super::http::problem::Problem;
use super::http::reply::Reply;
use axum::Router;
use std::sync::Arc;

/// The routes.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
}

/// An error for who asked.
pub(super) fn explain(_: &App, problem: &Problem) -> Reply {
    problem.reply()
}

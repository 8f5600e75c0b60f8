//! The addresses of the pages.
//!
//! Each page is made by a function in the pool; only the log-in and the files of the pages are not.

use super::{article, assets, feed, frame, login, saved, search, status};
use crate::serve::http::app::{Answerer, App, Kept};
use crate::serve::http::problem::Problem;
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use std::sync::Arc;

/// The routes.
pub(in crate::serve) fn routes() -> Router<Arc<App>> {
    let nothing = async |State(app): State<Arc<App>>| {
        let problem = Problem::new(StatusCode::NOT_FOUND, "there is no such page");
        frame::explain(&app, &problem, "").sent(None)
    };
    Router::new()
        .route("/", page(search::answer, Kept::Generation))
        .route(
            "/article/{archive}/{id}",
            page(article::answer, Kept::Generation),
        )
        .route(
            "/take/{archive}/{id}",
            page(article::take::answer, Kept::Generation),
        )
        .route(
            "/file/{archive}/{id}",
            page(article::file::answer, Kept::Never),
        )
        .route("/feed", page(feed::answer, Kept::Generation))
        .route("/saved", page(saved::list, Kept::Never))
        .route("/saved/{name}", page(saved::alerts, Kept::Never))
        .route("/saved/{name}/feed", page(saved::feed, Kept::Never))
        .route("/status", page(status::answer, Kept::Never))
        .route("/help", page(status::help, Kept::Generation))
        .route("/login", get(login::ask).post(login::check))
        .route("/logout", get(login::leave))
        .route("/assets/{name}", get(assets::answer))
        .fallback(nothing)
}

/// A page that is made in the pool.
fn page(answerer: Answerer, kept: Kept) -> MethodRouter<Arc<App>> {
    get(
        async move |State(app): State<Arc<App>>,
                    parts: Result<RawPathParams, RawPathParamsRejection>,
                    RawQuery(query): RawQuery,
                    headers: HeaderMap|
                    -> Response {
            let parts = parts.iter().flat_map(RawPathParams::iter);
            let parts = parts.map(|(_, part)| part.to_owned()).collect();
            let how = (answerer, frame::explain as _);
            let query = query.unwrap_or_default();
            app.answer(parts, query, &headers, kept, how).await
        },
    )
}

//! Answers for programs: the JSON of the command line, and a document that describes it.
//!
//! [`endpoints::ENDPOINTS`] has a row for each address, from which the routes, the checks of
//! parameters and the OpenAPI document are made.

mod answers;
mod endpoints;
mod openapi;
mod schemas;

use super::http::app::{App, Kept};
use super::http::problem::Problem;
use super::http::reply::{JSON, Reply};
use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::routing::get;
use endpoints::{ENDPOINTS, Endpoint};
use std::sync::Arc;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The routes.
pub(super) fn routes(app: &App) -> Router<Arc<App>> {
    let mut routes = Router::new();
    for endpoint in ENDPOINTS {
        let answer =
            move |State(app): State<Arc<App>>,
                  parts: Parts,
                  RawQuery(query): RawQuery,
                  headers: HeaderMap| { answer(endpoint, app, parts, query, headers) };
        routes = routes.route(endpoint.path, get(answer));
    }
    let document = async || Reply::of(JSON, openapi::document().to_string()).sent(None);
    let routes = routes
        .route("/openapi.json", get(document))
        .route("/api", get(nothing))
        .route("/api/{*rest}", get(nothing));
    match sharing(&app.cors) {
        Some(layer) => routes.layer(layer),
        None => routes,
    }
}

/// What is in the places of a path that are no fixed names. Bytes that are no text are none.
type Parts = Result<RawPathParams, RawPathParamsRejection>;

async fn answer(
    endpoint: &'static Endpoint,
    app: Arc<App>,
    parts: Parts,
    query: Option<String>,
    headers: HeaderMap,
) -> axum::response::Response {
    let parts = parts.iter().flat_map(RawPathParams::iter);
    let parts = parts.map(|(_, part)| part.to_owned()).collect();
    let how = (endpoint.answer, explain as _);
    let query = query.unwrap_or_default();
    app.answer(parts, query, &headers, Kept::Generation, how)
        .await
}

async fn nothing() -> axum::response::Response {
    let why = "there is no such address; /openapi.json lists those that there are";
    Problem::new(StatusCode::NOT_FOUND, why).reply().sent(None)
}

fn explain(_: &App, problem: &Problem, _: &str) -> Reply {
    problem.reply()
}

/// Pages of these origins may use the API; they cannot send cookies.
fn sharing(origins: &[String]) -> Option<CorsLayer> {
    if origins.is_empty() {
        return None;
    }
    let allowed = if origins.iter().any(|own| own == "*") {
        AllowOrigin::any()
    } else {
        let origins = origins
            .iter()
            .filter_map(|own| HeaderValue::from_str(own).ok());
        AllowOrigin::list(origins)
    };
    let headers = [
        axum::http::header::AUTHORIZATION,
        axum::http::header::IF_NONE_MATCH,
    ];
    let layer = CorsLayer::new()
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers(headers)
        .expose_headers([axum::http::header::ETAG, axum::http::header::RETRY_AFTER]);
    Some(layer)
}

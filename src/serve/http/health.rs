//! Whether the server lives, whether it can answer, and its numbers.

use super::app::App;
use super::metrics::TYPE;
use super::problem::Problem;
use super::reply::{JSON, Reply};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::json;
use std::sync::Arc;

/// The routes.
pub(in crate::serve) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/healthz",
            get(async || Reply::of(JSON, b"{\"status\":\"ok\"}\n").sent(None)),
        )
        .route(
            "/readyz",
            get(async |State(app): State<Arc<App>>| ready(&app).sent(None)),
        )
        .route(
            "/metrics",
            get(async |State(app): State<Arc<App>>| numbers(&app).sent(None)),
        )
}

/// Ready: at least one archive answers.
fn ready(app: &App) -> Reply {
    let holdings = app.library.current();
    let all = holdings.states.len();
    let open = holdings.states.iter().filter(|own| own.open.is_some());
    let open = open.count();
    if open == 0 {
        let problem = Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "no archive can be used now",
        );
        return problem.reply();
    }
    let body = json!({ "status": "ready", "archives": all, "available": open });
    Reply::of(JSON, format!("{body}\n"))
}

fn numbers(app: &App) -> Reply {
    Reply::of(TYPE, app.metrics.text(&app.pool, &app.library.current()))
}

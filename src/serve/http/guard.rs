//! What every request passes through: names, methods, the gate, headers, log and numbers.
//!
//! Everything that is refused before it costs anything is refused here, in this order: a wrong name, a
//! long address, a wrong method, no token.

use super::app::{App, Explain};
use super::log::Asked;
use super::problem::Problem;
use super::reply::Reply;
use crate::serve::ask::params::encoded;
use crate::serve::security::headers;
use crate::serve::settings::Limits;
use axum::body::Body;
use axum::http::header::{ALLOW, HeaderName, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use axum::middleware::Next;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// Where readers log in.
pub(in crate::serve) const LOGIN: &str = "/login";

/// The client of a connection.
#[derive(Debug, Clone, Copy)]
pub(in crate::serve) struct Client(pub(in crate::serve) SocketAddr);

/// Answers a request, or refuses it, and writes that down.
pub(in crate::serve) async fn guard(
    app: Arc<App>,
    explain: Explain,
    request: Request<Body>,
    next: Next,
) -> Response<Body> {
    let began = Instant::now();
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let method = request.method().clone();
    let client = request.extensions().get::<Client>().map(|own| own.0.ip());
    let is_program = is_for_programs(&path);
    let is_shared = is_program && !app.cors.is_empty();
    let mut response = match verdict(&app, &request) {
        Verdict::Pass => next.run(request).await,
        Verdict::LogIn => {
            let whole = request.uri().path_and_query();
            let whole = whole.map_or("/", |own| own.as_str());
            Reply::see(&format!("{LOGIN}?next={}", encoded(whole))).sent(None)
        }
        Verdict::Refuse(problem) if is_program => problem.reply().sent(None),
        Verdict::Refuse(problem) => explain(&app, &problem, "").sent(None),
    };
    complete(&mut response);
    headers::add(response.headers_mut(), is_shared);
    let (status, took) = (response.status().as_u16(), began.elapsed());
    app.metrics.answered(kind(&path), status, took);
    app.log.asked(&Asked {
        client,
        method: method.to_string(),
        path,
        query,
        status,
        took,
    });
    response
}

/// Headers that a code asks for.
fn complete(response: &mut Response<Body>) {
    let status = response.status();
    let mut add = |name: HeaderName, value| {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    match status {
        StatusCode::UNAUTHORIZED => add(WWW_AUTHENTICATE, "Bearer realm=\"dateline\""),
        StatusCode::METHOD_NOT_ALLOWED => add(ALLOW, "GET, HEAD"),
        _ => {}
    }
}

/// What becomes of a request.
enum Verdict {
    Pass,
    LogIn,
    Refuse(Problem),
}

fn verdict(app: &App, request: &Request<Body>) -> Verdict {
    let refuse = |status, why: &str| Verdict::Refuse(Problem::new(status, why));
    let (path, method) = (request.uri().path(), request.method());
    if !app.hosts.allow(request.headers()) {
        let why = "this server does not answer by that name; start it with --host NAME";
        return refuse(StatusCode::MISDIRECTED_REQUEST, why);
    }
    let length = request
        .uri()
        .path_and_query()
        .map_or(0, |own| own.as_str().len());
    if length > Limits::ADDRESS {
        return refuse(StatusCode::URI_TOO_LONG, "the address is too long");
    }
    let is_preflight = method == Method::OPTIONS && is_for_programs(path) && !app.cors.is_empty();
    let is_log_in = method == Method::POST && path == LOGIN;
    if !is_preflight && !is_log_in && method != Method::GET && method != Method::HEAD {
        return refuse(
            StatusCode::METHOD_NOT_ALLOWED,
            "only GET and HEAD are answered",
        );
    }
    match &app.gate {
        Some(gate) if !is_open(path) && !is_preflight && !gate.lets_in(request.headers()) => {
            if is_for_programs(path) {
                let why = "send a token: `Authorization: Bearer TOKEN`";
                refuse(StatusCode::UNAUTHORIZED, why)
            } else {
                Verdict::LogIn
            }
        }
        _ => Verdict::Pass,
    }
}

/// What is answered to everybody: whether the server lives, the log-in and what that page needs.
fn is_open(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz" | LOGIN) || path.starts_with("/assets/")
}

/// Whether programs ask for it, so that errors are JSON.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/")
        || matches!(
            path,
            "/api" | "/openapi.json" | "/metrics" | "/healthz" | "/readyz" | "/feed"
        )
}

/// The kind of page, for numbers: few, whatever is asked for.
fn kind(path: &str) -> &'static str {
    let first = path.trim_start_matches('/').split('/').next();
    match first.unwrap_or_default() {
        "" => "search",
        "api" => "api",
        "article" => "article",
        "feed" => "feed",
        "status" => "status",
        "saved" => "saved",
        "assets" => "assets",
        "healthz" | "readyz" | "metrics" => "health",
        _ => "other",
    }
}

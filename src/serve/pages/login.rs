//! The log-in: a form with a token or password, and a cookie for who has one.
//!
//! Wrong ones wait, and few wait at once, so that guessing is slow.

use super::frame::Frame;
use crate::serve::ask::parameter::PAGE;
use crate::serve::ask::params::Params;
use crate::serve::http::app::{App, is_by_https};
use crate::serve::http::problem::Problem;
use crate::serve::http::reply::{HTML, Reply};
use crate::serve::security::session::Gate;
use crate::serve::settings::Limits;
use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::{RawQuery, State};
use axum::http::header::{HeaderMap, ORIGIN, SET_COOKIE};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long a wrong token waits.
const WAIT: Duration = Duration::from_millis(700);

/// How many wait at once.
static WAITING: Semaphore = Semaphore::const_new(8);

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    frame: Frame,
    next: String,
    is_wrong: bool,
}

/// `GET /login`
pub(super) async fn ask(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let params = Params::read(&query, &[PAGE], true).unwrap_or_default();
    form(&app, params.get("next").unwrap_or("/"), false).sent(None)
}

/// `POST /login`
pub(super) async fn check(State(app): State<Arc<App>>, request: Request<Body>) -> Response {
    let Some(gate) = &app.gate else {
        return Reply::see("/").sent(None);
    };
    let headers = request.headers().clone();
    if !is_own(&headers) {
        let why = "the form was sent from another site";
        let problem = Problem::new(StatusCode::FORBIDDEN, why);
        return super::frame::explain(&app, &problem, "").sent(None);
    }
    let Ok(body) = to_bytes(request.into_body(), Limits::BODY).await else {
        let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "the form is too long");
        return super::frame::explain(&app, &problem, "").sent(None);
    };
    let (mut token, mut next) = (String::new(), String::from("/"));
    for (name, value) in form_urlencoded::parse(&body) {
        match &*name {
            "token" => token = value.into_owned(),
            "next" => next = value.into_owned(),
            _ => {}
        }
    }
    if let Some(cookie) = gate.cookie(token.trim(), is_by_https(&headers)) {
        return Reply::see(own_address(&next))
            .with(SET_COOKIE, &cookie)
            .sent(None);
    }
    let Ok(waiting) = WAITING.try_acquire() else {
        let problem = Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too many wrong tokens; try again",
        );
        return super::frame::explain(&app, &problem, "").sent(None);
    };
    tokio::time::sleep(WAIT).await;
    drop(waiting);
    form(&app, &next, true)
        .with_status(StatusCode::UNAUTHORIZED)
        .sent(None)
}

/// `/logout`
pub(super) async fn leave() -> Response {
    Reply::see("/login")
        .with(SET_COOKIE, &Gate::farewell())
        .sent(None)
}

fn form(app: &App, next: &str, is_wrong: bool) -> Reply {
    let template = LoginPage {
        frame: Frame::of(app),
        next: own_address(next).to_owned(),
        is_wrong,
    };
    match template.render() {
        Ok(page) => Reply::of(HTML, page),
        Err(_) => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the page cannot be made").reply()
        }
    }
}

/// Whether a form comes from a page of this server: browsers say where it comes from.
fn is_own(headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).and_then(|own| own.to_str().ok());
    let host = headers.get("host").and_then(|own| own.to_str().ok());
    match (origin, host) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, own)| own == host),
        (Some(_), None) => false,
    }
}

/// An address of this server, or its first page: nobody is sent elsewhere.
fn own_address(next: &str) -> &str {
    let is_printable = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_own = next.starts_with('/') && !next.starts_with("//") && is_printable;
    if is_own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_address("/?q=a"), "/?q=a");
        for next in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "/a\r\nb",
            "javascript:x",
        ] {
            assert_eq!(own_address(next), "/", "{next}");
        }
    }
}

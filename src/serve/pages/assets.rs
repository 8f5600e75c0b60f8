//! The style sheet and the script: compiled in, and kept by browsers until they change.

use crate::serve::http::reply::Reply;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use std::sync::LazyLock;

const STYLE: &str = include_str!("assets/style.css");
const SCRIPT: &str = include_str!("assets/script.js");
const ICON: &str = include_str!("assets/icon.svg");

/// Differs when a file differs: addresses have it.
pub(super) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let hash = blake3::hash([STYLE, SCRIPT, ICON].concat().as_bytes());
    hash.to_hex()[..10].to_owned()
});

/// `/assets/{name}`
pub(super) async fn answer(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "script.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => {
            let none = Reply::of("text/plain; charset=utf-8", "not found\n");
            return none.with_status(StatusCode::NOT_FOUND).sent(None);
        }
    };
    let reply = Reply::of(kind, text);
    reply
        .with(CACHE_CONTROL, "public, max-age=31536000, immutable")
        .sent(None)
}

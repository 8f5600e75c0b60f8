//! An answer before it is sent.
//!
//! It has a code, headers and a body in memory: no answer is longer than a page of hits or a file of
//! an archive.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, HeaderName};
use axum::http::{HeaderValue, Response, StatusCode};

/// The type of pages.
pub(in crate::serve) const HTML: &str = "text/html; charset=utf-8";
/// The type of answers for programs.
pub(in crate::serve) const JSON: &str = "application/json";
/// The type of errors for programs (RFC 9457).
pub(in crate::serve) const PROBLEM: &str = "application/problem+json";

/// An answer.
#[derive(Debug)]
pub(in crate::serve) struct Reply {
    /// Its code.
    pub(in crate::serve) status: StatusCode,
    /// Its content.
    pub(in crate::serve) body: Vec<u8>,
    /// Its headers.
    pub(in crate::serve) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Reply {
    /// An answer of this type.
    pub(in crate::serve) fn of(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            body: body.into(),
            headers: vec![(CONTENT_TYPE, HeaderValue::from_static(kind))],
        }
    }

    /// The same with another code.
    pub(in crate::serve) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same with one more header. A value that no header can have is left out.
    pub(in crate::serve) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// The same, to be kept by the browser as a file of this name.
    pub(in crate::serve) fn kept_as_file(self, name: &str) -> Self {
        let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let name: String = name
            .chars()
            .map(|c| if kept(c) { c } else { '_' })
            .collect();
        let name = name.trim_start_matches('.');
        let name = if name.is_empty() { "article" } else { name };
        self.with(
            CONTENT_DISPOSITION,
            &format!("attachment; filename=\"{name}\""),
        )
    }

    /// A redirection.
    pub(in crate::serve) fn see(address: &str) -> Self {
        Self {
            status: StatusCode::SEE_OTHER,
            body: Vec::new(),
            headers: Vec::new(),
        }
        .with(axum::http::header::LOCATION, address)
    }

    /// The answer as it is sent. One without a tag is not kept.
    pub(in crate::serve) fn sent(self, tag: Option<&str>) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        let tag = tag.and_then(|tag| HeaderValue::from_str(tag).ok());
        let kept = match tag {
            Some(tag) => {
                headers.insert(ETAG, tag);
                "private, no-cache"
            }
            None => "no-store",
        };
        headers
            .entry(CACHE_CONTROL)
            .or_insert(HeaderValue::from_static(kept));
        response
    }
}

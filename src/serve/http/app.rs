//! What every request needs: the archives, the pool, the gate, and how a call becomes an answer.
//!
//! A call runs in the pool with the holdings of one moment. How an answer is made is not known here.

use super::log::Log;
use super::metrics::Metrics;
use super::pool::Pool;
use super::problem::Problem;
use super::reply::Reply;
use crate::query::Deadline;
use crate::serve::archives::event::Event;
use crate::serve::archives::holdings::Holdings;
use crate::serve::archives::keeper::Library;
use crate::serve::ask::fault::Fault;
use crate::serve::security::hosts::Hosts;
use crate::serve::security::session::Gate;
use axum::body::Body;
use axum::http::header::{ETAG, HOST, IF_NONE_MATCH};
use axum::http::{HeaderMap, Response, StatusCode};
use std::sync::Arc;

/// A running server.
pub(in crate::serve) struct App {
    /// The archives.
    pub(in crate::serve) library: Arc<Library>,
    /// The pool of searches.
    pub(in crate::serve) pool: Pool,
    /// Its numbers.
    pub(in crate::serve) metrics: Metrics,
    /// Where it is written down what happens.
    pub(in crate::serve) log: Arc<dyn Log>,
    /// Who may ask; `None`: everybody.
    pub(in crate::serve) gate: Option<Gate>,
    /// The names by which it may be asked.
    pub(in crate::serve) hosts: Hosts,
    /// The origins whose pages may use the API.
    pub(in crate::serve) cors: Vec<String>,
    /// What the pages are called.
    pub(in crate::serve) title: String,
}

/// A request that is carried out in the pool.
pub(in crate::serve) struct Call {
    /// The server.
    pub(in crate::serve) app: Arc<App>,
    /// What is served, for the whole request.
    pub(in crate::serve) holdings: Arc<Holdings>,
    /// What is after `?`.
    pub(in crate::serve) query: String,
    /// The parts of the path that are no fixed names, decoded.
    pub(in crate::serve) parts: Vec<String>,
    /// The address of the server as the reader knows it: `http://localhost:8470`.
    pub(in crate::serve) base: String,
    /// When it has to be answered.
    pub(in crate::serve) deadline: Deadline,
}

impl Call {
    /// A part of the path.
    pub(in crate::serve) fn part(&self, place: usize) -> &str {
        self.parts.get(place).map_or("", String::as_str)
    }
}

/// What answers a call.
pub(in crate::serve) type Answerer = fn(&Call) -> Result<Reply, Fault>;

/// Writes an error for who asked.
pub(in crate::serve) type Explain = fn(&App, &Problem, &str) -> Reply;

/// How answers are kept by browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Kept {
    /// Until another generation answers.
    Generation,
    /// Not at all.
    Never,
}

impl App {
    /// Answers a call in the pool. What the reader has already is not made again.
    pub(in crate::serve) async fn answer(
        self: Arc<Self>,
        parts: Vec<String>,
        query: String,
        headers: &HeaderMap,
        kept: Kept,
        (answer, explain): (Answerer, Explain),
    ) -> Response<Body> {
        let holdings = self.library.current();
        let tag = (kept == Kept::Generation).then(|| tag_of(&holdings));
        if let Some(tag) = &tag
            && is_known(headers, tag)
        {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            if let Ok(tag) = tag.parse() {
                response.headers_mut().insert(ETAG, tag);
            }
            return response;
        }
        let (app, base) = (Arc::clone(&self), base_of(headers));
        let parameters = query.clone();
        let reply = self.pool.run(move |deadline| {
            let call = Call {
                app,
                holdings,
                query,
                parts,
                base,
                deadline,
            };
            answer(&call)
        });
        let problem = match reply.await {
            Ok(Ok(reply)) => return reply.sent(tag.as_deref()),
            Ok(Err(fault)) => Problem::from(fault),
            Err(refused) => Problem::from(refused),
        };
        if let Some(why) = &problem.inside {
            self.log.event(&Event::Failed { why: why.clone() });
        }
        explain(&self, &problem, &parameters).sent(None)
    }
}

/// The address by which the reader asked. `Host` was checked.
fn base_of(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|own| own.to_str().ok());
    let scheme = if is_by_https(headers) {
        "https"
    } else {
        "http"
    };
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}

/// Whether the reader came by HTTPS, which a proxy says.
pub(in crate::serve) fn is_by_https(headers: &HeaderMap) -> bool {
    let scheme = headers.get("x-forwarded-proto");
    scheme.is_some_and(|own| own.as_bytes() == b"https")
}

/// The tag of an answer. Dates such as `yesterday` mean something else after an hour.
fn tag_of(holdings: &Holdings) -> String {
    let hour = jiff::Timestamp::now().as_second() / 3600;
    format!("W/\"{}-{hour:x}\"", holdings.tag)
}

/// Whether the reader has the answer with this tag (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter();
    let known = known.filter_map(|own| own.to_str().ok());
    let opaque = tag.trim_start_matches("W/");
    let mut tags = known.flat_map(|own| own.split(',')).map(str::trim);
    tags.any(|own| own.trim_start_matches("W/") == opaque)
}

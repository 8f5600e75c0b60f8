//! Errors: what went wrong, for programs as RFC 9457 says, and as a title and a sentence for people.
//!
//! No text here names a file or a folder. What failed inside goes to the log alone.

use super::pool::Refused;
use super::reply::{PROBLEM, Reply};
use crate::index::IndexError;
use crate::query::SearchError;
use crate::serve::archives::holdings::ChoiceError;
use crate::serve::ask::fault::Fault;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use serde::Serialize;

/// After how many seconds to try again.
const LATER: &str = "1";

/// What went wrong.
#[derive(Debug, Clone, Serialize)]
pub(in crate::serve) struct Problem {
    /// `about:blank`: the title says what the code means (RFC 9457, 4.2.1).
    #[serde(rename = "type")]
    kind: &'static str,
    /// The title of the code.
    pub(in crate::serve) title: &'static str,
    /// The code.
    pub(in crate::serve) status: u16,
    /// What is wrong with this request.
    pub(in crate::serve) detail: String,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::serve) parameter: Option<String>,
    /// The paths of the articles that have the id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::serve) paths: Vec<String>,
    /// What the log says in addition.
    #[serde(skip)]
    pub(in crate::serve) inside: Option<String>,
}

impl Problem {
    /// A problem of this code.
    pub(in crate::serve) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            parameter: None,
            paths: Vec::new(),
            inside: None,
        }
    }

    /// Something failed inside.
    fn inside(error: &dyn std::error::Error) -> Self {
        let mut whole = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            whole.push_str(": ");
            whole.push_str(&error.to_string());
            source = error.source();
        }
        Self {
            inside: Some(whole),
            ..Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the archive cannot be read; the log of the server says why",
            )
        }
    }

    /// The code.
    pub(in crate::serve) fn code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The answer for programs.
    pub(in crate::serve) fn reply(&self) -> Reply {
        let body = serde_json::to_vec(self).unwrap_or_default();
        self.complete(Reply::of(PROBLEM, body))
    }

    /// The code and the headers that go with it.
    pub(in crate::serve) fn complete(&self, reply: Reply) -> Reply {
        let reply = reply.with_status(self.code());
        if self.code() == StatusCode::SERVICE_UNAVAILABLE {
            return reply.with(RETRY_AFTER, LATER);
        }
        reply
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let unavailable = StatusCode::SERVICE_UNAVAILABLE;
        match refused {
            Refused::Busy => Self::new(unavailable, "too many searches at once; try again"),
            Refused::TimedOut => timed_out(),
            Refused::Panicked => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "a fault of the program ended this request",
            ),
        }
    }
}

fn timed_out() -> Problem {
    let detail = "the search took too long; search for less: other words, or fewer dates";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail)
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let detail = fault.to_string();
        match fault {
            Fault::Parameter { name, .. } => Self {
                parameter: Some(name),
                ..Self::new(StatusCode::BAD_REQUEST, detail)
            },
            Fault::NotFound(_) | Fault::Choice(ChoiceError::Unknown(_)) => {
                Self::new(StatusCode::NOT_FOUND, detail)
            }
            Fault::Several(paths) => Self {
                paths,
                ..Self::new(StatusCode::CONFLICT, detail)
            },
            Fault::Conflict(_) => Self::new(StatusCode::CONFLICT, detail),
            Fault::Choice(ChoiceError::Unavailable { .. } | ChoiceError::Nothing) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
            }
            Fault::Search(SearchError::TimedOut { .. }) => timed_out(),
            Fault::Search(SearchError::Unsupported(_)) => {
                Self::new(StatusCode::BAD_REQUEST, detail)
            }
            Fault::Search(error @ SearchError::Elsewhere(_)) => Self {
                inside: Self::inside(&error).inside,
                ..Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the cluster that has the articles gives no answer",
                )
            },
            Fault::Search(error) => Self::inside(&error),
            Fault::Choice(ChoiceError::Index(error)) | Fault::Index(error) => of_index(&error),
            Fault::Io(error) => Self::inside(&error),
        }
    }
}

fn of_index(error: &IndexError) -> Problem {
    Problem::inside(error)
}

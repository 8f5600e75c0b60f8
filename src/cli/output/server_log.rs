//! What a server does, written to stderr: a line for each request, and events.
//!
//! Lines are for people or JSON; the texts of queries are left out if that is asked for.

use super::stream;
use crate::present::for_terminal;
use crate::serve::{Asked, Event, Log};
use jiff::Timestamp;
use serde_json::json;

/// Writes down what a server does.
pub(crate) struct ServerLog {
    /// Whether requests are written; events always are.
    pub(crate) writes_requests: bool,
    /// Whether lines are JSON.
    pub(crate) is_json: bool,
    /// Whether what is after `?` is left out.
    pub(crate) is_private: bool,
}

impl Log for ServerLog {
    fn asked(&self, asked: &Asked) {
        if !self.writes_requests {
            return;
        }
        let query = Some(&asked.query).filter(|query| !query.is_empty() && !self.is_private);
        let time = Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%S%.3fZ")
            .to_string();
        let client = asked.client.map(|own| own.to_string());
        let milliseconds = asked.took.as_secs_f64() * 1000.0;
        let line = if self.is_json {
            let line = json!({
                "time": time,
                "client": client,
                "method": asked.method,
                "path": asked.path,
                "query": query,
                "status": asked.status,
                "took_ms": (milliseconds * 1000.0).round() / 1000.0,
            });
            line.to_string()
        } else {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            let client = client.as_deref().unwrap_or("-");
            format!(
                "{time} {client} {} {}{query} {} {milliseconds:.1} ms",
                asked.method, asked.path, asked.status
            )
        };
        stream::say_line(&for_terminal(&line));
    }

    fn event(&self, event: &Event) {
        let (name, label, text) = worded(event);
        if self.is_json {
            let time = Timestamp::now().to_string();
            let line = json!({ "time": time, "event": name, "text": text }).to_string();
            stream::say_line(&for_terminal(&line));
        } else {
            stream::say(label, &for_terminal(&text));
        }
    }
}

/// The name of an event, its label and a sentence.
fn worded(event: &Event) -> (&'static str, &'static str, String) {
    match event {
        Event::Listening { address } => ("listening", "note", format!("serving at {address}/")),
        Event::Switched {
            archive,
            from: None,
            to,
        } => ("opened", "note", format!("{archive}: generation {to}")),
        Event::Switched { archive, to, .. } => (
            "switched",
            "note",
            format!("{archive}: switched to generation {to}"),
        ),
        Event::Unavailable { archive, why } => {
            ("unavailable", "error", format!("{archive}: {why}"))
        }
        Event::Reloaded { archives } => {
            let text = format!("the configuration was read again; archives: {archives}");
            ("reloaded", "note", text)
        }
        Event::NotReloaded { why } => {
            let text = format!("the configuration cannot be used, the one before stays: {why}");
            ("not-reloaded", "error", text)
        }
        Event::Failed { why } => ("failed", "error", why.clone()),
        Event::Ending => ("ending", "note", "ending".to_owned()),
    }
}

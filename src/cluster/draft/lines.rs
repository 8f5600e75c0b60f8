//! Lines of `_bulk` requests: they are sent until each is taken, or refused for good.
//!
//! An article that is refused for good has a reason of its own, such as a value that a field does
//! not take. It is told apart from what stops a job: a full disk, a change that is refused, a
//! request that is.

use super::super::client::{BLOCKED, Client, JOB, refused};
use crate::article::ArchivePath;
use crate::index::elsewhere::{ElsewhereError, RefusedArticle};
use serde_json::{Value, json};
use std::thread;
use std::time::{Duration, Instant};
use ureq::http::Method;

/// The bytes of a request with many articles, before it is compressed.
pub(super) const BULK: usize = 4 << 20;

/// How long lines that are refused for now are sent again.
const REFUSED_FOR: Duration = Duration::from_mins(5);

/// The most characters of a reason that are told: it may have a part of the article in it.
const LONGEST_REASON: usize = 300;

/// A line of a request: what is done, and with what.
pub(super) struct Line {
    action: Value,
    source: Option<Value>,
    /// About how many bytes it has.
    pub(super) bytes: usize,
}

impl Line {
    /// Stores an article under an id.
    pub(super) fn index(id: &str, source: Value, bytes: usize) -> Self {
        Self {
            action: json!({"index": {"_id": id}}),
            source: Some(source),
            bytes,
        }
    }

    /// Changes fields of an article.
    pub(super) fn update(id: &str, fields: &Value) -> Self {
        Self {
            action: json!({"update": {"_id": id, "retry_on_conflict": 3}}),
            source: Some(json!({"doc": fields})),
            bytes: 100,
        }
    }

    /// Deletes an article, if it is there.
    pub(super) fn delete(id: &str) -> Self {
        Self {
            action: json!({"delete": {"_id": id}}),
            source: None,
            bytes: 100,
        }
    }

    /// The article that it stores.
    fn refused(&self, reason: &str) -> Option<RefusedArticle> {
        self.action.get("index")?;
        let source = self.source.as_ref()?;
        Some(RefusedArticle {
            path: ArchivePath::from_stored(source["path"].as_str()?),
            number: u32::try_from(source["serial"].as_u64()?).ok()?,
            reason: reason.chars().take(LONGEST_REASON).collect(),
        })
    }
}

/// Sends lines until each was taken. Returns the articles that are refused for good.
pub(super) fn send(
    client: &Client,
    index: &str,
    mut lines: Vec<Line>,
) -> Result<Vec<RefusedArticle>, ElsewhereError> {
    let path =
        format!("/{index}/_bulk?timeout=30s&filter_path=errors,items.*.status,items.*.error");
    let began = Instant::now();
    let mut pause = Duration::from_millis(200);
    let mut gone = Vec::new();
    while !lines.is_empty() {
        let mut body = Vec::with_capacity(BULK + (BULK >> 2));
        for line in &lines {
            write(&line.action, &mut body);
            if let Some(source) = &line.source {
                write(source, &mut body);
            }
        }
        let content = "application/x-ndjson";
        let answer = client.send(&Method::POST, &path, Some(&body), content, JOB)?;
        match answer.status {
            200 => {}
            // What is between here and a node may take smaller requests alone.
            413 if lines.len() > 1 => {
                let rest = lines.split_off(lines.len() / 2);
                gone.extend(send(client, index, lines)?);
                gone.extend(send(client, index, rest)?);
                return Ok(gone);
            }
            413 => {
                let reason = format!("its {} bytes are too many for a request", body.len());
                let only = lines.pop().and_then(|line| line.refused(&reason));
                gone.push(only.ok_or_else(|| refused(&path, &answer))?);
                return Ok(gone);
            }
            _ => return Err(refused(&path, &answer)),
        }
        if answer.json["errors"] == json!(false) {
            return Ok(gone);
        }
        let items = answer.json["items"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        if items.len() != lines.len() {
            return Err(ElsewhereError::Failed(
                "the cluster answered for other lines than were sent".to_owned(),
            ));
        }
        let mut again = Vec::new();
        for (line, item) in lines.into_iter().zip(items) {
            let may_wait = began.elapsed() < REFUSED_FOR;
            match Fate::of(&line, item, may_wait)? {
                Fate::Taken => {}
                Fate::Again => again.push(line),
                Fate::Refused(article) => gone.push(article),
            }
        }
        lines = again;
        if !lines.is_empty() {
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_secs(10));
        }
    }
    Ok(gone)
}

/// What became of a line.
enum Fate {
    Taken,
    /// It is sent again.
    Again,
    Refused(RefusedArticle),
}

impl Fate {
    /// By what the cluster answered for it.
    fn of(line: &Line, item: &Value, may_wait: bool) -> Result<Self, ElsewhereError> {
        let item = item.as_object().and_then(|item| item.values().next());
        let item = item.unwrap_or(&Value::Null);
        let status = item["status"].as_u64().unwrap_or(0);
        let error = &item["error"];
        let reason = error["reason"].as_str().unwrap_or("no reason given");
        // The cause says more: which value it is.
        let reason = match error["caused_by"]["reason"].as_str() {
            Some(cause) => format!("{reason}: {cause}"),
            None => reason.to_owned(),
        };
        let failed = |message: String| Err(ElsewhereError::Failed(message));
        match status {
            200..300 => Ok(Self::Taken),
            404 if line.action.get("delete").is_some() => Ok(Self::Taken),
            // It has the status of one that is busy, where a disk is full. It does not pass by
            // itself.
            403 | 429 if error["type"] == BLOCKED => {
                failed(format!("the cluster takes no articles: {reason}"))
            }
            429 | 502..505 if may_wait => Ok(Self::Again),
            400 => match line.refused(&reason) {
                Some(article) => Ok(Self::Refused(article)),
                None => failed(format!("the cluster refused a change: {reason}")),
            },
            _ => failed(format!(
                "the cluster refused a line with {status}: {reason}"
            )),
        }
    }
}

fn write(value: &Value, out: &mut Vec<u8>) {
    // Memory takes everything.
    let _ = serde_json::to_writer(&mut *out, value);
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_is_refused_is_told_from_what_stops_a_job() {
        let article = json!({"path": "a.jsonl", "serial": 3});
        let line = Line::index("x", article, 10);
        let item = |status: u16, kind: &str| {
            json!({"index": {"status": status, "error": {
                "type": kind,
                "reason": "no",
                "caused_by": {"reason": "n".repeat(1_000)},
            }}})
        };
        let refused = Fate::of(&line, &item(400, "mapper_parsing_exception"), true);
        let Ok(Fate::Refused(article)) = refused else {
            panic!("a refused article")
        };
        assert_eq!((article.path.as_str(), article.number), ("a.jsonl", 3));
        assert!(article.reason.starts_with("no: nnn"));
        assert_eq!(article.reason.chars().count(), LONGEST_REASON);
        let busy = item(429, "rejected_execution_exception");
        assert!(matches!(Fate::of(&line, &busy, true), Ok(Fate::Again)));
        assert!(Fate::of(&line, &busy, false).is_err());
        for status in [403, 429] {
            let full = item(status, BLOCKED);
            assert!(Fate::of(&line, &full, true).is_err());
        }
        assert!(Fate::of(&line, &json!({}), true).is_err());
        let change = Line::update("x", &json!({"removed": 3}));
        assert!(Fate::of(&change, &item(400, "x"), true).is_err());
        let gone = json!({"delete": {"status": 404}});
        assert!(matches!(
            Fate::of(&Line::delete("x"), &gone, true),
            Ok(Fate::Taken)
        ));
    }
}

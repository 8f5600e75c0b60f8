//! Hits as lines of a TREC run: `topic Q0 article rank score name`.
//!
//! Tools that read runs ignore the ranks, sort by scores in single precision and break ties in their
//! own way; so scores are written that fall strictly, in the order that the hits have.

use super::safe::danger;
use crate::query::RankedId;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};

/// An article of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct RunLine {
    /// Its id, as a column can hold it: white space and what is dangerous on a terminal is
    /// percent-encoded (RFC 3986).
    pub article: String,
    /// Its score, below that of the line before.
    pub score: f32,
}

/// Hits as lines of a run. Only the first of several with the same id is taken: a
/// run that has an article twice is refused by those who read it. Where nothing was scored, scores
/// fall by 1 from 0.
#[must_use]
pub fn run_lines(hits: &[RankedId]) -> Vec<RunLine> {
    let mut seen = HashSet::new();
    let mut lines: Vec<RunLine> = Vec::with_capacity(hits.len());
    let is_scored = hits.iter().any(|hit| hit.score > 0.0);
    for hit in hits {
        let article = column(&hit.id.0).into_owned();
        if !seen.insert(article.clone()) {
            continue;
        }
        #[allow(clippy::cast_possible_truncation, reason = "single precision is meant")]
        let own = hit.score as f32;
        let score = match lines.last() {
            None => own,
            Some(before) if is_scored => own.min(before.score.next_down()),
            Some(before) => before.score - 1.0,
        };
        lines.push(RunLine { article, score });
    }
    lines
}

/// Writes the lines of a topic, ranks from 1.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn write_run(
    topic: &str,
    lines: &[RunLine],
    name: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (topic, name) = (column(topic), column(name));
    for (rank, line) in (1..).zip(lines) {
        let RunLine { article, score } = line;
        writeln!(out, "{topic} Q0 {article} {rank} {score} {name}")?;
    }
    Ok(())
}

/// A text without white space.
fn column(text: &str) -> Cow<'_, str> {
    let splits = |c: char| c.is_whitespace() || danger(c).is_some();
    if !text.contains(splits) {
        return Cow::Borrowed(text);
    }
    let mut column = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        if splits(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(column, "%{byte:02X}");
            }
        } else {
            column.push(c);
        }
    }
    Cow::Owned(column)
}

//! Hits as lines of a run: the ids of articles with scores that fall strictly.
//!
//! Tools that read runs ignore the ranks, sort by scores in single precision and break ties in
//! their own way. So the scores are made to fall strictly, in the order of the hits.

use crate::present::terminal::safe::danger;
use crate::query::RankedId;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

/// An article of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct RunLine {
    /// Its id as one column: white space and characters that are dangerous on a terminal are
    /// percent-encoded (RFC 3986).
    pub article: String,
    /// Its score, lower than that of the line before.
    pub score: f32,
}

/// Hits as lines of a run. Of several hits with the same id only the first is taken: tools refuse a
/// run that has an article twice. If nothing was scored, scores fall by 1 from 0.
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

/// A text as one column: without white space.
pub(super) fn column(text: &str) -> Cow<'_, str> {
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

//! Hits as lines of a TREC run: `topic Q0 article rank score name`.
//!
//! Tools that read runs ignore the ranks, sort by scores in single precision and break ties in their
//! own way; so scores are written that fall strictly, in the order that the hits have.

use crate::present::terminal::safe::danger;
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

#[cfg(test)]
mod tests {
    use super::{run_lines, write_run};
    use crate::article::ArticleId;
    use crate::query::RankedId;
    use proptest::prelude::*;

    fn hits(hits: &[(&str, f64)]) -> Vec<RankedId> {
        let hits = hits.iter().map(|(id, score)| RankedId {
            id: ArticleId((*id).to_owned()),
            score: *score,
        });
        hits.collect()
    }

    fn written(found: &[(&str, f64)]) -> String {
        let mut out = Vec::new();
        write_run("t 1", &run_lines(&hits(found)), "my run", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_has_six_columns_whatever_is_in_them() {
        assert_eq!(
            written(&[("a\u{202e}b c%", 2.5), ("d\ne", 1.0), ("日本", 0.5)]),
            "t%201 Q0 a%E2%80%AEb%20c% 1 2.5 my%20run\n\
             t%201 Q0 d%0Ae 2 1 my%20run\n\
             t%201 Q0 日本 3 0.5 my%20run\n"
        );
    }

    #[test]
    fn of_hits_that_share_an_id_the_best_stays() {
        let lines = run_lines(&hits(&[("a", 3.0), ("b", 2.0), ("a", 1.0)]));
        let ids: Vec<_> = lines.iter().map(|line| line.article.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn what_was_not_scored_is_numbered_downwards() {
        let lines = run_lines(&hits(&[("a", 0.0), ("b", 0.0), ("c", 0.0)]));
        let scores: Vec<_> = lines.iter().map(|line| line.score.to_string()).collect();
        assert_eq!(scores, ["0", "-1", "-2"]);
    }

    proptest! {
        #[test]
        fn scores_fall_strictly_as_they_are_read(
            scores in proptest::collection::vec(prop_oneof![0.0..30.0_f64, Just(7.1), 7.1..7.100_001], 1..60)
        ) {
            let mut scores: Vec<f64> = scores;
            scores.sort_by(|a, b| b.total_cmp(a));
            let ids: Vec<String> = (0..scores.len()).map(|id| id.to_string()).collect();
            let found: Vec<_> = ids.iter().map(String::as_str).zip(scores).collect();
            let text = written(&found);
            let columns = text.lines().map(|line| line.split(' ').collect::<Vec<_>>());
            let read: Vec<(String, f64)> = columns
                .map(|line| (line[2].to_owned(), line[4].parse().unwrap()))
                .collect();
            prop_assert_eq!(read.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ids);
            for two in read.windows(2) {
                prop_assert!(two[0].1 > two[1].1);
                #[allow(clippy::cast_possible_truncation, reason = "as trec_eval reads it")]
                let single = (two[0].1 as f32, two[1].1 as f32);
                prop_assert!(single.0 > single.1);
            }
        }
    }
}

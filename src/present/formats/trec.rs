//! Hits as lines of a TREC run: `topic Q0 article rank score name`.
//!
//! A run has the hits of every topic of a file of topics. The format is the one that `trec_eval`
//! reads.

use super::format::{OutputFormat, Writer};
use super::run_lines::{RunLine, column};
use std::io;

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "trec",
    about: "A TREC run of the topics of --queries: topic, Q0, id, rank, score, name",
    writer: Writer::Run(write),
};

/// Writes the lines of a topic, with ranks from 1.
fn write(topic: &str, lines: &[RunLine], name: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let (topic, name) = (column(topic), column(name));
    for (rank, line) in (1..).zip(lines) {
        let RunLine { article, score } = line;
        writeln!(out, "{topic} Q0 {article} {rank} {score} {name}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::article::ArticleId;
    use crate::present::formats::run_lines::run_lines;
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
        write("t 1", &run_lines(&hits(found)), "my run", &mut out).unwrap();
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
    fn of_hits_with_the_same_id_only_the_best_is_written() {
        let lines = run_lines(&hits(&[("a", 3.0), ("b", 2.0), ("a", 1.0)]));
        let ids: Vec<_> = lines.iter().map(|line| line.article.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn hits_without_scores_are_numbered_downwards() {
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

//! A run: what a system found for each topic, the best first. In TREC's format
//! `topic Q0 article rank score name`, a line each.
//!
//! As in `trec_eval` 9 the column of ranks is not looked at. Articles are ordered by their scores in
//! single precision, and equal ones by their ids, the last in byte order first.

use super::EvaluationError;
use super::lines::{Lines, line_error};
use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::path::Path;

/// Ranked articles by topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    topics: HashMap<String, Vec<String>>,
}

/// A line of a run.
struct Scored {
    score: f32,
    article: String,
    line: u64,
}

impl Run {
    /// Reads a file; more than six columns are allowed, the others are not looked at.
    ///
    /// # Errors
    /// If it cannot be read, a line has fewer columns or no number as its score, or a topic has an
    /// article twice.
    pub fn read(path: &Path) -> Result<Self, EvaluationError> {
        Self::of_lines(Lines::open(path)?)
    }

    pub(super) fn of_lines<R: BufRead>(mut lines: Lines<'_, R>) -> Result<Self, EvaluationError> {
        let path = lines.path();
        let mut scored: HashMap<String, Vec<Scored>> = HashMap::new();
        for line in &mut lines {
            let line = line?;
            let columns: Vec<&str> = line.text.split_ascii_whitespace().collect();
            let [topic, _, article, _, score, _, ..] = columns[..] else {
                let found = columns.len();
                let reason = format!(
                    "{found} columns; expected 6: topic, Q0, article, rank, score, name of the run"
                );
                return Err(line_error(path, line.number, reason));
            };
            let Some(score) = single_precision(score) else {
                let reason = format!("the score `{score}` is not a number");
                return Err(line_error(path, line.number, reason));
            };
            scored.entry(topic.to_owned()).or_default().push(Scored {
                score,
                article: article.to_owned(),
                line: line.number,
            });
        }
        let mut run = Self::default();
        for (topic, articles) in scored {
            let ranked = ranked(path, &topic, articles)?;
            run.topics.insert(topic, ranked);
        }
        Ok(run)
    }

    /// Says what was found for a topic, the best first, no article twice.
    pub fn insert(&mut self, topic: impl Into<String>, ranked: Vec<String>) {
        self.topics.insert(topic.into(), ranked);
    }

    /// What was found for a topic, the best first; nothing if the run lacks it.
    #[must_use]
    pub fn of_topic(&self, topic: &str) -> &[String] {
        self.topics.get(topic).map_or(&[], Vec::as_slice)
    }
}

/// A number as `trec_eval` keeps it: read in double precision, then cut to single.
fn single_precision(text: &str) -> Option<f32> {
    let score: f64 = text.parse().ok()?;
    #[allow(clippy::cast_possible_truncation, reason = "single precision is meant")]
    let score = score as f32;
    (!score.is_nan()).then_some(score)
}

fn ranked(
    path: &Path,
    topic: &str,
    mut articles: Vec<Scored>,
) -> Result<Vec<String>, EvaluationError> {
    let mut seen = HashSet::new();
    for own in &articles {
        if !seen.insert(own.article.as_str()) {
            let reason = format!("{} stands twice in topic {topic}", own.article);
            return Err(line_error(path, own.line, reason));
        }
    }
    // Both zeros are equal in C, so they have to be here.
    articles.sort_by(|a, b| {
        (b.score + 0.0)
            .total_cmp(&(a.score + 0.0))
            .then_with(|| b.article.cmp(&a.article))
    });
    Ok(articles.into_iter().map(|own| own.article).collect())
}

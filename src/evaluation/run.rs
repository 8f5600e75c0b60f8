//! A run: the articles that a system found for each topic, the best first. In TREC's format, each
//! line has `topic Q0 article rank score name`.
//!
//! As in `trec_eval` 9, the rank column is ignored. Articles are ordered by their scores in single
//! precision, and with equal scores by their ids in descending byte order.

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
    /// Reads a file. Columns after the sixth are ignored.
    ///
    /// # Errors
    /// If the file cannot be read, a line has fewer than six columns or its score is not a number,
    /// or a topic has an article twice.
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

    /// Sets the ids of the articles found for a topic, the best first. No id may occur twice.
    pub fn insert(&mut self, topic: impl Into<String>, ranked: Vec<String>) {
        self.topics.insert(topic.into(), ranked);
    }

    /// The ids of the articles found for a topic, the best first; empty if the run has no such
    /// topic.
    #[must_use]
    pub fn of_topic(&self, topic: &str) -> &[String] {
        self.topics.get(topic).map_or(&[], Vec::as_slice)
    }
}

/// Reads a number like `trec_eval`: in double precision, then rounded to single.
fn single_precision(text: &str) -> Option<f32> {
    let score: f64 = text.parse().ok()?;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "single precision is intended"
    )]
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
            let reason = format!("{} is listed twice for topic {topic}", own.article);
            return Err(line_error(path, own.line, reason));
        }
    }
    // Adding 0.0 makes both zeros equal, as in C.
    articles.sort_by(|a, b| {
        (b.score + 0.0)
            .total_cmp(&(a.score + 0.0))
            .then_with(|| b.article.cmp(&a.article))
    });
    Ok(articles.into_iter().map(|own| own.article).collect())
}

//! Judgments in TREC's qrels format. Each line has `topic iteration article grade`.
//!
//! The order of topics is kept, so that results are listed in the order of the file.

use super::EvaluationError;
use super::lines::{Lines, line_error};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::BufRead;
use std::path::Path;

/// Judgments of articles, by topic, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Qrels {
    topics: Vec<(String, Judgments)>,
    places: HashMap<String, usize>,
}

/// The grades of the judged articles of a topic. Grades above 0 are relevant. Articles without a
/// judgment are not relevant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgments(HashMap<String, i32>);

impl Judgments {
    /// The grade of an article, 0 if it is not relevant or not judged.
    #[must_use]
    pub fn grade(&self, article: &str) -> i32 {
        self.0.get(article).copied().unwrap_or(0).max(0)
    }

    /// The grades of relevant articles, the highest first.
    #[must_use]
    pub fn ideal(&self) -> Vec<i32> {
        let mut grades: Vec<i32> = self.0.values().copied().filter(|g| *g > 0).collect();
        grades.sort_unstable_by(|a, b| b.cmp(a));
        grades
    }
}

impl Qrels {
    /// Reads a file. Two equal judgments of an article count as one.
    ///
    /// # Errors
    /// If the file cannot be read, a line does not have four columns or its grade is not a whole
    /// number, two lines contradict each other, or there is no line.
    pub fn read(path: &Path) -> Result<Self, EvaluationError> {
        Self::of_lines(Lines::open(path)?)
    }

    pub(super) fn of_lines<R: BufRead>(mut lines: Lines<'_, R>) -> Result<Self, EvaluationError> {
        let path = lines.path();
        let mut qrels = Self::default();
        for line in &mut lines {
            let line = line?;
            let columns: Vec<&str> = line.text.split_ascii_whitespace().collect();
            let [topic, _, article, grade] = columns[..] else {
                let found = columns.len();
                let reason = format!("{found} columns; expected 4: topic, 0, article, grade");
                return Err(line_error(path, line.number, reason));
            };
            let Ok(grade) = grade.parse() else {
                let reason = format!("the grade `{grade}` is not a whole number");
                return Err(line_error(path, line.number, reason));
            };
            if let Some(other) = qrels.judge(topic, article, grade) {
                let reason = format!("{article} is judged {other} and {grade} for topic {topic}");
                return Err(line_error(path, line.number, reason));
            }
        }
        if qrels.topics.is_empty() {
            return Err(EvaluationError::Empty {
                path: path.to_owned(),
                what: "judgment",
            });
        }
        Ok(qrels)
    }

    /// Adds a judgment. If the article already has a different grade, keeps and returns that grade.
    pub fn judge(&mut self, topic: &str, article: &str, grade: i32) -> Option<i32> {
        let place = *self.places.entry(topic.to_owned()).or_insert_with(|| {
            self.topics.push((topic.to_owned(), Judgments::default()));
            self.topics.len() - 1
        });
        match self.topics[place].1.0.entry(article.to_owned()) {
            Entry::Vacant(free) => {
                free.insert(grade);
                None
            }
            Entry::Occupied(taken) => Some(*taken.get()).filter(|other| *other != grade),
        }
    }

    /// The judgments of a topic, if it has any.
    #[must_use]
    pub fn of_topic(&self, topic: &str) -> Option<&Judgments> {
        let place = self.places.get(topic)?;
        Some(&self.topics[*place].1)
    }

    /// The topics with their judgments.
    pub fn topics(&self) -> impl Iterator<Item = (&str, &Judgments)> {
        self.topics
            .iter()
            .map(|(topic, judgments)| (topic.as_str(), judgments))
    }
}

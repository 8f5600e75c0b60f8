//! A run held against judgments: values by topic, and their means.
//!
//! Which topics count: those with a relevant article, for without one every ranking is worth 0.
//! A topic that a run lacks counts as 0, as with `trec_eval -c`: a search that finds nothing is
//! a bad one, and no run gains by leaving out what is hard.

use super::{EvaluationError, Measure, Qrels, Run};

/// The values of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The topics that count, in the order of the judgments.
    pub topics: Vec<String>,
    /// Judged topics without a relevant article; they count in no mean.
    pub without_relevant: Vec<String>,
    /// Judged topics that nobody asked for; they count in no mean either.
    pub not_asked: Vec<String>,
    /// A measure each, in the order they were asked for.
    pub scores: Vec<MeasureScores>,
}

/// The values of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureScores {
    /// The measure.
    pub measure: Measure,
    /// A value each topic.
    pub by_topic: Vec<f64>,
}

impl MeasureScores {
    /// The mean over topics.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let (sum, topics) = self
            .by_topic
            .iter()
            .fold((0.0, 0.0), |(sum, topics), value| {
                (sum + value, topics + 1.0)
            });
        sum / topics
    }
}

impl Evaluation {
    /// Measures a run on the judged topics that `is_asked` names.
    ///
    /// # Errors
    /// If no topic is left to take a mean over.
    pub fn new(
        qrels: &Qrels,
        run: &Run,
        measures: &[Measure],
        is_asked: impl Fn(&str) -> bool,
    ) -> Result<Self, EvaluationError> {
        let mut evaluation = Self {
            topics: Vec::new(),
            without_relevant: Vec::new(),
            not_asked: Vec::new(),
            scores: measures.iter().copied().map(MeasureScores::none).collect(),
        };
        for (topic, judgments) in qrels.topics() {
            if !is_asked(topic) {
                evaluation.not_asked.push(topic.to_owned());
                continue;
            }
            let ideal = judgments.ideal();
            if ideal.is_empty() {
                evaluation.without_relevant.push(topic.to_owned());
                continue;
            }
            let ranked = run.of_topic(topic).iter();
            let found: Vec<i32> = ranked.map(|article| judgments.grade(article)).collect();
            evaluation.topics.push(topic.to_owned());
            for scores in &mut evaluation.scores {
                scores.by_topic.push(scores.measure.value(&found, &ideal));
            }
        }
        match (&evaluation.topics[..], &evaluation.without_relevant[..]) {
            ([], []) => Err(EvaluationError::NoTopic(
                "topics and judgments have no id in common",
            )),
            ([], _) => Err(EvaluationError::NoTopic(
                "no article is judged relevant to any",
            )),
            _ => Ok(evaluation),
        }
    }
}

impl MeasureScores {
    fn none(measure: Measure) -> Self {
        Self {
            measure,
            by_topic: Vec::new(),
        }
    }
}

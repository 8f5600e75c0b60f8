//! Compares a run with judgments: values for each topic, and their means.
//!
//! Only topics with a relevant article count, because without one every ranking has the value 0. A
//! topic that is not in the run counts as 0, as with `trec_eval -c`, so that a run does not gain by
//! leaving out difficult topics.

use super::{EvaluationError, Measure, Qrels, Run};

/// The values of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The topics that count, in the order of the judgments.
    pub topics: Vec<String>,
    /// Judged topics without a relevant article; no mean includes them.
    pub without_relevant: Vec<String>,
    /// Judged topics that were not searched for; no mean includes them.
    pub not_asked: Vec<String>,
    /// The values by measure, in the requested order.
    pub scores: Vec<MeasureScores>,
}

/// The values of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureScores {
    /// The measure.
    pub measure: Measure,
    /// The values, in the order of [`Evaluation::topics`].
    pub by_topic: Vec<f64>,
}

impl MeasureScores {
    /// The mean over all topics; not a number if there are none.
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
    /// Measures a run on the judged topics for which `is_asked` is true.
    ///
    /// # Errors
    /// If there is no topic to compute a mean over.
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
            ([], _) => Err(EvaluationError::NoTopic("no article is judged relevant")),
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

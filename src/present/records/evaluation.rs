//! Measures of a run, for people and for programs: their means, the changes from another run, and
//! the values of each topic if they are asked for.
//!
//! People see four decimals; programs get the numbers as they are.

use crate::evaluation::{Evaluation, MeasureScores, randomisation_test};
use crate::present::amounts::counted;
use crate::present::json::{FORMAT_VERSION, write_line};
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::safe::for_terminal;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The measures of a run, and of the run it is compared with.
#[derive(Debug)]
pub struct EvaluationReport {
    /// The measures of the run.
    pub own: Evaluation,
    /// The measures of the run that it is compared with, with the same topics and measures.
    pub other: Option<Evaluation>,
    /// The topics that were searched and have no judgments.
    pub unjudged: Vec<String>,
    /// Whether the values of each topic are shown.
    pub per_topic: bool,
}

/// One measure of both runs.
struct Pair<'r> {
    own: &'r MeasureScores,
    other: Option<&'r MeasureScores>,
}

impl EvaluationReport {
    fn pairs(&self) -> impl Iterator<Item = Pair<'_>> {
        self.own.scores.iter().enumerate().map(|(at, own)| Pair {
            own,
            other: self.other.as_ref().map(|other| &other.scores[at]),
        })
    }
}

/// The narrowest column of a table, with its gap.
const COLUMN: usize = 9;

/// The text: a table of topics if they are asked for, a table of measures, and the number of topics
/// that count.
///
/// The keys of the JSON: `format_version`, `topics` (how many count), `without_relevant`,
/// `not_asked`, `unjudged` (those that are left out), `measures` (`measure`, `mean`, and in a
/// comparison `other`, `change`, `p`), and, if topics are asked for, `per_topic` (`topic`, `values`
/// and `other` by measure).
impl Show for EvaluationReport {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        if self.per_topic {
            topics_text(self, out)?;
        }
        if self.other.is_some() {
            let head = format!(
                "{:<12}{:>9}{:>9}{:>9}{:>9}",
                "", "this", "other", "change", "p"
            );
            write_styled(&head, ASIDE, out)?;
            writeln!(out)?;
        }
        for Pair { own, other } in self.pairs() {
            let (name, mean) = (own.measure.to_string(), own.mean());
            write!(out, "{name:<12}{mean:>9.4}")?;
            if let Some(other) = other {
                let change = change(mean, other.mean());
                let p = chance(randomisation_test(&own.by_topic, &other.by_topic));
                write!(out, "{:>9.4}{change:>+9.4}{p:>9}", other.mean())?;
            }
            writeln!(out)?;
        }
        write_styled(&topics_line(self), ASIDE, out)?;
        writeln!(out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let json = JsonEvaluation {
            format_version: FORMAT_VERSION,
            topics: self.own.topics.len(),
            without_relevant: &self.own.without_relevant,
            not_asked: &self.own.not_asked,
            unjudged: &self.unjudged,
            measures: self.pairs().map(JsonMeasure::of).collect(),
            per_topic: self.per_topic.then(|| json_topics(self)),
        };
        write_line(&json, out)
    }
}

/// The number of topics that count, and of those that do not.
fn topics_line(report: &EvaluationReport) -> String {
    let left_out = [
        (&report.own.without_relevant, "without a relevant article"),
        (&report.own.not_asked, "judged but not searched"),
        (&report.unjudged, "without judgments"),
    ];
    let left_out = left_out.iter().filter(|(topics, _)| !topics.is_empty());
    let left_out: Vec<_> = left_out
        .map(|(topics, why)| format!("{} {why}", topics.len()))
        .collect();
    let line = counted(report.own.topics.len() as u64, "topic");
    if left_out.is_empty() {
        line
    } else {
        format!("{line}; left out: {}", left_out.join(", "))
    }
}

/// Writes a line for each topic: its values, each followed by its change from the other run.
fn topics_text(report: &EvaluationReport, out: &mut dyn Write) -> io::Result<()> {
    let longest = report.own.topics.iter().map(|topic| topic.chars().count());
    let first = longest.max().unwrap_or_default().max("topic".len());
    let names = report.pairs().map(|Pair { own, other }| {
        let change = if other.is_some() { "   change" } else { "" };
        let name = own.measure.to_string();
        format!("{name:>width$}{change}", width = width(own))
    });
    let names: String = names.collect();
    write_styled(&format!("{:<first$}{names}", "topic"), ASIDE, out)?;
    writeln!(out)?;
    for (at, topic) in report.own.topics.iter().enumerate() {
        write!(out, "{:<first$}", for_terminal(topic))?;
        for Pair { own, other } in report.pairs() {
            let value = own.by_topic[at];
            write!(out, "{value:>width$.4}", width = width(own))?;
            if let Some(other) = other {
                let change = change(value, other.by_topic[at]);
                write!(out, "{change:>+COLUMN$.4}")?;
            }
        }
        writeln!(out)?;
    }
    writeln!(out)
}

/// A p-value with the digits that are shown. It is never 0.
fn chance(p: f64) -> String {
    if p < 0.0001 {
        "<0.0001".to_owned()
    } else {
        format!("{p:.4}")
    }
}

/// A difference with the digits that are shown. No difference is +0, not -0.
fn change(own: f64, other: f64) -> f64 {
    ((own - other) * 1e4).round() / 1e4 + 0.0
}

fn width(scores: &MeasureScores) -> usize {
    COLUMN.max(scores.measure.to_string().len() + 2)
}

#[derive(Serialize)]
struct JsonEvaluation<'r> {
    format_version: u32,
    topics: usize,
    without_relevant: &'r [String],
    not_asked: &'r [String],
    unjudged: &'r [String],
    measures: Vec<JsonMeasure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_topic: Option<Vec<JsonTopic<'r>>>,
}

#[derive(Serialize)]
struct JsonMeasure {
    measure: String,
    mean: f64,
    #[serde(flatten)]
    comparison: Option<JsonComparison>,
}

#[derive(Serialize)]
struct JsonComparison {
    other: f64,
    change: f64,
    p: f64,
}

#[derive(Serialize)]
struct JsonTopic<'r> {
    topic: &'r str,
    values: BTreeMap<String, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<BTreeMap<String, f64>>,
}

impl JsonMeasure {
    fn of(pair: Pair<'_>) -> Self {
        let Pair { own, other } = pair;
        Self {
            measure: own.measure.to_string(),
            mean: own.mean(),
            comparison: other.map(|other| JsonComparison {
                other: other.mean(),
                change: own.mean() - other.mean(),
                p: randomisation_test(&own.by_topic, &other.by_topic),
            }),
        }
    }
}

fn json_topics(report: &EvaluationReport) -> Vec<JsonTopic<'_>> {
    let values = |evaluation: &Evaluation, at: usize| {
        let own = evaluation.scores.iter();
        own.map(|own| (own.measure.to_string(), own.by_topic[at]))
            .collect()
    };
    let topics = report.own.topics.iter().enumerate();
    topics
        .map(|(at, topic)| JsonTopic {
            topic,
            values: values(&report.own, at),
            other: report.other.as_ref().map(|other| values(other, at)),
        })
        .collect()
}

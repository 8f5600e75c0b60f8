//! Measures of a run, for people and for programs: means, how far they are from another run's, and
//! each topic's values where they are asked for.

use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::job::summary::counted;
use crate::present::terminal::safe::for_terminal;
use crate::evaluation::{Evaluation, MeasureScores, randomisation_test};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What was measured.
#[derive(Debug)]
pub struct EvaluationReport {
    /// Of the run.
    pub own: Evaluation,
    /// Of the run it is compared with; of the same topics and measures.
    pub other: Option<Evaluation>,
    /// Topics that were asked for and have no judgments.
    pub unjudged: Vec<String>,
    /// Whether each topic is shown.
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

/// The narrowest column of a table, gap included.
const COLUMN: usize = 9;

/// Writes it for people: a table of topics if they are asked for, a table of measures, and how many
/// topics count.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn evaluation_text(report: &EvaluationReport, out: &mut dyn Write) -> io::Result<()> {
    if report.per_topic {
        topics_text(report, out)?;
    }
    if report.other.is_some() {
        let head = format!(
            "{:<12}{:>9}{:>9}{:>9}{:>9}",
            "", "this", "other", "change", "p"
        );
        write_styled(&head, ASIDE, out)?;
        writeln!(out)?;
    }
    for Pair { own, other } in report.pairs() {
        let (name, mean) = (own.measure.to_string(), own.mean());
        write!(out, "{name:<12}{mean:>9.4}")?;
        if let Some(other) = other {
            let change = change(mean, other.mean());
            let p = chance(randomisation_test(&own.by_topic, &other.by_topic));
            write!(out, "{:>9.4}{change:>+9.4}{p:>9}", other.mean())?;
        }
        writeln!(out)?;
    }
    write_styled(&topics_line(report), ASIDE, out)?;
    writeln!(out)
}

/// How many topics count, and how many do not.
fn topics_line(report: &EvaluationReport) -> String {
    let left_out = [
        (&report.own.without_relevant, "without a relevant article"),
        (&report.own.not_asked, "judged but not asked"),
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

/// A row each topic: its values, each followed by how far it is from the other run's.
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

/// A p-value in the digits that are shown; it is never 0.
fn chance(p: f64) -> String {
    if p < 0.0001 {
        "<0.0001".to_owned()
    } else {
        format!("{p:.4}")
    }
}

/// A difference in the digits that are shown; none is +0, not -0.
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

/// Writes it as one JSON object on a line: `format_version`, `topics` (how many count),
/// `without_relevant`, `not_asked`, `unjudged` (those left out), `measures` (`measure`, `mean`, and in a comparison `other`,
/// `change`, `p`), and where topics are asked for `per_topic` (`topic`, `values` and `other` by
/// measure).
///
/// # Errors
///
/// Only what `out` fails with.
pub fn evaluation_json(report: &EvaluationReport, out: &mut dyn Write) -> io::Result<()> {
    let measures = report.pairs().map(|Pair { own, other }| JsonMeasure {
        measure: own.measure.to_string(),
        mean: own.mean(),
        comparison: other.map(|other| JsonComparison {
            other: other.mean(),
            change: own.mean() - other.mean(),
            p: randomisation_test(&own.by_topic, &other.by_topic),
        }),
    });
    let json = JsonEvaluation {
        format_version: crate::present::FORMAT_VERSION,
        topics: report.own.topics.len(),
        without_relevant: &report.own.without_relevant,
        not_asked: &report.own.not_asked,
        unjudged: &report.unjudged,
        measures: measures.collect(),
        per_topic: report.per_topic.then(|| json_topics(report)),
    };
    crate::present::formats::json::write_line(&json, out)
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

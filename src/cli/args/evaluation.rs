//! What an evaluation is asked to do, as it is typed.

use super::{RankingArgs, RecordFormat, Where};
use crate::evaluation::Measure;
use clap::{Args, ValueHint};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "\
Measures: ndcg, map, mrr, or up to a rank: ndcg@10, map@100, mrr@10, p@10, recall@100, success@1;
as trec_eval -c has them. Topics without a relevant article are left out.

Exit codes: 0 measured, 1 a measure is below what --require asks, 2 trouble")]
pub(in crate::cli) struct EvalArgs {
    /// What is asked: a line each of id, tab, text, or TREC's <top> … </top>; with --run, which
    /// topics count
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        required_unless_present = "run"
    )]
    pub(in crate::cli) topics: Option<PathBuf>,

    /// Which articles are right: topic, 0, article's id, grade
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) qrels: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) place: Where,

    /// Measure this TREC run instead of searching
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["folder", "index", "expand", "recency", "ranking"]
    )]
    pub(in crate::cli) run: Option<PathBuf>,

    /// Compare with this TREC run: p is the chance of a difference as large between runs that are
    /// alike (paired randomisation test)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) against: Option<PathBuf>,

    /// What to measure
    #[arg(
        long = "measure",
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "ndcg@10,map,mrr,p@10,recall@100"
    )]
    pub(in crate::cli) measures: Vec<Measure>,

    /// Show each topic's values too
    #[arg(long)]
    pub(in crate::cli) per_topic: bool,

    /// Exit with 1 if the mean, in four digits, is less, as in ndcg@10=0.5; may be repeated
    #[arg(long, value_name = "MEASURE=LEAST", value_parser = required)]
    pub(in crate::cli) require: Vec<Required>,

    #[command(flatten)]
    pub(in crate::cli) ranking: RankingArgs,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: RecordFormat,
}

/// A mean that has to be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::cli) struct Required {
    pub(in crate::cli) measure: Measure,
    pub(in crate::cli) least: f64,
}

impl EvalArgs {
    /// What to measure, what is required included, each once.
    pub(in crate::cli) fn all_measures(&self) -> Vec<Measure> {
        let mut all = Vec::new();
        let required = self.require.iter().map(|required| required.measure);
        for measure in self.measures.iter().copied().chain(required) {
            if !all.contains(&measure) {
                all.push(measure);
            }
        }
        all
    }
}

fn required(text: &str) -> Result<Required, String> {
    let (measure, least) = text
        .split_once('=')
        .ok_or("write a measure, `=` and the least that will do, such as ndcg@10=0.5")?;
    let number = least.trim().parse().ok();
    Ok(Required {
        measure: measure
            .parse()
            .map_err(|e: crate::evaluation::EvaluationError| e.to_string())?,
        least: number
            .filter(|least| (0.0..=1.0).contains(least))
            .ok_or_else(|| format!("`{least}` is not a number from 0 to 1"))?,
    })
}

//! `dateline eval`: measures how well topics with known answers are ranked.
//!
//! It makes a run, by searching or from a file, compares it with judgments, and prints the measures. The measures are
//! computed in `evaluation`.

use crate::cli::args::{RankingArgs, RecordFormat, SearchLocation};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{Missing, Noun, PreparedSearch, TopicSearch};
use crate::evaluation::{Evaluation, EvaluationError, Measure, Qrels, Run, Topic, read_topics};
use crate::present::{EvaluationReport, counted, for_terminal};
use clap::{Args, ValueHint};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The number of hits per topic, unless a measure needs more: what TREC asks of a run.
const DEPTH: usize = 1000;

/// Measure how well topics with known answers are ranked
#[derive(Debug, Args)]
#[command(after_help = "\
Measures: ndcg, map, mrr, or up to a rank: ndcg@10, map@100, mrr@10, p@10,
recall@100, success@1; as trec_eval -c computes them. Topics without a relevant
article are left out.

Exit codes: 0 measured, 1 a measure is below what --require asks, 2 failed")]
pub(crate) struct EvalArgs {
    /// The topics. Each line has an id, a tab and a text; TREC's <top> … </top> is read too. With
    /// --run, only these topics count
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        required_unless_present = "run"
    )]
    topics: Option<PathBuf>,

    /// The relevant articles; each line has topic, 0, article id, grade
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    qrels: PathBuf,

    #[command(flatten)]
    location: SearchLocation,

    /// Measure this TREC run instead of searching
    #[arg(
        long,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["folders", "all", "index", "expand", "recency", "ranking"]
    )]
    run: Option<PathBuf>,

    /// Compare with this TREC run: p is the probability of a difference this large if both runs are
    /// equally good (paired randomisation test)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    against: Option<PathBuf>,

    /// What to measure
    #[arg(
        long = "measure",
        value_name = "MEASURE,…",
        value_delimiter = ',',
        default_value = "ndcg@10,map,mrr,p@10,recall@100"
    )]
    measures: Vec<Measure>,

    /// Also print the values of each topic
    #[arg(long)]
    per_topic: bool,

    /// Exit with 1 if a mean is less: ndcg@10=0.5, compared at four digits; may be repeated
    #[arg(long, value_name = "MEASURE=LEAST", value_parser = required)]
    require: Vec<Required>,

    #[command(flatten)]
    ranking: RankingArgs,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

/// A mean that has to be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Required {
    measure: Measure,
    least: f64,
}

impl EvalArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        self.check_stdin()?;
        let measures = self.all_measures();
        let qrels = Qrels::read(&self.qrels)?;
        let topics = self.topics.as_deref().map(read_topics).transpose()?;
        let asked: Option<HashSet<&str>> = topics
            .as_ref()
            .map(|topics| topics.iter().map(|topic| topic.id.as_str()).collect());
        let is_asked = |topic: &str| asked.as_ref().is_none_or(|asked| asked.contains(topic));
        let evaluate = |run: &Run| Evaluation::new(&qrels, run, &measures, is_asked);
        let other = match &self.against {
            Some(file) => Some(of_file(file, evaluate)?),
            None => None,
        };
        let topics = topics.as_deref().unwrap_or_default();
        let own = if let Some(file) = &self.run {
            of_file(file, evaluate)?
        } else {
            let judged = topics
                .iter()
                .filter(|own| qrels.of_topic(&own.id).is_some());
            evaluate(&self.searched(context, judged, &measures)?)?
        };
        let unjudged = topics.iter().map(|topic| topic.id.clone());
        let report = EvaluationReport {
            own,
            other,
            unjudged: unjudged.filter(|id| qrels.of_topic(id).is_none()).collect(),
            per_topic: self.per_topic,
        };
        stream::show(&report, self.format)?;
        Ok(judged(&report.own, &self.require))
    }

    /// Standard input can be read once.
    fn check_stdin(&self) -> anyhow::Result<()> {
        let files = [&self.topics, &self.run, &self.against]
            .into_iter()
            .flatten();
        let stdin = files
            .chain([&self.qrels])
            .filter(|file| **file == Path::new("-"));
        if stdin.count() > 1 {
            return Err(Misuse::error(
                "standard input is named twice",
                "name a file instead of one `-`",
            ));
        }
        Ok(())
    }

    /// All measures, those of `--require` included, each once.
    fn all_measures(&self) -> Vec<Measure> {
        let mut all = Vec::new();
        let required = self.require.iter().map(|required| required.measure);
        for measure in self.measures.iter().copied().chain(required) {
            if !all.contains(&measure) {
                all.push(measure);
            }
        }
        all
    }

    /// The run of a search for each topic.
    fn searched<'t>(
        &self,
        context: &Context,
        topics: impl Iterator<Item = &'t Topic>,
        measures: &[Measure],
    ) -> anyhow::Result<Run> {
        let mut search = PreparedSearch::without_query(&self.location, context)?;
        search.rank_by(&self.ranking)?;
        let deepest = measures.iter().filter_map(|measure| measure.rank()).max();
        search.request.limit = deepest.map_or(DEPTH, |rank| DEPTH.max(rank.get() as usize));
        let search = TopicSearch {
            search: &search,
            timeout: None,
        };
        let mut missing = Missing::default();
        let mut run = Run::default();
        for topic in topics {
            let found = search.lines(topic)?;
            Missing::say_notes(Noun::TOPIC, topic, &found.notes);
            missing.without_hits += u64::from(found.lines.is_empty());
            missing.same_id += found.same_id;
            let lines = found.lines.into_iter();
            run.insert(&*topic.id, lines.map(|line| line.article).collect());
        }
        missing.say(Noun::TOPIC);
        Ok(run)
    }
}

/// Evaluates a run of a file, and reports if it lacks topics.
fn of_file(
    file: &Path,
    evaluate: impl Fn(&Run) -> Result<Evaluation, EvaluationError>,
) -> anyhow::Result<Evaluation> {
    let run = Run::read(file)?;
    let evaluation = evaluate(&run)?;
    let topics = evaluation.topics.iter();
    let lacking = topics
        .filter(|topic| run.of_topic(topic).is_empty())
        .count();
    if lacking > 0 {
        let topics = counted(lacking as u64, "topic");
        let note = format!("{} has nothing for {topics}: counted as 0", file.display());
        stream::say("note", &for_terminal(&note));
    }
    Ok(evaluation)
}

/// Whether every mean, rounded to the four digits that are printed, reaches what is required.
fn judged(evaluation: &Evaluation, required: &[Required]) -> ExitStatus {
    let mut status = ExitStatus::Success;
    for Required { measure, least } in required {
        let scores = evaluation.scores.iter().find(|own| own.measure == *measure);
        let mean = scores.map_or(0.0, |own| (own.mean() * 1e4).round() / 1e4);
        if mean < *least {
            let note = format!("{measure} is {mean:.4}, below the required {least}");
            stream::say("note", &note);
            status = ExitStatus::BELOW_REQUIRED;
        }
    }
    status
}

fn required(text: &str) -> Result<Required, String> {
    let (measure, least) = text
        .split_once('=')
        .ok_or("write a measure, `=` and the lowest mean allowed, such as ndcg@10=0.5")?;
    let number = least.trim().parse().ok();
    Ok(Required {
        measure: measure
            .parse()
            .map_err(|e: EvaluationError| e.to_string())?,
        least: number
            .filter(|least| (0.0..=1.0).contains(least))
            .ok_or_else(|| format!("`{least}` is not a number from 0 to 1"))?,
    })
}

//! `dateline eval`: how well topics with known answers are ranked.

use crate::cli::args::{EvalArgs, RecordFormat, Required};
use crate::cli::exit::ExitStatus;
use crate::cli::commands::search::open_or_build;
use crate::cli::searching::topic_search::TopicSearch;
use crate::cli::archives::find as locate;
use crate::cli::searching::ranking;
use crate::cli::output::stream;
use crate::evaluation::{Evaluation, EvaluationError, Measure, Qrels, Run, Topic, read_topics};
use crate::present::{EvaluationReport, counted, evaluation_json, evaluation_text, for_terminal};
use crate::query::SearchRequest;
use crate::query::ask::Ask;
use std::collections::HashSet;
use std::path::Path;

/// How many hits a topic is searched for, unless a measure looks further: what TREC asks of a run.
const DEPTH: usize = 1000;

pub(in crate::cli) fn run(args: EvalArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let measures = args.all_measures();
    let qrels = Qrels::read(&args.qrels)?;
    let topics = args.topics.as_deref().map(read_topics).transpose()?;
    let asked: Option<HashSet<&str>> = topics
        .as_ref()
        .map(|topics| topics.iter().map(|topic| topic.id.as_str()).collect());
    let is_asked = |topic: &str| asked.as_ref().is_none_or(|asked| asked.contains(topic));
    let evaluate = |run: &Run| Evaluation::new(&qrels, run, &measures, is_asked);
    let other = match &args.against {
        Some(file) => Some(of_file(file, evaluate)?),
        None => None,
    };
    let topics = topics.as_deref().unwrap_or_default();
    let own = match &args.run {
        Some(file) => of_file(file, evaluate)?,
        None => evaluate(&searched(&args, config, topics, &qrels, &measures)?)?,
    };
    let unjudged = topics.iter().map(|topic| topic.id.clone());
    let report = EvaluationReport {
        own,
        other,
        unjudged: unjudged.filter(|id| qrels.of_topic(id).is_none()).collect(),
        per_topic: args.per_topic,
    };
    match args.format {
        RecordFormat::Text => stream::write_styled(|out| evaluation_text(&report, out))?,
        RecordFormat::Json => stream::write_plain(|out| evaluation_json(&report, out))?,
    }
    Ok(judged(&report.own, &args.require))
}

/// Evaluates a run that was kept, and tells if it lacks topics.
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

/// The run of a search for each topic that has judgments.
fn searched(
    args: &EvalArgs,
    config: Option<&Path>,
    topics: &[Topic],
    qrels: &Qrels,
    measures: &[Measure],
) -> anyhow::Result<Run> {
    let located = locate::of_arguments(&args.place, config)?;
    let generation = open_or_build(&located, args.place.folder.is_some())?;
    let deepest = measures.iter().filter_map(|measure| measure.rank()).max();
    let depth = deepest.map_or(DEPTH, |rank| DEPTH.max(rank.get() as usize));
    let mut request = SearchRequest::new(Ask::default(), depth);
    let archive = located.archive.as_ref();
    ranking::set(&args.ranking, archive, &generation, &mut request)?;
    let aliases = ranking::aliases(&[], false, archive)?;
    let mut search = TopicSearch::new(&generation, request, aliases);
    let mut run = Run::default();
    for topic in topics
        .iter()
        .filter(|topic| qrels.of_topic(&topic.id).is_some())
    {
        let lines = search.lines(topic)?;
        run.insert(
            &*topic.id,
            lines.into_iter().map(|line| line.article).collect(),
        );
    }
    search.say_what_is_missing();
    Ok(run)
}

/// Whether every mean, in the four digits that are shown, reaches what is required.
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

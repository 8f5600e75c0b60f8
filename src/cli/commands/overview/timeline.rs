//! `dateline timeline`: when something was a story.
//!
//! One query, two, those of a file, or the values of a field are series over the same periods.

use super::found::status;
use super::queries::{Asked, of_file, other, typed};
use crate::cli::args::number;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::{Counter, stream};
use crate::cli::searching::{PreparedSearch, QueriesOfFile, QueryArgs, facet};
use crate::present::{Show, TimelineReport, counted, grouped};
use crate::query::{Counted, Period, Timeline};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;
use strum::VariantNames;

/// Show how many articles match in each day, week, month or year
#[derive(Debug, Args)]
#[command(after_help = "\
A period counts what a search with --on finds: the day that the article itself names. A share is
of all articles of the period, within the dates of the search and, with --split, with that value.
A peak is above the mean by more than two standard deviations; a gap has no match, though the archive
has articles of that time.

Exit codes: 0 found, 1 nothing found, 2 failed")]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// The periods; auto chooses those that show the whole best
    #[arg(long, value_name = "PERIOD", default_value = "auto", value_parser = by())]
    by: By,

    /// Show another query beside the first
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["queries", "split"])]
    compare: Option<String>,

    /// A series for each value of a field
    #[arg(long, value_name = "FIELD", value_parser = facet(false))]
    split: Option<String>,

    /// A series for each query of a file (- for standard input): a line each, an id, a tab and a
    /// query, or the query alone
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "query")]
    queries: Option<PathBuf>,

    /// The largest number of values of a query; with --split, those with most articles
    /// [default: 20 as text, all in json, csv and svg]
    #[arg(short = 'n', long, value_name = "N", requires = "split", value_parser = number::<usize>)]
    limit: Option<usize>,

    /// The title of the drawing [default: the query]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How a timeline is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Bars, for people
    Text,
    /// One JSON object
    Json,
    /// A long table: a row for each period of each series
    Csv,
    /// A drawing that stands alone
    Svg,
}

/// The periods that were asked for; `None` for those that show the whole best.
#[derive(Debug, Clone, Copy)]
struct By(Option<Period>);

fn by() -> impl TypedValueParser<Value = By> {
    let names = ["auto"].into_iter().chain(Period::VARIANTS.iter().copied());
    PossibleValuesParser::new(names).map(|name| By(name.parse().ok()))
}

/// So many values are shown as text.
const FEW_VALUES: usize = 20;

impl TimelineArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        if self.title.is_some() && self.format != Format::Svg {
            return Err(Misuse::error(
                "--title is the title of a drawing",
                "add --format svg",
            ));
        }
        let search = self.query.prepare(context)?;
        let text = self.query.text();
        let file = self.queries.as_deref().map(QueriesOfFile::read);
        let file = file.transpose()?;
        let asked = match (&file, &self.compare) {
            (Some(file), _) => of_file(&search, file)?,
            (None, Some(compared)) => {
                vec![typed(&search, &text)?, other(&search, compared, compared)?]
            }
            (None, None) => vec![typed(&search, &text)?],
        };
        let counted = self.count(&search, &asked)?;
        let split = self.split.clone();
        let days = search.request.dates.days();
        let timeline = Timeline::new(counted, self.by.0, days, split);
        let mut coarse = 0;
        for one in &asked {
            coarse += search.engine().coarse_dates(&one.plan, timeline.period)?;
        }
        let total = timeline.series.iter().map(|series| series.total).sum();
        let notes = asked.iter().flat_map(|one| one.notes.clone()).collect();
        let title = self.title.clone().unwrap_or_else(|| title(&asked));
        let report = TimelineReport {
            timeline,
            title,
            notes,
            coarse,
        };
        if coarse > 0 {
            let articles = counted_articles(coarse);
            let note =
                format!("{articles} dated to a month or a year alone: counted on its first day");
            stream::say("note", &note);
        }
        match self.format {
            Format::Text if total == 0 => {}
            Format::Text => stream::write_paged(|out| report.text(stream::width(), out))?,
            Format::Json => stream::write_plain(|out| report.json(out))?,
            Format::Csv => stream::write_plain(|out| report.csv(out))?,
            Format::Svg => stream::write_plain(|out| report.svg(out))?,
        }
        let status = search.status(status(total, &search)?);
        Ok(match &file {
            Some(file) => file.status(status),
            None => status,
        })
    }

    /// The articles of each query by day, split by a field if that is wanted.
    fn count(&self, search: &PreparedSearch, asked: &[Asked]) -> anyhow::Result<Vec<Counted>> {
        let engine = search.engine();
        let progress = Counter::new(asked.len() as u64, "queries");
        let limit = match (self.limit, self.format) {
            (Some(limit), _) => limit,
            (None, Format::Text) => FEW_VALUES,
            (None, _) => usize::MAX,
        };
        let mut all_counted = Vec::new();
        for one in asked {
            let mut series =
                engine.series(&one.name, &one.plan, &one.all, self.split.as_deref())?;
            let left = series.len().saturating_sub(limit);
            if left > 0 && self.split.is_some() {
                series.truncate(limit);
                let values = counted(left as u64, "more value");
                stream::say("note", &format!("{values}: --limit {}", limit + left));
            }
            all_counted.extend(series);
            progress.done_one();
        }
        Ok(all_counted)
    }
}

fn counted_articles(count: u64) -> String {
    match count {
        1 => "1 article is".to_owned(),
        count => format!("{} articles are", grouped(count)),
    }
}

fn title(asked: &[Asked]) -> String {
    let names: Vec<_> = asked.iter().map(|one| one.name.as_str()).collect();
    match names.join(" / ") {
        none if none.is_empty() => "All articles".to_owned(),
        names => names,
    }
}

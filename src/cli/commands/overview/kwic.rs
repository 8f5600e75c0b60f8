//! `dateline kwic`: every occurrence of what matches, with the text around it.
//!
//! Lines are printed while they are found.

use super::found::{nothing_typed, say_notes, status};
use crate::cli::args::number;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::{Counter, stream};
use crate::cli::searching::QueryArgs;
use crate::present::{LineFormat, LineWriter, grouped};
use crate::query::{Concordance, LineOrder, SortOrder};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::io::Write;
use strum::VariantNames;

/// Show every occurrence of what matches in its context, one a line (keyword in context)
#[derive(Debug, Args)]
#[command(after_help = "\
Without --sort the lines come in the order in which the index has the articles, as they are found:
a million of them need no memory. --sort date needs some bytes for each article that matches. --sort
left and right keep the first lines only: 100,000, or as many as -n says.

Exit codes: 0 found, 1 nothing found, 2 failed")]
pub(crate) struct KwicArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// How much text to show on each side, in characters [default: as much as fits; 60 in json, csv]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1000))]
    width: Option<u16>,

    /// The order of lines: by date, by the words before what matches, or by those after it
    #[arg(long, value_name = "ORDER", value_parser = order())]
    sort: Option<LineOrder>,

    /// The largest number of lines
    #[arg(short = 'n', long, value_name = "N", value_parser = number::<usize>)]
    limit: Option<usize>,

    /// How to print them
    #[arg(long, default_value = "text", value_parser = format())]
    format: LineFormat,
}

/// So many characters on each side, where there is no line to fill.
const CONTEXT: usize = 60;

/// So many lines are kept in memory.
const MOST_SORTED: usize = 100_000;

fn order() -> impl TypedValueParser<Value = LineOrder> {
    PossibleValuesParser::new(LineOrder::VARIANTS.iter().copied())
        .map(|name| name.parse().unwrap_or_default())
}

fn format() -> impl TypedValueParser<Value = LineFormat> {
    PossibleValuesParser::new(LineFormat::VARIANTS.iter().copied())
        .map(|name| name.parse().unwrap_or(LineFormat::Text))
}

impl KwicArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        if self.query.query.is_empty() {
            let why = "nothing to look for: kwic shows words of a query";
            return Err(nothing_typed(&self.query, why, "kwic", "withdrawal"));
        }
        let mut search = self.query.prepare(context)?;
        search.request.sort = SortOrder::Oldest;
        let engine = search.engine();
        let plan = engine.resolved(search.plan())?;
        say_notes(&plan, &search);
        let width = self.width.map(usize::from);
        let order = self.sort.unwrap_or_default();
        let is_kept = matches!(order, LineOrder::Left | LineOrder::Right);
        let how = Concordance {
            width: width.unwrap_or(if self.format == LineFormat::Text {
                stream::width()
            } else {
                CONTEXT
            }),
            order,
            most: self
                .limit
                .unwrap_or(if is_kept { MOST_SORTED } else { usize::MAX }),
        };
        let mut writer = LineWriter::new(self.format, stream::width(), width);
        let mut write = |out: &mut dyn Write| {
            writer.begin(&search.request.ask.to_string(), out)?;
            let progress = Counter::new(engine.total(&plan)?, "articles");
            let mut last = None;
            let done = engine.concordance(&plan, how, |line| {
                if last.as_ref() != Some(&line.origin) {
                    last = Some(line.origin.clone());
                    progress.done_one();
                }
                writer.line(&line, out)?;
                anyhow::Ok(())
            })?;
            writer.end(done.articles, done.is_cut, out)?;
            anyhow::Ok(done)
        };
        let done = match self.format {
            LineFormat::Text => stream::stream_styled(&mut write)?,
            _ => stream::stream_plain(&mut write)?,
        };
        // Who typed a number knows that there may be more.
        if done.is_cut && self.limit.is_none() {
            let note = format!(
                "these are the first {} lines: -n gives more",
                grouped(done.lines)
            );
            stream::say("note", &note);
        }
        if done.articles > 0 && done.lines == 0 && self.limit != Some(0) {
            let note = "articles match, but no word of the query is in their headline or text";
            stream::say("note", note);
            return Ok(search.status(ExitStatus::NothingFound));
        }
        Ok(search.status(status(done.articles, &search)?))
    }
}

//! `dateline terms`: the words that tell what was found from the rest of an archive.
//!
//! With `--by` it asks the engine again for each period.

use super::found::{notes, nothing_typed, say_notes, status};
use crate::cli::args::{TableFormat, number};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::{Counter, stream};
use crate::cli::searching::{PreparedSearch, QueryArgs};
use crate::present::{KeyTermPeriod, KeyTermReport, Show};
use crate::query::ask::Ask;
use crate::query::{Background, DateBounds, Period, QueryPlan, SearchRequest};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use strum::VariantNames;

/// Show the words that tell the matches from the rest of the archive
#[derive(Debug, Args)]
#[command(after_help = "\
The score is the log-likelihood ratio of articles with the word: above 10.83 with p < .001. Words of
the query, numbers and stop words are left out. A word stands for all its forms. With more than
1,000 matches the words are looked for in 1,000 of them; the counts are exact.

Exit codes: 0 found, 1 nothing found, 2 failed")]
pub(crate) struct TermsArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// Show the words of each period as well
    #[arg(long, value_name = "PERIOD", value_parser = period())]
    by: Option<Period>,

    /// The number of words [default: 20, or 8 a period as text]
    #[arg(short = 'n', long, value_name = "N", value_parser = number::<usize>)]
    limit: Option<usize>,

    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: TableFormat,
}

const WORDS: usize = 20;
const WORDS_OF_PERIOD: usize = 8;

fn period() -> impl TypedValueParser<Value = Period> {
    PossibleValuesParser::new(Period::VARIANTS.iter().copied())
        .map(|name| name.parse().unwrap_or(Period::Month))
}

impl TermsArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        if self.query.is_empty() {
            let why = "nothing to compare: every article matches";
            return Err(nothing_typed(&self.query, why, "terms", "troops"));
        }
        let search = self.query.prepare(context)?;
        let engine = search.engine();
        let plan = engine.resolved(search.plan())?;
        say_notes(&plan, &search);
        // What is left are all articles, whatever their dates.
        let rest = SearchRequest {
            dates: DateBounds::default(),
            ask: Ask::default(),
            ..search.request.clone()
        };
        let all = QueryPlan::of_all(&rest, search.archives.schema(), &search.synonyms);
        let mut all = engine.background(&all)?;
        let terms = engine.key_terms(&plan, &mut all, None, self.limit.unwrap_or(WORDS))?;
        let total = terms.total;
        let periods = match self.by {
            Some(period) if total > 0 => Some(self.periods(&search, &plan, &mut all, period)?),
            _ => None,
        };
        let report = KeyTermReport {
            query: search.request.ask.to_string(),
            notes: notes(&plan),
            terms,
            periods,
        };
        match self.format {
            TableFormat::Text if total == 0 => {}
            TableFormat::Text => stream::write_paged(|out| report.text(stream::width(), out))?,
            TableFormat::Json => stream::write_plain(|out| report.json(out))?,
            TableFormat::Csv => stream::write_plain(|out| report.csv(out))?,
        }
        if total > 0 && total == report.terms.all {
            stream::say(
                "note",
                "every article matches: there is nothing to compare with",
            );
        } else if total > 0 && report.terms.terms.is_empty() {
            let note = "no word tells these articles from the others in their language";
            stream::say("note", note);
        }
        Ok(search.status(status(total, &search)?))
    }

    /// The words of each period that has matches.
    fn periods(
        &self,
        search: &PreparedSearch,
        plan: &QueryPlan,
        all: &mut Background<'_>,
        period: Period,
    ) -> anyhow::Result<Vec<KeyTermPeriod>> {
        let engine = search.engine();
        let days = engine.days(plan)?;
        let Some((first, last)) = days.span() else {
            return Ok(Vec::new());
        };
        let spans: Vec<_> = period
            .between(first, last)
            .filter(|(from, to)| days.within(*from, *to) > 0)
            .collect();
        let words = match (self.limit, self.format) {
            (Some(limit), _) => limit,
            (None, TableFormat::Text) => WORDS_OF_PERIOD,
            (None, _) => WORDS,
        };
        let progress = Counter::new(spans.len() as u64, "periods");
        let mut periods = Vec::new();
        for (from, to) in spans {
            periods.push(KeyTermPeriod {
                name: period.name(from),
                from,
                to,
                terms: engine.key_terms(plan, all, Some((from, to)), words)?,
            });
            progress.done_one();
        }
        Ok(periods)
    }
}

//! `dateline facets`: who wrote about something, where, in which section.
//!
//! The counts come from the engine at once; `present` has their forms.

use super::found::{notes, say_notes, status};
use crate::cli::args::{TableFormat, number};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::cli::searching::{QueryArgs, facet};
use crate::present::{FacetList, Show};
use crate::query::{facet_named, facet_names};
use clap::Args;

/// Count matching articles by source, place, author, section …
#[derive(Debug, Args)]
#[command(after_help = "\
Values are counted as they are written; an article with several counts under each.

Exit codes: 0 found, 1 nothing found, 2 failed")]
pub(crate) struct FacetsArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// The fields [default: all of them]
    #[arg(
        long,
        value_name = "FIELD,…",
        value_delimiter = ',',
        value_parser = facet(true)
    )]
    by: Vec<String>,

    /// The largest number of values of a field, but all years [default: 10 as text, all in json and
    /// csv]
    #[arg(short = 'n', long, value_name = "N", value_parser = number::<usize>)]
    limit: Option<usize>,

    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: TableFormat,
}

/// So many values are shown as text.
const FEW_VALUES: usize = 10;

impl FacetsArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        let search = self.query.prepare(context)?;
        let plan = search.engine().resolved(search.plan())?;
        say_notes(&plan, &search);
        let mut by = self.by.clone();
        if by.is_empty() {
            by.extend(facet_names().map(str::to_owned));
        }
        let fields: Vec<&str> = by.iter().filter_map(|name| facet_named(name)).collect();
        let (total, counts) = search.engine().facets(&plan, &fields)?;
        let list = FacetList {
            query: search.request.ask.to_string(),
            notes: notes(&plan),
            total,
            facets: by.into_iter().zip(counts).collect(),
            limit: match self.format {
                TableFormat::Text => self.limit.or(Some(FEW_VALUES)),
                _ => self.limit,
            },
        };
        match self.format {
            TableFormat::Text if total == 0 => {}
            TableFormat::Text => stream::write_paged(|out| list.text(stream::width(), out))?,
            TableFormat::Json => stream::write_plain(|out| list.json(out))?,
            TableFormat::Csv => stream::write_plain(|out| list.csv(out))?,
        }
        Ok(search.status(status(total, &search)?))
    }
}

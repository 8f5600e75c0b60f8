//! The dates that a search is limited to.
//!
//! They come from the command line and go to the request; nothing is searched here. They are written
//! as in a query: `article::when` reads both.

use crate::article::when::{When, WhenError};
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::quoted_text;
use crate::query::DateBounds;
use crate::query::ask::Filter;
use crate::schema::ArticleSchema;
use clap::Args;

/// Dates of publication.
#[derive(Debug, Args)]
pub(crate) struct DateArgs {
    /// Published on that date or later: 2021, 2021-01, "19 January 2021", 2021-01-19T22:00,
    /// yesterday, "last week", 30d, 6mo, 2021-Q1
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Published on that date or earlier; the whole year, month or day is included
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Published in that span: a year, a month, a day, or from one to another (2021-01..2021-03)
    #[arg(long, value_name = "DATE", conflicts_with_all = ["since", "until"])]
    on: Option<String>,
}

/// Dates that were typed, not resolved yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypedDates {
    since: Option<When>,
    until: Option<When>,
}

impl DateArgs {
    /// Whether no date was typed.
    pub(super) fn is_empty(&self) -> bool {
        self.since.is_none() && self.until.is_none() && self.on.is_none()
    }

    /// The options as they were typed, each after a space.
    pub(super) fn typed(&self) -> String {
        let options = [
            ("since", &self.since),
            ("until", &self.until),
            ("on", &self.on),
        ];
        let typed = options.iter().filter_map(|(name, value)| {
            let value = value.as_deref()?;
            Some(format!(" --{name} {}", quoted_text(value)))
        });
        typed.collect()
    }

    /// The dates that were typed.
    ///
    /// # Errors
    /// If a date cannot be read, or can be read in two ways.
    pub(crate) fn read(&self) -> anyhow::Result<TypedDates> {
        if let Some(on) = &self.on {
            let Filter::Dates { since, until } = read("--on", on)? else {
                unreachable!("dates are read as dates");
            };
            return Ok(TypedDates { since, until });
        }
        let one = |option, text: &Option<String>| match text.as_deref() {
            None => Ok((None, None)),
            Some(text) if text.contains("..") => Err(not_a_date(option, text)),
            Some(text) => match read(option, text)? {
                Filter::Dates { since, until } => Ok((since, until)),
                _ => Ok((None, None)),
            },
        };
        Ok(TypedDates {
            since: one("--since", &self.since)?.0,
            until: one("--until", &self.until)?.1,
        })
    }
}

impl TypedDates {
    /// The first and the last.
    pub(super) fn both(self) -> [Option<When>; 2] {
        [self.since, self.until]
    }

    /// The dates on the clocks of an archive; a note on stderr says if nothing can be in them.
    ///
    /// # Errors
    /// If a date is before the year 1.
    pub(crate) fn bounds(self, schema: &ArticleSchema) -> anyhow::Result<DateBounds> {
        let (Self { since, until }, mut now) = (self, None);
        let mut span = |when: Option<When>| match when {
            None => Ok(None),
            Some(when) => {
                let now = now.get_or_insert_with(|| schema.now());
                let too_early = || Misuse::error(format!("{when} is before the year 1"), HINT);
                when.span(now).map(Some).ok_or_else(too_early)
            }
        };
        let bounds = DateBounds {
            since: span(since)?.map(|(first, _)| first),
            until: span(until)?.map(|(_, last)| last),
        };
        if let (Some(since), Some(until)) = (bounds.since, bounds.until)
            && since.offset_seconds() == until.offset_seconds()
            && since.start() >= until.end()
        {
            stream::say(
                "note",
                "the first date is later than the last: nothing can match",
            );
        }
        Ok(bounds)
    }
}

/// How dates are written.
const HINT: &str = "write it as 2021, 2021-01, 2021-01-19, \"19 January 2021\", 2021-01-19T22:00, yesterday, \
    \"last week\" or 30d";

fn read(option: &str, text: &str) -> anyhow::Result<Filter> {
    Filter::of_dates(text).map_err(|error| match error {
        WhenError::Ambiguous => Misuse::error(
            format!("{option} {text} can be read in two ways"),
            "write the year first: 2021-04-03",
        ),
        WhenError::NoSuchDay => Misuse::error(
            format!("{option} {text}: the calendar has no such day"),
            HINT,
        ),
        WhenError::NoDate => not_a_date(option, text),
    })
}

fn not_a_date(option: &str, text: &str) -> anyhow::Error {
    Misuse::error(format!("{option} {text} is not a date"), HINT)
}

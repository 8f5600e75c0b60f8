//! The dates that a search is limited to.
//!
//! They come from the command line and go to the request; nothing is searched here.

use crate::article::Published;
use crate::article::spelling::{DayOrder, read_date};
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::query::DateBounds;
use clap::Args;

/// Dates of publication.
#[derive(Debug, Args)]
pub(crate) struct DateArgs {
    /// Published on that date or later: 2021, 2021-01, "19 January 2021", 2021-01-19T22:00
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Published on that date or earlier; the whole year, month or day is included
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Published in that year, in that month or on that day (quote a date with spaces)
    #[arg(long, value_name = "DATE", conflicts_with_all = ["since", "until"])]
    on: Option<String>,
}

impl DateArgs {
    /// The span of time that was typed; a note on stderr says if nothing can be in it.
    ///
    /// # Errors
    /// If a date cannot be read, or can be read in two ways.
    pub(crate) fn bounds(&self) -> anyhow::Result<DateBounds> {
        let on = date("--on", self.on.as_deref())?;
        let bounds = DateBounds {
            since: on.or(date("--since", self.since.as_deref())?),
            until: on.or(date("--until", self.until.as_deref())?),
        };
        if let (Some(since), Some(until)) = (bounds.since, bounds.until)
            && since.offset_seconds() == until.offset_seconds()
            && since.start() >= until.end()
        {
            stream::say("note", "--since is later than --until: nothing can match");
        }
        Ok(bounds)
    }
}

fn date(option: &str, text: Option<&str>) -> anyhow::Result<Option<Published>> {
    let Some(text) = text else { return Ok(None) };
    match read_date(text, DayOrder::default()) {
        Some(spelling) if !spelling.ambiguous => Ok(Some(spelling.published)),
        Some(_) => Err(Misuse::error(
            format!("{option} {text} can be read in two ways"),
            "write the year first: 2021-04-03",
        )),
        None => Err(Misuse::error(
            format!("{option} {text} is not a date"),
            "write it as 2021, 2021-01, 2021-01-19, \"19 January 2021\" or 2021-01-19T22:00",
        )),
    }
}

//! Values of parameters that are more than texts and numbers: dates and spans of time.
//!
//! Nothing here is looked up: a date becomes a span on the clocks of the archives that are searched.

use super::fault::Fault;
use super::params::Params;
use crate::article::when::{When, WhenError};
use crate::query::DateBounds;
use crate::query::ask::Filter;
use crate::schema::ArticleSchema;
use jiff::SignedDuration;

/// How dates are written.
const DATES: &str = "write a date such as 2021, 2021-01, 2021-01-19, yesterday or 30d";

/// The dates that are asked for, on the clocks of an archive.
pub(in crate::serve) fn dates(
    params: &Params,
    schema: &ArticleSchema,
) -> Result<DateBounds, Fault> {
    let (since, until) = match params.get("on") {
        Some(on) if params.get("since").or(params.get("until")).is_none() => {
            match read("on", on)? {
                Filter::Dates { since, until } => (since, until),
                _ => return Err(Fault::of("on", DATES)),
            }
        }
        Some(_) => return Err(Fault::of("on", "it cannot be given with since or until")),
        None => (one(params, "since")?, one(params, "until")?),
    };
    let mut now = None;
    let mut span = |name, when: Option<When>| match when {
        None => Ok(None),
        Some(when) => {
            let now = now.get_or_insert_with(|| schema.now());
            let early = || Fault::of(name, format!("{when} is before the year 1"));
            when.span(now).map(Some).ok_or_else(early)
        }
    };
    Ok(DateBounds {
        since: span("since", since)?.map(|(first, _)| first),
        until: span("until", until)?.map(|(_, last)| last),
    })
}

fn one(params: &Params, name: &str) -> Result<Option<When>, Fault> {
    match params.get(name) {
        None => Ok(None),
        Some(text) if text.contains("..") => Err(Fault::of(name, DATES)),
        Some(text) => match read(name, text)? {
            Filter::Dates { since, .. } => Ok(since),
            _ => Ok(None),
        },
    }
}

fn read(name: &str, text: &str) -> Result<Filter, Fault> {
    Filter::of_dates(text).map_err(|error| match error {
        WhenError::Ambiguous => Fault::of(
            name,
            "it can be read in two ways: write the year first, 2021-04-03",
        ),
        WhenError::NoSuchDay => Fault::of(name, "the calendar has no such day"),
        WhenError::NoDate => Fault::of(name, DATES),
    })
}

/// A span such as `30d` or `6mo`; years and months have the lengths that they have from the year
/// 2000 on.
pub(in crate::serve) fn span(params: &Params, name: &str) -> Result<Option<SignedDuration>, Fault> {
    let Some(text) = params.get(name) else {
        return Ok(None);
    };
    let read = || {
        let span: jiff::Span = text.parse().ok()?;
        let start = jiff::civil::DateTime::constant(2000, 1, 1, 0, 0, 0, 0);
        let ahead = start.duration_until(start.checked_add(span).ok()?);
        (ahead >= SignedDuration::ZERO).then_some(ahead)
    };
    let span = read().ok_or_else(|| Fault::of(name, "write a span such as 30d, 2w or 6mo"))?;
    Ok(Some(span))
}

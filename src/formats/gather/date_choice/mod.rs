//! Which of the dates found is the date of publication, and which problems are reported.
//!
//! Dates are offered in the order of trust ([`DateSource`]). The first one that is understood and
//! is not in the future is taken, unless `--date-from` says another order. Each date that was
//! refused before it is a [`Problem`]. `readings` tells both readings of an ambiguous one.

mod readings;

#[cfg(test)]
mod tests;

use super::path_date::{FIRST_YEAR, path_date};
use super::written_date::{Calendar, is_placeholder, read_written, sure};
use crate::article::spelling::{DayOrder, Spelling};
use crate::article::{
    ArchivePath, Article, DateSource, Precision, Problem, ProblemKind, Published,
};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::options::ReadOptions;
use jiff::Timestamp;
use jiff::tz::Offset;
use readings::both_readings;
use std::ops::RangeBounds;

/// How far a clock without an offset may be ahead of UTC, in seconds. The easternmost time zone is
/// UTC+14.
const EASTERNMOST: i64 = 14 * 3600;

/// How far UTC may be ahead of a clock without an offset, in seconds. The westernmost time zone is
/// UTC-12.
const WESTERNMOST: i64 = 12 * 3600;

/// The choice of one article's date, while dates are offered.
pub(in crate::formats) struct DateChoice<'a> {
    options: &'a ReadOptions,
    ordinal: u32,
    /// Dates after this moment are in the future.
    now: Timestamp,
    /// The calendar that numbers are of.
    calendar: Calendar,
    chosen: Option<(Published, DateSource)>,
    problems: Vec<(DateSource, Problem)>,
}

impl<'a> DateChoice<'a> {
    /// A choice with nothing offered yet, for one record of a file.
    pub(in crate::formats) fn new(options: &'a ReadOptions, ordinal: u32) -> Self {
        Self {
            options,
            ordinal,
            now: options.now,
            calendar: Calendar::default(),
            chosen: None,
            problems: Vec::new(),
        }
    }

    /// How to read dates that can be read in two ways.
    pub(in crate::formats) fn day_order(&self) -> DayOrder {
        self.options.day_order
    }

    /// Sets the calendar that numbers are of.
    pub(in crate::formats::gather) fn set_calendar(&mut self, calendar: Calendar) {
        self.calendar = calendar;
    }

    /// The calendar that numbers are of.
    pub(in crate::formats::gather) fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Sets the moment after which dates are in the future.
    pub(in crate::formats::gather) fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Whether there is a date that no other can replace.
    pub(in crate::formats) fn is_settled(&self) -> bool {
        self.chosen
            .is_some_and(|(_, from)| self.rank(from) == Some(0))
    }

    /// The place of a source in the order of `--date-from`, from 0; the lowest one wins. `None` if
    /// no dates are taken from it. Without an order the first offer wins.
    fn rank(&self, from: DateSource) -> Option<usize> {
        match &self.options.date_from[..] {
            [] => Some(0),
            order => order.iter().position(|source| *source == from),
        }
    }

    /// Whether a date of that source would be taken.
    fn wants(&self, from: DateSource) -> bool {
        match (self.rank(from), self.chosen) {
            (Some(rank), Some((_, chosen))) => self.rank(chosen).is_some_and(|own| rank < own),
            (rank, None) => rank.is_some(),
            (None, Some(_)) => false,
        }
    }

    /// Offers a text that ought to be a date. Returns whether it was taken.
    pub(in crate::formats) fn offer_text(&mut self, from: DateSource, written: &str) -> bool {
        match read_written(written, self.options.day_order, self.calendar) {
            Some(spelling) => self.offer(from, written, spelling),
            None => self.not_understood(from, written),
        }
    }

    /// Refuses a text that ought to be a date. Returns that it was not taken.
    pub(in crate::formats::gather) fn not_understood(
        &mut self,
        from: DateSource,
        written: &str,
    ) -> bool {
        let detail = format!("`{}` was not understood as a date", excerpt(written));
        self.refuse(from, ProblemKind::UnknownDate, detail)
    }

    /// Offers a date that was read, with the text it was read from. Returns whether it was taken.
    pub(in crate::formats) fn offer(
        &mut self,
        from: DateSource,
        written: &str,
        spelling: Spelling,
    ) -> bool {
        if !self.wants(from) {
            return false;
        }
        // The names of folders and the lines of a text are by people, who mean that day.
        let is_by_people = matches!(from, DateSource::Path | DateSource::Dateline);
        if !is_by_people && is_placeholder(spelling.published) {
            let detail = format!("`{}` stands for no date", excerpt(written));
            return self.refuse(from, ProblemKind::UnknownDate, detail);
        }
        let published = self.on_our_clocks(self.in_its_century(spelling).without_idle_midnight());
        if published.start().year() < FIRST_YEAR {
            return self.refuse(
                from,
                ProblemKind::UnknownDate,
                format!(
                    "`{}` is no date of publication in the year {}; is it of another calendar?",
                    excerpt(written),
                    published.start().year()
                ),
            );
        }
        if self.has_not_come(&published) {
            return self.refuse(
                from,
                ProblemKind::FutureDate,
                format!("`{}` has not come yet and was not used", excerpt(written)),
            );
        }
        if spelling.ambiguous {
            self.problem(
                from,
                ProblemKind::AmbiguousDate,
                both_readings(written, &published, self.options.day_order),
            );
        }
        self.chosen = Some((published, from));
        true
    }

    /// The date of a spelling. A year of two digits that has not come yet is one of the century
    /// before.
    fn in_its_century(&self, spelling: Spelling) -> Published {
        let published = spelling.published;
        if spelling.short_year && self.has_not_come(&published) {
            return published.a_century_before().unwrap_or(published);
        }
        published
    }

    /// Offers the date in a file's path, if there is one that is so precise.
    pub(in crate::formats) fn offer_path(
        &mut self,
        path: &ArchivePath,
        precise: impl RangeBounds<Precision>,
    ) {
        if !self.wants(DateSource::Path) {
            return;
        }
        let this_year = Offset::UTC.to_datetime(self.now).year();
        if let Some((written, published)) = path_date(path.as_str(), this_year)
            && precise.contains(&published.precision())
        {
            self.offer(DateSource::Path, written, sure(published));
        }
    }

    /// Writes the chosen date into the article. Returns the problems of dates.
    pub(in crate::formats) fn settle(mut self, article: &mut Article) -> Vec<Problem> {
        // Problems of dates that are less preferred than the chosen one are not reported.
        if let Some((_, from)) = self.chosen {
            let problems = std::mem::take(&mut self.problems).into_iter();
            self.problems = problems
                .filter(|(own, _)| self.rank(*own) <= self.rank(from))
                .collect();
        }
        (article.published, article.published_from) = self.chosen.unzip();
        self.problems
            .into_iter()
            .map(|(_, problem)| problem)
            .collect()
    }

    /// Whether a date is in the future. Without an offset, it has to be so in every time zone.
    fn has_not_come(&self, published: &Published) -> bool {
        let now = self.now.as_second();
        match published.offset_seconds() {
            Some(_) => published.utc_seconds() > now,
            None => published.local_seconds() > now.saturating_add(EASTERNMOST),
        }
    }

    /// Whether an embargo until that date may still run. Without an offset, it runs until the date
    /// has come in every time zone, so that no article is published too early.
    pub(in crate::formats::gather) fn may_be_embargoed(&self, until: Published) -> bool {
        let until = self.on_our_clocks(until);
        let now = self.now.as_second();
        match until.offset_seconds() {
            Some(_) => until.utc_seconds() > now,
            None => until.local_seconds() > now.saturating_sub(WESTERNMOST),
        }
    }

    /// A date in the time zone that a person named for times without an offset.
    fn on_our_clocks(&self, published: Published) -> Published {
        match &self.options.timezone {
            Some(zone) => published.on_clocks_of(zone),
            None => published,
        }
    }

    fn refuse(&mut self, from: DateSource, kind: ProblemKind, detail: String) -> bool {
        if self.wants(from) {
            self.problem(from, kind, detail);
        }
        false
    }

    fn problem(&mut self, from: DateSource, kind: ProblemKind, detail: String) {
        let problem = Problem::record(self.ordinal, kind, detail);
        self.problems.push((from, problem));
    }
}

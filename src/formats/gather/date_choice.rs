//! Which of the dates found is the date of publication, and which problems are reported.
//!
//! Dates are offered in the order of trust ([`DateSource`]). The first one that is understood and
//! is not in the future is taken, unless `--date-from` says another order. Each date that was
//! refused before it is a [`Problem`].

use super::path_date::{FIRST_YEAR, path_date};
use super::written_date::{Calendar, is_placeholder, read_written, sure};
use crate::article::spelling::{DayOrder, Spelling};
use crate::article::{
    ArchivePath, Article, DateSource, Precision, Problem, ProblemKind, Published,
};
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::options::ReadOptions;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

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
    pub(super) fn set_calendar(&mut self, calendar: Calendar) {
        self.calendar = calendar;
    }

    /// The calendar that numbers are of.
    pub(super) fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// Sets the moment after which dates are in the future.
    pub(super) fn set_now(&mut self, now: Timestamp) {
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
    pub(super) fn not_understood(&mut self, from: DateSource, written: &str) -> bool {
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

    /// Offers the date in a file's path, if there is one.
    pub(in crate::formats) fn offer_path(&mut self, path: &ArchivePath) {
        if !self.wants(DateSource::Path) {
            return;
        }
        let this_year = Offset::UTC.to_datetime(self.now).year();
        if let Some((written, published)) = path_date(path.as_str(), this_year) {
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
    pub(super) fn may_be_embargoed(&self, until: Published) -> bool {
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

fn both_readings(written: &str, taken: &Published, order: DayOrder) -> String {
    debug_assert!(
        taken.precision() >= Precision::Day,
        "only days are ambiguous"
    );
    let start = taken.start();
    let (day_first, month_first) = match order {
        DayOrder::DayFirst => ((start.day(), start.month()), (start.month(), start.day())),
        DayOrder::MonthFirst => ((start.month(), start.day()), (start.day(), start.month())),
    };
    format!(
        "`{}` reads as {} {} or {} {}; taken as {} {} {} (--day-first, --month-first)",
        excerpt(written),
        day_first.0,
        month_name(day_first.1),
        month_name(month_first.1),
        month_first.0,
        start.day(),
        month_name(start.month()),
        start.year(),
    )
}

/// The English name of a month, from 1.
fn month_name(month: i8) -> String {
    Date::new(2000, month, 1).map_or_else(|_| String::new(), |day| day.strftime("%B").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(now: &str) -> ReadOptions {
        ReadOptions::at(now.parse().unwrap())
    }

    fn choose(now: &str, offers: &[(DateSource, &str)]) -> (Option<String>, Vec<Problem>) {
        let options = options(now);
        let mut choice = DateChoice::new(&options, 7);
        for (from, written) in offers {
            choice.offer_text(*from, written);
        }
        choice.offer_path(&ArchivePath::from_stored("2020/x.txt"));
        let mut article = Article::default();
        let problems = choice.settle(&mut article);
        (article.published.map(|date| date.to_string()), problems)
    }

    const NOW: &str = "2021-06-01T12:00:00Z";

    #[test]
    fn the_first_date_that_is_understood_and_has_come_is_taken() {
        use DateSource::{Dateline, MetadataLine};
        let (date, problems) = choose(NOW, &[(MetadataLine, "soon"), (Dateline, "3 May 2021")]);
        assert_eq!(date.as_deref(), Some("2021-05-03"));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].kind, ProblemKind::UnknownDate);
        assert_eq!(problems[0].ordinal, Some(7));

        let (date, problems) = choose(NOW, &[(MetadataLine, "3 May 2031")]);
        assert_eq!(date.as_deref(), Some("2020"));
        assert_eq!(problems[0].kind, ProblemKind::FutureDate);

        let (date, problems) = choose(NOW, &[(MetadataLine, "3 May 2021"), (Dateline, "soon")]);
        assert_eq!(date.as_deref(), Some("2021-05-03"));
        assert_eq!(problems, []);
    }

    #[test]
    fn dates_are_taken_from_the_sources_that_a_person_names_in_that_order() {
        use DateSource::{Dateline, Field, MetadataLine, Path};
        let offers = [(MetadataLine, "03/04/2021"), (Dateline, "soon")];
        for (order, date, problems) in [
            (&[][..], Some("2021-04-03"), 1),
            (&[Path], Some("2020"), 0),
            (&[Path, MetadataLine], Some("2020"), 0),
            (&[Dateline, MetadataLine, Path], Some("2021-04-03"), 2),
            (&[Dateline], None, 1),
            (&[Field], None, 0),
        ] {
            let options = ReadOptions {
                date_from: order.to_vec(),
                ..options(NOW)
            };
            let mut choice = DateChoice::new(&options, 1);
            for (from, written) in offers {
                choice.offer_text(from, written);
            }
            choice.offer_path(&ArchivePath::from_stored("2020/x.txt"));
            let mut article = Article::default();
            let met = choice.settle(&mut article);
            let found = article.published.map(|date| date.to_string());
            assert_eq!(found.as_deref(), date, "{order:?}");
            assert_eq!(met.len(), problems, "{order:?}: {met:?}");
        }
    }

    #[test]
    fn clocks_without_an_offset_may_be_ahead_by_fourteen_hours() {
        for (written, taken) in [
            ("2021-06-01T12:00Z", true),
            ("2021-06-01T12:01Z", false),
            ("2021-06-01T15:30+03:30", true),
            ("2021-06-01T15:31+03:30", false),
            ("2021-06-02T02:00", true),
            ("2021-06-02T02:01", false),
            ("2021-06-02", true),
            ("2021-06-03", false),
            ("2021", true),
            ("2022", false),
        ] {
            let (_, problems) = choose(NOW, &[(DateSource::Field, written)]);
            assert_eq!(problems.is_empty(), taken, "{written}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_the_last_that_has_come() {
        for (written, expected) in [
            ("4/23/18", "2018-04-23"),
            ("31.05.21", "2021-05-31"),
            ("4/23/55", "1955-04-23"),
            ("4/23/87", "1987-04-23"),
            ("5 Aug 22", "1922-08-05"),
        ] {
            let (date, _) = choose(NOW, &[(DateSource::Field, written)]);
            assert_eq!(date.as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn a_midnight_without_an_offset_is_a_day() {
        for (written, expected) in [
            ("2021-01-19 00:00:00", "2021-01-19"),
            ("2021-01-19T00:00:00.000Z", "2021-01-19"),
            ("Tue, 19 Jan 2021 00:00:00 GMT", "2021-01-19"),
            ("1/19/2021 12:00:00 AM", "2021-01-19"),
            ("20210119000000", "2021-01-19"),
            ("1611014400", "2021-01-19"),
            ("2021-01-19T00:00:00+03:30", "2021-01-19T00:00:00+03:30"),
            ("19 January 2021 - 00:00", "2021-01-19T00:00"),
        ] {
            let (date, _) = choose(NOW, &[(DateSource::Field, written)]);
            assert_eq!(date.as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn years_before_1500_are_of_another_calendar() {
        for written in ["1399/10/30", "0001-01-01T00:00:00"] {
            let (date, problems) = choose(NOW, &[(DateSource::Field, written)]);
            assert_eq!(date.as_deref(), Some("2020"), "{written}");
            assert_eq!(problems[0].kind, ProblemKind::UnknownDate);
        }
    }

    #[test]
    fn numbers_on_a_persian_page_are_of_the_calendar_of_iran() {
        for (language, text, expected) in [
            (Some("fa"), "", "2021-01-19"),
            (Some("fa-ir"), "", "2021-01-19"),
            (None, "گزارش", "2021-01-19"),
            (Some("ar"), "گ", "2020"),
            (None, "تقرير", "2020"),
        ] {
            let options = options(NOW);
            let mut choice = DateChoice::new(&options, 1);
            choice.set_calendar(Calendar::of(language, text));
            choice.offer_text(DateSource::Field, "1399/10/30");
            choice.offer_path(&ArchivePath::from_stored("2020/x.txt"));
            let mut article = Article::default();
            choice.settle(&mut article);
            assert_eq!(
                article.published.unwrap().to_string(),
                expected,
                "{language:?}"
            );
        }
    }

    #[test]
    fn an_ambiguous_date_is_reported_with_both_readings() {
        let written = [(DateSource::Field, "03/04/2021")];
        let (_, problems) = choose(NOW, &written);
        assert_eq!(problems[0].kind, ProblemKind::AmbiguousDate);
        assert_eq!(
            problems[0].detail,
            "`03/04/2021` reads as 3 April or March 4; taken as 3 April 2021 \
             (--day-first, --month-first)"
        );
        let options = ReadOptions {
            day_order: DayOrder::MonthFirst,
            ..options(NOW)
        };
        let mut choice = DateChoice::new(&options, 1);
        assert!(choice.offer_text(DateSource::Field, "03/04/2021"));
        let problems = choice.settle(&mut Article::default());
        assert!(
            problems[0]
                .detail
                .contains("3 April or March 4; taken as 4 March 2021"),
            "{problems:?}"
        );
    }
}

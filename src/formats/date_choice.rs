//! Which of the dates found is the publication date, and what a person should know about it.
//!
//! Readers offer what they found in the order of trust ([`DateSource`]); the first that was
//! understood and has come is taken. What was not taken on the way is a [`Problem`].

use super::ReadOptions;
use super::path_date::{FIRST_YEAR, path_date};
use crate::article::spelling::{DayOrder, Spelling, read_date};
use crate::article::{
    ArchivePath, Article, DateSource, Precision, Problem, ProblemKind, Published,
};
use jiff::tz::Offset;

/// How far behind UTC's a clock without an offset may be ahead, in seconds: the easternmost
/// time zone is UTC+14.
const CLOCK_SLACK: i64 = 14 * 3600;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The choice of one article's date while it is read.
pub(super) struct DateChoice<'a> {
    options: &'a ReadOptions,
    ordinal: u32,
    chosen: Option<(Published, DateSource)>,
    problems: Vec<Problem>,
}

impl<'a> DateChoice<'a> {
    /// A choice with nothing offered yet, for one record of a file.
    pub(super) fn new(options: &'a ReadOptions, ordinal: u32) -> Self {
        Self {
            options,
            ordinal,
            chosen: None,
            problems: Vec::new(),
        }
    }

    /// How to read what can be read in two ways.
    pub(super) fn day_order(&self) -> DayOrder {
        self.options.day_order
    }

    /// Whether there is a date, so that no other is wanted.
    pub(super) fn is_settled(&self) -> bool {
        self.chosen.is_some()
    }

    /// Offers a text that ought to be a date. Returns whether it was taken.
    pub(super) fn offer_text(&mut self, from: DateSource, written: &str) -> bool {
        match read_date(written, self.options.day_order) {
            Some(spelling) => self.offer(from, written, spelling),
            None => self.refuse(
                ProblemKind::UnknownDate,
                format!("`{}` was not understood as a date", excerpt(written)),
            ),
        }
    }

    /// Offers a date that was read, with the text it was read from. Returns whether it was taken.
    pub(super) fn offer(&mut self, from: DateSource, written: &str, spelling: Spelling) -> bool {
        if self.is_settled() {
            return false;
        }
        let published = match &self.options.timezone {
            Some(zone) => spelling.published.on_clocks_of(zone),
            None => spelling.published,
        };
        if published.start().year() < FIRST_YEAR {
            return self.refuse(
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
                ProblemKind::FutureDate,
                format!("`{}` has not come yet and was not used", excerpt(written)),
            );
        }
        if spelling.ambiguous {
            self.problem(
                ProblemKind::AmbiguousDate,
                both_readings(written, &published, self.options.day_order),
            );
        }
        self.chosen = Some((published, from));
        true
    }

    /// Offers the date in a file's path, if there is one.
    pub(super) fn offer_path(&mut self, path: &ArchivePath) {
        if self.is_settled() {
            return;
        }
        let this_year = Offset::UTC.to_datetime(self.options.now).year();
        if let Some((written, published)) = path_date(path.as_str(), this_year) {
            let spelling = Spelling {
                published,
                ambiguous: false,
            };
            self.offer(DateSource::Path, written, spelling);
        }
    }

    /// Writes what was chosen into the article and gives back the problems met.
    pub(super) fn settle(self, article: &mut Article) -> Vec<Problem> {
        (article.published, article.published_from) = self.chosen.unzip();
        self.problems
    }

    fn has_not_come(&self, published: &Published) -> bool {
        let now = self.options.now.as_second();
        match published.offset_seconds() {
            Some(_) => published.utc_seconds() > now,
            None => published.local_seconds() > now.saturating_add(CLOCK_SLACK),
        }
    }

    fn refuse(&mut self, kind: ProblemKind, detail: String) -> bool {
        if !self.is_settled() {
            self.problem(kind, detail);
        }
        false
    }

    fn problem(&mut self, kind: ProblemKind, detail: String) {
        self.problems
            .push(Problem::record(self.ordinal, kind, detail));
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

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or_default()
}

/// A text short enough for a message.
fn excerpt(written: &str) -> String {
    const LONGEST: usize = 60;
    let written = written.trim();
    match written.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &written[..end]),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(now: &str) -> ReadOptions {
        ReadOptions {
            day_order: DayOrder::DayFirst,
            timezone: None,
            now: now.parse().unwrap(),
        }
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
    fn years_before_the_press_are_another_calendar_s() {
        for written in ["1399/10/30", "0001-01-01T00:00:00"] {
            let (date, problems) = choose(NOW, &[(DateSource::Field, written)]);
            assert_eq!(date.as_deref(), Some("2020"), "{written}");
            assert_eq!(problems[0].kind, ProblemKind::UnknownDate);
        }
    }

    #[test]
    fn an_ambiguous_date_is_told_with_both_readings() {
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
            timezone: None,
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

//! Which of the dates found is the publication date, and what a person should know about it.
//!
//! Readers offer what they found in the order of trust ([`DateSource`]); the first that was
//! understood and has come is taken, unless `--date-from` says another order. What was not taken
//! on the way is a [`Problem`].

use crate::article::spelling::{DayOrder, Spelling, read_date, read_persian_date};
use crate::article::{
    ArchivePath, Article, DateSource, Precision, Problem, ProblemKind, Published,
};
use crate::formats::ReadOptions;
pub(in crate::formats) use crate::formats::bytes::excerpt::excerpt;
use crate::formats::gather::path_date::{FIRST_YEAR, path_date};
use jiff::tz::Offset;

/// How far behind UTC's a clock without an offset may be ahead, in seconds: the easternmost
/// time zone is UTC+14.
const CLOCK_SLACK: i64 = 14 * 3600;

/// Letters that Persian has and Arabic has not.
const PERSIAN_LETTERS: [char; 4] = ['پ', 'چ', 'ژ', 'گ'];

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
pub(in crate::formats) struct DateChoice<'a> {
    options: &'a ReadOptions,
    ordinal: u32,
    /// Whether the page is Persian, so that its numbers are days of the calendar of Iran.
    persian: bool,
    chosen: Option<(Published, DateSource)>,
    problems: Vec<(DateSource, Problem)>,
}

impl<'a> DateChoice<'a> {
    /// A choice with nothing offered yet, for one record of a file.
    pub(in crate::formats) fn new(options: &'a ReadOptions, ordinal: u32) -> Self {
        Self {
            options,
            ordinal,
            persian: false,
            chosen: None,
            problems: Vec::new(),
        }
    }

    /// How to read what can be read in two ways.
    pub(in crate::formats) fn day_order(&self) -> DayOrder {
        self.options.day_order
    }

    /// Says what the page's language is, as far as that decides how dates are read: its name, if
    /// it has one, and a text in it.
    pub(in crate::formats) fn set_language(&mut self, named: Option<&str>, text: &str) {
        self.persian = match named {
            Some(name) => ["fa", "pes", "prs", "persian", "farsi"]
                .iter()
                .any(|persian| name == *persian || name.starts_with("fa-")),
            None => text.contains(PERSIAN_LETTERS),
        };
    }

    /// Whether there is a date that no other can take the place of.
    pub(in crate::formats) fn is_settled(&self) -> bool {
        self.chosen
            .is_some_and(|(_, from)| self.rank(from) == Some(0))
    }

    /// The place of a source among those that dates are taken from, the foremost of several
    /// dates winning; `None` if none are taken from it. Without an order the first offer wins.
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
        let read = if self.persian {
            read_persian_date
        } else {
            read_date
        };
        match read(written, self.options.day_order) {
            Some(spelling) => self.offer(from, written, spelling),
            None => self.refuse(
                from,
                ProblemKind::UnknownDate,
                format!("`{}` was not understood as a date", excerpt(written)),
            ),
        }
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
        let published = match &self.options.timezone {
            Some(zone) => spelling.published.on_clocks_of(zone),
            None => spelling.published,
        };
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

    /// Offers the date in a file's path, if there is one.
    pub(in crate::formats) fn offer_path(&mut self, path: &ArchivePath) {
        if !self.wants(DateSource::Path) {
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
    pub(in crate::formats) fn settle(mut self, article: &mut Article) -> Vec<Problem> {
        // What was wrong with dates that the chosen one was preferred to matters no more.
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

    /// Whether a date is still to come.
    pub(in crate::formats) fn has_not_come(&self, published: &Published) -> bool {
        let now = self.options.now.as_second();
        match published.offset_seconds() {
            Some(_) => published.utc_seconds() > now,
            None => published.local_seconds() > now.saturating_add(CLOCK_SLACK),
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

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or_default()
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
    fn dates_are_taken_from_where_a_person_says_in_that_order() {
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
    fn years_before_the_press_are_another_calendar_s() {
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
            choice.set_language(language, text);
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

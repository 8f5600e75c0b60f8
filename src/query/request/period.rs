//! Periods of the calendar: days, weeks, months, quarters, years.
//!
//! A month is a calendar month, not 30 days. A week is that of ISO 8601: it starts on Monday.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use strum::{EnumString, IntoStaticStr, VariantNames};

/// A kind of period.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantNames,
)]
#[strum(serialize_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months, the first from January.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The first day of the period that has `day`. A week that starts before the first day that
    /// dates have starts there.
    #[must_use]
    pub fn start(self, day: Date) -> Date {
        let first = |month| Date::new(day.year(), month, 1).unwrap_or(day);
        match self {
            Self::Day => day,
            Self::Week => {
                let before = i64::from(day.weekday().since(Weekday::Monday));
                day.saturating_sub(before.days())
            }
            Self::Month => first(day.month()),
            Self::Quarter => first((day.month() - 1) / 3 * 3 + 1),
            Self::Year => first(1),
        }
    }

    /// The last day of the period that starts on `first`.
    #[must_use]
    pub fn last(self, first: Date) -> Date {
        match first.checked_add(self.length()) {
            Ok(next) => next.yesterday().unwrap_or(first),
            Err(_) => Date::MAX,
        }
    }

    fn length(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 7.days(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
        }
    }

    /// The periods from that of `first` to that of `last`, without gaps: the first and the last day
    /// of each.
    pub fn between(self, first: Date, last: Date) -> impl Iterator<Item = (Date, Date)> {
        let mut next = Some(self.start(first)).filter(|_| first <= last);
        std::iter::from_fn(move || {
            let from = next.filter(|from| *from <= last)?;
            let to = self.last(from);
            next = to.tomorrow().ok();
            Some((from, to))
        })
    }

    /// The period that shows a span best: about 10 to 60 of them, but for very long spans.
    #[must_use]
    pub fn of_span(first: Date, last: Date) -> Self {
        let days = days_between(first, last) + 1;
        match days {
            ..=45 => Self::Day,
            46..=366 => Self::Week,
            367..=1827 => Self::Month,
            1828..=5844 => Self::Quarter,
            _ => Self::Year,
        }
    }

    /// What a period is called: `2021-01-19`, `2021-W03`, `2021-01`, `2021-Q1`, `2021`.
    #[must_use]
    pub fn name(self, first: Date) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Self::Quarter => format!("{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", first.year()),
        }
    }
}

/// The number of days from one day to another.
fn days_between(first: Date, last: Date) -> i64 {
    let hours = last.duration_since(first).as_hours();
    hours / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const ALL: [Period; 5] = [
        Period::Day,
        Period::Week,
        Period::Month,
        Period::Quarter,
        Period::Year,
    ];

    #[test]
    fn periods_are_those_of_the_calendar() {
        let day = date(2021, 1, 2);
        let shown = ALL.map(|period| {
            let first = period.start(day);
            format!("{} {first}..{}", period.name(first), period.last(first))
        });
        assert_eq!(
            shown,
            [
                "2021-01-02 2021-01-02..2021-01-02",
                "2020-W53 2020-12-28..2021-01-03",
                "2021-01 2021-01-01..2021-01-31",
                "2021-Q1 2021-01-01..2021-03-31",
                "2021 2021-01-01..2021-12-31",
            ]
        );
        let leap = Period::Month.start(date(2020, 2, 29));
        assert_eq!(Period::Month.last(leap), date(2020, 2, 29));
    }

    #[test]
    fn the_first_and_the_last_day_have_periods() {
        for period in ALL {
            for day in [date(1, 1, 1), Date::MAX] {
                let first = period.start(day);
                assert!(
                    first <= day && period.last(first) >= day,
                    "{period:?} {day}"
                );
                assert!(period.between(day, day).count() == 1);
            }
        }
    }

    #[test]
    fn a_span_gets_a_period_that_shows_it() {
        let first = date(2020, 1, 1);
        for (last, period) in [
            (date(2020, 1, 1), Period::Day),
            (date(2020, 2, 14), Period::Day),
            (date(2020, 2, 15), Period::Week),
            (date(2020, 12, 31), Period::Week),
            (date(2021, 2, 1), Period::Month),
            (date(2026, 1, 1), Period::Quarter),
            (date(2080, 1, 1), Period::Year),
        ] {
            assert_eq!(Period::of_span(first, last), period, "{last}");
        }
    }

    proptest! {
        #[test]
        fn periods_follow_one_another_without_gaps(
            first in 0i64..3_000_000, length in 0i64..2_000, place in 0usize..5,
        ) {
            let first = date(1, 1, 1).saturating_add(first.days());
            let last = first.saturating_add(length.days());
            let period = ALL[place];
            let all: Vec<_> = period.between(first, last).collect();
            prop_assert!(all[0].0 <= first && all[all.len() - 1].1 >= last);
            for pair in all.windows(2) {
                prop_assert_eq!(pair[0].1.tomorrow().unwrap(), pair[1].0);
            }
            for (from, to) in all {
                prop_assert_eq!(period.start(to), from);
                prop_assert_eq!(period.last(from), to);
            }
        }
    }
}

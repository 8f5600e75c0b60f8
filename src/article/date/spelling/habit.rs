//! What the language of a text says about its dates of numbers: the calendar, whether a short year
//! comes first, and the century of a year of two digits.
//!
//! The order of day and month is in `order`, because a person may set it.

use super::jalali;
use std::ops::RangeInclusive;

/// How dates of numbers are written in a text's language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Habit {
    /// A year of two digits comes last: `25.04.24`.
    #[default]
    YearLast,
    /// A year of two digits comes first, as in East Asia and Hungary: `24.04.25`.
    YearFirst,
    /// Years from 1178 to 1499 are of the Solar Hijri calendar, as in Iran and Afghanistan, and a
    /// year of two digits comes first: `1399/10/30`, `99/10/30`.
    SolarHijri,
    /// A year of two digits is one of the Buddhist era, as in Thailand: `19/1/64`.
    Buddhist,
    /// October is `listopad`, which is November in Polish and Czech.
    Croatian,
}

/// How many years the Buddhist era is ahead.
const BUDDHIST_ERA: i16 = 543;

/// Years of the Buddhist era in which newspapers were printed. No article is from so late a year.
const BUDDHIST_YEARS: RangeInclusive<i16> = 2343..=2643;

/// The Gregorian year of a year that may be one of the Buddhist era, as in Thailand: 2564 is 2021.
pub(super) fn without_buddhist_era(year: i16) -> i16 {
    if BUDDHIST_YEARS.contains(&year) {
        year - BUDDHIST_ERA
    } else {
        year
    }
}

impl Habit {
    /// This habit, or that of Iran if the text has Persian digits. No newspaper has Gregorian dates
    /// of the years 1178 to 1499.
    pub(super) fn in_text(self, text: &str) -> Self {
        let is_persian = |c: char| matches!(c, '\u{6F0}'..='\u{6F9}');
        if !text.is_ascii() && text.contains(is_persian) {
            Self::SolarHijri
        } else {
            self
        }
    }

    /// Whether a year is of the Solar Hijri calendar.
    pub(super) fn is_solar_hijri(self, year: i16) -> bool {
        self == Self::SolarHijri && jalali::YEARS.contains(&year)
    }

    /// Whether a year of four digits is of the Gregorian calendar.
    pub(super) fn is_gregorian(self, year: i16) -> bool {
        !self.is_solar_hijri(year) && !BUDDHIST_YEARS.contains(&year)
    }

    /// The month that a name in this text stands for; `month` is what most languages mean by it.
    pub(super) fn month(self, month: i8, text: &str) -> i8 {
        let is_october = self == Self::Croatian && month == 11 && has_croatian_october(text);
        if is_october { 10 } else { month }
    }

    /// Whether a year of two digits comes first where nothing rules it out.
    pub(super) fn has_year_first(self) -> bool {
        matches!(self, Self::YearFirst | Self::SolarHijri)
    }

    /// The year that two digits stand for: 1969 to 2068 as in POSIX, 1350 to 1449, or 2500 to 2599.
    pub(super) fn whole_year(self, short: i8) -> i16 {
        let short = i16::from(short);
        match self {
            Self::SolarHijri if short >= 50 => 1300 + short,
            Self::SolarHijri => 1400 + short,
            Self::Buddhist => 2500 + short,
            _ if short >= 69 => 1900 + short,
            _ => 2000 + short,
        }
    }
}

/// Whether a text has the name of a month that is October in Croatian and November elsewhere.
pub fn has_croatian_october(text: &str) -> bool {
    text.to_lowercase().contains("listopad")
}

#[cfg(test)]
mod tests {
    use super::Habit;

    #[test]
    fn two_digits_stand_for_a_year_near_today() {
        for (habit, short, year) in [
            (Habit::YearLast, 0, 2000),
            (Habit::YearLast, 68, 2068),
            (Habit::YearFirst, 69, 1969),
            (Habit::SolarHijri, 99, 1399),
            (Habit::SolarHijri, 3, 1403),
            (Habit::Buddhist, 64, 2564),
        ] {
            assert_eq!(habit.whole_year(short), year);
        }
    }
}

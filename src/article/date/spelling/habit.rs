//! What the language of a text says about its dates of numbers: the calendar, whether a short year
//! comes first, and the century of a year of two digits.
//!
//! The order of day and month is in `order`, because a person may set it.

use super::jalali;

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

    /// Whether a year of two digits comes first where nothing rules it out.
    pub(super) fn has_year_first(self) -> bool {
        self != Self::YearLast
    }

    /// The year that two digits stand for: 1969 to 2068 as in POSIX, or 1350 to 1449.
    pub(super) fn whole_year(self, short: i8) -> i16 {
        let short = i16::from(short);
        match self {
            Self::SolarHijri if short >= 50 => 1300 + short,
            Self::SolarHijri => 1400 + short,
            _ if short >= 69 => 1900 + short,
            _ => 2000 + short,
        }
    }
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
        ] {
            assert_eq!(habit.whole_year(short), year);
        }
    }
}

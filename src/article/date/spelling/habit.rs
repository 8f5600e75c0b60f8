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
    /// Some months have names that are those of others elsewhere: `listopad` is October, and November
    /// in Polish.
    Croatian,
}

/// How many years the Buddhist era is ahead.
const BUDDHIST_ERA: i16 = 543;

/// Years of the Buddhist era in which newspapers were printed.
const BUDDHIST_YEARS: RangeInclusive<i16> = 2343..=2643;

/// Whether a year of four digits is one of the Buddhist era in a text of Thailand.
pub fn may_be_buddhist(year: i16) -> bool {
    BUDDHIST_YEARS.contains(&year)
}

impl Habit {
    /// This habit, or that of Iran if the text has Persian digits, of Thailand if it has Thai letters
    /// or digits. No newspaper has Gregorian dates of the years 1178 to 1499.
    pub(super) fn in_text(self, text: &str) -> Self {
        let is_persian = |c: char| matches!(c, '\u{6F0}'..='\u{6F9}');
        if text.is_ascii() {
            self
        } else if text.contains(is_persian) {
            Self::SolarHijri
        } else if text.contains(is_thai) {
            Self::Buddhist
        } else {
            self
        }
    }

    /// Whether a year is of the Solar Hijri calendar.
    pub(super) fn is_solar_hijri(self, year: i16) -> bool {
        self == Self::SolarHijri && jalali::YEARS.contains(&year)
    }

    /// Whether a year of four digits is of the Gregorian calendar and of the common era.
    pub(super) fn is_gregorian(self, year: i16) -> bool {
        !self.is_solar_hijri(year) && self.common_year(year) == year
    }

    /// The year of the common era: in Thailand 2564 is 2021.
    pub(super) fn common_year(self, year: i16) -> i16 {
        if self == Self::Buddhist && may_be_buddhist(year) {
            year - BUDDHIST_ERA
        } else {
            year
        }
    }

    /// The month that a name in this text stands for; `month` is what most languages mean by it.
    pub(super) fn month(self, month: i8, text: &str) -> i8 {
        let own = || {
            CROATIAN
                .iter()
                .find(|(name, other, _)| *other == month && has(text, name))
        };
        match self {
            Self::Croatian => own().map_or(month, |(_, _, own)| *own),
            _ => month,
        }
    }

    /// Whether a year of two digits comes first where nothing rules it out.
    pub(super) fn has_year_first(self) -> bool {
        matches!(self, Self::YearFirst | Self::SolarHijri)
    }

    /// The year that two digits stand for: 1969 to 2068 as in POSIX, 1350 to 1449; in Thailand 2543 to
    /// 2599 of the Buddhist era, which are 2000 to 2056, and 2000 to 2042 of the common era.
    pub(super) fn whole_year(self, short: i8) -> i16 {
        let short = i16::from(short);
        match self {
            Self::SolarHijri if short >= 50 => 1300 + short,
            Self::SolarHijri => 1400 + short,
            Self::Buddhist if short >= 43 => 2500 + short,
            Self::Buddhist => 2000 + short,
            _ if short >= 69 => 1900 + short,
            _ => 2000 + short,
        }
    }
}

/// Starts of names that are another month elsewhere: which there, and which in Croatian.
const CROATIAN: [(&str, i8, i8); 3] = [("listopad", 11, 10), ("lis", 11, 10), ("lip", 7, 6)];

/// Whether a text has a word that is this name, or starts with it if it is a long one.
fn has(text: &str, name: &str) -> bool {
    let is_it = |word: &str| {
        let start = word.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
            && (word.len() == name.len() || name.len() > 3)
    };
    text.split(|c: char| !c.is_alphabetic()).any(is_it)
}

/// Whether a text has the name of a month that is another one in Croatian. Each article is asked, and
/// few texts have the letters that all of these names start with.
pub fn has_croatian_month(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_start = |at: usize| {
        let letters = bytes.get(at + 1..at + 3);
        letters.is_some_and(|next| matches!(next, [b'i' | b'I', b's' | b'S' | b'p' | b'P']))
    };
    memchr::memchr2_iter(b'l', b'L', bytes).any(is_start)
        && CROATIAN.iter().any(|(name, ..)| has(text, name))
}

/// Whether a character is one of the Thai script.
pub(super) fn is_thai(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E59}')
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

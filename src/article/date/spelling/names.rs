//! Names of months and weekdays in the languages of most news.
//!
//! Words are compared without case, accents and vowel marks. Letters that Arabic, Persian and Urdu
//! keyboards write differently are mapped to one form. The names stand in `months` and
//! `weekdays`.

use super::months::{JALALI, MONTHS, THAI, TWO_WORDS};
use super::weekdays::{FILLERS, WEEKDAYS};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The longest word that can be a name, in bytes.
const LONGEST: usize = 64;

/// The meaning of a word in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A month of the Gregorian calendar, from 1.
    Month(i8),
    /// A month of the Solar Hijri calendar, from 1.
    JalaliMonth(i8),
    /// A weekday.
    Weekday,
    /// A word that is a weekday in one language and a month in another: `mar.` is Tuesday in French
    /// and March in Spanish. It is a weekday if another word is the month.
    WeekdayOrMonth(i8),
    /// A word between the parts of a date that has no meaning of its own.
    Filler,
}

static NAMES: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for words in FILLERS {
        for word in words.split(' ') {
            names.insert(fold(word), Name::Filler);
        }
    }
    for word in WEEKDAYS.iter().flat_map(|words| words.split(' ')) {
        names.insert(fold(word), Name::Weekday);
    }
    let jalali = (1..)
        .zip(JALALI)
        .map(|(month, words)| (Name::JalaliMonth(month), words));
    let gregorian = MONTHS
        .iter()
        .flat_map(|row| (1..).zip(row))
        .map(|(month, words)| (Name::Month(month), *words));
    for (name, words) in jalali.chain(gregorian) {
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            names.insert(fold(word), name);
        }
    }
    names.insert("mar".to_owned(), Name::WeekdayOrMonth(3));
    names
});

/// The meaning of a word; `None` if it is unknown.
pub(super) fn name(word: &str) -> Option<Name> {
    if word.len() > LONGEST {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        // Most words only need lower case.
        let mut bytes = [0; LONGEST];
        let bytes = &mut bytes[..word.len()];
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        return NAMES.get(std::str::from_utf8(bytes).ok()?).copied();
    }
    let word = fold(word);
    let known = NAMES.get(&word).copied();
    // `d'abril`, `l'11`
    known.or_else(|| {
        let (_, word) = word.split_once(['\'', '’'])?;
        NAMES.get(word).copied()
    })
}

/// The month that two words name.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<i8> {
    let are_known = TWO_WORDS.iter().find(|(a, b, _)| {
        // Folding is slow; a word of another length cannot be equal.
        first.len() == a.len() && fold(first) == fold(a) && fold(second) == fold(b)
    })?;
    Some(are_known.2)
}

/// The month that the two parts of a short Thai name stand for: `ม.ค.`.
pub(super) fn thai_month(first: &str, second: &str) -> Option<i8> {
    let at = THAI.iter().position(|month| *month == (first, second))?;
    i8::try_from(at + 1).ok()
}

/// Whether a short name of a Thai month starts so.
pub(super) fn opens_thai_month(word: &str) -> bool {
    THAI.iter().any(|(first, _)| *first == word)
}

/// A word or text without the differences between spellings of one name: case, accents, vowel
/// marks, joiners, and letters with several forms.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd()
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_mark(*c)) // `İ` becomes `i` and a combining dot
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'đ' => 'd',
            'ø' => 'o',
            '’' | 'ʼ' => '\'',
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'ة' | 'ۀ' => 'ه',
            other => other,
        })
        .collect()
}

/// Accents, Arabic vowel marks, hamzas above and below, tatweel, and zero-width joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{640}' | '\u{64B}'..='\u{655}' | '\u{670}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_months() {
        let mut seen: HashMap<String, i8> = HashMap::new();
        for (month, words) in MONTHS.iter().flat_map(|row| (1..).zip(row)) {
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                let before = seen.insert(fold(word), month);
                assert!(before.is_none_or(|before| before == month), "{word}");
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
    }

    #[test]
    fn words_are_recognised_in_every_spelling() {
        for (word, expected) in [
            ("Février", Name::Month(2)),
            ("fe\u{301}vrier", Name::Month(2)),
            ("FEVRIER", Name::Month(2)),
            ("Ağustos", Name::Month(8)),
            ("KASIM", Name::Month(11)),
            ("أبريل", Name::Month(4)),
            ("ابريل", Name::Month(4)),
            ("دي", Name::JalaliMonth(10)),
            ("دی", Name::JalaliMonth(10)),
            ("mar", Name::WeekdayOrMonth(3)),
            ("Dienstag", Name::Weekday),
        ] {
            assert_eq!(name(word), Some(expected), "{word}");
        }
        assert_eq!(name("Kenya"), None);
    }
}

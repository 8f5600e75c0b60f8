//! Texts of DOS and of old Macs, which guesses take for sets of Windows.
//!
//! In the wrong set, letters with accents become quotes, fractions or capitals within words. In the
//! right one, nearly all of them are letters of one language.

use super::set::{CP437, CP850, CP852, CharacterSet};
use encoding_rs::MACINTOSH;

/// The sets of old systems. Of two that fit equally well, the first is chosen.
static SETS: [CharacterSet; 4] = [
    CharacterSet::Dos(&CP850),
    CharacterSet::Known(MACINTOSH),
    CharacterSet::Dos(&CP852),
    CharacterSet::Dos(&CP437),
];

/// The letters beyond ASCII of languages that were written on such systems.
const ALPHABETS: &[&str] = &[
    "äöüß",
    "éèêëàâçîïôûùœæ",
    "áéíóúñü",
    "áâãàçéêíóôõú",
    "àèéìòù",
    "åäöé",
    "æøåéö",
    "ëéïöüèê",
    "áðéíóúýþæö",
    "àçéèíïóòúü",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýžäôľĺŕ",
    "áéíóöőúüű",
    "čćđšž",
];

/// The fewest bytes within words that show a set.
const LEAST: usize = 2;

/// The set of an old system that bytes are in, if they make no sense in the one that was `guessed`.
pub(super) fn of_old_system(bytes: &[u8], guessed: CharacterSet) -> Option<CharacterSet> {
    if !guessed.is_single_byte() {
        return None;
    }
    let within = Within::of(bytes);
    if within.all < LEAST || within.strange(guessed) * 2 <= within.all {
        return None;
    }
    let best = SETS
        .into_iter()
        .min_by_key(|set| within.foreign(*set))
        .filter(|set| within.foreign(*set) * 4 <= within.all);
    best.filter(|set| *set != guessed)
}

/// How often each byte beyond ASCII is between two letters of ASCII.
struct Within {
    all: usize,
    /// After a small letter, and after a capital.
    counts: [[usize; 128]; 2],
}

impl Within {
    fn of(bytes: &[u8]) -> Self {
        let mut within = Self {
            all: 0,
            counts: [[0; 128]; 2],
        };
        for triple in bytes.windows(3) {
            let [before, byte, after] = *triple else {
                continue;
            };
            let place = usize::from(byte).checked_sub(128);
            if let Some(place) = place
                && before.is_ascii_alphabetic()
                && after.is_ascii_alphabetic()
            {
                within.all += 1;
                within.counts[usize::from(before.is_ascii_uppercase())][place] += 1;
            }
        }
        within
    }

    /// How many of the characters are not within words of any language.
    fn strange(&self, set: CharacterSet) -> usize {
        self.count(set, |c, after_capital| {
            let is_letter = c >= 'À' && c != 'ƒ' && c < '\u{370}' && c.is_alphabetic();
            let is_mark = ('\u{300}'..'\u{370}').contains(&c);
            let is_capital = is_letter && c.is_uppercase();
            is_mark || is_joining(c) || (is_letter && (!is_capital || after_capital))
        })
    }

    /// How many of the characters are not in the language that most of them are in.
    fn foreign(&self, set: CharacterSet) -> usize {
        let in_language = |alphabet: &&str| {
            self.count(set, |c, after_capital| {
                let small = c.to_lowercase().next().unwrap_or(c);
                let is_capital = small != c;
                is_joining(c) || (alphabet.contains(small) && (!is_capital || after_capital))
            })
        };
        let counts = ALPHABETS.iter().map(in_language);
        counts.min().unwrap_or(self.all)
    }

    /// How many of the characters are not `right`, which is asked whether they are after a capital.
    fn count(&self, set: CharacterSet, right: impl Fn(char, bool) -> bool) -> usize {
        let mut wrong = 0;
        for (byte, place) in (128..=255_u8).zip(0..) {
            let c = set.decode(&[byte]).chars().next().unwrap_or_default();
            for (counts, after_capital) in self.counts.iter().zip([false, true]) {
                if counts[place] > 0 && !right(c, after_capital) {
                    wrong += counts[place];
                }
            }
        }
        wrong
    }
}

/// Whether a character joins two words.
fn is_joining(c: char) -> bool {
    matches!(c, '’' | '–' | '—' | '…' | '·' | '\u{ad}' | '\u{a0}')
}

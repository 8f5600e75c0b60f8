//! Function words such as `the` and `of`. They are a fifth of any text, and show the language of
//! most news.
//!
//! The first words of every article are looked up here. For speed, a word is a number, and the
//! table of words is built at compile time.

use whatlang::Lang;

/// The fewest function words that decide a language.
const LEAST_HITS: usize = 3;

/// At least one in this many words has to be a function word of the language.
const SHARE: usize = 12;

/// How many times as many as of any other language there have to be.
const MARGIN: usize = 3;

/// A text with at least one in this many words of Catalan is Catalan. They are in no other language,
/// while most of its function words are those of Spanish and French.
const CATALAN_SHARE: usize = 30;

/// The languages that function words decide: code, language as whatlang has it, words. Words are in
/// lower case and have at most six bytes; none is in two languages. Of those without a language
/// whatlang knows nothing, or takes them for another one.
#[rustfmt::skip]
pub(super) const COMMON: [(&str, Option<Lang>, &str); 10] = [
    ("en", Some(Lang::Eng), "the of and to that for was with by from said has have it its which were this would will their is"),
    ("de", Some(Lang::Deu), "der und das den von zu mit sich auf ist im dem nicht ein eine auch für wird nach bei"),
    ("fr", Some(Lang::Fra), "les et des du est dans pour qui sur au une aux avec ont ce cette été le"),
    ("es", Some(Lang::Spa), "el los las del y por con una para su al lo más este esta pero sus ha"),
    ("pt", Some(Lang::Por), "o do da os em não uma dos na ao pela pelo são foi nos um com"),
    ("it", Some(Lang::Ita), "il di che della è sono nel alla gli dei delle anche più si dal"),
    ("nl", Some(Lang::Nld), "het een van op niet dat zijn voor aan met ook door naar bij uit werd deze er"),
    ("ca", None, "amb els dels pels són això però aquest també més seva"),
    ("eu", None, "eta ere bat dira zen zuen dute izan dela duen ez baina"),
    ("ga", None, "an agus ar go bhí tá sé siad leis raibh seo"),
];

/// The place of Catalan in [`COMMON`].
const CATALAN: usize = 7;

/// The place of English in [`COMMON`]. It needs no letters beyond ASCII.
pub(super) const ENGLISH: usize = 0;

/// The number of a word with one more byte: its bytes in lower case, the last eight of a long word.
/// No word of more than six bytes has the number of a function word.
const fn with_byte(word: u64, byte: u8) -> u64 {
    word << 8 | byte.to_ascii_lowercase() as u64
}

/// The size of the table: four times the number of function words, a power of two.
const SLOTS: usize = 512;

/// The function words as numbers, each in its slot or in a later one. The highest byte of an entry
/// is the place of its language in [`COMMON`]. The table takes 4 KiB, so it stays in the cache.
static FUNCTION_WORDS: [u64; SLOTS] = function_words();

/// The first bit of the language in an entry of [`FUNCTION_WORDS`].
const LANGUAGE: u32 = 56;

const fn function_words() -> [u64; SLOTS] {
    let mut table = [0; SLOTS];
    let mut language = 0;
    while language < COMMON.len() {
        let words = COMMON[language].2.as_bytes();
        let (mut at, mut word) = (0, 0);
        while at <= words.len() {
            if at < words.len() && words[at] != b' ' {
                word = with_byte(word, words[at]);
            } else {
                let mut slot = slot_of(word);
                while table[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                table[slot] = (language as u64) << LANGUAGE | word;
                word = 0;
            }
            at += 1;
        }
        language += 1;
    }
    table
}

/// The first slot for a word. After a multiplication by an odd constant with well-mixed bits, the
/// upper bits depend on the whole word.
#[allow(clippy::cast_possible_truncation, reason = "nine bits are left")]
const fn slot_of(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOTS.trailing_zeros())) as usize
}

/// The place in [`COMMON`] of the language that has this function word.
#[allow(clippy::cast_possible_truncation, reason = "a byte is left")]
fn language_of(word: u64) -> Option<usize> {
    let mut slot = slot_of(word);
    loop {
        match FUNCTION_WORDS[slot] {
            0 => return None,
            entry if entry & ((1 << LANGUAGE) - 1) == word => {
                return Some((entry >> LANGUAGE) as usize);
            }
            _ => slot = (slot + 1) % SLOTS,
        }
    }
}

/// How many function words of each common language a text has.
#[derive(Default)]
pub(super) struct FunctionWords {
    hits: [usize; COMMON.len()],
    words: usize,
    /// The current word, so far.
    word: u64,
}

impl FunctionWords {
    /// Counts the function words in the next part of the text.
    pub(super) fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_alphabetic() {
                self.word = with_byte(self.word, c as u8);
            } else if c.is_alphabetic() {
                self.word = c
                    .encode_utf8(&mut [0; 4])
                    .bytes()
                    .fold(self.word, with_byte);
            } else {
                self.end();
            }
        }
    }

    /// Counts the word that ends here, if there is one.
    pub(super) fn end(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word != 0 {
            self.words += 1;
            if let Some(language) = language_of(word) {
                self.hits[language] += 1;
            }
        }
    }

    /// The place in [`COMMON`] of the language that they decide; `None` if they decide none.
    pub(super) fn decided(&self) -> Option<usize> {
        let catalan = self.hits[CATALAN];
        if catalan >= LEAST_HITS && catalan * CATALAN_SHARE >= self.words {
            return Some(CATALAN);
        }
        let (best, hits) = self
            .hits
            .iter()
            .enumerate()
            .max_by_key(|(_, hits)| **hits)?;
        let others = self.hits.iter().enumerate().filter(|(at, _)| *at != best);
        let second = others.map(|(_, hits)| *hits).max()?;
        let is_sure = *hits >= LEAST_HITS && hits * SHARE >= self.words && *hits >= MARGIN * second;
        is_sure.then_some(best)
    }

    /// Whether at least half of them, and at least two, are of this language.
    pub(super) fn support(&self, language: usize) -> bool {
        let hits = self.hits[language];
        hits >= 2 && hits * 2 >= self.hits.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_word_is_known_in_any_case_and_longer_words_are_not() {
        for (language, (_, _, words)) in COMMON.iter().enumerate() {
            for word in words.split(' ') {
                assert!(word.len() <= 6, "{word}");
                let mut counts = FunctionWords::default();
                counts.add(&format!("{word}, {word}qq q{word}abcdefgh {word}."));
                assert_eq!((counts.hits[language], counts.words), (2, 4), "{word}");
                let (begin, end) = word.split_at(word.floor_char_boundary(1));
                counts.add(&begin.to_ascii_uppercase());
                counts.add(&format!("{end}!"));
                assert_eq!(counts.hits[language], 3, "{word}");
            }
        }
    }
}

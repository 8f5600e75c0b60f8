//! Words to terms: folding, stemming, and a cache, since a language's words repeat.

use super::compound::{Word, WordKind};
use super::fold::fold;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The longest term that an index takes whole, in bytes; longer ones are cut here, in articles
/// and in queries alike (Tantivy drops terms of more than 65,530 bytes).
const MAX_TERM_LEN: usize = 65_000;

/// The slots of the cache, a power of two: the words that make up most of a text fit, in 1 MiB.
const SLOTS: usize = 1 << 15;

/// The longest word, and the longest term, that a slot holds, in bytes.
const MAX_CACHED_LEN: usize = 15;

/// A short text in place, its length in the last byte.
type Inline = [u8; MAX_CACHED_LEN + 1];

fn inline(text: &str) -> Option<Inline> {
    let mut inline = Inline::default();
    if text.len() > MAX_CACHED_LEN {
        return None;
    }
    inline[..text.len()].copy_from_slice(text.as_bytes());
    inline[MAX_CACHED_LEN] = u8::try_from(text.len()).ok()?;
    Some(inline)
}

/// A word and its term, side by side: looking one up touches one line of the processor's cache.
#[derive(Clone, Copy, Default)]
struct Slot {
    word: Inline,
    term: Inline,
}

/// Words seen lately with their terms. Each word has one place; the last that came there stays.
#[derive(Default)]
struct Cache {
    /// Empty until the first word.
    slots: Vec<Slot>,
}

impl Cache {
    fn place(word: &Inline) -> usize {
        let (low, high) = word.split_at(8);
        let number = |half: &[u8]| half.iter().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
        // Multiplied by odd constants with their bits well mixed (those of xxHash).
        let mixed = number(low)
            .wrapping_mul(0x9E37_79B1_85EB_CA87)
            .rotate_left(31)
            .wrapping_add(number(high))
            .wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        usize::try_from(mixed >> 40).unwrap_or(0) % SLOTS
    }

    fn get(&self, word: &Inline) -> Option<&str> {
        let slot = self.slots.get(Self::place(word))?;
        if slot.word != *word {
            return None;
        }
        std::str::from_utf8(slot.term.get(..usize::from(slot.term[MAX_CACHED_LEN]))?).ok()
    }

    fn insert(&mut self, word: Inline, term: Inline) {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Slot::default());
        }
        self.slots[Self::place(&word)] = Slot { word, term };
    }
}

/// Makes terms of words.
pub(super) struct Terms {
    stemmer: Option<Stemmer>,
    cache: Cache,
    folded: String,
}

impl Terms {
    pub(super) fn new(algorithm: Option<Algorithm>) -> Self {
        Self {
            stemmer: algorithm.map(Stemmer::new),
            cache: Cache::default(),
            folded: String::new(),
        }
    }

    /// Appends the term of a plain word to `out`.
    #[inline]
    pub(super) fn push_plain(&mut self, word: &str, out: &mut String) {
        let Some(short) = inline(word) else {
            return self.push_new(word, out);
        };
        if let Some(term) = self.cache.get(&short) {
            return out.push_str(term);
        }
        let start = out.len();
        self.push_new(word, out);
        if let Some(term) = inline(&out[start..]) {
            self.cache.insert(short, term);
        }
    }

    fn push_new(&mut self, word: &str, out: &mut String) {
        self.folded.clear();
        fold(word, &mut self.folded);
        self.finish(out);
    }

    /// Appends the term of one word to `out`.
    pub(super) fn push(&mut self, text: &str, word: &Word, out: &mut String) {
        let source = &text[word.range.clone()];
        match word.kind {
            WordKind::Plain => self.push_plain(source, out),
            kind => {
                self.folded.clear();
                fold_kind(source, kind, &mut self.folded);
                self.finish(out);
            }
        }
    }

    /// Appends the term of several words written as one to `out`.
    pub(super) fn push_whole(&mut self, text: &str, words: &[Word], out: &mut String) {
        self.folded.clear();
        for word in words {
            fold_kind(&text[word.range.clone()], word.kind, &mut self.folded);
        }
        self.finish(out);
    }

    /// Appends what `self.folded` stems to, cut to [`MAX_TERM_LEN`].
    fn finish(&mut self, out: &mut String) {
        let folded = plural_of_number(&self.folded);
        let term = match &self.stemmer {
            Some(stemmer) if is_english_word(folded) => stemmer.stem(folded),
            _ => Cow::Borrowed(folded),
        };
        out.push_str(&term[..term.floor_char_boundary(MAX_TERM_LEN)]);
    }
}

fn fold_kind(source: &str, kind: WordKind, out: &mut String) {
    match kind {
        WordKind::Plain => fold(source, out),
        WordKind::Acronym => source.split('.').for_each(|letter| fold(letter, out)),
        WordKind::Number => out.extend(source.chars().filter(|c| *c != ',')),
    }
}

/// `1990s` and `16s` (of F-16s) without the `s`.
fn plural_of_number(folded: &str) -> &str {
    folded
        .strip_suffix('s')
        .filter(|stem| stem.ends_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(folded)
}

/// Only words of ASCII letters are English; those of other scripts, and with digits, stay.
fn is_english_word(folded: &str) -> bool {
    folded.len() > 2 && folded.len() <= 64 && folded.bytes().all(|byte| byte.is_ascii_lowercase())
}

//! Words to terms: folding, tables of forms, and stemming.
//!
//! A cache keeps recent words with their terms, because most words of a text are common ones.

use super::Language;
use super::compound::{Word, WordKind};
use super::foreign::Foreign;
use super::forms::{Entry, Tables};
use super::spelling::{Marks, fold_kind};
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The longest term, in bytes. Longer ones are truncated, in articles and in queries, because
/// Tantivy drops terms of more than 65,530 bytes.
const MAX_TERM_LEN: usize = 65_000;

/// The initial number of pairs of slots in the cache, a power of two: enough for queries and a page
/// of articles.
const FEW_PAIRS: usize = 1 << 8;

/// The largest number of pairs of slots, a power of two. They take 1 MiB and have room for the
/// words that make up most texts of a language.
const MOST_PAIRS: usize = 1 << 14;

/// The longest word in a slot, in bytes.
const MAX_CACHED_WORD: usize = 16;

/// The longest term in a slot, in bytes.
const MAX_CACHED_TERM: usize = 13;

/// A short word as two numbers that are quick to make, compare and mix: its first and its last
/// eight bytes (which may overlap), and its length. Two words never have the same key.
#[derive(Clone, Copy)]
struct Key {
    first: u64,
    last: u64,
    length: u8,
}

impl Key {
    #[inline]
    fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let length = u8::try_from(bytes.len()).ok()?;
        let (first, last) = if let Some((first, _)) = bytes.split_first_chunk::<8>() {
            if bytes.len() > MAX_CACHED_WORD {
                return None;
            }
            let last = bytes.last_chunk::<8>()?;
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let Some((first, _)) = bytes.split_first_chunk::<4>() {
            let last = bytes.last_chunk::<4>()?;
            let half = |half: &[u8; 4]| u64::from(u32::from_le_bytes(*half));
            (half(first), half(last))
        } else {
            let number = bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
            (number, 0)
        };
        Some(Self {
            first,
            last,
            length,
        })
    }

    /// The index of this word's pair; `pairs` is a power of two. The multiplication by an odd
    /// constant with well-mixed bits (the golden ratio of Knuth's multiplicative hashing) makes the
    /// upper bits depend on the whole word.
    #[inline]
    fn pair(&self, pairs: usize) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29) ^ u64::from(self.length))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 40).unwrap_or(0) & (pairs - 1)
    }
}

/// A word, as a [`Key`], and its term.
#[derive(Clone, Copy, Default)]
struct Slot {
    first: u64,
    last: u64,
    word_length: u8,
    term_length: u8,
    marks: Marks,
    term: [u8; MAX_CACHED_TERM],
}

impl Slot {
    #[inline]
    fn is_of(&self, word: Key) -> bool {
        self.first == word.first && self.last == word.last && self.word_length == word.length
    }
}

/// The two slots for a word, the one used last first. A pair is one line of the processor's cache,
/// so that a look-up reads no other line.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Pair([Slot; 2]);

/// Recent words with their terms. Each word has a pair of slots that it shares with other words;
/// the two seen last are kept.
#[derive(Default)]
struct Cache {
    /// Empty until the first word.
    pairs: Vec<Pair>,
    /// The number of words inserted since the cache last grew.
    inserted: usize,
}

impl Cache {
    #[inline]
    fn get(&mut self, word: Key) -> Option<(&str, Marks)> {
        if self.pairs.is_empty() {
            return None;
        }
        let pair = word.pair(self.pairs.len());
        let Pair(slots) = &mut self.pairs[pair];
        if !slots[0].is_of(word) {
            if !slots[1].is_of(word) {
                return None;
            }
            slots.swap(0, 1);
        }
        let slot = &slots[0];
        let term = std::str::from_utf8(slot.term.get(..usize::from(slot.term_length))?).ok()?;
        Some((term, slot.marks))
    }

    fn insert(&mut self, word: Key, term: &str, marks: Marks) {
        if term.len() > MAX_CACHED_TERM {
            return;
        }
        if self.inserted >= 2 * self.pairs.len() && self.pairs.len() < MOST_PAIRS {
            // Starting empty is cheaper than moving entries: the words occur again.
            let pairs = (self.pairs.len() * 8).clamp(FEW_PAIRS, MOST_PAIRS);
            self.pairs = vec![Pair::default(); pairs];
            self.inserted = 0;
        }
        self.inserted += 1;
        let pair = word.pair(self.pairs.len());
        let Pair(slots) = &mut self.pairs[pair];
        let mut slot = Slot {
            first: word.first,
            last: word.last,
            word_length: word.length,
            term_length: u8::try_from(term.len()).unwrap_or(0),
            marks,
            term: [0; MAX_CACHED_TERM],
        };
        slot.term[..term.len()].copy_from_slice(term.as_bytes());
        slots[1] = std::mem::replace(&mut slots[0], slot);
    }
}

/// Makes terms of words in one language.
pub(super) struct Terms {
    tables: Tables,
    /// What is done in another language than English.
    foreign: Option<Foreign>,
    stemmer: Stemmer,
    cache: Cache,
    folded: String,
    /// The tagged stem that is beside the last word, if its marks say so.
    stem: String,
    /// The same for its letters in reverse.
    compound: String,
}

impl Terms {
    pub(super) fn new(language: Language) -> Self {
        Self {
            tables: Tables::of(language),
            foreign: (language != Language::English).then(|| Foreign::new(language)),
            stemmer: Stemmer::new(Algorithm::English),
            cache: Cache::default(),
            folded: String::new(),
            stem: String::new(),
            compound: String::new(),
        }
    }

    /// The memory that the words seen last take, in bytes, about.
    pub(super) fn remembered(&self) -> usize {
        let foreign = self.foreign.as_ref().map_or(0, Foreign::remembered);
        self.cache.pairs.len() * size_of::<Pair>() + foreign
    }

    /// The language of the words.
    pub(super) fn language(&self) -> Language {
        let foreign = self.foreign.as_ref();
        foreign.map_or(Language::English, Foreign::language)
    }

    /// The tables of the language.
    pub(super) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The tagged stem that is beside the last word, if its marks say so.
    pub(super) fn stem(&self) -> &str {
        &self.stem
    }

    /// The letters in reverse that are beside the last word, if its marks say so.
    pub(super) fn compound(&self) -> &str {
        &self.compound
    }

    /// Appends the term of a plain word to `out`. Returns what else there is to index of it.
    #[inline]
    pub(super) fn push_plain(&mut self, word: &str, out: &mut String) -> Marks {
        if self.foreign.is_some() {
            return self.push_foreign(word, WordKind::Plain, out);
        }
        let Some(key) = Key::of(word) else {
            return self.push_new(word, WordKind::Plain, out);
        };
        if let Some((term, marks)) = self.cache.get(key) {
            out.push_str(term);
            return marks;
        }
        let start = out.len();
        let marks = self.push_new(word, WordKind::Plain, out);
        self.cache.insert(key, &out[start..], marks);
        marks
    }

    fn push_foreign(&mut self, word: &str, kind: WordKind, out: &mut String) -> Marks {
        let Some(foreign) = &mut self.foreign else {
            return Marks::default();
        };
        let (stem, compound) = (&mut self.stem, &mut self.compound);
        foreign.word(word, kind, |found| {
            push_cut(&found.form, out);
            stem.clone_from(&found.stem);
            compound.clone_from(&found.compound);
            found.marks
        })
    }

    fn push_new(&mut self, word: &str, kind: WordKind, out: &mut String) -> Marks {
        self.folded.clear();
        fold_kind(word, kind, &mut self.folded);
        let start = out.len();
        self.finish(out);
        Marks::of(word, &self.folded, &out[start..], &self.tables)
    }

    /// Appends the term of one word to `out`. Returns what else there is to index of it.
    pub(super) fn push(&mut self, text: &str, word: &Word, out: &mut String) -> Marks {
        let source = &text[word.range.clone()];
        match word.kind {
            WordKind::Plain | WordKind::Unit => self.push_plain(source, out),
            kind if self.foreign.is_some() => self.push_foreign(source, kind, out),
            kind => self.push_new(source, kind, out),
        }
    }

    /// Appends the term of several joined words to `out`. Returns what else there is to index of it:
    /// its form, or its stem.
    pub(super) fn push_whole(&mut self, text: &str, words: &[Word], out: &mut String) -> Marks {
        self.folded.clear();
        let mut form = std::mem::take(&mut self.folded);
        self.push_form(text, words, &mut form);
        self.folded = form;
        let start = out.len();
        match &self.foreign {
            None => self.finish(out),
            Some(foreign) => {
                self.stem = foreign.tagged_stem_beside(&self.folded);
                push_cut(&self.folded, out);
                return Marks::of_whole(false, !self.stem.is_empty());
            }
        }
        Marks::of_whole(self.folded != out[start..], false)
    }

    /// Appends the folded form of joined words to `out`.
    pub(super) fn push_form(&self, text: &str, words: &[Word], out: &mut String) {
        for word in words {
            let source = &text[word.range.clone()];
            match &self.foreign {
                None => fold_kind(source, word.kind, out),
                Some(foreign) => foreign.push_form(source, word.kind, out),
            }
        }
    }

    /// The terms of words that share a stem with this form: one of them is beside each such word.
    pub(super) fn reading(&mut self, form: &str) -> Vec<String> {
        match &self.foreign {
            None => vec![self.of_form(form)],
            Some(foreign) => foreign.reading(form),
        }
    }

    /// The term of a word that is folded already.
    pub(super) fn of_form(&mut self, form: &str) -> String {
        if self.foreign.is_some() {
            return form.to_owned();
        }
        let mut term = String::new();
        if form.bytes().all(|byte| byte.is_ascii_lowercase()) {
            // It is a plain word, which folding leaves as it is.
            self.push_plain(form, &mut term);
            return term;
        }
        self.folded.clear();
        self.folded.push_str(form);
        self.finish(&mut term);
        term
    }

    /// The English stem of a word that is folded already, whatever the usual form of the stem.
    pub(super) fn stem_of_form(&self, form: &str) -> String {
        match self.tables.entry(form) {
            Some(Entry::Term(term)) => term.to_owned(),
            Some(Entry::FormOf(word)) => self.stemmer.stem(&word).into_owned(),
            None => self.stemmer.stem(form).into_owned(),
        }
    }

    /// Appends the English term of `self.folded`, truncated to [`MAX_TERM_LEN`].
    fn finish(&mut self, out: &mut String) {
        let folded = plural_of_number(&self.folded);
        let term = if is_english_word(folded) {
            match self.tables.entry(folded) {
                Some(Entry::Term(term)) => Cow::Borrowed(term),
                Some(Entry::FormOf(word)) => {
                    let stem = self.stemmer.stem(&word).into_owned();
                    self.tables.term_of_stem(Cow::Owned(stem))
                }
                None => self.tables.term_of_stem(self.stemmer.stem(folded)),
            }
        } else {
            Cow::Borrowed(folded)
        };
        push_cut(&term, out);
    }
}

/// Appends a term, truncated to [`MAX_TERM_LEN`].
fn push_cut(term: &str, out: &mut String) {
    out.push_str(&term[..term.floor_char_boundary(MAX_TERM_LEN)]);
}

/// Removes the `s` of `1990s` and `16s` (in F-16s).
fn plural_of_number(folded: &str) -> &str {
    folded
        .strip_suffix('s')
        .filter(|stem| stem.ends_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(folded)
}

/// Whether a word is stemmed as an English one: only ASCII letters, and neither too short nor too
/// long.
fn is_english_word(folded: &str) -> bool {
    folded.len() > 2 && folded.len() <= 64 && folded.bytes().all(|byte| byte.is_ascii_lowercase())
}

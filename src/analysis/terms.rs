//! Words to terms: folding, stemming, and a cache, since a language's words repeat.

use super::compound::{Word, WordKind};
use super::fold::fold;
use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The longest term that an index takes whole, in bytes; longer ones are cut here, in articles
/// and in queries alike (Tantivy drops terms of more than 65,530 bytes).
const MAX_TERM_LEN: usize = 65_000;

/// Words longer than this are worked out each time, in bytes.
const MAX_CACHED_LEN: usize = 40;

/// The cache is emptied when it holds so many words: some 10 MB.
const MAX_CACHED_WORDS: usize = 100_000;

/// Makes terms of words.
pub(super) struct Terms {
    stemmer: Option<Stemmer>,
    cache: FxHashMap<Box<str>, Box<str>>,
    folded: String,
}

impl Terms {
    pub(super) fn new(algorithm: Option<Algorithm>) -> Self {
        Self {
            stemmer: algorithm.map(Stemmer::new),
            cache: FxHashMap::default(),
            folded: String::new(),
        }
    }

    /// Appends the term of a plain word to `out`.
    #[inline]
    pub(super) fn push_plain(&mut self, word: &str, out: &mut String) {
        if let Some(term) = self.cache.get(word) {
            out.push_str(term);
        } else {
            self.push_new(word, out);
        }
    }

    fn push_new(&mut self, word: &str, out: &mut String) {
        self.folded.clear();
        fold(word, &mut self.folded);
        let start = out.len();
        self.finish(out);
        if word.len() <= MAX_CACHED_LEN {
            if self.cache.len() >= MAX_CACHED_WORDS {
                self.cache.clear();
            }
            self.cache.insert(word.into(), out[start..].into());
        }
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

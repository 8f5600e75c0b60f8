//! The words of texts in other languages than English: their forms and their stems.
//!
//! The term of such a word is its form, which all languages share. Beside it is its stem with a tag of
//! the language (`~detrupp`), where the stem is not the form. So a name is found in every language, and
//! the forms of a word in its own.

use super::Language;
use super::compound::WordKind;
use super::fold::fold;
use super::forms::Tables;
use super::languages::{Stems, core, joins_forms, may_be_compound, reversed_compound};
use super::spelling::{Marks, REVERSED, STEM, fold_kind};
use std::borrow::Cow;
use std::collections::HashMap;

/// The most words that are remembered.
const MOST_RECENT: usize = 1 << 15;

/// What a word that is remembered takes, in bytes, about: its row, and four short texts.
const RECENT_WORD: usize = 256;

/// The longest word that is remembered, in bytes.
const MAX_RECENT_WORD: usize = 48;

/// A language other than English, and its recent words.
pub(super) struct Foreign {
    language: Language,
    stems: Stems,
    recent: HashMap<String, ForeignWord>,
}

/// A word as it is indexed.
#[derive(Debug, Clone)]
pub(super) struct ForeignWord {
    /// Folded.
    pub(super) form: String,
    /// Its stem with the tag of the language; empty if that is the form.
    pub(super) stem: String,
    /// The letters of its stem in reverse, with the tag; empty if it is no compound.
    pub(super) compound: String,
    pub(super) marks: Marks,
}

impl Foreign {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            stems: Stems::new(language),
            recent: HashMap::new(),
        }
    }

    /// The memory that recent words take, in bytes, about.
    pub(super) fn remembered(&self) -> usize {
        self.recent.len() * RECENT_WORD
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// What is indexed of a word; passed to `with`.
    pub(super) fn word<T>(
        &mut self,
        source: &str,
        kind: WordKind,
        with: impl FnOnce(&ForeignWord) -> T,
    ) -> T {
        if kind != WordKind::Plain || source.len() > MAX_RECENT_WORD {
            return with(&self.new_word(source, kind));
        }
        if let Some(known) = self.recent.get(source) {
            return with(known);
        }
        if self.recent.len() >= MOST_RECENT {
            // Starting empty is cheaper than an order of use: frequent words occur again.
            self.recent.clear();
        }
        let word = self.new_word(source, kind);
        with(self.recent.entry(source.to_owned()).or_insert(word))
    }

    fn new_word(&self, source: &str, kind: WordKind) -> ForeignWord {
        let mut form = String::new();
        self.push_form(source, kind, &mut form);
        let stem = self.tagged_stem_beside(&form);
        let compound = self.compound(source, &form).unwrap_or_default();
        let marks = Marks::of_foreign(source, &form, !stem.is_empty(), &Tables::of(self.language))
            .with_compound(!compound.is_empty());
        ForeignWord {
            form,
            stem,
            compound,
            marks,
        }
    }

    /// The term of a word that may be a compound, as written and folded.
    fn compound(&self, source: &str, form: &str) -> Option<String> {
        if !may_be_compound(source, self.language) {
            return None;
        }
        let mut term = [STEM, self.language.code()].concat();
        term.push(REVERSED);
        let letters = if joins_forms(self.language) {
            Cow::Borrowed(form)
        } else {
            self.stem(form)
        };
        term.push_str(&reversed_compound(&letters)?);
        Some(term)
    }

    /// Appends the form of a word.
    pub(super) fn push_form(&self, source: &str, kind: WordKind, out: &mut String) {
        if kind != WordKind::Plain {
            return fold_kind(source, kind, out);
        }
        let start = out.len();
        fold(&source[core(source, self.language)], out);
        if out.len() == start {
            fold(source, out);
        }
    }

    /// The stem of a form.
    pub(super) fn stem<'f>(&self, form: &'f str) -> Cow<'f, str> {
        self.stems.stem(form)
    }

    /// The tagged stem of a form where it is not the form; else empty.
    pub(super) fn tagged_stem_beside(&self, form: &str) -> String {
        match self.stem(form) {
            stem if stem == form => String::new(),
            stem => self.tagged(&stem),
        }
    }

    /// A stem with the tag of the language.
    fn tagged(&self, stem: &str) -> String {
        [STEM, self.language.code(), stem].concat()
    }

    /// The terms of all words that have the same stem as this form.
    pub(super) fn reading(&self, form: &str) -> Vec<String> {
        let mut terms = Vec::new();
        for stem in self.stems.of_query(form) {
            if self.stems.exist() {
                terms.push(self.tagged(&stem));
            }
            // A form that is its own stem has no tagged one beside it.
            if self.stem(&stem) == stem {
                terms.push(stem.into_owned());
            }
        }
        for stem in self.stems.of_longer_words(form) {
            let term = self.tagged(&stem);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms.extend(self.stems.form_of_query(form).map(str::to_owned));
        terms
    }
}

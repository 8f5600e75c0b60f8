//! The analyzer: as Tantivy's tokenizer, and as queries use it.
//!
//! It works chunk by chunk (text between separators), with a fast path for plain ASCII words.
//! `scan` finds chunks and atoms, `compound` joins atoms to words, `terms` makes the terms, `chunk`
//! the tokens, and `stream` gives them to the engine.

mod stream;

pub use stream::NewsTokenStream;

use super::Language;
use super::chunk::{Chunk, Extra, Making};
use super::compound::{Compound, WordKind};
use super::initials::Initials;
use super::language::{ArchiveLanguages, CurrentArticle, script_of};
use super::query_words::QueryWords;
use super::scan::skip_separators;
use super::spelling::{FORM, has_own_capitals, is_shouted};
use super::terms::Terms;
use super::unspaced::{is_pair, whole_words_of_run};
use std::borrow::Cow;
use std::collections::HashSet;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// Turns text into terms; see the [module](super) for its rules.
///
/// A clone starts with an empty cache of words, so each thread of an index writer fills its own.
pub struct NewsAnalyzer {
    /// The language that texts are read in.
    terms: Terms,
    /// Those of other languages, kept for their caches.
    others: Vec<Terms>,
    languages: ArchiveLanguages,
    current: Option<CurrentArticle>,
    /// Kept to reuse its memory.
    chunk: Chunk,
}

impl NewsAnalyzer {
    /// The analyzer for English news, with the Snowball stemmer for English ("Porter2",
    /// <https://snowballstem.org/algorithms/english/stemmer.html>).
    #[must_use]
    pub fn english() -> Self {
        Self::new(Language::English)
    }

    /// The analyzer for news in a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::of(ArchiveLanguages::new(&[language]))
    }

    /// The analyzer for an archive. It reads in the most frequent language, until it is told another.
    #[must_use]
    pub fn of(languages: ArchiveLanguages) -> Self {
        Self {
            terms: Terms::new(languages.held()[0]),
            others: Vec::new(),
            languages,
            current: None,
            chunk: Chunk::default(),
        }
    }

    /// The same, reading in the language that `current` says when a text begins.
    #[must_use]
    pub fn following(self, current: CurrentArticle) -> Self {
        Self {
            current: Some(current),
            ..self
        }
    }

    /// The language that texts are read in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.terms.language()
    }

    /// Reads the next texts in that language.
    pub fn set_language(&mut self, language: Language) {
        if self.terms.language() == language {
            return;
        }
        let known = self
            .others
            .iter()
            .position(|one| one.language() == language);
        let terms = match known {
            Some(place) => self.others.swap_remove(place),
            None => Terms::new(language),
        };
        self.others.push(std::mem::replace(&mut self.terms, terms));
    }

    /// Reads in the language of a new analyzer again.
    pub fn start_again(&mut self) {
        self.set_language(self.languages.held()[0]);
    }

    /// The memory that the words seen last take, in bytes, about.
    #[must_use]
    pub fn remembered(&self) -> usize {
        let all = std::iter::once(&self.terms).chain(&self.others);
        all.map(Terms::remembered).sum()
    }

    /// Whether an archive may have articles in English, and whether in others.
    fn holds(&self) -> (bool, bool) {
        let held = self.languages.held();
        let english = held.contains(&Language::English);
        (english, held.len() > usize::from(english))
    }

    /// The terms of a text in the order of their tokens: of its words, and of compounds as wholes.
    pub fn terms(&mut self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.tokens(text, None, Extra::None)
            .process(&mut |token| terms.push(token.text.clone()));
        terms
    }

    /// The words of a text, compounds with their parts. In a text without any word, the first
    /// symbol.
    pub fn compounds(&mut self, text: &str) -> Vec<Compound> {
        let mut compounds = Vec::new();
        let mut symbol = None;
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() {
            at = self.chunk.read(text, at);
            self.chunk.compounds(text, &mut self.terms, &mut compounds);
            symbol = symbol.or_else(|| self.chunk.symbols(text).next());
            at = skip_separators(text.as_bytes(), at);
        }
        if compounds.is_empty() {
            compounds.extend(symbol);
        }
        compounds
    }

    /// The terms of the symbols of a text, if it has words as well: `£` of `£5`.
    pub fn symbols_beside_words(&mut self, text: &str) -> Vec<String> {
        let (mut symbols, mut has_words) = (Vec::new(), false);
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() && !text.is_ascii() {
            at = self.chunk.read(text, at);
            has_words |= !self.chunk.words.is_empty();
            let own = self.chunk.symbols(text).flat_map(|symbol| symbol.parts);
            symbols.extend(own.map(|part| part.term));
            at = skip_separators(text.as_bytes(), at);
        }
        symbols.retain(|_| has_words);
        symbols
    }

    /// The words of a query, as [`Self::compounds`], read in `languages`, of which the first is the
    /// likeliest. A word in another script than all of these is read in the other languages of the
    /// archive.
    pub fn query_compounds(&mut self, text: &str, languages: &[Language]) -> Vec<Compound> {
        let (has_english, has_others) = self.holds();
        if !has_others && has_english {
            self.set_language(Language::English);
            return self.compounds(text);
        }
        let mut all = languages.to_vec();
        let held = self.languages.held().iter();
        all.extend(held.filter(|language| !languages.contains(language)));
        let mut in_each = Vec::with_capacity(all.len());
        for language in all {
            self.set_language(language);
            in_each.push((language, self.compounds(text)));
        }
        let mut query = QueryWords {
            text,
            languages,
            in_each: &in_each,
            english: has_english.then(|| self.terms_of(Language::English)),
        };
        let count = in_each.first().map_or(0, |(_, words)| words.len());
        let words = (0..count).map(|place| query.word(place)).collect();
        self.set_language(languages.first().copied().unwrap_or_default());
        words
    }

    /// Calls `each` with every word of a text, as written and as a term. Of a compound, these are its
    /// parts; of a script without spaces, each pair of characters. The term is the one that the forms
    /// of a word share: in another language than English the tagged stem, where there is one.
    pub fn each_word(&mut self, text: &str, mut each: impl FnMut(&str, &str)) {
        let mut term = String::new();
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() {
            at = self.chunk.read(text, at);
            let mut words = self.chunk.words.iter().peekable();
            let mut is_second = false;
            while let Some(word) = words.next() {
                term.clear();
                let marks = self.terms.push(text, word, &mut term);
                let pair = words.peek().filter(|next| is_pair(word, next));
                let is_first = pair.is_some();
                if let Some(next) = pair {
                    self.terms.push(text, next, &mut term);
                    each(&text[word.range.start..next.range.end], &term);
                }
                if std::mem::replace(&mut is_second, is_first) || is_first {
                    continue;
                }
                let shared = if marks.has_stem() {
                    self.terms.stem()
                } else {
                    &term
                };
                each(&text[word.range.clone()], shared);
            }
            at = skip_separators(text.as_bytes(), at);
        }
    }

    /// The same, but text of scripts without spaces is cut into whole words, each with its terms
    /// joined by [`THEN`](crate::analysis::THEN). It takes several times as long for such text.
    pub fn each_whole_word(&mut self, text: &str, mut each: impl FnMut(&str, &str)) {
        let mut term = String::new();
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() {
            at = self.chunk.read(text, at);
            for run in self.chunk.words.chunk_by(is_pair) {
                if run[0].kind == WordKind::Unit {
                    whole_words_of_run(text, run, &mut self.terms, &mut each);
                    continue;
                }
                for word in run {
                    term.clear();
                    let marks = self.terms.push(text, word, &mut term);
                    let shared = if marks.has_stem() {
                        self.terms.stem()
                    } else {
                        &term
                    };
                    each(&text[word.range.clone()], shared);
                }
            }
            at = skip_separators(text.as_bytes(), at);
        }
    }

    /// The terms of a language.
    fn terms_of(&mut self, language: Language) -> &mut Terms {
        self.set_language(language);
        &mut self.terms
    }

    /// The term that a word has in English articles, if the archive has any: a word that is folded
    /// already.
    pub fn english_term(&mut self, form: &str) -> Option<String> {
        let (has_english, _) = self.holds();
        has_english.then(|| self.terms_of(Language::English).of_form(form))
    }

    /// The terms of the index that are this form and no other, for a word that is folded already:
    /// one in English articles, and one in those of other languages.
    pub fn terms_of_form(&mut self, form: &str) -> Vec<String> {
        let (_, has_others) = self.holds();
        let own = match self.english_term(form) {
            Some(term) if term != form => Some([&FORM.to_string(), form].concat()),
            Some(_) => return vec![form.to_owned()],
            None => None,
        };
        let other = (has_others || own.is_none()).then(|| form.to_owned());
        own.into_iter().chain(other).collect()
    }

    /// The terms that all forms of a word have, for a word that is folded already: in each language of
    /// the archive that has its script.
    pub fn terms_of_word(&mut self, form: &str) -> Vec<String> {
        let script = script_of(form);
        let mut terms = Vec::new();
        for language in self.languages.held().to_vec() {
            if script.is_none_or(|script| language.is_written_in(script)) {
                terms.append(&mut self.terms_of(language).reading(form));
            }
        }
        if self.holds().1 {
            terms.push(form.to_owned());
        }
        if terms.is_empty() {
            terms.push(form.to_owned());
        }
        let mut seen = HashSet::new();
        terms.retain(|term| seen.insert(term.clone()));
        terms
    }

    /// The English stem of a word that is folded already. Its term may be a usual form instead.
    pub fn stem_of_form(&mut self, form: &str) -> String {
        self.terms_of(Language::English).stem_of_form(form)
    }

    /// The other forms that an English word in lower case has by the tables.
    pub fn irregular_forms(&mut self, form: &str) -> Vec<Cow<'static, str>> {
        let tables = *self.terms_of(Language::English).tables();
        let mut forms = tables.forms_of(&tables.word_of(form));
        forms.retain(|other| other != form);
        forms
    }

    /// Whether a word as written, with its folded form, has a term of its own in the index because
    /// of its capitals.
    #[must_use]
    pub fn has_own_capitals(&self, written: &str, form: &str) -> bool {
        has_own_capitals(written, form, self.terms.tables())
    }

    /// The tokens of a text. Tokens of words that start with none of `initials` may be left out, if
    /// that saves time.
    pub fn tokens<'a>(
        &'a mut self,
        text: &'a str,
        initials: Option<Initials>,
        extra: Extra,
    ) -> NewsTokenStream<'a> {
        if let Some(current) = &self.current {
            self.set_language(current.language());
        }
        // Stemmers of some other languages remove prefixes.
        let initials = initials.filter(|_| self.language() == Language::English);
        let making = Making {
            text,
            terms: &mut self.terms,
            extra,
            is_shouted: matches!(extra, Extra::Index | Extra::Written) && is_shouted(text),
        };
        NewsTokenStream::new(making, &mut self.chunk, initials, self.current.as_ref())
    }
}

impl Clone for NewsAnalyzer {
    fn clone(&self) -> Self {
        Self {
            current: self.current.clone(),
            ..Self::of(self.languages.clone())
        }
    }
}

impl Tokenizer for NewsAnalyzer {
    type TokenStream<'a> = NewsTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NewsTokenStream<'a> {
        self.tokens(text, None, Extra::Index)
    }
}

//! The analyzer: as Tantivy's tokenizer, and as queries use it.
//!
//! It works chunk by chunk (text between separators), with a fast path for plain ASCII words.
//! `scan` finds chunks and atoms, `compound` joins atoms to words, `terms` makes the terms, and
//! `chunk` the tokens.

use super::Language;
use super::chunk::{Chunk, Extra, Making, Place};
use super::compound::{Compound, Word, WordKind};
use super::initials::Initials;
use super::scan::{plain_word, skip_separators};
use super::spelling::{FORM, Marks, has_own_capitals, is_shouted};
use super::terms::Terms;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Turns text into terms; see the [module](super) for its rules.
///
/// A clone starts with an empty cache of words, so each thread of an index writer fills its own.
pub struct NewsAnalyzer {
    language: Language,
    terms: Terms,
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

    /// The analyzer for news in a language, with that language's Snowball stemmer.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            terms: Terms::new(language),
            chunk: Chunk::default(),
        }
    }

    /// The language of its stemmer.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
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

    /// Calls `each` with every word of a text, as written and as a term. For a compound, it is
    /// called with each part.
    pub fn each_word(&mut self, text: &str, mut each: impl FnMut(&str, &str)) {
        let mut term = String::new();
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() {
            at = self.chunk.read(text, at);
            for word in &self.chunk.words {
                term.clear();
                self.terms.push(text, word, &mut term);
                each(&text[word.range.clone()], &term);
            }
            at = skip_separators(text.as_bytes(), at);
        }
    }

    /// The term of a word that is folded already. For a language whose stemmer reads accents it may
    /// differ from that of the word with them.
    pub fn term_of_form(&mut self, form: &str) -> String {
        self.terms.of_form(form)
    }

    /// The stem of a word that is folded already. Its term may be a usual form instead.
    pub fn stem_of_form(&self, form: &str) -> String {
        self.terms.stem_of_form(form)
    }

    /// The irregular forms of the word that a word in lower case is a form of.
    pub fn irregular_forms(&self, form: &str) -> Vec<&'static str> {
        let tables = self.terms.tables();
        tables.forms_of(&tables.word_of(form)).collect()
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
        self.chunk.clear_tokens();
        NewsTokenStream {
            // Stemmers of some other languages remove prefixes.
            initials: initials.filter(|_| self.language == Language::English),
            making: Making {
                text,
                terms: &mut self.terms,
                extra,
                is_shouted: matches!(extra, Extra::Index | Extra::Written) && is_shouted(text),
            },
            chunk: &mut self.chunk,
            at: 0,
            position: 0,
            token: Token::default(),
            pending: Marks::default(),
        }
    }
}

impl Clone for NewsAnalyzer {
    fn clone(&self) -> Self {
        Self::new(self.language)
    }
}

impl Tokenizer for NewsAnalyzer {
    type TokenStream<'a> = NewsTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NewsTokenStream<'a> {
        self.tokens(text, None, Extra::Index)
    }
}

/// The tokens of one text.
pub struct NewsTokenStream<'a> {
    making: Making<'a>,
    chunk: &'a mut Chunk,
    initials: Option<Initials>,
    /// The byte up to which the text was read.
    at: usize,
    /// The position of the next word.
    position: usize,
    token: Token,
    /// What follows of the plain word of the last token: its form, its capitals.
    pending: Marks,
}

impl NewsTokenStream<'_> {
    /// Moves to the next token of the chunk; `false` if there is none left.
    fn next_of_chunk(&mut self) -> bool {
        let Some((term, place)) = self.chunk.next_token() else {
            return false;
        };
        self.token.offset_from = place.range.start;
        self.token.offset_to = place.range.end;
        self.token.position = place.position;
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    /// Moves to the next extra term of the last plain word; `false` if there is none. Plain words are
    /// in ASCII, so their form is their lower case.
    fn next_pending(&mut self) -> bool {
        if self.pending.is_empty() {
            return false;
        }
        let word = &self.making.text[self.token.offset_from..self.token.offset_to];
        self.token.text.clear();
        self.token.text.push(FORM);
        self.token.text.push_str(word);
        if self.pending.has_form() {
            self.token.text.make_ascii_lowercase();
            self.pending = self.pending.without_form();
        } else {
            self.pending = Marks::default();
        }
        true
    }

    /// Moves to the token of a plain word. Its extra terms follow.
    fn plain_word(&mut self, start: usize, end: usize) {
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.position = self.position;
        self.position += 1;
        self.token.text.clear();
        let Making { terms, text, .. } = &mut self.making;
        let marks = terms.push_plain(&text[start..end], &mut self.token.text);
        let none = match self.making.extra {
            Extra::None => true,
            Extra::Joined | Extra::Index => marks.is_empty(),
            Extra::Written => false,
        };
        if none {
            return;
        }
        if self.making.extra == Extra::Index && !marks.is_joined() {
            self.pending = if self.making.is_shouted {
                marks.without_capitals()
            } else {
                marks
            };
            return;
        }
        self.chunk.clear_tokens();
        let word = Word {
            range: start..end,
            kind: WordKind::Plain,
            is_joined: false,
        };
        let place = Place {
            range: start..end,
            position: self.token.position,
        };
        self.chunk.add_extra(&word, marks, &place, &mut self.making);
    }
}

impl TokenStream for NewsTokenStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if self.next_pending() || self.next_of_chunk() {
                return true;
            }
            let bytes = self.making.text.as_bytes();
            let start = skip_separators(bytes, self.at);
            if start >= bytes.len() {
                self.at = start;
                return false;
            }
            if let Some(end) = plain_word(bytes, start) {
                self.at = end;
                if self
                    .initials
                    .is_some_and(|initials| !initials.has(bytes[start]))
                {
                    self.position += 1;
                    continue;
                }
                self.plain_word(start, end);
                return true;
            }
            self.at = self.chunk.read(self.making.text, start);
            self.position = self.chunk.make_tokens(self.position, &mut self.making);
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

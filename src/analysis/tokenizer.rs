//! The analyzer: as Tantivy's tokenizer, and as queries use it.
//!
//! It works chunk by chunk (text between separators), with a fast path for plain ASCII words.
//! `scan` finds chunks and atoms, `compound` joins atoms to words, `terms` makes the terms.

use super::Language;
use super::compound::{Compound, Word, words};
use super::scan::{atoms, plain_word, skip_separators};
use super::terms::Terms;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The most parts of a hyphenated word that is also indexed whole.
const MAX_WHOLE_PARTS: usize = 8;

/// Turns text into terms; see the [module](super) for its rules.
///
/// A clone starts with an empty cache of words, so each thread of an index writer fills its own.
pub struct NewsAnalyzer {
    language: Language,
    terms: Terms,
    chunk: Chunk,
}

/// The results for one chunk of text. It is kept to reuse its memory.
#[derive(Default)]
struct Chunk {
    atoms: Vec<Range<usize>>,
    words: Vec<Word>,
    /// The terms of the tokens, one after the other.
    text: String,
    tokens: Vec<ChunkToken>,
    /// The number of tokens already returned.
    returned: usize,
}

struct ChunkToken {
    range: Range<usize>,
    term: Range<usize>,
    position: usize,
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

    /// The terms of a text in the order of their tokens, with the wholes of compounds.
    pub fn terms(&mut self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.token_stream(text)
            .process(&mut |token| terms.push(token.text.clone()));
        terms
    }

    /// The words of a text, hyphenated ones with their parts.
    pub fn compounds(&mut self, text: &str) -> Vec<Compound> {
        let mut compounds = Vec::new();
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() {
            at = self.read_chunk(text, at);
            let chunk = std::mem::take(&mut self.chunk);
            for group in chunk.words.chunk_by(|_, next| next.hyphenated) {
                compounds.push(self.compound(text, group));
            }
            self.chunk = chunk;
            at = skip_separators(text.as_bytes(), at);
        }
        compounds
    }

    /// Calls `each` with every word of a text, as written and as a term. For a hyphenated word, it
    /// is called with each part.
    pub fn each_word(&mut self, text: &str, mut each: impl FnMut(&str, &str)) {
        let mut at = skip_separators(text.as_bytes(), 0);
        while at < text.len() {
            at = self.read_chunk(text, at);
            let Chunk {
                words, text: term, ..
            } = &mut self.chunk;
            for word in words.iter() {
                term.clear();
                self.terms.push(text, word, term);
                each(&text[word.range.clone()], term);
            }
            at = skip_separators(text.as_bytes(), at);
        }
    }

    /// The tokens of a text. Tokens whose terms start with none of `initials` may be left out, if
    /// that saves time.
    pub fn tokens_with_initials<'a>(
        &'a mut self,
        text: &'a str,
        initials: Option<Initials>,
    ) -> NewsTokenStream<'a> {
        self.chunk.tokens.clear();
        self.chunk.returned = 0;
        NewsTokenStream {
            // Stemmers of some other languages remove prefixes.
            initials: initials.filter(|_| self.language == Language::English),
            analyzer: self,
            text,
            at: 0,
            position: 0,
            token: Token::default(),
        }
    }

    fn compound(&mut self, text: &str, group: &[Word]) -> Compound {
        let mut term = |words: &[Word], whole: bool| {
            let mut term = String::new();
            if whole {
                self.terms.push_whole(text, words, &mut term);
            } else {
                self.terms.push(text, &words[0], &mut term);
            }
            term
        };
        Compound {
            parts: group
                .iter()
                .map(|word| term(std::slice::from_ref(word), false))
                .collect(),
            whole: (2..=MAX_WHOLE_PARTS)
                .contains(&group.len())
                .then(|| term(group, true)),
            range: group[0].range.start..group[group.len() - 1].range.end,
        }
    }

    /// Finds the words of the chunk at `start`, and returns its end.
    fn read_chunk(&mut self, text: &str, start: usize) -> usize {
        self.chunk.atoms.clear();
        self.chunk.words.clear();
        let end = atoms(text, start, &mut self.chunk.atoms);
        words(text, &self.chunk.atoms, &mut self.chunk.words);
        end
    }

    /// Makes the tokens of the words from [`Self::read_chunk`], the first at `position`. Returns
    /// the position after the last.
    fn make_tokens(&mut self, text: &str, mut position: usize) -> usize {
        let chunk = &mut self.chunk;
        chunk.text.clear();
        chunk.tokens.clear();
        chunk.returned = 0;
        for group in chunk.words.chunk_by(|_, next| next.hyphenated) {
            let first = position;
            let whole = (2..=MAX_WHOLE_PARTS).contains(&group.len()).then(|| {
                let from = chunk.text.len();
                self.terms.push_whole(text, group, &mut chunk.text);
                (
                    group[0].range.start..group[group.len() - 1].shown_range(text).end,
                    from..chunk.text.len(),
                )
            });
            for (index, word) in group.iter().enumerate() {
                let from = chunk.text.len();
                self.terms.push(text, word, &mut chunk.text);
                chunk.tokens.push(ChunkToken {
                    range: word.shown_range(text),
                    term: from..chunk.text.len(),
                    position,
                });
                if let Some((range, term)) = &whole
                    && (position == first || index + 1 == group.len())
                {
                    chunk.tokens.push(ChunkToken {
                        range: range.clone(),
                        term: term.clone(),
                        position,
                    });
                }
                position += 1;
            }
        }
        position
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
        self.tokens_with_initials(text, None)
    }
}

/// A set of first letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Initials(u128);

impl Initials {
    /// The initials of these terms or prefixes of terms; `None` if one is empty, because it is a
    /// prefix of every term.
    pub fn of<'t>(mut terms: impl Iterator<Item = &'t str>) -> Option<Self> {
        let all = terms.try_fold(0, |all, term| Some(all | Self::bit(term.bytes().next()?)))?;
        Some(Self(all))
    }

    fn has(self, byte: u8) -> bool {
        self.0 & Self::bit(byte) != 0
    }

    /// No bit for a byte outside ASCII, because no plain word starts with one.
    fn bit(byte: u8) -> u128 {
        let bit = 1u128.checked_shl(byte.to_ascii_lowercase().into());
        bit.unwrap_or(0)
    }
}

/// The tokens of one text.
pub struct NewsTokenStream<'a> {
    analyzer: &'a mut NewsAnalyzer,
    initials: Option<Initials>,
    text: &'a str,
    /// The byte up to which the text was read.
    at: usize,
    /// The position of the next word.
    position: usize,
    token: Token,
}

impl NewsTokenStream<'_> {
    /// Moves to the next token from [`NewsAnalyzer::make_tokens`]; `false` if there is none left.
    fn next_of_chunk(&mut self) -> bool {
        let chunk = &mut self.analyzer.chunk;
        let Some(next) = chunk.tokens.get(chunk.returned) else {
            return false;
        };
        chunk.returned += 1;
        self.token.offset_from = next.range.start;
        self.token.offset_to = next.range.end;
        self.token.position = next.position;
        self.token.text.clear();
        self.token.text.push_str(&chunk.text[next.term.clone()]);
        true
    }
}

impl TokenStream for NewsTokenStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if self.next_of_chunk() {
                return true;
            }
            let bytes = self.text.as_bytes();
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
                self.token.offset_from = start;
                self.token.offset_to = end;
                self.token.position = self.position;
                self.position += 1;
                self.token.text.clear();
                self.analyzer
                    .terms
                    .push_plain(&self.text[start..end], &mut self.token.text);
                return true;
            }
            self.at = self.analyzer.read_chunk(self.text, start);
            self.position = self.analyzer.make_tokens(self.text, self.position);
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

//! The tokens of a text, one after the other, as the engine asks for them.
//!
//! Plain ASCII words have a path of their own, which is most of the speed of indexing. All others go
//! through `chunk`. It knows no language: the terms are made for it.

use crate::analysis::chunk::{Chunk, Extra, Making, Place};
use crate::analysis::compound::{Word, WordKind};
use crate::analysis::initials::Initials;
use crate::analysis::language::CurrentArticle;
use crate::analysis::scan::{plain_word, skip_separators};
use crate::analysis::spelling::{FORM, Marks, SHOUT};
use tantivy::tokenizer::{Token, TokenStream};

/// The tokens of one text.
pub struct NewsTokenStream<'a> {
    making: Making<'a>,
    chunk: &'a mut Chunk,
    initials: Option<Initials>,
    /// What the words are counted for, until the end of the text.
    article: Option<&'a CurrentArticle>,
    /// The byte up to which the text was read.
    at: usize,
    /// The position of the next word.
    position: usize,
    token: Token,
    /// What follows of the plain word of the last token: its form, its capitals.
    pending: Marks,
    /// Whether the token comes next that says that the text has no small letters.
    has_shout: bool,
}

impl<'a> NewsTokenStream<'a> {
    /// The tokens of words that start with one of `initials`, or of all words.
    pub(super) fn new(
        making: Making<'a>,
        chunk: &'a mut Chunk,
        initials: Option<Initials>,
        article: Option<&'a CurrentArticle>,
    ) -> Self {
        chunk.clear_tokens();
        let is_marked = making.extra == Extra::Index && making.is_shouted;
        let is_capital = |byte: u8| byte.is_ascii_uppercase();
        Self {
            has_shout: is_marked && making.text.bytes().any(is_capital),
            making,
            chunk,
            initials,
            article,
            at: 0,
            position: 0,
            token: Token::default(),
            pending: Marks::default(),
        }
    }

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
        if self.pending.has_stem() {
            self.token.text.clear();
            self.token.text.push_str(self.making.terms.stem());
            self.pending = self.pending.without_stem();
            return true;
        }
        if self.pending.has_compound() {
            self.token.text.clear();
            self.token.text.push_str(self.making.terms.compound());
            self.pending = self.pending.without_compound();
            return true;
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
            Extra::None => marks.of_stem().is_empty(),
            Extra::Joined | Extra::Index => marks.is_empty(),
            Extra::Written => false,
        };
        if none {
            return;
        }
        if self.making.extra == Extra::None {
            self.pending = marks.of_stem();
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
        self.chunk.add_stem(marks, &place, self.making.terms);
        self.chunk.add_extra(&word, marks, &place, &mut self.making);
    }
}

impl TokenStream for NewsTokenStream<'_> {
    fn advance(&mut self) -> bool {
        if std::mem::take(&mut self.has_shout) {
            self.token.text.push_str(SHOUT);
            self.token.position = 0;
            return true;
        }
        loop {
            if self.next_pending() || self.next_of_chunk() {
                return true;
            }
            let bytes = self.making.text.as_bytes();
            let start = skip_separators(bytes, self.at);
            if start >= bytes.len() {
                self.at = start;
                if let Some(article) = self.article.take() {
                    article.end_text(self.position);
                }
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

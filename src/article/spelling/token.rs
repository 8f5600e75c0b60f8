//! A date's text as numbers, words and marks.
//!
//! Typographic variants are made equal here and nowhere else: every dash is `-`, every bullet is
//! `|`, brackets are parentheses, every white space is a gap, and marks of writing direction are
//! nothing.

/// More than this is no date: the longest that are written have about twenty pieces.
const MOST_PIECES: usize = 32;

/// The longest text worth looking at, in bytes.
const LONGEST: usize = 120;

/// One token of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// ASCII digits, at most 18 of them.
    Number {
        /// What they say.
        value: u64,
        /// How many they are.
        digits: usize,
    },
    /// Letters.
    Word(&'a str),
    /// A mark: one of `: / - . , | + ( )`.
    Mark(char),
}

/// The tokens of a text, each with whether white space precedes it.
pub(super) struct Pieces<'a> {
    pieces: [(Token<'a>, bool); MOST_PIECES],
    len: usize,
}

impl<'a> Pieces<'a> {
    /// Takes a text apart; `None` if it is too long or holds what no date does.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut pieces = Self {
            pieces: [(Token::Mark(' '), false); MOST_PIECES],
            len: 0,
        };
        let mut spaced = false;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = token_length(rest, first);
            let (written, behind) = rest.split_at(length);
            rest = behind;
            if first.is_whitespace() {
                spaced = true;
            } else if !is_invisible(first) {
                *pieces.pieces.get_mut(pieces.len)? = (token(written, first)?, spaced);
                pieces.len += 1;
                spaced = false;
            }
        }
        Some(pieces)
    }

    /// A cursor at the first token.
    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor {
            pieces: &self.pieces[..self.len],
            at: 0,
        }
    }
}

fn token_length(rest: &str, first: char) -> usize {
    let same: fn(char) -> bool = if first.is_ascii_digit() {
        |c| c.is_ascii_digit()
    } else if first.is_alphabetic() {
        char::is_alphabetic
    } else {
        return first.len_utf8();
    };
    rest.find(|c| !same(c)).unwrap_or(rest.len())
}

fn token(written: &str, first: char) -> Option<Token<'_>> {
    if first.is_ascii_digit() {
        return Some(Token::Number {
            value: (written.len() <= 18).then(|| written.parse().ok())??,
            digits: written.len(),
        });
    }
    if first.is_alphabetic() {
        return Some(Token::Word(written));
    }
    Some(Token::Mark(match first {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '-' => '-',
        '|' | '•' | '·' => '|',
        '[' => '(',
        ']' => ')',
        ':' | '/' | '.' | ',' | '+' | '(' | ')' => first,
        _ => return None,
    }))
}

/// Zero-width characters and marks of writing direction, which pages strew among digits.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A place among the tokens. Methods look ahead from it: 0 is the next token.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pieces: &'a [(Token<'a>, bool)],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn at_end(&self) -> bool {
        self.at >= self.pieces.len()
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, count: usize) -> Option<Token<'a>> {
        Some(self.pieces.get(self.at + count)?.0)
    }

    /// Whether white space precedes a token.
    pub(super) fn spaced(&self, count: usize) -> bool {
        self.pieces
            .get(self.at + count)
            .is_some_and(|(_, spaced)| *spaced)
    }

    /// The token before the next one.
    pub(super) fn behind(&self) -> Option<Token<'a>> {
        Some(self.pieces.get(self.at.checked_sub(1)?)?.0)
    }

    pub(super) fn mark(&self, count: usize) -> Option<char> {
        match self.ahead(count)? {
            Token::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn word(&self, count: usize) -> Option<&'a str> {
        match self.ahead(count)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether a token is one of these words, in any case.
    pub(super) fn is_word(&self, count: usize, words: &[&str]) -> bool {
        self.word(count)
            .is_some_and(|found| words.iter().any(|word| found.eq_ignore_ascii_case(word)))
    }

    /// The number at a token, if it has so many digits.
    pub(super) fn number(
        &self,
        count: usize,
        digits: std::ops::RangeInclusive<usize>,
    ) -> Option<u64> {
        match self.ahead(count)? {
            Token::Number {
                value,
                digits: written,
            } if digits.contains(&written) => Some(value),
            _ => None,
        }
    }

    /// A number of one or two digits.
    pub(super) fn short(&self, count: usize) -> Option<i8> {
        i8::try_from(self.number(count, 1..=2)?).ok()
    }

    /// A number of exactly two digits.
    pub(super) fn pair(&self, count: usize) -> Option<i8> {
        i8::try_from(self.number(count, 2..=2)?).ok()
    }

    /// A number of four digits.
    pub(super) fn year(&self, count: usize) -> Option<i16> {
        i16::try_from(self.number(count, 4..=4)?).ok()
    }
}

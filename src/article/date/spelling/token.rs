//! Splits the text of a date into numbers, words and marks.
//!
//! Typographic variants are made equal here and nowhere else: every dash becomes `-`, every bullet
//! `|`, every bracket a parenthesis. Digits of all scripts become numbers. White space is kept as a
//! flag of the next token, and marks of writing direction are dropped. Each Chinese character is a
//! word.

use unicode_normalization::char::is_combining_mark;

/// The most tokens of a date. The longest dates have about twenty.
const MOST_TOKENS: usize = 32;

/// The longest text that can be a date, in bytes.
const LONGEST: usize = 160;

/// One token of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Digits, at most 18.
    Number {
        /// The value of the number.
        value: u64,
        /// The count of its digits, with leading zeros.
        digits: usize,
    },
    /// Letters.
    Word(&'a str),
    /// A mark: one of `: / - . , | + ( ) '`.
    Mark(char),
}

/// The tokens of a text, each with a flag for white space before it.
pub(super) struct Tokens<'a> {
    tokens: [(Token<'a>, bool); MOST_TOKENS],
    len: usize,
}

impl<'a> Tokens<'a> {
    /// Splits a text; `None` if it is too long or has a character that no date has.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut tokens = Self {
            tokens: [(Token::Mark(' '), false); MOST_TOKENS],
            len: 0,
        };
        let mut spaced = false;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = token_length(rest, first);
            let (written, after) = rest.split_at(length);
            rest = after;
            if first.is_whitespace() {
                spaced = true;
            } else if !is_invisible(first) {
                *tokens.tokens.get_mut(tokens.len)? = (token(written, first)?, spaced);
                tokens.len += 1;
                spaced = false;
            }
        }
        Some(tokens)
    }

    /// A cursor at the first token.
    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor {
            tokens: &self.tokens[..self.len],
            at: 0,
        }
    }
}

fn token_length(rest: &str, first: char) -> usize {
    if digit(first).is_some() {
        return rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    }
    if !is_letter(first) {
        return first.len_utf8();
    }
    let mut before = first;
    let ends = |(at, c): (usize, char)| {
        // A joiner after a virama stands within a word of an Indic script.
        let is_within =
            continues_word(c) || matches!(c, '\u{200C}' | '\u{200D}') && is_combining_mark(before);
        before = c;
        (!is_within).then_some(at)
    };
    rest.char_indices().find_map(ends).unwrap_or(rest.len())
}

fn token(written: &str, first: char) -> Option<Token<'_>> {
    if digit(first).is_some() {
        let digits = written.chars().count();
        let value = written
            .chars()
            .filter_map(digit)
            .fold(0, |value: u64, digit| {
                value.wrapping_mul(10) + u64::from(digit)
            });
        return (digits <= 18).then_some(Token::Number { value, digits });
    }
    if first.is_alphabetic() || first == '°' {
        return Some(Token::Word(written));
    }
    Some(Token::Mark(match first {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '-' => '-',
        '|' | '•' | '·' => '|',
        '[' | '【' | '（' => '(',
        ']' | '】' | '）' => ')',
        '：' => ':',
        '／' => '/',
        '．' => '.',
        '，' | '、' | '،' | '၊' => ',',
        '\'' | '’' | '‘' | 'ʼ' => '\'',
        ':' | '/' | '.' | ',' | '+' | '(' | ')' => first,
        _ => return None,
    }))
}

/// The word or Chinese character at the start of a text; empty if there is none.
pub(super) fn first_word(text: &str) -> &str {
    match text.chars().next() {
        Some(first) if first.is_alphabetic() => &text[..token_length(text, first)],
        _ => "",
    }
}

/// What zero is in the scripts of South and South East Asia, and in Arabic, Persian and full width.
const ZEROS: [char; 16] = [
    '\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}',
    '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{1040}', '\u{17E0}', '\u{FF10}',
];

/// The value of a digit in any of these scripts.
fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    ZEROS
        .into_iter()
        .filter_map(|zero| u32::from(c).checked_sub(u32::from(zero)))
        .find(|value| *value < 10)
}

/// Whether a word of several letters can start with this character.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_ideograph(c)
}

fn continues_word(c: char) -> bool {
    is_letter(c)
        // Accents, vowel marks and viramas
        || matches!(c, '\'' | '’' | 'ʼ')
        || !c.is_ascii() && is_combining_mark(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Zero-width characters and marks of writing direction, which some pages put between digits.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A position in the tokens. The arguments of its methods count tokens from there: 0 is the next.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [(Token<'a>, bool)],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, count: usize) -> Option<Token<'a>> {
        Some(self.tokens.get(self.at + count)?.0)
    }

    /// Whether white space precedes a token.
    pub(super) fn spaced(&self, count: usize) -> bool {
        self.tokens
            .get(self.at + count)
            .is_some_and(|(_, spaced)| *spaced)
    }

    /// The token before the next one.
    pub(super) fn previous(&self) -> Option<Token<'a>> {
        Some(self.tokens.get(self.at.checked_sub(1)?)?.0)
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

    /// The number of words directly after a token.
    pub(super) fn words_after(&self, count: usize) -> usize {
        let following = self.tokens.iter().skip(self.at + count + 1);
        following
            .take_while(|(token, _)| matches!(token, Token::Word(_)))
            .count()
    }

    /// Whether a token is one of these words, in any case.
    pub(super) fn is_word(&self, count: usize, words: &[&str]) -> bool {
        self.word(count)
            .is_some_and(|found| words.iter().any(|word| found.eq_ignore_ascii_case(word)))
    }

    /// All words from the next token on.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> {
        self.tokens[self.at.min(self.tokens.len())..]
            .iter()
            .filter_map(|(token, _)| match token {
                Token::Word(word) => Some(*word),
                _ => None,
            })
    }

    /// Whether a token is one of these words, with no white space before it.
    pub(super) fn is_joined_word(&self, count: usize, words: &[&str]) -> bool {
        self.is_word(count, words) && !self.spaced(count)
    }

    /// The number at a token, if the count of its digits is in the range.
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

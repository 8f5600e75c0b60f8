//! An RTF file as tokens: groups, control words, characters.
//!
//! Any bytes are tokens; nothing can fail. Binary data is skipped by its length.

/// A token of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'a [u8], Option<i32>),
    /// A character after a backslash that is not a letter: `\~`, `\*`.
    Symbol(u8),
    /// A byte of a character, written as two hexadecimal digits.
    Byte(u8),
    /// Bytes of the text, without line ends.
    Text(&'a [u8]),
}

/// The longest name of a control word, in bytes; the specification has 32.
const LONGEST_WORD: usize = 40;

/// Cuts a file into tokens.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips bytes of binary data.
    fn skip(&mut self, count: i32) {
        let count = usize::try_from(count).unwrap_or(0);
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    /// The token after a backslash.
    fn control(&mut self) -> Token<'a> {
        let Some(first) = self.peek() else {
            return Token::Symbol(b'\\');
        };
        if first.is_ascii_alphabetic() {
            return self.word();
        }
        self.at += 1;
        if first != b'\'' {
            return Token::Symbol(first);
        }
        let digit = |at: usize| {
            let byte = self.bytes.get(at).copied()?;
            char::from(byte).to_digit(16)
        };
        match (digit(self.at), digit(self.at + 1)) {
            (Some(high), Some(low)) => {
                self.at += 2;
                Token::Byte(u8::try_from(high * 16 + low).unwrap_or_default())
            }
            _ => Token::Symbol(b'\''),
        }
    }

    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        while self.at - start < LONGEST_WORD
            && self.peek().is_some_and(|byte| byte.is_ascii_alphabetic())
        {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        let number = self.number();
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if word == b"bin" {
            self.skip(number.unwrap_or(0));
        }
        Token::Word(word, number)
    }

    fn number(&mut self) -> Option<i32> {
        let is_negative = self.peek() == Some(b'-');
        let first = self.at + usize::from(is_negative);
        if !self.bytes.get(first).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        self.at = first;
        let mut number: i32 = 0;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            number = number
                .saturating_mul(10)
                .saturating_add(i32::from(digit - b'0'));
            self.at += 1;
        }
        Some(if is_negative { -number } else { number })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while matches!(self.peek(), Some(b'\r' | b'\n' | 0)) {
            self.at += 1;
        }
        let start = self.at;
        let first = self.peek()?;
        self.at += 1;
        Some(match first {
            b'{' => Token::Open,
            b'}' => Token::Close,
            b'\\' => self.control(),
            _ => {
                let rest = &self.bytes[start..];
                let is_end = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                let length = rest.iter().position(is_end).unwrap_or(rest.len());
                self.at = start + length;
                Token::Text(&rest[..length])
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_into_groups_words_and_characters() {
        let tokens: Vec<_> =
            Tokens::new(b"{\\rtf1\\b0 a\\'e9\r\nb\\~\\u-3913?\\bin3 }}}\\par}\\").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word(b"rtf", Some(1)),
                Token::Word(b"b", Some(0)),
                Token::Text(b"a"),
                Token::Byte(0xE9),
                Token::Text(b"b"),
                Token::Symbol(b'~'),
                Token::Word(b"u", Some(-3913)),
                Token::Text(b"?"),
                Token::Word(b"bin", Some(3)),
                Token::Word(b"par", None),
                Token::Close,
                Token::Symbol(b'\\'),
            ]
        );
    }

    #[test]
    fn odd_bytes_are_tokens_too() {
        for bytes in [
            &b"\\'z"[..],
            b"\\u99999999999999",
            b"\\bin999999999 x",
            b"\\bin-5 x",
            b"\\",
            b"\0\0",
        ] {
            assert!(Tokens::new(bytes).count() < 5, "{bytes:?}");
        }
    }
}

//! Cuts filters from the text of a query, such as `since:30d`.
//!
//! What a value means is read in `filter`; how much of the text belongs to it is decided here.

use super::{Lexer, Token, chunk_end, closing_quote, is_quote};
use crate::article::when::WhenError;
use crate::query::ask::filter::{Filter, FilterName};
use crate::query::ask::note::Note;
use crate::query::ask::tree::Expr;

/// The most words of a date without quotes.
const WORDS_OF_A_DATE: usize = 3;

impl<'t> Lexer<'t> {
    /// Reads a filter. `false` if it is an address.
    pub(super) fn filter(&mut self, name: FilterName, value: &'t str) -> bool {
        let quoted = value.is_empty().then(|| self.quoted_value()).flatten();
        let unclosed = match self.rest.chars().next() {
            Some(c) if value.is_empty() && quoted.is_none() && is_quote(c) => {
                Some(&self.rest[c.len_utf8()..])
            }
            _ => None,
        };
        if value.starts_with("//") {
            return false;
        }
        if value.is_empty() && quoted.is_none() && unclosed.is_none() {
            self.no_value(name);
            return true;
        }
        if self.spend(1) == 0 {
            return true;
        }
        let span = self.quoted_span(name, value, quoted);
        let (found, rest) = match (span, quoted, unclosed) {
            (Some((span, rest)), ..) => (name.with(&span, self.fields), rest),
            (_, Some((value, rest)), _) => (name.with(value.trim(), self.fields), rest),
            (.., Some(text)) => self.unclosed_value(name, text),
            _ if name.takes_date() => self.unquoted_date(name, value),
            _ => (name.with(value, self.fields), self.rest),
        };
        match found {
            Ok(filter) => {
                self.rest = rest;
                if let Filter::NoDay(day) = &filter {
                    self.notes.add(Note::NoDay { typed: day.clone() });
                }
                if filter.is_backwards() {
                    self.notes.add(Note::BackwardSpan {
                        typed: filter.to_string(),
                    });
                }
                self.tokens.push(Token::Operand(Expr::Filter(filter)));
            }
            Err(fault) => {
                let typed = match quoted {
                    Some((value, _)) => format!("{}:\"{value}\"", name.as_str()),
                    None => format!("{}:{value}", name.as_str()),
                };
                self.notes.add(Note::NoValue {
                    typed,
                    wanted: name.wanted(),
                    is_ambiguous: fault == WhenError::Ambiguous,
                });
                self.word(name.as_str());
                // The value is read as if a space were before it.
                self.rest = &self.text[self.text.len() - self.rest.len() - value.len()..];
            }
        }
        true
    }

    /// Reads the name of a filter without a value as a word, and says so unless it may be one before a
    /// colon: `since: the war`.
    fn no_value(&mut self, name: FilterName) {
        let is_last = self.rest.trim_start().is_empty();
        if is_last || matches!(name, FilterName::Has | FilterName::Is) {
            self.notes.add(Note::NoValue {
                typed: format!("{}:", name.as_str()),
                wanted: name.wanted(),
                is_ambiguous: false,
            });
        }
        self.word(name.as_str());
    }

    /// A span of dates of which one is in quotes, and the text after it: `date:"20 years ago"..2021`.
    fn quoted_span(
        &self,
        name: FilterName,
        value: &'t str,
        quoted: Option<(&'t str, &'t str)>,
    ) -> Option<(String, &'t str)> {
        if !name.takes_date() {
            return None;
        }
        let (start, rest) = match quoted {
            Some((start, rest)) => (start, rest.strip_prefix("..")?),
            None => (value.strip_suffix("..")?, self.rest),
        };
        let (end, rest) = match quoted_text(rest) {
            Some(end) => end,
            None if quoted.is_some() => {
                let is_span = |end: &usize| {
                    let span = format!("{}..{}", start.trim(), &rest[..*end]);
                    name.with(&span, self.fields).is_ok()
                };
                let end = ends_of_words(rest).find(is_span);
                rest.split_at(end.unwrap_or_else(|| chunk_end(rest)))
            }
            None => return None,
        };
        Some((format!("{}..{}", start.trim(), end.trim()), rest))
    }

    /// The value after a quote that is not closed: of a date as many words as are one, else all that
    /// follows.
    fn unclosed_value(
        &mut self,
        name: FilterName,
        text: &'t str,
    ) -> (Result<Filter, WhenError>, &'t str) {
        let (found, rest) = if name.takes_date() {
            let before = self.rest;
            let (first, rest) = text.split_at(chunk_end(text));
            self.rest = rest;
            let (found, rest) = self.unquoted_date(name, first);
            self.rest = before;
            (found, rest)
        } else {
            (name.with(text.trim(), self.fields), "")
        };
        if found.is_ok() {
            let read_as = text[..text.len() - rest.len()].trim().to_owned();
            self.notes.add(Note::UnclosedQuote { read_as });
        }
        (found, rest)
    }

    /// The text of the quotes that follow directly, and the text after them.
    fn quoted_value(&self) -> Option<(&'t str, &'t str)> {
        quoted_text(self.rest)
    }

    /// A date that may go on after the space: `on:19 January 2021`. The shortest text that is a date
    /// counts.
    fn unquoted_date(&self, name: FilterName, value: &str) -> (Result<Filter, WhenError>, &'t str) {
        let first = name.with(value, self.fields);
        let mut text = value.to_owned();
        let mut rest = self.rest;
        for _ in 1..WORDS_OF_A_DATE {
            let next = rest.trim_start();
            let (chunk, after) = next.split_at(chunk_end(next));
            if first.is_ok() || chunk.is_empty() {
                break;
            }
            text.extend([" ", chunk]);
            rest = after;
            if let Ok(found) = name.with(&text, self.fields) {
                return (Ok(found), rest);
            }
        }
        (first, self.rest)
    }
}

/// Where the first words of a text end, as many as a date may have.
fn ends_of_words(text: &str) -> impl Iterator<Item = usize> + '_ {
    let next = move |end: &usize| {
        let rest = &text[*end..];
        let word = rest.trim_start();
        let length = rest.len() - word.len() + chunk_end(word);
        (chunk_end(word) > 0).then_some(end + length)
    };
    std::iter::successors(Some(chunk_end(text)), next).take(WORDS_OF_A_DATE)
}

/// The text of the quotes at the start of a text, and the text after them.
fn quoted_text(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next().filter(|c| is_quote(*c))?;
    let text = &text[open.len_utf8()..];
    let (at, close) = closing_quote(open, text)?;
    Some((&text[..at], &text[at + close.len_utf8()..]))
}

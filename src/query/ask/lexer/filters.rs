//! Cuts filters from the text of a query, such as `since:30d`, and finds the name that was meant.
//!
//! What a value means is read in `filter`; how much of the text belongs to it is decided here.

use super::{Lexer, Token, chunk_end, closing_quote, is_quote};
use crate::article::when::WhenError;
use crate::query::ask::filter::{Filter, FilterName};
use crate::query::ask::note::Note;
use crate::query::ask::tree::Expr;
use strum::VariantArray;

/// The most words of a date without quotes.
const WORDS_OF_A_DATE: usize = 3;

impl<'t> Lexer<'t> {
    /// Reads a filter. `false` if what follows its name is another text: after a space, or an
    /// address.
    pub(super) fn filter(&mut self, name: FilterName, value: &'t str) -> bool {
        let quoted = value.is_empty().then(|| self.quoted_value()).flatten();
        if value.starts_with("//") || (value.is_empty() && quoted.is_none()) {
            return false;
        }
        if self.spend(1) == 0 {
            return true;
        }
        let (found, rest) = match quoted {
            Some((value, rest)) => (name.with(value.trim(), self.fields), rest),
            None if name.takes_date() => self.unquoted_date(name, value),
            None => (name.with(value, self.fields), self.rest),
        };
        match found {
            Ok(filter) => {
                self.rest = rest;
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

    /// The text of the quotes that follow directly, and the text after them.
    fn quoted_value(&self) -> Option<(&'t str, &'t str)> {
        let open = self.rest.chars().next().filter(|c| is_quote(*c))?;
        let text = &self.rest[open.len_utf8()..];
        let (at, close) = closing_quote(open, text)?;
        Some((&text[..at], &text[at + close.len_utf8()..]))
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

    /// The field or filter whose name is most like this one, if one is close.
    pub(super) fn meant_field(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        let filters = FilterName::VARIANTS.iter().map(|filter| filter.as_str());
        let known = self.fields.iter().copied().chain(filters);
        let distance = |known: &&str| strsim::osa_distance(known, &name);
        let nearest = known.min_by_key(distance)?;
        let allowed = if name.chars().count() < 5 { 1 } else { 2 };
        (distance(&nearest) <= allowed).then(|| nearest.to_owned())
    }
}

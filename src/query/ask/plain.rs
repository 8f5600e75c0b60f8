//! Reads a text as plain words: a question, a headline or a topic, in which quotes, hyphens,
//! parentheses and capital letters are never operators.

use super::limits::MAX_WORDS;
use super::note::{Note, Notes};
use super::tree::{Ask, Clause, Expr, Occur};
use super::word::not_an_operator;
use unicode_normalization::char::is_combining_mark;

impl Ask {
    /// A query for any of a text's words, of which the first [`MAX_WORDS`] are read. Nothing in the
    /// text is an operator, and the display of the query parses back to the same query.
    ///
    /// ```
    /// use dateline::query::ask::Ask;
    /// let (ask, _) = Ask::of_plain_words("Troops (\"foreign\") AND al-Fatih's -- bloc: why?");
    /// assert_eq!(ask.to_string(), "Troops foreign and al-Fatih's bloc why");
    /// ```
    #[must_use]
    pub fn of_plain_words(text: &str) -> (Self, Vec<Note>) {
        let mut notes = Notes::default();
        let mut words = text.split(|c| !is_of_a_word(c)).filter_map(word);
        let clauses = words.by_ref().take(MAX_WORDS).map(|word| Clause {
            occur: Occur::Optional,
            expr: Expr::Word(word),
        });
        let clauses = clauses.collect();
        if words.next().is_some() {
            notes.add(Note::TooManyWords);
        }
        (Self { clauses }, notes.into_vec())
    }
}

/// Letters, digits, marks written over or between them, and the punctuation within words.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || "-'’.\u{200c}\u{200d}".contains(c)
}

/// The text as a word of the query language, if it has a letter or a digit.
fn word(text: &str) -> Option<String> {
    let text = text.trim_start_matches('-');
    text.contains(char::is_alphanumeric)
        .then(|| not_an_operator(text))
}

//! Reads a text as plain words: a question, a headline, a topic, in which quotes, hyphens,
//! parentheses and capital letters are punctuation and nothing else.

use super::note::{Note, Notes};
use super::{Ask, Clause, Expr, MAX_WORDS, Presence};
use unicode_normalization::char::is_combining_mark;

impl Ask {
    /// Asks for any of a text's words. Nothing in it is an operator, and what it displays reads
    /// back as the same ask.
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
            presence: Presence::Optional,
            expr: Expr::Word(word),
        });
        let clauses = clauses.collect();
        if words.next().is_some() {
            notes.add(Note::TooManyWords);
        }
        (Self { clauses }, notes.into_vec())
    }
}

/// Letters, digits, what is written over or between them, and what stands within a word.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || "-'’.\u{200c}\u{200d}".contains(c)
}

/// A word as the parser would have it, if there is a letter or a digit in the text.
fn word(text: &str) -> Option<String> {
    let text = text.trim_start_matches('-');
    text.contains(char::is_alphanumeric).then(|| match text {
        "AND" | "OR" | "NOT" => text.to_ascii_lowercase(),
        _ => text.to_owned(),
    })
}

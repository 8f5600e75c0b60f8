//! Remarks on how a query was read.

use super::{MAX_DEPTH, MAX_WORDS};
use std::fmt;

/// Something in a query that was read in a way its author may not expect.
///
/// Displays as one sentence, lower case. It may quote the query with all its control characters,
/// so whoever writes it to a terminal makes it safe first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A quote that is not closed runs to the end of the query.
    UnclosedQuote {
        /// What stands in it.
        read_as: String,
    },
    /// Quotes with nothing in them were passed over.
    EmptyQuotes,
    /// A `~` behind a quote without a number was passed over.
    TildeWithoutNumber,
    /// A parenthesis that is not closed runs to the end of the query.
    UnclosedParenthesis,
    /// A closing parenthesis that closes nothing was passed over.
    StrayParenthesis,
    /// Parentheses with nothing in them were passed over.
    EmptyParentheses,
    /// Parentheses below [`MAX_DEPTH`] others were ignored.
    TooDeep,
    /// What follows the first [`MAX_WORDS`] words was left out.
    TooManyWords,
    /// An operator with nothing to join was passed over.
    DanglingOperator {
        /// `AND`, `OR` or `NOT`.
        operator: &'static str,
    },
    /// A colon on its own was passed over.
    LoneColon,
    /// A star with no letter or digit before it was passed over.
    LoneStar,
    /// A star that is not at the end of a word does nothing.
    InnerStar {
        /// The word.
        word: String,
    },
    /// What looks like a field's name is none, and was read as part of a word.
    UnknownField {
        /// What stands before the colon.
        name: String,
        /// The names there are.
        fields: Vec<String>,
    },
    /// A field's name with nothing behind the colon was read as a word.
    EmptyField {
        /// The field.
        name: String,
    },
    /// A field's name was applied to what follows a space.
    FieldGap {
        /// The field.
        name: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnclosedQuote { read_as } => {
                write!(f, "the quote is not closed: read as \"{read_as}\"")
            }
            Self::EmptyQuotes => f.write_str("nothing stands between the quotes: left out"),
            Self::TildeWithoutNumber => {
                f.write_str("`~` needs a number of words, as in \"two words\"~3: left out")
            }
            Self::UnclosedParenthesis => {
                f.write_str("a `(` is not closed: read as closed at the end")
            }
            Self::StrayParenthesis => f.write_str("a `)` closes nothing: left out"),
            Self::EmptyParentheses => {
                f.write_str("nothing stands between the parentheses: left out")
            }
            Self::TooDeep => write!(
                f,
                "parentheses nest more than {MAX_DEPTH} deep: the inner ones were ignored"
            ),
            Self::TooManyWords => write!(
                f,
                "the query is too long: only its first {MAX_WORDS} words were read"
            ),
            Self::DanglingOperator { operator } => write!(
                f,
                "`{operator}` has nothing to work on: left out (in lower case it is a word)"
            ),
            Self::LoneColon => f.write_str("a `:` stands alone: left out"),
            Self::LoneStar => {
                f.write_str("`*` needs a letter or a digit before it, as in `withdraw*`: left out")
            }
            Self::InnerStar { word } => write!(
                f,
                "a `*` counts only at the end of a word: `{word}` was read without it"
            ),
            Self::UnknownField { name, fields } => {
                write!(f, "`{name}` is not a field, so it was read as a word")?;
                if fields.is_empty() {
                    return Ok(());
                }
                write!(f, "; the fields are {}", fields.join(", "))
            }
            Self::EmptyField { name } => {
                write!(f, "nothing follows `{name}:`, so it was read as a word")
            }
            Self::FieldGap { name } => write!(
                f,
                "`{name}:` was applied to what follows the space after it"
            ),
        }
    }
}

/// The remarks so far, each only once.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    pub(super) fn add(&mut self, note: Note) {
        if !self.0.contains(&note) {
            self.0.push(note);
        }
    }

    pub(super) fn into_vec(self) -> Vec<Note> {
        self.0
    }
}

impl From<Vec<Note>> for Notes {
    fn from(notes: Vec<Note>) -> Self {
        Self(notes)
    }
}

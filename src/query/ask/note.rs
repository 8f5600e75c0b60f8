//! Notes on how a query was read: what was left out, and what was read in an unusual way.
//!
//! A note is a value; its display is the sentence that people read.

use super::limits::{
    MAX_BYTES, MAX_DEPTH, MAX_EDITS, MAX_EXACT, MAX_NEAR, MAX_PREFIXES, MAX_SLOP, MAX_WORDS,
};
use super::tree::Boost;
use std::borrow::Cow;
use std::fmt;

/// How an operator of other programs was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAs {
    /// It was left out.
    Nothing,
    /// It is a word of the query.
    Word,
    /// The words that it joins follow each other, as in quotes.
    Phrase,
    /// It is what was probably meant.
    Meant,
}

/// A part of a query that was read in a way its author may not expect.
///
/// Displays as one sentence in lower case. It may quote the query with its control characters, so
/// make it safe before writing it to a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A quote that is not closed runs to the end of the query.
    UnclosedQuote {
        /// The text in it.
        read_as: String,
    },
    /// Empty quotes were left out.
    EmptyQuotes,
    /// A `~` without a number after a quote was left out.
    TildeWithoutNumber,
    /// A parenthesis that is not closed runs to the end of the query.
    UnclosedParenthesis,
    /// A closing parenthesis without an opening one was left out.
    StrayParenthesis,
    /// Empty parentheses were left out.
    EmptyParentheses,
    /// Parentheses within [`MAX_DEPTH`] others were ignored.
    TooDeep,
    /// The text after the first [`MAX_WORDS`] words was left out.
    TooManyWords,
    /// The text after the first [`MAX_BYTES`] bytes was left out.
    TooLong,
    /// Words with a star after the first [`MAX_PREFIXES`] were left out.
    TooManyPrefixes,
    /// Words after the first [`MAX_EXACT`] are not searched for in the form that was typed.
    TooManyExact,
    /// A word that stands for many has no form of its own: `exact:` was ignored.
    PatternInExact {
        /// The word with its mark.
        typed: String,
    },
    /// Words after the first [`MAX_NEAR`] of `"…"~N` were left out.
    TooManyNear,
    /// An operator without operands was left out.
    DanglingOperator {
        /// `AND`, `OR` or `NOT`.
        operator: &'static str,
    },
    /// An address or a day, which a filter finds, was read as words.
    FilterMeant {
        /// The word.
        typed: String,
        /// The filter.
        filter: String,
        /// What the filter finds.
        finds: &'static str,
    },
    /// A single colon was left out.
    LoneColon,
    /// A star without a letter or digit before it was left out.
    LoneStar,
    /// A star within a text that is no word has no effect.
    InnerStar {
        /// The word.
        word: String,
    },
    /// A name before a colon is not a field, and was read as part of a word.
    UnknownField {
        /// The text before the colon.
        name: String,
        /// The name that is probably meant.
        meant: Option<String>,
        /// The names of the fields.
        fields: Vec<String>,
    },
    /// A field's name with nothing after the colon was read as a word.
    EmptyField {
        /// The field.
        name: String,
    },
    /// A field's name was applied to the operand after a space.
    FieldGap {
        /// The field.
        name: String,
    },
    /// A filter with a value that it does not have was read as words.
    NoValue {
        /// The filter and its value.
        typed: String,
        /// What values it has.
        wanted: &'static str,
        /// Whether it is a date with two readings.
        is_ambiguous: bool,
    },
    /// An operator of another search engine.
    UnknownOperator {
        /// The operator.
        typed: String,
        /// What it is here.
        meant: &'static str,
        /// How it was read.
        read_as: ReadAs,
    },
    /// A sign after a word, such as `^`, without the number that it takes.
    NoNumber {
        /// The word and the sign.
        typed: String,
        /// The sign and what it takes.
        wanted: &'static str,
    },
    /// A sign after a word within quotes has no effect.
    SignInQuotes {
        /// The word and the sign.
        typed: String,
    },
    /// A date that the calendar does not have.
    NoDay {
        /// The date.
        typed: String,
    },
    /// A span of dates that ends before it starts.
    BackwardSpan {
        /// The span.
        typed: String,
    },
    /// `NEAR` between more than words was read as `AND`.
    NearWithoutWords,
    /// Words joined by `NEAR` with different distances: the largest counts for all.
    MixedNear {
        /// The largest distance.
        slop: u32,
    },
    /// A distance of more than [`MAX_SLOP`] words was made smaller.
    TooFar,
    /// A value that a field of few values never has.
    UnknownValue {
        /// The field and its value.
        typed: String,
        /// The values of the field.
        values: Vec<&'static str>,
    },
    /// More parts were read in an unusual way than notes name.
    Others,
    /// A boost beyond the allowed ones.
    BoundedBoost {
        /// As it was typed.
        typed: String,
        /// As it was read.
        by: Boost,
    },
    /// A fuzzy word with more errors than are allowed.
    TooFuzzy {
        /// The word.
        word: String,
    },
    /// A boost of something that does not rank.
    UselessBoost {
        /// The text with the boost.
        typed: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnclosedQuote { read_as } => {
                write!(f, "the quote is not closed: read as \"{}\"", short(read_as))
            }
            Self::EmptyQuotes => f.write_str("there is nothing between the quotes: left out"),
            Self::TildeWithoutNumber => {
                f.write_str("`~` needs a number of words, as in \"two words\"~3: left out")
            }
            Self::UnclosedParenthesis => {
                f.write_str("a `(` is not closed: read as closed at the end")
            }
            Self::StrayParenthesis => f.write_str("a `)` closes nothing: left out"),
            Self::EmptyParentheses => {
                f.write_str("there is nothing between the parentheses: left out")
            }
            Self::TooDeep
            | Self::TooManyWords
            | Self::TooLong
            | Self::TooManyPrefixes
            | Self::TooManyExact
            | Self::TooManyNear
            | Self::TooFar
            | Self::TooFuzzy { .. } => f.write_str(&self.beyond_a_limit()),
            Self::DanglingOperator { operator } => write!(
                f,
                "`{operator}` has no operand: left out (in lower case it is a word)"
            ),
            Self::FilterMeant {
                typed,
                filter,
                finds,
            } => write!(
                f,
                "`{}` was read as words of the text: {} finds {finds}",
                short(typed),
                short(filter)
            ),
            Self::LoneColon => f.write_str("a single `:` was left out"),
            Self::LoneStar => {
                f.write_str("`*` needs a letter or a digit before it, as in `withdraw*`: left out")
            }
            Self::InnerStar { word } => write!(
                f,
                "a `*` counts only in a word: `{}` was read without it",
                short(word)
            ),
            Self::BackwardSpan { typed } => write!(
                f,
                "the first date of `{typed}` is later than the last: nothing can match"
            ),
            Self::NoDay { typed } => write!(
                f,
                "the calendar has no `{}`: nothing can match",
                short(typed)
            ),
            Self::SignInQuotes { typed } => write!(
                f,
                "within quotes signs do not count: `{}` was read without them",
                short(typed)
            ),
            Self::NoNumber { typed, wanted } => {
                write!(f, "{wanted}: `{}` was read as words", short(typed))
            }
            Self::UnknownField { .. }
            | Self::EmptyField { .. }
            | Self::PatternInExact { .. }
            | Self::NoValue { .. }
            | Self::UnknownOperator { .. } => self.on_a_name(f),
            Self::NearWithoutWords => {
                f.write_str("`NEAR` takes words or quotes on both sides: read as AND")
            }
            Self::MixedNear { slop } => write!(
                f,
                "of several `NEAR` in a row the largest distance counts for all words: {slop}"
            ),
            Self::Others => {
                f.write_str("other parts of the query were read in an unusual way, too")
            }
            Self::UnknownValue { typed, values } => write!(
                f,
                "`{typed}` finds nothing: the values are {}",
                values.join(", ")
            ),
            Self::BoundedBoost { typed, by } => write!(
                f,
                "a boost is from 0.01 to 100: `{typed}` was read as `^{}`",
                by.factor()
            ),
            Self::UselessBoost { typed } => write!(
                f,
                "every word with this prefix is found and none ranks: the boost of `{}` was left out",
                short(typed)
            ),
            Self::FieldGap { name } => write!(
                f,
                "`{name}:` was applied to the word or group after the space"
            ),
        }
    }
}

impl Note {
    /// What is said of a name before a colon, and of an operator.
    fn on_a_name(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PatternInExact { typed } => write!(
                f,
                "`{}` stands for many words: read without `exact:`, which finds one form",
                short(typed)
            ),
            Self::UnknownField {
                name,
                meant,
                fields,
            } => {
                write!(
                    f,
                    "`{}` is not a field, so it was read as a word",
                    short(name)
                )?;
                match meant {
                    Some(meant) => write!(f, ": is `{meant}:` meant?"),
                    None if fields.is_empty() => Ok(()),
                    None => write!(f, "; the fields are {}", fields.join(", ")),
                }
            }
            Self::EmptyField { name } => {
                write!(f, "nothing follows `{name}:`, so it was read as a word")
            }
            Self::NoValue {
                typed,
                wanted,
                is_ambiguous,
            } => {
                let why = match is_ambiguous {
                    true => " can be read in two ways, so it",
                    false => "",
                };
                write!(
                    f,
                    "`{}`{why} was read as words: it takes {wanted}",
                    short(typed)
                )
            }
            Self::UnknownOperator {
                typed,
                meant,
                read_as,
            } => {
                if *read_as == ReadAs::Meant {
                    return write!(f, "`{}` was read as `{meant}`", short(typed));
                }
                let read = match read_as {
                    ReadAs::Nothing | ReadAs::Meant => "left out",
                    ReadAs::Word => "read as a word",
                    ReadAs::Phrase => "left out, so that a phrase is searched for",
                };
                write!(
                    f,
                    "`{}` is no operator here and was {read}: is `{meant}` meant?",
                    short(typed)
                )
            }
            _ => Ok(()),
        }
    }

    /// Whether it is about the whole query: such a note is never left out.
    fn is_about_all(&self) -> bool {
        matches!(
            self,
            Self::TooDeep
                | Self::TooManyWords
                | Self::TooLong
                | Self::TooManyPrefixes
                | Self::TooManyExact
                | Self::TooManyNear
        )
    }

    /// What is said of a part of the query that is beyond a limit.
    fn beyond_a_limit(&self) -> String {
        match self {
            Self::TooDeep => {
                format!("parentheses nest more than {MAX_DEPTH} deep: the inner ones were ignored")
            }
            Self::TooManyWords => {
                format!("the query is too long: only its first {MAX_WORDS} words were read")
            }
            Self::TooLong => format!(
                "the query is too long: only its first {} KiB were read",
                MAX_BYTES >> 10
            ),
            Self::TooManyPrefixes => format!(
                "more than {MAX_PREFIXES} words of the query stand for many: the others were left out"
            ),
            Self::TooManyExact => format!(
                "only the first {MAX_EXACT} words are searched for exactly as typed: the others in \
                 any form"
            ),
            Self::TooManyNear => format!(
                "only the first {MAX_NEAR} of the words that are to be close together were read"
            ),
            Self::TooFar => {
                format!(
                    "at most {MAX_SLOP} words can be between: a larger number was read as {MAX_SLOP}"
                )
            }
            Self::TooFuzzy { word } => {
                let word = short(word);
                format!("at most {MAX_EDITS} letters may differ: read as `{word}~{MAX_EDITS}`")
            }
            _ => String::new(),
        }
    }
}

/// The longest part of a query that a note quotes, in characters.
const QUOTED: usize = 80;

/// The start of a text, for a note.
fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

/// The most notes of one query: a pasted text may have hundreds of odd places.
const MOST: usize = 16;

/// The notes so far, each once. Only the first name that is not a field lists the fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    pub(super) fn add(&mut self, mut note: Note) {
        if let Note::UnknownField { fields, .. } = &mut note {
            let lists = |note: &Note| matches!(note, Note::UnknownField { fields, meant: None, .. } if !fields.is_empty());
            if self.0.iter().any(lists) {
                fields.clear();
            }
        }
        let has_room = self.0.len() < MOST || note.is_about_all();
        if self.0.contains(&note) {
            return;
        }
        if has_room {
            self.0.push(note);
        } else if !self.0.contains(&Note::Others) {
            self.0.push(Note::Others);
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

//! What a typed query means: text in, a small tree out, nothing of the engine in it.
//!
//! Any text is a query. [`Ask::parse`] never refuses one; where it has to guess or to pass
//! something over it says so in a [`Note`]. `lexer` cuts the text into tokens, `repair` makes any
//! row of tokens a well-formed one, `parser` builds the tree, `display` writes it in the one
//! canonical form that parses back to the same tree. Words stay as they were typed: splitting,
//! folding and stemming them is the analyzer's business, and turning the tree into an engine
//! query is the plan's.
//!
//! # The language
//!
//! | typed | meaning |
//! |---|---|
//! | `troops withdrawal` | either word; articles with both come first |
//! | `+iraq` | the word must be there |
//! | `-syria`, `NOT syria` | the article must not match; also `-"a b"`, `-(a b)`, `-field:word` |
//! | `"foreign troops"`, `“foreign troops”`, `«…»`, `„…“` | these words in this order |
//! | `"troops baghdad"~3` | the words close together, see [`Expr::Near`] |
//! | `withdraw*` | words that begin so |
//! | `headline:word`, `headline:"a b"`, `headline:(a OR b)` | within one field |
//! | `a AND b`, `a OR b` | both, either; operators are in capitals only |
//! | `(a b)` | both, and required; around one word or the whole query it changes nothing |
//!
//! `NOT` binds tightest, then `AND`, `OR`, and last the plain space: `a b OR c` is `a`, and one
//! of `b` and `c`. A query of exclusions alone finds everything but those. A minus or plus counts
//! only as the first character of a word (`al-Fatih` is a word), and two of them in a row are a
//! typed dash.

mod display;
mod lexer;
mod note;
mod parser;
mod plain;
mod repair;
#[cfg(test)]
mod tests;

pub use note::Note;

use note::Notes;

/// How deep parentheses may nest; deeper ones are ignored, with a note.
pub const MAX_DEPTH: usize = 32;

/// How many words, names of fields included, are read; the rest is left out, with a note.
pub const MAX_WORDS: usize = 1024;

/// The widest distance that `"…"~N` can ask for.
pub const MAX_SLOP: u32 = 1000;

/// What is asked for. An article matches if it matches every required clause, no excluded one,
/// and, where no clause is required but some are optional, at least one of the optional.
///
/// ```
/// use dateline::query::ask::Ask;
/// let (ask, notes) = Ask::parse("troops “foreign forces” NOT syria", &["headline"]);
/// assert_eq!(ask.to_string(), r#"troops "foreign forces" -syria"#);
/// assert!(notes.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// The parts of the query in the order they were typed. None for an empty query.
    pub clauses: Vec<Clause>,
}

/// One part of a query and what it means for an article to match it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether articles must, may or must not match.
    pub presence: Presence,
    /// What is looked for. Never [`Expr::Not`]: that is [`Presence::Excluded`] here.
    pub expr: Expr,
}

/// What a clause asks of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// To match is better. Only bare words are optional.
    Optional,
    /// It must match.
    Required,
    /// It must not match.
    Excluded,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// What stood between spaces, as typed: `troops`, `C++`, `https://example.org/a`. The
    /// analyzer may find no word in it, or several; several mean the phrase of them.
    Word(String),
    /// What stood in quotes, as typed but for runs of white space: words in this order.
    Phrase(String),
    /// Words in quotes that may lie apart.
    Near {
        /// What stood in quotes.
        words: String,
        /// How many other words may stand between the given ones, in all, from 1 to
        /// [`MAX_SLOP`]. Two neighbours that have changed places count as 2.
        slop: u32,
    },
    /// The beginning of a word, without the star. Has a letter or a digit.
    Prefix(String),
    /// Within one field.
    Field {
        /// One of the names given to [`Ask::parse`], spelled as there.
        name: String,
        /// What the field must match. A field named in here holds for its own part.
        inner: Box<Expr>,
    },
    /// Articles that do not match. Never doubled.
    Not(Box<Expr>),
    /// Every one, at least two, none of them `All`.
    All(Vec<Expr>),
    /// One or more, of at least two, none of them `Any`.
    Any(Vec<Expr>),
}

impl Ask {
    /// Reads a query. `fields` are the names that may stand before a colon, in any case.
    ///
    /// What the ask displays parses back to the same ask.
    #[must_use]
    pub fn parse(text: &str, fields: &[&str]) -> (Self, Vec<Note>) {
        let lexed = lexer::lex(text, fields);
        let mut depth = MAX_DEPTH;
        loop {
            let mut notes = Notes::from(lexed.notes.clone());
            let tokens = repair::mend(lexed.tokens.clone(), depth, &mut notes);
            let ask = parser::parse(tokens);
            // Where precedence alone made groups, the canonical form has more parentheses than
            // the text. It must stay readable too, so such a text gets fewer levels of its own.
            let shown = lexer::lex(&ask.to_string(), fields);
            if depth == 0 || repair::nesting(&shown.tokens) <= MAX_DEPTH {
                return (ask, notes.into_vec());
            }
            depth -= 1;
        }
    }

    /// Whether some part looks into the field of that name.
    #[must_use]
    pub fn names_field(&self, field: &str) -> bool {
        self.clauses
            .iter()
            .any(|clause| clause.expr.names_field(field))
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

impl Expr {
    fn names_field(&self, field: &str) -> bool {
        match self {
            Self::Word(_) | Self::Phrase(_) | Self::Near { .. } | Self::Prefix(_) => false,
            Self::Field { name, inner } => name == field || inner.names_field(field),
            Self::Not(inner) => inner.names_field(field),
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.names_field(field)),
        }
    }
}

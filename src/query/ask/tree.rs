//! The tree of a query, and its canonical form.
//!
//! The canonical form has straight quotes, `-` for `NOT`, and parentheses around every group within
//! another. It parses back to the same tree.

use super::filter::Filter;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter, Write as _};

/// A query. An article matches if it matches every required clause, no excluded one, and, where no
/// clause is required but some are optional, at least one of the optional clauses.
///
/// ```
/// use dateline::query::ask::Ask;
/// let (ask, notes) = Ask::parse("troops “foreign forces” NOT syria", &["headline"]);
/// assert_eq!(ask.to_string(), r#"troops "foreign forces" -syria"#);
/// assert!(notes.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ask {
    /// The parts of the query in the order they were typed. Empty for an empty query.
    pub clauses: Vec<Clause>,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Whether articles must, may or must not match.
    pub occur: Occur,
    /// What is searched for. Never [`Expr::Not`]: that is [`Occur::Excluded`] here.
    pub expr: Expr,
}

/// Whether articles must, may or must not match a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occur {
    /// Articles that match rank higher. Only bare words are optional.
    Optional,
    /// Articles must match.
    Required,
    /// Articles must not match.
    Excluded,
}

/// What precedes a colon before words in exactly one form. No field has this name.
pub(super) const EXACT: &str = "exact";

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expr {
    /// A text between spaces, as typed: `troops`, `C++`, `https://example.org/a`. The analyzer may
    /// find no word in it, or several; several are searched for as a phrase.
    Word(String),
    /// A text in quotes, as typed except for runs of white space: words in this order.
    Phrase(String),
    /// Words in quotes that may have other words between them.
    Near {
        /// The text in quotes.
        words: String,
        /// How many other words may be between the given ones, in total, from 1 to
        /// [`MAX_SLOP`](super::MAX_SLOP). Two neighbours in reverse order count as 2.
        slop: u32,
    },
    /// The prefix of a word, without the star. Has a letter or a digit.
    Prefix(String),
    /// A word with `*` for any letters and `?` for one. Has a letter or a digit, and more than a star
    /// at its end.
    Wildcard(String),
    /// Words that are like this one.
    Fuzzy {
        /// The word: letters, digits, hyphens and apostrophes.
        word: String,
        /// How many letters may be wrong, missing or too many: 1 or 2. Two neighbours that changed
        /// places count as 1. The first letter is always right.
        edits: u8,
    },
    /// It counts more, or less, in ranking.
    Boosted {
        /// A word, words, or a group.
        inner: Box<Expr>,
        /// How many times as much it counts.
        by: Boost,
    },
    /// A property of articles that is no word of their text.
    Filter(Filter),
    /// Words in exactly this form: a word or a phrase.
    Exact(Box<Expr>),
    /// Within one field.
    Field {
        /// One of the names given to [`Ask::parse`], spelled as there.
        name: String,
        /// What the field must match. A field named within it applies to its own part.
        inner: Box<Expr>,
    },
    /// Articles that do not match. Never doubled.
    Not(Box<Expr>),
    /// All of these: at least two, none of them `All`.
    All(Vec<Expr>),
    /// At least one of these: at least two, none of them `Any`.
    Any(Vec<Expr>),
}

/// A factor in ranking, from 0.01 to 100, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "f64", from = "f64")]
pub struct Boost(u16);

impl Boost {
    /// The largest factor, in hundredths.
    const MOST: u16 = 10_000;

    /// The nearest factor that is allowed.
    #[must_use]
    pub fn nearest(factor: f64) -> Self {
        let hundredths = (factor * 100.0).round().clamp(1.0, f64::from(Self::MOST));
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is between 1 and 10,000"
        )]
        Self(hundredths as u16)
    }

    /// The factor.
    #[must_use]
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl From<f64> for Boost {
    fn from(factor: f64) -> Self {
        Self::nearest(factor)
    }
}

impl From<Boost> for f64 {
    fn from(boost: Boost) -> Self {
        boost.factor()
    }
}

impl Expr {
    /// Whether it is a word, which may have a boost.
    #[must_use]
    pub fn is_word(&self) -> bool {
        match self {
            Self::Word(_) => true,
            Self::Boosted { inner, .. } => matches!(**inner, Self::Word(_)),
            _ => false,
        }
    }
}

impl Ask {
    /// Whether the query is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

impl Display for Ask {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let [
            Clause {
                occur: Occur::Required,
                expr: expr @ (Expr::All(_) | Expr::Any(_)),
            },
        ] = &self.clauses[..]
        {
            return write_group(expr, f);
        }
        for (at, clause) in self.clauses.iter().enumerate() {
            if at > 0 {
                f.write_char(' ')?;
            }
            match (clause.occur, &clause.expr) {
                (Occur::Excluded, expr) => write_signed('-', expr, f)?,
                (Occur::Required, expr) if expr.is_word() => write_signed('+', expr, f)?,
                (_, expr) => write_operand(expr, f)?,
            }
        }
        Ok(())
    }
}

/// Writes a sign and its operand. A word that starts with a sign is put in parentheses: two signs
/// would read as a dash.
fn write_signed(sign: char, expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_char(sign)?;
    let bare = match expr {
        Expr::Boosted { inner, .. } => inner,
        expr => expr,
    };
    match bare {
        Expr::Word(text) | Expr::Prefix(text) | Expr::Wildcard(text) if is_signed(text) => {
            f.write_char('(')?;
            write_operand(expr, f)?;
            f.write_char(')')
        }
        _ => write_operand(expr, f),
    }
}

/// Whether a word starts with a sign, which would be read as an operator.
fn is_signed(text: &str) -> bool {
    text.starts_with(['+', '-'])
}

/// Whether a `^2` directly after a text is its boost; after another text it is one in parentheses only.
pub(super) fn takes_boost(text: &str) -> bool {
    text.contains(char::is_alphabetic) && text.chars().all(|c| is_of_a_word(c) || "*?~".contains(c))
}

/// Letters, digits, and the characters within words.
pub(super) fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || "-_'’.&".contains(c)
}

/// Writes an expression as one unit within another.
fn write_operand(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::Word(text) | Expr::Wildcard(text) => f.write_str(text),
        Expr::Prefix(text) => write!(f, "{text}*"),
        Expr::Fuzzy { word, edits } => write!(f, "{word}~{edits}"),
        Expr::Boosted { inner, by } => {
            match &**inner {
                Expr::Word(text) if !takes_boost(text) && !is_signed(text) => {
                    write!(f, "({text})")?;
                }
                inner => write_operand(inner, f)?,
            }
            write!(f, "^{}", by.factor())
        }
        Expr::Filter(filter) => filter.fmt(f),
        Expr::Phrase(text) => write!(f, "\"{text}\""),
        Expr::Near { words, slop } => write!(f, "\"{words}\"~{slop}"),
        Expr::Field { name, inner } => {
            write!(f, "{name}:")?;
            write_operand(inner, f)
        }
        Expr::Exact(inner) => {
            write!(f, "{EXACT}:")?;
            write_operand(inner, f)
        }
        Expr::Not(inner) => write_signed('-', inner, f),
        Expr::All(_) | Expr::Any(_) => {
            f.write_char('(')?;
            write_group(expr, f)?;
            f.write_char(')')
        }
    }
}

fn write_group(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    let (operator, members) = match expr {
        Expr::All(members) => (" AND ", members),
        Expr::Any(members) => (" OR ", members),
        single => return write_operand(single, f),
    };
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            f.write_str(operator)?;
        }
        write_operand(member, f)?;
    }
    Ok(())
}

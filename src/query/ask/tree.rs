//! The tree of a query, its canonical form, and the list of what can be typed.
//!
//! The canonical form has straight quotes, `-` for `NOT`, and parentheses around every group within
//! another. It parses back to the same tree.

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// The parts of the query in the order they were typed. Empty for an empty query.
    pub clauses: Vec<Clause>,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether articles must, may or must not match.
    pub occur: Occur,
    /// What is searched for. Never [`Expr::Not`]: that is [`Occur::Excluded`] here.
    pub expr: Expr,
}

/// Whether articles must, may or must not match a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Something that can be typed in a query.
#[derive(Debug, Clone, Copy)]
pub struct Notation {
    /// How it is typed: an example, or several of the same kind.
    pub typed: &'static [&'static str],
    /// What articles match, for people: some words without a full stop.
    pub meaning: &'static str,
}

/// What can be typed in a query. `dateline search --help` and docs/query.md list it, and tests read
/// the examples back.
pub const QUERY_LANGUAGE: &[Notation] = &[
    Notation {
        typed: &["troops withdrawal"],
        meaning: "either word; articles with both, close together, come first",
    },
    Notation {
        typed: &["+iraq"],
        meaning: "the word must be there",
    },
    Notation {
        typed: &["-syria", "NOT syria"],
        meaning: "the word must not be there",
    },
    Notation {
        typed: &["\"foreign troops\""],
        meaning: "these words in this order",
    },
    Notation {
        typed: &["\"troops baghdad\"~5"],
        meaning: "these words in any order, with at most 5 other words between them",
    },
    Notation {
        typed: &["withdraw*"],
        meaning: "every word with this prefix",
    },
    Notation {
        typed: &["exact:wages", "=wages"],
        meaning: "this form only",
    },
    Notation {
        typed: &["exact:\"foreign troops\""],
        meaning: "a phrase in these forms only",
    },
    Notation {
        typed: &["headline:pullout"],
        meaning: "within one field",
    },
    Notation {
        typed: &["author:\"mara quist\""],
        meaning: "a phrase within one field",
    },
    Notation {
        typed: &["a AND b", "a OR b"],
        meaning: "both, either; operators are in capitals",
    },
    Notation {
        typed: &["(a b)"],
        meaning: "a group: both, and required",
    },
];

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
                (Occur::Required, expr @ Expr::Word(_)) => write_signed('+', expr, f)?,
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
    match expr {
        Expr::Word(text) | Expr::Prefix(text) if text.starts_with(['+', '-']) => {
            f.write_char('(')?;
            write_operand(expr, f)?;
            f.write_char(')')
        }
        _ => write_operand(expr, f),
    }
}

/// Writes an expression as one unit within another.
fn write_operand(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::Word(text) => f.write_str(text),
        Expr::Prefix(text) => write!(f, "{text}*"),
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

//! The query without one of its parts, and its phrases as words.
//!
//! It changes trees of queries; what they find is counted by the caller.

use super::Asked;
use crate::query::ask::{Ask, Clause, Expr, Occur};
use crate::query::engine::SearchError;
use crate::query::page::{Suggestion, SuggestionKind};
use std::borrow::Cow;

/// The most parts of a query that are left out one by one.
const MOST_PARTS: usize = 8;

impl Asked<'_> {
    /// The query without each of its words and conditions, and without its quotes.
    pub(super) fn simpler(&self) -> Result<Vec<Suggestion>, SearchError> {
        let mut found = Vec::new();
        let ask = parts(&self.request.ask);
        let is_optional = |clause: &&Clause| clause.occur == Occur::Optional;
        let optional = ask.clauses.iter().filter(is_optional).count();
        for (at, clause) in ask.clauses.iter().enumerate().take(MOST_PARTS) {
            // One of several optional words more or less makes no difference to finding nothing. A
            // single one next to conditions is wanted.
            if (is_optional(&clause) && optional > 1) || ask.clauses.len() == 1 {
                continue;
            }
            let mut rest = ask.clone();
            rest.clauses.remove(at);
            let kind = if is_filter(&clause.expr) {
                SuggestionKind::WithoutFilter
            } else {
                SuggestionKind::WithoutWord
            };
            let left_out = Ask {
                clauses: vec![clause.clone()],
            };
            found.extend(self.suggestion(kind, &rest, left_out.to_string())?);
        }
        let unquoted = Ask {
            clauses: ask.clauses.iter().map(unquoted_clause).collect(),
        };
        if unquoted != ask {
            let kind = SuggestionKind::WithoutQuotes;
            found.extend(self.suggestion(kind, &unquoted, String::new())?);
        }
        found.sort_by_key(|suggestion| suggestion.kind);
        Ok(found)
    }
}

/// The query with each required part as a clause of its own.
fn parts(ask: &Ask) -> Ask {
    let mut clauses = Vec::new();
    for clause in &ask.clauses {
        match &clause.expr {
            Expr::All(parts) if clause.occur == Occur::Required => {
                for part in parts {
                    clauses.extend(Ask::of_condition(part.clone()).clauses);
                }
            }
            _ => clauses.push(clause.clone()),
        }
    }
    Ask { clauses }
}

/// Whether it is a condition, and not words of the text.
fn is_filter(expr: &Expr) -> bool {
    matches!(expr, Expr::Filter(_) | Expr::Field { .. })
}

fn unquoted_clause(clause: &Clause) -> Clause {
    let expr = match clause.occur {
        Occur::Excluded => clause.expr.clone(),
        Occur::Required | Occur::Optional => unquoted(&clause.expr),
    };
    Clause {
        occur: clause.occur,
        expr,
    }
}

/// The same with the words of phrases in any order and place.
fn unquoted(expr: &Expr) -> Expr {
    match expr {
        Expr::Phrase(words) | Expr::Near { words, .. } => {
            let words = words.split(' ').map(no_operator);
            let words = words.filter(|word| is_plain(word));
            let words: Vec<_> = words.map(|word| Expr::Word(word.into_owned())).collect();
            match words.len() {
                0 | 1 => expr.clone(),
                _ => Expr::all(words),
            }
        }
        Expr::Field { name, inner } => Expr::Field {
            name: name.clone(),
            inner: Box::new(unquoted(inner)),
        },
        Expr::Boosted { inner, .. } => match unquoted(inner) {
            same if same == **inner => expr.clone(),
            words => words,
        },
        Expr::Exact(inner) => match &**inner {
            phrase @ Expr::Phrase(_) => match unquoted(phrase) {
                same if same == *phrase => expr.clone(),
                words => words,
            },
            _ => expr.clone(),
        },
        Expr::All(parts) => Expr::all(parts.iter().map(unquoted).collect()),
        Expr::Any(parts) => Expr::any(parts.iter().map(unquoted).collect()),
        _ => expr.clone(),
    }
}

/// A word as it is typed outside of quotes: `AND` is one in lower case.
fn no_operator(word: &str) -> Cow<'_, str> {
    match word {
        "AND" | "OR" | "NOT" => word.to_ascii_lowercase().into(),
        _ => word.into(),
    }
}

/// Whether a word can stand outside of quotes as it is.
pub(super) fn is_plain(word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
    word.starts_with(char::is_alphanumeric)
        && word.chars().all(is_letter)
        && !matches!(word, "AND" | "OR" | "NOT")
}

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
    /// The query without each of its words and conditions, and without its quotes. If nothing else is
    /// suggested and that finds nothing, any words of its phrases, or the query without two parts.
    pub(super) fn simpler(&self, is_alone: bool) -> Result<Vec<Suggestion>, SearchError> {
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
        // All words of a phrase, or else any of them.
        let joins: [fn(Vec<Expr>) -> Expr; 2] = [Expr::all, Expr::any];
        for (at, join) in joins.into_iter().enumerate() {
            let clauses = ask.clauses.iter().map(|own| unquoted_clause(own, join));
            let unquoted = Ask {
                clauses: clauses.collect(),
            };
            if unquoted != ask && (at == 0 || is_alone && found.is_empty()) {
                let kind = SuggestionKind::WithoutQuotes;
                found.extend(self.suggestion(kind, &unquoted, String::new())?);
            }
        }
        if is_alone && found.is_empty() {
            found.extend(self.without_two(&ask)?);
        }
        found.sort_by_key(|suggestion| suggestion.kind);
        Ok(found)
    }

    /// The query without two of its parts, of which there are at least three.
    fn without_two(&self, ask: &Ask) -> Result<Option<Suggestion>, SearchError> {
        let parts = ask.clauses.len().min(MOST_PARTS);
        let pairs = (0..parts).flat_map(|one| (one + 1..parts).map(move |other| (one, other)));
        for (one, other) in pairs.filter(|_| ask.clauses.len() > 2) {
            let mut rest = ask.clone();
            let left_out = vec![rest.clauses.remove(other), rest.clauses.remove(one)];
            let kind = if left_out.iter().all(|clause| is_filter(&clause.expr)) {
                SuggestionKind::WithoutFilter
            } else {
                SuggestionKind::WithoutWord
            };
            let clauses = left_out.into_iter().rev().collect();
            let without = Ask { clauses }.to_string();
            if let Some(found) = self.suggestion(kind, &rest, without)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
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

fn unquoted_clause(clause: &Clause, join: fn(Vec<Expr>) -> Expr) -> Clause {
    let expr = match clause.occur {
        Occur::Excluded => clause.expr.clone(),
        Occur::Required | Occur::Optional => unquoted(&clause.expr, join),
    };
    Clause {
        occur: clause.occur,
        expr,
    }
}

/// The same with the words of phrases in any order and place, joined in one of two ways.
fn unquoted(expr: &Expr, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match expr {
        Expr::Phrase(words) | Expr::Near { words, .. } => {
            let words = words.split(' ').map(no_operator);
            let words = words.filter(|word| is_plain(word));
            let words: Vec<_> = words.map(|word| Expr::Word(word.into_owned())).collect();
            match words.len() {
                0 | 1 => expr.clone(),
                _ => join(words),
            }
        }
        Expr::Field { name, inner } => Expr::Field {
            name: name.clone(),
            inner: Box::new(unquoted(inner, join)),
        },
        Expr::Boosted { inner, .. } => match unquoted(inner, join) {
            same if same == **inner => expr.clone(),
            words => words,
        },
        Expr::Exact(inner) => match &**inner {
            phrase @ Expr::Phrase(_) => match unquoted(phrase, join) {
                same if same == *phrase => expr.clone(),
                words => words,
            },
            _ => expr.clone(),
        },
        Expr::All(parts) => Expr::all(parts.iter().map(|part| unquoted(part, join)).collect()),
        Expr::Any(parts) => Expr::any(parts.iter().map(|part| unquoted(part, join)).collect()),
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

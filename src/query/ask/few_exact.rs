//! Limits how many words of a query are searched for in the form that was typed.
//!
//! Each such word is compared with all words that start like it, and may be looked up in the text
//! of each article. The words that are too many are searched for in any form, which finds more.

use super::limits::MAX_EXACT;
use super::note::{Note, Notes};
use super::tree::{Ask, Expr};

/// The query with at most [`MAX_EXACT`] exact words.
pub(super) fn few_exact(mut ask: Ask, notes: &mut Notes) -> Ask {
    let mut left = MAX_EXACT;
    for clause in &mut ask.clauses {
        limit(&mut clause.expr, &mut left, notes);
    }
    ask
}

fn limit(expr: &mut Expr, left: &mut usize, notes: &mut Notes) {
    match expr {
        Expr::Exact(inner) => {
            let words = match &**inner {
                Expr::Word(text) | Expr::Phrase(text) => text.split_whitespace().count(),
                _ => 1,
            };
            if let Some(rest) = left.checked_sub(words) {
                *left = rest;
            } else {
                *left = 0;
                notes.add(Note::TooManyExact);
                *expr = (**inner).clone();
            }
        }
        Expr::Field { inner, .. } | Expr::Not(inner) | Expr::Boosted { inner, .. } => {
            limit(inner, left, notes);
        }
        Expr::All(parts) | Expr::Any(parts) => {
            for part in parts {
                limit(part, left, notes);
            }
        }
        Expr::Word(_)
        | Expr::Phrase(_)
        | Expr::Near { .. }
        | Expr::Prefix(_)
        | Expr::Wildcard(_)
        | Expr::Fuzzy { .. }
        | Expr::Filter(_) => {}
    }
}

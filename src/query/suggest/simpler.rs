//! The query without one of its parts, and its phrases as words.
//!
//! It changes trees of queries; what they find is counted by the caller.

use super::Asked;
use crate::query::ask::{Ask, Clause, Expr, Occur};
use crate::query::engine::SearchError;
use crate::query::page::{Suggestion, SuggestionKind};
use std::borrow::Cow;

/// The most parts of a query that are left out one by one.
pub(super) const MOST_PARTS: usize = 8;

impl Asked<'_> {
    /// The query without each of its words and conditions, and without its quotes. If nothing else is
    /// suggested and that finds nothing, any words of its phrases, the query without two parts, or all
    /// articles in the place of a single condition.
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
            found.extend(self.without(&ask, &[at])?);
        }
        let without_quotes = |unquoted: &Ask| {
            if *unquoted == ask {
                return Ok(None);
            }
            self.suggestion(SuggestionKind::WithoutQuotes, unquoted, joins(&ask))
        };
        found.extend(without_quotes(&unquoted_ask(&ask, Expr::all))?);
        if is_alone && found.is_empty() {
            found.extend(without_quotes(&bare_words(&ask))?);
        }
        if is_alone && found.is_empty() {
            found.extend(self.without_two(&ask)?);
        }
        if let [only] = &ask.clauses[..]
            && is_alone
            && found.is_empty()
            && is_filter(&only.expr)
        {
            found.extend(self.without(&ask, &[0])?);
        }
        found.sort_by_key(|suggestion| suggestion.kind);
        Ok(found)
    }

    /// The query without two of its parts, of which there are at least three.
    fn without_two(&self, ask: &Ask) -> Result<Option<Suggestion>, SearchError> {
        let parts = ask.clauses.len();
        let places = 0..parts.min(MOST_PARTS);
        for one in places.clone().filter(|_| parts > 2) {
            for other in one + 1..places.end {
                if let Some(found) = self.without(ask, &[one, other])? {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    /// The query without the parts in these places.
    fn without(&self, ask: &Ask, places: &[usize]) -> Result<Option<Suggestion>, SearchError> {
        let numbered = ask.clauses.iter().cloned().enumerate();
        let (left_out, rest): (Vec<_>, Vec<_>) = numbered.partition(|(at, _)| places.contains(at));
        let of = |numbered: Vec<(usize, Clause)>| Ask {
            clauses: numbered.into_iter().map(|(_, clause)| clause).collect(),
        };
        let left_out = of(left_out);
        let kind = if left_out
            .clauses
            .iter()
            .all(|clause| is_filter(&clause.expr))
        {
            SuggestionKind::WithoutFilter
        } else {
            SuggestionKind::WithoutWord
        };
        self.suggestion(kind, &of(rest), left_out.to_string())
    }
}

/// What joins words of a query that can stand apart: quotes, `NEAR` or both.
fn joins(ask: &Ask) -> String {
    let (mut quotes, mut near, mut signs) = (false, false, None);
    for clause in ask
        .clauses
        .iter()
        .filter(|own| own.occur != Occur::Excluded)
    {
        clause.expr.each(&mut |expr| match expr {
            Expr::Phrase(_) => quotes = true,
            Expr::Near { .. } => near = true,
            Expr::Word(text) if signs.is_none() => signs = sign_between_words(text),
            _ => {}
        });
    }
    match (quotes, near) {
        (true, true) => "quotes and NEAR",
        (false, true) => "NEAR",
        (false, false) => signs.unwrap_or("quotes"),
        (true, false) => "quotes",
    }
    .to_owned()
}

/// The query with each required part as a clause of its own.
pub(super) fn parts(ask: &Ask) -> Ask {
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

/// The query with the words of its phrases, joined in one of two ways.
fn unquoted_ask(ask: &Ask, join: fn(Vec<Expr>) -> Expr) -> Ask {
    let clauses = ask.clauses.iter().map(|own| unquoted_clause(own, join));
    Ask {
        clauses: clauses.collect(),
    }
}

/// The query with any words of its phrases; of one that is nothing but a phrase, its words as they
/// are typed, of which stop words find nothing.
fn bare_words(ask: &Ask) -> Ask {
    let any = unquoted_ask(ask, Expr::any);
    let is_word = |expr: &Expr| matches!(expr, Expr::Word(_));
    match any.clauses.first().map(|clause| &clause.expr) {
        Some(Expr::Any(words)) if any.clauses.len() == 1 && words.iter().all(is_word) => Ask {
            clauses: words.iter().cloned().map(optional).collect(),
        },
        _ => any,
    }
}

fn optional(expr: Expr) -> Clause {
    Clause {
        occur: Occur::Optional,
        expr,
    }
}

fn unquoted_clause(clause: &Clause, join: fn(Vec<Expr>) -> Expr) -> Clause {
    let expr = match clause.occur {
        Occur::Excluded => clause.expr.clone(),
        Occur::Required | Occur::Optional => unquoted(&clause.expr, join),
    };
    // Only words are optional.
    let occur = match clause.occur {
        Occur::Optional if !expr.is_word() => Occur::Required,
        occur => occur,
    };
    Clause { occur, expr }
}

/// The words of a text such as `troops,bank`, which follow each other in an article that matches.
fn words_with_commas(text: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = text.split([',', ';', '/']).collect();
    let is_word = |word: &&str| is_plain(word) && word.contains(char::is_alphabetic);
    (words.len() > 1 && words.iter().all(is_word)).then_some(words)
}

/// What the sign between such words is called.
fn sign_between_words(text: &str) -> Option<&'static str> {
    words_with_commas(text)?;
    Some(match text.chars().find(|c| ",;/".contains(*c)) {
        Some('/') => "slashes",
        Some(';') => "semicolons",
        _ => "commas",
    })
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
        Expr::Word(text) => match words_with_commas(text) {
            Some(words) => {
                let words = words.into_iter().map(no_operator);
                join(words.map(|word| Expr::Word(word.into_owned())).collect())
            }
            None => expr.clone(),
        },
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

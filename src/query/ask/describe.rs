//! A query in words, for people who want to know how it was read.
//!
//! It says what is searched for, and not what is found: no index is known here.

use super::filter::{Filter, Quality};
use super::tree::{Ask, Expr, Occur};
use crate::article::when::When;

impl Ask {
    /// What articles have to match, a line for each part.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        let of = |occur| {
            let clauses = self.clauses.iter().filter(move |own| own.occur == occur);
            clauses.map(|clause| described(&clause.expr))
        };
        let is_condition = |expr: &Expr| !matches!(expr, Expr::Filter(_));
        let required = self
            .clauses
            .iter()
            .any(|clause| clause.occur == Occur::Required && is_condition(&clause.expr));
        let mut lines: Vec<String> = of(Occur::Required)
            .map(|what| format!("must have {what}"))
            .collect();
        lines.extend(of(Occur::Excluded).map(|what| format!("must not have {what}")));
        let optional: Vec<String> = of(Occur::Optional).collect();
        match optional.len() {
            0 => {}
            _ if required => lines.push(format!("may have {}", optional.join(", "))),
            1 => lines.push(format!("must have {}", optional[0])),
            _ => lines.push(format!("must have at least one of {}", optional.join(", "))),
        }
        lines
    }
}

fn described(expr: &Expr) -> String {
    match expr {
        Expr::Word(text) => format!("the word `{text}`"),
        Expr::Phrase(text) => format!("the words `{text}` in this order"),
        Expr::Near { words, slop } => {
            format!("the words `{words}` with at most {slop} others between them")
        }
        Expr::Prefix(text) => format!("a word that starts with `{text}`"),
        Expr::Wildcard(text) => format!("a word like `{text}`"),
        Expr::Fuzzy { word, edits: 1 } => {
            format!("a word that differs from `{word}` in at most 1 letter")
        }
        Expr::Fuzzy { word, edits } => {
            format!("a word that differs from `{word}` in at most {edits} letters")
        }
        Expr::Exact(inner) => format!("{}, in this form only", described(inner)),
        Expr::Boosted { inner, by } => {
            format!("{} (which counts {} times)", described(inner), by.factor())
        }
        Expr::Field { name, inner } => format!("{} in the field `{name}`", described(inner)),
        Expr::Not(inner) => format!("not {}", described(inner)),
        Expr::All(parts) => grouped(parts, " and "),
        Expr::Any(parts) => grouped(parts, " or "),
        Expr::Filter(filter) => filtered(filter),
    }
}

fn grouped(parts: &[Expr], join: &str) -> String {
    let parts = parts.iter().map(|part| match part {
        Expr::All(_) | Expr::Any(_) => format!("({})", described(part)),
        part => described(part),
    });
    parts.collect::<Vec<_>>().join(join)
}

fn filtered(filter: &Filter) -> String {
    let span = |when: &When| when.to_string();
    match filter {
        Filter::Dates { since, until } => match (since, until) {
            (Some(since), Some(until)) if since == until => {
                format!("a date of publication in {}", span(since))
            }
            (since, until) => {
                let since = since
                    .as_ref()
                    .map(|when| format!(" from {} on", span(when)));
                let until = until.as_ref().map(|when| format!(" up to {}", span(when)));
                let (since, until) = (since.unwrap_or_default(), until.unwrap_or_default());
                format!("a date of publication{since}{until}")
            }
        },
        Filter::NoDay(day) => format!("the date {day}, which is no day"),
        Filter::Has(field) => format!("a value in `{field}`"),
        Filter::Is(Quality::Noted) => "a note on how it was read".to_owned(),
        Filter::Is(quality) => format!("the status {}", <&str>::from(quality)),
        Filter::Quality { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("a quality from {min} to {max} percent"),
            (Some(min), None) => format!("a quality of {min} percent or more"),
            (_, max) => format!("a quality of {} percent or less", max.unwrap_or(100)),
        },
        Filter::Watch(name) => format!("what the watch `{name}` finds"),
        Filter::Mark(name) => format!("a place in the dossier `{name}`"),
    }
}

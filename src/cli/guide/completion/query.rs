//! A word of a query: names before a colon, and the values after it.
//!
//! Values come from the index, within a short time; names from the tables of fields and filters.

use super::candidate::Answer;
use super::known::{Known, dossier_names};
use crate::article::fields;
use crate::cli::archives::engine;
use crate::query::Deadline;
use crate::query::ask::{Quality, names_of_filters, values_of_field};
use std::time::Duration;

/// The longest time that the index is read.
const PATIENCE: Duration = Duration::from_millis(60);

/// The most values of a field.
const MOST: usize = 60;

/// Dates that are relative to today.
const RELATIVE: [&str; 10] = [
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
    "7d",
    "30d",
];

/// The ways to go on with a word of a query.
pub(super) fn complete(word: &str, known: &Known, answer: &mut Answer) {
    let typed = word.trim_start_matches(['+', '(']);
    let sign = &word[..word.len() - typed.len()];
    let Some((name, value)) = typed.split_once(':') else {
        return names(sign, typed, answer);
    };
    let before = format!("{sign}{name}:");
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "date" | "on" | "since" | "until" => dates(&before, value, known, answer),
        "has" => {
            let names = fields::searchable().map(|field| (field.name, field.about));
            answer.add_all(
                &before,
                value,
                names.chain([("date", "When it was published.")]),
            );
        }
        "is" => answer.add_all(
            &before,
            value,
            Quality::names().iter().map(|name| (*name, "")),
        ),
        "watch" => {
            for (name, query) in known.saved() {
                answer.add_all(&before, value, [(name.as_str(), query.as_str())]);
            }
        }
        "mark" => {
            for (name, articles) in dossier_names() {
                answer.add_all(&before, value, [(name.as_str(), articles.as_str())]);
            }
        }
        _ => match values_of_field(&lower) {
            Some(values) => answer.add_all(&before, value, values.into_iter().map(|own| (own, ""))),
            None => values(&before, &lower, value, known, answer),
        },
    }
}

/// Names of fields and filters. Other names of a field are offered once one is begun.
fn names(sign: &str, typed: &str, answer: &mut Answer) {
    for field in fields::searchable() {
        let own = field
            .names()
            .take(if typed.is_empty() { 1 } else { usize::MAX });
        for name in own.filter(|name| name.starts_with(typed)) {
            answer.add(format!("{sign}{name}:"), field.about);
        }
    }
    for (name, about) in names_of_filters().filter(|(name, _)| name.starts_with(typed)) {
        answer.add(format!("{sign}{name}:"), about);
    }
}

/// Dates: relative ones, and the years of the archive.
pub(super) fn dates(before: &str, typed: &str, known: &Known, answer: &mut Answer) {
    let (start, typed) = match typed.rsplit_once("..") {
        Some((start, typed)) => (format!("{before}{start}.."), typed),
        None => (before.to_owned(), typed),
    };
    answer.add_all(&start, typed, RELATIVE.map(|own| (own, "")));
    let Some(generation) = known.generation() else {
        return;
    };
    let statistics = &generation.manifest.statistics;
    let (Some(first), Some(last)) = (statistics.earliest, statistics.latest) else {
        return;
    };
    let years = first.start().year()..=last.start().year();
    for year in years.rev().take(MOST) {
        let year = format!("{year:04}");
        answer.add_all(&start, typed, [(year.as_str(), "")]);
    }
}

/// Values of a field of the index as they are, whatever they consist of. `name` is that of a field.
pub(super) fn whole_values(
    before: &str,
    name: &str,
    typed: &str,
    known: &Known,
    answer: &mut Answer,
) {
    for found in known_values(name, typed, known) {
        answer.add(format!("{before}{found}"), "");
    }
}

/// The values of a field of the index that start so.
fn known_values(name: &str, typed: &str, known: &Known) -> Vec<String> {
    let Some(generation) = known.generation() else {
        return Vec::new();
    };
    let deadline = Deadline::after(PATIENCE);
    let found = engine(&generation).values(name, typed, MOST, deadline);
    found.unwrap_or_default()
}

/// Values of a field of the index. One of several words is put between quotes.
fn values(before: &str, name: &str, value: &str, known: &Known, answer: &mut Answer) {
    let is_text = matches!(name, "headline" | "title" | "body" | "text" | "id" | "url");
    if is_text || !fields::query_names().contains(&name) {
        return;
    }
    let typed = value.trim_start_matches('"');
    for found in known_values(name, typed, known) {
        let is_word = found
            .chars()
            .all(|c| c.is_alphanumeric() || "-_./".contains(c));
        if is_word && !value.starts_with('"') {
            answer.add(format!("{before}{found}"), "");
        } else if !found.contains('"') {
            answer.add(format!("{before}\"{found}\""), "");
        }
    }
}

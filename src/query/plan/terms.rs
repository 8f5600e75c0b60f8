//! Engine queries for the terms of one field: a row of them, a path, those that begin alike.

use crate::analysis::NewsAnalyzer;
use std::collections::BTreeSet;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{EmptyQuery, PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// One term, or several in a row.
pub(in crate::query) fn phrase(terms: impl Iterator<Item = Term>) -> Box<dyn Query> {
    let mut terms: Vec<Term> = terms.collect();
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::Basic)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// Files whose path has these parts in a row, the last one's extension left out or not: `dump`,
/// `text/dump`, `2021-01-19-troops`, `dump/a.txt`.
pub(in crate::query) fn path(text: &str, field: Field) -> Box<dyn Query> {
    let mut escaped = String::new();
    for c in text.trim_matches('/').chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    match RegexQuery::from_pattern(&format!("(.*/)?{escaped}(\\.[^/]*|/.*)?"), field) {
        Ok(query) => Box::new(query),
        // A path beyond the size of an automaton is looked for as it is.
        Err(_) => phrase(std::iter::once(Term::from_field_text(field, text))),
    }
}

/// The bounds of the values that begin so.
pub(in crate::query) fn values_beginning(
    field: Field,
    beginning: &str,
) -> (Bound<Term>, Bound<Term>) {
    // No UTF-8 text has this byte, so it lies behind every term with the beginning.
    let mut end = Term::from_field_text(field, beginning);
    end.append_bytes(&[0xFF]);
    (
        Bound::Included(Term::from_field_text(field, beginning)),
        Bound::Excluded(end),
    )
}

/// The endings that the English stemmer takes off, and their first letters: what may stand
/// behind a beginning that a person typed for the word's stem to be shorter than it.
const ENDINGS: [&str; 32] = [
    "", "s", "ss", "ty", "es", "ed", "d", "ing", "ng", "g", "al", "l", "ly", "y", "er", "r", "or",
    "ation", "tion", "ion", "on", "n", "ment", "ent", "nt", "t", "ness", "ess", "ive", "ity", "e",
    "able",
];

/// Stems shorter than a beginning that words with this beginning have.
pub(in crate::query) fn stems_of_words_beginning(
    beginning: &str,
    analyzer: &mut NewsAnalyzer,
) -> BTreeSet<String> {
    ENDINGS
        .iter()
        .flat_map(|ending| analyzer.terms(&[beginning, ending].concat()))
        .filter(|stem| !stem.starts_with(beginning))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_longer_than_the_stem_still_finds_it() {
        let mut analyzer = NewsAnalyzer::english();
        for (beginning, stem) in [
            ("withdrawa", "withdraw"),
            ("withdrawi", "withdraw"),
            ("ministrie", "ministri"),
            ("negotiatio", "negoti"),
        ] {
            let stems = stems_of_words_beginning(beginning, &mut analyzer);
            let found = stem.starts_with(beginning) || stems.contains(stem);
            assert!(found, "{beginning}* and {stem}: {stems:?}");
        }
    }
}

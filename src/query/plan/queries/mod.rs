//! Engine queries for the terms of one field, and for several queries together.
//!
//! None of them scores: what ranks is in [`super::words`]. `near`, `guarded` and `excluded` are queries
//! that the engine does not have.

mod excluded;
mod guarded;
mod near;

pub(super) use guarded::guarded;
pub(super) use near::NearQuery;

use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query, RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use unicode_normalization::UnicodeNormalization;

/// The longest part of a path that is searched for, in bytes; a longer one is compared with whole
/// paths, and a longer wildcard finds nothing. Making an automaton takes a time that grows with the square of this.
pub(in crate::query) const MAX_PATH: usize = 1024;

/// Queries, each with how it counts.
pub(in crate::query) type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Documents that match any of these; none without queries.
pub(in crate::query) fn any_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// Documents that match these clauses. Exclusions alone match all other documents. A single query
/// that is not an exclusion is returned as it is.
pub(in crate::query) fn joined(mut clauses: Clauses) -> Box<dyn Query> {
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.insert(0, (Occur::Must, Box::new(AllQuery)));
    }
    match clauses.pop() {
        Some((Occur::Must | Occur::Should, query)) if clauses.is_empty() => query,
        last => {
            clauses.extend(last);
            let safe = |(occur, query)| match occur {
                Occur::MustNot => (occur, excluded::excluded(query)),
                _ => (occur, query),
            };
            Box::new(BooleanQuery::new(clauses.into_iter().map(safe).collect()))
        }
    }
}

/// One term, or several that follow one another. Nothing without terms.
pub(in crate::query) fn sequence(mut terms: Vec<Term>) -> Box<dyn Query> {
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::Basic)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// The terms of these texts in a field.
pub(in crate::query) fn terms(field: Field, texts: &[String]) -> Vec<Term> {
    let terms = texts.iter().map(|text| Term::from_field_text(field, text));
    terms.collect()
}

/// Files whose path has these parts one after another, with or without the extension of the last:
/// `dump`, `text/dump`, `2021-01-19-troops`, `dump/a.txt`.
pub(super) fn path(text: &str, field: Field) -> Box<dyn Query> {
    match parts_of_path(text, field) {
        Some(query) => Box::new(query),
        // A path too long for an automaton is searched for as it is.
        None => sequence(vec![Term::from_field_text(field, text)]),
    }
}

/// Values like a wildcard, with `*` for any text and `?` for one character; in lower case if
/// `is_lower`. `None` if the wildcard is too long.
pub(super) fn values_like(wildcard: &str, field: Field, is_lower: bool) -> Option<Box<dyn Query>> {
    if wildcard.len() > MAX_PATH {
        return None;
    }
    let mut pattern = String::new();
    let text = if is_lower {
        wildcard.to_lowercase()
    } else {
        wildcard.to_owned()
    };
    for c in text.chars() {
        match c {
            // A file's name may have a line feed.
            '*' => pattern.push_str("(?s:.*)"),
            '?' => pattern.push_str("(?s:.)"),
            c => pattern.push_str(&path_pattern(c.encode_utf8(&mut [0; 4]))),
        }
    }
    let query = RegexQuery::from_pattern(&pattern, field).ok()?;
    Some(Box::new(query))
}

fn parts_of_path(text: &str, field: Field) -> Option<RegexQuery> {
    if text.len() > MAX_PATH {
        return None;
    }
    let pattern = path_pattern(text.trim_matches('/'));
    RegexQuery::from_pattern(&format!("(?s:(.*/)?{pattern}(\\.[^/]*|/.*)?)"), field).ok()
}

/// The file with this path, in any form of its accented letters.
pub(in crate::query) fn whole_path(text: &str, field: Field) -> Option<Box<dyn Query>> {
    if text.len() > MAX_PATH {
        return None;
    }
    let query = RegexQuery::from_pattern(&path_pattern(text), field).ok()?;
    Some(Box::new(query))
}

/// The pattern of a path. A letter with an accent matches in both forms that file systems use: as
/// one character (NFC), and as a letter with a mark (NFD, macOS).
fn path_pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.nfc() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '<' | '>') {
            pattern.push('\\');
        }
        let decomposed: String = std::iter::once(c).nfd().collect();
        if decomposed.chars().eq([c]) {
            pattern.push(c);
        } else {
            pattern.extend(['(', c, '|']);
            pattern.push_str(&decomposed);
            pattern.push(')');
        }
    }
    pattern
}

/// The forms of a text in which file systems keep its accented letters: as it is, NFC and NFD.
pub(super) fn forms_of_path(text: &str) -> Vec<String> {
    let mut forms = vec![text.to_owned(), text.nfc().collect(), text.nfd().collect()];
    forms.dedup();
    forms
}

/// The bounds of the values with a prefix.
pub(super) fn values_with_prefix(field: Field, prefix: &str) -> (Bound<Term>, Bound<Term>) {
    // No UTF-8 text has this byte, so it is greater than every term with the prefix.
    let mut end = Term::from_field_text(field, prefix);
    end.append_bytes(&[0xFF]);
    (
        Bound::Included(Term::from_field_text(field, prefix)),
        Bound::Excluded(end),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accented_letters_of_a_path_match_in_both_forms() {
        for text in ["r\u{e9}s.txt", "re\u{301}s.txt"] {
            assert_eq!(path_pattern(text), "r(\u{e9}|e\u{301})s\\.txt");
            assert!(forms_of_path(text).contains(&"re\u{301}s.txt".to_owned()));
            assert!(forms_of_path(text).contains(&"r\u{e9}s.txt".to_owned()));
        }
        assert_eq!(forms_of_path("a/b.txt"), ["a/b.txt"]);
    }
}

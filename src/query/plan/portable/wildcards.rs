//! Wildcards and paths as patterns of values.
//!
//! Values are compared whole. The words of running text are not: their patterns are in `patterns`.

use crate::query::elsewhere::Like;
use unicode_normalization::UnicodeNormalization;

/// The parts of a wildcard with `*` and `?`.
pub(super) fn wildcard_of(text: &str) -> Vec<Like> {
    let mut like = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '?']) {
        like.extend(characters(&rest[..at]));
        like.push(if rest[at..].starts_with('*') {
            Like::Any
        } else {
            Like::One
        });
        rest = &rest[at + 1..];
    }
    like.extend(characters(rest));
    like
}

/// A text whose accented letters are in any of the forms that file systems use.
pub(super) fn characters(text: &str) -> Vec<Like> {
    let mut like = Vec::new();
    for c in text.nfc() {
        let decomposed: String = std::iter::once(c).nfd().collect();
        let is_same = decomposed.chars().eq([c]);
        match like.last_mut() {
            Some(Like::Text(before)) if is_same => before.push(c),
            _ if is_same => like.push(Like::Text(c.to_string())),
            _ => like.push(Like::OneOf(vec![c.to_string(), decomposed])),
        }
    }
    like
}

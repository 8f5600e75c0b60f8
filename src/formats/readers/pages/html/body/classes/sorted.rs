//! Looks words up in sorted lists, in any case.

use std::cmp::Ordering;

/// Whether a sorted list has a word, in any case.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search_by(|own| order(own, word)).is_ok()
}

/// The order of a word in lower case and one in any case.
pub(super) fn order(own: &str, word: &str) -> Ordering {
    own.bytes()
        .cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

//! Which product a file is an export of, by its first bytes.
//!
//! Nearly all files are of none. So the marks of all products are searched first, and lines are
//! made only if there is one.

use super::product::Product;
use super::products::{APART, PRODUCTS};
use crate::formats::bytes::charset::{head_text, utf8_head};
use crate::formats::lines::{Line, TextLines, html_lines};
use aho_corasick::{AhoCorasick, packed};
use std::borrow::Cow;
use std::sync::LazyLock;

/// How many needles are searched at once. SIMD instructions find few of them six times as fast as
/// an automaton finds all, and with three times as many they lose half of that.
const AT_ONCE: usize = 20;

/// A search for the needles of all products.
enum Needles {
    Packed(Vec<packed::Searcher>),
    /// Where there are no such instructions.
    Automaton(AhoCorasick),
}

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| {
    let all: Vec<&str> = PRODUCTS
        .iter()
        .flat_map(|product| product.needles)
        .copied()
        .collect();
    let is_needed = |at: &usize| {
        let needle = all[*at];
        !all.iter().enumerate().any(|(other, text)| {
            needle.contains(text) && (needle.len() > text.len() || other < *at)
        })
    };
    let needed: Vec<&str> = (0..all.len()).filter(is_needed).map(|at| all[at]).collect();
    let packed: Option<Vec<_>> = needed
        .chunks(AT_ONCE)
        .map(|needles| packed::Searcher::new(needles.iter().copied()))
        .collect();
    packed.map_or_else(
        || Needles::Automaton(AhoCorasick::new(needed).expect("a few short texts")),
        Needles::Packed,
    )
});

/// Whether a text has a mark that exports have.
pub(super) fn has_needle(text: &[u8]) -> bool {
    match &*NEEDLES {
        Needles::Packed(searchers) => searchers
            .iter()
            .any(|searcher| searcher.find(text).is_some()),
        Needles::Automaton(automaton) => automaton.is_match(text),
    }
}

/// The product of a file with these first bytes; `None` if it is no export.
pub(super) fn product_of(head: &[u8]) -> Option<&'static Product> {
    let head = utf8_if_wide(head);
    if !has_needle(&head) {
        return None;
    }
    // The words of lines such as `71 Wörter` are not in ASCII.
    let head = utf8_head(&head);
    let has = |mark: &&str| memchr::memmem::find(&head, mark.as_bytes()).is_some();
    let is_raw = |product: &&&Product| product.raw.iter().any(|group| group.iter().all(has));
    PRODUCTS
        .iter()
        .find(is_raw)
        .copied()
        .or_else(|| recognized(&lines_of_head(&head)))
}

/// The product whose export has these lines; `None` if it is of none that is known. The lines are
/// those of the start of a document, or all of them: a list of results may be before the first
/// article.
pub(in crate::formats) fn recognized(lines: &[Line]) -> Option<&'static Product> {
    let mut products = PRODUCTS.iter().copied();
    products.find(|product| (product.recognizes)(lines))
}

/// The bytes of a head in UTF-8 if they are in UTF-16, else as they are: marks are in ASCII.
pub(super) fn utf8_if_wide(head: &[u8]) -> Cow<'_, [u8]> {
    let is_wide = head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF")
        || memchr::memchr(0, head).is_some();
    if is_wide {
        utf8_head(head)
    } else {
        Cow::Borrowed(head)
    }
}

/// Whether a text starts with a tag.
pub(super) fn is_markup(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = head.trim_ascii_start();
    start.starts_with(b"<")
        && start
            .get(1)
            .is_some_and(|byte| byte.is_ascii_alphabetic() || b"!?".contains(byte))
}

/// The lines of the start of a file. The last one may be cut off.
fn lines_of_head(head: &[u8]) -> Vec<Line> {
    let text = head_text(head);
    if is_markup(head) {
        return html_lines(&text, APART);
    }
    let lines = TextLines::new(Box::new(head), u64::MAX);
    lines.filter_map(Result::ok).collect()
}

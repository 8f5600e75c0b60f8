//! Which passages of a body are shown.
//!
//! A passage is a window of the body with as many marks as possible; `excerpt` cuts it out.

use super::excerpt::{excerpt, with_words};
use super::highlights::Highlights;
use super::pattern::Match;
use crate::analysis::NewsAnalyzer;
use crate::query::page::Passage;
use crate::query::request::excerpts::Excerpts;
use std::ops::Range;
use tantivy::schema::Field;

/// The approximate length of a passage, in bytes.
const PASSAGE_LEN: usize = 240;

/// The approximate length of a second passage, in bytes, if nobody asked for more than one. It is shown where the first
/// lacks words of the query.
const SECOND_LEN: usize = 140;

/// How much of a body is searched for matches, in bytes.
const MAX_SEARCHED: usize = 2 << 20;

impl Highlights {
    /// Parts of a body, in its order: the one with most of the query's words, then those with words that the others
    /// lack, and if more are asked for, those with most of the words. The start of the body if nothing matches; none for
    /// an empty body. Only the first [`MAX_SEARCHED`] bytes are searched.
    pub(in crate::query) fn passages(
        &self,
        body: &str,
        field: Field,
        excerpts: Excerpts,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Passage> {
        if body.is_empty() {
            return Vec::new();
        }
        let searched = &body[..body.floor_char_boundary(MAX_SEARCHED)];
        let matches = self.matches(searched, field, analyzer);
        let mut left = matches.clone();
        let mut seen = vec![false; self.marks.len()];
        let mut passages: Vec<Passage> = Vec::new();
        while passages.len() < excerpts.most.unwrap_or(2).max(1) {
            let length = match excerpts.most {
                None if !passages.is_empty() => SECOND_LEN,
                _ => PASSAGE_LEN,
            };
            let window = |seen: &[bool]| best_window(&left, self.marks.len(), length * 3 / 4, seen);
            let again = || excerpts.most.and_then(|_| window(&[]));
            let Some(window) = window(&seen).or_else(again) else {
                break;
            };
            let is_inside = |m: &Match| m.range.start >= window.start && m.range.end <= window.end;
            for m in matches.iter().filter(|m| is_inside(m)) {
                seen[m.mark] = true;
            }
            left.retain(|m| !is_inside(m));
            let passage = match excerpts.context {
                Some(words) => with_words(body, window, words, &matches),
                None => excerpt(body, window, length, &matches),
            };
            let bytes = |one: &Passage| one.start_byte..one.start_byte + one.text.len();
            let own = bytes(&passage);
            let is_apart = |other: Range<usize>| other.end <= own.start || own.end <= other.start;
            if passages.iter().all(|one| is_apart(bytes(one))) {
                left.retain(|m| m.range.end <= own.start || own.end <= m.range.start);
                passages.push(passage);
            }
        }
        if passages.is_empty() {
            passages.push(excerpt(body, 0..0, PASSAGE_LEN, &[]));
        }
        passages.sort_by_key(|passage| passage.start_byte);
        passages
    }
}

/// The span of matches with the most marks that are not `seen` yet; of equals the one with the most
/// matches, then the first. It is at most `length` bytes long, unless one match is longer.
fn best_window(
    matches: &[Match],
    marks: usize,
    length: usize,
    seen: &[bool],
) -> Option<Range<usize>> {
    let is_new = |mark: usize| !seen.get(mark).copied().unwrap_or(false);
    let mut inside = vec![0usize; marks];
    let mut distinct = 0;
    let mut end = 0;
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for (start, first) in matches.iter().enumerate() {
        while let Some(next) = matches.get(end) {
            if end > start && next.range.end.saturating_sub(first.range.start) > length {
                break;
            }
            inside[next.mark] += 1;
            distinct += usize::from(inside[next.mark] == 1 && is_new(next.mark));
            end += 1;
        }
        let better = best
            .as_ref()
            .is_none_or(|(most, many, _)| (distinct, end - start) > (*most, *many));
        if distinct > 0 && better {
            let last = matches[start..end].iter().map(|m| m.range.end).max();
            let window = first.range.start..last.unwrap_or(first.range.end);
            best = Some((distinct, end - start, window));
        }
        inside[first.mark] -= 1;
        distinct -= usize::from(inside[first.mark] == 0 && is_new(first.mark));
    }
    best.map(|(.., window)| window)
}

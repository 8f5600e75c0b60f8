//! The places of a text that match a query, and the passages to show.
//!
//! A passage is a window of the body with as many marks as possible; `excerpt` cuts it out.

use super::excerpt::{excerpt, joined};
use super::pattern::{Mark, Match, Pattern};
use super::tokens::Tokens;
use crate::analysis::NewsAnalyzer;
use crate::query::page::Passage;
use std::ops::Range;
use tantivy::schema::Field;

/// The approximate length of the first passage, in bytes.
const PASSAGE_LEN: usize = 240;

/// The approximate length of a second passage, in bytes. It is shown where the first lacks words of
/// the query.
const SECOND_LEN: usize = 140;

/// How much of a body is searched for matches, in bytes.
const MAX_SEARCHED: usize = 2 << 20;

/// What to mark in articles.
#[derive(Debug, Default)]
pub(in crate::query) struct Highlights {
    /// Each once.
    marks: Vec<Mark>,
}

impl Highlights {
    /// Adds a mark, unless it is there.
    pub(in crate::query) fn add(&mut self, mark: Mark) {
        if !self.marks.contains(&mark) {
            self.marks.push(mark);
        }
    }

    /// The places of a field's text that match, in bytes: ascending, not overlapping.
    pub(in crate::query) fn ranges(
        &self,
        text: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Range<usize>> {
        joined(
            self.matches(text, field, analyzer)
                .into_iter()
                .map(|m| m.range),
        )
    }

    fn matches(&self, text: &str, field: Field, analyzer: &mut NewsAnalyzer) -> Vec<Match> {
        let marks: Vec<(usize, &Pattern)> = self
            .marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| mark.field.is_none_or(|only| only == field))
            .map(|(index, mark)| (index, &mark.pattern))
            .collect();
        if marks.is_empty() {
            return Vec::new();
        }
        let tokens = Tokens::of(text, &marks, analyzer);
        let mut found = tokens.with_prefix;
        for (mark, pattern) in marks {
            if let Pattern::Sequence(forms) = pattern {
                let places = forms.iter().flat_map(|form| tokens.sequences.of(form));
                found.extend(places.map(|range| Match { range, mark }));
            }
        }
        found.sort_by_key(|m| (m.range.start, m.range.end, m.mark));
        found
    }

    /// One or two parts of a body: the one with most of the query's words, and one with words that
    /// the first lacks. The start of the body if nothing matches; none for an empty body. Only the
    /// first [`MAX_SEARCHED`] bytes are searched.
    pub(in crate::query) fn passages(
        &self,
        body: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Passage> {
        if body.is_empty() {
            return Vec::new();
        }
        let searched = &body[..body.floor_char_boundary(MAX_SEARCHED)];
        let matches = self.matches(searched, field, analyzer);
        let Some(first) = best_window(&matches, self.marks.len(), PASSAGE_LEN * 3 / 4, &[]) else {
            return vec![excerpt(body, 0..0, PASSAGE_LEN, &[])];
        };
        let mut seen = vec![false; self.marks.len()];
        for m in &matches {
            seen[m.mark] |= m.range.start >= first.start && m.range.end <= first.end;
        }
        let mut passages = vec![excerpt(body, first, PASSAGE_LEN, &matches)];
        let second = best_window(&matches, self.marks.len(), SECOND_LEN * 3 / 4, &seen);
        if let Some(second) = second {
            let second = excerpt(body, second, SECOND_LEN, &matches);
            let shown =
                |passage: &Passage| passage.start_byte..passage.start_byte + passage.text.len();
            let (one, other) = (shown(&passages[0]), shown(&second));
            if other.end <= one.start {
                passages.insert(0, second);
            } else if one.end <= other.start {
                passages.push(second);
            }
        }
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

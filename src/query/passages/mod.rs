//! What of an article to show: the places that match, and the parts of the body around them.

mod tokens;

use crate::analysis::{NewsAnalyzer, fold_joined};
use crate::query::ask::{Ask, Clause, Expr, Presence};
use crate::query::page::Passage;
use crate::query::plan::synonyms::recognise::Variants;
use crate::query::plan::words::forms_of_sequence;
use crate::schema::ArticleSchema;
use std::ops::Range;
use tantivy::schema::Field;
use tokens::Tokens;

/// How long the first passage is, in bytes, about.
const PASSAGE_LEN: usize = 240;

/// How long a second passage is, shown where the first lacks words of the query.
const SECOND_LEN: usize = 140;

/// How much of a body is looked at for matches, in bytes.
const LOOKED_AT: usize = 2 << 20;

/// What to mark in articles, from a query's parts that articles match.
#[derive(Debug, Default)]
pub(in crate::query) struct Highlights {
    marks: Vec<Mark>,
}

#[derive(Debug, PartialEq, Eq)]
struct Mark {
    /// The one field it is looked for in; all that words are searched in if `None`.
    field: Option<Field>,
    pattern: Pattern,
}

#[derive(Debug, PartialEq, Eq)]
enum Pattern {
    /// Terms in a row, in one of several forms.
    Row(Vec<Vec<String>>),
    /// Words that begin so.
    Beginning(String),
}

/// A place in a text that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Match {
    range: Range<usize>,
    /// Which part of the query.
    mark: usize,
}

impl Highlights {
    pub(in crate::query) fn new(
        ask: &Ask,
        variants: &Variants,
        schema: &ArticleSchema,
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let mut highlights = Self::default();
        for Clause { presence, expr } in &ask.clauses {
            if *presence != Presence::Excluded {
                highlights.add(expr, None, variants, schema, analyzer);
            }
        }
        highlights
    }

    fn add(
        &mut self,
        expr: &Expr,
        field: Option<Field>,
        variants: &Variants,
        schema: &ArticleSchema,
        analyzer: &mut NewsAnalyzer,
    ) {
        let mut push = |pattern| {
            let mark = Mark { field, pattern };
            if !self.marks.contains(&mark) {
                self.marks.push(mark);
            }
        };
        match expr {
            Expr::Word(text) => {
                let mut forms = forms_of_sequence(&analyzer.compounds(text));
                forms.extend_from_slice(variants.rows(text));
                push(Pattern::Row(forms));
            }
            Expr::Phrase(text) => {
                push(Pattern::Row(forms_of_sequence(&analyzer.compounds(text))));
            }
            Expr::Near { words, .. } => {
                for compound in analyzer.compounds(words) {
                    push(Pattern::Row(forms_of_sequence(&[compound])));
                }
            }
            Expr::Prefix(text) => {
                let mut beginning = String::new();
                fold_joined(text, &mut beginning);
                push(Pattern::Beginning(beginning));
            }
            Expr::Field { name, inner } => {
                if let Some((field, _)) = schema.text_field(name) {
                    self.add(inner, Some(field), variants, schema, analyzer);
                }
            }
            Expr::Not(_) => {}
            Expr::All(parts) | Expr::Any(parts) => {
                for part in parts {
                    self.add(part, field, variants, schema, analyzer);
                }
            }
        }
    }

    /// The places of a field's text that match: ascending, not overlapping.
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
        let mut found = tokens.beginnings;
        for (mark, pattern) in marks {
            if let Pattern::Row(forms) = pattern {
                let rows = forms.iter().flat_map(|form| tokens.rows.of(form));
                found.extend(rows.map(|range| Match { range, mark }));
            }
        }
        found.sort_by_key(|m| (m.range.start, m.range.end, m.mark));
        found
    }

    /// One or two parts of a body: around most of the query's words, and around those that the
    /// first lacks. The beginning where nothing matches; none for no body. Of a very long body
    /// only the first [`LOOKED_AT`] bytes are looked at.
    pub(in crate::query) fn passages(
        &self,
        body: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Passage> {
        if body.is_empty() {
            return Vec::new();
        }
        let looked_at = &body[..body.floor_char_boundary(LOOKED_AT)];
        let matches = self.matches(looked_at, field, analyzer);
        let Some(first) = best_window(&matches, self.marks.len(), PASSAGE_LEN * 3 / 4, &[]) else {
            return vec![passage(body, 0..0, PASSAGE_LEN, &[])];
        };
        let mut seen = vec![false; self.marks.len()];
        for m in &matches {
            seen[m.mark] |= m.range.start >= first.start && m.range.end <= first.end;
        }
        let mut passages = vec![passage(body, first, PASSAGE_LEN, &matches)];
        let second = best_window(&matches, self.marks.len(), SECOND_LEN * 3 / 4, &seen);
        if let Some(second) = second {
            let second = passage(body, second, SECOND_LEN, &matches);
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

/// The span of matches, at most `length` bytes wide unless one match is wider, that has the most
/// parts of the query beyond those already `seen`; then the most matches; then the first.
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

/// The part of the body around `window`, about `length` bytes, cut at word borders: from the
/// beginning of its sentence if that is near.
fn passage(body: &str, window: Range<usize>, length: usize, matches: &[Match]) -> Passage {
    let spare = length.saturating_sub(window.len());
    let start = passage_start(body, window.start, spare / 2);
    let end = passage_end(body, window.end.max(start), start + length);
    let text = &body[start..end];
    let ranges = matches.iter().filter_map(|m| {
        let (from, to) = (m.range.start.max(start), m.range.end.min(end));
        (from < to).then(|| from - start..to - start)
    });
    Passage {
        text: text.to_owned(),
        start_byte: start,
        start: body[..start].chars().count(),
        matches: joined(ranges),
        cut_before: !body[..start].trim().is_empty(),
        cut_after: !body[end..].trim().is_empty(),
    }
}

/// Where a passage with `at` in it begins, at most `spare` bytes before it: with the first
/// sentence or paragraph that begins there, else behind the first space.
fn passage_start(body: &str, at: usize, spare: usize) -> usize {
    let beginning = body.len() - body.trim_start().len();
    let earliest = body.floor_char_boundary(at.saturating_sub(spare));
    if earliest <= beginning {
        return beginning;
    }
    let before = &body[earliest..at];
    let mut word = None;
    let mut ended = false;
    let mut spaced = false;
    for (offset, c) in before.char_indices() {
        if c.is_whitespace() {
            spaced = true;
            ended |= c == '\n';
            continue;
        }
        if spaced && ended {
            return earliest + offset;
        }
        if spaced && word.is_none() {
            word = Some(earliest + offset);
        }
        // A sentence ends with its mark and what closes behind it: `left.” `
        ended = matches!(c, '.' | '!' | '?' | '…' | '。')
            || (ended && !spaced && matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']'));
        spaced = false;
    }
    if spaced && (ended || word.is_none()) {
        return at;
    }
    word.unwrap_or(at)
}

/// Where a passage ends: before the last space up to `latest`, or at `latest` in a script that
/// writes none.
fn passage_end(body: &str, at: usize, latest: usize) -> usize {
    let whole = body.trim_end().len();
    if latest >= whole {
        return whole.max(at);
    }
    let latest = body.floor_char_boundary(latest.max(at));
    // One character more, to know whether a word ends right at `latest`.
    let behind = body[latest..].chars().next().map_or(0, char::len_utf8);
    let spaces = body[at..latest + behind].char_indices().rev();
    let last_space = spaces
        .filter(|(_, c)| c.is_whitespace())
        .map(|(offset, _)| at + offset)
        .next();
    match last_space {
        Some(space) if space > at => at + body[at..space].trim_end().len(),
        _ => {
            // The match is the last word: with what is written right behind it.
            let attached: usize = body[at..]
                .chars()
                .take_while(|c| !c.is_whitespace())
                .map(char::len_utf8)
                .sum();
            if attached <= MOST_ATTACHED {
                at + attached
            } else {
                latest
            }
        }
    }
}

/// So many bytes without a space are taken along at the end of a passage; more, and it is a
/// script that writes none.
const MOST_ATTACHED: usize = 24;

/// Sorts ranges and joins those that overlap or touch.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = ranges.collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests;

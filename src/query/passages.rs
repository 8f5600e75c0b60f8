//! What of an article to show: the places that match, and the parts of the body around them.

use super::ask::{Ask, Clause, Expr, Presence};
use super::page::Passage;
use super::words::forms_of_sequence;
use crate::analysis::{NewsAnalyzer, fold};
use crate::schema::ArticleSchema;
use std::collections::HashMap;
use std::ops::Range;
use tantivy::schema::Field;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// How long the first passage is, in bytes, about.
const PASSAGE_LEN: usize = 240;

/// How long a second passage is, shown where the first lacks words of the query.
const SECOND_LEN: usize = 140;

/// What to mark in articles, from a query's parts that articles match.
#[derive(Debug, Default)]
pub(super) struct Highlights {
    marks: Vec<Mark>,
}

#[derive(Debug)]
struct Mark {
    /// The one field it is looked for in; all that words are searched in if `None`.
    field: Option<Field>,
    pattern: Pattern,
}

#[derive(Debug)]
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
    pub(super) fn new(ask: &Ask, schema: &ArticleSchema, analyzer: &mut NewsAnalyzer) -> Self {
        let mut highlights = Self::default();
        for Clause { presence, expr } in &ask.clauses {
            if *presence != Presence::Excluded {
                highlights.add(expr, None, schema, analyzer);
            }
        }
        highlights
    }

    fn add(
        &mut self,
        expr: &Expr,
        field: Option<Field>,
        schema: &ArticleSchema,
        analyzer: &mut NewsAnalyzer,
    ) {
        let mut push = |pattern| self.marks.push(Mark { field, pattern });
        match expr {
            Expr::Word(text) | Expr::Phrase(text) => {
                push(Pattern::Row(forms_of_sequence(&analyzer.compounds(text))));
            }
            Expr::Near { words, .. } => {
                for compound in analyzer.compounds(words) {
                    push(Pattern::Row(forms_of_sequence(&[compound])));
                }
            }
            Expr::Prefix(text) => {
                let mut beginning = String::new();
                fold(text, &mut beginning);
                push(Pattern::Beginning(beginning));
            }
            Expr::Field { name, inner } => {
                if let Some((field, _)) = schema.text_field(name) {
                    self.add(inner, Some(field), schema, analyzer);
                }
            }
            Expr::Not(_) => {}
            Expr::All(parts) | Expr::Any(parts) => {
                for part in parts {
                    self.add(part, field, schema, analyzer);
                }
            }
        }
    }

    /// The places of a field's text that match: ascending, not overlapping.
    pub(super) fn ranges(
        &self,
        text: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Range<usize>> {
        let tokens = Tokens::of(text, analyzer);
        joined(
            self.matches(text, &tokens, field)
                .into_iter()
                .map(|m| m.range),
        )
    }

    fn matches(&self, text: &str, tokens: &Tokens, field: Field) -> Vec<Match> {
        let mut found = Vec::new();
        for (index, mark) in self.marks.iter().enumerate() {
            if mark.field.is_some_and(|only| only != field) {
                continue;
            }
            let ranges = match &mark.pattern {
                Pattern::Row(forms) => forms.iter().flat_map(|form| tokens.rows(form)).collect(),
                Pattern::Beginning(beginning) => tokens.beginning(text, beginning),
            };
            found.extend(ranges.into_iter().map(|range| Match { range, mark: index }));
        }
        found.sort_by_key(|m| (m.range.start, m.range.end, m.mark));
        found
    }

    /// One or two parts of a body: around most of the query's words, and around those that the
    /// first lacks. The beginning where nothing matches; none for no body.
    pub(super) fn passages(
        &self,
        body: &str,
        field: Field,
        analyzer: &mut NewsAnalyzer,
    ) -> Vec<Passage> {
        if body.is_empty() {
            return Vec::new();
        }
        let tokens = Tokens::of(body, analyzer);
        let matches = self.matches(body, &tokens, field);
        let Some(first) = best_window(&matches, PASSAGE_LEN * 3 / 4, &[]) else {
            return vec![passage(body, &tokens, 0..0, PASSAGE_LEN, &[])];
        };
        let seen: Vec<usize> = within(&matches, &first).map(|m| m.mark).collect();
        let mut passages = vec![passage(body, &tokens, first, PASSAGE_LEN, &matches)];
        if let Some(second) = best_window(&matches, SECOND_LEN * 3 / 4, &seen) {
            let second = passage(body, &tokens, second, SECOND_LEN, &matches);
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

/// A text's tokens, to look rows of terms up in.
struct Tokens {
    tokens: Vec<(String, usize, Range<usize>)>,
    by_position: HashMap<usize, Vec<usize>>,
}

impl Tokens {
    fn of(text: &str, analyzer: &mut NewsAnalyzer) -> Self {
        let mut tokens = Vec::new();
        let mut by_position: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut stream = analyzer.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            by_position
                .entry(token.position)
                .or_default()
                .push(tokens.len());
            tokens.push((
                token.text.clone(),
                token.position,
                token.offset_from..token.offset_to,
            ));
        }
        Self {
            tokens,
            by_position,
        }
    }

    /// Where these terms stand in a row.
    fn rows(&self, form: &[String]) -> Vec<Range<usize>> {
        let Some((first, rest)) = form.split_first() else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for (term, position, range) in &self.tokens {
            if term != first {
                continue;
            }
            let mut end = Some(range.end);
            for (offset, term) in (1..).zip(rest) {
                end = end.and_then(|_| self.at(position + offset, term));
            }
            rows.extend(end.map(|end| range.start..end));
        }
        rows
    }

    /// The end of the token of this term at this position.
    fn at(&self, position: usize, term: &str) -> Option<usize> {
        let here = self.by_position.get(&position)?;
        here.iter()
            .map(|index| &self.tokens[*index])
            .find(|(own, ..)| own == term)
            .map(|(.., range)| range.end)
    }

    /// Words whose folded text begins so.
    fn beginning(&self, text: &str, beginning: &str) -> Vec<Range<usize>> {
        let mut folded = String::new();
        self.tokens
            .iter()
            .map(|(.., range)| range)
            .filter(|range| {
                folded.clear();
                fold(&text[(*range).clone()], &mut folded);
                folded.starts_with(beginning)
            })
            .cloned()
            .collect()
    }
}

/// The span of matches, at most `length` bytes wide unless one match is wider, that has the most
/// parts of the query beyond those in `seen`; then the most matches; then the first.
fn best_window(matches: &[Match], length: usize, seen: &[usize]) -> Option<Range<usize>> {
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for (start, first) in matches.iter().enumerate() {
        let mut marks: Vec<usize> = Vec::new();
        let mut end = first.range.end;
        let mut count = 0;
        for next in &matches[start..] {
            if count > 0 && next.range.end.saturating_sub(first.range.start) > length {
                break;
            }
            count += 1;
            end = end.max(next.range.end);
            if !seen.contains(&next.mark) && !marks.contains(&next.mark) {
                marks.push(next.mark);
            }
        }
        let better = best
            .as_ref()
            .is_none_or(|(most, many, _)| (marks.len(), count) > (*most, *many));
        if !marks.is_empty() && better {
            best = Some((marks.len(), count, first.range.start..end));
        }
    }
    best.map(|(.., window)| window)
}

fn within<'a>(matches: &'a [Match], window: &'a Range<usize>) -> impl Iterator<Item = &'a Match> {
    matches
        .iter()
        .filter(|m| m.range.start >= window.start && m.range.end <= window.end)
}

/// The part of the body around `window`, about `length` bytes, cut at word borders: from the
/// beginning of its sentence if that is near.
fn passage(
    body: &str,
    tokens: &Tokens,
    window: Range<usize>,
    length: usize,
    matches: &[Match],
) -> Passage {
    let spare = length.saturating_sub(window.len());
    let start = passage_start(body, tokens, window.start, spare / 2);
    let mut end = passage_end(body, tokens, window.end, (start + length).max(window.end));
    if end < start {
        end = start;
    }
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

/// Where a passage with `at` in it begins, at most `spare` bytes before it: with a sentence or a
/// paragraph if one begins there, else with a word.
fn passage_start(body: &str, tokens: &Tokens, at: usize, spare: usize) -> usize {
    let earliest = at.saturating_sub(spare);
    if earliest == 0 {
        return body.len() - body.trim_start().len();
    }
    let before = tokens
        .tokens
        .partition_point(|(.., range)| range.start < earliest);
    let mut start = None;
    let mut previous_end = before.checked_sub(1).map_or(0, |i| tokens.tokens[i].2.end);
    for (.., range) in &tokens.tokens[before..] {
        if range.start > at {
            break;
        }
        let word = opening_of(body, previous_end, range.start);
        if ends_sentence(body.get(previous_end..word).unwrap_or_default()) {
            return word;
        }
        // Not within `eleven-member`.
        if start.is_none() && body[..word].ends_with(char::is_whitespace) {
            start = Some(word);
        }
        previous_end = range.end;
    }
    start.unwrap_or(at)
}

/// Includes a quotation mark or bracket that opens right before the word.
fn opening_of(body: &str, from: usize, word: usize) -> usize {
    let gap = body.get(from..word).unwrap_or_default();
    let opening = gap
        .char_indices()
        .rev()
        .take_while(|(_, c)| matches!(c, '"' | '“' | '‘' | '«' | '„' | '(' | '[' | '¿' | '¡' | '$'))
        .last();
    opening.map_or(word, |(at, _)| from + at)
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains('\n')
        || (gap.contains(['.', '!', '?', '。']) && gap.ends_with(|c: char| !c.is_alphanumeric()))
            && gap.contains(char::is_whitespace)
}

/// Where a passage ends: behind the last word that ends before `latest`, with the punctuation
/// that follows it.
fn passage_end(body: &str, tokens: &Tokens, at: usize, latest: usize) -> usize {
    let last = tokens
        .tokens
        .partition_point(|(.., range)| range.end <= latest);
    if last == tokens.tokens.len() {
        return body.trim_end().len();
    }
    let end = last
        .checked_sub(1)
        .map_or(at, |index| tokens.tokens[index].2.end)
        .max(at);
    // With what is written without a space behind it: punctuation, the rest of `eleven-member`.
    let attached: usize = body[end..]
        .chars()
        .take_while(|c| !c.is_whitespace())
        .map(char::len_utf8)
        .sum();
    if attached <= MOST_ATTACHED {
        end + attached
    } else {
        end
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

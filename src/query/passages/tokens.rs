//! The tokens of a text that the marks of a query may be on.
//!
//! A text is analysed once for all marks, and only words that start like some mark are stemmed.

use super::pattern::{Match, Pattern};
use crate::analysis::{Extra, FORM, Initials, JOINED, NewsAnalyzer, fold_joined};
use std::collections::HashSet;
use std::ops::Range;
use tantivy::tokenizer::TokenStream;

/// The tokens of a text that have a term or a prefix of some mark.
pub(super) struct Tokens {
    pub(super) sequences: Sequences,
    /// The words with the prefix of a mark.
    pub(super) with_prefix: Vec<Match>,
}

/// The tokens whose term is in the sequence of some mark, in their order: term, position and bytes.
pub(super) struct Sequences {
    tokens: Vec<(String, usize, Range<usize>)>,
}

impl Tokens {
    pub(super) fn of(text: &str, marks: &[(usize, &Pattern)], analyzer: &mut NewsAnalyzer) -> Self {
        let mut terms: HashSet<&str> = HashSet::new();
        let mut prefixes: Vec<(usize, &str)> = Vec::new();
        for (mark, pattern) in marks {
            match pattern {
                Pattern::Sequence(forms) | Pattern::Near { forms, .. } => {
                    terms.extend(forms.iter().flatten().map(String::as_str));
                }
                Pattern::Prefix(prefix) => prefixes.push((*mark, prefix)),
            }
        }
        let mut found = Self {
            sequences: Sequences { tokens: Vec::new() },
            with_prefix: Vec::new(),
        };
        let mut folded = String::new();
        let starts = prefixes.iter().map(|(_, prefix)| *prefix);
        let initials = Initials::of(terms.iter().copied().chain(starts));
        let extra = if terms.iter().any(|term| term.starts_with(FORM)) {
            Extra::Written
        } else if terms.iter().any(|term| term.contains(JOINED)) {
            Extra::Joined
        } else {
            Extra::None
        };
        let mut stream = analyzer.tokens(text, initials, extra);
        stream.process(&mut |token| {
            let range = token.offset_from..token.offset_to;
            if terms.contains(token.text.as_str()) {
                let tokens = &mut found.sequences.tokens;
                tokens.push((token.text.clone(), token.position, range.clone()));
            }
            if prefixes.is_empty() {
                return;
            }
            folded.clear();
            fold_joined(&text[range.clone()], &mut folded);
            let matching = prefixes.iter();
            let matching = matching.filter(|(_, prefix)| folded.starts_with(prefix));
            found.with_prefix.extend(matching.map(|(mark, _)| Match {
                range: range.clone(),
                mark: *mark,
            }));
        });
        found
    }
}

impl Sequences {
    /// Where these terms follow one another, in bytes.
    pub(super) fn of(&self, form: &[String]) -> Vec<Range<usize>> {
        let Some((first, rest)) = form.split_first() else {
            return Vec::new();
        };
        let mut places = Vec::new();
        for (at, (term, position, range)) in self.tokens.iter().enumerate() {
            if term != first {
                continue;
            }
            let mut end = Some(range.end);
            for (offset, term) in (1..).zip(rest) {
                end = end.and_then(|_| self.end_of(at, position + offset, term));
            }
            places.extend(end.map(|end| range.start..end));
        }
        places
    }

    /// The words of these terms that are together within a span of their number and at most `slop` other words, as the
    /// index counts them: a word's position is shifted by its place in the query.
    pub(super) fn near(&self, form: &[String], slop: u32) -> Vec<Range<usize>> {
        let mut shifted: Vec<(i64, usize, usize)> = Vec::new();
        for (place, term) in form.iter().enumerate() {
            for (token, (text, position, _)) in self.tokens.iter().enumerate() {
                if text == term {
                    let at = i64::try_from(*position).unwrap_or(i64::MAX);
                    let shift = i64::try_from(place).unwrap_or(i64::MAX);
                    shifted.push((at.saturating_sub(shift), place, token));
                }
            }
        }
        shifted.sort_unstable();
        let mut marked = vec![false; shifted.len()];
        let mut counts = vec![0_usize; form.len()];
        let (mut end, mut missing) = (0, form.len());
        for start in 0..shifted.len() {
            while end < shifted.len() && shifted[end].0 - shifted[start].0 <= i64::from(slop) {
                let count = &mut counts[shifted[end].1];
                missing -= usize::from(*count == 0);
                *count += 1;
                end += 1;
            }
            if missing == 0 && self.are_enough(&shifted[start..end], form.len()) {
                marked[start..end].fill(true);
            }
            let count = &mut counts[shifted[start].1];
            *count -= 1;
            missing += usize::from(*count == 0);
        }
        let inside = shifted.iter().zip(&marked).filter(|(_, marked)| **marked);
        inside
            .map(|((.., token), _)| self.tokens[*token].2.clone())
            .collect()
    }

    /// Whether these are at least so many different words: a word that a query has twice must be there twice.
    fn are_enough(&self, shifted: &[(i64, usize, usize)], wanted: usize) -> bool {
        let mut positions = Vec::with_capacity(wanted);
        for (.., token) in shifted {
            let position = self.tokens[*token].1;
            if !positions.contains(&position) {
                positions.push(position);
            }
            if positions.len() == wanted {
                return true;
            }
        }
        false
    }

    /// The end of the token of this term at this position, from the token `from` on.
    fn end_of(&self, from: usize, position: usize, term: &str) -> Option<usize> {
        self.tokens[from..]
            .iter()
            .take_while(|(_, at, _)| *at <= position)
            .find(|(text, at, _)| *at == position && text == term)
            .map(|(.., range)| range.end)
    }
}

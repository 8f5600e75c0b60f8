//! The tokens of a text that a query's marks may fall on.

use super::{Match, Pattern};
use crate::analysis::{Initials, NewsAnalyzer, fold_joined};
use std::collections::HashSet;
use std::ops::Range;
use tantivy::tokenizer::TokenStream;

/// What a text has of the words that are to be marked.
pub(in crate::query) struct Tokens {
    pub(in crate::query) rows: Rows,
    pub(in crate::query) beginnings: Vec<Match>,
}

/// The tokens whose term is part of some row, in their order.
pub(in crate::query) struct Rows {
    tokens: Vec<(String, usize, Range<usize>)>,
}

impl Tokens {
    pub(in crate::query) fn of(
        text: &str,
        marks: &[(usize, &Pattern)],
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let mut terms: HashSet<&str> = HashSet::new();
        let mut starts: Vec<(usize, &str)> = Vec::new();
        for (mark, pattern) in marks {
            match pattern {
                Pattern::Row(forms) => terms.extend(forms.iter().flatten().map(String::as_str)),
                Pattern::Beginning(beginning) => starts.push((*mark, beginning)),
            }
        }
        let mut found = Self {
            rows: Rows { tokens: Vec::new() },
            beginnings: Vec::new(),
        };
        let mut folded = String::new();
        let begun = starts.iter().map(|(_, start)| *start);
        let initials = Initials::of(terms.iter().copied().chain(begun));
        let mut stream = analyzer.tokens_beginning(text, initials);
        stream.process(&mut |token| {
            let range = token.offset_from..token.offset_to;
            if terms.contains(token.text.as_str()) {
                let tokens = &mut found.rows.tokens;
                tokens.push((token.text.clone(), token.position, range.clone()));
            }
            if starts.is_empty() {
                return;
            }
            folded.clear();
            fold_joined(&text[range.clone()], &mut folded);
            let begun = starts.iter().filter(|(_, start)| folded.starts_with(start));
            found.beginnings.extend(begun.map(|(mark, _)| Match {
                range: range.clone(),
                mark: *mark,
            }));
        });
        found
    }
}

impl Rows {
    /// Where these terms stand in a row.
    pub(in crate::query) fn of(&self, form: &[String]) -> Vec<Range<usize>> {
        let Some((first, rest)) = form.split_first() else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for (at, (term, position, range)) in self.tokens.iter().enumerate() {
            if term != first {
                continue;
            }
            let mut end = Some(range.end);
            for (offset, term) in (1..).zip(rest) {
                end = end.and_then(|_| self.end_of(at, position + offset, term));
            }
            rows.extend(end.map(|end| range.start..end));
        }
        rows
    }

    /// The end of the token of this term at this position, from the token `from` on.
    fn end_of(&self, from: usize, position: usize, term: &str) -> Option<usize> {
        self.tokens[from..]
            .iter()
            .take_while(|(_, own, _)| *own <= position)
            .find(|(text, own, _)| *own == position && text == term)
            .map(|(.., range)| range.end)
    }
}

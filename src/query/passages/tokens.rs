//! The tokens of a text that the marks of a query may be on.
//!
//! A text is analysed once for all marks, and only words that start like some mark are stemmed.
//! Terms become numbers, so that a query of many long phrases is compared quickly.

use super::pattern::{Match, Pattern};
use crate::analysis::{Extra, FORM, Initials, JOINED, NewsAnalyzer, fold_joined, without_end};
use std::collections::HashMap;
use std::ops::Range;
use tantivy::tokenizer::TokenStream;

/// The tokens of a text that have a term or a prefix of some mark.
pub(super) struct Tokens<'m> {
    pub(super) sequences: Sequences<'m>,
    /// The words with the prefix of a mark.
    pub(super) with_prefix: Vec<Match>,
}

/// The tokens whose term is in the sequence of some mark.
pub(super) struct Sequences<'m> {
    /// The number of each term of the marks.
    terms: HashMap<&'m str, usize>,
    /// In their order.
    tokens: Vec<Token>,
    /// By the number of a term: its places in `tokens`.
    with_term: Vec<Vec<usize>>,
    /// How many tokens were compared with a term of a sequence, added to a window or removed.
    #[cfg(test)]
    compared: std::cell::Cell<usize>,
}

/// A token whose term is in some mark.
struct Token {
    term: usize,
    position: usize,
    /// In bytes.
    range: Range<usize>,
}

/// The folded prefixes of marks.
#[derive(Default)]
struct Prefixes<'m> {
    marks: HashMap<&'m str, Vec<usize>>,
    /// The length of the longest prefix, in bytes.
    longest: usize,
}

impl<'m> Tokens<'m> {
    pub(super) fn of(
        text: &str,
        marks: &[(usize, &'m Pattern)],
        analyzer: &mut NewsAnalyzer,
    ) -> Self {
        let mut terms: HashMap<&str, usize> = HashMap::new();
        let mut prefixes = Prefixes::default();
        for (mark, pattern) in marks {
            match pattern {
                Pattern::Sequence(forms) | Pattern::Near { forms, .. } => {
                    for term in forms.iter().flatten() {
                        let next = terms.len();
                        terms.entry(term).or_insert(next);
                    }
                }
                Pattern::Prefix(prefix) => prefixes.add(prefix, *mark),
            }
        }
        let starts = terms.keys().chain(prefixes.marks.keys());
        let initials = Initials::of(starts.copied());
        let extra = if terms.keys().any(|term| without_end(term).starts_with(FORM)) {
            Extra::Written
        } else if terms.keys().any(|term| term.contains(JOINED)) {
            Extra::Joined
        } else {
            Extra::None
        };
        let mut tokens = Vec::new();
        let mut with_prefix = Vec::new();
        let mut with_term = vec![Vec::new(); terms.len()];
        let mut folded = String::new();
        let mut stream = analyzer.tokens(text, initials, extra);
        stream.process(&mut |token| {
            let range = token.offset_from..token.offset_to;
            if let Some(term) = terms.get(token.text.as_str()) {
                with_term[*term].push(tokens.len());
                tokens.push(Token {
                    term: *term,
                    position: token.position,
                    range: range.clone(),
                });
            }
            if prefixes.marks.is_empty() {
                return;
            }
            folded.clear();
            fold_joined(&text[range.clone()], &mut folded);
            with_prefix.extend(prefixes.of(&folded).map(|mark| Match {
                range: range.clone(),
                mark,
            }));
        });
        Self {
            sequences: Sequences {
                terms,
                tokens,
                with_term,
                #[cfg(test)]
                compared: std::cell::Cell::default(),
            },
            with_prefix,
        }
    }
}

impl<'m> Prefixes<'m> {
    fn add(&mut self, prefix: &'m str, mark: usize) {
        self.longest = self.longest.max(prefix.len());
        self.marks.entry(prefix).or_default().push(mark);
    }

    /// The marks whose prefix a folded word has. Takes the same time for any number of marks.
    fn of(&self, folded: &str) -> impl Iterator<Item = usize> {
        let ends = (0..=folded.len().min(self.longest)).filter(|end| folded.is_char_boundary(*end));
        let marks = ends.filter_map(|end| self.marks.get(&folded[..end]));
        marks.flatten().copied()
    }
}

impl Sequences<'_> {
    /// Where these terms follow one another, in bytes.
    pub(super) fn of(&self, form: &[String]) -> Vec<Range<usize>> {
        let numbers = form.iter().map(|term| self.terms.get(term.as_str()));
        let Some(numbers) = numbers
            .map(Option::<&usize>::copied)
            .collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        let Some((first, rest)) = numbers.split_first() else {
            return Vec::new();
        };
        // No text has a sequence of which it lacks a term.
        if numbers.iter().any(|term| self.with_term[*term].is_empty()) {
            return Vec::new();
        }
        let mut places = Vec::new();
        for at in &self.with_term[*first] {
            let start = self.tokens[*at].range.start;
            places.extend(self.end_after(*at, rest).map(|end| start..end));
        }
        places
    }

    /// The words of these terms that are together within a span of their number and at most `slop` other words, as the
    /// index counts them: a word's position is shifted by its place in the query.
    pub(super) fn near(&self, form: &[String], slop: u32) -> Vec<Range<usize>> {
        let mut shifted: Vec<(i64, usize, usize)> = Vec::new();
        for (place, term) in form.iter().enumerate() {
            let places = self.terms.get(term.as_str());
            for token in places.map_or(&[][..], |number| &self.with_term[*number]) {
                let at = i64::try_from(self.tokens[*token].position).unwrap_or(i64::MAX);
                let shift = i64::try_from(place).unwrap_or(i64::MAX);
                shifted.push((at.saturating_sub(shift), place, *token));
            }
        }
        shifted.sort_unstable();
        let mut window = Window::new(form.len());
        let mut marked = vec![false; shifted.len()];
        let (mut end, mut marked_to) = (0, 0);
        for (start, &(first, place, token)) in shifted.iter().enumerate() {
            while let Some((at, place, token)) = shifted.get(end)
                && at - first <= i64::from(slop)
            {
                window.add(*place, self.tokens[*token].position);
                end += 1;
            }
            if window.has_all() {
                marked[marked_to.max(start)..end].fill(true);
                marked_to = end;
            }
            window.remove(place, self.tokens[token].position);
        }
        #[cfg(test)]
        self.compared.set(self.compared.get() + window.changes);
        let inside = shifted.iter().zip(&marked).filter(|(_, marked)| **marked);
        inside
            .map(|((.., token), _)| self.tokens[*token].range.clone())
            .collect()
    }

    /// The end of the last token, if these terms follow the token `at` one after another. Several
    /// tokens may be at one position.
    fn end_after(&self, at: usize, rest: &[usize]) -> Option<usize> {
        let mut end = self.tokens[at].range.end;
        let mut position = self.tokens[at].position;
        let mut next = at;
        for term in rest {
            position += 1;
            let mut found = None;
            while let Some(token) = self.tokens.get(next)
                && token.position <= position
            {
                #[cfg(test)]
                self.compared.set(self.compared.get() + 1);
                if found.is_none() && token.position == position && token.term == *term {
                    found = Some(token.range.end);
                }
                next += 1;
            }
            end = found?;
        }
        Some(end)
    }
}

/// Words of a text that are close together, each for a place of a query. A word takes the same time to
/// add or to remove, whatever the number of the others.
struct Window {
    /// How many words there are for each place.
    of_place: Vec<usize>,
    /// The places without a word.
    missing: usize,
    /// How many places of the query the word at a position is for.
    of_position: HashMap<usize, usize>,
    /// How many words were added or removed.
    #[cfg(test)]
    changes: usize,
}

impl Window {
    fn new(places: usize) -> Self {
        Self {
            of_place: vec![0; places],
            missing: places,
            of_position: HashMap::new(),
            #[cfg(test)]
            changes: 0,
        }
    }

    /// Whether there is a word for each place, and as many different ones: a word that a query has
    /// twice must be there twice.
    fn has_all(&self) -> bool {
        self.missing == 0 && self.of_position.len() >= self.of_place.len()
    }

    fn add(&mut self, place: usize, position: usize) {
        self.missing -= usize::from(self.of_place[place] == 0);
        self.of_place[place] += 1;
        *self.of_position.entry(position).or_default() += 1;
        #[cfg(test)]
        {
            self.changes += 1;
        }
    }

    fn remove(&mut self, place: usize, position: usize) {
        self.of_place[place] -= 1;
        self.missing += usize::from(self.of_place[place] == 0);
        if let Some(count) = self.of_position.get_mut(&position) {
            *count -= 1;
            if *count == 0 {
                self.of_position.remove(&position);
            }
        }
        #[cfg(test)]
        {
            self.changes += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_phrase_compares_each_token_once_for_each_start() {
        let words = 200;
        let form = vec!["market".to_owned(); words];
        let pattern = Pattern::Sequence(vec![form.clone()]);
        let text = "market ".repeat(1000);
        let mut analyzer = NewsAnalyzer::english();
        let tokens = Tokens::of(&text, &[(0, &pattern)], &mut analyzer);
        assert_eq!(tokens.sequences.of(&form).len(), 1001 - words);
        let compared = tokens.sequences.compared.get();
        assert!(compared <= 1000 * (words + 1), "{compared}");
    }

    #[test]
    fn words_close_together_take_each_token_once_for_each_place() {
        let places = 64;
        let form = vec!["market".to_owned(); places];
        let pattern = Pattern::Near {
            forms: vec![form.clone()],
            slop: 1000,
        };
        let text = "market ".repeat(3000);
        let mut analyzer = NewsAnalyzer::english();
        let tokens = Tokens::of(&text, &[(0, &pattern)], &mut analyzer);
        assert_eq!(tokens.sequences.near(&form, 1000).len(), 3000 * places);
        let compared = tokens.sequences.compared.get();
        assert!(compared <= 2 * 3000 * places, "{compared}");
    }

    #[test]
    fn prefixes_are_found_whatever_their_number() {
        let mut prefixes = Prefixes::default();
        let texts: Vec<String> = (0..1000).map(|number| format!("w{number}")).collect();
        for (mark, text) in texts.iter().enumerate() {
            prefixes.add(text, mark);
        }
        let found: Vec<usize> = prefixes.of("w123é").collect();
        assert_eq!(found, [1, 12, 123]);
        assert_eq!(prefixes.of("é").count(), 0);
    }
}

//! Words of scripts without spaces: characters side by side, and how a query is cut into words.
//!
//! An article has a token for each character and one for each pair of neighbours, and no words. So a
//! shorter word is found within a longer one, and no dictionary is needed to index. A word of a query
//! is a sequence of pairs. A Korean word is asked for by each of its pairs, because nouns are written
//! together, and particles after them.

use super::compound::{Compound, Part, Word, WordKind};
use super::languages::{is_hangul, is_unspaced, noun, word_starts};
use super::spelling::as_written;
use super::terms::Terms;
use std::ops::Range;

/// Whether two words are neighbouring characters of a script without spaces.
pub(super) fn is_pair(first: &Word, second: &Word) -> bool {
    first.kind == WordKind::Unit
        && second.kind == WordKind::Unit
        && first.range.end == second.range.start
}

/// Appends the term of a pair to `out`.
pub(super) fn push_pair(text: &str, pair: &[Word], terms: &mut Terms, out: &mut String) {
    for unit in pair {
        terms.push(text, unit, out);
    }
}

/// Appends the words of a run of neighbouring characters to `out`.
pub(super) fn words_of_run(text: &str, run: &[Word], terms: &mut Terms, out: &mut Vec<Compound>) {
    let start = run[0].range.start;
    let starts = word_starts(&text[start..run[run.len() - 1].range.end]);
    let number = |unit: &Word| starts.partition_point(|from| start + from <= unit.range.start);
    for word in run.chunk_by(|one, next| number(one) == number(next)) {
        let range = word[0].range.start..word[word.len() - 1].range.end;
        out.push(Compound {
            parts: word.iter().map(|unit| part(text, unit, terms)).collect(),
            whole: None,
            joined: Vec::new(),
            unspaced: sequences(text, word, terms),
            is_close: true,
            touches: out.last().is_some_and(|last| last.range.end == range.start),
            range,
        });
    }
}

/// What joins the terms of a word that is a sequence of pairs: no term has it.
pub const THEN: char = '\u{1F}';

/// Whether a term is of characters of a script without spaces, each of which has a position.
#[must_use]
pub fn is_of_characters(term: &str) -> bool {
    term.starts_with(is_unspaced)
}

/// The terms that a word of a text is known by, which follow one another.
#[must_use]
pub fn terms_of_key(key: &str) -> Vec<String> {
    key.split(THEN).map(str::to_owned).collect()
}

/// Calls `each` with the words of a run of neighbouring characters: as written, of a Korean word the
/// noun, and its terms joined by [`THEN`].
pub(super) fn whole_words_of_run(
    text: &str,
    run: &[Word],
    terms: &mut Terms,
    each: &mut impl FnMut(&str, &str),
) {
    let start = run[0].range.start;
    let starts = word_starts(&text[start..run[run.len() - 1].range.end]);
    let number = |unit: &Word| starts.partition_point(|from| start + from <= unit.range.start);
    let mut key = String::new();
    for word in run.chunk_by(|one, next| number(one) == number(next)) {
        let units = without_particle(text, word);
        key.clear();
        if let [unit] = units {
            terms.push(text, unit, &mut key);
        }
        for (place, pair) in units.windows(2).enumerate() {
            if place > 0 {
                key.push(THEN);
            }
            push_pair(text, pair, terms, &mut key);
        }
        each(
            &text[word[0].range.start..units[units.len() - 1].range.end],
            &key,
        );
    }
}

/// The characters of a word; of a Korean one those of the noun.
fn without_particle<'w>(text: &str, word: &'w [Word]) -> &'w [Word] {
    let range = word[0].range.start..word[word.len() - 1].range.end;
    if !text[range.clone()].starts_with(is_hangul) {
        return word;
    }
    let end = range.start + noun(&text[range]).len();
    let noun = &word[..word.partition_point(|unit| unit.range.start < end)];
    if noun.is_empty() { word } else { noun }
}

/// How far around a place its words are looked for, in characters.
const AROUND: usize = 40;

/// The range of a text with the whole words at its ends, in scripts without spaces; in other scripts
/// it is unchanged.
#[must_use]
pub fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let matched = &text[range.clone()];
    let is_open = matched.starts_with(is_unspaced) || matched.ends_with(is_unspaced);
    if !is_open {
        return range;
    }
    let before = text[..range.start].char_indices().rev().take(AROUND);
    let before = before.take_while(|(_, c)| is_unspaced(*c));
    let from = before.last().map_or(range.start, |(at, _)| at);
    let after = text[range.end..].char_indices().take(AROUND);
    let after = after.take_while(|(_, c)| is_unspaced(*c));
    let to = after
        .last()
        .map_or(range.end, |(at, c)| range.end + at + c.len_utf8());
    let starts = word_starts(&text[from..to]);
    let starts = starts.iter().map(|start| from + start);
    let start = starts.clone().take_while(|start| *start <= range.start);
    let end = starts.chain([to]).find(|end| *end >= range.end);
    start.last().unwrap_or(range.start)..end.unwrap_or(range.end)
}

fn part(text: &str, unit: &Word, terms: &mut Terms) -> Part {
    let (mut term, mut written) = (String::new(), String::new());
    terms.push(text, unit, &mut term);
    as_written(&text[unit.range.clone()], unit.kind, &mut written);
    Part {
        form: term.clone(),
        written,
        readings: Vec::new(),
        term,
    }
}

/// What a word is ranked by.
fn sequences(text: &str, word: &[Word], terms: &mut Terms) -> Vec<Vec<String>> {
    let is_korean = text[word[0].range.start..].starts_with(is_hangul);
    let units = without_particle(text, word);
    let mut term = |units: &[Word]| {
        let mut term = String::new();
        push_pair(text, units, terms, &mut term);
        term
    };
    if let [_] = units {
        return vec![vec![term(units)]];
    }
    let pairs = units.windows(2).map(term);
    if is_korean {
        pairs.map(|pair| vec![pair]).collect()
    } else {
        vec![pairs.collect()]
    }
}

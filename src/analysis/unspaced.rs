//! Words of scripts without spaces: characters side by side, and how a query is cut into words.
//!
//! An article has a token for each character and one for each pair of neighbours, and no words. So a
//! shorter word is found within a longer one, and no dictionary is needed to index. A word of a query
//! is a sequence of pairs. A Korean word is asked for by each of its pairs, because nouns are written
//! together, and particles after them.

use super::compound::{Compound, Part, Word, WordKind};
use super::languages::{is_hangul, noun, word_starts};
use super::spelling::as_written;
use super::terms::Terms;

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
            touches: out.last().is_some_and(|last| last.range.end == range.start),
            range,
        });
    }
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
    let range = word[0].range.start..word[word.len() - 1].range.end;
    let is_korean = text[range.clone()].starts_with(is_hangul);
    let end = if is_korean {
        range.start + noun(&text[range]).len()
    } else {
        range.end
    };
    let units = &word[..word.partition_point(|unit| unit.range.start < end)];
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

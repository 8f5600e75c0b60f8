//! The words of an index that a program may have read where a word is printed.
//!
//! [`Misreading`] is an automaton over the bytes of terms, so that the engine's dictionary follows
//! only those that can still fit. It computes the rows of the edit distance (Wagner & Fischer 1974),
//! with cheaper costs for usual errors (`confusions`) and one letter for two.

use super::confusions::{Confusions, ERROR, USUAL};
use super::words::Dictionary;
use crate::analysis::FORM;
use crate::query::plan::patterns::{Fitting, WordPattern};
use std::cmp::Reverse;
use std::collections::HashMap;
use tantivy_fst::Automaton;

/// The most letters of a word that misread ones are looked for.
const LONGEST: usize = 32;

/// The most words that are looked at, in each segment and field.
const MOST_SEEN: usize = 20_000;

/// A misread word is in at most one article for so many of the word itself: a word that is more
/// frequent is another word. One that is in a single article may always be misread.
const TIMES_RARER: u64 = 8;

/// The fewest letters of a word that says how noisy an index is. Shorter ones are often like others.
const TELLING: usize = 5;

/// How far a misread word may be from a word of so many letters, in tenths of an error.
fn budget(letters: usize) -> u8 {
    match letters {
        0..=2 => 0,
        3 => 4,
        4..=5 => 10,
        6..=8 => 14,
        _ => 18,
    }
}

impl Dictionary<'_> {
    /// The words that a program may have read instead of `word`, the likeliest first; at most `most`
    /// of the pattern.
    pub(super) fn misread(
        &mut self,
        word: &str,
        pattern: &WordPattern,
    ) -> tantivy::Result<Fitting> {
        let letters: Vec<char> = word.chars().collect();
        let budget = budget(letters.len());
        if budget == 0 || letters.len() > LONGEST {
            return Ok(Fitting::default());
        }
        let plain = Misreading::new(letters, budget, false);
        let form = Misreading {
            after_mark: true,
            ..plain.clone()
        };
        let mut found: HashMap<String, u64> = HashMap::new();
        let mut is_cut = false;
        for automaton in [&plain, &form] {
            is_cut |= self.accepted(automaton, MOST_SEEN, &mut found)?;
        }
        let own = self.articles_with_any_form(word)?;
        let is_telling = plain.word.len() >= TELLING;
        let mut usual = 0;
        let mut words: Vec<(u8, u64, String)> = Vec::new();
        for (term, articles) in found {
            let read = term.strip_prefix(FORM).unwrap_or(&term);
            if articles <= (own / TIMES_RARER).max(1) {
                let cost = plain.cost(read);
                if cost <= USUAL {
                    usual += articles;
                }
                words.push((cost, articles, term));
            }
        }
        words.sort_unstable_by(|one, other| {
            (one.0, Reverse(one.1), &one.2).cmp(&(other.0, Reverse(other.1), &other.2))
        });
        let mut fitting = Fitting {
            of: words.len(),
            is_cut,
            noise: if is_telling { (usual, own) } else { (0, 0) },
            ..Fitting::default()
        };
        for (_, _, term) in words.into_iter().take(pattern.most()) {
            let read = term.strip_prefix(FORM).unwrap_or(&term).to_owned();
            if !fitting.words.contains(&read) {
                fitting.words.push(read);
            }
            fitting.terms.push(term);
        }
        Ok(fitting)
    }
}

/// Accepts the words that may be misreadings of a word. With `after_mark`, those of the terms that
/// are the forms of words.
#[derive(Clone)]
pub(super) struct Misreading {
    word: Vec<char>,
    budget: u8,
    after_mark: bool,
}

/// A row of the edit distance: what each prefix of the word costs, read as the letters so far.
type Row = [u8; LONGEST + 1];

/// Where the automaton is in a term.
#[derive(Clone)]
pub(super) struct State {
    row: Row,
    /// The row before the last letter.
    before: Row,
    last: char,
    /// The first bytes of a letter that is not complete.
    bytes: [u8; 4],
    length: u8,
    /// Whether the mark of a form has to come first.
    wants_mark: bool,
    is_dead: bool,
}

impl Misreading {
    pub(super) fn new(word: Vec<char>, budget: u8, after_mark: bool) -> Self {
        Self {
            word,
            budget,
            after_mark,
        }
    }

    /// The cost of reading the word as `read`, in tenths of an error.
    fn cost(&self, read: &str) -> u8 {
        let mut state = self.first(false);
        for letter in read.chars() {
            self.step(&mut state, letter);
        }
        state.row[self.word.len()]
    }

    fn first(&self, wants_mark: bool) -> State {
        let mut row = [u8::MAX; LONGEST + 1];
        for (at, cost) in (0_u8..).zip(&mut row[..=self.word.len()]) {
            *cost = at.saturating_mul(ERROR);
        }
        State {
            row,
            before: [u8::MAX; LONGEST + 1],
            last: '\0',
            bytes: [0; 4],
            length: 0,
            wants_mark,
            is_dead: false,
        }
    }

    fn step(&self, state: &mut State, read: char) {
        let (row, before) = (&state.row, &state.before);
        let table = Confusions::get();
        let mut next = [u8::MAX; LONGEST + 1];
        next[0] = row[0].saturating_add(ERROR);
        for at in 1..=self.word.len() {
            let letter = self.word[at - 1];
            let mut least = row[at - 1]
                .saturating_add(table.substitution(letter, read))
                .min(row[at].saturating_add(ERROR))
                .min(next[at - 1].saturating_add(ERROR));
            if let Some(cost) = table.split(letter, state.last, read) {
                least = least.min(before[at - 1].saturating_add(cost));
            }
            if at > 1
                && let Some(cost) = table.split(read, self.word[at - 2], letter)
            {
                least = least.min(row[at - 2].saturating_add(cost));
            }
            next[at] = least;
        }
        state.before = state.row;
        state.row = next;
        state.last = read;
    }
}

impl Automaton for Misreading {
    type State = State;

    fn start(&self) -> State {
        self.first(self.after_mark)
    }

    fn is_match(&self, state: &State) -> bool {
        let cost = state.row[self.word.len()];
        !state.is_dead
            && !state.wants_mark
            && state.length == 0
            && (1..=self.budget).contains(&cost)
    }

    fn can_match(&self, state: &State) -> bool {
        let rows = state.row.iter().chain(&state.before);
        !state.is_dead && rows.min().is_some_and(|least| *least <= self.budget)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = state.clone();
        if next.is_dead {
            return next;
        }
        if next.wants_mark {
            next.wants_mark = false;
            next.is_dead = byte != FORM as u8;
            return next;
        }
        next.bytes[usize::from(next.length) % 4] = byte;
        next.length += 1;
        match std::str::from_utf8(&next.bytes[..usize::from(next.length)]) {
            Ok(text) => {
                let letter = text.chars().next().unwrap_or_default();
                next.length = 0;
                // A mark of the analysis, or the join of two words.
                next.is_dead = !letter.is_alphanumeric();
                self.step(&mut next, letter);
            }
            Err(_) => next.is_dead = next.length == 4,
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(word: &str, term: &str, after_mark: bool) -> bool {
        let letters: Vec<char> = word.chars().collect();
        let budget = budget(letters.len());
        let automaton = Misreading::new(letters, budget, after_mark);
        let mut state = automaton.start();
        for byte in term.bytes() {
            state = automaton.accept(&state, byte);
            if !automaton.can_match(&state) {
                return false;
            }
        }
        automaton.is_match(&state)
    }

    #[test]
    fn usual_errors_are_nearer_than_others() {
        for (word, read, is_near) in [
            ("modern", "modem", true),
            ("modem", "modern", true),
            ("house", "liouse", true),
            ("house", "houfe", true),
            ("house", "house", false),
            ("ferry", "fcrry", true),
            ("ferry", "fexry", true),
            ("ferry", "fexrx", false),
            ("ice", "icc", true),
            ("ice", "icx", false),
            ("of", "oi", false),
            ("sénat", "senat", true),
            ("withdrawal", "withdxawal", true),
            ("withdrawal", "withdxawol", true),
            ("withdrawal", "withdxawxl", false),
            ("withdrawal", "wthdrawal", true),
        ] {
            assert_eq!(accepts(word, read, false), is_near, "{word} {read}");
            assert_eq!(accepts(word, &format!("={read}"), true), is_near, "={read}");
            assert!(!accepts(word, &format!("={read}"), false));
        }
        assert!(!accepts("modern", "~enmodem", false));
        assert!(!accepts("modern", "mod+em", false));
    }

    #[test]
    fn letters_of_several_bytes_are_one_letter() {
        assert!(accepts("газета", "гацета", false));
        assert!(!accepts("газета", "гацеда", false));
    }
}

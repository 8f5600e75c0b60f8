//! Patterns of words: wildcards and fuzzy words, and the words of an index that they fit.
//!
//! A pattern is compared with words as they were written. What is searched for is every form of the
//! words that fit. This file reads no index: `dictionary` finds the words.

use super::forms::TermSequence;
use crate::analysis::{fold_joined, prefix_of_compounds, shown_term};
use crate::query::ask::Expr;
use tantivy::schema::Field;

/// The most words that a wildcard stands for.
const MOST_WORDS: usize = 1_000;

/// The most words that a fuzzy word stands for, and that rank.
const FEW_WORDS: usize = 64;

/// The most words that are searched for as misreadings of one.
const MOST_MISREAD: usize = 24;

/// A pattern of words in one field, or in all that words are searched in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) struct WordPattern {
    /// As it was typed.
    pub(in crate::query) typed: String,
    /// The one field to search in.
    pub(in crate::query) field: Option<Field>,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// Folded, with `*` and `?`.
    Wildcard(Vec<char>),
    /// Folded.
    Fuzzy { word: Vec<char>, edits: usize },
    /// Folded: the word itself, if somebody wrote it.
    Whole(String),
    /// Compounds with a last part, by what their terms start with.
    Compounds(String),
    /// Folded: what a program may have read instead of it.
    Misread(String),
}

/// The words of an index that a pattern fits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::query) struct Fitting {
    /// The words as written, folded, the most frequent first.
    pub(in crate::query) words: Vec<String>,
    /// The terms of these words, each once.
    pub(in crate::query) terms: Vec<String>,
    /// The most words that may fit, if more than are searched for. Terms that were not looked at
    /// count, also those that are mere stems.
    pub(in crate::query) of: usize,
    /// Of a misread word: the articles with one usual error in it, and those with the word itself.
    pub(in crate::query) noise: (u64, u64),
    /// Whether the index has more words than were compared.
    pub(in crate::query) is_cut: bool,
}

/// Patterns with the words they fit.
pub(in crate::query) type Expansions = [(WordPattern, Fitting)];

impl WordPattern {
    /// The pattern of an expression; `None` for another one.
    pub(in crate::query) fn of(expr: &Expr, field: Option<Field>) -> Option<Self> {
        let kind = match expr {
            Expr::Wildcard(text) => Kind::Wildcard(folded_pattern(text)),
            Expr::Fuzzy { word, edits } => Kind::Fuzzy {
                word: folded(word).chars().collect(),
                edits: usize::from(*edits),
            },
            _ => return None,
        };
        Some(Self {
            typed: match expr {
                Expr::Fuzzy { word, edits } => format!("{word}~{edits}"),
                Expr::Wildcard(text) => text.clone(),
                _ => String::new(),
            },
            field,
            kind,
        })
    }

    /// The pattern of a word that fits if somebody wrote it; `word` is folded.
    pub(super) fn whole(word: &str, field: Option<Field>) -> Self {
        Self {
            typed: word.to_owned(),
            field,
            kind: Kind::Whole(word.to_owned()),
        }
    }

    /// The pattern of compounds whose last part is the word of a term; `None` if there are none.
    pub(super) fn compounds(term: &str, field: Option<Field>) -> Option<Self> {
        Some(Self {
            typed: shown_term(term).into_owned(),
            field,
            kind: Kind::Compounds(prefix_of_compounds(term)?),
        })
    }

    /// The pattern of what a program may have read instead of a word, which is folded.
    pub(in crate::query) fn misread(word: &str, field: Option<Field>) -> Self {
        Self {
            typed: word.to_owned(),
            field,
            kind: Kind::Misread(word.to_owned()),
        }
    }

    /// How it was typed, if it stands for words that only a dictionary knows.
    pub(in crate::query) fn is_open(&self) -> Option<&str> {
        matches!(self.kind, Kind::Wildcard(_) | Kind::Fuzzy { .. }).then_some(&self.typed)
    }

    /// The word that it fits misreadings of, if it does.
    pub(in crate::query) fn of_misread(&self) -> Option<&str> {
        match &self.kind {
            Kind::Misread(word) => Some(word),
            _ => None,
        }
    }

    /// What the terms start with that it fits, if it fits compounds.
    pub(in crate::query) fn of_compounds(&self) -> Option<&str> {
        match &self.kind {
            Kind::Compounds(prefix) => Some(prefix),
            _ => None,
        }
    }

    /// The one word that it fits, if it is a whole one.
    pub(in crate::query) fn only(&self) -> Option<&str> {
        match &self.kind {
            Kind::Whole(word) => Some(word),
            _ => None,
        }
    }

    /// What every word that fits starts with.
    pub(in crate::query) fn prefix(&self) -> String {
        match &self.kind {
            Kind::Wildcard(pattern) => pattern
                .iter()
                .take_while(|c| !matches!(c, '*' | '?'))
                .collect(),
            Kind::Fuzzy { word, .. } => word.iter().take(1).collect(),
            Kind::Whole(word) | Kind::Compounds(word) => word.clone(),
            Kind::Misread(_) => String::new(),
        }
    }

    /// The longest text that every word that fits has in it.
    pub(in crate::query) fn core(&self) -> String {
        match &self.kind {
            Kind::Wildcard(pattern) => pattern
                .split(|c| matches!(c, '*' | '?'))
                .max_by_key(|part| part.len())
                .map(|part| part.iter().collect())
                .unwrap_or_default(),
            Kind::Fuzzy { .. } | Kind::Whole(_) | Kind::Compounds(_) | Kind::Misread(_) => {
                String::new()
            }
        }
    }

    /// Whether a folded word fits.
    pub(in crate::query) fn fits(&self, word: &str) -> bool {
        match &self.kind {
            Kind::Wildcard(pattern) => fits_wildcard(pattern, word),
            Kind::Whole(own) => own == word,
            Kind::Compounds(prefix) => word.starts_with(prefix),
            // Its words are found by an automaton.
            Kind::Misread(_) => false,
            Kind::Fuzzy { word: own, edits } => {
                let letters = word.chars().count();
                letters.abs_diff(own.len()) <= *edits
                    && word.chars().next() == own.first().copied()
                    && is_near(own, word, *edits)
            }
        }
    }

    /// The most words that it stands for; fewer if a query has many patterns.
    pub(in crate::query) fn most(&self) -> usize {
        match &self.kind {
            Kind::Wildcard(_) => MOST_WORDS,
            Kind::Fuzzy { .. } | Kind::Whole(_) | Kind::Compounds(_) => FEW_WORDS,
            Kind::Misread(_) => MOST_MISREAD,
        }
    }
}

impl Fitting {
    /// The terms, each as a sequence of one.
    pub(super) fn sequences(&self) -> Vec<TermSequence> {
        self.terms.iter().map(|term| vec![term.clone()]).collect()
    }

    /// Whether the words are few enough to rank as one.
    pub(super) fn ranks(&self) -> bool {
        self.words.len() <= FEW_WORDS && !self.terms.is_empty()
    }

    /// A sentence for people.
    pub(super) fn note(&self, typed: &str) -> String {
        if self.words.is_empty() && self.of == 0 {
            return format!("no word is like `{typed}`");
        }
        if self.of > self.words.len() || self.is_cut {
            let searched = self.words.len();
            // Not all terms of the rest were looked at: some are stems that nobody wrote.
            let all = if self.is_cut {
                format!("at least {searched}")
            } else {
                format!("up to {}", self.of)
            };
            return format!(
                "{all} words are like `{typed}`: only the {searched} most frequent are searched for"
            );
        }
        let shown = &self.words[..self.words.len().min(SHOWN)];
        let more = match self.words.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("`{typed}` finds {}{more}", shown.join(", "))
    }
}

impl Fitting {
    /// What a word is also found as: `ferry as fcrry, fexry and 3 more`.
    pub(super) fn note_on_misread(&self, word: &str) -> String {
        let shown = &self.words[..self.words.len().min(SHOWN_MISREAD)];
        let more = match self.of.max(self.words.len()) - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{word} as {}{more}", shown.join(", "))
    }
}

/// The number of misread words that a note names.
const SHOWN_MISREAD: usize = 3;

/// The number of words that a note names.
const SHOWN: usize = 8;

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_joined(text, &mut folded);
    folded
}

/// A pattern whose text is folded; its signs stay.
fn folded_pattern(text: &str) -> Vec<char> {
    let mut pattern = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '?']) {
        pattern.push_str(&folded(&rest[..at]));
        pattern.push_str(&rest[at..=at]);
        rest = &rest[at + 1..];
    }
    pattern.push_str(&folded(rest));
    pattern.chars().collect()
}

/// Compares with a wildcard. After a mismatch the last star takes one more letter.
fn fits_wildcard(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut letter) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while letter < word.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, letter));
                at += 1;
            }
            Some(c) if *c == '?' || *c == word[letter] => {
                at += 1;
                letter += 1;
            }
            _ => match &mut star {
                Some((starred, taken)) => {
                    *taken += 1;
                    at = *starred + 1;
                    letter = *taken;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

/// Whether two words differ in at most so many letters, two neighbours that changed places counted
/// as one (optimal string alignment).
pub(in crate::query) fn is_near(one: &[char], other: &str, edits: usize) -> bool {
    let one: String = one.iter().collect();
    strsim::osa_distance(&one, other) <= edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(expr: Expr) -> WordPattern {
        WordPattern::of(&expr, None).unwrap()
    }

    #[test]
    fn a_wildcard_fits_whole_words() {
        for (typed, word, fits) in [
            ("with?raw", "withdraw", true),
            ("with?raw", "withdrawn", false),
            ("*draw*", "withdrawal", true),
            ("*draw*", "draw", true),
            ("*draw", "withdrawn", false),
            ("w*d*l", "withdrawal", true),
            ("w*d*x", "withdrawal", false),
            ("Caf?s*", "cafes", true),
            ("al-f*h", "alfatih", true),
            ("*aab", "aaab", true),
        ] {
            let pattern = pattern(Expr::Wildcard(typed.to_owned()));
            assert_eq!(pattern.fits(word), fits, "{typed} {word}");
            assert!(!fits || word.starts_with(&pattern.prefix()));
            assert!(!fits || word.contains(&pattern.core()));
        }
    }

    #[test]
    fn a_fuzzy_word_has_the_right_first_letter() {
        for (typed, edits, word, fits) in [
            ("withdrawl", 1, "withdrawal", true),
            ("withdrawl", 1, "withdraw", true),
            ("withdrawl", 1, "withdrawals", false),
            ("withdrawl", 2, "withdrawals", true),
            ("troosp", 1, "troops", true),
            ("troops", 2, "groups", false),
            ("Łódż", 1, "lody", true),
        ] {
            let expr = Expr::Fuzzy {
                word: typed.to_owned(),
                edits,
            };
            assert_eq!(pattern(expr).fits(word), fits, "{typed} {word}");
        }
    }
}

//! What differs between two copies of a text, paragraph by paragraph.
//!
//! Paragraphs with the same words are the same, whatever their case, accents and spaces. One that
//! has at least half of the words of another is that one, changed. Long texts without a common
//! paragraph are not compared word by word, so that hostile ones cost little.

use super::units::each_unit;
use std::collections::{HashMap, HashSet};

/// The most paragraphs that are compared word by word with as many others.
const MOST_COMPARED: usize = 200;

/// How the paragraphs of one text differ from those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Difference {
    /// Paragraphs that are in both, in the same order.
    pub same: usize,
    /// Paragraphs that are in both, but elsewhere.
    pub moved: usize,
    /// Paragraphs of which some words differ.
    pub changed: usize,
    /// Paragraphs that are only in the second text.
    pub added: usize,
    /// Paragraphs that are only in the first text.
    pub cut: usize,
}

impl Difference {
    /// What was done to the text `before` to make the text `after` of it.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Self {
        let (before, after) = (paragraphs(before), paragraphs(after));
        let mut places: HashMap<&[u64], Vec<usize>> = HashMap::new();
        for (place, paragraph) in before.iter().enumerate().rev() {
            places.entry(paragraph).or_default().push(place);
        }
        let mut kept = Vec::new();
        let mut new = Vec::new();
        for paragraph in &after {
            match places.get_mut(&paragraph[..]).and_then(Vec::pop) {
                Some(place) => kept.push(place),
                None => new.push(paragraph),
            }
        }
        let mut gone: Vec<_> = places.into_values().flatten().collect();
        gone.sort_unstable();
        let gone: Vec<_> = gone.into_iter().map(|place| &before[place]).collect();
        let changed = changed(&gone, &new);
        let same = longest_ascending(&kept);
        Self {
            same,
            moved: kept.len() - same,
            changed,
            added: new.len() - changed,
            cut: gone.len() - changed,
        }
    }

    /// Whether the texts have the same paragraphs in the same order.
    #[must_use]
    pub fn is_none(self) -> bool {
        let Self {
            same: _,
            moved,
            changed,
            added,
            cut,
        } = self;
        [moved, changed, added, cut] == [0; 4]
    }
}

/// The words of each paragraph, as hashes.
fn paragraphs(text: &str) -> Vec<Vec<u64>> {
    let words = |line: &str| {
        let mut words = Vec::new();
        each_unit(line, |unit| words.push(unit.hash));
        words
    };
    let lines = text.lines().map(words);
    lines.filter(|words| !words.is_empty()).collect()
}

/// How many of the new paragraphs have at least half of their words in common with a paragraph that
/// is gone. Each of these counts once.
fn changed(gone: &[&Vec<u64>], new: &[&Vec<u64>]) -> usize {
    if gone.len() > MOST_COMPARED || new.len() > MOST_COMPARED {
        return 0;
    }
    let sets = |paragraphs: &[&Vec<u64>]| -> Vec<HashSet<u64>> {
        let paragraphs = paragraphs.iter();
        paragraphs
            .map(|words| words.iter().copied().collect())
            .collect()
    };
    let (mut gone, new) = (sets(gone), sets(new));
    let mut changed = 0;
    for words in new {
        let is_it = |other: &HashSet<u64>| {
            2 * words.intersection(other).count() >= words.len().max(other.len())
        };
        if let Some(place) = gone.iter().position(is_it) {
            gone.swap_remove(place);
            changed += 1;
        }
    }
    changed
}

/// The length of the longest ascending part of a row of places (patience sorting).
fn longest_ascending(places: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for place in places {
        let at = ends.partition_point(|end| end < place);
        match ends.get_mut(at) {
            Some(end) => *end = *place,
            None => ends.push(*place),
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Trains stand still.\n\nThe crews want better hours and say so today.\n\n\
                        Talks go on.\n\nNobody knows when they end.";

    fn between(after: &str) -> [usize; 5] {
        let Difference {
            same,
            moved,
            changed,
            added,
            cut,
        } = Difference::between(TEXT, after);
        [same, moved, changed, added, cut]
    }

    #[test]
    fn paragraphs_are_the_same_moved_changed_added_or_cut() {
        assert_eq!(between(&TEXT.to_uppercase()), [4, 0, 0, 0, 0]);
        assert_eq!(
            between("Trains stand still.\nTalks go on."),
            [2, 0, 0, 0, 2]
        );
        let moved = "Talks go on.\nTrains stand still.\n\
                     The crews want better hours and say so today.\nNobody knows when they end.";
        assert_eq!(between(moved), [3, 1, 0, 0, 0]);
        let changed = TEXT.replace("better hours", "more pay");
        assert_eq!(between(&changed), [3, 0, 1, 0, 0]);
        assert_eq!(between(&format!("{TEXT}\nRead more.")), [4, 0, 0, 1, 0]);
        assert_eq!(between(""), [0, 0, 0, 0, 4]);
        assert_eq!(between("Something else entirely."), [0, 0, 0, 1, 4]);
    }

    #[test]
    fn a_repeated_paragraph_counts_as_often_as_it_is_there() {
        let all = |times: usize| "Goal!\n".repeat(times);
        let difference = Difference::between(&all(3), &all(5));
        assert_eq!((difference.same, difference.added), (3, 2));
        let difference = Difference::between(&all(100_000), "");
        assert_eq!(difference.cut, 100_000);
    }
}

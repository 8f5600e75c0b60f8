//! The words that a misspelled word may be.
//!
//! They are near ones of the index, or two words run together. Queries are not known here.

use super::words::Dictionary;
use std::cmp::Reverse;
use std::collections::HashSet;

/// The most letters in which a word may differ from the one that is meant.
fn most_edits(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// The fewest letters of each of two words that were run together.
const LEAST_PART: usize = 3;

impl Dictionary<'_> {
    /// The words near `word`, with fewest errors first, then most frequent first. The word itself is
    /// not among them. A wrong first letter counts as one error more, and is looked for only if no
    /// other word is near. If `is_sure`, only words with one error after the second letter are near.
    pub(in crate::query) fn nearest(
        &mut self,
        word: &str,
        is_sure: bool,
        most: usize,
    ) -> tantivy::Result<Vec<(String, u64)>> {
        let edits = most_edits(word.chars().count());
        if edits == 0 {
            return Ok(Vec::new());
        }
        if is_sure {
            let start: String = word.chars().take(2).collect();
            return self.near(word, &start, 1, most);
        }
        let first = word.chars().next().map(String::from).unwrap_or_default();
        let near = self.near(word, &first, edits, most)?;
        if near.is_empty() && edits > 1 {
            return self.near(word, "", 1, most);
        }
        Ok(near)
    }

    fn near(
        &mut self,
        word: &str,
        prefix: &str,
        edits: usize,
        most: usize,
    ) -> tantivy::Result<Vec<(String, u64)>> {
        let letters = word.chars().count();
        let found = self.walk(prefix, "", |other| {
            let is_plain = other.chars().all(char::is_alphabetic);
            is_plain
                && other.chars().count().abs_diff(letters) <= edits
                && other != word
                && strsim::osa_distance(word, other) <= edits
        })?;
        let mut words: Vec<(String, u64)> = found.forms.into_iter().collect();
        for (term, _) in found.terms {
            let count = self.count_of_term(&term)?;
            if count > 0 {
                words.push((term, count));
            }
        }
        words.sort_by_cached_key(|(other, count)| {
            let distance = strsim::osa_distance(word, other);
            (distance, Reverse(*count), other.clone())
        });
        // Forms of one word find the same.
        let mut terms = HashSet::new();
        words.retain(|(word, _)| terms.insert(self.shared_term(word)));
        words.truncate(most);
        Ok(words)
    }

    /// The two words of the index that a word is made of, if there are such; of several the pair
    /// whose rarer word is most frequent.
    pub(in crate::query) fn parts(
        &mut self,
        word: &str,
    ) -> tantivy::Result<Option<(String, String)>> {
        let mut best: Option<(u64, (String, String))> = None;
        let borders: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let last = borders.len().saturating_sub(LEAST_PART);
        for at in borders.iter().take(last + 1).skip(LEAST_PART) {
            let (one, other) = word.split_at(*at);
            let count = self.count(one)?;
            let count = match count {
                0 => 0,
                count => count.min(self.count(other)?),
            };
            if count > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((count, (one.to_owned(), other.to_owned())));
            }
        }
        Ok(best.map(|(_, pair)| pair))
    }
}

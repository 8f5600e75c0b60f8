//! The words that a misspelled word may be.
//!
//! They are near ones of the index, or two words run together. For a pattern they are the words that
//! it fits but for one letter, for a value of a field other values. Queries are not known here.

use super::walk::Found;
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
        self.best(found, |other| strsim::osa_distance(word, other), most)
    }

    /// The words that a pattern, folded, with `*` and `?`, would fit with one letter changed; as
    /// [`Self::nearest`] orders them. A letter at its start is right.
    pub(in crate::query) fn nearly_fitting(
        &mut self,
        pattern: &str,
        most: usize,
    ) -> tantivy::Result<Vec<(String, u64)>> {
        let letters: Vec<char> = pattern.chars().collect();
        let known = letters.iter().filter(|c| !matches!(c, '*' | '?'));
        if most_edits(known.count()) == 0 {
            return Ok(Vec::new());
        }
        let first = letters.first().filter(|c| c.is_alphabetic());
        let first = first.map(char::to_string).unwrap_or_default();
        let found = self.walk(&first, "", |word| {
            word.chars().all(char::is_alphabetic) && errors(&letters, word) <= 1
        })?;
        self.best(found, |word| errors(&letters, word), most)
    }

    /// The values near `value`, in lower case, of fields whose terms are whole values, in the order of
    /// [`Self::nearest`]. None if there are articles with the value itself.
    pub(in crate::query) fn nearest_values(
        &mut self,
        value: &str,
        most: usize,
    ) -> tantivy::Result<Vec<String>> {
        let edits = match value.chars().count() {
            0..=2 => return Ok(Vec::new()),
            3..=5 => 1,
            _ => 2,
        };
        let mut values = self.with_prefix("")?;
        if values.iter().any(|(known, _)| known == value) {
            return Ok(Vec::new());
        }
        let distance = |own: &str| strsim::osa_distance(own, value);
        values.retain(|(own, _)| distance(own) <= edits);
        values
            .sort_by_cached_key(|(own, articles)| (distance(own), Reverse(*articles), own.clone()));
        Ok(values.into_iter().map(|(own, _)| own).take(most).collect())
    }

    /// The words that a walk found, each with its articles: the first `most`.
    fn best(
        &mut self,
        found: Found,
        distance: impl Fn(&str) -> usize,
        most: usize,
    ) -> tantivy::Result<Vec<(String, u64)>> {
        let mut words: Vec<(String, u64)> = found.forms.into_iter().collect();
        for (term, _) in found.terms {
            let count = self.count_of_term(&term)?;
            if count > 0 {
                words.push((term, count));
            }
        }
        words
            .sort_by_cached_key(|(other, count)| (distance(other), Reverse(*count), other.clone()));
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

/// The fewest letters that are wrong, missing, too many or swapped with the next one, for a pattern
/// with `*` and `?` to fit a word.
fn errors(pattern: &[char], word: &str) -> usize {
    let word: Vec<char> = word.chars().collect();
    let mut before = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (at, sign) in pattern.iter().enumerate() {
        let is_star = *sign == '*';
        let mut next = vec![row[0] + usize::from(!is_star)];
        for (place, letter) in word.iter().enumerate() {
            let is_other = *sign != '?' && sign != letter;
            let fewest = if is_star {
                row[place + 1].min(next[place])
            } else {
                (row[place] + usize::from(is_other)).min(1 + row[place + 1].min(next[place]))
            };
            let is_swapped =
                at > 0 && place > 0 && pattern[at - 1] == *letter && *sign == word[place - 1];
            next.push(if is_swapped {
                fewest.min(1 + before[place - 1])
            } else {
                fewest
            });
        }
        before = std::mem::replace(&mut row, next);
    }
    row[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_nearly_fits_a_word() {
        for (pattern, word, wanted) in [
            ("withdraw*", "withdrawals", 0),
            ("withdrawl*", "withdrawals", 1),
            ("withdarw*", "withdrawals", 1),
            ("with?rawl", "withdrawl", 0),
            ("with?rawl", "withdrawal", 1),
            ("*rawl", "withdrawal", 1),
            ("w*l", "wool", 0),
            ("", "ab", 2),
            ("abc", "", 3),
        ] {
            let pattern: Vec<char> = pattern.chars().collect();
            assert_eq!(errors(&pattern, word), wanted, "{pattern:?} {word}");
        }
    }
}

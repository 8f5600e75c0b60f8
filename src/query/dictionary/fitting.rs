//! The words of an index that a pattern fits.
//!
//! Of too many the most frequent are kept; what is searched for are all forms of each.

use super::words::Dictionary;
use crate::analysis::{first_parts_of_compound, shown_term};
use crate::query::plan::patterns::{Fitting, WordPattern};

impl Dictionary<'_> {
    /// The words that a pattern fits, the most frequent first, then in the order of letters.
    pub(in crate::query) fn fitting(&mut self, pattern: &WordPattern) -> tantivy::Result<Fitting> {
        if let Some(word) = pattern.only() {
            let is_there = self.count(word)? > 0;
            let words: Vec<String> = is_there.then(|| word.to_owned()).into_iter().collect();
            return Ok(Fitting {
                of: words.len(),
                words,
                ..Fitting::default()
            });
        }
        if let Some(prefix) = pattern.of_compounds() {
            return self.compounds(prefix, pattern.most());
        }
        if let Some(word) = pattern.of_misread() {
            return self.misread(word, pattern);
        }
        let fits = |word: &str| pattern.fits(word);
        let found = self.walk(&pattern.prefix(), &pattern.core(), fits)?;
        let mut words: Vec<(String, u64, bool)> = Vec::new();
        words.extend(
            found
                .terms
                .into_iter()
                .map(|(word, count)| (word, count, true)),
        );
        words.extend(
            found
                .forms
                .into_iter()
                .map(|(word, count)| (word, count, false)),
        );
        words.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        let mut fitting = Fitting {
            of: words.len(),
            is_cut: found.is_cut,
            ..Fitting::default()
        };
        for (word, _, is_term) in words {
            if fitting.words.len() == pattern.most() {
                break;
            }
            let is_known = fitting.words.contains(&word);
            if is_known || is_term && self.count_of_term(&word)? == 0 {
                fitting.of -= 1;
                continue;
            }
            for term in self.terms_of(&word) {
                if !fitting.terms.contains(&term) {
                    fitting.terms.push(term);
                }
            }
            fitting.words.push(word);
        }
        Ok(fitting)
    }
    /// The compounds whose terms start with `prefix` and whose first part is a word of the index too,
    /// the most frequent first; at most `most`.
    fn compounds(&mut self, prefix: &str, most: usize) -> tantivy::Result<Fitting> {
        let mut found = self.with_prefix(prefix)?;
        found.sort_unstable_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
        let mut fitting = Fitting {
            of: found.len(),
            ..Fitting::default()
        };
        for (term, _) in found.into_iter().take(most * CANDIDATES) {
            if fitting.words.len() == most {
                break;
            }
            let mut is_made_of_words = false;
            for part in first_parts_of_compound(&term, prefix) {
                is_made_of_words = is_made_of_words || self.articles(&part)? > 0;
            }
            if is_made_of_words {
                fitting.words.push(shown_term(&term).into_owned());
                fitting.terms.push(term);
            }
        }
        Ok(fitting)
    }
}

/// How many terms are looked at for each compound that is wanted.
const CANDIDATES: usize = 4;

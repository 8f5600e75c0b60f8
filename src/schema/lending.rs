//! Analyzers that were used before, lent to the next search: they know the terms of recent words.
//!
//! A few are kept, and none that remembers much.

use crate::analysis::NewsAnalyzer;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// The most analyzers that are kept.
const MOST: usize = 4;

/// The most that a kept analyzer remembers, in bytes. Others start empty again: frequent words recur.
const MOST_REMEMBERED: usize = 4 << 20;

/// Why there is an analyzer.
const TAKEN: &str = "it is taken only when it is dropped";

/// Analyzers that are not lent now.
#[derive(Default)]
pub struct Analyzers(Mutex<Vec<NewsAnalyzer>>);

/// An analyzer that reads in the most frequent language of its archive, until it is told another. It
/// is kept for others when it is dropped.
pub struct LentAnalyzer<'a> {
    /// Taken when it is dropped.
    analyzer: Option<NewsAnalyzer>,
    kept: &'a Analyzers,
}

impl Analyzers {
    /// Lends one of them, or a new one.
    pub(super) fn lend(&self, new: impl FnOnce() -> NewsAnalyzer) -> LentAnalyzer<'_> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        LentAnalyzer {
            analyzer: Some(known.unwrap_or_else(new)),
            kept: self,
        }
    }
}

/// A clone has none: another archive may have other languages.
impl Clone for Analyzers {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Analyzers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Analyzers")
    }
}

impl Deref for LentAnalyzer<'_> {
    type Target = NewsAnalyzer;

    fn deref(&self) -> &NewsAnalyzer {
        self.analyzer.as_ref().expect(TAKEN)
    }
}

impl DerefMut for LentAnalyzer<'_> {
    fn deref_mut(&mut self) -> &mut NewsAnalyzer {
        self.analyzer.as_mut().expect(TAKEN)
    }
}

impl Drop for LentAnalyzer<'_> {
    fn drop(&mut self) {
        let Some(mut analyzer) = self.analyzer.take() else {
            return;
        };
        if analyzer.remembered() > MOST_REMEMBERED {
            return;
        }
        analyzer.start_again();
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST {
            kept.push(analyzer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{ArchiveLanguages, Language};

    fn analyzer() -> NewsAnalyzer {
        NewsAnalyzer::of(ArchiveLanguages::new(&[
            Language::English,
            Language::German,
        ]))
    }

    #[test]
    fn an_analyzer_is_lent_again_as_a_new_one_would_be() {
        let kept = Analyzers::default();
        let mut first = kept.lend(analyzer);
        first.set_language(Language::German);
        let german = first.terms("Truppen");
        assert!(first.remembered() > 0);
        drop(first);
        let mut again = kept.lend(|| panic!("one is kept"));
        assert_eq!(again.language(), analyzer().language());
        again.set_language(Language::German);
        assert_eq!(again.terms("Truppen"), german);
    }

    #[test]
    fn few_are_kept_and_none_that_remembers_much() {
        let kept = Analyzers::default();
        let lent: Vec<_> = (0..2 * MOST).map(|_| kept.lend(analyzer)).collect();
        drop(lent);
        assert_eq!(kept.0.lock().unwrap().len(), MOST);
        let kept = Analyzers::default();
        let mut full = kept.lend(|| NewsAnalyzer::new(Language::German));
        for number in 0_u32..30_000 {
            full.terms(&word(number));
        }
        assert!(full.remembered() > MOST_REMEMBERED);
        drop(full);
        assert!(kept.0.lock().unwrap().is_empty());
    }

    /// A word without digits.
    fn word(number: u32) -> String {
        let letters = number.to_string();
        letters
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'a'))
            .collect()
    }
}

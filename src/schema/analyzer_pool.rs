//! Analyzers that were used before, for the next search: they know the terms of recent words.
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

/// The analyzers that nobody uses now.
#[derive(Default)]
pub struct AnalyzerPool(Mutex<Vec<NewsAnalyzer>>);

/// An analyzer that reads in the most frequent language of its archive, until it is told another. It
/// returns to the pool when it is dropped.
pub struct PooledAnalyzer<'a> {
    /// Taken when it is dropped.
    analyzer: Option<NewsAnalyzer>,
    pool: &'a AnalyzerPool,
}

impl AnalyzerPool {
    /// One of them, or a new one.
    pub(super) fn take(&self, new: impl FnOnce() -> NewsAnalyzer) -> PooledAnalyzer<'_> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        PooledAnalyzer {
            analyzer: Some(known.unwrap_or_else(new)),
            pool: self,
        }
    }
}

/// A clone has none: another archive may have other languages.
impl Clone for AnalyzerPool {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for AnalyzerPool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AnalyzerPool")
    }
}

impl Deref for PooledAnalyzer<'_> {
    type Target = NewsAnalyzer;

    fn deref(&self) -> &NewsAnalyzer {
        self.analyzer.as_ref().expect(TAKEN)
    }
}

impl DerefMut for PooledAnalyzer<'_> {
    fn deref_mut(&mut self) -> &mut NewsAnalyzer {
        self.analyzer.as_mut().expect(TAKEN)
    }
}

impl Drop for PooledAnalyzer<'_> {
    fn drop(&mut self) {
        let Some(mut analyzer) = self.analyzer.take() else {
            return;
        };
        if analyzer.remembered() > MOST_REMEMBERED {
            return;
        }
        analyzer.start_again();
        let mut kept = self.pool.0.lock().unwrap_or_else(PoisonError::into_inner);
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
    fn an_analyzer_that_is_taken_again_is_as_a_new_one_would_be() {
        let kept = AnalyzerPool::default();
        let mut first = kept.take(analyzer);
        first.set_language(Language::German);
        let german = first.terms("Truppen");
        assert!(first.remembered() > 0);
        drop(first);
        let mut again = kept.take(|| panic!("one is kept"));
        assert_eq!(again.language(), analyzer().language());
        again.set_language(Language::German);
        assert_eq!(again.terms("Truppen"), german);
    }

    #[test]
    fn few_are_kept_and_none_that_remembers_much() {
        let kept = AnalyzerPool::default();
        let taken: Vec<_> = (0..2 * MOST).map(|_| kept.take(analyzer)).collect();
        drop(taken);
        assert_eq!(kept.0.lock().unwrap().len(), MOST);
        let kept = AnalyzerPool::default();
        let mut full = kept.take(|| NewsAnalyzer::new(Language::German));
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

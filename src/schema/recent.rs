//! Stored articles that were read a short time ago, for a program that answers many searches.
//!
//! The engine unpacks a block of many articles for one of them. An article that is read again is
//! taken from here: its bytes, as the index stores them. They are bounded, whatever is read. Answers
//! are not kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::DocAddress;

/// The most bytes that are kept, without those of the table.
const MOST: usize = 16 << 20;

/// The largest article that is kept, in bytes. A few huge ones would leave no room for others.
const LARGEST: usize = 64 << 10;

/// What an article counts besides its bytes: its row in the table.
const ROW: usize = 64;

/// The number of a searcher, and the address of an article there.
type Key = (usize, DocAddress);

/// Articles that were read a short time ago, by several searchers. They stay as long as this value.
#[derive(Debug, Default)]
pub struct RecentArticles(Mutex<Halves>);

/// The articles of one searcher among them.
#[derive(Debug, Clone, Copy)]
pub struct Recent<'a> {
    /// All of them.
    pub articles: &'a RecentArticles,
    /// The number of the searcher. No other one has it.
    pub searcher: usize,
}

/// What was read last, and what was read before. When the first half is full, it takes the place of
/// the second, so that each read costs the same.
#[derive(Debug, Default)]
struct Halves {
    last: HashMap<Key, Arc<[u8]>>,
    before: HashMap<Key, Arc<[u8]>>,
    /// The bytes of the first half.
    bytes: usize,
}

impl Halves {
    fn keep(&mut self, key: Key, bytes: Arc<[u8]>) {
        let size = bytes.len() + ROW;
        if self.bytes + size > MOST / 2 {
            self.before = std::mem::take(&mut self.last);
            self.bytes = 0;
        }
        if self.last.insert(key, bytes).is_none() {
            self.bytes += size;
        }
    }
}

impl Recent<'_> {
    /// The stored bytes of an article, if they are here.
    pub(super) fn get(&self, address: DocAddress) -> Option<Arc<[u8]>> {
        let key = (self.searcher, address);
        let mut halves = self.halves();
        if let Some(bytes) = halves.last.get(&key) {
            return Some(Arc::clone(bytes));
        }
        let bytes = halves.before.remove(&key)?;
        halves.keep(key, Arc::clone(&bytes));
        Some(bytes)
    }

    /// Keeps the stored bytes of an article, if it is not too large.
    pub(super) fn keep(&self, address: DocAddress, bytes: &[u8]) {
        if bytes.len() <= LARGEST {
            let bytes = Arc::from(bytes);
            self.halves().keep((self.searcher, address), bytes);
        }
    }

    fn halves(&self) -> std::sync::MutexGuard<'_, Halves> {
        let halves = self.articles.0.lock();
        halves.unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(doc: u32) -> DocAddress {
        DocAddress::new(0, doc)
    }

    #[test]
    fn what_was_read_last_is_kept_within_a_bound() {
        let articles = RecentArticles::default();
        let recent = Recent {
            articles: &articles,
            searcher: 1,
        };
        let text = vec![b'x'; LARGEST];
        recent.keep(address(0), b"often");
        for doc in 1..2_000 {
            recent.keep(address(doc), &text);
            assert_eq!(recent.get(address(0)).as_deref(), Some(&b"often"[..]));
            let halves = articles.0.lock().unwrap();
            let all = halves.last.values().chain(halves.before.values());
            assert!(all.map(|bytes| bytes.len()).sum::<usize>() <= MOST);
        }
        assert!(recent.get(address(1)).is_none());
        assert!(recent.get(address(1_999)).is_some());
        recent.keep(address(7_000), &vec![b'x'; LARGEST + 1]);
        assert!(recent.get(address(7_000)).is_none());
    }

    #[test]
    fn searchers_do_not_see_the_articles_of_others() {
        let articles = RecentArticles::default();
        let of = |searcher| Recent {
            articles: &articles,
            searcher,
        };
        of(1).keep(address(5), b"one");
        assert!(of(2).get(address(5)).is_none());
        of(2).keep(address(5), b"two");
        assert_eq!(of(1).get(address(5)).as_deref(), Some(&b"one"[..]));
    }
}

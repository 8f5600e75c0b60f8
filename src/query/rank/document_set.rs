//! A set of documents of one segment, one bit each.
//!
//! Tantivy's `BitSet` does the same, but counts its elements at each insertion. That doubles the
//! time of inserting postings, which every search does to count its matches. Measured: 22,354 of
//! 100,000 documents in 27 to 33 µs instead of 14 (both loops alone, best of 300 rounds). Walking
//! through them took 64 µs instead of 57.

use crate::query::request::deadline::Deadline;
use tantivy::COLLECT_BLOCK_BUFFER_LEN;
use tantivy::query::Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, Term};

const WORD: u32 = u64::BITS;

/// A set of documents.
#[derive(Debug, Clone)]
pub(in crate::query) struct DocumentSet(Vec<u64>);

impl DocumentSet {
    /// An empty set for documents below `max_doc`.
    pub(in crate::query) fn none(max_doc: DocId) -> Self {
        Self(vec![0; max_doc.div_ceil(WORD) as usize])
    }

    pub(in crate::query) fn insert(&mut self, doc: DocId) {
        self.0[(doc / WORD) as usize] |= 1 << (doc % WORD);
    }

    pub(in crate::query) fn has(&self, doc: DocId) -> bool {
        self.0[(doc / WORD) as usize] & (1 << (doc % WORD)) != 0
    }

    /// Inserts the documents of a segment that a query matches, deleted ones as well. Looks at the
    /// deadline after each block of documents.
    pub(in crate::query) fn insert_matches(
        &mut self,
        weight: &dyn Weight,
        reader: &SegmentReader,
        deadline: Deadline,
    ) -> tantivy::Result<()> {
        if !deadline.is_set() {
            return weight.for_each_no_score(reader, &mut |docs: &[DocId]| {
                for doc in docs {
                    self.insert(*doc);
                }
            });
        }
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut block = [0; COLLECT_BLOCK_BUFFER_LEN];
        loop {
            deadline.check()?;
            let filled = scorer.fill_buffer(&mut block);
            for doc in &block[..filled] {
                self.insert(*doc);
            }
            if filled < block.len() {
                return Ok(());
            }
        }
    }

    /// Inserts the documents of a segment that have a term, deleted ones as well. Faster than
    /// [`Self::insert_matches`]: it takes a block of postings at a time.
    pub(in crate::query) fn insert_term(
        &mut self,
        term: &Term,
        reader: &SegmentReader,
    ) -> tantivy::Result<()> {
        let index = reader.inverted_index(term.field())?;
        let postings = index.read_block_postings(term, IndexRecordOption::Basic)?;
        let Some(mut postings) = postings else {
            return Ok(());
        };
        while postings.block_len() > 0 {
            for doc in postings.docs() {
                self.insert(*doc);
            }
            postings.advance();
        }
        Ok(())
    }

    /// Removes the deleted documents.
    pub(in crate::query) fn retain_alive(&mut self, reader: &SegmentReader) {
        if let Some(alive) = reader.alive_bitset() {
            for (at, word) in (0..).zip(&mut self.0) {
                let dead = (0..WORD).filter(|bit| *word & (1 << bit) != 0);
                let dead = dead.filter(|bit| alive.is_deleted(at * WORD + bit));
                *word &= !dead.fold(0, |dead, bit| dead | 1 << bit);
            }
        }
    }

    /// Those of the documents that are wanted.
    pub(in crate::query) fn filtered(&self, is_wanted: impl Fn(DocId) -> bool) -> Self {
        let mut wanted = Self(vec![0; self.0.len()]);
        for doc in self.docs().filter(|doc| is_wanted(*doc)) {
            wanted.insert(doc);
        }
        wanted
    }

    pub(in crate::query) fn clear(&mut self) {
        self.0.fill(0);
    }

    pub(in crate::query) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The documents, ascending.
    pub(in crate::query) fn docs(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..).zip(&self.0).flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at * WORD + bit)
            })
        })
    }

    /// The number of documents that both sets have.
    pub(in crate::query) fn count_shared(&self, other: &Self) -> u64 {
        let words = self.0.iter().zip(&other.0);
        words
            .map(|(one, other)| u64::from((one & other).count_ones()))
            .sum()
    }

    /// The first document of the set from `doc` on.
    pub(in crate::query) fn first_from(&self, doc: DocId) -> Option<DocId> {
        let mut at = (doc / WORD) as usize;
        let mut word = self.0.get(at)? & (u64::MAX << (doc % WORD));
        while word == 0 {
            at += 1;
            word = *self.0.get(at)?;
        }
        Some(DocId::try_from(at).ok()? * WORD + word.trailing_zeros())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_back_in_order() {
        let mut bits = DocumentSet::none(200);
        for doc in [199, 0, 63, 64, 130, 64] {
            bits.insert(doc);
        }
        let first = bits.first_from(0);
        let all: Vec<_> = std::iter::successors(first, |doc| bits.first_from(doc + 1)).collect();
        assert_eq!(all, [0, 63, 64, 130, 199]);
        assert_eq!(bits.docs().collect::<Vec<_>>(), all);
        let mut other = DocumentSet::none(200);
        for doc in [1, 64, 199] {
            other.insert(doc);
        }
        assert_eq!(bits.count_shared(&other), 2);
        assert_eq!(bits.count(), 5);
        assert!(bits.has(130) && !bits.has(131));
        assert_eq!(DocumentSet::none(0).first_from(0), None);
    }
}

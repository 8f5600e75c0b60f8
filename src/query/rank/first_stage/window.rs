//! Sums of neighbouring documents, over the words that are walked through.
//!
//! Word by word, all postings in the window are added to the sums, which stay in the core's cache.

use super::word_cursor::{FieldLengths, FieldSequence, WordCursor};
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::formula::single::{Sums, saturated};
use std::ops::Range;
use tantivy::DocId;

/// How many documents are summed up at a time. Their sums fit the first cache of a core.
pub(super) const WINDOW: u32 = 2048;

/// Sums of neighbouring documents.
pub(super) struct Window {
    pub(super) sums: Vec<Sums>,
    /// The frequencies of one word over its sequences so far.
    frequencies: Vec<f32>,
    /// The documents that have such a frequency.
    touched: Vec<u32>,
    /// The documents that have sums or are allowed without a word.
    pub(super) seen: DocumentSet,
}

impl Window {
    pub(super) fn new() -> Self {
        Self {
            sums: vec![Sums::default(); WINDOW as usize],
            frequencies: vec![0.0; WINDOW as usize],
            touched: Vec::with_capacity(WINDOW as usize),
            seen: DocumentSet::none(WINDOW),
        }
    }

    /// Marks all allowed documents as seen.
    pub(super) fn see(&mut self, allowed: &DocumentSet, docs: Range<DocId>) {
        let mut next = docs.start;
        while let Some(doc) = allowed.first_from(next).filter(|doc| *doc < docs.end) {
            self.seen.insert(doc - docs.start);
            next = doc + 1;
        }
    }

    /// Adds what a word contributes to these documents. Its frequencies over all sequences are
    /// added before one saturation. So those of the first sequences are kept until the last one is
    /// walked through.
    pub(super) fn add_word(
        &mut self,
        word: &mut WordCursor,
        docs: Range<DocId>,
        fields: &[FieldLengths],
        k1: f32,
    ) {
        let contribution = word.contribution;
        let Some((last, sequences)) = word.sequences.split_last_mut() else {
            return;
        };
        for FieldSequence {
            field,
            share,
            cursor,
        } in sequences
        {
            cursor.walk(docs.end, |doc, occurrences| {
                let at = doc - docs.start;
                let sum = &mut self.frequencies[at as usize];
                if *sum == 0.0 {
                    self.touched.push(at);
                }
                *sum += *share * fields[*field].weight(doc, occurrences);
            });
        }
        let mut add = |at: u32, frequency: f32| {
            // The articles of a sequence without weight match too, but do not count as having the
            // word.
            self.seen.insert(at);
            if frequency > 0.0 {
                contribution.add_to(&mut self.sums[at as usize], saturated(frequency, k1));
            }
        };
        let field = &fields[last.field];
        last.cursor.walk(docs.end, |doc, occurrences| {
            let at = doc - docs.start;
            let others = std::mem::take(&mut self.frequencies[at as usize]);
            add(at, others + last.share * field.weight(doc, occurrences));
        });
        for at in self.touched.drain(..) {
            add(at, std::mem::take(&mut self.frequencies[at as usize]));
        }
    }
}

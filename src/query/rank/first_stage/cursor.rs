//! The documents of one segment that have a term or a sequence of terms.
//!
//! Postings are read a block at a time. Positions are not compared: a document with all terms of a
//! sequence is taken, so frequencies of sequences are upper bounds.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, TERMINATED};

/// Walks through the documents that have all terms of a sequence.
pub(super) struct SequenceCursor {
    /// The rarest of the terms.
    lead: TermCursor,
    /// The other terms, at the same document as the rarest.
    rest: Vec<TermCursor>,
}

/// Walks through the postings of a term.
struct TermCursor {
    /// In a box, so that its two blocks of numbers are not copied.
    block: Box<BlockSegmentPostings>,
    at: usize,
}

impl SequenceCursor {
    /// A cursor at the first document that has all terms; `None` without terms.
    pub(super) fn new(mut postings: Vec<BlockSegmentPostings>) -> Option<Self> {
        postings.sort_by_key(BlockSegmentPostings::doc_freq);
        let mut terms = postings.into_iter().map(|block| TermCursor {
            block: Box::new(block),
            at: 0,
        });
        let mut cursor = Self {
            lead: terms.next()?,
            rest: terms.collect(),
        };
        cursor.align();
        Some(cursor)
    }

    /// The number of documents that have the rarest term, deleted ones included.
    pub(super) fn articles(&self) -> u32 {
        self.lead.block.doc_freq()
    }

    /// The current document, or [`TERMINATED`].
    pub(super) fn doc(&self) -> DocId {
        self.lead.doc()
    }

    /// Moves to the first document from `doc` on, never backwards.
    pub(super) fn seek(&mut self, doc: DocId) -> DocId {
        if self.doc() < doc {
            self.lead.seek(doc);
            self.align();
        }
        self.doc()
    }

    /// The frequency of the rarest term in the document. The sequence is at most that frequent.
    pub(super) fn occurrences(&self) -> u32 {
        let rest = self.rest.iter().map(TermCursor::frequency);
        rest.fold(self.lead.frequency(), u32::min)
    }

    /// Calls `each` with the documents before `end` and their [`Self::occurrences`].
    pub(super) fn walk(&mut self, end: DocId, mut each: impl FnMut(DocId, u32)) {
        if self.rest.is_empty() {
            self.lead.walk(end, each);
            return;
        }
        while self.doc() < end {
            each(self.doc(), self.occurrences());
            self.lead.seek(self.doc() + 1);
            self.align();
        }
    }

    /// Moves on to a document that has all terms.
    fn align(&mut self) {
        'next: while self.lead.doc() != TERMINATED {
            let doc = self.lead.doc();
            for term in &mut self.rest {
                let found = term.seek(doc);
                if found > doc {
                    self.lead.seek(found);
                    continue 'next;
                }
            }
            return;
        }
    }
}

impl TermCursor {
    fn doc(&self) -> DocId {
        self.block.doc(self.at)
    }

    fn frequency(&self) -> u32 {
        self.block.freq(self.at)
    }

    fn seek(&mut self, doc: DocId) -> DocId {
        if self.doc() < doc {
            self.at = self.block.seek(doc);
        }
        self.doc()
    }

    fn walk(&mut self, end: DocId, mut each: impl FnMut(DocId, u32)) {
        while self.doc() < end {
            let from = self.at;
            let docs = self.block.docs().iter().zip(self.block.freqs());
            for (doc, frequency) in docs.skip(from).take_while(|(doc, _)| **doc < end) {
                each(*doc, *frequency);
                self.at += 1;
            }
            if self.at >= self.block.block_len() {
                self.block.advance();
                self.at = 0;
            }
        }
    }
}

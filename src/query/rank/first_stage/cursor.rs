//! Documents of one segment that terms stand in, a block of postings at a time.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, TERMINATED};

/// Goes through the postings of a row of terms: through the documents that have them all.
pub(in crate::query) struct RowCursor {
    /// The rarest of the terms.
    lead: TermCursor,
    /// The other terms, on the same document as the rarest.
    rest: Vec<TermCursor>,
}

/// Goes through the postings of a term.
struct TermCursor {
    /// Never moved: it holds two blocks of numbers.
    block: Box<BlockSegmentPostings>,
    at: usize,
}

impl RowCursor {
    /// At the first document that has the terms; `None` for no terms.
    pub(in crate::query) fn new(mut postings: Vec<BlockSegmentPostings>) -> Option<Self> {
        postings.sort_by_key(BlockSegmentPostings::doc_freq);
        let mut terms = postings.into_iter().map(|block| TermCursor {
            block: Box::new(block),
            at: 0,
        });
        let mut row = Self {
            lead: terms.next()?,
            rest: terms.collect(),
        };
        row.align();
        Some(row)
    }

    /// In how many documents its rarest term stands, deleted ones included.
    pub(in crate::query) fn articles(&self) -> u32 {
        self.lead.block.doc_freq()
    }

    /// The document that it is at, or [`TERMINATED`].
    pub(in crate::query) fn doc(&self) -> DocId {
        self.lead.doc()
    }

    /// The first document from `doc` on; it never goes back.
    pub(in crate::query) fn seek(&mut self, doc: DocId) -> DocId {
        if self.doc() < doc {
            self.lead.seek(doc);
            self.align();
        }
        self.doc()
    }

    /// How often the rarest of the terms here stands in the document: the row does not more often.
    pub(in crate::query) fn occurrences(&self) -> u32 {
        let rest = self.rest.iter().map(TermCursor::frequency);
        rest.fold(self.lead.frequency(), u32::min)
    }

    /// Calls `each` with the documents before `end` and what [`Self::occurrences`] says of them.
    pub(in crate::query) fn walk(&mut self, end: DocId, mut each: impl FnMut(DocId, u32)) {
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

    /// Goes on to a document that all terms are in.
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

//! Where the words of a query stand in the documents of one segment.

use crate::query::plan::words::RankedWord;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet};

/// The postings of one word in one field. Documents are asked for in ascending order.
pub(in crate::query) struct Occurrences {
    typed: Forms,
    aliases: Forms,
    /// How many words the name has that the aliases stand for.
    name_words: u32,
}

impl Occurrences {
    pub(in crate::query) fn new(
        [typed, aliases]: [Vec<Vec<SegmentPostings>>; 2],
        word: &RankedWord,
    ) -> Self {
        Self {
            typed: Forms(typed),
            aliases: Forms(aliases),
            name_words: word.name_words.max(1),
        }
    }

    /// How often the word stands in the document; an alias counts `alias`, shared out over the
    /// words of the name that it stands for.
    pub(in crate::query) fn frequency(&mut self, doc: DocId, alias: f64) -> f64 {
        let typed = f64::from(self.typed.frequency(doc));
        match self.aliases.frequency(doc) {
            0 => typed,
            others => typed + alias * f64::from(others) / f64::from(self.name_words),
        }
    }

    /// Where the word or an alias begins; ascending.
    pub(in crate::query) fn positions(&mut self, doc: DocId, out: &mut Vec<u32>) {
        self.typed.positions(doc, out);
        if !self.aliases.0.is_empty() {
            let mut others = Vec::new();
            self.aliases.positions(doc, &mut others);
            out.append(&mut others);
            out.sort_unstable();
        }
    }
}

/// The postings of a word's forms, or of its aliases.
struct Forms(Vec<Vec<SegmentPostings>>);

impl Forms {
    /// How often the word stands in the document.
    fn frequency(&mut self, doc: DocId) -> u32 {
        match self.0.as_mut_slice() {
            [] => 0,
            [row] if row.len() == 1 => {
                if stands_in(&mut row[0], doc) {
                    row[0].term_freq()
                } else {
                    0
                }
            }
            _ => {
                let mut positions = Vec::new();
                self.positions(doc, &mut positions);
                u32::try_from(positions.len()).unwrap_or(u32::MAX)
            }
        }
    }

    /// Where the word begins, in whatever form; ascending, each occurrence once. A hyphenated one
    /// is indexed whole at its first and at its last part, which is one occurrence.
    fn positions(&mut self, doc: DocId, out: &mut Vec<u32>) {
        out.clear();
        let mut row_positions = Vec::new();
        let mut ends = Vec::new();
        for row in &mut self.0 {
            if !row.iter_mut().all(|postings| stands_in(postings, doc)) {
                continue;
            }
            let mut starts = Vec::new();
            for (offset, postings) in (0u32..).zip(row.iter_mut()) {
                postings.positions(&mut row_positions);
                if offset == 0 {
                    std::mem::swap(&mut starts, &mut row_positions);
                } else {
                    starts.retain(|start| row_positions.binary_search(&(start + offset)).is_ok());
                }
            }
            if let Some(last) = u32::try_from(row.len()).ok().filter(|length| *length > 1) {
                ends.extend(starts.iter().map(|start| start + last - 1));
            }
            out.append(&mut starts);
        }
        out.sort_unstable();
        out.dedup();
        out.retain(|start| !ends.contains(start));
    }
}

fn stands_in(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

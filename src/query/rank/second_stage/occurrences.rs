//! The occurrences of a query's words in the documents of one segment.
//!
//! Counts come from the postings of single terms, or from positions where a word has several forms
//! or terms.

use crate::query::plan::words::RankedWord;
use crate::query::rank::lookup::Own;
use crate::query::request::ranking::Ranking;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet};

/// The postings of one word in one field. Documents must be asked for in ascending order.
pub(super) struct Occurrences {
    typed: Forms,
    own: Own<SegmentPostings>,
    /// What an occurrence in another form than the typed one counts.
    share_of_other_form: f64,
    synonyms: Forms,
    related: Forms,
    misread: Forms,
    /// How many words the name has that the synonyms are for.
    name_words: u32,
}

impl Occurrences {
    pub(super) fn new(
        [typed, synonyms, related, misread]: [Vec<Vec<SegmentPostings>>; 4],
        own: Own<SegmentPostings>,
        word: &RankedWord,
        ranking: &Ranking,
    ) -> Self {
        Self {
            typed: Forms(typed),
            own,
            share_of_other_form: ranking.share_of_other_form(word),
            synonyms: Forms(synonyms),
            related: Forms(related),
            misread: Forms(misread),
            name_words: word.name_words.max(1),
        }
    }

    /// How often the document has the word. Another form than the typed one counts less. Synonyms
    /// and related names count their shares, divided by the number of words of the name that they
    /// are for. What a program may have misread counts its share.
    pub(super) fn frequency(&mut self, doc: DocId, ranking: &Ranking) -> f64 {
        let all = self.typed.frequency(doc);
        let others = f64::from(all - self.as_typed(doc, all));
        let typed = f64::from(all) - (1.0 - self.share_of_other_form) * others;
        let synonyms = f64::from(self.synonyms.frequency(doc));
        let related = f64::from(self.related.frequency(doc));
        let names = ranking.alias * synonyms + ranking.related * related;
        let misread = ranking.misread * f64::from(self.misread.frequency(doc));
        typed + names / f64::from(self.name_words) + misread
    }

    /// How many of all occurrences in a document have the form that was typed.
    fn as_typed(&mut self, doc: DocId, all: u32) -> u32 {
        let Own::Counted { terms, others } = &mut self.own else {
            return all;
        };
        let count = |list: &mut Vec<SegmentPostings>| -> u32 {
            let here = list
                .iter_mut()
                .filter_map(|postings| occurs_in(postings, doc).then(|| postings.term_freq()));
            here.sum()
        };
        if all == 0 {
            return 0;
        }
        count(terms).saturating_sub(count(others)).min(all)
    }

    /// How many occurrences in a document have the form that was typed; `None` if all have.
    pub(super) fn in_typed_form(&mut self, doc: DocId) -> Option<u32> {
        let all = self.typed.frequency(doc);
        let typed = self.as_typed(doc, all);
        (typed < all).then_some(typed)
    }

    /// The positions at which the word or a synonym starts; ascending.
    pub(super) fn positions(&mut self, doc: DocId, out: &mut Vec<u32>) {
        self.typed.positions(doc, out);
        for names in [&mut self.synonyms, &mut self.related, &mut self.misread] {
            if !names.0.is_empty() {
                let mut others = Vec::new();
                names.positions(doc, &mut others);
                out.append(&mut others);
                out.sort_unstable();
            }
        }
    }
}

/// The postings of a word's forms, or of its synonyms: a list for each term.
struct Forms(Vec<Vec<SegmentPostings>>);

impl Forms {
    /// How often the document has the word.
    fn frequency(&mut self, doc: DocId) -> u32 {
        match self.0.as_mut_slice() {
            [] => 0,
            [terms] if terms.len() == 1 => {
                if occurs_in(&mut terms[0], doc) {
                    terms[0].term_freq()
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

    /// The positions at which the word starts in any form; ascending, each occurrence once.
    fn positions(&mut self, doc: DocId, out: &mut Vec<u32>) {
        out.clear();
        let mut of_term = Vec::new();
        for terms in &mut self.0 {
            if !terms.iter_mut().all(|postings| occurs_in(postings, doc)) {
                continue;
            }
            let mut starts = Vec::new();
            for (offset, postings) in (0u32..).zip(terms.iter_mut()) {
                postings.positions(&mut of_term);
                if offset == 0 {
                    std::mem::swap(&mut starts, &mut of_term);
                } else {
                    starts.retain(|start| of_term.binary_search(&(start + offset)).is_ok());
                }
            }
            out.append(&mut starts);
        }
        out.sort_unstable();
        out.dedup();
    }
}

fn occurs_in(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

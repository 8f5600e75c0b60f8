//! Forms of words one after another, where a form is the term of all its forms.
//!
//! Such a form is at the positions of its term that no other form has.

use super::word_form::WordForm;
use crate::analysis::{ArchiveLanguages, NewsAnalyzer};
use crate::query::request::deadline::Deadline;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// Finds documents in which these forms follow one another in one field.
#[derive(Debug, Clone)]
pub(super) struct FormQuery {
    pub(super) field: Field,
    pub(super) forms: Vec<WordForm>,
    pub(super) languages: ArchiveLanguages,
    pub(super) deadline: Deadline,
}

/// The postings of one form.
struct FormPostings {
    /// Those of its terms; an article has one of them.
    terms: Vec<SegmentPostings>,
    /// At these positions a term is another form.
    others: Vec<SegmentPostings>,
}

impl Query for FormQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for FormQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut analyzer = NewsAnalyzer::of(self.languages.clone());
        let mut postings = Vec::with_capacity(self.forms.len());
        for form in &self.forms {
            match FormPostings::open(form, &index, self, &mut analyzer)? {
                Some(found) => postings.push(found),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut doc = 0;
        while let Some(next) = align(&mut postings, doc) {
            self.deadline.check()?;
            if follow_one_another(postings.iter_mut().map(|form| form.positions(next))) {
                found.insert(next);
            }
            doc = next + 1;
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("exactly these forms", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )))
        }
    }
}

impl FormPostings {
    /// `None` if the field has no such form.
    fn open(
        form: &WordForm,
        index: &InvertedIndexReader,
        query: &FormQuery,
        analyzer: &mut NewsAnalyzer,
    ) -> tantivy::Result<Option<Self>> {
        let field = query.field;
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut terms = Vec::with_capacity(form.terms.len());
        for term in &form.terms {
            terms.extend(index.read_postings(&Term::from_field_text(field, term), option)?);
        }
        if terms.is_empty() {
            return Ok(None);
        }
        let mut others = Vec::new();
        for info in form.others(index, field, analyzer, query.deadline)? {
            others.push(index.read_postings_from_terminfo(&info, option)?);
        }
        Ok(Some(Self { terms, others }))
    }

    /// The current document.
    fn doc(&self) -> DocId {
        let docs = self.terms.iter().map(DocSet::doc);
        docs.min().unwrap_or(TERMINATED)
    }

    /// Moves to the first document from `doc` on.
    fn seek(&mut self, doc: DocId) {
        for term in self.terms.iter_mut().filter(|term| term.doc() < doc) {
            term.seek(doc);
        }
    }

    /// The positions of the form in a document, ascending. Documents must be asked for in
    /// ascending order.
    fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let mut positions = Vec::new();
        let mut of_other = Vec::new();
        for term in self.terms.iter_mut().filter(|term| term.doc() == doc) {
            term.positions(&mut of_other);
            positions.extend_from_slice(&of_other);
        }
        positions.sort_unstable();
        positions.dedup();
        for other in &mut self.others {
            if other.doc() < doc {
                other.seek(doc);
            }
            if other.doc() == doc {
                other.positions(&mut of_other);
                positions.retain(|at| of_other.binary_search(at).is_err());
            }
        }
        positions
    }
}

/// Moves all to the first document from `doc` on that they have in common.
fn align(forms: &mut [FormPostings], mut doc: DocId) -> Option<DocId> {
    loop {
        let mut last = doc;
        for form in forms.iter_mut() {
            form.seek(last);
            last = last.max(form.doc());
        }
        if last == TERMINATED {
            return None;
        }
        if forms.iter().all(|form| form.doc() == last) {
            return Some(last);
        }
        doc = last;
    }
}

/// Whether the positions of some occurrences are neighbours in this order.
pub(super) fn follow_one_another(words: impl Iterator<Item = Vec<u32>>) -> bool {
    let mut starts: Option<Vec<u32>> = None;
    for (offset, positions) in (0u32..).zip(words) {
        let starts = match &mut starts {
            None => starts.insert(positions),
            Some(starts) => {
                starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
                starts
            }
        };
        if starts.is_empty() {
            return false;
        }
    }
    starts.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_follow_one_another() {
        for (words, expected) in [
            (vec![vec![3], vec![4]], true),
            (vec![vec![3, 9], vec![5, 10]], true),
            (vec![vec![3], vec![5]], false),
            (vec![vec![3], vec![]], false),
            (vec![vec![]], false),
            (vec![vec![1]], true),
            (vec![], false),
        ] {
            assert_eq!(
                follow_one_another(words.clone().into_iter()),
                expected,
                "{words:?}"
            );
        }
    }
}

//! Forms of words one after another.
//!
//! A form that is the term of all its forms is at the positions of its term that no other form has, and
//! where the word is not written in parts.

use super::super::queries::sequence;
use super::word_form::WordForm;
use crate::analysis::{ArchiveLanguages, NewsAnalyzer};
use crate::query::request::deadline::Deadline;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
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

/// Where one form is in a field of a segment.
struct FormInfo {
    /// Its terms, each with the one that is where the word is written in parts.
    terms: Vec<(Term, TermInfo, Option<TermInfo>)>,
    /// Where a term is another form.
    others: Vec<TermInfo>,
}

/// The postings of one form.
struct FormPostings {
    /// Those of its terms, of which an article has one, each with the ends of words in parts.
    terms: Vec<(SegmentPostings, Option<SegmentPostings>)>,
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
        let mut forms = Vec::with_capacity(self.forms.len());
        for form in &self.forms {
            match FormInfo::look_up(form, &index, self, &mut analyzer)? {
                Some(found) => forms.push(found),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        let plain: Option<Vec<Term>> = forms.iter().map(FormInfo::only).collect();
        if let Some(terms) = plain {
            let schema = EnableScoring::disabled_from_schema(reader.schema());
            return sequence(terms).weight(schema)?.scorer(reader, boost);
        }
        let mut postings = Vec::with_capacity(forms.len());
        for form in &forms {
            postings.push(FormPostings::open(form, &index)?);
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

impl FormInfo {
    /// `None` if the field has no such form.
    fn look_up(
        form: &WordForm,
        index: &InvertedIndexReader,
        query: &FormQuery,
        analyzer: &mut NewsAnalyzer,
    ) -> tantivy::Result<Option<Self>> {
        let in_parts = form.in_parts();
        let mut terms = Vec::with_capacity(form.terms.len());
        for (number, text) in form.terms.iter().enumerate() {
            let term = Term::from_field_text(query.field, text);
            let Some(info) = index.get_term_info(&term)? else {
                continue;
            };
            let end = in_parts.as_ref().and_then(|form| form.terms.get(number));
            let end = end.map(|text| Term::from_field_text(query.field, text));
            let parted = end.map(|end| index.get_term_info(&end)).transpose()?;
            terms.push((term, info, parted.flatten()));
        }
        if terms.is_empty() {
            return Ok(None);
        }
        let others = form.others(index, query.field, analyzer, query.deadline)?;
        Ok(Some(Self { terms, others }))
    }

    /// Its term, if that is nothing else.
    fn only(&self) -> Option<Term> {
        match &self.terms[..] {
            [(term, _, None)] if self.others.is_empty() => Some(term.clone()),
            _ => None,
        }
    }
}

impl FormPostings {
    fn open(form: &FormInfo, index: &InvertedIndexReader) -> tantivy::Result<Self> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let open = |info: &TermInfo| index.read_postings_from_terminfo(info, option);
        let terms = form.terms.iter().map(|(_, term, parted)| {
            let parted = parted.as_ref().map(open).transpose()?;
            Ok((open(term)?, parted))
        });
        Ok(Self {
            terms: terms.collect::<tantivy::Result<_>>()?,
            others: form.others.iter().map(open).collect::<Result<_, _>>()?,
        })
    }

    /// The current document.
    fn doc(&self) -> DocId {
        let docs = self.terms.iter().map(|(term, _)| term.doc());
        docs.min().unwrap_or(TERMINATED)
    }

    /// Moves to the first document from `doc` on.
    fn seek(&mut self, doc: DocId) {
        for (term, _) in self.terms.iter_mut().filter(|(term, _)| term.doc() < doc) {
            term.seek(doc);
        }
    }

    /// The positions of the form in a document, ascending. Documents must be asked for in
    /// ascending order.
    fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let mut positions = Vec::new();
        let mut of_other = Vec::new();
        for (term, parted) in self.terms.iter_mut().filter(|(term, _)| term.doc() == doc) {
            let mut of_term = Vec::new();
            term.positions(&mut of_term);
            if let Some(parted) = parted
                && is_at(parted, doc)
            {
                parted.positions(&mut of_other);
                leave_out_starts(&mut of_term, &of_other);
            }
            positions.append(&mut of_term);
        }
        positions.sort_unstable();
        positions.dedup();
        for other in &mut self.others {
            if is_at(other, doc) {
                other.positions(&mut of_other);
                positions.retain(|at| of_other.binary_search(at).is_err());
            }
        }
        positions
    }
}

/// Moves postings to a document. Returns whether it has the term.
fn is_at(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

/// Removes the positions at which a word in parts starts, by those at which such words end. Each end
/// belongs to the last start before it. All ascend.
fn leave_out_starts(starts: &mut Vec<u32>, ends: &[u32]) {
    let mut kept = Vec::with_capacity(starts.len());
    let mut ends = ends.iter().copied().peekable();
    let mut following = starts.iter().copied().skip(1);
    for start in starts.iter().copied() {
        let next = following.next().unwrap_or(u32::MAX);
        while ends.next_if(|end| *end <= start).is_some() {}
        if ends.next_if(|end| *end <= next).is_none() {
            kept.push(start);
        }
    }
    *starts = kept;
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
    fn the_starts_of_words_in_parts_are_left_out() {
        for (starts, ends, expected) in [
            (&[3, 9][..], &[4][..], &[9][..]),
            (&[3, 9], &[11], &[3]),
            (&[3, 4], &[4], &[4]),
            (&[3, 9], &[], &[3, 9]),
            (&[3, 9], &[5, 10], &[]),
            (&[], &[4], &[]),
        ] {
            let mut kept = starts.to_vec();
            leave_out_starts(&mut kept, ends);
            assert_eq!(kept, expected, "{starts:?} {ends:?}");
        }
    }

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

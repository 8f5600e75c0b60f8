//! Where the words of articles are: in the dictionaries of a segment, or in the list of an archive
//! whose articles are on other machines.
//!
//! What is looked for is not known here.

use crate::analysis::NewsAnalyzer;
use crate::query::plan::exact::word_form::{EachTerm, FormTerms, WordForm};
use crate::query::request::deadline::Deadline;
use crate::query::snapshot::Snapshot;
use crate::schema::{ArticleSchema, FieldWords, WordList};
use std::io;
use std::sync::Arc;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{SegmentReader, Term};
use tantivy_fst::Automaton;

/// A part of what is searched.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// A segment.
    Segment(&'a SegmentReader),
    /// A list of words, with the schema that names its fields.
    List(&'a WordList, &'a ArticleSchema),
}

/// The terms that one field has in a part.
pub(super) enum Terms<'a> {
    Segment(Arc<InvertedIndexReader>, Field),
    List(&'a FieldWords),
}

/// All parts of what is searched.
pub(super) fn parts_of(snapshot: Snapshot<'_>) -> Vec<Part<'_>> {
    let segments = snapshot.searcher.segment_readers().iter();
    let lists = snapshot.words.iter();
    let lists = lists.map(|list| Part::List(list, snapshot.schema));
    segments.map(Part::Segment).chain(lists).collect()
}

impl<'a> Part<'a> {
    /// The terms of a field; `None` if it has none.
    pub(super) fn terms(&self, field: Field) -> tantivy::Result<Option<Terms<'a>>> {
        Ok(match self {
            Self::Segment(segment) => Some(Terms::Segment(segment.inverted_index(field)?, field)),
            Self::List(list, schema) => {
                let name = schema.tantivy.get_field_name(field);
                list.field(name).map(Terms::List)
            }
        })
    }
}

impl Terms<'_> {
    /// Calls `each` with the terms from one to before another and their articles, ascending, until it
    /// says that no more are wanted.
    pub(super) fn each_between(
        &self,
        from: &[u8],
        to: &[u8],
        mut each: impl FnMut(&[u8], u64) -> tantivy::Result<bool>,
    ) -> tantivy::Result<()> {
        match self {
            Self::List(words) => words.each_between(from, to, each),
            Self::Segment(index, _) => {
                let mut terms = index.terms().range().ge(from).lt(to).into_stream()?;
                while terms.advance() {
                    if !each(terms.key(), terms.value().doc_freq.into())? {
                        break;
                    }
                }
                Ok(())
            }
        }
    }

    /// Calls `each` with the terms that an automaton accepts and their articles, until it says that no
    /// more are wanted.
    pub(super) fn each_accepted(
        &self,
        automaton: &(impl Automaton<State: Clone> + Clone),
        mut each: impl FnMut(&[u8], u64) -> bool,
    ) -> tantivy::Result<()> {
        match self {
            Self::List(words) => words.each_accepted(automaton.clone(), each),
            Self::Segment(index, _) => {
                let mut terms = index.terms().search(automaton.clone()).into_stream()?;
                while terms.advance() {
                    if !each(terms.key(), terms.value().doc_freq.into()) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// The number of articles that have a term.
    pub(super) fn articles(&self, term: &str) -> tantivy::Result<u64> {
        Ok(match self {
            Self::List(words) => words.get(term).map_or(0, |known| known.articles),
            Self::Segment(index, field) => {
                let info = index.get_term_info(&Term::from_field_text(*field, term))?;
                info.map_or(0, |info| info.doc_freq.into())
            }
        })
    }

    /// The numbers of articles that have other forms of the term of a form, added up.
    pub(super) fn articles_with_others(&self, others: &mut Others<'_>) -> tantivy::Result<u64> {
        let (form, analyzer, deadline) = (others.form, &mut *others.analyzer, others.deadline);
        Ok(match self {
            Self::List(words) => {
                let found = form.others_in(&Listed(words), analyzer, deadline)?;
                found.iter().sum()
            }
            Self::Segment(index, field) => {
                let found = form.others(index, *field, analyzer, deadline)?;
                let counts = found.iter().map(|info: &TermInfo| u64::from(info.doc_freq));
                counts.sum()
            }
        })
    }
}

/// A form whose other forms are looked for.
pub(super) struct Others<'a> {
    pub(super) form: &'a WordForm,
    pub(super) analyzer: &'a mut NewsAnalyzer,
    pub(super) deadline: Deadline,
}

/// A list, where forms are looked up.
struct Listed<'a>(&'a FieldWords);

impl FormTerms for Listed<'_> {
    type Info = u64;

    fn each_between(&self, from: &[u8], to: &[u8], each: EachTerm<u64>) -> io::Result<()> {
        self.0
            .each_between(from, to, |term, articles| each(term, &articles))
    }

    fn get(&self, term: &str) -> io::Result<Option<u64>> {
        Ok(self.0.get(term).map(|known| known.articles))
    }
}

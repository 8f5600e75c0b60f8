//! The articles in the languages of a query.
//!
//! In an archive of several languages a word is as rare as it is in those that the query is read in.
//! A name may be frequent in others, and what is a function word in one is a rare word in another.

use crate::analysis::Language;
use crate::schema::TokenCounts;
use tantivy::columnar::Column;
use tantivy::{DocId, Searcher, SegmentOrdinal};

/// The articles in some languages, by segment.
pub(in crate::query) struct InLanguages {
    /// The numbers of languages of each segment's articles, and which of the numbers are wanted; `None`
    /// if all articles are.
    segments: Option<Vec<InSegment>>,
}

/// The numbers of languages of a segment's articles; and by the number whether it is wanted.
type InSegment = (Option<Column<u64>>, Vec<bool>);

impl InLanguages {
    /// The articles in these languages. All, if most articles are in them anyway.
    pub(in crate::query) fn open(
        searcher: &Searcher,
        tokens: &TokenCounts,
        languages: &[Language],
    ) -> tantivy::Result<Self> {
        if tokens.of(languages).is_none() {
            return Ok(Self { segments: None });
        }
        let mut segments = Vec::with_capacity(searcher.segment_readers().len());
        for segment in searcher.segment_readers() {
            let Some(column) = segment.fast_fields().str("read_in")? else {
                segments.push((None, Vec::new()));
                continue;
            };
            let mut wanted = Vec::with_capacity(column.num_terms());
            for number in 0..column.num_terms() {
                let mut name = String::new();
                column.ord_to_str(number as u64, &mut name)?;
                let language = Language::from_name(&name);
                wanted.push(language.is_some_and(|language| languages.contains(&language)));
            }
            segments.push((Some(column.ords().clone()), wanted));
        }
        Ok(Self {
            segments: Some(segments),
        })
    }

    /// All articles.
    pub(in crate::query) fn all() -> Self {
        Self { segments: None }
    }

    /// Whether all articles are in them.
    pub(in crate::query) fn are_all(&self) -> bool {
        self.segments.is_none()
    }

    /// Whether a document of a segment is one of them; `None` if all articles are.
    pub(in crate::query) fn of_segment(
        &self,
        segment: SegmentOrdinal,
    ) -> Option<impl Fn(DocId) -> bool> {
        let (column, wanted) = self.segments.as_ref()?.get(segment as usize)?;
        Some(move |doc| {
            let number = column.as_ref().and_then(|column| column.first(doc));
            let place = number.and_then(|number| usize::try_from(number).ok());
            place.is_some_and(|place| wanted.get(place).copied().unwrap_or(false))
        })
    }
}

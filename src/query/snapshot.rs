//! What is searched, as far as searches need it: one generation of an index, or several as one.
//!
//! Which index, and how it is opened, is not known here.

use crate::article::Article;
use crate::copies::Families;
use crate::schema::{ArticleSchema, Recent, TokenCounts, WordList};
use std::collections::HashMap;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{DocAddress, Searcher};

/// The segments of what is searched, with the schema and the counts that a search needs.
#[derive(Clone, Copy)]
pub struct Snapshot<'a> {
    /// The segments.
    pub searcher: &'a Searcher,
    /// Their schema.
    pub schema: &'a ArticleSchema,
    /// The number of tokens of the living articles.
    pub tokens: &'a TokenCounts,
    /// Which articles are copies of each other; `None` if that is not known. Lists are not folded
    /// then.
    pub families: Option<&'a Families>,
    /// The number of articles of the collection, if the segments have a few of them only.
    pub counted_articles: u64,
    /// What was counted in the whole collection, if the segments have a few of its articles only.
    pub counts: Option<&'a CollectionCounts>,
    /// The archives that the segments are of; empty if nobody asks for their names.
    pub archives: &'a [SearchedArchive],
    /// For each segment, the place of its archive in `archives`; empty if all are of the first.
    pub places: &'a [usize],
    /// For archives on other machines, each by its place: the segment that its candidates become.
    pub candidates: &'a [(usize, SegmentId)],
    /// The words of the articles that are on other machines.
    pub words: &'a [WordList],
    /// The articles of these segments that were read a short time ago, if they are kept.
    pub recent: Option<Recent<'a>>,
}

/// What was counted in a whole collection.
#[derive(Debug)]
pub struct CollectionCounts {
    /// Its articles.
    pub articles: u64,
    /// For terms of fields the articles that have them: all, and those in the languages of a query.
    pub terms: HashMap<(Field, String), (u64, u64)>,
}

/// An archive that is searched, in the generation that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchedArchive {
    /// Its name.
    pub name: String,
    /// The number of the generation.
    pub generation: u64,
}

impl<'a> Snapshot<'a> {
    /// The segments of one archive, whose name is not asked for.
    #[must_use]
    pub fn new(searcher: &'a Searcher, schema: &'a ArticleSchema, tokens: &'a TokenCounts) -> Self {
        Self {
            searcher,
            schema,
            tokens,
            families: None,
            counted_articles: searcher.num_docs(),
            counts: None,
            archives: &[],
            places: &[],
            candidates: &[],
            words: &[],
            recent: None,
        }
    }

    /// The same with the families of copies, by which lists are folded.
    #[must_use]
    pub fn with_families(self, families: &'a Families) -> Self {
        Self {
            families: Some(families),
            ..self
        }
    }

    /// The stored article at an address.
    pub(in crate::query) fn article(&self, address: DocAddress) -> tantivy::Result<Article> {
        match self.recent {
            Some(recent) => self.schema.stored_or_recent(self.searcher, address, recent),
            None => self.schema.stored(self.searcher, address),
        }
    }

    /// The place of the archive that the article at an address is in.
    #[must_use]
    pub fn archive_at(&self, address: DocAddress) -> usize {
        let place = self.places.get(address.segment_ord as usize);
        place.copied().unwrap_or_default()
    }

    /// The name of the archive that the article at an address is in.
    pub(in crate::query) fn archive_name(&self, address: DocAddress) -> String {
        self.name_of(self.archive_at(address))
    }

    /// The name of the archive at a place.
    pub(in crate::query) fn name_of(&self, archive: usize) -> String {
        let archive = self.archives.get(archive);
        archive.map(|own| own.name.clone()).unwrap_or_default()
    }

    /// The segments of the archive at a place; `None` if all segments are of one archive.
    pub(in crate::query) fn segments_of(&self, archive: usize) -> Option<Vec<SegmentId>> {
        if self.places.is_empty() && self.candidates.is_empty() {
            return None;
        }
        let segments = self.searcher.segment_readers().iter().zip(self.places);
        let own = segments.filter(|(_, place)| **place == archive);
        let own = own.map(|(segment, _)| segment.segment_id());
        let candidates = self.candidates.iter();
        let candidates = candidates.filter(|(place, _)| *place == archive);
        Some(own.chain(candidates.map(|(_, id)| *id)).collect())
    }
}

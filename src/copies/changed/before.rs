//! The families of the generation before, in the numbers of the articles that there are now.
//!
//! Articles that are deleted now, or whose segment there is no more, were removed; those of new
//! segments were added.

use crate::copies::families::Families;
use crate::copies::living::{Living, PlaceOf, Segment};
use crate::copies::sketches::{Row, Rows};
use crate::copies::union::Sets;
use crate::copies::versions::{Bits, Replaced, Replacement};
use std::collections::HashMap;
use tantivy::index::SegmentId;
use tantivy::{DocAddress, Searcher};

/// A generation whose families are known.
pub struct Before<'a> {
    /// Its segments.
    pub searcher: &'a Searcher,
    /// Its families. They are believed: that their bytes are as they were written is for the caller
    /// to check. Whatever is in them, nothing fails.
    pub families: &'a Families,
    /// The places of its articles in their files.
    pub place_of: &'a PlaceOf<'a>,
    /// Whether these may differ now, in a segment that still exists.
    pub may_move: &'a (dyn Fn(SegmentId) -> bool + 'a),
}

/// What was known of the articles that there are now, and which were added and removed.
pub(super) struct Old {
    /// For each article the number of its family from 1, or 0.
    families: Vec<u32>,
    count: u32,
    /// How those of a family were replaced.
    replaced: Replaced,
    /// The articles that were added.
    pub(super) added: Vec<u32>,
    is_added: Bits,
    /// The rows of those that were removed.
    pub(super) removed: Vec<Row>,
    /// The families that are found from nothing.
    dissolved: Bits,
}

impl Old {
    /// Nothing, of so many articles and families.
    pub(super) fn new(articles: u32, families: u32) -> Self {
        Self {
            families: vec![0; articles as usize],
            count: families,
            replaced: Replaced::none(articles),
            added: Vec::new(),
            is_added: Bits::new(articles),
            removed: Vec::new(),
            dissolved: Bits::new(families.saturating_add(1)),
        }
    }

    /// Notes that an article was added.
    pub(super) fn add(&mut self, article: u32) {
        self.added.push(article);
        self.is_added.insert(article);
    }

    /// Notes the family of an article that was there, from 0.
    pub(super) fn keep(&mut self, article: u32, family: u32, replaced: Replacement) {
        self.families[article as usize] = family + 1;
        self.replaced.add(article, replaced);
    }

    /// Notes that an article was removed, with its family from 0.
    pub(super) fn lose(&mut self, row: Row, family: Option<u32>) {
        if row.length > 0 {
            self.removed.push(row);
        }
        if let Some(family) = family {
            self.dissolved.insert(family + 1);
        }
    }

    /// Dissolves the family of an article. Returns whether it has one that was not dissolved.
    pub(super) fn dissolve(&mut self, article: u32) -> bool {
        let family = self.families[article as usize];
        let is_new = family != 0 && !self.dissolved.has(family);
        if is_new {
            self.dissolved.insert(family);
        }
        is_new
    }

    pub(super) fn is_added(&self, article: u32) -> bool {
        self.is_added.has(article)
    }

    /// The articles of dissolved families.
    pub(super) fn loose(&self) -> impl Iterator<Item = u32> {
        let families = (0..).zip(&self.families);
        let loose = families.filter(|(_, family)| **family != 0 && self.dissolved.has(**family));
        loose.map(|(article, _)| article)
    }

    /// The families that are not dissolved, and how their articles were replaced.
    pub(super) fn kept(&self) -> (Sets, Replaced) {
        let articles = u32::try_from(self.families.len()).unwrap_or(u32::MAX);
        let (mut sets, mut replaced) = (Sets::new(articles), Replaced::none(articles));
        let mut firsts = vec![None; self.count as usize + 1];
        for (article, family) in (0..articles).zip(&self.families) {
            if *family != 0 && !self.dissolved.has(*family) {
                let first = *firsts[*family as usize].get_or_insert(article);
                sets.join(first, article);
                replaced.add(article, self.replaced.of(article));
            }
        }
        (sets, replaced)
    }

    /// Compares two generations; `None` if more than `most` articles were added, or removed.
    pub(super) fn open(
        living: &Living<'_>,
        before: &Before<'_>,
        most: usize,
    ) -> tantivy::Result<Option<Self>> {
        let segments = living.segments.iter();
        let segments: HashMap<_, _> = segments.map(|segment| (segment.id, segment)).collect();
        let mut old = Self::new(living.articles(), before.families.count());
        let mut stays = Bits::new(living.articles());
        for (place, reader) in (0..).zip(before.searcher.segment_readers()) {
            let now = segments.get(&reader.segment_id());
            let now = now.filter(|now| now.documents == reader.max_doc());
            let may_move = (before.may_move)(reader.segment_id());
            let columns = Segment::open(reader, 0)?;
            for doc in reader.doc_ids_alive() {
                let address = DocAddress::new(place, doc);
                let family = before.families.number_of(address);
                let article = now.map(|now| now.first + doc).filter(|article| {
                    let place = |of| columns.place_in_file(doc, of);
                    let is_moved = || place(before.place_of) != place(living.place_of);
                    living.is_living(*article) && !(may_move && is_moved())
                });
                match (article, family) {
                    (None, _) => old.lose(columns.row(doc), family),
                    (Some(article), None) => stays.insert(article),
                    (Some(article), Some(family)) => {
                        stays.insert(article);
                        old.keep(article, family, before.families.replacement(address));
                    }
                }
                if old.removed.len() > most {
                    return Ok(None);
                }
            }
        }
        for article in 0..living.articles() {
            if living.is_living(article) && !stays.has(article) {
                old.add(article);
                if old.added.len() > most {
                    return Ok(None);
                }
            }
        }
        Ok(Some(old))
    }
}

//! The file `families` of a generation: which articles are copies or versions of each other.
//!
//! It is written for each generation, and follows from all living articles, so it never refers to one
//! that is gone. `copies` has the form; here is the file around it, which ends with a hash of the rest.

use crate::copies::{Before, Families, write_families};
use crate::index::error::IndexError;
use crate::index::file_names::FAMILIES;
use crate::index::hashed::{Hashed, damage_by_hash, finish, hash_and_rest, hashed_file};
use crate::index::place::Place;
use crate::index::segments::read_only::before_hash;
use crate::schema::Places;
use std::collections::HashMap;
use std::io;
use std::thread::available_parallelism;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader, TantivyError};

/// The generation that a draft started from.
pub(in crate::index) struct GenerationBefore<'a> {
    pub(in crate::index) folder: &'a Place,
    pub(in crate::index) searcher: &'a Searcher,
    pub(in crate::index) families: &'a Families,
    pub(in crate::index) places: &'a Places,
}

/// Finds the families of a draft's articles, writes them, and waits until they are on disk.
pub(in crate::index) fn write(
    draft: &Place,
    searcher: &Searcher,
    places: &Places,
    before: Option<&GenerationBefore<'_>>,
    threads: usize,
) -> Result<(), IndexError> {
    let file = draft.join(FAMILIES);
    let created = file.create().map_err(IndexError::at("create", &file))?;
    let mut out = hashed_file(created);
    let place_of = in_files(searcher, places);
    // Families that were not written as they are would be carried on from generation to generation.
    let before = before.filter(|before| damage(before.folder).is_none());
    let written = match before {
        None => write_families(searcher, &place_of, None, threads, &mut out),
        Some(before) => {
            let known = Before {
                searcher: before.searcher,
                families: before.families,
                place_of: &in_files(before.searcher, before.places),
                may_move: &|segment| !before.places.of(segment).are_same(&places.of(segment)),
            };
            write_families(searcher, &place_of, Some(&known), threads, &mut out)
        }
    };
    written.map_err(IndexError::engine(draft.of_index()))?;
    finish(out).map_err(IndexError::at("write", &file))
}

/// Maps the families of a generation. The hash is not checked.
pub(in crate::index) fn open(generation: &Place, searcher: &Searcher) -> tantivy::Result<Families> {
    Families::open(before_hash(generation, FAMILIES)?, searcher)
        .map_err(|what| TantivyError::InternalError(format!("its file {FAMILIES} {what}")))
}

/// What is wrong with the file by its hash; `None` if nothing is.
pub(in crate::index) fn damage(generation: &Place) -> Option<String> {
    damage_by_hash(generation.join(FAMILIES).open())
}

/// Whether the file has what follows from the articles in the segments.
pub(in crate::index) fn is_as_found(
    generation: &Place,
    searcher: &Searcher,
    places: &Places,
) -> tantivy::Result<bool> {
    let threads = available_parallelism().map_or(1, usize::from);
    let mut found = Hashed::new(io::sink());
    let place_of = in_files(searcher, places);
    write_families(searcher, &place_of, None, threads, &mut found)?;
    Ok(hash_and_rest(generation.join(FAMILIES).open()?)?.0 == found.hash())
}

/// The places of articles in their files.
fn in_files(searcher: &Searcher, places: &Places) -> impl Fn(SegmentId, DocId, u64) -> u64 + Sync {
    let ids = searcher
        .segment_readers()
        .iter()
        .map(SegmentReader::segment_id);
    let of: HashMap<_, _> = ids.map(|id| (id, places.of(id))).collect();
    move |segment, doc, stored| {
        let own = of.get(&segment);
        own.map_or(stored, |own| own.place(doc, stored))
    }
}

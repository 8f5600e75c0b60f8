//! The file `places` of a generation: which of its articles are at another place in their files
//! than the index has stored.
//!
//! It follows from the lists of records and the segments, and is made for each generation. There is
//! none if no article moved. `schema` has the form; here is the file around it, which ends with a
//! hash of the rest.

use super::moved::MovedRecords;
use crate::article::ArchivePath;
use crate::index::error::IndexError;
use crate::index::file_names::PLACES;
use crate::index::hashed::{Hashed, damage_by_hash, finish, hash_and_rest, hashed_file};
use crate::index::place::Place;
use crate::index::segments::in_file::{ORDINAL, each_of_file};
use crate::index::segments::read_only::before_hash;
use crate::schema::{MovedRun, Places, write_places};
use std::collections::HashMap;
use std::io;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, TantivyError};

/// Files with articles that moved.
pub(in crate::index) type MovedFiles = HashMap<ArchivePath, MovedRecords>;

/// Writes the file of a draft, and waits until it is on disk. Nothing is written if nothing moved.
/// `path_field` is the field of paths.
pub(in crate::index) fn write(
    draft: &Place,
    searcher: &Searcher,
    path_field: Field,
    files: &MovedFiles,
) -> Result<(), IndexError> {
    if files.is_empty() {
        return Ok(());
    }
    let file = draft.join(PLACES);
    let runs = runs(searcher, path_field, files);
    let runs = runs.map_err(IndexError::engine(draft.of_index()))?;
    let created = file.create().map_err(IndexError::at("create", &file))?;
    let write = || -> io::Result<()> {
        let mut out = hashed_file(created);
        write_places(&runs, &mut out)?;
        finish(out)
    };
    write().map_err(IndexError::at("write", &file))
}

/// Maps the file of a generation that has one. The hash is not checked.
pub(in crate::index) fn open(generation: &Place) -> tantivy::Result<Places> {
    Places::open(before_hash(generation, PLACES)?)
        .map_err(|what| TantivyError::InternalError(format!("its file {PLACES} {what}")))
}

/// What is wrong with the file by its hash; `None` if nothing is.
pub(in crate::index) fn damage(generation: &Place) -> Option<String> {
    damage_by_hash(generation.join(PLACES).open())
}

/// Whether the file has what follows from the lists of records.
pub(in crate::index) fn is_as_found(
    generation: &Place,
    searcher: &Searcher,
    path_field: Field,
    files: &MovedFiles,
) -> tantivy::Result<bool> {
    if files.is_empty() {
        return Ok(!generation.join(PLACES).is_file());
    }
    let mut found = Hashed::new(io::sink());
    write_places(&runs(searcher, path_field, files)?, &mut found)?;
    Ok(hash_and_rest(generation.join(PLACES).open()?)?.0 == found.hash())
}

/// The documents that moved, segment by segment.
fn runs(
    searcher: &Searcher,
    path_field: Field,
    files: &MovedFiles,
) -> tantivy::Result<Vec<(SegmentId, Vec<MovedRun>)>> {
    let segments = searcher.segment_readers().iter();
    let segments = segments.map(|reader| {
        let mut runs = Vec::new();
        for (path, moved) in files {
            add_runs(reader, path_field, path, moved, &mut runs)?;
        }
        Ok((reader.segment_id(), joined(runs)))
    });
    segments.collect()
}

fn add_runs(
    reader: &SegmentReader,
    path_field: Field,
    path: &ArchivePath,
    moved: &MovedRecords,
    runs: &mut Vec<MovedRun>,
) -> tantivy::Result<()> {
    let stored = reader.fast_fields().column_opt::<u64>(ORDINAL)?;
    each_of_file(reader, path_field, path, |doc| {
        if reader.is_deleted(doc) {
            return;
        }
        let serial = stored.as_ref().and_then(|column| column.first(doc));
        let Some(shift) = serial.and_then(|serial| moved.shift(serial)) else {
            return;
        };
        let run = MovedRun {
            first: doc,
            end: doc + 1,
            shift,
        };
        if !runs.last_mut().is_some_and(|last| goes_on(last, &run)) {
            runs.push(run);
        }
    })
}

/// The runs in order, those that follow each other as one: whatever the order of the files.
fn joined(mut runs: Vec<MovedRun>) -> Vec<MovedRun> {
    runs.sort_unstable();
    runs.dedup_by(|next, run| goes_on(run, next));
    runs
}

/// Whether the next run goes on where a run ends; the run is longer then.
fn goes_on(run: &mut MovedRun, next: &MovedRun) -> bool {
    let goes_on = run.end == next.first && run.shift == next.shift;
    if goes_on {
        run.end = next.end;
    }
    goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_the_same_in_any_order_of_the_files() {
        let run = |first, end, shift| MovedRun { first, end, shift };
        let expected = [run(0, 5, 1), run(5, 6, 2), run(7, 8, 2)];
        let files = [[run(0, 3, 1), run(5, 6, 2)], [run(3, 5, 1), run(7, 8, 2)]];
        assert_eq!(joined(files.concat()), expected);
        assert_eq!(joined([files[1], files[0]].concat()), expected);
    }
}

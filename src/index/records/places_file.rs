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
use crate::index::hashed::{Hash, Hashed, damage_by_hash, hash_and_rest};
use crate::index::place::Place;
use crate::index::segments::in_file::{ORDINAL, each_of_file};
use crate::index::segments::read_only::ReadOnlyDirectory;
use crate::schema::{MovedRun, Places, write_places};
use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tantivy::directory::FileSlice;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Directory, Searcher, SegmentReader, TantivyError};

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
    let finish = || -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, Hashed::new(created));
        write_places(&runs, &mut out)?;
        let mut written = out.into_inner()?;
        let hash = written.hash();
        written.inner.write_all(&hash)?;
        written.inner.sync_all()
    };
    finish().map_err(IndexError::at("write", &file))
}

/// Maps the file of a generation that has one. The hash is not checked.
pub(in crate::index) fn open(generation: &Place) -> tantivy::Result<Places> {
    let directory = ReadOnlyDirectory::open(generation)?;
    let mapped = directory.get_file_handle(Path::new(PLACES))?;
    let bytes = FileSlice::new(mapped).read_bytes()?;
    let length = bytes.len().saturating_sub(size_of::<Hash>());
    Places::open(bytes.slice(0..length))
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
        runs.sort_unstable();
        Ok((reader.segment_id(), runs))
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
        match runs.last_mut() {
            Some(run) if run.end == doc && run.shift == shift => run.end += 1,
            _ => runs.push(MovedRun {
                first: doc,
                end: doc + 1,
                shift,
            }),
        }
    })
}

//! Whether a file is what it was, with something appended.
//!
//! Either all of the old part is hashed again, or, where a person says that files only grow, its
//! start and its end alone are looked at. Nothing is parsed here.

use crate::formats::ResumePoint;
use crate::index::hashed::{Hash, Hashed, hash_of};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// How many bytes at the end of a file are looked at, and at its start.
const EDGE: u64 = 64 << 10;

/// The end of a large file, to find out whether it only grew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) struct FileEnd {
    /// How reading goes on after it; `None` if it cannot.
    pub(in crate::index) point: Option<ResumePoint>,
    /// The length of the file, in bytes.
    pub(in crate::index) bytes: u64,
    /// The hash of its first and last bytes.
    pub(in crate::index) edges: Hash,
    /// The lengths and hashes of its parts, if no one has hashed all of it since it grew: the
    /// catalog's hash is then one of these.
    pub(in crate::index) parts: Vec<(u64, Hash)>,
}

impl FileEnd {
    /// What is known of the end of a file that was read to there; `None` if nothing is.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(in crate::index) fn of(
        file: &mut File,
        bytes: u64,
        point: Option<ResumePoint>,
        parts: Vec<(u64, Hash)>,
    ) -> io::Result<Option<Self>> {
        if point.is_none() && parts.is_empty() {
            return Ok(None);
        }
        let edges = hash_of_edges(file, bytes)?;
        Ok(Some(Self {
            point,
            bytes,
            edges,
            parts,
        }))
    }
}

/// At most `most` bytes of a file from the place `at`, for its reader.
pub(in crate::index) fn bytes_at(file: &mut File, at: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.by_ref().take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The hash of the start of a file and of what is before the place `end`. Leaves the file there.
pub(in crate::index) fn hash_of_edges(file: &mut File, end: u64) -> io::Result<Hash> {
    let mut edges = Vec::new();
    file.rewind()?;
    file.by_ref().take(end.min(EDGE)).read_to_end(&mut edges)?;
    file.seek(SeekFrom::Start(end.saturating_sub(EDGE)))?;
    file.by_ref().take(end.min(EDGE)).read_to_end(&mut edges)?;
    Ok(hash_of(&edges))
}

/// Reads as many bytes as the file had, and returns their hash in the form that the catalog has it
/// in. `whole` gets all of them.
pub(in crate::index) fn hash_of_old_part<R: Read>(
    whole: &mut Hashed<R>,
    end: &FileEnd,
) -> io::Result<Hash> {
    let mut hashes = Vec::new();
    if end.parts.is_empty() {
        io::copy(&mut whole.take(end.bytes), &mut io::sink())?;
        return Ok(whole.hash());
    }
    for (length, _) in &end.parts {
        let mut part = Hashed::new(io::sink());
        io::copy(&mut whole.take(*length), &mut part)?;
        hashes.push((*length, part.hash()));
    }
    Ok(hash_of_parts(&hashes))
}

/// The hash of a file of which parts were hashed one by one.
pub(in crate::index) fn hash_of_parts(parts: &[(u64, Hash)]) -> Hash {
    let bytes: Vec<u8> = parts
        .iter()
        .flat_map(|(length, hash)| length.to_le_bytes().into_iter().chain(*hash))
        .collect();
    hash_of(&bytes)
}

//! The catalog: every file that a generation was made of.
//!
//! One file, sorted by path, read and written as a stream: a magic line, then for each entry its
//! length (u32, little-endian) and the entry in postcard's encoding, less what it shares with the
//! previous one, a length of 0 at the end, and BLAKE3 over all of it.

use crate::article::{ArchivePath, Problem};
use crate::discover::FileStat;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

const MAGIC: &[u8; 20] = b"dateline catalog 01\n";

/// So many problems of one file are kept; the rest is counted.
pub const MAX_PROBLEMS_PER_FILE: usize = 1_000;

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Its name below the archive's folder.
    pub path: ArchivePath,
    /// The file system's word on it when it was read.
    pub stat: FileStat,
    /// The first half of BLAKE3 over its content; zeros if it was not read.
    pub hash: [u8; 16],
    /// How many articles of it are in the index.
    pub articles: u32,
    /// What was wrong with it, at most [`MAX_PROBLEMS_PER_FILE`].
    pub problems: Vec<Problem>,
    /// How many more problems there were.
    pub more_problems: u32,
}

/// The files of a generation, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    entries: Vec<FileEntry>,
}

/// A catalog that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The operating system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Its bytes are not those that were written.
    #[error("the catalog is damaged: {0}")]
    Damaged(&'static str),
}

/// An entry as it is written. Times and inodes are mostly close to each other, and small numbers
/// take few bytes.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    /// Bytes of the path that are those of the entry before.
    shared: u32,
    rest: &'a str,
    size: u64,
    /// Beyond the `mtime` of the entry before.
    mtime: i64,
    /// Beyond the entry's own `mtime`.
    ctime: i64,
    /// Beyond the inode of the entry before.
    inode: i64,
    hash: [u8; 16],
    articles: u32,
    problems: Vec<Problem>,
    more_problems: u32,
}

impl Catalog {
    /// A catalog of these entries, in any order; of two for one path the later one stays.
    #[must_use]
    pub fn new(mut entries: Vec<FileEntry>) -> Self {
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries.dedup_by(|later, earlier| {
            later.path == earlier.path && {
                std::mem::swap(later, earlier);
                true
            }
        });
        Self { entries }
    }

    /// The entries, sorted by path.
    #[must_use]
    pub fn entries(&self) -> &[FileEntry] {
        &self.entries
    }

    /// The entries, given away.
    #[must_use]
    pub fn into_entries(self) -> Vec<FileEntry> {
        self.entries
    }

    /// Reads a catalog.
    ///
    /// # Errors
    /// If it cannot be read, or is not what [`Self::write`] wrote.
    pub fn read(path: &Path) -> Result<Self, CatalogError> {
        let mut input = Hashed::new(BufReader::with_capacity(1 << 16, File::open(path)?));
        let mut magic = [0; MAGIC.len()];
        input.read_exact(&mut magic).map_err(cut_short)?;
        if &magic != MAGIC {
            return Err(CatalogError::Damaged("it does not begin as one"));
        }
        let mut entries: Vec<FileEntry> = Vec::new();
        let mut bytes = Vec::new();
        loop {
            let mut length = [0; 4];
            input.read_exact(&mut length).map_err(cut_short)?;
            let length = u32::from_le_bytes(length);
            if length == 0 {
                break;
            }
            bytes.clear();
            let read = (&mut input).take(length.into()).read_to_end(&mut bytes)?;
            if read < length as usize {
                return Err(CatalogError::Damaged("it ends too early"));
            }
            let record: Record = postcard::from_bytes(&bytes)
                .map_err(|_| CatalogError::Damaged("an entry cannot be read"))?;
            let entry = record.entry(entries.last())?;
            entries.push(entry);
        }
        let expected = input.hasher.finalize();
        let mut found = [0; 32];
        input.inner.read_exact(&mut found).map_err(cut_short)?;
        if expected.as_bytes() != &found {
            return Err(CatalogError::Damaged("its checksum is another"));
        }
        entries.shrink_to_fit();
        Ok(Self { entries })
    }

    /// Writes it and waits until it is on disk.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut out = Hashed::new(BufWriter::with_capacity(1 << 16, File::create(path)?));
        out.write_all(MAGIC)?;
        let mut previous = None;
        let mut bytes = Vec::new();
        for entry in &self.entries {
            bytes.clear();
            bytes = postcard::to_extend(&Record::new(entry, previous), bytes)
                .map_err(io::Error::other)?;
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            out.write_all(&length.to_le_bytes())?;
            out.write_all(&bytes)?;
            previous = Some(entry);
        }
        out.write_all(&[0; 4])?;
        let hash = out.hasher.finalize();
        out.inner.write_all(hash.as_bytes())?;
        out.inner.into_inner()?.sync_all()
    }
}

impl<'a> Record<'a> {
    fn new(entry: &'a FileEntry, previous: Option<&FileEntry>) -> Self {
        let (path, before) = (entry.path.as_str(), path_of(previous));
        let same = path.bytes().zip(before.bytes()).take_while(|(a, b)| a == b);
        let shared = path.floor_char_boundary(same.count());
        // A path of four gigabytes is written whole.
        let (shared, rest) = match u32::try_from(shared) {
            Ok(length) => (length, &path[shared..]),
            Err(_) => (0, path),
        };
        let base = stat_of(previous);
        Self {
            shared,
            rest,
            size: entry.stat.size,
            mtime: entry.stat.mtime.wrapping_sub(base.mtime),
            ctime: entry.stat.ctime.wrapping_sub(entry.stat.mtime),
            inode: entry.stat.inode.wrapping_sub(base.inode).cast_signed(),
            hash: entry.hash,
            articles: entry.articles,
            problems: entry.problems.clone(),
            more_problems: entry.more_problems,
        }
    }

    fn entry(self, previous: Option<&FileEntry>) -> Result<FileEntry, CatalogError> {
        let shared = path_of(previous)
            .get(..self.shared as usize)
            .ok_or(CatalogError::Damaged("a path cannot be put together"))?;
        let base = stat_of(previous);
        let mtime = base.mtime.wrapping_add(self.mtime);
        Ok(FileEntry {
            path: ArchivePath::from_stored(&[shared, self.rest].concat()),
            stat: FileStat {
                size: self.size,
                mtime,
                ctime: mtime.wrapping_add(self.ctime),
                inode: base.inode.wrapping_add(self.inode.cast_unsigned()),
            },
            hash: self.hash,
            articles: self.articles,
            problems: self.problems,
            more_problems: self.more_problems,
        })
    }
}

fn path_of(entry: Option<&FileEntry>) -> &str {
    entry.map_or("", |entry| entry.path.as_str())
}

fn stat_of(entry: Option<&FileEntry>) -> FileStat {
    entry.map_or(FileStat::default(), |entry| entry.stat)
}

fn cut_short(error: io::Error) -> CatalogError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => CatalogError::Damaged("it ends too early"),
        _ => error.into(),
    }
}

/// Hashes what passes through.
struct Hashed<T> {
    inner: T,
    hasher: blake3::Hasher,
}

impl<T> Hashed<T> {
    fn new(inner: T) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
        }
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        Ok(read)
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ProblemKind;

    fn entry(path: &str) -> FileEntry {
        FileEntry {
            path: ArchivePath::from_stored(path),
            stat: FileStat {
                size: 5,
                mtime: -1,
                ctime: i64::MAX,
                inode: 7,
            },
            hash: [3; 16],
            articles: 1,
            problems: vec![Problem::record(2, ProblemKind::Malformed, "why")],
            more_problems: 9,
        }
    }

    fn written(catalog: &Catalog) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalog");
        catalog.write(&path).unwrap();
        (dir, path)
    }

    #[test]
    fn a_catalog_reads_back_sorted_and_whole() {
        let catalog = Catalog::new(["b/ü.txt", "a", "b/é.txt", "b"].map(entry).to_vec());
        let (_dir, path) = written(&catalog);
        let read = Catalog::read(&path).unwrap();
        assert_eq!(read, catalog);
        let paths: Vec<_> = read.entries().iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "b/é.txt", "b/ü.txt"]);
    }

    #[test]
    fn any_changed_byte_and_any_cut_is_noticed() {
        let (_dir, path) = written(&Catalog::new(vec![entry("a"), entry("ab")]));
        let bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x41;
            std::fs::write(&path, &damaged).unwrap();
            assert!(Catalog::read(&path).is_err(), "byte {at} changed");
            std::fs::write(&path, &bytes[..at]).unwrap();
            assert!(Catalog::read(&path).is_err(), "cut at {at}");
        }
    }
}

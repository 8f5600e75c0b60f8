//! The catalog: every file that a generation was made of.
//!
//! One file, sorted by folder and name, read and written as a stream, so that an archive of a million files is
//! refreshed without its catalog ever being in memory: a magic line, then for each entry its
//! length (u32, little-endian) and the entry in postcard's encoding, less what it shares with the
//! previous one, a length of 0 at the end, and a hash of all of it ([`super::hashed`]).

use crate::article::{ArchivePath, Problem};
use crate::discover::FileStat;
use crate::index::hashed::{Hash, Hashed};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

const MAGIC: &[u8; 20] = b"dateline catalog 03\n";

/// So many problems of one file are kept; the rest is counted.
pub const MAX_PROBLEMS_PER_FILE: usize = 1_000;

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileEntry {
    /// Its name below the archive's folder.
    pub path: ArchivePath,
    /// The file system's word on it when it was read.
    pub stat: FileStat,
    /// The hash of its content; zeros if it was not read.
    pub hash: [u8; 16],
    /// How many articles of it are in the index.
    pub articles: u32,
    /// What was wrong with it, at most [`MAX_PROBLEMS_PER_FILE`].
    pub problems: Vec<Problem>,
    /// For each of `problems`, the generation that was the first to know it.
    pub since: Vec<u64>,
    /// How many more problems there were.
    pub more_problems: u32,
    /// Whether it changed so shortly before it was read that the next change might look the same: it is then hashed
    /// again.
    pub is_fresh: bool,
}

/// The files of a generation, in the order of [`ArchivePath::by_folder`], in memory whole.
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
    problems: Cow<'a, [Problem]>,
    since: Cow<'a, [u64]>,
    more_problems: u32,
    is_fresh: bool,
}

impl Catalog {
    /// A catalog of these entries, in any order; of two for one path the later one stays.
    #[must_use]
    pub fn new(mut entries: Vec<FileEntry>) -> Self {
        entries.sort_by(|a, b| a.path.by_folder(&b.path));
        entries.dedup_by(|later, earlier| {
            later.path == earlier.path && {
                std::mem::swap(later, earlier);
                true
            }
        });
        Self { entries }
    }

    /// The entries in their order.
    #[must_use]
    pub fn entries(&self) -> &[FileEntry] {
        &self.entries
    }

    /// The same, without the catalog.
    #[must_use]
    pub fn into_entries(self) -> Vec<FileEntry> {
        self.entries
    }

    /// Reads a catalog.
    ///
    /// # Errors
    /// If it cannot be read, or is not what was written.
    pub fn read(path: &Path) -> Result<Self, CatalogError> {
        let mut reader = CatalogReader::open(path)?;
        let mut entries: Vec<FileEntry> = Vec::new();
        reader.advance()?;
        while let Some(entry) = reader.entry() {
            entries.push(entry.clone());
            reader.advance()?;
        }
        Ok(Self { entries })
    }
}

/// A catalog on disk, read entry by entry. What was read is sure only when the end was reached without an error:
/// there the checksum stands.
pub struct CatalogReader {
    input: Hashed<BufReader<File>>,
    bytes: Vec<u8>,
    entry: FileEntry,
    ended: bool,
}

impl CatalogReader {
    /// Opens a catalog.
    ///
    /// # Errors
    /// If it cannot be read or does not begin as one.
    pub fn open(path: &Path) -> Result<Self, CatalogError> {
        let mut input = Hashed::new(BufReader::with_capacity(1 << 16, File::open(path)?));
        let mut magic = [0; MAGIC.len()];
        input.read_exact(&mut magic).map_err(cut_short)?;
        if &magic != MAGIC {
            return Err(CatalogError::Damaged("it does not begin as one"));
        }
        Ok(Self {
            input,
            bytes: Vec::new(),
            entry: FileEntry::default(),
            ended: false,
        })
    }

    /// The entry reached by the last [`Self::advance`]; `None` behind the last one.
    #[must_use]
    pub fn entry(&self) -> Option<&FileEntry> {
        (!self.ended).then_some(&self.entry)
    }

    /// Goes on to the next entry, the first one at first.
    ///
    /// # Errors
    /// If it cannot be read, or is not what was written.
    pub fn advance(&mut self) -> Result<(), CatalogError> {
        if self.ended {
            return Ok(());
        }
        let mut length = [0; 4];
        self.input.read_exact(&mut length).map_err(cut_short)?;
        let length = u32::from_le_bytes(length);
        if length == 0 {
            self.ended = true;
            return self.check_end();
        }
        self.bytes.clear();
        let mut input = (&mut self.input).take(length.into());
        let read = input.read_to_end(&mut self.bytes)?;
        if read < length as usize {
            return Err(CatalogError::Damaged("it ends too early"));
        }
        let record: Record = postcard::from_bytes(&self.bytes)
            .map_err(|_| CatalogError::Damaged("an entry cannot be read"))?;
        record.write_to(&mut self.entry)
    }

    fn check_end(&mut self) -> Result<(), CatalogError> {
        let expected = self.input.hash();
        let mut found = Hash::default();
        self.input.inner.read_exact(&mut found).map_err(cut_short)?;
        if expected != found {
            return Err(CatalogError::Damaged("its checksum is another"));
        }
        Ok(())
    }
}

/// A catalog in the making.
pub(in crate::index) struct CatalogWriter {
    out: BufWriter<Hashed<File>>,
    bytes: Vec<u8>,
    previous: (ArchivePath, FileStat),
    totals: CatalogTotals,
}

/// What a catalog adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::index) struct CatalogTotals {
    /// Files.
    pub(in crate::index) files: u64,
    /// Files that articles were read from.
    pub(in crate::index) article_files: u64,
    /// Bytes of these.
    pub(in crate::index) source_bytes: u64,
}

impl CatalogWriter {
    pub(in crate::index) fn create(path: &Path) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 16, Hashed::new(File::create(path)?));
        out.write_all(MAGIC)?;
        Ok(Self {
            out,
            bytes: Vec::new(),
            previous: Default::default(),
            totals: CatalogTotals::default(),
        })
    }

    /// Adds an entry, which comes behind all before it.
    pub(in crate::index) fn push(&mut self, entry: &FileEntry) -> io::Result<()> {
        let (path, stat) = &mut self.previous;
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        bytes = postcard::to_extend(&Record::new(entry, path.as_str(), *stat), bytes)
            .map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&bytes)?;
        self.bytes = bytes;
        path.clone_from(&entry.path);
        *stat = entry.stat;
        self.totals.files += 1;
        if entry.articles > 0 {
            self.totals.article_files += 1;
            self.totals.source_bytes += entry.stat.size;
        }
        Ok(())
    }

    /// Ends it and waits until it is on disk.
    pub(in crate::index) fn finish(mut self) -> io::Result<CatalogTotals> {
        self.out.write_all(&[0; 4])?;
        let mut written = self.out.into_inner()?;
        let hash = written.hash();
        written.inner.write_all(&hash)?;
        written.inner.sync_all()?;
        Ok(self.totals)
    }
}

impl<'a> Record<'a> {
    /// The record of an entry behind one of this path and these times.
    fn new(entry: &'a FileEntry, before: &str, base: FileStat) -> Self {
        let path = entry.path.as_str();
        let same = path.bytes().zip(before.bytes()).take_while(|(a, b)| a == b);
        let shared = path.floor_char_boundary(same.count());
        // A path of four gigabytes is written whole.
        let (shared, rest) = match u32::try_from(shared) {
            Ok(length) => (length, &path[shared..]),
            Err(_) => (0, path),
        };
        Self {
            shared,
            rest,
            size: entry.stat.size,
            mtime: entry.stat.mtime.wrapping_sub(base.mtime),
            ctime: entry.stat.ctime.wrapping_sub(entry.stat.mtime),
            inode: entry.stat.inode.wrapping_sub(base.inode).cast_signed(),
            hash: entry.hash,
            articles: entry.articles,
            problems: Cow::Borrowed(&entry.problems),
            since: Cow::Borrowed(&entry.since),
            more_problems: entry.more_problems,
            is_fresh: entry.is_fresh,
        }
    }

    /// Makes the entry before, from which it was written, this record's own.
    fn write_to(self, entry: &mut FileEntry) -> Result<(), CatalogError> {
        entry
            .path
            .replace_from(self.shared as usize, self.rest)
            .ok_or(CatalogError::Damaged("a path cannot be put together"))?;
        if self.since.len() != self.problems.len() {
            return Err(CatalogError::Damaged("an entry cannot be read"));
        }
        let base = entry.stat;
        let mtime = base.mtime.wrapping_add(self.mtime);
        entry.stat = FileStat {
            size: self.size,
            mtime,
            ctime: mtime.wrapping_add(self.ctime),
            inode: base.inode.wrapping_add(self.inode.cast_unsigned()),
        };
        entry.hash = self.hash;
        entry.articles = self.articles;
        entry.problems = self.problems.into_owned();
        entry.since = self.since.into_owned();
        entry.more_problems = self.more_problems;
        entry.is_fresh = self.is_fresh;
        Ok(())
    }
}

fn cut_short(error: io::Error) -> CatalogError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => CatalogError::Damaged("it ends too early"),
        _ => error.into(),
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
            since: vec![4],
            more_problems: 9,
            is_fresh: true,
        }
    }

    fn written(catalog: &Catalog) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalog");
        let mut writer = CatalogWriter::create(&path).unwrap();
        for entry in catalog.entries() {
            writer.push(entry).unwrap();
        }
        assert_eq!(
            writer.finish().unwrap().files,
            catalog.entries().len() as u64
        );
        (dir, path)
    }

    #[test]
    fn a_catalog_reads_back_sorted_and_whole() {
        let catalog = Catalog::new(
            ["b/ü.txt", "a", "b/é.txt", "b", "b-c/a"]
                .map(entry)
                .to_vec(),
        );
        let (_dir, path) = written(&catalog);
        let read = Catalog::read(&path).unwrap();
        assert_eq!(read, catalog);
        let paths: Vec<_> = read.entries().iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "b/é.txt", "b/ü.txt", "b-c/a"]);
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

//! The files that a generation was made from, read again and compared with its catalog.
//!
//! The catalog may come from somebody else. Its paths are looked up only in folders that the caller
//! names, and a path that leads out of them is not followed.

use super::generation::Generation;
use crate::article::{ArchivePath, Folders};
use crate::discover::FileStat;
use crate::index::catalog::in_memory::Catalog;
use crate::index::error::IndexError;
use crate::index::hashed::{Hash, Hashed};
use crate::index::records::file::RecordsOf;
use crate::index::records::file_end::{FileEnd, hash_of_old_part};
use crate::index::source_file;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Component;

/// How the source files compare with a generation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// The number of files that were compared.
    pub files: u64,
    /// Files that changed or were removed, as their size, times and inode show: a refresh reads
    /// them.
    pub changed: Vec<ArchivePath>,
    /// Files whose content differs although their size, times and inode do not.
    pub unnoticed: Vec<ArchivePath>,
}

impl Generation {
    /// Reads every file that was read for this generation, in these folders, and compares it with
    /// the catalog. Symbolic links count as changes unless they are followed. A path of the catalog
    /// that leads out of its folder counts as a change too.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub fn verify_sources(&self, folders: &Folders, follow: bool) -> Result<Sources, IndexError> {
        let mut sources = Sources::default();
        let lists = self.records_of(|_| true)?;
        let mut catalog = self.catalog_reader()?;
        let mut advance = || -> Result<_, IndexError> {
            catalog
                .advance()
                .map_err(|error| self.catalog_error(error))?;
            Ok(catalog.entry().cloned())
        };
        while let Some(entry) = advance()? {
            // A file that was not hashed cannot be compared.
            if !entry.is_hashed() {
                continue;
            }
            sources.files += 1;
            let end = lists.end_of(&entry.path);
            match stat_and_hash(folders, &entry.path, end, follow, &mut |_| {}) {
                Some((stat, _)) if stat != entry.stat => sources.changed.push(entry.path),
                Some((_, hash)) if hash != entry.hash => sources.unnoticed.push(entry.path),
                Some(_) => {}
                None => sources.changed.push(entry.path),
            }
        }
        Ok(sources)
    }
}

/// The SHA-256 of the files that a generation was made from, each read once.
pub struct SourceHashes {
    folders: Folders,
    follow: bool,
    catalog: Catalog,
    lists: RecordsOf,
    known: HashMap<ArchivePath, Option<String>>,
}

impl SourceHashes {
    /// Those of a generation, of files in these folders. Symbolic links are followed if that is
    /// said.
    ///
    /// # Errors
    /// If the catalog or the lists of records cannot be read.
    pub fn of(generation: &Generation, folders: Folders, follow: bool) -> Result<Self, IndexError> {
        Ok(Self {
            folders,
            follow,
            catalog: generation.catalog()?,
            lists: generation.records_of(|_| true)?,
            known: HashMap::new(),
        })
    }

    /// The SHA-256 of a file, in hexadecimal digits; `None` if it is gone, is no regular file, or has
    /// another content than when it was indexed.
    pub fn of_file(&mut self, path: &ArchivePath) -> Option<String> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let entries = self.catalog.entries();
        let found = entries.binary_search_by(|entry| entry.path.by_folder(path));
        let mut sha256 = Sha256::new();
        let end = self.lists.end_of(path);
        let read = stat_and_hash(&self.folders, path, end, self.follow, &mut |bytes| {
            sha256.update(bytes);
        });
        let is_as_indexed = match (read, found) {
            (Some((_, hash)), Ok(place)) => hash == entries[place].hash,
            _ => false,
        };
        let sha256 = is_as_indexed.then(|| hex(&sha256.finalize()));
        self.known.insert(path.clone(), sha256.clone());
        sha256
    }

    /// The number of files that have none.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.known.values().filter(|hash| hash.is_none()).count() as u64
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads a file; `each` gets its bytes as well. `None` if the file cannot be read, or changes while it
/// is read.
fn stat_and_hash(
    folders: &Folders,
    file: &ArchivePath,
    end: Option<&FileEnd>,
    follow: bool,
    each: &mut dyn FnMut(&[u8]),
) -> Option<(FileStat, Hash)> {
    let (folder, below) = folders.locate_below(file);
    let is_name = |part: Component| matches!(part, Component::Normal(_));
    if !below.components().all(is_name) {
        return None;
    }
    if !follow {
        let mut path = folder.to_owned();
        for name in &below {
            path.push(name);
            if fs::symlink_metadata(&path).ok()?.is_symlink() {
                return None;
            }
        }
    }
    let file = source_file::open(&folder.join(below)).ok()?;
    let stat = FileStat::of_open(&file).ok()?;
    let hash = match end.filter(|end| end.bytes == stat.size) {
        Some(end) => hash_of_old_part(&mut Hashed::new(Shared { file: &file, each }), end),
        None => Hashed::rest_of(&mut Shared { file: &file, each }),
    };
    let hash = hash.ok()?;
    (FileStat::of_open(&file).ok()? == stat).then_some((stat, hash))
}

/// A file whose bytes somebody else gets too, while they are read.
struct Shared<'f> {
    file: &'f File,
    each: &'f mut dyn FnMut(&[u8]),
}

impl Read for Shared<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        (self.each)(&buffer[..read]);
        Ok(read)
    }
}

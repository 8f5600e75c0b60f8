//! The files that a generation was made from, read again and compared with its catalog.
//!
//! The catalog may come from somebody else. Its paths are looked up only in folders that the caller
//! names, and a path that leads out of them is not followed.

use super::generation::Generation;
use crate::article::{ArchivePath, Folders};
use crate::discover::FileStat;
use crate::index::error::IndexError;
use crate::index::hashed::{Hash, Hashed};
use crate::index::records::file_end::{FileEnd, hash_of_old_part};
use crate::index::source_file;
use std::fs;
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
            match stat_and_hash(folders, &entry.path, lists.end_of(&entry.path), follow) {
                Some((stat, _)) if stat != entry.stat => sources.changed.push(entry.path),
                Some((_, hash)) if hash != entry.hash => sources.unnoticed.push(entry.path),
                Some(_) => {}
                None => sources.changed.push(entry.path),
            }
        }
        Ok(sources)
    }
}

/// `None` if the file cannot be read, or changes while it is read.
fn stat_and_hash(
    folders: &Folders,
    file: &ArchivePath,
    end: Option<&FileEnd>,
    follow: bool,
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
    let mut file = source_file::open(&folder.join(below)).ok()?;
    let stat = FileStat::of_open(&file).ok()?;
    let hash = match end.filter(|end| end.bytes == stat.size) {
        Some(end) => hash_of_old_part(&mut Hashed::new(&mut file), end),
        None => Hashed::rest_of(&mut file),
    };
    let hash = hash.ok()?;
    (FileStat::of_open(&file).ok()? == stat).then_some((stat, hash))
}

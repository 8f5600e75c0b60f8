//! The bytes of a catalog.
//!
//! A magic line; for each entry its length (u32, little-endian) and a [`Record`] in postcard's
//! encoding; a length of 0; the hash of all of this ([`crate::index::hashed`]). A record leaves out
//! what it shares with the previous entry.

use super::entry::FileEntry;
use super::error::CatalogError;
use crate::article::Problem;
use crate::discover::FileStat;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The first line of a catalog.
pub(super) const MAGIC: &[u8; 20] = b"dateline catalog 03\n";

/// An entry as it is written. Times and inodes of neighbours are mostly close, and small numbers
/// take few bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct Record<'a> {
    /// The number of bytes that the path shares with the previous path.
    shared: u32,
    rest: &'a str,
    size: u64,
    /// The difference from the `mtime` of the previous entry.
    mtime: i64,
    /// The difference from the `mtime` of this entry.
    ctime: i64,
    /// The difference from the inode of the previous entry.
    inode: i64,
    hash: [u8; 16],
    articles: u32,
    problems: Cow<'a, [Problem]>,
    since: Cow<'a, [u64]>,
    more_problems: u32,
    is_fresh: bool,
}

impl<'a> Record<'a> {
    /// The record of an entry after an entry with this path and these times.
    pub(super) fn new(entry: &'a FileEntry, previous: &str, base: FileStat) -> Self {
        let path = entry.path.as_str();
        let same = path
            .bytes()
            .zip(previous.bytes())
            .take_while(|(a, b)| a == b);
        let shared = path.floor_char_boundary(same.count());
        // A path of more than four gigabytes is written whole.
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

    /// Turns the previous entry into the one of this record.
    pub(super) fn write_to(self, entry: &mut FileEntry) -> Result<(), CatalogError> {
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

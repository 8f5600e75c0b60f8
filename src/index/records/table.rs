//! The list of the articles of one file, in memory and as bytes.
//!
//! On disk an article takes eight bytes for its hash, and next to none for its numbers unless
//! records were reordered; then it takes at most four more.

use super::file_end::FileEnd;
use super::numbers::{Numbers, TableError};
use crate::article::ArchivePath;
use crate::index::hashed::hash_of;
use serde::{Deserialize, Serialize};

/// The articles of a file, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::index) struct RecordTable {
    /// The hash of each article's content ([`super::content`]).
    pub(in crate::index) hashes: Vec<u64>,
    /// The number that the index has stored with each. No two articles of a file have the same.
    pub(in crate::index) serials: Numbers,
    /// The place of each in the file, as people see it.
    pub(in crate::index) ordinals: Numbers,
}

/// What is known about a table before it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) struct TableHead {
    /// The file.
    pub(in crate::index) path: ArchivePath,
    /// The number of its articles.
    pub(in crate::index) articles: u64,
    /// Whether an article is at another place than the index has stored.
    pub(in crate::index) has_moved: bool,
    /// What is known of the end of the file.
    pub(in crate::index) end: Option<FileEnd>,
}

/// The bytes of the hash at the end of a table.
const HASH: usize = 16;

/// The compression of numbers.
const LEVEL: i32 = 1;

/// A list of numbers has at most this many bytes before it is compressed: two runs of five bytes for
/// each article.
const MOST_BYTES_A_NUMBER: usize = 10;

impl RecordTable {
    /// Adds an article at the end.
    pub(in crate::index) fn push(&mut self, hash: u64, serial: u32, ordinal: u32) {
        self.hashes.push(hash);
        self.serials.push(serial);
        self.ordinals.push(ordinal);
    }

    /// Whether an article is at another place than the index has stored.
    pub(in crate::index) fn has_moved(&self) -> bool {
        self.serials != self.ordinals
    }

    /// The bytes of the table of this file: its head, its hashes, its numbers, and a hash of all this.
    ///
    /// # Panics
    /// Never: a head is plain data, and memory can be compressed into memory.
    pub(in crate::index) fn encode(&self, path: &ArchivePath, end: Option<FileEnd>) -> Vec<u8> {
        let head = TableHead {
            path: path.clone(),
            articles: self.hashes.len() as u64,
            has_moved: self.has_moved(),
            end,
        };
        let head = postcard::to_stdvec(&head).expect("a head is plain data");
        let mut bytes = Vec::with_capacity(head.len() + 8 * self.hashes.len() + 64);
        put(&mut bytes, &head);
        bytes.extend(self.hashes.iter().flat_map(|hash| hash.to_le_bytes()));
        for numbers in [&self.serials, &self.ordinals] {
            let packed = zstd::bulk::compress(&numbers.encode(), LEVEL);
            put(
                &mut bytes,
                &packed.expect("memory is compressed into memory"),
            );
        }
        let hash = hash_of(&bytes);
        bytes.extend(hash);
        bytes
    }

    /// Reads what [`Self::encode`] wrote.
    pub(in crate::index) fn decode(bytes: &[u8]) -> Result<(TableHead, Self), TableError> {
        let end = bytes.len().checked_sub(HASH).ok_or(TableError)?;
        let (mut rest, hash) = bytes.split_at(end);
        if hash_of(rest) != hash {
            return Err(TableError);
        }
        let head = TableHead::decode(take(&mut rest)?)?;
        let articles = usize::try_from(head.articles).map_err(|_| TableError)?;
        let hashes = articles.checked_mul(8).ok_or(TableError)?;
        let (hashes, mut rest) = rest.split_at_checked(hashes).ok_or(TableError)?;
        let hashes = hashes.as_chunks().0.iter().copied().map(u64::from_le_bytes);
        let hashes = hashes.collect();
        let mut numbers = || {
            let most = articles.saturating_mul(MOST_BYTES_A_NUMBER);
            let packed = take(&mut rest)?;
            let bytes = zstd::bulk::decompress(packed, most).map_err(|_| TableError)?;
            Numbers::decode(&bytes, head.articles)
        };
        let table = Self {
            hashes,
            serials: numbers()?,
            ordinals: numbers()?,
        };
        Ok((head, table))
    }
}

impl TableHead {
    /// Reads a head.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, TableError> {
        postcard::from_bytes(bytes).map_err(|_| TableError)
    }
}

/// Writes bytes after their number.
fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend((bytes.len() as u64).to_le_bytes());
    out.extend(bytes);
}

/// Reads such bytes from the front.
fn take<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], TableError> {
    let (length, rest) = bytes.split_first_chunk().ok_or(TableError)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| TableError)?;
    let (taken, rest) = rest.split_at_checked(length).ok_or(TableError)?;
    *bytes = rest;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(numbers: &[(u32, u32)]) -> RecordTable {
        let mut table = RecordTable::default();
        for (serial, ordinal) in numbers {
            table.push(u64::from(*serial) * 7, *serial, *ordinal);
        }
        table
    }

    #[test]
    fn a_table_is_read_back_and_any_changed_byte_is_noticed() {
        let path = ArchivePath::from_stored("a/b.jsonl");
        for numbers in [
            &[][..],
            &[(1, 1), (2, 2), (4, 4)],
            &[(9, 1), (1, 2), (2, 3)],
        ] {
            let table = table(numbers);
            let bytes = table.encode(&path, None);
            let (head, read) = RecordTable::decode(&bytes).unwrap();
            assert_eq!(read, table);
            assert_eq!((&head.path, head.articles), (&path, numbers.len() as u64));
            assert_eq!(
                head.has_moved,
                numbers.first().is_some_and(|first| first.0 == 9)
            );
            for at in 0..bytes.len() {
                let mut damaged = bytes.clone();
                damaged[at] ^= 0x41;
                assert!(RecordTable::decode(&damaged).is_err(), "byte {at} changed");
                assert!(RecordTable::decode(&bytes[..at]).is_err(), "cut at {at}");
            }
        }
    }

    #[test]
    fn an_article_takes_at_most_twelve_bytes_even_in_a_shuffled_file() {
        let articles = 100_000_u64;
        let mut shuffled = RecordTable::default();
        for at in 0..articles {
            // A step that has no divisor in common with the number of articles meets each once.
            let serial = u32::try_from(at * 61_803 % articles).unwrap();
            shuffled.push(at, serial, u32::try_from(at).unwrap() + 1);
        }
        let bytes = shuffled
            .encode(&ArchivePath::from_stored("a.jsonl"), None)
            .len() as u64;
        assert!(bytes <= 12 * articles + 1000, "{bytes}");
    }
}

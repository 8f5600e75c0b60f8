//! Reads a catalog entry by entry.
//!
//! Entries come one at a time into the same buffers, so memory does not grow with the catalog.
//! Every byte is checked: a damaged catalog is an error and never a wrong entry.

use super::encoding::{MAGIC, Record};
use super::entry::FileEntry;
use super::error::CatalogError;
use crate::index::hashed::{Hash, Hashed};
use std::fs::File;
use std::io::{BufReader, Read};

/// The longest entry that is read, in bytes: a path, and the problems of one file.
const LONGEST_ENTRY: u32 = 64 << 20;

/// A catalog on disk, read entry by entry. The checksum is at the end, so the entries are known to
/// be undamaged only after the end was reached without an error.
pub struct CatalogReader {
    input: Hashed<BufReader<File>>,
    bytes: Vec<u8>,
    entry: FileEntry,
    ended: bool,
}

impl CatalogReader {
    /// Starts to read a catalog. The first [`Self::advance`] goes to the first entry.
    ///
    /// # Errors
    /// If it cannot be read or does not start as a catalog does.
    pub fn new(file: File) -> Result<Self, CatalogError> {
        let mut input = Hashed::new(BufReader::with_capacity(1 << 16, file));
        let mut magic = [0; MAGIC.len()];
        input
            .read_exact(&mut magic)
            .map_err(CatalogError::from_read)?;
        if &magic != MAGIC {
            return Err(CatalogError::Damaged("its first line is wrong"));
        }
        Ok(Self {
            input,
            bytes: Vec::new(),
            entry: FileEntry::default(),
            ended: false,
        })
    }

    /// The entry that the last [`Self::advance`] went to; `None` after the last one.
    #[must_use]
    pub fn entry(&self) -> Option<&FileEntry> {
        (!self.ended).then_some(&self.entry)
    }

    /// Goes to the next entry.
    ///
    /// # Errors
    /// If it cannot be read or is damaged.
    pub fn advance(&mut self) -> Result<(), CatalogError> {
        if self.ended {
            return Ok(());
        }
        let mut length = [0; 4];
        self.input
            .read_exact(&mut length)
            .map_err(CatalogError::from_read)?;
        let length = u32::from_le_bytes(length);
        if length == 0 {
            self.ended = true;
            return self.check_end();
        }
        if length > LONGEST_ENTRY {
            return Err(CatalogError::Damaged("an entry is too long"));
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
        self.input
            .inner
            .read_exact(&mut found)
            .map_err(CatalogError::from_read)?;
        if expected != found {
            return Err(CatalogError::Damaged("its checksum differs"));
        }
        Ok(())
    }
}

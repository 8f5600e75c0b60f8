//! The file `records` of a generation: the list of the articles of each file that has several.
//!
//! A magic line; for each file its number of bytes (u64, little-endian) and its list
//! ([`RecordTable::encode`]); a number of 0; the hash of all of this. Lists are in any order. A job
//! writes those of the files that it reads while it reads them, and copies the others, so memory
//! has the list of one file at a time. Each list has a hash of its own.

use super::file_end::FileEnd;
use super::moved::MovedRecords;
use super::numbers::TableError;
use super::places_file::MovedFiles;
use super::table::{RecordTable, TableHead};
use crate::article::ArchivePath;
use crate::index::hashed::{Hashed, HashedFile, finish, hashed_file};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

/// The first line of the file.
const MAGIC: &[u8; 20] = b"dateline records 02\n";

/// The longest head of a list, in bytes: a path.
const LONGEST_HEAD: u64 = 16 << 20;

/// Lists that are being written.
pub(in crate::index) struct RecordsWriter {
    out: HashedFile,
    written: RecordsWritten,
}

/// What was written.
#[derive(Debug, Default)]
pub(in crate::index) struct RecordsWritten {
    /// The number of lists.
    pub(in crate::index) files: u64,
    /// Files with articles that moved.
    pub(in crate::index) moved: MovedFiles,
}

/// The file of lists cannot be read.
#[derive(Debug, thiserror::Error)]
pub(in crate::index) enum RecordsError {
    /// The operating system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The bytes are not those that were written.
    #[error("the lists of records are damaged: {0}")]
    Damaged(&'static str),
}

impl From<TableError> for RecordsError {
    fn from(_: TableError) -> Self {
        Self::Damaged("one of them cannot be read")
    }
}

impl RecordsError {
    /// A read failed; a file that ends too early is damage.
    fn from_read(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Damaged("they end too early"),
            _ => error.into(),
        }
    }
}

impl RecordsWriter {
    /// Starts to write lists to an empty file.
    pub(in crate::index) fn new(file: File) -> io::Result<Self> {
        let mut out = hashed_file(file);
        out.write_all(MAGIC)?;
        Ok(Self {
            out,
            written: RecordsWritten::default(),
        })
    }

    /// Writes the list of a file.
    pub(in crate::index) fn push(
        &mut self,
        path: &ArchivePath,
        table: &RecordTable,
        end: Option<FileEnd>,
    ) -> io::Result<()> {
        self.put(&table.encode(path, end))?;
        if table.has_moved() {
            let moved = MovedRecords::of(table);
            self.written.moved.insert(path.clone(), moved);
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(&(bytes.len() as u64).to_le_bytes())?;
        self.out.write_all(bytes)?;
        self.written.files += 1;
        Ok(())
    }

    /// Copies the lists of another file, but those of the files in `without`.
    pub(in crate::index) fn copy(
        &mut self,
        from: &mut RecordsReader,
        without: &HashSet<&ArchivePath>,
    ) -> Result<(), RecordsError> {
        while let Some((head, bytes)) = from.next_if(|head| !without.contains(&head.path))? {
            self.put(bytes)?;
            if head.has_moved {
                let (head, table) = RecordTable::decode(bytes)?;
                let moved = MovedRecords::of(&table);
                self.written.moved.insert(head.path, moved);
            }
        }
        Ok(())
    }

    /// Writes the end and waits until the file is on disk.
    pub(in crate::index) fn finish(mut self) -> io::Result<RecordsWritten> {
        self.out.write_all(&[0; 8])?;
        finish(self.out)?;
        Ok(self.written)
    }
}

/// A file of lists, read from its start to its end.
pub(in crate::index) struct RecordsReader {
    input: Hashed<BufReader<File>>,
    bytes: Vec<u8>,
}

impl RecordsReader {
    /// Starts to read.
    pub(in crate::index) fn new(file: File) -> Result<Self, RecordsError> {
        let mut input = Hashed::new(BufReader::with_capacity(1 << 16, file));
        read_magic(&mut input)?;
        Ok(Self {
            input,
            bytes: Vec::new(),
        })
    }

    /// The next list that is wanted by its head; `None` at the end, where the hash of all is checked.
    pub(in crate::index) fn next_if(
        &mut self,
        mut is_wanted: impl FnMut(&TableHead) -> bool,
    ) -> Result<Option<(TableHead, &[u8])>, RecordsError> {
        loop {
            let length = read_number(&mut self.input)?;
            if length == 0 {
                self.check_end()?;
                return Ok(None);
            }
            self.bytes.clear();
            let read = (&mut self.input)
                .take(length)
                .read_to_end(&mut self.bytes)?;
            if (read as u64) < length {
                return Err(RecordsError::Damaged("they end too early"));
            }
            let head = head_of(&self.bytes)?;
            if is_wanted(&head) {
                return Ok(Some((head, &self.bytes)));
            }
        }
    }

    fn check_end(&mut self) -> Result<(), RecordsError> {
        let expected = self.input.hash();
        let mut found = [0; 16];
        self.input
            .inner
            .read_exact(&mut found)
            .map_err(RecordsError::from_read)?;
        let is_at_end = self.input.inner.read(&mut [0])? == 0;
        if expected != found || !is_at_end {
            return Err(RecordsError::Damaged("their checksum differs"));
        }
        Ok(())
    }
}

/// The lists of some files of a generation, to be read one by one in any order.
#[derive(Debug, Default)]
pub(in crate::index) struct RecordsOf {
    file: Option<Mutex<File>>,
    /// Where each list is: its first byte and its number of bytes.
    places: HashMap<ArchivePath, (u64, u64)>,
    /// The ends of files that were hashed in parts.
    ends: HashMap<ArchivePath, FileEnd>,
}

impl RecordsOf {
    /// Finds the lists of the files that `is_wanted` names. Only the heads of lists are read.
    pub(in crate::index) fn find(
        file: File,
        is_wanted: impl Fn(&ArchivePath) -> bool,
    ) -> Result<Self, RecordsError> {
        let mut input = BufReader::with_capacity(1 << 12, &file);
        read_magic(&mut input)?;
        let (mut places, mut ends) = (HashMap::new(), HashMap::new());
        let mut at = MAGIC.len() as u64;
        loop {
            let length = read_number(&mut input)?;
            at += 8;
            if length == 0 {
                break;
            }
            let head_length = read_number(&mut input)?;
            let rest = length
                .checked_sub(8)
                .and_then(|rest| rest.checked_sub(head_length));
            let rest = rest.filter(|_| head_length <= LONGEST_HEAD);
            let rest = rest.and_then(|rest| i64::try_from(rest).ok());
            let rest = rest.ok_or(RecordsError::Damaged("one of them cannot be read"))?;
            let mut head = Vec::new();
            input.by_ref().take(head_length).read_to_end(&mut head)?;
            let head = TableHead::decode(&head)?;
            if is_wanted(&head.path) {
                if let Some(end) = head.end.filter(|end| !end.parts.is_empty()) {
                    ends.insert(head.path.clone(), end);
                }
                places.insert(head.path, (at, length));
            }
            input.seek_relative(rest)?;
            at += length;
        }
        drop(input);
        Ok(Self {
            file: Some(Mutex::new(file)),
            places,
            ends,
        })
    }

    /// The end of a file that was hashed in parts; `None` if it was hashed whole.
    pub(in crate::index) fn end_of(&self, path: &ArchivePath) -> Option<&FileEnd> {
        self.ends.get(path)
    }

    /// Reads the list of a file; `None` if there is none.
    pub(in crate::index) fn read(
        &self,
        path: &ArchivePath,
    ) -> Result<Option<(TableHead, RecordTable)>, RecordsError> {
        let Some((file, (at, length))) = self.file.as_ref().zip(self.places.get(path)) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(*at))?;
        Read::by_ref(&mut *file)
            .take(*length)
            .read_to_end(&mut bytes)?;
        drop(file);
        let (head, table) = RecordTable::decode(&bytes)?;
        if head.path != *path {
            return Err(RecordsError::Damaged("one of them is of another file"));
        }
        Ok(Some((head, table)))
    }
}

fn read_magic(input: &mut impl Read) -> Result<(), RecordsError> {
    let mut magic = [0; MAGIC.len()];
    input
        .read_exact(&mut magic)
        .map_err(RecordsError::from_read)?;
    if &magic == MAGIC {
        Ok(())
    } else {
        Err(RecordsError::Damaged("the first line is wrong"))
    }
}

fn read_number(input: &mut impl Read) -> Result<u64, RecordsError> {
    let mut number = [0; 8];
    input
        .read_exact(&mut number)
        .map_err(RecordsError::from_read)?;
    Ok(u64::from_le_bytes(number))
}

/// The head of a list.
fn head_of(bytes: &[u8]) -> Result<TableHead, RecordsError> {
    let split = bytes.split_first_chunk().and_then(|(length, rest)| {
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        rest.get(..length)
    });
    let head = split.ok_or(RecordsError::Damaged("one of them cannot be read"))?;
    Ok(TableHead::decode(head)?)
}

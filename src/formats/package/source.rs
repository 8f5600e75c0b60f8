//! The bytes of a zip file, in memory or in an open file, and the names in its directory.
//!
//! The names decide whether the file is a document or an archive. Only the first ones are read,
//! because an archive may have millions.

use crate::formats::bytes::charset;
use crate::formats::input::RandomAccess;
use rawzip::{FileReader, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipLocator};
use std::borrow::Cow;
use std::io;

/// How many names show what a zip file is. Documents have fewer parts, except books.
const SHOWN: usize = 5_000;

/// The first bytes of an OLE compound file ([MS-CFB], 2.2).
pub(in crate::formats) const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The bytes of a zip file.
pub(super) enum Source<'a> {
    Memory(Cow<'a, [u8]>),
    File(FileReader),
}

impl<'a> Source<'a> {
    /// The source, and its length in bytes.
    pub(super) fn of(access: RandomAccess<'a>) -> (Self, u64) {
        match access {
            RandomAccess::Memory(bytes) => {
                let length = bytes.len() as u64;
                (Self::Memory(bytes), length)
            }
            RandomAccess::File(file, length) => (Self::File(FileReader::from(file)), length),
        }
    }

    /// Whether it is an OLE compound file and no zip file.
    pub(super) fn is_compound_file(&self) -> bool {
        let mut start = [0; COMPOUND_FILE.len()];
        let read = self.read_at(&mut start, 0);
        matches!(read, Ok(length) if start[..length] == *COMPOUND_FILE)
    }

    fn into_access(self, length: u64) -> RandomAccess<'a> {
        match self {
            Self::Memory(bytes) => RandomAccess::Memory(bytes),
            Self::File(reader) => RandomAccess::File(reader.into_inner(), length),
        }
    }
}

impl ReaderAt for Source<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Self::Memory(bytes) => (**bytes).read_at(buffer, offset),
            Self::File(file) => file.read_at(buffer, offset),
        }
    }
}

/// The first names in the directory of a zip file, and the file again. Damage shows no names.
pub(in crate::formats) fn first_names(access: RandomAccess<'_>) -> (Vec<String>, RandomAccess<'_>) {
    let (source, length) = Source::of(access);
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let mut names = Vec::new();
    if let Ok(archive) = ZipLocator::new().locate_in_reader(&source, &mut buffer, length) {
        let mut entries = archive.entries(&mut buffer);
        while let Ok(Some(entry)) = entries.next_entry()
            && names.len() < SHOWN
        {
            names.push(
                charset::utf8(entry.file_path().as_bytes())
                    .text
                    .into_owned(),
            );
        }
    }
    (names, source.into_access(length))
}

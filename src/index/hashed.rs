//! Hashes that tell whether bytes have changed: of files' contents, and of the catalog.
//!
//! XXH3 with 128 bits. It detects accidental changes. It is no protection against somebody who
//! makes two files with the same hash on purpose. BLAKE3 took 2 % of the time of a first index of
//! short articles, XXH3 takes a tenth of that.

use super::source_file;
use crate::discover::FileStat;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use twox_hash::XxHash3_128;

/// A hash.
pub(super) type Hash = [u8; 16];

/// The hash of a file that was not read.
pub(super) const NO_HASH: Hash = [0; 16];

/// The hash of these bytes.
pub(super) fn hash_of(bytes: &[u8]) -> Hash {
    XxHash3_128::oneshot(bytes).to_be_bytes()
}

/// The hash of a file's content. Of something that is not a regular file it is an error.
pub(super) fn hash_of_file(path: &Path) -> io::Result<Hash> {
    let mut file = source_file::open(path)?;
    FileStat::of_open(&file)?;
    Hashed::rest_of(&mut file)
}

/// Hashes what is read or written through it.
pub(super) struct Hashed<T> {
    pub(super) inner: T,
    hasher: XxHash3_128,
    /// The number of bytes so far.
    pub(super) bytes: u64,
}

impl<T> Hashed<T> {
    /// Hashes what goes to or comes from `inner`.
    pub(super) fn new(inner: T) -> Self {
        Self {
            inner,
            hasher: XxHash3_128::new(),
            bytes: 0,
        }
    }

    /// The hash of all bytes so far, as in [`FileEntry::hash`](crate::index::FileEntry::hash).
    #[must_use]
    pub(super) fn hash(&self) -> [u8; 16] {
        self.hasher.finish_128().to_be_bytes()
    }
}

impl Hashed<io::Sink> {
    /// Reads to the end, and returns the hash of what was read.
    pub(super) fn rest_of(reader: &mut impl Read) -> io::Result<Hash> {
        let mut hashed = Self::new(io::sink());
        io::copy(reader, &mut hashed)?;
        Ok(hashed.hash())
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.write(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.write(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A file that will end with the hash of what is before it.
pub(super) type HashedFile = BufWriter<Hashed<File>>;

/// Begins to write such a file.
pub(super) fn hashed_file(created: File) -> HashedFile {
    BufWriter::with_capacity(1 << 16, Hashed::new(created))
}

/// Writes the hash, and waits until the file is on disk.
pub(super) fn finish(file: HashedFile) -> io::Result<()> {
    let mut written = file.into_inner()?;
    let hash = written.hash();
    written.inner.write_all(&hash)?;
    written.inner.sync_all()
}

/// The hash that a file ends with, and that of what is before it.
pub(super) fn hash_and_rest(mut file: File) -> io::Result<(Hash, Hash)> {
    let mut said = Hash::default();
    let length = file.metadata()?.len().saturating_sub(said.len() as u64);
    let found = Hashed::rest_of(&mut Read::by_ref(&mut file).take(length))?;
    file.read_exact(&mut said)?;
    Ok((said, found))
}

/// What is wrong with a file that ends with its hash, to be read after its name; `None` if nothing
/// is.
pub(super) fn damage_by_hash(file: io::Result<File>) -> Option<String> {
    match file.and_then(hash_and_rest) {
        Ok((said, found)) => (said != found).then(|| "has another checksum".to_owned()),
        Err(error) => Some(format!("cannot be read: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_has_one_hash_in_one_piece_and_in_many() {
        let content: Vec<u8> = (0..5000u32).map(|at| (at * 7 % 251) as u8).collect();
        for length in [0, 1, 240, 241, 5000] {
            let content = &content[..length];
            let mut written = Hashed::new(io::sink());
            for piece in content.chunks(7) {
                written.write_all(piece).unwrap();
            }
            let mut read = Hashed::new(content);
            io::copy(&mut read, &mut io::sink()).unwrap();
            let hash = hash_of(content);
            assert_eq!([written.hash(), read.hash()], [hash; 2], "{length}");
            assert_eq!(Hashed::rest_of(&mut &*content).unwrap(), hash);
            assert_ne!(hash, NO_HASH);
        }
    }
}

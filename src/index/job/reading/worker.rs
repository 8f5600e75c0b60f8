//! The part of one thread: reads files and indexes their articles.
//!
//! It opens a file, hashes it, calls the readers of `formats`, and adds each article to the
//! thread's segments. A file that cannot be read is an outcome; only a failure of the index is an
//! error.

use super::opener::Opener;
use super::outcome::FileOutcome;
use crate::article::{Folders, Problem, ProblemKind};
use crate::discover::FileStat;
use crate::formats::{Access, HEAD_LEN, Input, ReadOptions, access_for, read_articles};
use crate::index::catalog::entry::FileEntry;
use crate::index::error::IndexError;
use crate::index::hashed::{Hash, Hashed, NO_HASH, hash_of};
use crate::index::job::changes::Change;
use crate::index::job::request::Progress;
use crate::index::segments::segment_maker::SegmentMaker;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Seek};
use std::path::Path;

/// Files up to this size, in bytes, are read whole into memory; larger ones are streamed.
const AT_ONCE: u64 = 4 << 20;

/// The buffers of a thread and its writer of segments.
pub(super) struct Worker<'a> {
    pub(super) folders: &'a Folders,
    pub(super) index: &'a Path,
    pub(super) options: &'a ReadOptions,
    pub(super) maker: SegmentMaker,
    pub(super) opener: Opener<'a>,
    pub(super) buffer: Vec<u8>,
    pub(super) bytes_read: u64,
    pub(super) articles: u64,
    pub(super) progress: &'a dyn Progress,
}

impl Worker<'_> {
    /// Reads one file into the index.
    ///
    /// # Errors
    /// Only if the index cannot be written. What is wrong with the file is in its entry.
    pub(super) fn read(&mut self, change: Change) -> Result<FileOutcome, IndexError> {
        let opened = self.opener.open(&change.path).map_err(Failure::Source);
        match opened.and_then(|file| self.read_open(file, &change)) {
            Ok(outcome) => Ok(outcome),
            Err(Failure::Source(error)) => {
                let path = self.folders.locate(&change.path);
                Ok(unreadable(change, &path, &error))
            }
            Err(Failure::Index(error)) => Err(error),
        }
    }

    fn read_open(&mut self, mut file: File, change: &Change) -> Result<FileOutcome, Failure> {
        // The catalog gets the size and times from before the file is read. If the file changes
        // during reading, the next refresh finds it changed and reads it again.
        let stat = match change.stat {
            Some(stat) => stat,
            None => FileStat::of_open(&file).map_err(Failure::Source)?,
        };
        self.progress.open(stat.size);
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let at_once = stat.size <= AT_ONCE;
        let first = match stat.size {
            // The length of an open file is known, so no further call has to find its end. A file
            // that was listed earlier may have changed since, and some file systems report no
            // length.
            length if at_once && length > 0 && change.stat.is_none() => length,
            _ if at_once => AT_ONCE + 1,
            _ => HEAD_LEN as u64 + 1,
        };
        let result = (&mut file)
            .take(first)
            .read_to_end(&mut buffer)
            .map_err(Failure::Source)
            .and_then(|read| {
                if at_once && read as u64 <= AT_ONCE {
                    self.read_bytes(&buffer, stat, change)
                } else {
                    self.read_stream(file, &buffer, stat, change)
                }
            });
        self.buffer = buffer;
        result
    }

    fn read_bytes(
        &mut self,
        bytes: &[u8],
        stat: FileStat,
        change: &Change,
    ) -> Result<FileOutcome, Failure> {
        self.bytes_read += bytes.len() as u64;
        self.progress.advance(bytes.len() as u64, 0);
        let hash = hash_of(bytes);
        if let Some(entry) = Self::same_content(change, stat, hash) {
            return Ok(FileOutcome::SameContent(entry));
        }
        let mut entry = FileEntry::new(change.path.clone(), stat, hash);
        let input = Input::whole(&change.path, self.options, bytes);
        self.index_articles(input, &mut entry)?;
        Ok(FileOutcome::Indexed(entry))
    }

    /// Reads a large file in two passes if the hash may spare the second one, else in one pass.
    fn read_stream(
        &mut self,
        mut file: File,
        head: &[u8],
        stat: FileStat,
        change: &Change,
    ) -> Result<FileOutcome, Failure> {
        let path = &change.path;
        let access = match access_for(path, &head[..head.len().min(HEAD_LEN)], self.options) {
            Ok(access) => access,
            Err(problem) => {
                let mut entry = FileEntry::new(change.path.clone(), stat, NO_HASH);
                entry.push(problem);
                return Ok(FileOutcome::Indexed(entry));
            }
        };
        let mut rewound = || file.rewind().map_err(Failure::Source);
        rewound()?;
        if change.previous.is_some() || access == Access::Random {
            let hash = Hashed::rest_of(&mut file).map_err(Failure::Source)?;
            if let Some(entry) = Self::same_content(change, stat, hash) {
                self.progress.advance(stat.size, 0);
                return Ok(FileOutcome::SameContent(entry));
            }
            file.rewind().map_err(Failure::Source)?;
            if access == Access::Random {
                let mut entry = FileEntry::new(change.path.clone(), stat, hash);
                self.bytes_read += stat.size;
                self.index_articles(Input::file(path, self.options, file), &mut entry)?;
                self.progress.advance(stat.size, 0);
                return Ok(FileOutcome::Indexed(entry));
            }
        }
        let counted = Counted {
            file: &mut file,
            progress: self.progress,
        };
        let mut hashing = Hashed::new(counted);
        let mut entry = FileEntry::new(change.path.clone(), stat, NO_HASH);
        let stream = Box::new(BufReader::with_capacity(1 << 18, &mut hashing));
        let input = Input::stream(path, self.options, stream);
        self.index_articles(input, &mut entry)?;
        // The articles are in the segments already, so an error in the rest only changes the entry.
        match io::copy(&mut hashing, &mut io::sink()) {
            Ok(_) => entry.hash = hashing.hash(),
            Err(error) => entry.push(Problem::file(
                ProblemKind::Unreadable,
                format!("cannot be read to its end: {error}"),
            )),
        }
        self.bytes_read += hashing.bytes;
        Ok(FileOutcome::Indexed(entry))
    }

    fn index_articles(&mut self, input: Input<'_>, entry: &mut FileEntry) -> Result<(), Failure> {
        read_articles(input, &mut |reading| {
            match reading.item {
                Ok(article) => {
                    self.maker
                        .add(article)
                        .map_err(|error| Failure::Index(IndexError::engine(self.index)(error)))?;
                    entry.articles += 1;
                    self.articles += 1;
                    self.progress.advance(0, 1);
                }
                Err(problem) => entry.push(problem),
            }
            Ok(())
        })
    }

    /// The entry of a file whose content is the same as in the catalog.
    fn same_content(change: &Change, stat: FileStat, hash: Hash) -> Option<FileEntry> {
        let previous = change.previous.as_deref()?;
        (previous.hash == hash && !previous.must_be_retried()).then(|| FileEntry {
            stat,
            ..previous.clone()
        })
    }
}

/// A file whose bytes count as progress while they are read.
struct Counted<'a> {
    file: &'a mut File,
    progress: &'a dyn Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.progress.advance(read as u64, 0);
        Ok(read)
    }
}

/// Why a file was not read to its end.
enum Failure {
    Source(io::Error),
    Index(IndexError),
}

/// A file that could not be read keeps its old articles, and gets the reason as its problem. A file
/// that was removed after it was listed keeps them until the next walk.
fn unreadable(change: Change, path: &Path, error: &io::Error) -> FileOutcome {
    let problem = if error.kind() == ErrorKind::NotFound {
        Problem::file(
            ProblemKind::Vanished,
            "listed, but no longer there when it was read",
        )
    } else {
        Problem::file(ProblemKind::Unreadable, format!("cannot be read: {error}"))
    };
    let mut entry = change.previous.as_deref().cloned().unwrap_or_else(|| {
        let seen = || fs::metadata(path).map(|seen| FileStat::of(&seen));
        let stat = change.stat.or_else(|| seen().ok()).unwrap_or_default();
        FileEntry::new(change.path.clone(), stat, NO_HASH)
    });
    entry.problems = vec![problem];
    entry.more_problems = 0;
    FileOutcome::Unreadable {
        as_before: change.previous.as_deref() == Some(&entry),
        entry,
    }
}

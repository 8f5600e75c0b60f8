//! One thread's part of a build: read a file, have its articles read out, index them.

use super::opener::Opener;
use crate::article::{Folders, Problem, ProblemKind};
use crate::discover::FileStat;
use crate::formats::{Access, HEAD_LEN, Input, ReadOptions, access_for, read_articles};
use crate::index::hashed::{Hash, Hashed, hash_of};
use crate::index::segments::segment_maker::SegmentMaker;
use crate::index::{Change, FileEntry, IndexError, MAX_PROBLEMS_PER_FILE};
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Seek};
use std::path::Path;

/// Files up to this size are read at once; larger ones pass through as a stream, in bytes.
const AT_ONCE: u64 = 4 << 20;

/// What became of a file.
pub(in crate::index) enum Fate {
    /// Its articles are in the new segments; what the index had of it has to go.
    Read(FileEntry),
    /// Its content is what it was; only the file system's word on it is new.
    Touched(FileEntry),
    /// It could not be read; what the index has of it stays.
    Kept {
        entry: FileEntry,
        /// Whether the catalog says the same already.
        as_before: bool,
    },
}

impl Fate {
    /// That of a file in a folder that cannot be listed, where nothing can be kept of it.
    pub(in crate::index) fn hidden(known: &FileEntry) -> Self {
        let detail = "lies in a folder that cannot be listed";
        Self::Kept {
            entry: FileEntry {
                path: known.path.clone(),
                stat: known.stat,
                problems: vec![Problem::file(ProblemKind::Unreadable, detail)],
                ..FileEntry::default()
            },
            as_before: false,
        }
    }

    /// The file's entry.
    pub(in crate::index) fn entry(&self) -> &FileEntry {
        match self {
            Self::Read(entry) | Self::Touched(entry) | Self::Kept { entry, .. } => entry,
        }
    }
}

/// A thread's buffers and its writer of segments.
pub(in crate::index) struct Worker<'a> {
    pub(in crate::index) folders: &'a Folders,
    pub(in crate::index) index: &'a Path,
    pub(in crate::index) options: &'a ReadOptions,
    pub(in crate::index) maker: SegmentMaker,
    pub(in crate::index) opener: Opener<'a>,
    pub(in crate::index) buffer: Vec<u8>,
    pub(in crate::index) bytes_read: u64,
    pub(in crate::index) articles: u64,
}

impl Worker<'_> {
    /// Reads one file into the index.
    ///
    /// # Errors
    /// Only if the index cannot be written: what is wrong with the file is in its entry.
    pub(in crate::index) fn read(&mut self, change: Change) -> Result<Fate, IndexError> {
        let opened = self.opener.open(&change.path).map_err(Failure::Source);
        match opened.and_then(|file| self.read_open(file, &change)) {
            Ok(fate) => Ok(fate),
            Err(Failure::Source(error)) => {
                let path = self.folders.locate(&change.path);
                Ok(unreadable(change, &path, &error))
            }
            Err(Failure::Index(error)) => Err(error),
        }
    }

    fn read_open(&mut self, mut file: File, change: &Change) -> Result<Fate, Failure> {
        // What was seen before anything is read goes into the catalog. If the file has changed
        // since, the next refresh finds it changed and looks again.
        let stat = match change.stat {
            Some(stat) => stat,
            None => FileStat::of_open(&file).map_err(Failure::Source)?,
        };
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let at_once = stat.size <= AT_ONCE;
        let first = match stat.size {
            // One that was looked at when it was open is read to the length it has: nobody is asked once more whether
            // that is all. One that was listed before may be another by now, and some file systems tell no length.
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
    ) -> Result<Fate, Failure> {
        self.bytes_read += bytes.len() as u64;
        let hash = hash_of(bytes);
        if let Some(entry) = Self::same_content(change, stat, hash) {
            return Ok(Fate::Touched(entry));
        }
        let mut entry = new_entry(change, stat, hash);
        let input = Input::whole(&change.path, self.options, bytes);
        self.index_articles(input, &mut entry)?;
        Ok(Fate::Read(entry))
    }

    /// Reads a large file in two passes where its old hash may spare the second, else in one.
    fn read_stream(
        &mut self,
        mut file: File,
        head: &[u8],
        stat: FileStat,
        change: &Change,
    ) -> Result<Fate, Failure> {
        let path = &change.path;
        let access = match access_for(path, &head[..head.len().min(HEAD_LEN)], self.options) {
            Ok(access) => access,
            Err(problem) => {
                let mut entry = new_entry(change, stat, [0; 16]);
                entry.push(problem);
                return Ok(Fate::Read(entry));
            }
        };
        let mut rewound = || file.rewind().map_err(Failure::Source);
        rewound()?;
        if change.previous.is_some() || access == Access::Random {
            let hash = Hashed::rest_of(&mut file).map_err(Failure::Source)?;
            if let Some(entry) = Self::same_content(change, stat, hash) {
                return Ok(Fate::Touched(entry));
            }
            file.rewind().map_err(Failure::Source)?;
            if access == Access::Random {
                let mut entry = new_entry(change, stat, hash);
                self.bytes_read += stat.size;
                self.index_articles(Input::file(path, self.options, file), &mut entry)?;
                return Ok(Fate::Read(entry));
            }
        }
        let mut hashing = Hashed::new(&mut file);
        let mut entry = new_entry(change, stat, [0; 16]);
        let stream = Box::new(BufReader::with_capacity(1 << 18, &mut hashing));
        let input = Input::stream(path, self.options, stream);
        self.index_articles(input, &mut entry)?;
        // Articles are in the index by now, so what the rest says changes the entry only.
        match io::copy(&mut hashing, &mut io::sink()) {
            Ok(_) => entry.hash = hashing.hash(),
            Err(error) => entry.push(Problem::file(
                ProblemKind::Unreadable,
                format!("cannot be read to its end: {error}"),
            )),
        }
        self.bytes_read += hashing.bytes;
        Ok(Fate::Read(entry))
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
                }
                Err(problem) => entry.push(problem),
            }
            Ok(())
        })
    }

    /// The entry of a file whose content is what the catalog knows.
    fn same_content(change: &Change, stat: FileStat, hash: Hash) -> Option<FileEntry> {
        let previous = change.previous.as_deref()?;
        (previous.hash == hash && !previous.has_to_be_retried()).then(|| FileEntry {
            stat,
            ..previous.clone()
        })
    }
}

/// Why a file was not read to its end.
enum Failure {
    Source(io::Error),
    Index(IndexError),
}

impl FileEntry {
    fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS_PER_FILE {
            self.problems.push(problem);
        } else {
            self.more_problems += 1;
        }
    }
}

fn new_entry(change: &Change, stat: FileStat, hash: Hash) -> FileEntry {
    FileEntry {
        path: change.path.clone(),
        stat,
        hash,
        ..FileEntry::default()
    }
}

/// What is left of a file that the operating system would not give: its old articles, if it had
/// any, and the reason. A file that is gone by now is met as such by the next walk; until then
/// its articles stay as well.
fn unreadable(change: Change, path: &Path, error: &io::Error) -> Fate {
    let problem = if error.kind() == ErrorKind::NotFound {
        Problem::file(ProblemKind::Vanished, "listed, but gone when it was read")
    } else {
        Problem::file(ProblemKind::Unreadable, format!("cannot be read: {error}"))
    };
    let mut entry = change.previous.as_deref().cloned().unwrap_or_else(|| {
        let seen = || fs::metadata(path).map(|seen| FileStat::of(&seen));
        let stat = change.stat.or_else(|| seen().ok()).unwrap_or_default();
        new_entry(&change, stat, [0; 16])
    });
    entry.problems = vec![problem];
    entry.more_problems = 0;
    Fate::Kept {
        as_before: change.previous.as_deref() == Some(&entry),
        entry,
    }
}

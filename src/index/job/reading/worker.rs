//! The part of one thread: reads files and indexes their articles.
//!
//! It opens a file, hashes it, calls the readers of `formats`, and adds each article to the
//! thread's segments. It looks at the file again after reading: what changed meanwhile is not
//! remembered as read. A file that cannot be read is an outcome; only a failure of the index is an
//! error.

use super::companions::Surroundings;
use super::makers::{BATCH_BYTES, Handover, Makers};
use super::opener::Opener;
use super::outcome::{Compared, FileOutcome};
use super::records::{Before, Records};
use crate::article::{Article, Folders, Problem, ProblemKind};
use crate::discover::FileStat;
use crate::formats::{Access, HEAD_LEN, Input, ReadOptions, Resume, access_for, read_to_end};
use crate::index::catalog::entry::FileEntry;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::hashed::{Hash, Hashed, NO_HASH, hash_of};
use crate::index::job::changes::Change;
use crate::index::job::request::Progress;
use crate::index::records::content::ContentHasher;
use crate::index::records::file::RecordsOf;
use crate::index::records::file_end::{FileEnd, hash_of_old_part};
use crate::index::records::matching::RecordFate;
use crate::index::store::draft::Draft;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Seek};
use std::path::Path;
use tantivy::TantivyError;

/// Files up to this size, in bytes, are read whole into memory; larger ones are streamed.
pub(super) const AT_ONCE: u64 = 4 << 20;

/// How often such a file is read at most, if it changes each time.
const ROUNDS: u32 = 3;

/// The buffers of a thread and its writer of segments.
pub(super) struct Worker<'a> {
    pub(super) folders: &'a Folders,
    pub(super) index: &'a Path,
    pub(super) options: &'a ReadOptions,
    /// The files around those that are read.
    pub(super) around: &'a Surroundings<'a>,
    pub(super) makers: &'a Makers,
    /// The lists of the articles that changed files had.
    pub(super) lists: &'a RecordsOf,
    pub(super) draft: &'a Draft,
    /// Whether files only grow, so that what they had is not read again.
    pub(super) append_only: bool,
    pub(super) hasher: ContentHasher,
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
        fault::point("open");
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
        fault::point("opened");
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = self.read_watched(&mut file, &mut buffer, change);
        self.buffer = buffer;
        result
    }

    /// Reads a file and looks at it before and after. A file that changes meanwhile is no content
    /// that ever was: a small one is read again at once, and a large one by the next job.
    ///
    /// The catalog gets the size and times from before the file is read, of the file that is open: a
    /// file may have been replaced since it was listed.
    fn read_watched(
        &mut self,
        file: &mut File,
        buffer: &mut Vec<u8>,
        change: &Change,
    ) -> Result<FileOutcome, Failure> {
        let mut rounds = ROUNDS;
        loop {
            let mut read = Opened::look_at(file)?;
            if rounds == ROUNDS {
                self.progress.open(read.stat.size);
            }
            let at_once = read.stat.size <= AT_ONCE;
            let first = match read.stat.size {
                // Some file systems report no length.
                0 => AT_ONCE + 1,
                // The length is known, so no further call has to find the end.
                length if at_once => length,
                _ => HEAD_LEN as u64 + 1,
            };
            buffer.clear();
            let taken = file.by_ref().take(first).read_to_end(buffer);
            let length = taken.map_err(Failure::Source)? as u64;
            fault::point("first-bytes");
            if !at_once || length > AT_ONCE {
                return self.read_stream(file, buffer, read, change);
            }
            read.look_again(file);
            rounds -= 1;
            if !read.has_changed || rounds == 0 {
                return self.read_bytes(buffer, read, change);
            }
            file.rewind().map_err(Failure::Source)?;
        }
    }

    fn read_bytes(
        &mut self,
        bytes: &[u8],
        read: Opened,
        change: &Change,
    ) -> Result<FileOutcome, Failure> {
        self.bytes_read += bytes.len() as u64;
        self.progress.advance(bytes.len() as u64, 0);
        let hash = hash_of(bytes);
        if let Some(entry) = read.same_content(change, hash) {
            return Ok(FileOutcome::SameContent(entry));
        }
        let mut entry = FileEntry::new(change.path.clone(), read.stat, hash);
        let mut records = Records::compare(self.before(change)?);
        let (around, options) = (self.around, self.options);
        let near = around.of(&change.path);
        let input = Input::whole(&change.path, options, bytes).with_companions(&near);
        if bytes.len() < BATCH_BYTES {
            let makers = self.makers;
            self.index_with(input, &mut entry, &mut records, &mut |article| {
                makers.add(article)
            })?;
        } else {
            self.index_articles(input, &mut entry, &mut records)?;
        }
        let compared = self.end_records(records, &entry, None)?;
        Ok(read.indexed(entry, compared))
    }

    /// Reads a large file in two passes if the hash may spare the second one, else in one pass.
    fn read_stream(
        &mut self,
        file: &mut File,
        head: &[u8],
        mut read: Opened,
        change: &Change,
    ) -> Result<FileOutcome, Failure> {
        let path = &change.path;
        let access = match access_for(path, &head[..head.len().min(HEAD_LEN)], self.options) {
            Ok(access) => access,
            Err(problem) => {
                let mut entry = FileEntry::new(change.path.clone(), read.stat, NO_HASH);
                entry.push(problem);
                read.look_again(file);
                return Ok(read.indexed(entry, None));
            }
        };
        let mut before = self.before(change)?;
        if let Some(outcome) = self.read_grown(file, read, change, &mut before)? {
            return Ok(outcome);
        }
        let parts = before.end.take().filter(|end| !end.parts.is_empty());
        let mut records = Records::compare(before);
        file.rewind().map_err(Failure::Source)?;
        if change.previous.is_some() || access == Access::Random {
            let hash = match parts.filter(|end| end.bytes == read.stat.size) {
                Some(end) => hash_of_old_part(&mut Hashed::new(&mut *file), &end),
                None => Hashed::rest_of(file),
            };
            let hash = hash.map_err(Failure::Source)?;
            fault::point("hashed");
            read.look_again(file);
            if let Some(entry) = read.same_content(change, hash) {
                self.progress.advance(read.stat.size, 0);
                return Ok(FileOutcome::SameContent(entry));
            }
            file.rewind().map_err(Failure::Source)?;
            if access == Access::Random {
                let mut entry = FileEntry::new(change.path.clone(), read.stat, hash);
                self.bytes_read += read.stat.size;
                let handle = file.try_clone().map_err(Failure::Source)?;
                let near = self.around.of(path);
                let input = Input::file(path, self.options, handle).with_companions(&near);
                self.index_articles(input, &mut entry, &mut records)?;
                self.progress.advance(read.stat.size, 0);
                fault::point("streamed");
                read.look_again(file);
                let compared = self.end_records(records, &entry, None)?;
                return Ok(read.indexed(entry, compared));
            }
        }
        let counted = Counted {
            file: &mut *file,
            progress: self.progress,
        };
        let mut hashing = Hashed::new(counted);
        let mut entry = FileEntry::new(change.path.clone(), read.stat, NO_HASH);
        self.index_stream(&mut hashing, None, &mut entry, &mut records)?;
        let bytes = hashing.bytes;
        read.look_again(file);
        let end = FileEnd::of(file, bytes, records.point, Vec::new()).map_err(Failure::Source)?;
        let compared = self.end_records(records, &entry, end)?;
        Ok(read.indexed(entry, compared))
    }

    /// Indexes the articles of a stream, and reads it to its end. Then the entry has a hash that is
    /// to be replaced; without one, it has to be read again.
    pub(super) fn index_stream(
        &mut self,
        hashing: &mut Hashed<Counted<'_>>,
        resume: Option<Resume>,
        entry: &mut FileEntry,
        records: &mut Records,
    ) -> Result<(), Failure> {
        let before = hashing.bytes;
        let path = entry.path.clone();
        let stream = Box::new(BufReader::with_capacity(1 << 18, &mut *hashing));
        let near = self.around.of(&path);
        let input = Input::stream(&path, self.options, stream).with_companions(&near);
        self.index_articles(input.resumed(resume), entry, records)?;
        fault::point("streamed");
        // The articles are in the segments already, so an error in the rest only changes the entry.
        match io::copy(hashing, &mut io::sink()) {
            Ok(_) => entry.hash = hashing.hash(),
            Err(error) => entry.must_be_read_again(Problem::file(
                ProblemKind::Unreadable,
                format!("cannot be read to its end: {error}"),
            )),
        }
        self.bytes_read += hashing.bytes - before;
        Ok(())
    }

    /// The list of the articles that a file had.
    fn before(&self, change: &Change) -> Result<Before, Failure> {
        Before::of(&change.path, self.lists, self.draft).map_err(Failure::Index)
    }

    /// Ends the comparison of the articles of a file with those that it had.
    pub(super) fn end_records(
        &self,
        records: Records,
        entry: &FileEntry,
        end: Option<FileEnd>,
    ) -> Result<Option<Compared>, Failure> {
        records.end(entry, end, self.draft).map_err(Failure::Index)
    }

    /// Indexes the articles of a file: those of a large one on all threads.
    fn index_articles(
        &mut self,
        input: Input<'_>,
        entry: &mut FileEntry,
        records: &mut Records,
    ) -> Result<(), Failure> {
        let makers = self.makers;
        rayon::in_place_scope(|scope| {
            let mut handover = Handover::new(makers, scope);
            self.index_with(input, entry, records, &mut |article| handover.add(article))?;
            handover.finish().map_err(|error| self.engine(error))
        })
    }

    /// Indexes the articles of a file with `add`, but those that the index has already.
    fn index_with(
        &mut self,
        input: Input<'_>,
        entry: &mut FileEntry,
        records: &mut Records,
        add: &mut dyn FnMut(Article) -> tantivy::Result<()>,
    ) -> Result<(), Failure> {
        records.point = read_to_end(input, &mut |reading| {
            match reading.item {
                Ok(mut article) => {
                    entry.articles += 1;
                    let hash = self.hasher.hash(&article);
                    let ordinal = &mut article.origin.ordinal;
                    if let RecordFate::New(serial) = records.matching.take(hash, *ordinal) {
                        *ordinal = serial;
                        add(article).map_err(|error| self.engine(error))?;
                        self.articles += 1;
                    }
                    self.progress.advance(0, 1);
                }
                Err(problem) => entry.push(problem),
            }
            Ok(())
        })?;
        Ok(())
    }

    fn engine(&self, error: TantivyError) -> Failure {
        Failure::Index(IndexError::engine(self.index)(error))
    }
}

/// An open file while it is read.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    /// Its size, times and inode before it was read.
    pub(super) stat: FileStat,
    /// Whether they differed at a later look.
    has_changed: bool,
}

impl Opened {
    fn look_at(file: &File) -> Result<Self, Failure> {
        let stat = FileStat::of_open(file).map_err(Failure::Source)?;
        Ok(Self {
            stat,
            has_changed: false,
        })
    }

    pub(super) fn look_again(&mut self, file: &File) {
        self.has_changed |= !FileStat::of_open(file).is_ok_and(|now| now == self.stat);
    }

    /// The entry of a file whose content is the same as in the catalog.
    pub(super) fn same_content(&self, change: &Change, hash: Hash) -> Option<FileEntry> {
        let previous = change.previous.as_deref()?;
        let is_same = !change.is_forced
            && previous.hash == hash
            && !previous.must_be_retried()
            && !self.has_changed;
        is_same.then(|| FileEntry {
            stat: self.stat,
            ..previous.clone()
        })
    }

    /// The outcome of a file whose articles are in the new segments.
    pub(super) fn indexed(&self, mut entry: FileEntry, compared: Option<Compared>) -> FileOutcome {
        if self.has_changed {
            entry.must_be_read_again(Problem::file(
                ProblemKind::ChangedWhileRead,
                "changed while it was read; the next job reads it again",
            ));
        }
        FileOutcome::Indexed { entry, compared }
    }
}

/// A file whose bytes count as progress while they are read.
pub(super) struct Counted<'a> {
    pub(super) file: &'a mut File,
    pub(super) progress: &'a dyn Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.progress.advance(read as u64, 0);
        Ok(read)
    }
}

/// Why a file was not read to its end.
pub(super) enum Failure {
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

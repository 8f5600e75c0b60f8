//! One file's content, or one member's of an archive, on its way to a reader.
//!
//! A reader asks for the form that it needs: all bytes, a stream, a stream of UTF-8, or parts in
//! any order. Errors and limits become problems here.

use crate::article::{ArchivePath, Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::limits::{Budget, refusal_in};
use crate::formats::options::{MAX_WHOLE_FILE, ReadOptions};
use bytesize::ByteSize;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::rc::Rc;

/// Readers recognize a file by at most this many bytes from its start.
pub const HEAD_LEN: usize = 4096;

/// How much of a file is read at once, in bytes.
const PIECE: usize = 1 << 18;

/// How many bytes from the start of a file its reader gets again where reading is resumed: what
/// readers learn from the start of a file, they learn from these.
pub(in crate::formats) const RESUME_START: usize = 64 << 10;

/// How many bytes of the start of a file have to be given for that: in a packed one, they are
/// unpacked, and a block of Zstandard is up to 128 KiB.
pub const PACKED_START: usize = 256 << 10;

/// What a reader has to know to go on after the end of a file that grew. A reader that has read a
/// file to its end gives it if what may be appended later cannot change what it has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ResumePoint {
    /// The number of the last record.
    pub ordinal: u32,
    /// The number of the line after the last one, in formats that tell of lines and records.
    pub line: u64,
    /// How many articles more than records there were.
    pub more: u32,
    /// How many records of each kind were skipped, in formats that tell so at the end.
    pub skipped: SkippedCounts,
}

/// Numbers of skipped records by kind; each reader has its own kinds.
pub type SkippedCounts = [u64; 12];

/// Where and how reading is resumed ([`may_resume`](super::may_resume)): the content is what was
/// appended after this point.
#[derive(Debug, Clone)]
pub struct Resume {
    /// The point.
    pub point: ResumePoint,
    /// The first bytes of the file, [`PACKED_START`] of them.
    pub start: Vec<u8>,
    /// The first bytes of what was appended, [`HEAD_LEN`] of them; none if it is packed.
    pub next: Vec<u8>,
}

/// A content as a stream of UTF-8.
pub(in crate::formats) struct Utf8Content<'a> {
    pub(in crate::formats) stream: Box<dyn BufRead + 'a>,
    /// Whether the bytes are those of the content.
    pub(in crate::formats) is_as_is: bool,
    /// What the stream is the rest of.
    pub(in crate::formats) resume: Option<Resume>,
}

/// The files around a file, for articles that are in several files: an issue of a newspaper is a
/// file of its structure and a file for each page. Paths are relative to the file's folder.
pub trait Companions {
    /// The names of the files in the same folder, sorted.
    fn names(&self) -> Vec<String>;

    /// Whether an XML file of this name is in the same folder. Asked for each text, so it does not
    /// open a file.
    fn has_xml(&self, name: &str) -> bool {
        self.names().iter().any(|own| own == name)
    }

    /// The names of those files in a folder that may lead others by their name
    /// ([`is_leading`](super::is_leading)), or by their content if there are none; sorted: `""` is the file's own folder, `..` the one around it.
    fn leading(&self, folder: &str) -> Vec<String>;

    /// The names of the files and folders in a folder such as `text` or `..`, sorted; none if there
    /// is no such folder.
    fn entries(&self, folder: &str) -> Vec<String>;

    /// The content of a file such as `text/0001.xml`; `None` if it is not part of what is read,
    /// cannot be read, or is longer than `most` bytes.
    fn content(&self, file: &str, most: u64) -> Option<Vec<u8>>;

    /// The first bytes of such a file, at most [`HEAD_LEN`].
    fn start(&self, file: &str) -> Option<Vec<u8>>;
}

/// One file's content on its way to a reader.
pub struct Input<'a> {
    /// The file's name below the archive's folder: dates are read from it. For a member of an
    /// archive it is the archive's name with the member's own name below it.
    pub path: &'a ArchivePath,
    /// The options of reading.
    pub options: &'a ReadOptions,
    content: Content<'a>,
    /// What is left of the limits of the file that it is in, if it is unpacked from one.
    budget: Option<Rc<Budget>>,
    companions: Option<&'a dyn Companions>,
    resume: Option<Resume>,
}

enum Content<'a> {
    Whole(&'a [u8]),
    /// A file that is not longer than its first bytes, or that was read for its parts.
    Short(Vec<u8>),
    Stream(Box<dyn BufRead + 'a>),
    File(File),
}

/// A content whose parts can be read in any order.
pub(in crate::formats) enum RandomAccess<'a> {
    Memory(Cow<'a, [u8]>),
    /// An open file and its length in bytes.
    File(File, u64),
}

impl<'a> Input<'a> {
    /// An input that is in memory.
    #[must_use]
    pub fn whole(path: &'a ArchivePath, options: &'a ReadOptions, bytes: &'a [u8]) -> Self {
        Self {
            path,
            options,
            content: Content::Whole(bytes),
            budget: None,
            companions: None,
            resume: None,
        }
    }

    /// An input that is read piece by piece.
    #[must_use]
    pub fn stream(
        path: &'a ArchivePath,
        options: &'a ReadOptions,
        stream: Box<dyn BufRead + 'a>,
    ) -> Self {
        Self {
            path,
            options,
            content: Content::Stream(stream),
            budget: None,
            companions: None,
            resume: None,
        }
    }

    /// An open file, at its start. A large `.zip` needs it: the directory of a `.zip` is at its
    /// end.
    #[must_use]
    pub fn file(path: &'a ArchivePath, options: &'a ReadOptions, file: File) -> Self {
        Self {
            path,
            options,
            content: Content::File(file),
            budget: None,
            companions: None,
            resume: None,
        }
    }

    /// A content whose parts were looked at already.
    pub(in crate::formats) fn random(
        path: &'a ArchivePath,
        options: &'a ReadOptions,
        access: RandomAccess<'a>,
    ) -> Self {
        let content = match access {
            RandomAccess::Memory(Cow::Borrowed(bytes)) => Content::Whole(bytes),
            RandomAccess::Memory(Cow::Owned(bytes)) => Content::Short(bytes),
            RandomAccess::File(file, _) => Content::File(file),
        };
        Self {
            path,
            options,
            content,
            budget: None,
            companions: None,
            resume: None,
        }
    }

    /// Sets the files around it. A member of an archive has none.
    #[must_use]
    pub fn with_companions(mut self, companions: &'a dyn Companions) -> Self {
        self.companions = Some(companions);
        self
    }

    /// The files around it, if it is a file of a folder.
    pub(in crate::formats) fn companions(&self) -> Option<&'a dyn Companions> {
        self.companions
    }

    /// Says that the content is what was appended to a file after this point.
    #[must_use]
    pub fn resumed(mut self, resume: Option<Resume>) -> Self {
        self.resume = resume;
        self
    }

    /// Takes out what it is the rest of.
    pub(in crate::formats) fn take_resume(&mut self) -> Option<Resume> {
        self.resume.take()
    }

    /// Sets what is left of the limits of the file that it is in.
    pub(in crate::formats) fn with_budget(mut self, budget: &Rc<Budget>) -> Self {
        self.budget = Some(Rc::clone(budget));
        self
    }

    /// The limits for what is unpacked from it.
    pub(in crate::formats) fn budget(&self) -> Rc<Budget> {
        match &self.budget {
            Some(budget) => Rc::clone(budget),
            None => Budget::new(self.options.limits, self.length()),
        }
    }

    /// The whole content, for formats that are one article a file.
    ///
    /// # Errors
    /// A [`Problem`] if it cannot be read or is larger than
    /// [`max_file_size`](ReadOptions::max_file_size).
    pub fn into_bytes(self) -> Result<Cow<'a, [u8]>, Problem> {
        let most = self.options.max_file_size;
        let bytes = match self.content {
            Content::Whole(bytes) => Cow::Borrowed(bytes),
            Content::Short(bytes) => Cow::Owned(bytes),
            Content::Stream(stream) => Cow::Owned(at_most(stream, most)?),
            Content::File(file) => Cow::Owned(at_most(file, most)?),
        };
        if bytes.len() as u64 > most {
            return Err(too_large(most));
        }
        Ok(bytes)
    }

    /// The content as a stream, for formats of many records a file.
    #[must_use]
    pub fn into_stream(self) -> Box<dyn BufRead + 'a> {
        match self.content {
            Content::Whole(bytes) => Box::new(bytes),
            Content::Short(bytes) => Box::new(Cursor::new(bytes)),
            Content::Stream(stream) => stream,
            Content::File(file) => Box::new(BufReader::with_capacity(PIECE, file)),
        }
    }

    /// The content as a stream of UTF-8, whatever character set its first bytes are in, for
    /// formats that are read record by record.
    ///
    /// # Errors
    /// A [`Problem`] if its first bytes cannot be read.
    pub(in crate::formats) fn into_utf8_stream(self) -> Result<Box<dyn BufRead + 'a>, Problem> {
        charset::utf8_stream(self.into_stream()).map_err(|error| unreadable(&error))
    }

    /// The same for formats that can be resumed.
    ///
    /// # Errors
    /// As [`Self::into_utf8_stream`].
    pub(in crate::formats) fn into_utf8(mut self) -> Result<Utf8Content<'a>, Problem> {
        if let Some(resume) = self.take_resume() {
            // A point is given for UTF-8 alone.
            let mut resume = resume;
            resume.start.truncate(RESUME_START);
            return Ok(Utf8Content {
                stream: self.into_stream(),
                is_as_is: true,
                resume: Some(resume),
            });
        }
        let opened = charset::utf8_stream_known(self.into_stream());
        let (stream, is_as_is) = opened.map_err(|error| unreadable(&error))?;
        Ok(Utf8Content {
            stream,
            is_as_is,
            resume: None,
        })
    }

    /// The content in a form whose parts can be read in any order. A stream is read into memory.
    pub(in crate::formats) fn into_random_access(self) -> Result<RandomAccess<'a>, Problem> {
        match self.content {
            Content::File(file) => {
                let length = file.metadata().map_err(|error| unreadable(&error))?.len();
                Ok(RandomAccess::File(file, length))
            }
            Content::Whole(bytes) => Ok(RandomAccess::Memory(Cow::Borrowed(bytes))),
            Content::Short(bytes) => Ok(RandomAccess::Memory(Cow::Owned(bytes))),
            Content::Stream(stream) => {
                let most = self.options.max_file_size.max(MAX_WHOLE_FILE);
                let bytes = at_most(stream, most)?;
                if bytes.len() as u64 > most {
                    return Err(too_large_within(most));
                }
                Ok(RandomAccess::Memory(Cow::Owned(bytes)))
            }
        }
    }

    /// Its length in bytes; `None` for a stream, whose length is not known.
    pub(in crate::formats) fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes.len() as u64),
            Content::Short(bytes) => Some(bytes.len() as u64),
            Content::File(file) => Some(file.metadata().ok()?.len()),
            Content::Stream(_) => None,
        }
    }

    /// The first bytes of the file, at most [`HEAD_LEN`]. They stay part of the content. If a stream fails
    /// within them, the bytes before the error are returned, and its reader meets the error again.
    pub(in crate::formats) fn head(&mut self) -> io::Result<Cow<'a, [u8]>> {
        let mut head = Vec::new();
        if let Some(resume) = &self.resume {
            let length = resume.start.len().min(HEAD_LEN);
            return Ok(Cow::Owned(resume.start[..length].to_vec()));
        }
        match &mut self.content {
            Content::Whole(bytes) => {
                return Ok(Cow::Borrowed(&bytes[..bytes.len().min(HEAD_LEN)]));
            }
            Content::Short(bytes) => head.clone_from(bytes),
            Content::File(file) => {
                head.reserve_exact(HEAD_LEN);
                file.take(HEAD_LEN as u64).read_to_end(&mut head)?;
                if head.len() < HEAD_LEN {
                    self.content = Content::Short(head.clone());
                } else {
                    file.rewind()?;
                }
            }
            Content::Stream(stream) => {
                let read = stream.take(HEAD_LEN as u64).read_to_end(&mut head);
                if head.is_empty() {
                    read?;
                }
                let rest = std::mem::replace(stream, Box::new(io::empty()));
                *stream = Box::new(Cursor::new(head.clone()).chain(rest));
            }
        }
        Ok(Cow::Owned(head))
    }
}

/// Reads at most `most` bytes and one more. The extra byte shows that the source is larger.
fn at_most(source: impl Read, most: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    source
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

/// The problem of a file of one article that is larger than `most` bytes.
pub(in crate::formats) fn too_large(most: u64) -> Problem {
    Problem::file(
        ProblemKind::TooLarge,
        format!(
            "larger than {}, the most that a file of one article may be; allow more with \
             --max-file-size, or keep several articles as JSON Lines",
            ByteSize(most).display().iec()
        ),
    )
}

fn too_large_within(most: u64) -> Problem {
    Problem::file(
        ProblemKind::TooLarge,
        format!(
            "larger than {}, the most that a zip file may be that is not a file of its own; unpack \
             what it is in",
            ByteSize(most).display().iec()
        ),
    )
}

/// The problem of a file without any text.
pub(in crate::formats) fn blank() -> Problem {
    Problem::file(ProblemKind::Empty, "nothing but white space in it")
}

/// The problem of an error while an open file is read.
pub(in crate::formats) fn unreadable(error: &io::Error) -> Problem {
    match refusal_in(error) {
        Some(refusal) => refusal.problem(),
        None => Problem::file(ProblemKind::Unreadable, format!("cannot be read: {error}")),
    }
}

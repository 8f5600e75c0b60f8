//! Bytes to articles: one reader a format behind one trait, and the choice between them.
//!
//! This room turns the content of one file into [`Article`]s and [`Problem`]s. It opens no file
//! and knows neither Tantivy nor the catalog: whoever calls it hands over an [`Input`].
//! To add a format, write its file, implement [`ArticleReader`], and add it to [`READERS`].

mod charset;
mod date_choice;
mod dateline;
mod json_lines;
mod lists;
mod opening;
mod path_date;
mod text;
mod white_space;

use crate::article::{ArchivePath, Article, Problem, ProblemKind, spelling::DayOrder};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// The number of what the readers make of files. Raise it when a reader is added or makes
/// something else of the same bytes: every file is then read again.
pub const READING: u32 = 1;

/// The largest file that is read into memory whole, in bytes; formats of one record a line are
/// streamed and know no limit.
pub const MAX_WHOLE_FILE: u64 = 64 << 20;

/// How many of a file's first bytes [`ArticleReader::recognizes`] is shown at most.
pub const HEAD_LEN: usize = 4096;

/// One file's content on its way to a reader.
pub struct Input<'a> {
    /// The file's name below the archive's folder: readers look for dates in it.
    pub path: &'a ArchivePath,
    /// How to read what can be read in two ways.
    pub options: &'a ReadOptions,
    content: Content<'a>,
}

enum Content<'a> {
    Whole(&'a [u8]),
    Stream(Box<dyn BufRead + 'a>),
}

impl<'a> Input<'a> {
    /// An input that lies in memory.
    #[must_use]
    pub fn whole(path: &'a ArchivePath, options: &'a ReadOptions, bytes: &'a [u8]) -> Self {
        Self {
            path,
            options,
            content: Content::Whole(bytes),
        }
    }

    /// An input that is read bit by bit.
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
        }
    }

    /// The whole content, for formats that are one article a file.
    ///
    /// # Errors
    /// A [`Problem`] if it cannot be read or is larger than [`MAX_WHOLE_FILE`].
    pub fn into_bytes(self) -> Result<Cow<'a, [u8]>, Problem> {
        match self.content {
            Content::Whole(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Stream(stream) => {
                let mut bytes = Vec::new();
                stream
                    .take(MAX_WHOLE_FILE + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|error| unreadable(&error))?;
                if bytes.len() as u64 > MAX_WHOLE_FILE {
                    return Err(Problem::file(
                        ProblemKind::TooLarge,
                        format!(
                            "larger than {} MiB, the most that one article may be; split it, or \
                             keep several articles as JSON Lines",
                            MAX_WHOLE_FILE >> 20
                        ),
                    ));
                }
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// The content as a stream, for formats of many records a file.
    #[must_use]
    pub fn into_stream(self) -> Box<dyn BufRead + 'a> {
        match self.content {
            Content::Whole(bytes) => Box::new(bytes),
            Content::Stream(stream) => stream,
        }
    }
}

/// The problem that an I/O error is, once the file is open.
fn unreadable(error: &io::Error) -> Problem {
    Problem::file(ProblemKind::Unreadable, format!("cannot be read: {error}"))
}

/// How to read what can be read in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// Which comes first in `03/04/2021`.
    pub day_order: DayOrder,
    /// The clocks that times without an offset were read on; `None` if they stay without one.
    pub timezone: Option<TimeZone>,
    /// Dates behind this moment have not come yet and are not used.
    pub now: Timestamp,
}

/// A format that articles are kept in.
pub trait ArticleReader: Sync {
    /// The format's name in reports, lower case: `text`, `json-lines`.
    fn name(&self) -> &'static str;

    /// The extensions of its files, lower case, without a dot; `""` for files without one.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file (at most [`HEAD_LEN`]) can be of no other format.
    fn recognizes(&self, head: &[u8]) -> bool;

    /// Reads a file's articles, lazily, in their order. A problem of one record, or of the way it
    /// was read, is an item of its own before that record's article; reading goes on behind it.
    fn read<'a>(&self, input: Input<'a>)
    -> Box<dyn Iterator<Item = Result<Article, Problem>> + 'a>;
}

/// All formats, those with the surest marks first.
pub static READERS: &[&dyn ArticleReader] = &[&json_lines::JsonLines, &text::PlainText];

/// The reader for a file: the first one that recognizes its `head`, else the one whose extension
/// it bears.
///
/// # Errors
/// A [`Problem`] of kind [`ProblemKind::UnknownFormat`] if there is none.
pub fn reader_for(path: &ArchivePath, head: &[u8]) -> Result<&'static dyn ArticleReader, Problem> {
    let extension = path.extension();
    READERS
        .iter()
        .find(|reader| reader.recognizes(head))
        .or_else(|| {
            READERS
                .iter()
                .find(|reader| reader.extensions().contains(&extension.as_str()))
        })
        .copied()
        .ok_or_else(|| {
            let found = if extension.is_empty() {
                "a file without an extension".to_owned()
            } else {
                format!("`.{extension}`")
            };
            Problem::file(
                ProblemKind::UnknownFormat,
                format!("{found} is not a format that is read"),
            )
        })
}

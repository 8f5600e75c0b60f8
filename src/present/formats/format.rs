//! What an output format of search results is.
//!
//! A format has a name, a line for `--help`, and a writer: of pages of hits, or of runs over a file
//! of topics.

use super::run_lines::RunLine;
use crate::article::Folders;
use crate::present::fields::Column;
use crate::query::{SearchHit, SearchPage};
use std::fmt::Debug;
use std::io::{self, Write};
use std::path::PathBuf;

/// An output format of search results.
#[derive(Debug)]
pub struct OutputFormat {
    /// Its name, as `--format` takes it.
    pub name: &'static str,
    /// What it is, for `--help`: a few words without a full stop.
    pub about: &'static str,
    /// What it writes.
    pub writer: Writer,
}

/// What an output format writes.
#[derive(Debug, Clone, Copy)]
pub enum Writer {
    /// A page of hits of one search.
    Page(&'static dyn PageWriter),
    /// The hits of each topic of a file of topics.
    Run(WriteRun),
}

/// Writes the hits of one topic: the topic's id, the lines, the name of the run.
pub type WriteRun = fn(&str, &[RunLine], &str, &mut dyn Write) -> io::Result<()>;

/// Writes pages of hits in one format.
pub trait PageWriter: Debug + Sync {
    /// Whether it writes styles, which a stream strips where nobody sees colour.
    fn is_styled(&self) -> bool {
        false
    }

    /// Whether it shows other columns if they are asked for.
    fn takes_columns(&self) -> bool {
        false
    }

    /// Whether it can write the answers to many queries.
    fn answers_many(&self) -> bool {
        false
    }

    /// Writes the answer to one of many queries, if it can.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write); `Unsupported` if the format is for one query alone.
    fn write_answer(
        &self,
        _answer: &Answer,
        _options: &PageOptions,
        _out: &mut dyn Write,
    ) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Writes a page.
    ///
    /// # Errors
    ///
    /// If writing to `out` fails. The kind of the error is unchanged, so that a broken pipe is
    /// recognised.
    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()>;
}

/// The answer to one of many queries.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The id of the query.
    pub id: &'a str,
    /// Whether it is the first one that is written.
    pub is_first: bool,
    /// What was found.
    pub page: &'a SearchPage,
}

/// What an output depends on, apart from the page.
#[derive(Debug, Clone)]
pub struct PageOptions {
    /// Columns to wrap text to; less than 20 counts as 20.
    pub width: usize,
    /// What is put before the name of a file, by the name of its archive: the archive's folders, as
    /// the user gave them; one of an empty path for names relative to it. Hits name their archive
    /// to people if there are several.
    pub folders: Vec<(String, Folders)>,
    /// How names of files are written where the output has nothing else.
    pub path_output: PathOutput,
    /// What to show of each hit; `None` for what the format usually shows.
    pub columns: Option<Vec<Column>>,
    /// How much text for people shows of each hit.
    pub detail: Detail,
    /// Whether files in text for people are links of the terminal (OSC 8).
    pub links: bool,
}

impl PageOptions {
    /// The whole name of the file that a hit is in.
    pub(super) fn file(&self, hit: &SearchHit) -> PathBuf {
        let path = &hit.article.origin.path;
        let own = self.folders.iter().find(|(name, _)| *name == hit.archive);
        match own.or(self.folders.first()) {
            Some((_, folders)) => folders.locate(path),
            None => path.to_relative(),
        }
    }

    /// The name of a hit's archive, if there are several.
    pub(super) fn archive<'a>(&self, hit: &'a SearchHit) -> Option<&'a str> {
        (self.folders.len() > 1).then_some(hit.archive.as_str())
    }
}

/// How much text for people shows of each hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Three lines, cut where they are too long: ten hits fit on 40 lines.
    Compact,
    /// Whole passages.
    Passages,
}

/// How names of files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathOutput {
    /// One a line, made safe: for a terminal, whatever separator was asked for.
    Terminal,
    /// The bytes of each, then a line feed.
    Lines,
    /// The bytes of each, then a NUL, as `xargs -0` takes them.
    NullSeparated,
}

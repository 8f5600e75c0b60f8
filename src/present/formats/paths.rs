//! The files of the hits and nothing else, for other programs to open.

use crate::present::Presenter;
use crate::present::terminal::safe::for_terminal;
use crate::article::{ArchivePath, Folders};
use crate::query::SearchPage;
use std::collections::HashSet;
use std::io::{self, Write};

/// The names of the files that the hits are in, best first. A file with several hits is named
/// once.
#[derive(Debug, Clone)]
pub struct Paths {
    /// What stands before each name: the archive's folders, as the user gave them; one of an empty
    /// path for names relative to it.
    pub folders: Folders,
    /// How names are written.
    pub output: PathOutput,
}

/// How names of files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathOutput {
    /// A line each, made safe. For whenever a terminal is at the other end, whatever separator
    /// was asked for.
    Terminal,
    /// The bytes of each, a line feed behind it.
    Lines,
    /// The bytes of each, a NUL behind it, as `xargs -0` takes them.
    NullSeparated,
}

impl Presenter for Paths {
    fn page(&self, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
        let mut named = HashSet::new();
        for hit in &page.hits {
            let path = &hit.article.origin.path;
            if named.insert(path) {
                self.name(path, out)?;
            }
        }
        Ok(())
    }
}

impl Paths {
    fn name(&self, path: &ArchivePath, out: &mut dyn Write) -> io::Result<()> {
        let path = self.folders.locate(path);
        let separator = match self.output {
            PathOutput::Terminal => {
                return writeln!(out, "{}", for_terminal(&path.to_string_lossy()));
            }
            PathOutput::Lines => b"\n",
            PathOutput::NullSeparated => b"\0",
        };
        out.write_all(path.as_os_str().as_encoded_bytes())?;
        out.write_all(separator)
    }
}

//! The configuration file while it is read: its text, lines of positions in it, paths from its folder.

use super::error::ConfigError;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// The file that is read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// The line at which a span starts, from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.text
            .get(..span.start)
            .map_or(1, |before| before.matches('\n').count() + 1)
    }

    pub(super) fn malformed(&self, error: &toml::de::Error) -> ConfigError {
        ConfigError::Malformed {
            path: self.path.to_owned(),
            line: error.span().map_or(1, |span| self.line(&span)),
            message: error.message().to_owned(),
        }
    }

    /// A path of the file; a relative one starts at the file's folder.
    pub(super) fn resolve(&self, path: &Path) -> PathBuf {
        let joined = self.path.parent().unwrap_or(self.path).join(path);
        joined.canonicalize().unwrap_or(joined)
    }
}

/// A table of the file, as the parser gives it.
pub(super) struct Table<'a> {
    pub(super) keys: &'a DeTable<'a>,
    pub(super) span: Range<usize>,
}

//! The configuration file while it is read: lines of positions in it, paths from its folder.
//!
//! Every key asks for its line, so the ends of lines are looked up once.

use super::error::ConfigError;
use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// The file that is read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    lines: &'a Lines,
    /// What is wrong, in the order in which it was found.
    faults: &'a RefCell<Vec<ConfigError>>,
}

/// Where the lines of a text end.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Those of this text.
    pub(super) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }
}

impl<'a> Source<'a> {
    /// A file with these lines. What is wrong with it goes to `faults`.
    pub(super) fn new(
        path: &'a Path,
        lines: &'a Lines,
        faults: &'a RefCell<Vec<ConfigError>>,
    ) -> Self {
        Self {
            path,
            lines,
            faults,
        }
    }

    /// Keeps something that is wrong; reading goes on.
    pub(super) fn keep(self, fault: ConfigError) {
        self.faults.borrow_mut().push(fault);
    }

    /// The line at which a span starts, from 1. Every key of a file asks for it.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.lines.0.partition_point(|end| *end < span.start) + 1
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let text = "a\n\nbé\n";
        let lines = Lines::of(text);
        let faults = RefCell::default();
        let source = Source::new(Path::new("x"), &lines, &faults);
        let numbers = (0..=text.len()).map(|at| source.line(&(at..at)));
        let counted = |at: &usize| text.as_bytes()[..*at].split(|byte| *byte == b'\n').count();
        let expected = (0..=text.len()).map(|at| counted(&at));
        assert!(numbers.eq(expected));
    }
}

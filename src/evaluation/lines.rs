//! Reads the numbered lines of a file, with a limit on their length.
//!
//! Errors name the file and the line. Topics, judgments and runs are all read through this.

use super::EvaluationError;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The longest line that is accepted, in bytes.
const LONGEST: u64 = 1 << 20;

/// A line without its line break.
#[derive(Debug)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u64,
    /// Its text.
    pub(super) text: String,
}

/// The lines of a file that are not blank. A byte order mark is removed.
pub(super) struct Lines<'p, R> {
    path: &'p Path,
    reader: R,
    number: u64,
}

impl<'p> Lines<'p, BufReader<Box<dyn Read>>> {
    /// Opens a file; `-` is standard input.
    pub(super) fn open(path: &'p Path) -> Result<Self, EvaluationError> {
        if path == Path::new("-") {
            return Ok(Self::new(path, BufReader::new(Box::new(io::stdin()))));
        }
        let file = File::open(path).map_err(|source| EvaluationError::Io {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self::new(path, BufReader::new(Box::new(file))))
    }
}

impl<'p, R: BufRead> Lines<'p, R> {
    pub(super) fn new(path: &'p Path, reader: R) -> Self {
        Self {
            path,
            reader,
            number: 0,
        }
    }

    pub(super) fn path(&self) -> &'p Path {
        self.path
    }

    fn read(&mut self) -> Result<Option<Line>, EvaluationError> {
        let mut bytes = Vec::new();
        let path = self.path;
        let failed = |source| EvaluationError::Io {
            path: path.to_owned(),
            source,
        };
        let mut limited = (&mut self.reader).take(LONGEST + 1);
        let read = limited.read_until(b'\n', &mut bytes).map_err(failed)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.len() as u64 > LONGEST {
            // What is left of it is no line of its own.
            self.reader.skip_until(b'\n').map_err(failed)?;
            let reason = format!("a line of more than {LONGEST} bytes");
            return Err(line_error(self.path, self.number, reason));
        }
        let text = String::from_utf8(bytes).map_err(|_| {
            let reason = "not UTF-8; convert the file, for example with iconv";
            line_error(self.path, self.number, reason)
        })?;
        let text = match self.number {
            1 => text.trim_start_matches('\u{feff}'),
            _ => &text,
        };
        Ok(Some(Line {
            number: self.number,
            text: text.trim_end_matches(['\r', '\n']).to_owned(),
        }))
    }
}

impl<R: BufRead> Iterator for Lines<'_, R> {
    type Item = Result<Line, EvaluationError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read().transpose()? {
                Ok(line) if line.text.trim().is_empty() => {}
                other => return Some(other),
            }
        }
    }
}

pub(super) fn line_error(path: &Path, line: u64, reason: impl Into<String>) -> EvaluationError {
    EvaluationError::Line {
        path: path.to_owned(),
        line,
        reason: reason.into(),
    }
}

//! Reads a file of alerts, line by line, and says what is wrong with it.
//!
//! The journal is read for its ids, for feeds and for `verify`, each time with what `alerts.state`
//! says about it. This file changes nothing.

use super::alert::Alert;
use crate::index::checked_json::digits;
use crate::index::error::IndexError;
use crate::index::place::Place;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// The longest line that can be an alert, in bytes. An alert has a headline, an address and a path.
const LONGEST_LINE: u64 = 16 << 20;

/// The most bytes of a line that are skipped to find the next one. A file without lines may have
/// any length.
const MOST_PASSED: u64 = 1 << 30;

/// How much was written to a file that only grows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    /// The number of bytes.
    pub(super) bytes: u64,
    /// Their hash.
    pub(super) hash: String,
}

/// What is in a file of alerts.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The alerts.
    pub(super) alerts: Vec<Alert>,
    /// The number of lines that are no alerts.
    pub(super) unreadable: u64,
    /// Its whole lines. Part of a line at the end, as a crash may leave, is not counted: the next
    /// line is written over it.
    pub(super) written: Option<Written>,
    /// Whether it does not start with the bytes that were written once.
    pub(super) is_changed: bool,
}

impl Scan {
    /// Reads a file; `once` is what it had before. A missing file is empty.
    pub(super) fn of(place: &Place, once: Option<&Written>) -> Result<Self, IndexError> {
        let mut scan = Self::default();
        let mut hasher = blake3::Hasher::new();
        let mut bytes = 0;
        let mut is_as_once = once.is_none_or(|once| once.bytes == 0);
        match place.open() {
            Ok(file) => {
                let mut reader = BufReader::new(file);
                let mut line = Vec::new();
                loop {
                    match read_line(&mut reader, &mut line)
                        .map_err(IndexError::at("read", place))?
                    {
                        Line::Whole => {}
                        Line::TooLong { is_last } => {
                            scan.unreadable += 1;
                            if is_last {
                                break;
                            }
                            continue;
                        }
                        Line::Part => break,
                    }
                    match serde_json::from_slice::<Alert>(&line) {
                        Ok(alert) => scan.alerts.push(alert),
                        Err(_) => scan.unreadable += 1,
                    }
                    hasher.update(&line);
                    bytes += line.len() as u64;
                    is_as_once |= once.is_some_and(|once| {
                        once.bytes == bytes && once.hash == digits(&hasher.finalize())
                    });
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(IndexError::at("read", place)(error)),
        }
        scan.is_changed = !is_as_once;
        scan.written = Some(Written {
            bytes,
            hash: digits(&hasher.finalize()),
        });
        Ok(scan)
    }

    /// What is wrong with the file, to be read after its name; `None` if nothing is.
    pub(super) fn damage(&self) -> Option<String> {
        match self.unreadable {
            0 if self.is_changed => {
                Some("is not what was written: its checksum differs".to_owned())
            }
            0 => None,
            lines => Some(format!("has {lines} lines that are no alerts")),
        }
    }
}

/// What was read of a line.
enum Line {
    /// The line with its end.
    Whole,
    /// What is there, maybe nothing, has no end.
    Part,
    /// It cannot be an alert, and was skipped.
    TooLong {
        /// Whether nothing after it is read.
        is_last: bool,
    },
}

/// Reads a line with its end, if it has one.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let read = reader.take(LONGEST_LINE).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        return Ok(Line::Whole);
    }
    if (read as u64) < LONGEST_LINE {
        return Ok(Line::Part);
    }
    let passed = reader.take(MOST_PASSED).skip_until(b'\n')?;
    Ok(Line::TooLong {
        is_last: passed as u64 == MOST_PASSED,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use std::fs;

    #[test]
    fn a_line_that_is_too_long_costs_no_other_alert() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::root(dir.path().to_owned()).join("alerts.jsonl");
        let alert = Alert::new("w", &Article::default(), 1);
        let line = serde_json::to_string(&alert).unwrap() + "\n";
        let long = "x".repeat(17 << 20);
        for (text, alerts) in [
            (format!("{line}{long}\n{line}"), 2),
            (format!("{line}{long}"), 1),
            (format!("{long}\n"), 0),
        ] {
            fs::write(dir.path().join("alerts.jsonl"), text).unwrap();
            let scan = Scan::of(&place, None).unwrap();
            assert_eq!(scan.alerts.len(), alerts);
            assert_eq!(scan.unreadable, 1);
            assert!(scan.damage().is_some());
        }
    }
}

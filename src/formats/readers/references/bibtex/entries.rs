//! Cuts the entries of a file, by their braces.
//!
//! An entry that is never closed ends where a line opens another one, and is a problem. Definitions
//! (`@string`) apply to the entries below them.

use super::values::{Strings, define};
use crate::article::{Problem, ProblemKind};
use crate::formats::readers::references::lines::Lines;
use crate::formats::record_stream::{Cut, CutRecord, RecordStream, too_long};
use std::sync::Arc;

/// The most bytes of one entry.
const MAX_ENTRY: usize = 16 << 20;

/// An entry that was cut from a file.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) ordinal: u32,
    /// Its text from the first brace on.
    pub(super) text: String,
    /// The definitions that apply to it.
    pub(super) strings: Arc<Strings>,
    pub(super) problem: Option<Problem>,
}

/// The entries of a file.
pub(super) struct Entries<'a> {
    lines: Lines<'a>,
    line: String,
    /// Whether `line` was not used yet.
    is_ahead: bool,
    strings: Arc<Strings>,
    ordinal: u32,
}

/// How an entry ended.
#[derive(PartialEq, Eq)]
enum End {
    Closed,
    Open,
    TooLong,
}

impl<'a> Entries<'a> {
    pub(super) fn new(lines: Lines<'a>) -> Self {
        Self {
            lines,
            line: String::new(),
            is_ahead: false,
            strings: Arc::default(),
            ordinal: 0,
        }
    }

    fn next_line(&mut self) -> Result<bool, Problem> {
        if std::mem::take(&mut self.is_ahead) {
            return Ok(true);
        }
        self.lines.next_into(&mut self.line)
    }

    /// Reads the rest of an entry whose text starts with a brace.
    fn rest(&mut self, text: &mut String) -> Result<End, Problem> {
        let mut braces = Braces {
            in_parentheses: text.starts_with('('),
            ..Braces::default()
        };
        let mut at = 0;
        loop {
            if let Some(end) = braces.close(text.as_bytes(), &mut at) {
                // Another entry may follow on the same line.
                self.line = text.split_off(end);
                self.is_ahead = true;
                return Ok(End::Closed);
            }
            if text.len() > MAX_ENTRY {
                return Ok(End::TooLong);
            }
            if !self.next_line()? {
                return Ok(End::Open);
            }
            if opens_entry(&self.line) {
                self.is_ahead = true;
                return Ok(End::Open);
            }
            text.push('\n');
            text.push_str(&self.line);
        }
    }
}

/// The braces of an entry so far.
#[derive(Default)]
struct Braces {
    depth: usize,
    is_escaped: bool,
    /// Whether the entry is in parentheses, and how many are open outside of braces and quotes.
    in_parentheses: bool,
    parentheses: usize,
    in_quotes: bool,
}

impl Braces {
    /// Where the entry ends, if it does in the text from `at` on.
    fn close(&mut self, text: &[u8], at: &mut usize) -> Option<usize> {
        while let Some(byte) = text.get(*at) {
            *at += 1;
            if std::mem::take(&mut self.is_escaped) {
                continue;
            }
            match byte {
                b'\\' => self.is_escaped = true,
                b'{' => self.depth += 1,
                b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 && !self.in_parentheses {
                        return Some(*at);
                    }
                }
                b'"' if self.depth == 0 => self.in_quotes = !self.in_quotes,
                b'(' if self.depth == 0 && !self.in_quotes => self.parentheses += 1,
                b')' if self.depth == 0 && !self.in_quotes => {
                    self.parentheses = self.parentheses.saturating_sub(1);
                    if self.parentheses == 0 {
                        return Some(*at);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// The kind of entry that a line opens, and the rest of the line after the brace.
pub(super) fn opening(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix('@')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')?;
    let (kind, rest) = rest.split_at(end);
    let inner = rest.trim_start().strip_prefix(['{', '('])?;
    (!kind.is_empty()).then(|| (kind, inner.trim_end()))
}

/// Whether a line opens an entry, and is no part of a text: after the kind is a key, and then nothing
/// or a field.
fn opens_entry(line: &str) -> bool {
    let Some((key, after)) = opening(line).and_then(|(_, rest)| rest.split_once(',')) else {
        return false;
    };
    let is_key = !key.is_empty() && !key.contains([' ', '=', '{', '}', '"', '(']);
    let field = after.trim_start();
    let name = field.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    is_key && (field.is_empty() || name.len() < field.len() && name.trim_start().starts_with('='))
}

impl CutRecord for Entry {
    fn size(&self) -> usize {
        self.text.len()
    }
}

impl RecordStream for Entries<'_> {
    type Record = Entry;

    fn next_record(&mut self, entry: &mut Entry) -> Result<Cut, Problem> {
        *entry = Entry::default(); // so that definitions have one owner and are not copied
        loop {
            if !self.next_line()? {
                if self.ordinal == 0 {
                    return Err(Problem::file(ProblemKind::Empty, "no entry in it"));
                }
                return Ok(Cut::End);
            }
            let Some((kind, _)) = opening(&self.line) else {
                continue; // text between entries is a comment
            };
            let kind = kind.to_ascii_lowercase();
            let start = self.line.find(['{', '(']).unwrap_or_default();
            let mut text = self.line.split_off(start);
            if kind == "comment" {
                continue;
            }
            let end = self.rest(&mut text)?;
            match kind.as_str() {
                "string" => define(Arc::make_mut(&mut self.strings), &text),
                "preamble" => {}
                _ => return Ok(self.cut(entry, text, end)),
            }
        }
    }
}

impl Entries<'_> {
    fn cut(&mut self, entry: &mut Entry, text: String, end: End) -> Cut {
        self.ordinal = self.ordinal.saturating_add(1);
        let ordinal = self.ordinal;
        let problem = |kind, detail| Cut::Problem(Problem::record(ordinal, kind, detail));
        if end == End::TooLong {
            let detail = too_long(&format!("entry {ordinal}"), MAX_ENTRY as u64);
            return problem(ProblemKind::TooLarge, detail);
        }
        if end == End::Open {
            let detail = format!("entry {ordinal} is never closed; a brace is missing in it");
            return problem(ProblemKind::Malformed, detail);
        }
        *entry = Entry {
            ordinal,
            text,
            strings: Arc::clone(&self.strings),
            problem: self.lines.replaced(ordinal),
        };
        Cut::Record
    }
}

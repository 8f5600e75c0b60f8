//! `AsciiDoc`: the header with title, author, revision and attributes; sections, blocks, macros.
//!
//! Lines come in, and go to a draft of the article. Marks within a line are read by `inline`.

use super::draft::Draft;
use super::inline::{item, replaced, row, without_marks};
use super::macros::without_macros;
use crate::article::WhyLeftOut;
use std::collections::HashMap;

/// The marks of emphasis.
const MARKS: &[char] = &['*', '_', '`', '#'];

/// The most attributes that are kept.
const MOST_ATTRIBUTES: usize = 500;

/// Whether a text opens as `AsciiDoc` does: a title, then attributes or an author.
pub(super) fn is_certain(text: &str) -> bool {
    let mut lines = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.starts_with("//"));
    let has_title = lines.next().is_some_and(|line| title(line).is_some());
    let mut header = lines.take_while(|line| !line.is_empty());
    has_title
        && header.any(|line| {
            let is_author = line.ends_with('>') && line.contains(" <") && line.contains('@');
            attribute(line).is_some() || is_author || revision(line).is_some()
        })
}

/// Reads a text.
pub(super) fn read(text: &str) -> Vec<Draft> {
    let mut reading = Reading::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        // A title may be underlined.
        let next = lines.peek().copied().unwrap_or_default();
        if reading.block.is_none() && is_underline(line, next) {
            lines.next();
            reading.line(&format!("= {}", line.trim()));
        } else {
            reading.line(line.trim_end());
        }
    }
    vec![reading.draft]
}

/// Whether `next` underlines a title: `=====` below a line that is about as long.
fn is_underline(line: &str, next: &str) -> bool {
    let (length, below) = (line.trim().chars().count(), next.trim_end());
    let is_mark = |mark: u8| below.bytes().all(|byte| byte == mark);
    length > 3
        && line.starts_with(char::is_alphanumeric)
        && below.len().abs_diff(length) <= 2
        && (is_mark(b'=') || is_mark(b'~') || is_mark(b'-'))
}

/// Where in the header the reading is.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum Header {
    /// Before the title.
    #[default]
    Before,
    Author,
    Revision,
    Attributes,
    /// Below the header.
    After,
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    header: Header,
    attributes: HashMap<String, String>,
    /// The line that closes the block that is open.
    block: Option<String>,
    /// The attribute whose value goes on.
    open: Option<(String, String)>,
}

impl Reading {
    fn line(&mut self, line: &str) {
        if let Some((name, mut value)) = self.open.take() {
            value.push_str(line.trim());
            return self.attribute(name, &value);
        }
        if let Some(end) = &self.block {
            if line == end {
                self.draft.end_paragraph();
                self.block = None;
            } else {
                self.line_of_block(line);
            }
            return;
        }
        if line.starts_with("//") && !line.starts_with("///") {
            return; // a comment
        }
        if self.header != Header::After && self.line_of_header(line) {
            return;
        }
        self.line_of_text(line);
    }

    /// Reads a line of the header. Returns whether it is one.
    fn line_of_header(&mut self, line: &str) -> bool {
        if let Some((name, value)) = attribute(line) {
            self.attribute(name.to_owned(), value);
            self.header = self.header.max_attributes();
            return true;
        }
        match self.header {
            Header::Before => {
                if line.is_empty() {
                    return true;
                }
                match title(line) {
                    Some(title) => {
                        self.draft.headline = self.plain(title);
                        self.header = Header::Author;
                        return true;
                    }
                    None => self.header = Header::After,
                }
            }
            _ if line.is_empty() => self.header = Header::After,
            Header::Author if revision(line).is_none() => {
                let authors: Vec<&str> = line.split(';').map(without_address).collect();
                self.draft.value("author", &authors.join("; "));
                self.header = Header::Revision;
                return true;
            }
            Header::Author | Header::Revision => {
                self.header = Header::Attributes;
                if let Some(date) = revision(line) {
                    self.draft.value("date", date);
                    return true;
                }
            }
            Header::Attributes | Header::After => self.header = Header::After,
        }
        false
    }

    fn attribute(&mut self, name: String, value: &str) {
        if let Some(start) = value.strip_suffix(" \\") {
            self.open = Some((name, format!("{start} ")));
            return;
        }
        if self.attributes.len() < MOST_ATTRIBUTES {
            self.attributes.insert(name.clone(), value.to_owned());
        }
        match name.as_str() {
            "revdate" | "docdate" => self.draft.value("date", value),
            "author" | "authors" => self.draft.value("author", value),
            "description" => self.draft.value("description", value),
            name => self.draft.value(name, value),
        }
    }

    fn line_of_block(&mut self, line: &str) {
        match self.block.as_deref() {
            Some("////") => {}
            Some("++++") => {
                self.draft
                    .leave_out("code for one format", WhyLeftOut::Hidden, line);
            }
            Some("|===" | "!===") => {
                if !line.trim().is_empty() {
                    let row = row(line);
                    let row = self.plain(&row);
                    self.draft.line(&row);
                }
            }
            Some("----" | "....") => self.draft.line(line),
            _ => self.line_of_text(line),
        }
    }

    fn line_of_text(&mut self, line: &str) {
        let bare = line.trim();
        if bare.is_empty() || bare == "+" || bare == "'''" || bare == "<<<" {
            return self.draft.end_paragraph();
        }
        if let Some(end) = delimiter(line) {
            self.draft.end_paragraph();
            // What is in blocks of paragraphs is text like any other.
            self.block = matches!(end, "////" | "++++" | "|===" | "!===" | "----" | "....")
                .then(|| end.to_owned());
            return;
        }
        if let Some((level, heading)) = section(line) {
            let heading = self.plain(heading);
            if level == 1 {
                self.draft.heading(&heading);
            } else {
                self.draft.end_paragraph();
                self.draft.text(&heading);
                self.draft.end_paragraph();
            }
            return;
        }
        let is_settings = bare.starts_with('[') && bare.ends_with(']') && !bare.contains(' ')
            || bare.starts_with("[quote")
            || bare.starts_with("[source")
            || bare.starts_with("[[") && bare.ends_with("]]");
        if is_settings {
            // The words after `[quote` name who is quoted.
            if let Some(whom) = bare
                .strip_prefix("[quote,")
                .and_then(|rest| rest.strip_suffix(']'))
            {
                let whom = self.plain(whom.trim());
                self.draft.line(&whom);
            }
            return;
        }
        if self.block_macro(bare) {
            return;
        }
        if let Some(title) = bare
            .strip_prefix('.')
            .filter(|title| title.starts_with(char::is_alphanumeric))
        {
            let title = self.plain(title);
            return self.draft.line(&title);
        }
        self.text(line);
    }

    /// Reads a macro that is a line. Returns whether it is one.
    fn block_macro(&mut self, line: &str) -> bool {
        let Some((name, rest)) = line.split_once("::") else {
            return false;
        };
        let is_macro = rest.ends_with(']') && name.chars().all(char::is_alphabetic);
        if !is_macro || name.is_empty() {
            return false;
        }
        match name {
            "include" => self
                .draft
                .leave_out("a file that is included", WhyLeftOut::NotRead, ""),
            "image" | "video" | "audio" => {
                self.draft
                    .leave_out("a picture, a video or a sound", WhyLeftOut::Embedded, "");
            }
            _ => {}
        }
        true
    }

    fn text(&mut self, line: &str) {
        let (line, ends) = match line.strip_suffix(" +") {
            Some(line) => (line, true),
            None => (line, false),
        };
        if let Some(item) = item(line, &["*", "-", "**", "***", ".", "..", "..."]) {
            self.draft.end_line();
            let item = self.plain(item);
            self.draft.text(&item);
        } else {
            let text = self.plain(line);
            self.draft.text(&text);
        }
        if ends {
            self.draft.end_line();
        }
    }

    /// A line without marks and macros.
    fn plain(&self, line: &str) -> String {
        let line = replaced(line, "{", "}", |name| self.attributes.get(name).cloned());
        let line = replaced(&line, "<<", ">>", |inner| {
            let (id, label) = inner.split_once(',').unwrap_or((inner, inner));
            (!id.contains(' ')).then(|| label.trim().to_owned())
        });
        let line = replaced(&line, "\"`", "`\"", |inner| {
            Some(format!("\u{201C}{inner}\u{201D}"))
        });
        let line = replaced(&line, "'`", "`'", |inner| {
            Some(format!("\u{2018}{inner}\u{2019}"))
        });
        without_marks(&without_macros(&line), MARKS)
    }
}

impl Header {
    /// The place in the header after an attribute.
    fn max_attributes(self) -> Self {
        match self {
            Self::Before => Self::Before,
            _ => Self::Attributes,
        }
    }
}

/// The title of a document: `= Title`, or `# Title` as in Markdown.
fn title(line: &str) -> Option<&str> {
    line.strip_prefix("= ")
        .or(line.strip_prefix("# "))
        .map(str::trim)
}

/// The level of a section, from 1, and its title.
fn section(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('=');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' '))
        .then(|| (level, text.trim().trim_end_matches('=').trim_end()))
}

/// The name and the value of an attribute: `:name: value`.
fn attribute(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let name = name.trim_matches('!');
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

/// The date of a line about the revision: `v1.0, 2020-06-30: first`, or only a date.
fn revision(line: &str) -> Option<&str> {
    let is_number = |text: &str| {
        let digits = text.strip_prefix('v').unwrap_or(text);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
    };
    let date = match line.split_once(',') {
        Some((number, rest)) if is_number(number.trim()) => rest,
        _ if line.starts_with(|c: char| c.is_ascii_digit()) => line,
        _ => return None,
    };
    // A remark follows a colon that is not one of a clock.
    let end = date.find(": ").unwrap_or(date.len());
    Some(date[..end].trim())
}

/// An author without the address.
fn without_address(author: &str) -> &str {
    author.split('<').next().unwrap_or_default().trim()
}

/// The line that opens and closes a block, in its shortest form.
fn delimiter(line: &str) -> Option<&'static str> {
    let line = line.trim_end();
    let all = |mark: u8| line.len() >= 4 && line.bytes().all(|byte| byte == mark);
    Some(match line {
        "--" => "--",
        "|===" => "|===",
        "!===" => "!===",
        _ if all(b'-') => "----",
        _ if all(b'.') => "....",
        _ if all(b'=') => "====",
        _ if all(b'*') => "****",
        _ if all(b'_') => "____",
        _ if all(b'+') => "++++",
        _ if all(b'/') => "////",
        _ if line.starts_with("```") => "```",
        _ => return None,
    })
}

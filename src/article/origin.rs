//! Where an article comes from: a path below the archive's folder, and a record of that file.
//!
//! Paths are stored as text that is the same on every system, and can be turned back into the
//! bytes on disk. No file is opened here.

use crate::platform;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Component, Path, PathBuf};

/// The path of a file below the archive's folder, the same on every system: parts joined by `/`.
///
/// File names need not be Unicode. Bytes (on Unix) that are not UTF-8 are written `\xNN`, and a
/// backslash that could be mistaken for such an escape is written `\x5C`. So every name can be
/// stored in the index and restored.
///
/// ```
/// use dateline::article::ArchivePath;
/// let path = ArchivePath::from_relative("wire/2021-01-19.txt".as_ref());
/// assert_eq!(path.as_str(), "wire/2021-01-19.txt");
/// assert_eq!(path.to_relative(), std::path::Path::new("wire/2021-01-19.txt"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArchivePath(String);

impl ArchivePath {
    /// The archive's name for a path relative to its folder. `.` and `..` are dropped.
    #[must_use]
    pub fn from_relative(path: &Path) -> Self {
        let mut name = String::with_capacity(path.as_os_str().len());
        for component in path.components() {
            let Component::Normal(part) = component else {
                continue;
            };
            if !name.is_empty() {
                name.push('/');
            }
            escape_into(part.as_encoded_bytes(), &mut name);
        }
        Self(name)
    }

    /// The archive's form of one part of a path: the name of a file or a folder.
    #[must_use]
    pub fn part(name: &OsStr) -> String {
        let mut part = String::with_capacity(name.len());
        escape_into(name.as_encoded_bytes(), &mut part);
        part
    }

    /// The path of an entry of this folder, given by a name from [`Self::part`].
    #[must_use]
    pub fn within(&self, part: &str) -> Self {
        if self.0.is_empty() {
            return Self(part.to_owned());
        }
        Self([&self.0, "/", part].concat())
    }

    /// The path of a file or folder that is given from the folder of this one: `../b/c.xml`. `None`
    /// if it leads out of the archive.
    #[must_use]
    pub fn beside(&self, relative: &str) -> Option<Self> {
        let (folder, _) = self.split();
        let mut parts: Vec<Cow<'_, str>> = folder.split('/').map(Cow::Borrowed).collect();
        parts.retain(|part| !part.is_empty());
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(Self::part(OsStr::new(part)).into()),
            }
        }
        Some(Self(parts.join("/")))
    }

    /// The path of the folder that contains it (empty for the archive's folder), and its name.
    #[must_use]
    pub fn split(&self) -> (&str, &str) {
        self.0.rsplit_once('/').unwrap_or(("", &self.0))
    }

    /// The order of files in catalogs: by folder, then by name within the folder.
    #[must_use]
    pub fn by_folder(&self, other: &Self) -> Ordering {
        let (own, others) = (self.0.as_bytes(), other.0.as_bytes());
        let shared = own.iter().zip(others).take_while(|(a, b)| a == b).count();
        let (own, others) = (&own[shared..], &others[shared..]);
        if own.contains(&b'/') || others.contains(&b'/') {
            return self.split().cmp(&other.split());
        }
        // Both are in one folder, whose path is in the shared prefix.
        own.cmp(others)
    }

    /// Replaces the text from byte `at` on. If `at` is not at the start of a character, returns
    /// `None` and changes nothing.
    pub(crate) fn replace_from(&mut self, at: usize, rest: &str) -> Option<()> {
        self.0.is_char_boundary(at).then(|| {
            self.0.truncate(at);
            self.0.push_str(rest);
        })
    }

    /// The path from its form in an index, see [`Self::as_str`].
    #[must_use]
    pub fn from_stored(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The text that the index stores and that reports print.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The extension of the file's name in lower case, without the dot; empty if there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// The path relative to the archive's folder, with the bytes it has on disk.
    #[must_use]
    pub fn to_relative(&self) -> PathBuf {
        self.0.split('/').map(unescape).collect()
    }
}

impl fmt::Display for ArchivePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn escape_into(part: &[u8], name: &mut String) {
    use fmt::Write as _;
    for chunk in part.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find('\\') {
            name.push_str(&rest[..at]);
            rest = &rest[at..];
            name.push_str(if escaped_byte(rest.as_bytes()).is_some() {
                "\\x5C"
            } else {
                "\\"
            });
            rest = &rest[1..];
        }
        name.push_str(rest);
        for byte in chunk.invalid() {
            write!(name, "\\x{byte:02X}").expect("writing to a string cannot fail");
        }
    }
}

/// The byte whose escape `text` starts with, if it starts with one.
fn escaped_byte(text: &[u8]) -> Option<u8> {
    let digits = text.strip_prefix(b"\\x")?.get(..2)?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// A part of a path as the system has it. Where names are no bytes, one with escapes cannot be
/// rebuilt. Such a file is then reported as vanished, under the name with its escapes.
fn unescape(part: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if let Some(byte) = escaped_byte(rest) {
            bytes.push(byte);
            rest = &rest[4..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    platform::name_of_bytes(bytes).map_or_else(|| part.into(), PathBuf::from)
}

/// The file and the record that an article was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Origin {
    /// The file.
    pub path: ArchivePath,
    /// The record's number in the file, from 1. It is always 1 for a file of one article, and the
    /// number of the line in JSON Lines.
    pub ordinal: u32,
}

impl Origin {
    /// Parses what [`Origin`] displays: a path, followed by `#N` for any record but the first.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        let (path, ordinal) = match name.rsplit_once('#') {
            Some((path, digits)) => match digits.parse() {
                Ok(ordinal) if ordinal > 0 => (path, ordinal),
                _ => (name, 1),
            },
            None => (name, 1),
        };
        Self {
            path: ArchivePath::from_stored(path),
            ordinal,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ordinal {
            0 | 1 => write!(f, "{}", self.path),
            ordinal => write!(f, "{}#{ordinal}", self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_parses_as_it_displays() {
        for shown in ["a.txt", "wire/a.jsonl#3", "odd#name.txt"] {
            assert_eq!(Origin::parse(shown).to_string(), shown);
        }
    }

    #[test]
    fn files_are_ordered_by_folder_and_then_by_name() {
        let paths = [
            "", "a", "a.txt", "b", "a/b", "a/b/c", "a/b/d", "a/bc", "a-b/c", "a/b-c/d", "ab/c",
            "é/a", "é/b", "ê",
        ];
        let paths = paths.map(ArchivePath::from_stored);
        for a in &paths {
            for b in &paths {
                assert_eq!(a.by_folder(b), a.split().cmp(&b.split()), "{a} {b}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn every_file_name_can_be_stored_and_restored() {
        use std::os::unix::ffi::OsStrExt;
        for bytes in [
            &b"plain.txt"[..],
            b"caf\xe9.txt",
            b"\xff\xfe/\x80",
            b"back\\slash",
            b"looks\\x41like an escape",
            "d\u{e9}j\u{e0} vu/\u{641}.txt".as_bytes(),
            b"\\\\x41",
        ] {
            let path = Path::new(std::ffi::OsStr::from_bytes(bytes));
            let stored = ArchivePath::from_relative(path);
            assert_eq!(stored.to_relative(), path, "stored as {stored}");
        }
    }
}

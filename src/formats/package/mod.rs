//! Documents that are zip files inside: Word, `OpenDocument`, Excel, EPUB.
//!
//! A [`Package`] has the parts of such a file by their names. A part is unpacked whole, within the
//! limits of the file. What a zip file is, is decided in `container`; what the parts mean, in the
//! readers.

mod part;
mod source;
#[cfg(test)]
mod tests;

use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::input::Input;
use crate::formats::limits::Budget;
use part::Part;
use rawzip::{RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipLocator};
use source::Source;
use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

pub(in crate::formats) use source::{COMPOUND_FILE, first_names};

/// The parts of a document.
pub(in crate::formats) struct Package<'a> {
    archive: ZipArchive<Source<'a>>,
    /// The parts by name. See [`key`].
    parts: HashMap<String, Part>,
    budget: Rc<Budget>,
}

impl<'a> Package<'a> {
    /// Reads the directory of a file.
    ///
    /// # Errors
    /// A [`Problem`] if it is not a zip file, or a damaged one.
    pub(in crate::formats) fn open(input: Input<'a>) -> Result<Self, Problem> {
        let budget = input.budget();
        let (source, length) = Source::of(input.into_random_access()?);
        if source.is_compound_file() {
            return Err(old_or_locked());
        }
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive = ZipLocator::new()
            .locate_in_reader(source, &mut buffer, length)
            .map_err(|(_, error)| damaged(&error))?;
        let mut parts = HashMap::new();
        let mut entries = archive.entries(&mut buffer);
        while let Some(entry) = entries.next_entry().map_err(|error| damaged(&error))? {
            budget.count_member()?;
            if !entry.is_dir() {
                let name = charset::utf8(entry.file_path().as_bytes()).text;
                parts.entry(key(&name)).or_insert_with(|| Part::of(&entry));
            }
        }
        Ok(Self {
            archive,
            parts,
            budget,
        })
    }

    /// Whether there is a part of that name.
    pub(in crate::formats) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// The first name, in the order of the alphabet, that fits. Names are in lower case.
    pub(in crate::formats) fn find(&self, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let names = self.parts.keys().map(String::as_str);
        names.filter(|name| fits(name)).min()
    }

    /// All names that fit, in the order of the alphabet. Names are in lower case.
    pub(in crate::formats) fn names(&self, fits: impl Fn(&str) -> bool) -> Vec<&str> {
        let names = self.parts.keys().map(String::as_str);
        let mut fitting: Vec<&str> = names.filter(|name| fits(name)).collect();
        fitting.sort_unstable();
        fitting
    }

    /// What is left of the limits of the file.
    pub(in crate::formats) fn budget(&self) -> &Rc<Budget> {
        &self.budget
    }

    /// Reads a part piece by piece with `read`; `None` if there is none of that name.
    ///
    /// # Errors
    /// A [`Problem`] if its unpacking cannot begin. Later errors are those of the stream.
    pub(in crate::formats) fn stream<T>(
        &self,
        name: &str,
        read: impl FnOnce(Box<dyn Read + '_>) -> T,
    ) -> Result<Option<T>, Problem> {
        let Some(part) = self.parts.get(&key(name)) else {
            return Ok(None);
        };
        let entry = self
            .archive
            .get_entry(part.place)
            .map_err(|error| damaged(&error))?;
        let stream = part.stream(name, &entry, &self.budget)?;
        Ok(Some(read(stream)))
    }

    /// The bytes of a part; `None` if there is none of that name.
    ///
    /// # Errors
    /// A [`Problem`] if it cannot be unpacked, or only beyond the limits.
    pub(in crate::formats) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some(part) = self.parts.get(&key(name)) else {
            return Ok(None);
        };
        let entry = self
            .archive
            .get_entry(part.place)
            .map_err(|error| damaged(&error))?;
        part.unpack(name, &entry, &self.budget).map(Some)
    }

    /// The bytes of a part that a document has to have.
    ///
    /// # Errors
    /// A [`Problem`] if there is none of that name, and those of [`Self::part`].
    pub(in crate::formats) fn needed(&self, name: &str) -> Result<Vec<u8>, Problem> {
        self.part(name)?.ok_or_else(|| {
            Problem::file(
                ProblemKind::Damaged,
                format!("it has no part `{name}`, which such a file has; fetch the file again"),
            )
        })
    }
}

/// A name without the differences that do not count: programs write `\`, a leading `/`, and other
/// cases than in the relations.
fn key(name: &str) -> String {
    let mut key = name.replace('\\', "/");
    key.make_ascii_lowercase();
    let start = key.trim_start_matches("./").trim_start_matches('/').len();
    key.split_off(key.len() - start)
}

/// The name that a reference in the part `base` means: `../a.xml` next to `x/y/b.xml` is `x/a.xml`.
pub(in crate::formats) fn resolved(base: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    if let Some(absolute) = reference.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = base.split('/').collect();
    folders.pop();
    for step in reference.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// The problem of an OLE compound file: programs before 2007 wrote such files, and documents with a
/// password are in one.
pub(in crate::formats) fn old_or_locked() -> Problem {
    Problem::file(
        ProblemKind::NotUnpacked,
        "it is of an office program before 2007, or has a password; save it again without a \
         password, or convert it with `soffice --headless --convert-to docx FILE` (or `xlsx`)",
    )
}

fn damaged(error: &dyn std::error::Error) -> Problem {
    Problem::file(
        ProblemKind::Damaged,
        format!(
            "it is not a whole document: the zip data in it is damaged or cut short ({error}); \
             fetch the file again"
        ),
    )
}

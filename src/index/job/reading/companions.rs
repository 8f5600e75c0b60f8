//! The files around one that is read, for articles that are in several files.
//!
//! They are found and opened as the walk and the `Opener` do: a file that the settings leave out is
//! not there, no link is followed unless links are, and nothing outside the archive's folder is
//! reached.

use super::opener::Opener;
use crate::article::{ArchivePath, Folders};
use crate::discover::WalkOptions;
use crate::formats::{Companions, HEAD_LEN, ROOT_WITHIN, is_leading, leading_by_content};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::io::Read;

/// How many folders' lists of files are kept: that of a page, and those around it.
const KEPT_LISTS: usize = 8;

/// The folders in which companions are looked for, with what was found of late.
pub struct Surroundings<'a> {
    folders: &'a Folders,
    walk: &'a WalkOptions,
    opener: RefCell<Opener<'a>>,
    leading: RefCell<Vec<(ArchivePath, Vec<String>)>>,
    /// The folder that was asked for XML files last, and their names.
    xml: RefCell<Option<(ArchivePath, HashSet<String>)>>,
}

/// The files around one file.
pub struct Near<'n, 'a> {
    around: &'n Surroundings<'a>,
    file: &'n ArchivePath,
}

impl<'a> Surroundings<'a> {
    /// Those of the folders of an archive, of which a walk takes some files.
    #[must_use]
    pub fn new(folders: &'a Folders, walk: &'a WalkOptions) -> Self {
        Self {
            folders,
            walk,
            opener: RefCell::new(Opener::new(folders, walk.follow)),
            leading: RefCell::default(),
            xml: RefCell::default(),
        }
    }

    /// The files around a file of the archive.
    #[must_use]
    pub fn of<'n>(&'n self, file: &'n ArchivePath) -> Near<'n, 'a> {
        Near { around: self, file }
    }

    fn names_in(&self, folder: &ArchivePath, is_wanted: fn(&str) -> bool) -> Vec<String> {
        let entries = fs::read_dir(self.folders.locate(folder))
            .into_iter()
            .flatten();
        let names = entries
            .flatten()
            .filter(|entry| !entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| ArchivePath::part(&entry.file_name()));
        let is_taken = |name: &String| {
            is_wanted(name)
                && self
                    .walk
                    .takes(&self.folders.locate_below(&folder.within(name)).1)
        };
        let mut names: Vec<String> = names.filter(is_taken).collect();
        names.sort();
        names
    }
}

impl Near<'_, '_> {
    fn read(&self, path: &str, most: u64) -> Option<Vec<u8>> {
        self.around.read(&self.file.beside(path)?, most)
    }
}

impl Surroundings<'_> {
    /// The first bytes of a file that a walk takes.
    fn read(&self, file: &ArchivePath, most: u64) -> Option<Vec<u8>> {
        let (_, below) = self.folders.locate_below(file);
        if !self.walk.takes(&below) {
            return None;
        }
        let opened = self.opener.borrow_mut().open(file).ok()?;
        if !opened.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return None;
        }
        let mut bytes = Vec::new();
        opened.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

impl Companions for Near<'_, '_> {
    fn names(&self) -> Vec<String> {
        let folder = self.file.beside("");
        folder.map_or_else(Vec::new, |folder| self.around.names_in(&folder, |_| true))
    }

    fn has_xml(&self, name: &str) -> bool {
        let Some(folder) = self.file.beside("") else {
            return false;
        };
        let mut last = self.around.xml.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| *known != folder) {
            let names = self.around.names_in(&folder, is_xml).into_iter().collect();
            *last = Some((folder, names));
        }
        last.as_ref().is_some_and(|(_, names)| names.contains(name))
    }

    fn leading(&self, folder: &str) -> Vec<String> {
        let Some(folder) = self.file.beside(folder) else {
            return Vec::new();
        };
        let mut lists = self.around.leading.borrow_mut();
        if let Some((_, names)) = lists.iter().find(|(known, _)| *known == folder) {
            return names.clone();
        }
        let mut names = self.around.names_in(&folder, is_leading);
        if names.is_empty() {
            let xml = self.around.names_in(&folder, is_xml);
            names = leading_by_content(&xml, &|name| {
                self.around.read(&folder.within(name), ROOT_WITHIN)
            });
        }
        if lists.len() == KEPT_LISTS {
            lists.remove(0);
        }
        lists.push((folder, names.clone()));
        names
    }

    fn entries(&self, folder: &str) -> Vec<String> {
        let Some(folder) = self.file.beside(folder) else {
            return Vec::new();
        };
        let entries = fs::read_dir(self.around.folders.locate(&folder));
        let entries = entries.into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| ArchivePath::part(&entry.file_name()))
            .collect();
        names.sort();
        names
    }

    fn content(&self, file: &str, most: u64) -> Option<Vec<u8>> {
        let bytes = self.read(file, most.saturating_add(1))?;
        (bytes.len() as u64 <= most).then_some(bytes)
    }

    fn start(&self, file: &str) -> Option<Vec<u8>> {
        self.read(file, HEAD_LEN as u64)
    }
}

fn is_xml(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("xml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PathGlobs;

    #[test]
    fn companions_are_files_that_a_walk_takes() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "a-mets.xml",
            "x/b_mets.xml",
            "x/1.xml",
            "x/.c-mets.xml",
            "x/y/2.xml",
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        let folders = Folders::one(root.path().join("x"));
        let file = ArchivePath::from_stored("1.xml");
        let mut walk = WalkOptions {
            include: PathGlobs::new(&[]).unwrap(),
            exclude: PathGlobs::new(&[]).unwrap(),
            follow: false,
            index: root.path().join("none"),
        };
        let around = Surroundings::new(&folders, &walk);
        let near = around.of(&file);
        assert_eq!(near.leading(""), ["b_mets.xml"]);
        assert_eq!(near.leading(".."), [""; 0]);
        assert_eq!(near.names(), ["1.xml", "b_mets.xml"]);
        assert_eq!(near.entries("y"), ["2.xml"]);
        assert_eq!(near.entries(".."), [""; 0]);
        assert!(near.has_xml("b_mets.xml"));
        assert!(!near.has_xml("2.xml") && !near.has_xml(".c-mets.xml"));
        assert_eq!(near.content("y/2.xml", 4).as_deref(), Some(&b"text"[..]));
        assert_eq!(near.content("y/2.xml", 3), None);
        for outside in [
            "../a-mets.xml",
            "y/../../a-mets.xml",
            ".c-mets.xml",
            "y",
            "none",
        ] {
            assert_eq!(near.start(outside), None, "{outside}");
        }
        for name in ["1.xml", "2.xml", "issue.xml"] {
            let text = if name == "issue.xml" {
                "<mets/>"
            } else {
                "<alto/>"
            };
            fs::write(root.path().join("x/y").join(name), text).unwrap();
        }
        assert_eq!(near.leading("y"), ["issue.xml"]);
        walk.exclude = PathGlobs::new(&["y".into(), "*mets.xml".into()]).unwrap();
        let around = Surroundings::new(&folders, &walk);
        let near = around.of(&file);
        assert_eq!((near.leading(""), near.start("y/2.xml")), (vec![], None));
    }
}

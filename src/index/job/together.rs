//! Files that are read together: where one of them changes, the others are read again.
//!
//! The articles of an issue are read with the file that leads it, from files next to it
//! (`formats::is_leading`). A changed page is a change of its leading file, and a new or changed
//! leading file may make pages parts of its issue. The text of a page next to the page in another
//! format is one more such pair. Only paths are looked at here.

use crate::article::ArchivePath;
use crate::formats::is_leading;
use std::collections::HashSet;

/// The name of a folder of leading files that is next to the folders of pages.
const BESIDE_PAGES: &str = "mets";

/// The folder around a folder; `None` for that of the archive.
fn around(folder: &str) -> Option<&str> {
    match folder.rsplit_once('/') {
        Some((above, _)) => Some(above),
        None => (!folder.is_empty()).then_some(""),
    }
}

/// The files that have to be read because of changes of others.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// Folders whose leading files are read.
    leading_in: HashSet<String>,
    /// Folders all of whose files are read, and those of two floors of folders in them.
    all_below: HashSet<String>,
    /// Files that are read.
    files: HashSet<String>,
}

impl Together {
    /// What follows from the changes of files: of those that are new or gone, too.
    pub(super) fn of<'p>(changes: impl Iterator<Item = &'p ArchivePath>) -> Self {
        let mut together = Self::default();
        for path in changes {
            together.add(path);
        }
        together
    }

    fn add(&mut self, path: &ArchivePath) {
        let (folder, name) = path.split();
        let above = around(folder);
        if is_leading(name) {
            self.all_below.insert(folder.to_owned());
            let own = folder.rsplit('/').next().unwrap_or_default();
            if let Some(above) = above.filter(|_| own.eq_ignore_ascii_case(BESIDE_PAGES)) {
                self.all_below.insert(above.to_owned());
            }
        }
        let outer = above.and_then(around);
        for folder in [Some(folder), above, outer].into_iter().flatten() {
            self.leading_in.insert(folder.to_owned());
        }
        if let Some(stem) = path.as_str().strip_suffix(".xml") {
            self.files.insert(format!("{stem}.txt"));
        }
    }

    /// Whether a file has to be read although it did not change.
    pub(super) fn wants(&self, folder: &str, name: &str) -> bool {
        if self.leading_in.is_empty() {
            return false; // nothing changed
        }
        let above = around(folder);
        let near = [Some(folder), above, above.and_then(around)];
        let own = folder.rsplit('/').next().unwrap_or_default();
        let is_beside =
            |above: &str| own.eq_ignore_ascii_case(BESIDE_PAGES) && self.leading_in.contains(above);
        let mut near = near.into_iter().flatten();
        near.any(|folder| self.all_below.contains(folder))
            || (is_leading(name)
                && (self.leading_in.contains(folder) || above.is_some_and(is_beside)))
            || (!self.files.is_empty()
                && self
                    .files
                    .contains(ArchivePath::from_stored(folder).within(name).as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_one_is_a_change_of_the_others() {
        for (gone, file, is_wanted) in [
            ("i/text/1.xml", "i/i-mets.xml", true),
            ("i/1.xml", "i/i-mets.xml", true),
            ("i/text/1.xml", "i-mets.xml", true),
            ("a/i/text/1.xml", "i-mets.xml", false),
            ("i/alto/1.xml", "i/mets/i-mets.xml", true),
            ("i/alto/1.xml", "j/mets/i-mets.xml", false),
            ("i/METS/i-mets.xml", "i/alto/1.xml", true),
            ("i/text/1.xml", "i/text/2.xml", false),
            ("i/i-mets.xml", "i/text/2.xml", true),
            ("i-mets.xml", "i/2.xml", true),
            ("i-mets.xml", "i/text/2.xml", true),
            ("i-mets.xml", "a/i/text/2.xml", false),
            ("ocr.xml", "ocr.txt", true),
            ("a/ocr.xml", "ocr.txt", false),
        ] {
            let (gone, path) = (
                ArchivePath::from_stored(gone),
                ArchivePath::from_stored(file),
            );
            let together = Together::of([&gone].into_iter());
            let (folder, name) = path.split();
            assert_eq!(together.wants(folder, name), is_wanted, "{gone}, {file}");
        }
    }
}

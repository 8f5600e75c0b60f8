//! Which files of a folder are parts of a saved page, and no articles.
//!
//! Names decide first: `Name_files` next to `Name.html`. A folder of another name holds parts if a
//! page next to it loads frames, styles or scripts from it and links to nothing in it. Only for
//! that the start of such a page is read. Programs that keep several forms of a page in a folder
//! (`ArchiveBox`, Zotero) have a row of their own: one of the forms is the page.

use crate::article::{holds_parts, is_making_name, is_page_name, page_of_parts};
use memchr::memmem;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The most pages next to a folder that are read for their links.
const MOST_PAGES: usize = 16;

/// How much of such a page is read, in bytes.
const START: u64 = 2 << 20;

/// The most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 1000;

/// The forms of a page in a folder of `ArchiveBox`, the best first. Source: `canonical_outputs` in
/// `ArchiveBox` 0.7, and the names of 0.8.
const FORMS: [&str; 10] = [
    "singlefile.html",
    "singlefile/singlefile.html",
    "output.html",
    "dom/output.html",
    "dom/dom.html",
    "warc",
    "wget/warc",
    "readability/content.html",
    "mercury/content.html",
    "htmltotext.txt",
];

/// The files in a folder that are parts: all except some.
#[derive(Debug)]
pub(super) struct Parts {
    folder: PathBuf,
    /// Files, and folders with all that is in them, that are no parts.
    kept: Vec<PathBuf>,
}

impl Parts {
    /// What is known of a folder when the walk comes to it; `None` if its files are like others.
    pub(super) fn in_folder(folder: &Path, is_root: bool, next_to: &mut Pages) -> Option<Self> {
        let parts = |kept: Vec<PathBuf>| {
            Some(Self {
                folder: folder.to_owned(),
                kept,
            })
        };
        if let Some(kept) = forms_of_archive_box(folder).or_else(|| snapshot_of_zotero(folder)) {
            return parts(kept);
        }
        let name = folder.file_name()?.to_str()?;
        let around = folder.parent()?;
        if is_root {
            return None;
        }
        let is_there = |name: &str| around.join(name).is_file();
        let are_parts = if page_of_parts(name).is_some() {
            // Without its page a folder of this name has parts still, if it looks like that.
            holds_parts(name, is_there) || has_makings(folder)
        } else {
            is_loaded(folder, name, next_to.in_folder(around))
        };
        are_parts.then(|| parts(Vec::new())).flatten()
    }

    /// Whether a path is in the folder.
    pub(super) fn contain(&self, path: &Path) -> bool {
        path.starts_with(&self.folder)
    }

    /// Whether a file in the folder is a part.
    pub(super) fn has(&self, file: &Path) -> bool {
        !self.kept.iter().any(|kept| file.starts_with(kept))
    }
}

/// What is kept in a folder of `ArchiveBox`: of its data the pages, of a page the best form.
fn forms_of_archive_box(folder: &Path) -> Option<Vec<PathBuf>> {
    let name = folder.file_name()?.to_str()?;
    let is_time = name.len() >= 9 && name.bytes().all(|c| c.is_ascii_digit() || c == b'.');
    let has = |name: &str| folder.join(name).exists();
    if is_time && has("index.json") && has("index.html") {
        let form = FORMS.iter().find(|form| has(form))?;
        return Some(vec![folder.join(form)]);
    }
    let is_data = has("ArchiveBox.conf") || (has("index.sqlite3") && has("logs"));
    (is_data && has("archive")).then(|| vec![folder.join("archive")])
}

/// What is kept in a folder of Zotero's storage that has one page: that page.
fn snapshot_of_zotero(folder: &Path) -> Option<Vec<PathBuf>> {
    let name = folder.file_name()?.to_str()?;
    let is_key = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    if name.len() != 8 || !name.bytes().all(is_key) || !folder.join(".zotero-ft-cache").exists() {
        return None;
    }
    let mut pages = names_in(folder).filter(|name| is_page_name(name));
    let page = pages.next()?;
    pages.next().is_none().then(|| vec![folder.join(page)])
}

/// Whether a folder has styles, scripts or fonts in it.
fn has_makings(folder: &Path) -> bool {
    names_in(folder).any(|name| is_making_name(&name))
}

/// The pages in the folder that was asked for last: folders next to each other ask for the same.
#[derive(Debug, Default)]
pub(super) struct Pages {
    folder: PathBuf,
    names: Vec<String>,
}

impl Pages {
    fn in_folder(&mut self, folder: &Path) -> &Self {
        if self.folder != folder {
            folder.clone_into(&mut self.folder);
            self.names = names_in(folder).filter(|name| is_page_name(name)).collect();
        }
        self
    }

    /// Those that a folder may belong to: all if they are few, else those whose name it begins with.
    fn owners<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = &'p String> {
        let are_few = self.names.len() <= MOST_PAGES;
        let has_name = move |page: &&String| {
            let stem = page.rsplit_once('.').map_or("", |(stem, _)| stem);
            are_few || (!stem.is_empty() && folder.starts_with(stem))
        };
        self.names.iter().filter(has_name).take(MOST_PAGES)
    }
}

/// Whether a page next to a folder loads parts from it, and links to no page in it.
fn is_loaded(folder: &Path, name: &str, pages: &Pages) -> bool {
    if pages.owners(name).next().is_none() || !has_makings(folder) {
        return false;
    }
    let uses: Vec<Use> = pages
        .owners(name)
        .filter_map(|page| {
            let mut start = Vec::new();
            let file = File::open(pages.folder.join(page)).ok()?;
            file.take(START).read_to_end(&mut start).ok()?;
            use_of(&start, name)
        })
        .collect();
    uses.contains(&Use::Loads) && !uses.contains(&Use::Links)
}

/// How a page uses the files in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It loads some of them: frames, pictures, styles.
    Loads,
    /// It links to some of them.
    Links,
}

/// How a page uses the files in the folder of that name next to it.
fn use_of(page: &[u8], folder: &str) -> Option<Use> {
    let mut found = None;
    let encoded = folder.replace('%', "%25").replace(' ', "%20");
    for name in [folder, &encoded] {
        let path = format!("{name}/");
        for at in memmem::find_iter(page, path.as_bytes()) {
            let before = page[..at].strip_suffix(b"./").unwrap_or(&page[..at]);
            let before = before.trim_ascii_end();
            let before = before.strip_suffix(b"\"").or(before.strip_suffix(b"'"));
            let Some(before) = before.map(<[u8]>::trim_ascii_end) else {
                continue;
            };
            if before.ends_with(b"src=") || before.ends_with(b"data=") {
                found = Some(Use::Loads);
            } else if before.ends_with(b"href=") {
                let tag = memchr::memrchr(b'<', before).map_or(&b""[..], |start| &before[start..]);
                if !tag
                    .get(..5)
                    .is_some_and(|it| it.eq_ignore_ascii_case(b"<link"))
                {
                    return Some(Use::Links);
                }
                found = Some(Use::Loads);
            }
        }
    }
    found
}

/// The names in a folder, those that are text.
fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .take(MOST_ENTRIES)
        .filter_map(|entry| entry.file_name().into_string().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_loads_parts_or_links_to_pages() {
        for (page, used) in [
            ("<iframe src=\"./my parts/a.html\">", Some(Use::Loads)),
            ("<iframe src='my%20parts/a.html'>", Some(Use::Loads)),
            ("<LINK rel=x href=\"my parts/a.css\">", Some(Use::Loads)),
            (
                "<img src=\"my parts/a.png\"><a class=b href=\"my parts/a.html\">",
                Some(Use::Links),
            ),
            ("<p>In my parts/a.html", None),
            ("<img src=\"not/my parts/a.png\">", None),
        ] {
            assert_eq!(use_of(page.as_bytes(), "my parts"), used, "{page}");
        }
    }
}

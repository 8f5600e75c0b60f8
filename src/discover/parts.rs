//! Which files of a folder are parts of a saved page, and no articles.
//!
//! Names decide first: `Name_files` next to `Name.html`. A folder of another name holds parts if a
//! page next to it loads frames, styles or scripts from it and links to nothing in it (`uses`). A
//! file in it that may be an article is one, unless a page names it: what is lost is worse than an
//! advertisement that is found.
//! Programs that keep several forms of a page in a folder (`ArchiveBox`, Zotero) have a rule of
//! their own: one of the forms is the page.

use super::uses::{Use, Uses, names_in_page, uses_of_page};
use crate::article::{holds_parts, is_document_name, is_making_name, is_page_name, page_of_parts};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The most pages next to a folder that are read for their links.
const MOST_PAGES: usize = 16;

/// The most entries of a folder that are looked at.
const MOST_ENTRIES: usize = 1000;

/// The forms of a page in a folder of `ArchiveBox`, the best first. Source: `canonical_outputs` in
/// `ArchiveBox` 0.7, and the names of 0.8.
const FORMS: [&str; 7] = [
    "singlefile.html",
    "singlefile/singlefile.html",
    "output.html",
    "dom/output.html",
    "dom/dom.html",
    "warc",
    "wget/warc",
];

/// Those that are used if the page itself is not there in any form.
const TEXTS: [&str; 3] = [
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
    owner: Owner,
    /// The names of files that the pages have which it belongs to, once they were asked for.
    names: OnceCell<Names>,
}

/// What the files in a folder are parts of.
#[derive(Debug)]
enum Owner {
    /// A page that a program keeps in the folder, in one form or several.
    Forms,
    /// The page that the folder is named after; none if it is missing.
    Named(Option<PathBuf>),
    /// The pages next to the folder that load parts from it.
    Loaded(Vec<PathBuf>),
}

/// The names of files in pages.
#[derive(Debug, Default)]
struct Names {
    names: HashSet<String>,
    /// Whether a page could not be read: it may have every name.
    are_unknown: bool,
}

impl Parts {
    /// What is known of a folder when the walk comes to it; `None` if its files are like others.
    /// A folder that was named by a person (`is_root`) is never one of parts as a whole.
    pub(super) fn in_folder(folder: &Path, is_root: bool, next_to: &mut Pages) -> Option<Self> {
        let parts = |kept: Vec<PathBuf>, owner: Owner| {
            Some(Self {
                folder: folder.to_owned(),
                kept,
                owner,
                names: OnceCell::new(),
            })
        };
        if let Some(kept) = forms_of_archive_box(folder).or_else(|| snapshot_of_zotero(folder)) {
            return parts(kept, Owner::Forms);
        }
        let name = folder.file_name()?.to_str()?;
        let around = folder.parent()?;
        if is_root {
            return None;
        }
        let is_there = |name: &str| around.join(name).is_file();
        let owner = match page_of_parts(name) {
            // Without its page a folder of this name has parts still, if it looks like that.
            Some(stem) => {
                let looks_so = || names_in(folder).any(|name| is_making_name(&name));
                let are_parts = holds_parts(name, is_there) || looks_so();
                are_parts.then(|| Owner::Named(page_named(around, stem)))
            }
            None => next_to.that_load(around, name).map(Owner::Loaded),
        };
        parts(Vec::new(), owner?)
    }

    /// Whether a path is in the folder.
    pub(super) fn contain(&self, path: &Path) -> bool {
        path.starts_with(&self.folder)
    }

    /// Whether a file in the folder is a part. What may be an article is none unless a page names
    /// it: documents, and in a folder of any name pages too.
    pub(super) fn has(&self, file: &Path) -> bool {
        if self.kept.iter().any(|kept| file.starts_with(kept)) {
            return false;
        }
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
            return true;
        };
        let (may_be_apart, pages) = match &self.owner {
            Owner::Forms => return true,
            Owner::Named(page) => (is_document_name(name), page.as_slice()),
            Owner::Loaded(pages) => (
                is_document_name(name) || is_page_name(name),
                pages.as_slice(),
            ),
        };
        if !may_be_apart {
            return true;
        }
        let names = self.names.get_or_init(|| Names::of(pages, &self.folder));
        names.are_unknown || names.names.contains(name)
    }
}

impl Names {
    /// Those in the pages that `folder` has parts of. What a frame shows is a page in the folder,
    /// and has parts of its own there.
    fn of(pages: &[PathBuf], folder: &Path) -> Self {
        let mut all = Self::default();
        for page in pages {
            match names_in_page(page) {
                Some(names) => all.names.extend(names),
                None => all.are_unknown = true,
            }
        }
        let frames = names_in(folder).filter(|name| is_page_name(name));
        for frame in frames.take(MOST_PAGES) {
            let names = names_in_page(&folder.join(frame));
            all.names.extend(names.into_iter().flatten());
        }
        all
    }
}

/// What is kept in a folder of `ArchiveBox`: of its data the pages, of a page the best form.
fn forms_of_archive_box(folder: &Path) -> Option<Vec<PathBuf>> {
    let name = folder.file_name()?.to_str()?;
    let has = |name: &str| folder.join(name).exists();
    let is_time = name.len() >= 9 && name.bytes().all(|c| c.is_ascii_digit() || c == b'.');
    if is_time && has("index.json") && has("index.html") {
        // A page that wget fetched is in the folder of its host.
        let host =
            || names_in(folder).find(|name| name.contains('.') && folder.join(name).is_dir());
        let first = |forms: &[&str]| {
            forms
                .iter()
                .find(|form| has(form))
                .map(|it| (*it).to_owned())
        };
        let form = first(&FORMS).or_else(host).or_else(|| first(&TEXTS));
        // Of a page that is kept as a picture or a PDF alone, nothing is an article.
        return Some(form.map(|form| folder.join(form)).into_iter().collect());
    }
    let is_data = has("ArchiveBox.conf") || (has("index.sqlite3") && has("logs"));
    (is_data && has("archive")).then(|| vec![folder.join("archive")])
}

/// What is kept in a folder of Zotero's storage with a page: the pages that no other one of them
/// loads. Such a folder is below `storage`, or has a file of Zotero's own.
fn snapshot_of_zotero(folder: &Path) -> Option<Vec<PathBuf>> {
    let name = folder.file_name()?.to_str()?;
    let is_key = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    let is_stored = || {
        let around = folder.parent().and_then(Path::file_name);
        around.is_some_and(|name| name == "storage") || folder.join(".zotero-ft-cache").exists()
    };
    if name.len() != 8 || !name.bytes().all(is_key) || !is_stored() {
        return None;
    }
    let mut pages: Vec<String> = names_in(folder).filter(|name| is_page_name(name)).collect();
    if pages.len() > 1 {
        let mut uses = Uses::default();
        for page in pages.iter().take(MOST_PAGES) {
            uses_of_page(&folder.join(page), &mut uses);
        }
        pages.retain(|page| uses.get(page) != Some(&Use::Loads));
    }
    let kept = pages.iter().map(|page| folder.join(page));
    (!pages.is_empty()).then(|| kept.collect())
}

/// The pages in the folder that was asked for last, and what they use: folders next to each other
/// ask for the same.
#[derive(Debug, Default)]
pub(super) struct Pages {
    folder: PathBuf,
    names: Vec<String>,
    /// What the pages use, if they are few.
    uses: Uses,
}

impl Pages {
    /// The pages in the folder `around`, if they load parts from the folder of that name in it, and
    /// link to nothing there. Of many pages only those are asked whose name the folder's begins
    /// with.
    fn that_load(&mut self, around: &Path, folder: &str) -> Option<Vec<PathBuf>> {
        if self.folder != around {
            around.clone_into(&mut self.folder);
            self.names = names_in(around).filter(|name| is_page_name(name)).collect();
            self.uses = Uses::default();
            if self.names.len() <= MOST_PAGES {
                for name in &self.names {
                    uses_of_page(&around.join(name), &mut self.uses);
                }
            }
        }
        let paths = |names: &mut dyn Iterator<Item = &String>| -> Vec<PathBuf> {
            names.map(|name| around.join(name)).collect()
        };
        let loads = |uses: &Uses| uses.get(folder) == Some(&Use::Loads);
        if self.names.len() <= MOST_PAGES {
            return loads(&self.uses).then(|| paths(&mut self.names.iter()));
        }
        let stem = |page: &str| page.rsplit_once('.').map_or(0, |(stem, _)| stem.len());
        let owners = self.names.iter().filter(|page| {
            let length = stem(page);
            length > 0 && folder.starts_with(&page[..length])
        });
        let owners = paths(&mut owners.take(MOST_PAGES));
        let mut uses = Uses::default();
        for page in &owners {
            uses_of_page(page, &mut uses);
        }
        loads(&uses).then_some(owners)
    }
}

/// The page of this name, without its extension, in a folder.
fn page_named(folder: &Path, stem: &str) -> Option<PathBuf> {
    let is_it = |name: &String| {
        is_page_name(name) && name.rsplit_once('.').is_some_and(|(own, _)| own == stem)
    };
    Some(folder.join(names_in(folder).find(is_it)?))
}

/// The names in a folder, those that are text.
fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .take(MOST_ENTRIES)
        .filter_map(|entry| entry.file_name().into_string().ok())
}

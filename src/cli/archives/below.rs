//! The indexes in the folders below one, and the files there that are in none of them.
//!
//! Links are not followed, and a folder with an index is not looked into: its index has all that is
//! in it. The index itself is opened later, as carefully as any other.

use crate::index::{INDEX_DIR, IndexStore};
use crate::present::counted;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The most files and folders that are looked at.
const MOST: usize = 200_000;

/// The deepest folders that are looked at.
const DEEPEST: usize = 64;

/// How many files are named.
const NAMED: usize = 3;

/// What lies below a folder.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// The folders that have an index in them, in the order of their names.
    pub(super) indexed: Vec<PathBuf>,
    /// The number of files that lie in no index.
    files: u64,
    /// The first of them, below the folder.
    first: Vec<String>,
    /// Whether not all of it was looked at.
    pub(super) is_cut: bool,
}

impl Below {
    /// The files that lie in no index, for people; `None` if there are none.
    pub(super) fn outside(&self) -> Option<String> {
        if self.files == 0 {
            return None;
        }
        let more = if self.files > self.first.len() as u64 {
            ", …"
        } else {
            ""
        };
        let files = counted(self.files, "file");
        Some(format!("{files} ({}{more})", self.first.join(", ")))
    }
}

/// Whether one of the folders directly in this one has an index. Not all of very many are looked at.
pub(super) fn has_index_in_it(folder: &Path) -> bool {
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1);
    let mut entries = walk.into_iter().take(MOST).flatten();
    entries.any(|entry| entry.file_type().is_dir() && has_index(entry.path()))
}

fn has_index(folder: &Path) -> bool {
    let index = folder.join(INDEX_DIR);
    index.symlink_metadata().is_ok_and(|own| own.is_dir()) && IndexStore::at(index).exists()
}

/// Looks below a folder; `covered` are folders whose index is known already.
pub(super) fn indexes_below(folder: &Path, covered: &[PathBuf]) -> Below {
    let mut below = Below::default();
    let walk = WalkDir::new(folder)
        .min_depth(1)
        .max_depth(DEEPEST)
        .follow_links(false)
        .sort_by_file_name();
    let mut entries = walk.into_iter();
    let mut seen = 0;
    while let Some(entry) = entries.next() {
        // What cannot be read has no index that could be opened.
        let Ok(entry) = entry else { continue };
        seen += 1;
        if seen > MOST {
            below.is_cut = true;
            break;
        }
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if entry.file_type().is_dir() {
            below.is_cut |= entry.depth() == DEEPEST;
            let path = entry.path();
            let is_covered = covered.iter().any(|own| own == path);
            let has_index = !is_covered && has_index(path);
            if has_index {
                below.indexed.push(path.to_owned());
            }
            if has_index || is_covered || is_hidden {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_file() && !is_hidden {
            below.files += 1;
            if below.first.len() < NAMED {
                let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                below.first.push(name.display().to_string());
            }
        }
    }
    below
}

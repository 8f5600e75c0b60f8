//! Which index is meant, and which folder it is made of.

use super::args::Where;
use super::failure::Misuse;
use crate::index::{Generation, INDEX_DIR, IndexError, IndexStore};
use anyhow::Context;
use std::path::{Path, PathBuf};

/// An index and its folder.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) store: IndexStore,
    /// The folder, as far as it is known without opening the index.
    folder: Option<PathBuf>,
}

impl Located {
    /// Opens the generation in force, if it is of the folder that was named.
    pub(super) fn open(&self) -> Result<Generation, IndexError> {
        let generation = self.store.current()?;
        match &self.folder {
            Some(folder) if generation.is_of_another_folder(folder) => {
                Err(generation.other_folder(folder))
            }
            _ => Ok(generation),
        }
    }

    /// The folder that was named or found, links and `..` resolved; `None` if only the index was
    /// named.
    pub(super) fn named_folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

/// Where `--index`, or `DATELINE_INDEX` if it is not empty, says that the index lies.
fn index_folder(typed: Option<&Path>) -> Option<PathBuf> {
    let set = || std::env::var_os("DATELINE_INDEX").filter(|folder| !folder.is_empty());
    typed
        .map(Path::to_owned)
        .or_else(|| set().map(PathBuf::from))
}

/// The index of a folder that was named, or that lies where `--index` says.
pub(super) fn of_folder(folder: &Path, index: Option<&Path>) -> anyhow::Result<Located> {
    let folder = existing_folder(folder)?;
    let store = match index_folder(index) {
        Some(index) => IndexStore::at(absolute(&index)?),
        None => IndexStore::within(&folder),
    };
    Ok(Located {
        store,
        folder: Some(folder),
    })
}

/// The index that `--in` and `--index` name; without either the nearest one upwards.
pub(super) fn of_arguments(place: &Where) -> anyhow::Result<Located> {
    match (&place.folder, index_folder(place.index.as_deref())) {
        (Some(folder), index) => of_folder(folder, index.as_deref()),
        (None, Some(index)) => Ok(Located {
            store: IndexStore::at(absolute(&index)?),
            folder: None,
        }),
        (None, None) => nearest(),
    }
}

fn nearest() -> anyhow::Result<Located> {
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    for folder in here.ancestors() {
        let store = IndexStore::within(folder);
        if store.exists() {
            return Ok(Located {
                store,
                folder: Some(folder.to_owned()),
            });
        }
    }
    Err(Misuse::error(
        format!("no index in {} or any folder above it", here.display()),
        "make one: dateline index FOLDER; or name a folder: dateline search --in FOLDER …",
    ))
}

fn existing_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    let path = absolute(folder)?;
    if path.is_dir() {
        return Ok(path);
    }
    Err(if path.exists() {
        Misuse::error(
            format!("{} is not a folder", folder.display()),
            "name the folder that the articles lie in",
        )
    } else {
        Misuse::error(format!("no folder {}", folder.display()), "check the name")
    })
}

/// The whole path, links and `..` resolved where it is there already.
fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Ok(path);
    }
    std::path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))
}

/// The command that makes the index in `path`.
pub(super) fn index_command(path: &Path) -> String {
    match path.parent() {
        Some(folder) if path.file_name().is_some_and(|name| name == INDEX_DIR) => {
            format!("dateline index {}", quoted(folder))
        }
        _ => format!("dateline index FOLDER --index {}", quoted(path)),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,".contains(c);
    if text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

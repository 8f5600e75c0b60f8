//! `[archive.NAME]`: an archive's folders, where its index is, and its settings.
//!
//! Relative paths start at the folder of the file. An archive of several folders needs names for them and an index
//! outside of them.

use super::effective::Effective;
use super::error::ConfigError;
use super::keys::Keys;
use super::settings::ArchiveSettings;
use super::source::{Source, Table};
use super::value::{FolderList, Value};
use crate::article::{Folder, Folders};
use crate::index::INDEX_DIR;
use std::path::{Path, PathBuf};

/// An archive of the configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveConfig {
    /// Its name.
    pub name: String,
    /// The folders of its files.
    pub folders: Folders,
    /// The folder of its index.
    pub index: PathBuf,
    /// How it is read, searched and guarded.
    pub settings: ArchiveSettings,
    /// Every key with its value and origin, for people.
    pub effective: Vec<Effective>,
}

impl ArchiveConfig {
    /// Reads the table of an archive.
    pub(super) fn read(source: Source, name: &str, table: Table) -> Result<Self, ConfigError> {
        let keys = Keys::new(source, format!("archive.{name}"), table);
        let folders = read_folders(&keys);
        let index = read_index(&keys, &folders);
        let settings = ArchiveSettings::read(&keys);
        Ok(Self {
            name: name.to_owned(),
            folders,
            index,
            settings,
            effective: keys.finish()?,
        })
    }
}

fn read_folders(keys: &Keys) -> Folders {
    let nowhere = Folders::named(Vec::new());
    let Some(list) = keys.required::<FolderList>("folders") else {
        return nowhere;
    };
    let mut folders: Vec<Folder> = Vec::new();
    for (name, path) in list.named() {
        let folder = Folder {
            path: keys.source.resolve(&path),
            name,
        };
        if let Some(problem) = clash(&folder, &path, &folders) {
            keys.wrong("folders", &problem, &FolderList::allowed());
            return nowhere;
        }
        folders.push(folder);
    }
    // A single folder adds no name to the paths of its files, unless it was given one.
    match (&list, folders.as_slice()) {
        (FolderList::Unnamed(_), [only]) => Folders::one(only.path.clone()),
        _ => Folders::named(folders),
    }
}

/// Why a folder, typed as `typed`, cannot be added to these.
fn clash(folder: &Folder, typed: &Path, others: &[Folder]) -> Option<String> {
    let Folder { name, path } = folder;
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
        let path = typed.display();
        return Some(format!(
            "has {path}, which needs a name of one part: {{ name = \"{path}\" }}"
        ));
    }
    if let Some(other) = others.iter().find(|other| other.name == *name) {
        return Some(format!(
            "has two folders of the name {name}; name them: {{ one = \"{}\", two = \"{}\" }}",
            other.path.display(),
            path.display()
        ));
    }
    let within = |other: &&Folder| path.starts_with(&other.path) || other.path.starts_with(path);
    others.iter().find(within).map(|other| {
        format!(
            "has {} and {}, one of which is inside the other",
            other.path.display(),
            path.display()
        )
    })
}

fn read_index(keys: &Keys, folders: &Folders) -> PathBuf {
    let within = folders.only().map(|folder| folder.join(INDEX_DIR));
    let otherwise = within.as_deref().unwrap_or(Path::new(""));
    let typed: Option<String> = keys.optional("index", &otherwise.display().to_string().shown());
    match (typed, within) {
        (Some(typed), _) => keys.source.resolve(typed.as_ref()),
        (None, Some(within)) => within,
        (None, None) => {
            keys.wrong(
                "index",
                "is missing: an archive of several folders needs an index outside of them",
                "allowed is a folder that is empty, does not exist yet, or is an index",
            );
            PathBuf::new()
        }
    }
}

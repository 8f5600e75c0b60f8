//! `[archive.NAME]`: an archive's folders, where its index is, and its settings.
//!
//! Relative paths start at the folder of the file. An archive of several folders needs names for them and an index
//! outside of them.

use super::effective::Effective;
use super::keys::Keys;
use super::settings::ArchiveSettings;
use super::source::{Source, Table};
use super::value::{FolderList, Value};
use crate::article::{Folder, Folders};
use crate::index::INDEX_DIR;
use std::collections::{BTreeSet, HashMap};
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
    pub(super) fn read(source: Source, name: &str, table: Table) -> Self {
        let keys = Keys::new(source, format!("archive.{name}"), table);
        let folders = read_folders(&keys);
        let index = read_index(&keys, &folders);
        let settings = ArchiveSettings::read(&keys);
        Self {
            name: name.to_owned(),
            folders,
            index,
            settings,
            effective: keys.finish(),
        }
    }
}

fn read_folders(keys: &Keys) -> Folders {
    let nowhere = Folders::named(Vec::new());
    let key = keys.either("folders", "folder");
    let Some(list) = keys.required::<FolderList>(key) else {
        return nowhere;
    };
    let mut folders = Vec::new();
    let mut known = Known::default();
    for (name, path) in list.named() {
        let folder = Folder {
            path: keys.source.resolve(&path),
            name,
        };
        if let Err(problem) = known.add(&folder, &path) {
            keys.wrong(key, &problem, &FolderList::allowed());
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

/// The folders that were read, to compare others with: an archive may have thousands.
#[derive(Default)]
struct Known {
    by_name: HashMap<String, PathBuf>,
    /// Paths by their parts, so that what is inside a folder follows it.
    paths: BTreeSet<PathBuf>,
}

impl Known {
    /// Adds a folder, typed as `typed`; or why it cannot be in one archive with the others.
    fn add(&mut self, folder: &Folder, typed: &Path) -> Result<(), String> {
        let Folder { name, path } = folder;
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
            let path = typed.display();
            return Err(format!(
                "has {path}, which needs a name of one part: {{ name = \"{path}\" }}"
            ));
        }
        if let Some(other) = self.by_name.get(name) {
            return Err(format!(
                "has two folders of the name {name}; name them: {{ one = \"{}\", two = \"{}\" }}",
                other.display(),
                path.display()
            ));
        }
        let above = path.ancestors().find(|above| self.paths.contains(*above));
        let next = self.paths.range(path.clone()..).next();
        let inside = next.filter(|next| next.starts_with(path));
        if let Some(other) = above.or(inside.map(PathBuf::as_path)) {
            return Err(format!(
                "has {} and {}, one of which is inside the other",
                other.display(),
                path.display()
            ));
        }
        self.by_name.insert(name.clone(), path.clone());
        self.paths.insert(path.clone());
        Ok(())
    }
}

fn read_index(keys: &Keys, folders: &Folders) -> PathBuf {
    let within = folders.only().map(|folder| folder.join(INDEX_DIR));
    let otherwise = within.as_deref().unwrap_or(Path::new(""));
    let typed: Option<String> = keys.optional("index", &otherwise.display().to_string().shown());
    match (typed, within) {
        (Some(typed), _) => keys.source.resolve(typed.as_ref()),
        (None, Some(within)) => within,
        // Without folders it is known already that something is wrong.
        (None, None) if folders.iter().next().is_none() => PathBuf::new(),
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

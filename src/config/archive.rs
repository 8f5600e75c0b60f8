//! `[archive.NAME]`: an archive's folders, where its index is, and its settings.
//!
//! Relative paths start at the folder of the file. An archive of several folders needs names for them and an index
//! outside of them.

use super::effective::Effective;
use super::keys::Keys;
use super::settings::ArchiveSettings;
use super::source::{Source, Table};
use super::value::{Count, FolderList, Value};
use crate::article::{Folder, Folders};
use crate::index::INDEX_DIR;
use crate::index::elsewhere::address::Address;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// An archive of the configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveConfig {
    /// Its name.
    pub name: String,
    /// The folders of its files.
    pub folders: Folders,
    /// The folder of its index; of an archive on a cluster, the folder of everything but the articles.
    pub index: PathBuf,
    /// The cluster that has its articles, if one has.
    pub cluster: Option<ClusterConfig>,
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
        let (index, cluster) = read_index(&keys, &folders);
        let settings = ArchiveSettings::read(&keys);
        Self {
            name: name.to_owned(),
            folders,
            index,
            cluster,
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

/// The cluster that has the articles of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterConfig {
    /// Where it is.
    pub address: Address,
    /// The number of parts that an index there has.
    pub shards: u32,
    /// The number of copies of each part.
    pub replicas: u32,
    /// The file that says how to log in.
    pub secrets: Option<PathBuf>,
}

/// The most parts and copies that may be configured.
const MOST_SHARDS: usize = 1024;

fn read_index(keys: &Keys, folders: &Folders) -> (PathBuf, Option<ClusterConfig>) {
    let within = folders.only().map(|folder| folder.join(INDEX_DIR));
    let otherwise = within.as_deref().unwrap_or(Path::new(""));
    let typed: Option<String> = keys.optional("index", &otherwise.display().to_string().shown());
    let state: Option<String> = keys.optional("state", "");
    let secrets: Option<String> = keys.optional("secrets", "");
    let shards = keys.or("shards", Count(1)).0.min(MOST_SHARDS);
    let replicas: u32 = keys.or("replicas", 1);
    let Some(address) = typed.as_deref().filter(|typed| Address::is_meant(typed)) else {
        for (key, is_there) in [("state", state.is_some()), ("secrets", secrets.is_some())] {
            if is_there {
                keys.wrong(
                    key,
                    "is for an archive on a cluster",
                    "allowed is it with index = \"opensearch+…\"",
                );
            }
        }
        return (read_folder(keys, folders, typed, within), None);
    };
    let address = match Address::parse(address) {
        Ok(address) => address,
        Err(why) => {
            let allowed = "allowed is opensearch+https://HOST:9200/NAME, several hosts with commas";
            keys.wrong("index", &why, allowed);
            return (PathBuf::new(), None);
        }
    };
    let cluster = ClusterConfig {
        address,
        shards: u32::try_from(shards).unwrap_or(1),
        replicas,
        secrets: secrets.map(|file| keys.source.resolve(file.as_ref())),
    };
    let state = match (state, within) {
        (Some(state), _) => keys.source.resolve(state.as_ref()),
        (None, Some(within)) => within,
        (None, None) => {
            keys.wrong(
                "state",
                "is missing: an archive of several folders needs a folder for its state",
                "allowed is a folder outside of them that is empty or does not exist yet",
            );
            PathBuf::new()
        }
    };
    (state, Some(cluster))
}

fn read_folder(
    keys: &Keys,
    folders: &Folders,
    typed: Option<String>,
    within: Option<PathBuf>,
) -> PathBuf {
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

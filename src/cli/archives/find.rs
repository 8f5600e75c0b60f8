//! Which index is meant, and which folder it is made of.

use crate::cli::args::Where;
use crate::cli::failure::Misuse;
use crate::cli::archives::archive::observer;
use crate::article::Folders;
use crate::config::{ArchiveConfig, Config, FILE_NAME};
use crate::index::{Generation, INDEX_DIR, IndexError, IndexStore};
use crate::watch::Watches;
use anyhow::Context;
use std::path::{Component, Path, PathBuf};

/// An index and its folders.
#[derive(Debug)]
pub(in crate::cli) struct Located {
    pub(in crate::cli) store: IndexStore,
    /// The folders, as far as they are known without opening the index.
    folders: Option<Folders>,
    /// The archive of the configuration that it is of, if it was named.
    pub(in crate::cli) archive: Option<ArchiveConfig>,
    /// The watches of that archive.
    pub(in crate::cli) watches: Watches,
}

impl Located {
    /// Opens the generation in force, if it is of the folders that were named.
    pub(in crate::cli) fn open(&self) -> Result<Generation, IndexError> {
        let generation = self.store.current()?;
        let asked = self.folders.as_ref();
        match asked.and_then(|folders| generation.other_folders(folders)) {
            Some(error) => Err(error),
            None => Ok(generation),
        }
    }

    /// The folders that were named or found, links and `..` resolved; `None` if only the index was
    /// named.
    pub(in crate::cli) fn named_folders(&self) -> Option<&Folders> {
        self.folders.as_ref()
    }

    fn of_archive(archive: ArchiveConfig, config: &Config) -> Self {
        Self {
            watches: observer(config, &archive.name),
            store: IndexStore::at(archive.index.clone()),
            folders: Some(archive.folders.clone()),
            archive: Some(archive),
        }
    }
}

/// The configuration: the file that was named, or the nearest one upwards.
pub(in crate::cli) fn config(named: Option<&Path>) -> anyhow::Result<Option<Config>> {
    match named {
        Some(file) => Ok(Some(Config::read(file)?)),
        None => Ok(Config::find(&current_folder()?)?),
    }
}

/// The archive of the configuration that a text names, if it is the name of one and no path, and the configuration.
pub(in crate::cli) fn archive(
    typed: &Path,
    named: Option<&Path>,
) -> anyhow::Result<Option<(ArchiveConfig, Config)>> {
    let mut parts = typed.components();
    let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) else {
        return Ok(None);
    };
    let is_plain = typed.as_os_str().len() == name.len();
    let Some(name) = name.to_str().filter(|_| is_plain) else {
        return Ok(None);
    };
    match config(named) {
        Ok(config) => Ok(config.and_then(|config| {
            let archive = config.archive(name)?.clone();
            Some((archive, config))
        })),
        // A folder can be searched whatever a file above it says.
        Err(_) if named.is_none() && typed.is_dir() => Ok(None),
        Err(error) => Err(error),
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
pub(in crate::cli) fn of_folder(folder: &Path, index: Option<&Path>) -> anyhow::Result<Located> {
    let folder = existing_folder(folder)?;
    let store = match index_folder(index) {
        Some(index) => IndexStore::at(absolute(&index)?),
        None => IndexStore::within(&folder),
    };
    Ok(Located {
        store,
        folders: Some(Folders::one(folder)),
        archive: None,
        watches: Watches::default(),
    })
}

/// The index of an archive or a folder that was named. An index that `--index` names goes before
/// that of the configuration.
pub(in crate::cli) fn of_name(
    name: &Path,
    index: Option<&Path>,
    config: Option<&Path>,
) -> anyhow::Result<Located> {
    let Some((mut archive, config)) = archive(name, config)? else {
        return of_folder(name, index);
    };
    if let Some(index) = index {
        archive.index = absolute(index)?;
    }
    Ok(Located::of_archive(archive, &config))
}

/// The index that `--in` and `--index` name; without either the nearest one upwards.
pub(in crate::cli) fn of_arguments(place: &Where, config: Option<&Path>) -> anyhow::Result<Located> {
    match (&place.folder, index_folder(place.index.as_deref())) {
        (Some(folder), _) => of_name(folder, place.index.as_deref(), config),
        (None, Some(index)) => Ok(Located {
            store: IndexStore::at(absolute(&index)?),
            folders: None,
            archive: None,
            watches: Watches::default(),
        }),
        (None, None) => nearest(config),
    }
}

fn current_folder() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("cannot tell the current folder")
}

/// The nearest index upwards, else that of the only archive that is configured.
fn nearest(named: Option<&Path>) -> anyhow::Result<Located> {
    let here = current_folder()?;
    for folder in here.ancestors().filter(|_| named.is_none()) {
        let store = IndexStore::within(folder);
        if store.exists() {
            return Ok(Located {
                store,
                folders: Some(Folders::one(folder.to_owned())),
                archive: None,
                watches: Watches::default(),
            });
        }
    }
    let none = || {
        Misuse::error(
            format!("no index in {} or any folder above it", here.display()),
            "make one: dateline index FOLDER; or name a folder: dateline search --in FOLDER …",
        )
    };
    let config = config(named)?.ok_or_else(none)?;
    match config.archives.as_slice() {
        [] => Err(none()),
        [only] => Ok(Located::of_archive(only.clone(), &config)),
        several => {
            let all: Vec<_> = several.iter().map(|own| own.name.as_str()).collect();
            Err(Misuse::error(
                format!("{FILE_NAME} has {} archives", all.len()),
                format!("say which: --in {}", all.join(" or --in ")),
            ))
        }
    }
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
pub(in crate::cli) fn index_command(path: &Path) -> String {
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

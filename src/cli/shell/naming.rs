//! How an archive is named in commands to copy.
//!
//! An error of the index knows the folder of the index alone. Each archive that this process finds is remembered here
//! by that folder, so that a hint names it as it was typed: by its name, by its folder, with `--index` where the index
//! is elsewhere.

use super::{dateline, quoted};
use crate::index::{INDEX_DIR, IndexStore};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What an archive is called in a command.
#[derive(Debug, Clone, Default)]
pub(crate) struct Naming {
    /// The name of the archive, or its folder; `None` if only the index was named.
    pub(crate) archive: Option<PathBuf>,
    /// The index, if the archive does not say where it is.
    pub(crate) index: Option<PathBuf>,
}

/// The archives of this process, by the folders of their indexes.
static KNOWN: Mutex<BTreeMap<PathBuf, Naming>> = Mutex::new(BTreeMap::new());

fn known() -> MutexGuard<'static, BTreeMap<PathBuf, Naming>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers an archive, as it was named first.
pub(crate) fn remember(store: &IndexStore, naming: Naming) {
    let mut known = known();
    known.entry(store.path().to_owned()).or_insert(naming);
}

/// The commands that take an archive as their first argument; others take it by `--in`.
const WITH_ARGUMENT: [&str; 3] = ["index", "reindex", "repair"];

/// The command `typed`, such as `verify --sources`, for the archive with its index in this folder. `None` if the command
/// needs the folder of the articles and nobody knows it.
pub(crate) fn command_for(typed: &str, index: &Path) -> Option<String> {
    let own = known().get(index).cloned();
    let own = own.unwrap_or_else(|| of_index(index));
    let takes_argument = WITH_ARGUMENT.contains(&typed.split(' ').next().unwrap_or_default());
    let archive = own
        .archive
        .or_else(|| recorded_folder(index).filter(|_| takes_argument));
    let archive = match archive {
        Some(archive) if takes_argument => format!(" {}", quoted(&archive)),
        Some(archive) => format!(" --in {}", quoted(&archive)),
        None if takes_argument => return None,
        None => String::new(),
    };
    let index = own
        .index
        .map(|index| format!(" --index {}", quoted(&index)));
    Some(format!(
        "{} {typed}{archive}{}",
        dateline(),
        index.unwrap_or_default()
    ))
}

/// The same for the only archive of this process.
pub(crate) fn command_for_only(typed: &str) -> Option<String> {
    let index = {
        let known = known();
        let (only, _) = known.first_key_value().filter(|_| known.len() == 1)?;
        only.clone()
    };
    command_for(typed, &index)
}

/// An index that no archive of this process has.
fn of_index(index: &Path) -> Naming {
    match index.parent() {
        Some(folder) if index.file_name() == Some(OsStr::new(INDEX_DIR)) => Naming {
            archive: Some(folder.to_owned()),
            index: None,
        },
        _ => Naming {
            archive: None,
            index: Some(index.to_owned()),
        },
    }
}

/// The folder that an index says that it is of. It is shown and not used: whoever copies the command sees it.
fn recorded_folder(index: &Path) -> Option<PathBuf> {
    let generation = IndexStore::at(index.to_owned()).current().ok()?;
    generation.folders().only().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_named_as_it_was_typed() {
        let store = IndexStore::at("/x/elsewhere".into());
        let naming = Naming {
            archive: Some("my news".into()),
            index: Some("/x/elsewhere".into()),
        };
        remember(&store, naming);
        for (typed, command) in [
            ("repair", "dateline repair 'my news' --index /x/elsewhere"),
            (
                "verify --sources",
                "dateline verify --sources --in 'my news' --index /x/elsewhere",
            ),
        ] {
            assert_eq!(command_for(typed, store.path()).as_deref(), Some(command));
        }
    }

    #[test]
    fn an_index_that_no_archive_has_is_named_by_its_place() {
        let within = Path::new("/a/-b/.dateline");
        assert_eq!(
            command_for("index", within).unwrap(),
            "dateline index /a/-b"
        );
        let alone = Path::new("/nowhere/at/all");
        assert_eq!(command_for("index", alone), None);
        assert_eq!(
            command_for("status", alone).unwrap(),
            "dateline status --index /nowhere/at/all"
        );
    }
}

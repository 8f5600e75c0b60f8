//! What to do about an error, with a command to copy if there is one.
//!
//! Errors of other rooms say what happened. What a user of the program can do about them is said here, since only this
//! room knows the commands.

use super::panicked::Panicked;
use crate::cli::misuse::Misuse;
use crate::cli::shell::quoted;
use crate::config::ConfigError;
use crate::index::{INDEX_DIR, IndexError};
use crate::query::{SearchError, SynonymsError};
use std::io::{self, ErrorKind};
use std::path::Path;

const FULL: &str = "make room on the disk, or use another folder for the index: --index DIR, for a job `index` in \
    dateline.toml; an existing index is unchanged";

const ELSEWHERE: &str =
    "use another folder for the index: --index DIR, for a job `index` in dateline.toml";

const REBUILD: &str = "rebuild the index: dateline index --full FOLDER";

const LESS: &str = "give it more time with --timeout, or ask for less: a smaller -n, dates with --since, longer words \
    before a star";

const SYNONYM_LINE: &str = "write one group of synonyms per line, separated by commas: ISIS, Daesh, Islamic State; \
    `WHO => World Health Organization` works in one direction, `#` starts a comment";

/// What to do about an error; `None` if its message says it all.
pub(crate) fn hint(error: &anyhow::Error) -> Option<String> {
    if let Some(misuse) = error.downcast_ref::<Misuse>() {
        return Some(misuse.hint.clone());
    }
    if let Some(SynonymsError::Line { .. }) = error.downcast_ref::<SynonymsError>() {
        return Some(SYNONYM_LINE.to_owned());
    }
    if let Some(config) = error.downcast_ref::<ConfigError>() {
        return config.allowed().map(str::to_owned);
    }
    if error.is::<Panicked>() {
        return Some(format!(
            "{REBUILD}; if that does not help, please report this"
        ));
    }
    match error.downcast_ref::<SearchError>() {
        Some(SearchError::TimedOut { .. }) => return Some(LESS.to_owned()),
        Some(SearchError::Engine(_)) => return Some(REBUILD.to_owned()),
        None => {}
    }
    of_index(error.downcast_ref::<IndexError>()?)
}

fn of_index(error: &IndexError) -> Option<String> {
    let hint = match error {
        IndexError::Missing(path) => return Some(format!("make it: {}", index_command(path))),
        IndexError::SchemaChanged { path, .. } | IndexError::AnalysisChanged { path } => {
            return Some(format!("rebuild it: {}", index_command(path)));
        }
        IndexError::Corrupt { path, .. } => {
            return Some(format!("repair it: {}", command("repair", path)));
        }
        IndexError::OtherFolder { .. } => {
            "use one index per folder; if the folder was moved: dateline index --full"
        }
        IndexError::NoGeneration { .. } => "list the generations: dateline generations",
        IndexError::NotAnIndex(_) => {
            "name a folder that is empty or does not exist yet: --index DIR, for a job `index` in dateline.toml"
        }
        IndexError::IsAnIndex(_) => "name the folder of the articles",
        IndexError::Busy(_) => {
            "wait until it is done, then try again; the index can be searched meanwhile"
        }
        IndexError::Io { action, source, .. } => return of_io(action, source.kind()),
        IndexError::Engine { source, .. } if is_full_text(&source.to_string()) => FULL,
        _ => return None,
    };
    Some(hint.to_owned())
}

fn of_io(action: &str, kind: ErrorKind) -> Option<String> {
    match kind {
        ErrorKind::PermissionDenied if action == "read" => {
            Some("ask the owner of the index for permission to read it".to_owned())
        }
        ErrorKind::PermissionDenied => Some(format!("if the folder is read-only, {ELSEWHERE}")),
        ErrorKind::ReadOnlyFilesystem => Some(ELSEWHERE.to_owned()),
        kind if is_full(kind) => Some(FULL.to_owned()),
        _ => None,
    }
}

/// Whether a disk is full, a quota is used up, or a file is at the limit of its length.
fn is_full(kind: io::ErrorKind) -> bool {
    use ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(kind, StorageFull | QuotaExceeded | FileTooLarge)
}

/// The same for an error that the engine has only as text.
fn is_full_text(text: &str) -> bool {
    let texts = ["No space left", "Disk quota exceeded", "File too large"];
    texts.iter().any(|own| text.contains(own))
}

/// The command that makes the index in `path`.
fn index_command(path: &Path) -> String {
    command("index", path)
}

/// The command of this name for the index in `path`.
fn command(name: &str, path: &Path) -> String {
    match path.parent() {
        Some(folder) if path.file_name().is_some_and(|name| name == INDEX_DIR) => {
            format!("dateline {name} {}", quoted(folder))
        }
        _ => format!("dateline {name} FOLDER --index {}", quoted(path)),
    }
}

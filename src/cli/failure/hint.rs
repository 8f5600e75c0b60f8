//! What to do about an error, with a command to copy if there is one.
//!
//! Errors of other rooms say what happened. What a user of the program can do about them is said here, since only this
//! room knows the commands.

use super::panicked::Panicked;
use crate::article::Folders;
use crate::cli::misuse::Misuse;
use crate::cli::shell::{command_for, command_for_only};
use crate::cli::shell::{dateline, quoted};
use crate::config::ConfigError;
use crate::dossiers::{DossierError, Fault};
use crate::index::IndexError;
use crate::query::{SearchError, SynonymsError};
use std::io::{self, ErrorKind};
use std::path::Path;

const FULL: &str = "make room on the disk, or use another folder for the index: --index DIR, for a job `index` in \
    dateline.toml; an existing index is unchanged";

const ELSEWHERE: &str =
    "use another folder for the index: --index DIR, for a job `index` in dateline.toml";

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
    if let Some(error) = error.downcast_ref::<DossierError>() {
        return Some(of_dossiers(error));
    }
    if error.is::<Panicked>() {
        return Some(format!(
            "{}; if that does not help, please report this",
            rebuild()
        ));
    }
    match error.downcast_ref::<SearchError>() {
        Some(SearchError::TimedOut { .. }) => return Some(LESS.to_owned()),
        Some(SearchError::Elsewhere(_) | SearchError::Unsupported(_)) => return None,
        Some(SearchError::Engine(_)) => return Some(rebuild()),
        None => {}
    }
    of_index(error.downcast_ref::<IndexError>()?)
}

fn of_index(error: &IndexError) -> Option<String> {
    let hint = match error {
        IndexError::Missing(path) => return Some(with_command("make it", "index", path)),
        IndexError::SchemaChanged { path, .. } | IndexError::AnalysisChanged { path } => {
            return Some(with_command("rebuild it", "index", path));
        }
        IndexError::Corrupt { path, .. } => {
            return Some(with_command("repair it", "repair", path));
        }
        IndexError::OtherFolder { path, asked, .. } => return Some(of_other_folder(path, asked)),
        IndexError::NoGeneration { path, .. } => {
            return Some(with_command("list the generations", "generations", path));
        }
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

fn of_dossiers(error: &DossierError) -> String {
    match error {
        DossierError::Busy { .. } => "try again in a moment".to_owned(),
        DossierError::Damaged {
            fault: Fault::Newer(_),
            ..
        } => "update dateline; the marks are as they were".to_owned(),
        DossierError::Damaged {
            path,
            fault: Fault::Empty,
        } => {
            let copy = quoted(path);
            format!("copy it from a backup; if there were no marks, remove it: rm {copy}")
        }
        DossierError::Damaged { path, .. } => {
            let aside = path.with_extension("jsonl.damaged");
            format!(
                "repair that line, or set the file aside: mv {} {}",
                quoted(path),
                quoted(&aside)
            )
        }
        DossierError::Write { source, .. } if is_full(source.kind()) => {
            "make room on the disk; DATELINE_STATE names another folder".to_owned()
        }
        DossierError::Write { .. } | DossierError::Read { .. } => {
            "DATELINE_STATE names another folder".to_owned()
        }
    }
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

/// What to do, with the command for the archive whose index is in `path`.
fn with_command(what: &str, command: &str, path: &Path) -> String {
    match command_for(command, path) {
        Some(command) => format!("{what}: {command}"),
        None => format!("{what}: name the folder of the articles as well as the index"),
    }
}

fn rebuild() -> String {
    match command_for_only("index --full") {
        Some(command) => format!("rebuild the index: {command}"),
        None => "rebuild the index".to_owned(),
    }
}

fn of_other_folder(index: &Path, asked: &Folders) -> String {
    let rule = "use one index per folder";
    match asked.only() {
        Some(folder) => format!(
            "{rule}; if the folder was moved: {} index --full {} --index {}",
            dateline(),
            quoted(folder),
            quoted(index)
        ),
        None => rule.to_owned(),
    }
}

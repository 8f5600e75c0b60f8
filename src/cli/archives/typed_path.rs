//! Paths as they are typed, to paths that mean the same from everywhere.
//!
//! A name of one part may be that of an archive: which archives there are is for the caller to say. No
//! configuration is read here.

use crate::cli::misuse::Misuse;
use crate::query::ask::nearest;
use anyhow::Context;
use std::path::{Component, Path, PathBuf};

/// The path of a folder that was typed; it has to exist. `names` are those of archives that may be
/// meant.
pub(super) fn existing_folder(
    folder: &Path,
    names: impl FnOnce() -> Vec<String>,
) -> anyhow::Result<PathBuf> {
    let path = absolute(folder)?;
    if path.is_dir() {
        return Ok(path);
    }
    Err(if path.exists() {
        Misuse::error(
            format!("{} is not a folder", folder.display()),
            "name the folder of the articles",
        )
    } else {
        let names = plain_name(folder).map_or_else(Vec::new, |_| names());
        let typed = folder.to_string_lossy();
        let hint = match nearest(&typed, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near}, an archive of dateline.toml?"),
            None => "name a folder that exists, or an archive of dateline.toml".to_owned(),
        };
        Misuse::error(format!("no folder {}", folder.display()), hint)
    })
}

/// The whole path; links and `..` are resolved if it exists.
pub(super) fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Ok(path);
    }
    std::path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))
}

/// The name of an archive, if what was typed can be one: a single part without a separator.
pub(super) fn plain_name(typed: &Path) -> Option<&str> {
    let mut parts = typed.components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(name)), None) if typed.as_os_str().len() == name.len() => {
            name.to_str()
        }
        _ => None,
    }
}

pub(super) fn current_folder() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("cannot find out the current folder")
}

/// The value of `DATELINE_INDEX`, if it is not empty.
pub(super) fn index_from_environment() -> Option<PathBuf> {
    std::env::var_os("DATELINE_INDEX")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
}

//! The user's own dossiers: where their file is, which articles of an archive they mean, and the
//! answer to `mark:NAME`.
//!
//! The file stands next to the saved queries, in the folder of configurations (`DATELINE_STATE`
//! moves it). Articles are looked up by their ids; where several have one, by the hash of the text.

use super::saved_queries::fault_of_name;
use crate::article::Article;
use crate::cli::archives::{OpenArchives, engine};
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::dateline;
use crate::cli::state;
use crate::dossiers::{DossierFile, Dossiers, IfBusy, MarkedArticle, archive_name};
use crate::index::Generation;
use crate::query::{FileSet, Files, Named, SearchError};
use std::path::PathBuf;

/// The name of the file.
const FILE: &str = "marks.jsonl";

/// The file of the user's marks.
///
/// # Errors
/// If the user has no folder of configurations.
pub(crate) fn file() -> anyhow::Result<DossierFile> {
    let file = own_file().ok_or_else(|| {
        let hint = "set HOME or DATELINE_STATE";
        Misuse::error("there is no folder for the marks of articles", hint)
    })?;
    Ok(DossierFile::at(file))
}

/// Where that file is; `None` if the user has no folder of configurations.
pub(crate) fn own_file() -> Option<PathBuf> {
    state::config_file(FILE)
}

/// Changes the file of the user's marks.
///
/// # Errors
/// If it cannot be read or written; it is unchanged then.
pub(crate) fn change<T>(change: impl FnOnce(&mut Dossiers) -> T) -> anyhow::Result<T> {
    Ok(file()?.change(IfBusy::Wait, stream::replace_file, change)?)
}

/// The same for a view, which cannot wait: it fails while another program changes the file.
///
/// # Errors
/// As [`change`], and if the file is being changed.
pub(crate) fn change_at_once<T>(change: impl FnOnce(&mut Dossiers) -> T) -> anyhow::Result<T> {
    Ok(file()?.change(IfBusy::Fail, stream::replace_file, change)?)
}

/// Checks the name of a dossier.
///
/// # Errors
/// If it cannot be typed in a query.
pub(crate) fn check_name(name: &str) -> anyhow::Result<()> {
    match fault_of_name(name) {
        None => Ok(()),
        Some(wrong) => Err(Misuse::error(
            format!("`{name}` cannot be the name of a dossier: {wrong}"),
            "use letters, digits, `-`, `_` and `.`: --as karsova",
        )),
    }
}

/// The error that there is no dossier of a name.
pub(crate) fn none_of_name(name: &str) -> anyhow::Error {
    Misuse::error(
        format!("no article is marked `{name}`"),
        format!("list the dossiers: {} marks", dateline()),
    )
}

/// The articles of a generation that a mark means, and whether they have the marked text.
///
/// # Errors
/// If the segments cannot be read.
pub(crate) fn articles_of(
    mark: &MarkedArticle,
    generation: &Generation,
) -> Result<(Vec<Article>, bool), SearchError> {
    let engine = engine(generation);
    mark.find(
        &archive_name(&generation.folders()),
        |id| engine.lookup(id, generation.schema.fields.id),
        |path| engine.at_path(path.as_str()),
    )
}

/// Looks up the dossiers that a query asks for.
///
/// # Errors
/// If the file of marks or the segments cannot be read.
pub(super) fn look_up(found: &mut Named, archives: &OpenArchives) -> anyhow::Result<()> {
    let wanted: Vec<String> = found.marks().map(str::to_owned).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let dossiers = file()?.read()?;
    for name in wanted.iter().filter(|name| dossiers.has(name)) {
        found.set_mark(name, files_of(name, &dossiers, archives)?);
    }
    let all = dossiers.names().into_iter();
    found.set_mark_names(all.map(|(name, _)| name.to_owned()).collect());
    Ok(())
}

fn files_of(
    name: &str,
    dossiers: &Dossiers,
    archives: &OpenArchives,
) -> Result<FileSet, SearchError> {
    archives.files(|own| {
        let mut marked = Vec::new();
        for mark in dossiers.of(name) {
            marked.extend(articles_of(mark, &own.generation)?.0);
        }
        Ok(Files::of_articles(marked))
    })
}

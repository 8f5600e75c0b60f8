//! What the names in a query stand for: watches, saved queries, dossiers, and notes on articles.
//!
//! They are those of the configuration and of the user who runs the server.

use super::fault::Fault;
use crate::dossiers::{Dossiers, archive_name};
use crate::index::IndexError;
use crate::query::ask::{Ask, Filter};
use crate::query::{FileRecords, FileSet, Files, Named, SearchError};
use crate::serve::archives::holdings::Holdings;
use crate::serve::archives::set::{OpenArchive, Set};

/// Looks up the names in a query.
///
/// # Errors
/// If a catalog cannot be read.
pub(super) fn named(ask: &Ask, holdings: &Holdings, set: &Set) -> Result<Named, Fault> {
    let query_of = |name: &str| holdings.query(name).map(|own| own.query.clone());
    let fields = set.schema().searchable_names();
    let mut found = Named::of(ask, &fields, query_of, || noted(set))?;
    look_up_marks(&mut found, &holdings.sources.dossiers, set)?;
    let mut has_all = true;
    ask.each_filter(&mut |filter| {
        if let Filter::Watch(name) = filter {
            has_all &= found.has(name);
        }
    });
    if has_all {
        return Ok(found);
    }
    let names = holdings.sources.named.iter().map(|own| own.name.clone());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    Ok(found.with_names(names))
}

/// Looks up the dossiers that a query asks for.
fn look_up_marks(found: &mut Named, dossiers: &Dossiers, set: &Set) -> Result<(), Fault> {
    let wanted: Vec<String> = found.marks().map(str::to_owned).collect();
    for name in wanted.iter().filter(|name| dossiers.has(name)) {
        let mut files = FileSet::default();
        for (place, own) in set.members().iter().enumerate() {
            let marked = marked_in(own, dossiers, name)?;
            files.add(&set.engine().snapshot, place, marked);
        }
        found.set_mark(name, files);
    }
    if !wanted.is_empty() {
        let all = dossiers.names().into_iter();
        found.set_mark_names(all.map(|(name, _)| name.to_owned()).collect());
    }
    Ok(())
}

/// The records of an archive that are in a dossier.
fn marked_in(own: &OpenArchive, dossiers: &Dossiers, name: &str) -> Result<Files, SearchError> {
    let archive = archive_name(&own.generation.folders());
    let engine = own.engine();
    let mut marked = Vec::new();
    for mark in dossiers.of(name) {
        let (articles, _) = mark.find(
            &archive,
            |id| engine.lookup(id, own.generation.schema.fields.id),
            |path| engine.at_path(path.as_str()),
        )?;
        marked.extend(articles);
    }
    Ok(Files::of_articles(marked))
}

fn noted(set: &Set) -> Result<FileSet, IndexError> {
    let (engine, mut files) = (set.engine(), FileSet::default());
    for (place, own) in set.members().iter().enumerate() {
        files.add(&engine.snapshot, place, noted_in(own)?);
    }
    Ok(files)
}

/// The records that are in the index and have a note: something was left out or guessed.
fn noted_in(archive: &OpenArchive) -> Result<Files, IndexError> {
    let catalog = archive.generation.catalog()?;
    let entries = catalog.into_entries().into_iter();
    let noted = entries.filter(|entry| entry.articles > 0 && !entry.problems.is_empty());
    let listed = noted.map(|entry| {
        let records = entry.problems.iter().map(|problem| problem.ordinal);
        let records: Option<_> = records.collect();
        FileRecords {
            path: entry.path,
            records: records.filter(|_| entry.more_problems == 0),
        }
    });
    Ok(Files::Listed(listed.collect()))
}

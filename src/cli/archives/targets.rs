//! From what was typed to the archives that a search looks at.
//!
//! A folder may lie inside an indexed one, which is then searched in that folder alone, or above
//! indexed ones, which are then all searched. What is found here is not opened yet: `open` does
//! that.

use super::archive::Archive;
use super::below;
use super::find::{archive_names, configuration, no_index};
use super::typed_path::{absolute, current_folder, existing_folder, index_from_environment};
use crate::article::Folders;
use crate::cli::args::SearchLocation;
use crate::cli::misuse::Misuse;
use crate::cli::shell::{dateline, quoted};
use crate::config::{ArchiveConfig, ArchiveSettings, Config, FILE_NAME, some_of};
use crate::index::IndexStore;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An archive that a search looks at.
pub(super) struct Target {
    pub(super) archive: Archive,
    /// The only folders of it that are searched, whole paths; `None` for all.
    pub(super) within: Option<Vec<PathBuf>>,
    /// Whether it may be indexed first: its folder was named.
    pub(super) is_named: bool,
}

/// What was found for what was typed.
#[derive(Default)]
pub(super) struct Targets {
    pub(super) found: Vec<Target>,
    /// What people should know of what is searched, a sentence each.
    pub(super) notes: Vec<String>,
    /// What was typed and names nothing.
    pub(super) errors: Vec<anyhow::Error>,
}

impl Target {
    fn whole(archive: Archive, is_named: bool) -> Self {
        Self {
            archive,
            within: None,
            is_named,
        }
    }
}

impl Targets {
    /// The archives that were named; without names the nearest index here or above, else all of the
    /// configuration.
    pub(super) fn of(location: &SearchLocation, file: Option<&Path>) -> anyhow::Result<Self> {
        if location.all {
            let config = configured(file)?;
            return Ok(Self::all_of(&config));
        }
        let index = location.index.clone().or_else(index_from_environment);
        match (location.folders.as_slice(), index) {
            ([], Some(index)) => Ok(Self::one(Archive::of_index(&index)?)),
            ([], None) => Self::here(file),
            ([_], _) | (_, None) => Ok(Self::named(location, file)),
            (several, _) => {
                let several = SearchLocation {
                    folders: several.to_vec(),
                    ..SearchLocation::default()
                };
                Err(Misuse::error(
                    "--index and DATELINE_INDEX name the index of one folder",
                    format!(
                        "leave them out to search several: {} search{} …",
                        dateline(),
                        several.typed()
                    ),
                ))
            }
        }
    }

    fn one(archive: Archive) -> Self {
        Self {
            found: vec![Target::whole(archive, false)],
            ..Self::default()
        }
    }

    fn all_of(config: &Arc<Config>) -> Self {
        let archives = config.archives.iter();
        let archives = archives.map(|own| Archive::of_configuration(own, None, config));
        Self {
            found: archives.map(|own| Target::whole(own, false)).collect(),
            ..Self::default()
        }
    }

    /// What a search looks at that names nothing.
    fn here(file: Option<&Path>) -> anyhow::Result<Self> {
        let here = current_folder()?;
        for folder in here.ancestors().filter(|_| file.is_none()) {
            if let Some(archive) = Archive::indexed(folder, folder) {
                return Ok(Self::one(archive));
            }
        }
        let config = configuration(file)?.filter(|config| !config.archives.is_empty());
        let Some(config) = config else {
            let error = no_index(&here);
            return Err(if below::has_index_in_it(&here) {
                Misuse::error(
                    error.to_string(),
                    "add --in . to search the indexes below it",
                )
            } else {
                error
            });
        };
        let names: Vec<_> = config
            .archives
            .iter()
            .map(|own| own.name.as_str())
            .collect();
        let mut targets = Self::all_of(&config);
        if names.len() > 1 {
            targets.notes.push(format!(
                "searching the {} archives of {FILE_NAME}: {}; --in NAME searches one",
                names.len(),
                some_of(names.iter().copied(), ", ")
            ));
        }
        Ok(targets)
    }

    fn named(location: &SearchLocation, file: Option<&Path>) -> Self {
        let mut targets = Self::default();
        for typed in &location.folders {
            let notes = &mut targets.notes;
            match of_name(typed, location.index.as_deref(), file, notes) {
                Ok(found) => found.into_iter().for_each(|own| targets.add(own)),
                Err(error) => targets.errors.push(error),
            }
        }
        targets
    }

    /// Adds an archive; one that is there already is not searched twice.
    fn add(&mut self, target: Target) {
        let mut known = self.found.iter_mut();
        let same = known.find(|own| own.archive.store.path() == target.archive.store.path());
        match same {
            None => self.found.push(target),
            Some(same) => {
                same.is_named |= target.is_named;
                match (&mut same.within, target.within) {
                    (Some(all), Some(more)) => all.extend(more),
                    (within, None) => *within = None,
                    (None, Some(_)) => {}
                }
            }
        }
    }
}

/// The configuration, with one archive at least.
fn configured(file: Option<&Path>) -> anyhow::Result<Arc<Config>> {
    let config = configuration(file)?.filter(|config| !config.archives.is_empty());
    config.ok_or_else(|| {
        Misuse::error(
            format!("--all searches the archives of {FILE_NAME}, and none here or above has one"),
            "name folders, each with --in",
        )
    })
}

/// The archives of a name or a folder.
fn of_name(
    typed: &Path,
    index: Option<&Path>,
    file: Option<&Path>,
    notes: &mut Vec<String>,
) -> anyhow::Result<Vec<Target>> {
    let read = || configuration(file);
    if let Some(archive) = Archive::configured(typed, index, file, read)? {
        return Ok(vec![Target::whole(archive, true)]);
    }
    if index.is_some() || index_from_environment().is_some() {
        return Ok(vec![Target::whole(
            Archive::of_folder(typed, index, file)?,
            true,
        )]);
    }
    let folder = existing_folder(typed, || archive_names(file))?;
    // What is wrong with a configuration that was not named does not concern a folder that was
    // named.
    let config = match file {
        Some(_) => read()?,
        None => read().ok().flatten(),
    };
    if let Some(target) = around(typed, &folder, config.as_ref(), notes) {
        return Ok(vec![target]);
    }
    let found = below(typed, &folder, config.as_ref(), notes);
    if !found.is_empty() {
        return Ok(found);
    }
    Ok(vec![Target::whole(
        Archive::of_folder(typed, None, file)?,
        true,
    )])
}

/// The nearest index of the folder or of one that it lies in.
fn around(
    typed: &Path,
    folder: &Path,
    config: Option<&Arc<Config>>,
    notes: &mut Vec<String>,
) -> Option<Target> {
    for outer in folder.ancestors() {
        let configured = config.and_then(|config| {
            let own = of_folder(config, outer)?;
            Some(Archive::of_configuration(own, None, config))
        });
        let is_indexed = |archive: &&Archive| archive.store.exists();
        let name = if outer == folder { typed } else { outer };
        let archive = match (
            configured.as_ref().filter(is_indexed),
            Archive::indexed(outer, name),
        ) {
            (Some(_), _) => configured,
            (None, Some(own)) => Some(own),
            (None, None) => configured.filter(|_| outer == folder),
        };
        let Some(archive) = archive else { continue };
        let is_whole = archive.folders.as_ref().and_then(Folders::only) == Some(folder);
        if !is_whole {
            let name = &archive.name;
            let shown = typed.display();
            notes.push(format!("searching {shown} in the index of {name}"));
        }
        return Some(Target {
            archive,
            within: (!is_whole).then(|| vec![folder.to_owned()]),
            is_named: is_whole,
        });
    }
    None
}

/// The archive of the configuration that has a folder.
fn of_folder<'a>(config: &'a Config, folder: &Path) -> Option<&'a ArchiveConfig> {
    let mut archives = config.archives.iter();
    archives.find(|own| own.folders.iter().any(|own| own.path == folder))
}

/// The indexes of folders that lie in a folder; says what lies in none of them.
fn below(
    typed: &Path,
    folder: &Path,
    config: Option<&Arc<Config>>,
    notes: &mut Vec<String>,
) -> Vec<Target> {
    let mut targets = Vec::new();
    let mut covered: Vec<PathBuf> = Vec::new();
    for (config, own) in config
        .iter()
        .flat_map(|config| config.archives.iter().map(move |own| (*config, own)))
    {
        let archive = Archive::of_configuration(own, None, config);
        let lies_in = |own: &&Path| own.starts_with(folder);
        let all = own.folders.iter().count();
        let within: Vec<_> = own.folders.iter().map(|own| own.path.as_path()).collect();
        let within: Vec<_> = within
            .into_iter()
            .filter(lies_in)
            .map(Path::to_owned)
            .collect();
        if within.is_empty() || !archive.store.exists() {
            continue;
        }
        covered.extend(within.iter().cloned());
        targets.push(Target {
            archive,
            within: (within.len() < all).then_some(within),
            is_named: false,
        });
    }
    let found = below::indexes_below(folder, &covered);
    for inner in &found.indexed {
        let name = match inner.strip_prefix(folder) {
            Ok(rest) => typed.join(rest).display().to_string(),
            Err(_) => inner.display().to_string(),
        };
        let folders = Some(Folders::one(inner.clone()));
        let archive = Archive::unconfigured(name, folders, IndexStore::within(inner));
        targets.push(Target::whole(archive, false));
    }
    if !targets.is_empty() {
        notes.extend(notes_on(typed, &targets, &found));
    }
    targets
}

/// What is searched for a folder above several indexes, and what is not.
fn notes_on(typed: &Path, targets: &[Target], found: &below::Below) -> Vec<String> {
    let shown = typed.display();
    let names = targets.iter().map(|own| own.archive.name.as_str());
    let what = match targets.len() {
        1 => "the index".to_owned(),
        several => format!("the {several} indexes"),
    };
    let names = some_of(names, ", ");
    let mut notes = vec![format!(
        "{shown} has no index: searching {what} below it: {names}"
    )];
    if let Some(outside) = found.outside() {
        notes.push(format!(
            "not searched, since they are in no index: {outside}; to search all: {} index {}",
            dateline(),
            quoted(typed)
        ));
    }
    if found.is_cut {
        notes.push(format!(
            "{shown} is large: not all folders below it were looked at"
        ));
    }
    notes
}

impl Archive {
    /// An index without its folders.
    pub(super) fn of_index(index: &Path) -> anyhow::Result<Self> {
        let name = index.display().to_string();
        Ok(Self::unconfigured(
            name,
            None,
            IndexStore::at(absolute(index)?),
        ))
    }

    /// Whether the current folder lies in an indexed folder, and its index is another one.
    pub(crate) fn is_elsewhere(index: &Path) -> bool {
        Self::of_here().is_some_and(|own| own.store.path() != index)
    }

    /// Whether this index is the one that commands use in the current folder.
    pub(crate) fn is_here(index: &Path) -> bool {
        Self::of_here().is_some_and(|own| own.store.path() == index)
    }

    /// The archive of the current folder, or of the nearest folder around it that has an index.
    fn of_here() -> Option<Self> {
        let here = current_folder().ok()?;
        here.ancestors().find_map(|own| Self::indexed(own, own))
    }

    /// Whether a search that names nothing looks at an index.
    pub(crate) fn is_searched_here(index: &Path, file: Option<&Path>) -> bool {
        let targets = Targets::of(&SearchLocation::default(), file);
        let found = targets.map(|targets| targets.found).unwrap_or_default();
        let mut stores = found.iter().map(|own| own.archive.store.path());
        stores.any(|own| own == index)
    }

    /// The settings of the archive of the configuration that has this name and this index.
    pub(crate) fn settings_of(
        name: &str,
        index: &Path,
        file: Option<&Path>,
    ) -> Option<ArchiveSettings> {
        let config = configuration(file).ok().flatten()?;
        let own = config.archive(name).filter(|own| own.index == index)?;
        Some(own.settings.clone())
    }

    /// The index of an archive that was searched, as the configuration says now where its articles are.
    pub(crate) fn store_of(name: &str, index: &Path, file: Option<&Path>) -> IndexStore {
        let config = configuration(file).ok().flatten();
        let own = config.as_ref().and_then(|config| {
            let own = config.archive(name).filter(|own| own.index == index)?;
            Some(Self::of_configuration(own, None, config).store)
        });
        own.unwrap_or_else(|| IndexStore::at(index.to_owned()))
    }

    /// A folder that has its index in it, and what it is called.
    pub(super) fn indexed(folder: &Path, name: &Path) -> Option<Self> {
        let store = IndexStore::within(folder);
        let name = name.display().to_string();
        let folders = Some(Folders::one(folder.to_owned()));
        store
            .exists()
            .then(|| Self::unconfigured(name, folders, store))
    }
}

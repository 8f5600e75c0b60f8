//! From what was typed to an [`Archive`].
//!
//! A name of one part is searched for in the configuration first and is a folder otherwise. An index that `--index`
//! names is used in any case; `DATELINE_INDEX` applies to folders only, since the configuration says where the index of
//! an archive is.

use super::archive::Archive;
use super::trust;
use super::typed_path::{
    absolute, current_folder, existing_folder, index_from_environment, plain_name,
};
use crate::article::Folders;
use crate::cli::args::IndexLocation;
use crate::cli::misuse::Misuse;
use crate::cli::shell::dateline;
use crate::config::{Config, FILE_NAME, some_of};
use crate::index::IndexStore;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The configuration: the file that was named, or the nearest one in the current folder and those above it. One that was
/// found and may be somebody else's is refused.
pub(crate) fn configuration(file: Option<&Path>) -> anyhow::Result<Option<Arc<Config>>> {
    let config = any_configuration(file)?;
    if let (Some(config), None) = (&config, file) {
        trust::check(config)?;
    }
    Ok(config.map(Arc::new))
}

/// The same, to be looked at: also one that is not trusted.
pub(crate) fn any_configuration(file: Option<&Path>) -> anyhow::Result<Option<Config>> {
    match file {
        Some(file) => Ok(Some(Config::read(file)?)),
        None => Ok(Config::find(&current_folder()?)?),
    }
}

/// The names of the archives of the configuration, as far as it can be read.
pub(super) fn archive_names(file: Option<&Path>) -> Vec<String> {
    let config = configuration(file).ok().flatten();
    let archives = config.iter().flat_map(|config| &config.archives);
    archives.map(|own| own.name.clone()).collect()
}

/// The error that nothing was named and nothing is here.
pub(super) fn no_index(here: &Path) -> anyhow::Error {
    Misuse::error(
        format!("no index in {} or any folder above it", here.display()),
        format!(
            "make one of this folder: {} index .; or name an indexed folder with --in",
            dateline()
        ),
    )
}

impl Archive {
    /// The archive that `--in` and `--index` name; without either the nearest index in the current folder or above.
    pub(crate) fn at(location: &IndexLocation, config: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(name) = location.name() {
            return Self::named(name, location.index.as_deref(), config);
        }
        match location.index.clone().or_else(index_from_environment) {
            Some(index) => Self::of_index(&index),
            None => Self::nearest(config),
        }
    }

    /// The same, for a job: the settings are those of the configuration or of the job before.
    pub(crate) fn at_for_job(
        location: &IndexLocation,
        config: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let index = location.index.as_deref();
        if let Some(name) = location.name() {
            return Self::for_job(name, index, config);
        }
        let nearest = Self::at(location, config)?;
        match nearest.folders.as_ref().and_then(Folders::only) {
            Some(folder) if !nearest.is_configured() => Self::for_job(folder, index, config),
            _ => Ok(nearest),
        }
    }

    /// The archive of a name or a folder.
    fn named(typed: &Path, index: Option<&Path>, config: Option<&Path>) -> anyhow::Result<Self> {
        match Self::configured(typed, index, config, || configuration(config))? {
            Some(archive) => Ok(archive),
            None => Self::of_folder(typed, index, config),
        }
    }

    /// The archives and folders that were named, for a job; all archives of the configuration if none was named.
    pub(crate) fn all_for_jobs(
        named: &[PathBuf],
        config: Option<&Path>,
    ) -> anyhow::Result<Vec<Self>> {
        if !named.is_empty() {
            let read = configuration(config);
            let archives = named.iter().map(|typed| {
                // An error cannot be copied, but it ends the command, or does not matter.
                let again = || match &read {
                    Ok(config) => Ok(config.clone()),
                    Err(_) => configuration(config),
                };
                Self::for_job_in(typed, None, config, again)
            });
            return archives.collect();
        }
        let config = configuration(config)?.filter(|config| !config.archives.is_empty());
        let Some(config) = config else {
            return Err(Misuse::error(
                format!("no archive is named, and no {FILE_NAME} here or above has one"),
                format!(
                    "name a folder, such as this one: {} reindex .; docs/configuration.md has an example of {FILE_NAME}",
                    dateline()
                ),
            ));
        };
        let archives = config.archives.iter();
        let archives = archives.map(|archive| Self::of_configuration(archive, None, &config));
        Ok(archives.collect())
    }

    /// The archive of a name or a folder, for a job. The folder of a configured archive is that archive; any other
    /// folder is read with the settings of the job before.
    pub(crate) fn for_job(
        typed: &Path,
        index: Option<&Path>,
        file: Option<&Path>,
    ) -> anyhow::Result<Self> {
        Self::for_job_in(typed, index, file, || configuration(file))
    }

    /// The same, in a configuration that is read with `read`.
    fn for_job_in(
        typed: &Path,
        index: Option<&Path>,
        file: Option<&Path>,
        read: impl Fn() -> anyhow::Result<Option<Arc<Config>>>,
    ) -> anyhow::Result<Self> {
        if let Some(archive) = Self::configured(typed, index, file, &read)? {
            return Ok(archive);
        }
        // What is wrong with a configuration that was not named does not concern a folder that was named.
        let config = match file {
            Some(_) => read()?,
            None => read().ok().flatten(),
        };
        let mut archive = Self::of_folder(typed, index, file)?;
        if let Some(config) = &config {
            let mut all = config.archives.iter();
            let same = all.find(|own| Some(&own.folders) == archive.folders.as_ref());
            if let Some(own) = same {
                let index = index.map(absolute).transpose()?;
                return Ok(Self::of_configuration(own, index, config));
            }
        }
        if let Some(manifest) = archive.store.known_manifest() {
            archive.settings.reading = manifest.settings;
            // An index may come from somebody else, who must not decide what is read here.
            archive.followed_links = std::mem::take(&mut archive.settings.reading.follow);
        }
        Ok(archive)
    }

    /// The archive of the configuration with that name; `None` if there is none or a path was typed.
    pub(super) fn configured(
        typed: &Path,
        index: Option<&Path>,
        file: Option<&Path>,
        read: impl Fn() -> anyhow::Result<Option<Arc<Config>>>,
    ) -> anyhow::Result<Option<Self>> {
        let Some(name) = plain_name(typed) else {
            return Ok(None);
        };
        let config = match read() {
            Ok(config) => config,
            // A folder can be searched even if a configuration above it is wrong.
            Err(_) if file.is_none() && typed.is_dir() => None,
            Err(error) => return Err(error),
        };
        let Some(config) = config else {
            return Ok(None);
        };
        let Some(archive) = config.archive(name) else {
            return Ok(None);
        };
        let index = index.map(absolute).transpose()?;
        Ok(Some(Self::of_configuration(archive, index, &config)))
    }

    /// A folder with its index, as no configuration knows it.
    pub(super) fn of_folder(
        typed: &Path,
        index: Option<&Path>,
        file: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let folder = existing_folder(typed, || archive_names(file))?;
        let index = index.map(Path::to_owned).or_else(index_from_environment);
        let store = match index {
            Some(index) => IndexStore::at(absolute(&index)?),
            None => IndexStore::within(&folder),
        };
        let name = typed.display().to_string();
        Ok(Self::unconfigured(name, Some(Folders::one(folder)), store))
    }

    /// The nearest index in the current folder or above it, else that of the only archive of the configuration.
    fn nearest(file: Option<&Path>) -> anyhow::Result<Self> {
        let here = current_folder()?;
        for folder in here.ancestors().filter(|_| file.is_none()) {
            if let Some(archive) = Self::indexed(folder, folder) {
                return Ok(archive);
            }
        }
        let none = || no_index(&here);
        let config = configuration(file)?.ok_or_else(none)?;
        match config.archives.as_slice() {
            [] => Err(none()),
            [only] => Ok(Self::of_configuration(only, None, &config)),
            several => {
                let names = several.iter().map(|own| own.name.as_str());
                Err(Misuse::error(
                    format!("{FILE_NAME} has {} archives", several.len()),
                    format!("name one: --in {}", some_of(names, " or --in ")),
                ))
            }
        }
    }
}

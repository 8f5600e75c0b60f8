//! What is wrong with a configuration beyond what its text shows: what it names and is not there, or cannot be used.

use super::keys::{Effective, Origin};
use super::{ArchiveConfig, Config, ConfigError, WatchConfig};
use crate::discover::is_index;
use crate::query::Synonyms;
use crate::query::ask::Ask;
use crate::schema::ArticleSchema;
use std::error::Error;
use std::fs;
use std::path::Path;

/// A table whose keys are looked at.
struct Looked<'a> {
    config: &'a Config,
    name: String,
    keys: &'a [Effective],
}

impl Looked<'_> {
    fn wrong(&self, key: &str, problem: String, allowed: &str) -> ConfigError {
        let line = |own: &Effective| match own.origin {
            Origin::Line(line) => Some(line),
            Origin::Default => None,
        };
        let own = self.keys.iter().find(|own| own.key == key).and_then(line);
        // Where nothing is said of a key, its table is named by the first line that says something.
        let first = || self.keys.iter().filter_map(line).min();
        self.wrong_at(own.or_else(first).unwrap_or(1), key, problem, allowed)
    }

    fn wrong_at(&self, line: usize, key: &str, problem: String, allowed: &str) -> ConfigError {
        ConfigError::Value {
            path: self.config.path.clone(),
            line,
            key: format!("{}.{key}", self.name),
            problem,
            allowed: allowed.to_owned(),
        }
    }

    /// A program that is named by its path has to be there; others are looked for when they are run.
    fn program(&self, key: &str, command: Option<&Vec<String>>) -> Option<ConfigError> {
        let program = Path::new(command?.first()?);
        let is_path = program.components().count() > 1;
        (is_path && !program.is_file()).then(|| {
            let problem = format!("runs {}, which is no file", program.display());
            self.wrong(key, problem, "allowed is a program that is there")
        })
    }
}

impl Config {
    /// What is wrong beyond what reading the file shows, each with file, line, key and what is allowed.
    #[must_use]
    pub fn faults(&self) -> Vec<ConfigError> {
        let mut faults = Vec::new();
        for (number, archive) in self.archives.iter().enumerate() {
            let looked = Looked {
                config: self,
                name: format!("archive.{}", archive.name),
                keys: &archive.effective,
            };
            faults.extend(folders(&looked, archive));
            faults.extend(index(&looked, archive, &self.archives[..number]));
            faults.extend(aliases(&looked, archive));
            let hooks = [
                ("before", &archive.hooks.before),
                ("after", &archive.hooks.after),
                ("on-failure", &archive.hooks.on_failure),
            ];
            let programs = hooks.map(|(key, command)| looked.program(key, command.as_ref()));
            faults.extend(programs.into_iter().flatten());
        }
        let schema = ArticleSchema::load();
        for watch in &self.watches {
            let looked = Looked {
                config: self,
                name: format!("watch.{}", watch.name),
                keys: &watch.effective,
            };
            faults.extend(query(&looked, watch, &schema));
            faults.extend(feed(&looked, watch));
            faults.extend(looked.program("hook", watch.hook.as_ref()));
        }
        faults
    }
}

fn folders(looked: &Looked, archive: &ArchiveConfig) -> Vec<ConfigError> {
    let folders = archive.folders.iter();
    let missing = folders.filter(|folder| !folder.path.is_dir());
    let wrong = missing.map(|folder| {
        let problem = format!("has {}, which is no folder", folder.path.display());
        looked.wrong(
            "folders",
            problem,
            "allowed are folders that are there; is a disk not mounted?",
        )
    });
    wrong.collect()
}

fn index(
    looked: &Looked,
    archive: &ArchiveConfig,
    earlier: &[ArchiveConfig],
) -> Option<ConfigError> {
    let index = archive.index.display();
    if let Some(other) = earlier.iter().find(|other| other.index == archive.index) {
        let problem = format!("is {index}, the index of {} too", other.name);
        return Some(looked.wrong(
            "index",
            problem,
            "allowed is a folder of its own for each archive",
        ));
    }
    let is_empty =
        fs::read_dir(&archive.index).map_or(true, |mut entries| entries.next().is_none());
    let is_usable = !archive.index.exists() || archive.index.is_dir() && is_empty;
    (!is_usable && !is_index(&archive.index)).then(|| {
        let problem = format!("is {index}, where something else lies");
        let allowed = "allowed is a folder that is empty, not there yet, or an index";
        looked.wrong("index", problem, allowed)
    })
}

fn aliases(looked: &Looked, archive: &ArchiveConfig) -> Vec<ConfigError> {
    let files = archive.aliases.iter();
    let wrong = files.filter_map(|file| {
        let error = Synonyms::read(&file.value).err()?;
        let cause = error.source().map(|cause| format!(": {cause}"));
        let problem = format!("cannot be used: {error}{}", cause.unwrap_or_default());
        let allowed = "allowed are files with a group of names a line, commas between: ISIS, Daesh, Islamic State";
        Some(looked.wrong_at(file.line, "aliases", problem, allowed))
    });
    wrong.collect()
}

fn query(looked: &Looked, watch: &WatchConfig, schema: &ArticleSchema) -> Option<ConfigError> {
    let (ask, _) = Ask::parse(&watch.query, &schema.searchable_names());
    ask.is_empty().then(|| {
        let problem = "asks for nothing".to_owned();
        looked.wrong(
            "query",
            problem,
            "allowed is a query as `dateline search` takes it",
        )
    })
}

fn feed(looked: &Looked, watch: &WatchConfig) -> Option<ConfigError> {
    let file = watch.feed.as_ref().filter(|file| file.is_dir())?;
    let problem = format!("is {}, which is a folder", file.display());
    Some(looked.wrong("feed", problem, "allowed is a file, there or not"))
}

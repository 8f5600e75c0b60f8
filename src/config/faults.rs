//! What is wrong with a configuration that its text does not show.
//!
//! Files and folders that it names may be missing or unusable. Only `dateline config check` checks that, so that a job
//! needs nothing that it does not use.

use super::effective::{Effective, Origin};
use super::watch::WatchedArchives;
use super::{ArchiveConfig, Config, ConfigError, WatchConfig};
use crate::discover::is_index;
use crate::platform::{may_run, may_write};
use crate::query::Synonyms;
use crate::query::ask::{Ask, Filter, Note, Quality};
use crate::schema::ArticleSchema;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// A table that is checked.
struct Checked<'a> {
    config: &'a Config,
    name: String,
    keys: &'a [Effective],
}

impl Checked<'_> {
    fn key(&self, key: &str) -> Option<&Effective> {
        self.keys.iter().find(|own| own.key == key)
    }

    fn wrong(&self, key: &str, problem: String, allowed: &str) -> ConfigError {
        let line = |own: &Effective| match own.origin {
            Origin::Line(line) => Some(line),
            Origin::Default => None,
        };
        let own = self.key(key).and_then(line);
        // If the file does not have the key, the first line of its table is named.
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

    /// Checks that a program exists and may be run: one with a path there, another one in `PATH`.
    fn program(&self, key: &str, command: Option<&Vec<String>>) -> Option<ConfigError> {
        let program = Path::new(command?.first()?);
        let shown = program.display();
        let problem = if program.components().count() > 1 {
            match program.is_file() {
                false => format!("runs {shown}, which is no file"),
                true if !may_run(program) => format!("runs {shown}, which may not be run"),
                true => return None,
            }
        } else {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let mut found = std::env::split_paths(&path).map(|folder| folder.join(program));
            if found.any(|file| file.is_file() && may_run(&file)) {
                return None;
            }
            format!("runs {shown}, which is in no folder of PATH")
        };
        Some(self.wrong(
            key,
            problem,
            "allowed is a program that exists and may be run: chmod +x",
        ))
    }
}

impl Config {
    /// What is wrong and not seen while the file is read, each with file, line, key and what is allowed.
    #[must_use]
    pub fn faults(&self) -> Vec<ConfigError> {
        let mut faults = Vec::new();
        let mut indexes: HashMap<&Path, &str> = HashMap::new();
        for archive in &self.archives {
            let checked = Checked {
                config: self,
                name: format!("archive.{}", archive.name),
                keys: &archive.effective,
            };
            faults.extend(folders(&checked, archive));
            faults.extend(index(&checked, archive, &mut indexes));
            faults.extend(synonyms(&checked, archive));
            let hooks = &archive.settings.hooks;
            let programs = [
                ("before", &hooks.before),
                ("after", &hooks.after),
                ("on-failure", &hooks.on_failure),
            ];
            let wrong = programs.map(|(key, command)| checked.program(key, command.as_ref()));
            faults.extend(wrong.into_iter().flatten());
        }
        let schema = ArticleSchema::load();
        let fields = schema.searchable_names();
        let archives = self.archives.iter().map(|own| own.name.as_str());
        let watched = WatchedArchives::new(archives, &self.watches);
        let mut feeds: HashMap<&Path, &str> = HashMap::new();
        for watch in &self.watches {
            let checked = Checked {
                config: self,
                name: format!("watch.{}", watch.name),
                keys: &watch.effective,
            };
            let (ask, notes) = Ask::parse(&watch.query, &fields);
            faults.extend(query(&checked, &ask, &notes));
            faults.extend(unknown_to_jobs(&checked, watch, &ask, &watched));
            faults.extend(feed(&checked, watch, &mut feeds));
            faults.extend(checked.program("hook", watch.hook.as_ref()));
        }
        faults
    }
}

fn folders(checked: &Checked, archive: &ArchiveConfig) -> Vec<ConfigError> {
    let folders = archive.folders.iter();
    let missing = folders.filter(|folder| !folder.path.is_dir());
    let wrong = missing.map(|folder| {
        let problem = format!("has {}, which is no folder", folder.path.display());
        let key = if checked.key("folder").is_some() {
            "folder"
        } else {
            "folders"
        };
        checked.wrong(
            key,
            problem,
            "allowed are folders that exist; is a disk not mounted?",
        )
    });
    wrong.collect()
}

/// Checks the index of an archive; `others` are the indexes of earlier archives, with their names.
fn index<'a>(
    checked: &Checked,
    archive: &'a ArchiveConfig,
    others: &mut HashMap<&'a Path, &'a str>,
) -> Option<ConfigError> {
    if archive.index.as_os_str().is_empty() {
        return None; // it is missing, which reading has found
    }
    let index = archive.index.display();
    if let Some(other) = others.get(archive.index.as_path()) {
        let problem = format!("is {index}, the index of {other} too");
        return Some(checked.wrong(
            "index",
            problem,
            "allowed is a folder of its own for each archive",
        ));
    }
    others.insert(&archive.index, &archive.name);
    let is_empty =
        fs::read_dir(&archive.index).map_or(true, |mut entries| entries.next().is_none());
    let is_usable = !archive.index.exists() || archive.index.is_dir() && is_empty;
    (!is_usable && !is_index(&archive.index)).then(|| {
        let problem = format!("is {index}, which contains something else");
        let allowed = "allowed is a folder that is empty, does not exist yet, or is an index";
        checked.wrong("index", problem, allowed)
    })
}

fn synonyms(checked: &Checked, archive: &ArchiveConfig) -> Vec<ConfigError> {
    let Some(key) = checked.key("aliases") else {
        return Vec::new();
    };
    let files = archive.settings.search.synonym_files.iter();
    let wrong = files.zip(&key.items).filter_map(|(file, item)| {
        let error = Synonyms::read(file).err()?;
        let cause = error.source().map(|cause| format!(": {cause}"));
        let problem = format!("cannot be used: {error}{}", cause.unwrap_or_default());
        let allowed = "allowed are files with one group of synonyms per line, separated by commas: \
            ISIS, Daesh, Islamic State";
        Some(checked.wrong_at(item.line, key.key, problem, allowed))
    });
    wrong.collect()
}

/// Checks that a query asks for something, and is read as it is written.
fn query(checked: &Checked, ask: &Ask, notes: &[Note]) -> Vec<ConfigError> {
    let is_there = checked
        .key("query")
        .is_some_and(|key| key.origin != Origin::Default);
    if ask.is_empty() && is_there {
        let problem = "asks for nothing".to_owned();
        let allowed = "allowed is a query in the language of `dateline search`";
        return vec![checked.wrong("query", problem, allowed)];
    }
    let notes = notes.iter().map(|note| {
        let problem = format!("is read in another way than it is written: {note}");
        let allowed = "allowed is a query that `dateline search` reads without a note";
        checked.wrong("query", problem, allowed)
    });
    notes.collect()
}

/// What a search knows and a job does not: with it a watch never finds what was meant.
fn unknown_to_jobs(
    checked: &Checked,
    watch: &WatchConfig,
    ask: &Ask,
    watched: &WatchedArchives,
) -> Vec<ConfigError> {
    let mut faults = Vec::new();
    ask.each_filter(&mut |filter| match filter {
        Filter::Is(Quality::Noted) => {
            let problem = "asks for `is:noted`, which finds nothing in a job".to_owned();
            let allowed = "allowed is any other filter: notes are known after the job";
            faults.push(checked.wrong("query", problem, allowed));
        }
        Filter::Mark(name) => {
            let problem = format!("asks for `mark:{name}`, which finds nothing in a job");
            let allowed = "allowed is any other filter: dossiers are a user's own";
            faults.push(checked.wrong("query", problem, allowed));
        }
        Filter::Watch(name) if !watched.has_everywhere(name, watch) => {
            let problem = format!("asks for `watch:{name}`, which finds nothing in a job");
            let allowed = "allowed are other watches of the same archives, no saved queries";
            faults.push(checked.wrong("query", problem, allowed));
        }
        _ => {}
    });
    faults
}

/// Checks the feed of a watch; `others` are the feeds of earlier watches, with their names.
fn feed<'a>(
    checked: &Checked,
    watch: &'a WatchConfig,
    others: &mut HashMap<&'a Path, &'a str>,
) -> Option<ConfigError> {
    let file = watch.feed.as_deref()?;
    let shown = file.display();
    if let Some(other) = others.insert(file, &watch.name) {
        let problem = format!("is {shown}, the feed of {other} too");
        return Some(checked.wrong(
            "feed",
            problem,
            "allowed is a file of its own for each watch",
        ));
    }
    if file.is_dir() {
        let problem = format!("is {shown}, which is a folder");
        return Some(checked.wrong("feed", problem, "allowed is a file; it need not exist"));
    }
    let there = file.ancestors().skip(1).find(|folder| folder.exists())?;
    let problem = if !there.is_dir() {
        format!("is {shown}, and {} is no folder", there.display())
    } else if !may_write(there) {
        format!("is {shown}, and {} cannot be written to", there.display())
    } else {
        return None;
    };
    Some(checked.wrong(
        "feed",
        problem,
        "allowed is a file in a folder that can be written to",
    ))
}

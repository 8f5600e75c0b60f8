//! Queries that the user has saved under a name, and those of the configuration.
//!
//! Saved queries stand in a file of the user's own, in the folder of configurations (`DATELINE_STATE` moves it). The
//! watches of `dateline.toml` have the same names and come first; that file is never written to.

use crate::cli::archives::configuration;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::shell::{dateline, quoted};
use crate::cli::state;
use crate::present::for_terminal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The name of the file.
const FILE: &str = "saved-queries.json";

/// The longest name, in characters.
const LONGEST: usize = 100;

/// How long a change waits for that of another program, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_millis(20);

/// Every query that has a name.
#[derive(Debug, Default)]
pub(crate) struct SavedQueries {
    /// The file of the user's own.
    file: PathBuf,
    /// Those in it.
    own: BTreeMap<String, OwnQuery>,
    /// Those of the configuration.
    watches: BTreeMap<String, String>,
}

/// A query in the user's own file.
#[derive(Debug, Serialize, Deserialize)]
struct OwnQuery {
    query: String,
    /// The day on which it was saved.
    saved: Date,
}

/// A query that has a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SavedQuery<'a> {
    /// The name.
    pub(crate) name: &'a str,
    /// The text.
    pub(crate) query: &'a str,
    /// Where it is from.
    pub(crate) saved_in: SavedIn,
}

/// Where a query with a name is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SavedIn {
    /// `[watch.NAME]` of the configuration.
    Configuration,
    /// The user's own file, since that day.
    OwnFile(Date),
}

impl SavedQueries {
    /// Reads both. A configuration that was not named, and cannot be read or is not trusted, has no queries here: the
    /// commands that need it say so.
    ///
    /// # Errors
    /// If the user's own file cannot be read, or a configuration that was named.
    pub(crate) fn read(config: Option<&Path>) -> anyhow::Result<Self> {
        let config = match configuration(config) {
            Ok(found) => found,
            Err(_) if config.is_none() => None,
            Err(error) => return Err(error),
        };
        let watches = config
            .map(|config| config.watches.clone())
            .unwrap_or_default();
        let file = state::config_file(FILE).ok_or_else(|| {
            Misuse::error(
                "there is no folder for saved queries",
                "set HOME or DATELINE_STATE",
            )
        })?;
        Ok(Self {
            own: read_own(&file)?,
            watches: watches
                .into_iter()
                .map(|own| (own.name, own.query))
                .collect(),
            file,
        })
    }

    /// The file of the user's own, if there is a folder for it.
    pub(crate) fn own_file() -> Option<PathBuf> {
        state::config_file(FILE)
    }

    /// The query of that name, as in [`Self::query`]; `None` also if the files cannot be read, which
    /// is reported.
    pub(crate) fn of_name(name: &str, config: Option<&Path>) -> Option<String> {
        match Self::read(config) {
            Ok(saved) => saved.query(name).map(str::to_owned),
            Err(error) => {
                stream::say("note", &for_terminal(&error.to_string()));
                None
            }
        }
    }

    /// The query of that name: that of the configuration, else the user's own.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let of_watch = self.watches.get(name).map(String::as_str);
        of_watch.or_else(|| Some(self.own.get(name)?.query.as_str()))
    }

    /// Every query, in the order of their names.
    pub(crate) fn all(&self) -> Vec<SavedQuery<'_>> {
        let own = self.own.iter().map(|(name, own)| SavedQuery {
            name,
            query: &own.query,
            saved_in: SavedIn::OwnFile(own.saved),
        });
        let watches = self.watches.iter().map(|(name, query)| SavedQuery {
            name,
            query,
            saved_in: SavedIn::Configuration,
        });
        let all = own.chain(watches).map(|saved| (saved.name, saved));
        all.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// Saves a query; returns the one that had the name before.
    ///
    /// # Errors
    /// If the name cannot be typed in a query or is one of the configuration, or the file cannot be written.
    pub(crate) fn save(
        name: &str,
        query: &str,
        config: Option<&Path>,
    ) -> anyhow::Result<Option<String>> {
        if let Some(wrong) = fault_of_name(name) {
            return Err(Misuse::error(
                format!("`{name}` cannot be the name of a query: {wrong}"),
                "use letters, digits, `-`, `_` and `.`: --save troops",
            ));
        }
        if query.trim().is_empty() {
            return Err(Misuse::error(
                "there is no query to save",
                format!(
                    "type it: {} search --save {name} troops withdrawal",
                    dateline()
                ),
            ));
        }
        Self::change(config, |saved| {
            saved.refuse_watch(name)?;
            let own = OwnQuery {
                query: query.to_owned(),
                saved: jiff::ZonedDateTime::now().date(),
            };
            let before = saved.own.insert(name.to_owned(), own);
            Ok(before.map(|own| own.query))
        })
    }

    /// Removes a query; returns it.
    ///
    /// # Errors
    /// If there is none, it is one of the configuration, or the file cannot be written.
    pub(crate) fn remove(name: &str, config: Option<&Path>) -> anyhow::Result<String> {
        Self::change(config, |saved| {
            if !saved.own.contains_key(name) {
                saved.refuse_watch(name)?;
            }
            let removed = saved.own.remove(name);
            removed
                .map(|own| own.query)
                .ok_or_else(|| none_of_name(name))
        })
    }

    fn refuse_watch(&self, name: &str) -> anyhow::Result<()> {
        if self.watches.contains_key(name) {
            return Err(Misuse::error(
                format!("`{name}` is a watch of the configuration, which is never written to"),
                format!(
                    "use another name, or change [watch.{name}] there: {} config show",
                    dateline()
                ),
            ));
        }
        Ok(())
    }

    /// Reads, changes and writes the file while no other process does.
    fn change<T>(
        config: Option<&Path>,
        change: impl FnOnce(&mut Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let file = Self::read(config)?.file;
        let failed = |error: std::io::Error| {
            let hint = "DATELINE_STATE names another folder";
            Misuse::error(format!("cannot write {}: {error}", file.display()), hint)
        };
        let folder = file.parent().unwrap_or(&file);
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = file.with_extension("lock");
        let lock = File::options()
            .create(true)
            .append(true)
            .open(lock)
            .map_err(failed)?;
        wait_for(&lock).map_err(|error| match error {
            TryLockError::Error(error) => failed(error),
            TryLockError::WouldBlock => Misuse::error(
                "another program is changing the saved queries",
                "try again in a moment",
            ),
        })?;
        let mut saved = Self::read(config)?;
        let result = change(&mut saved)?;
        let mut text = serde_json::to_vec_pretty(&saved.own)?;
        text.push(b'\n');
        stream::replace_file(&file, &text).map_err(failed)?;
        Ok(result)
    }
}

/// Waits for the lock, but not longer than a change takes: a view cannot wait for ever.
fn wait_for(lock: &File) -> Result<(), TryLockError> {
    let end = Instant::now() + PATIENCE;
    loop {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) if Instant::now() < end => std::thread::sleep(LOOK),
            done => return done,
        }
    }
}

/// The error that no query has a name.
pub(crate) fn none_of_name(name: &str) -> anyhow::Error {
    Misuse::error(
        format!("no query is saved as `{name}`"),
        format!("list them: {} saved", dateline()),
    )
}

fn read_own(file: &Path) -> anyhow::Result<BTreeMap<String, OwnQuery>> {
    if !file.exists() {
        return Ok(BTreeMap::new());
    }
    let wrong = |how: String| {
        Misuse::error(
            format!("cannot read the saved queries in {}: {how}", file.display()),
            format!("look at it, or remove it: rm {}", quoted(file)),
        )
    };
    // It may be a link of the user's own.
    let file = fs::canonicalize(file).map_err(|error| wrong(error.to_string()))?;
    let bytes = state::read(&file).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))
}

/// Why a name cannot be typed after `watch:` or `mark:`.
pub(super) fn fault_of_name(name: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    match name {
        "" => Some("it is empty"),
        _ if name.chars().count() > LONGEST => Some("it is too long"),
        _ if !name.chars().all(allowed) => Some("it has other characters"),
        _ if !name.starts_with(char::is_alphanumeric) => {
            Some("it does not start with a letter or a digit")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::fault_of_name;

    #[test]
    fn a_name_can_be_typed_in_a_query() {
        for name in ["troops", "2021-strikes", "Île_1.a", "撤退"] {
            assert_eq!(fault_of_name(name), None, "{name}");
        }
        for name in ["", "-a", "a b", "a:b", "\"a", "a*", "../a", "a\u{1b}"] {
            assert!(fault_of_name(name).is_some(), "{name:?}");
        }
    }
}

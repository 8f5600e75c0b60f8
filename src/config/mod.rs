//! `dateline.toml`: the archives that jobs refresh, and the watched queries.
//!
//! [`Config::find`] looks for the file in a folder and the folders above it, [`Config::read`] reads one. Every value
//! knows where it came from ([`Effective`]). Whatever is wrong is a [`ConfigError`] that names file, line, key and what
//! is allowed. This room turns text into settings of other rooms. It opens no index and prints nothing.
//!
//! To add a key: a field and the line that reads it (`settings.rs`, `watch.rs`), and for a new type of value an
//! implementation of `Value` (`value.rs`).

mod archive;
mod effective;
mod error;
mod faults;
mod keys;
mod owner;
mod settings;
mod source;
mod together;
mod value;
mod watch;

#[cfg(test)]
mod tests;

pub use archive::{ArchiveConfig, ClusterConfig};
pub use effective::{Effective, Item, Origin};
pub use error::{ConfigError, some_of};
pub use owner::Owner;
pub use settings::{ArchiveSettings, Hooks, SearchSettings};
pub use together::JointSettings;
pub use watch::WatchConfig;

use crate::platform;
use keys::Keys;
use source::{Lines, Source, Table};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The name of the configuration file.
pub const FILE_NAME: &str = "dateline.toml";

/// The largest configuration file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// The content of a configuration file.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file.
    pub path: PathBuf,
    /// Who may have written it. A text that is in no file is the user's own.
    pub owner: Owner,
    /// The BLAKE3 hash of its text, in hexadecimal digits.
    pub hash: String,
    /// The archives, by name.
    pub archives: Vec<ArchiveConfig>,
    /// The watched queries, by name.
    pub watches: Vec<WatchConfig>,
}

impl Config {
    /// The nearest configuration file in `from` or a folder above it; `None` if there is none.
    ///
    /// # Errors
    /// If there is one and it cannot be used.
    pub fn find(from: &Path) -> Result<Option<Self>, ConfigError> {
        match Self::nearest(from) {
            Some(file) => Self::read(&file).map(Some),
            None => Ok(None),
        }
    }

    /// The nearest configuration file in `from` or a folder above it; `None` if there is none.
    #[must_use]
    pub fn nearest(from: &Path) -> Option<PathBuf> {
        let mut candidates = from.ancestors().map(|folder| folder.join(FILE_NAME));
        candidates.find(|file| file.is_file())
    }

    /// Reads a configuration file.
    ///
    /// # Errors
    /// If it cannot be read, is not TOML, has an unknown key, or a value that is not allowed.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let absolute = std::path::absolute(path).map_err(ConfigError::unreadable(path))?;
        let (text, owner) = read_bounded(path).map_err(ConfigError::unreadable(path))?;
        let config = Self::parse(&absolute, &text)?;
        Ok(Self { owner, ..config })
    }

    /// Reads the text of a configuration file; `path` is used for messages and to resolve relative paths.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let (config, faults) = Self::parse_all(path, text);
        match faults.into_iter().next() {
            Some(first) => Err(first),
            None => Ok(config),
        }
    }

    /// Everything that is wrong with a configuration file, in the order of its lines; with it the files, programs and
    /// queries that it names ([`Self::faults`]). The configuration has what could be read.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn check(path: &Path) -> Result<(Self, Vec<ConfigError>), ConfigError> {
        let absolute = std::path::absolute(path).map_err(ConfigError::unreadable(path))?;
        let (text, owner) = read_bounded(path).map_err(ConfigError::unreadable(path))?;
        let (config, mut faults) = Self::parse_all(&absolute, &text);
        faults.extend(config.faults());
        faults.sort_by_key(ConfigError::line);
        Ok((Self { owner, ..config }, faults))
    }

    /// Reads as much as can be read, and everything that is wrong with the text.
    fn parse_all(path: &Path, text: &str) -> (Self, Vec<ConfigError>) {
        let lines = Lines::of(text);
        let faults = RefCell::default();
        let source = Source::new(path, &lines, &faults);
        let (whole, errors) = toml::de::DeTable::parse_recoverable(text);
        for error in errors {
            source.keep(source.malformed(&error));
        }
        let table = Table {
            keys: whole.get_ref(),
            span: whole.span(),
        };
        let top = Keys::new(source, "", table);
        let archives = top.tables("archive");
        let watches = top.tables("watch");
        top.finish();
        let archives = archives.into_iter();
        let archives: Vec<ArchiveConfig> = archives
            .map(|(name, table)| ArchiveConfig::read(source, name, table))
            .collect();
        let names: BTreeSet<&str> = archives.iter().map(|own| own.name.as_str()).collect();
        let watches = watches.into_iter();
        let watches = watches.map(|(name, table)| WatchConfig::read(source, name, table, &names));
        let config = Self {
            path: path.to_owned(),
            owner: Owner::Own,
            hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
            watches: watches.collect(),
            archives,
        };
        (config, faults.into_inner())
    }

    /// The archive of that name.
    #[must_use]
    pub fn archive(&self, name: &str) -> Option<&ArchiveConfig> {
        self.archives.iter().find(|archive| archive.name == name)
    }

    /// The watches of an archive.
    pub fn watches_of(&self, archive: &str) -> impl Iterator<Item = &WatchConfig> {
        self.watches
            .iter()
            .filter(move |watch| watch.is_of(archive))
    }
}

/// The text of a configuration file and who controls it, from the same handle. Whoever made a
/// symbolic link to the file controls it too: relative paths are those around the link.
fn read_bounded(path: &Path) -> io::Result<(String, Owner)> {
    let file = platform::open_at_once(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        // Reading a pipe or a device may never end.
        return Err(io::Error::new(ErrorKind::InvalidData, "not a regular file"));
    }
    let owner = match Owner::of(&metadata) {
        Owner::Own => Owner::of_entry(&fs::symlink_metadata(path)?),
        other => other,
    };
    let mut text = String::new();
    file.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        let message = format!("it is larger than {} MiB", LARGEST >> 20);
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    }
    Ok((text, owner))
}

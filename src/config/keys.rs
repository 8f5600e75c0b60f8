//! The keys of one table: which there are, what they say, and on which line.

use super::ConfigError;
use super::value::Value;
use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Two names are near each other from this similarity (Jaro and Winkler's) on.
const NEAR: f64 = 0.8;

/// The file that is read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

impl Source<'_> {
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.text
            .get(..span.start)
            .map_or(1, |before| before.matches('\n').count() + 1)
    }

    pub(super) fn malformed(&self, error: &toml::de::Error) -> ConfigError {
        ConfigError::Malformed {
            path: self.path.to_owned(),
            line: error.span().map_or(1, |span| self.line(&span)),
            message: error.message().to_owned(),
        }
    }

    /// A path of the file, which is meant from the file's folder.
    pub(super) fn resolve(&self, path: &Path) -> std::path::PathBuf {
        let joined = self.path.parent().unwrap_or(self.path).join(path);
        joined.canonicalize().unwrap_or(joined)
    }
}

/// The value that a key has in the end, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// The key.
    pub key: &'static str,
    /// Its value, as TOML has it.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nothing was said.
    Default,
    /// That line of the configuration file.
    Line(usize),
}

/// An item of a list, and the line of the file that it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// The item.
    pub value: T,
    /// The line, from 1.
    pub line: usize,
}

/// A table as the parser has it.
pub(super) struct Table<'a> {
    pub(super) keys: &'a DeTable<'a>,
    pub(super) span: Range<usize>,
}

/// A table of the file, whose keys are read one by one.
pub(super) struct Keys<'a> {
    pub(super) source: Source<'a>,
    /// The table's name, empty for the whole file.
    name: String,
    table: Table<'a>,
    known: &'static [&'static str],
    effective: RefCell<Vec<Effective>>,
}

impl<'a> Keys<'a> {
    /// A table with these keys and no others.
    pub(super) fn new(
        source: Source<'a>,
        name: &str,
        table: Table<'a>,
        known: &'static [&'static str],
    ) -> Result<Self, ConfigError> {
        let keys = Self {
            source,
            name: name.to_owned(),
            table,
            known,
            effective: RefCell::default(),
        };
        let mut unknown: Vec<_> = keys
            .table
            .keys
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|key| key.span().start);
        match unknown.first() {
            Some(key) => Err(keys.unknown(key.get_ref(), &key.span())),
            None => Ok(keys),
        }
    }

    fn unknown(&self, key: &str, span: &Range<usize>) -> ConfigError {
        let near = |name: &&str| strsim::jaro_winkler(name, key);
        let nearest = self
            .known
            .iter()
            .copied()
            .max_by(|a, b| near(a).total_cmp(&near(b)))
            .filter(|name| near(name) >= NEAR);
        ConfigError::UnknownKey {
            path: self.source.path.to_owned(),
            line: self.source.line(span),
            key: self.full(key),
            nearest: nearest.map(str::to_owned),
            allowed: format!("the keys here are {}", self.known.join(", ")),
        }
    }

    /// A key's name with the tables it stands in.
    fn full(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    /// The tables of a table, in the order of their names.
    pub(super) fn tables(
        &self,
        key: &'static str,
    ) -> Result<Vec<(&'a str, Table<'a>)>, ConfigError> {
        let Some(value) = self.table.keys.get(key) else {
            return Ok(Vec::new());
        };
        let refuse = |name: &str, value: &Spanned<DeValue>| {
            self.refuse(
                name,
                &value.span(),
                "is no table",
                &format!("allowed are tables by name: [{key}.NAME]"),
            )
        };
        let DeValue::Table(tables) = value.get_ref() else {
            return Err(refuse(key, value));
        };
        let mut found = Vec::new();
        for (name, value) in tables {
            let name: &str = name.get_ref();
            let DeValue::Table(keys) = value.get_ref() else {
                return Err(refuse(&format!("{key}.{name}"), value));
            };
            let span = value.span();
            found.push((name, Table { keys, span }));
        }
        Ok(found)
    }

    /// The value of a key; `default` if it is not there.
    pub(super) fn or<T: Value>(&self, key: &'static str, default: T) -> Result<T, ConfigError> {
        Ok(self.optional(key, &default.shown())?.unwrap_or(default))
    }

    /// The value of a key that has to be there.
    pub(super) fn required<T: Value>(&self, key: &'static str) -> Result<T, ConfigError> {
        self.optional(key, "")?
            .ok_or_else(|| ConfigError::MissingKey {
                path: self.source.path.to_owned(),
                line: self.source.line(&self.table.span),
                key: self.full(key),
                allowed: T::allowed(),
            })
    }

    /// The value of a key, if it is there; `otherwise` says what holds if it is not.
    pub(super) fn optional<T: Value>(
        &self,
        key: &'static str,
        otherwise: &str,
    ) -> Result<Option<T>, ConfigError> {
        debug_assert!(
            self.known.contains(&key),
            "{key} is in the list of its table"
        );
        let Some(value) = self.table.keys.get(key) else {
            self.note(key, otherwise.to_owned(), Origin::Default);
            return Ok(None);
        };
        let read = T::read(value.get_ref())
            .map_err(|problem| self.refuse(key, &value.span(), &problem, &T::allowed()))?;
        self.note(
            key,
            read.shown(),
            Origin::Line(self.source.line(&value.span())),
        );
        Ok(Some(read))
    }

    /// The items of a list of texts; none if the key is not there.
    pub(super) fn items(&self, key: &'static str) -> Result<Vec<Item<String>>, ConfigError> {
        let texts: Vec<String> = self.or(key, Vec::new())?;
        let list = self.table.keys.get(key);
        let list = list.and_then(|value| value.get_ref().as_array());
        let spans = list.into_iter().flatten().map(Spanned::span);
        let items = texts.into_iter().zip(spans).map(|(value, span)| Item {
            value,
            line: self.source.line(&span),
        });
        Ok(items.collect())
    }

    fn note(&self, key: &'static str, value: String, origin: Origin) {
        self.effective
            .borrow_mut()
            .push(Effective { key, value, origin });
    }

    /// The error that a value, which can be read, may not stand there.
    pub(super) fn wrong(&self, key: &str, problem: &str, allowed: &str) -> ConfigError {
        let span = self.table.keys.get(key).map(Spanned::span);
        self.refuse(
            key,
            &span.unwrap_or_else(|| self.table.span.clone()),
            problem,
            allowed,
        )
    }

    fn refuse(&self, key: &str, span: &Range<usize>, problem: &str, allowed: &str) -> ConfigError {
        self.wrong_at(self.source.line(span), key, problem, allowed)
    }

    /// The error that what stands on a line of a key's value may not stand there.
    pub(super) fn wrong_at(
        &self,
        line: usize,
        key: &str,
        problem: &str,
        allowed: &str,
    ) -> ConfigError {
        ConfigError::Value {
            path: self.source.path.to_owned(),
            line,
            key: self.full(key),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
        }
    }

    /// What was read, for people.
    pub(super) fn finish(self) -> Vec<Effective> {
        self.effective.into_inner()
    }
}

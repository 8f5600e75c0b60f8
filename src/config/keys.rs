//! The keys of one table of the file, read one by one.
//!
//! A key is known because something reads it: there is no list of keys next to the code that reads them. Reading
//! never stops. What is wrong is kept until [`Keys::finish`], which then also knows which keys of the file nothing has
//! read.

use super::effective::{Effective, Item, Origin};
use super::error::ConfigError;
use super::source::{Source, Table};
use super::value::Value;
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// Names at least this similar (Jaro and Winkler) are suggested for an unknown key.
const NEAR: f64 = 0.8;

/// A table of the file while its keys are read.
pub(super) struct Keys<'a> {
    pub(super) source: Source<'a>,
    /// The table's name, empty for the whole file.
    name: String,
    table: Table<'a>,
    /// Every key that was asked for, in the order of asking.
    read: RefCell<Vec<Effective>>,
    /// Other names of keys that were asked for.
    other_names: RefCell<Vec<&'static str>>,
    /// What is wrong.
    errors: RefCell<Vec<ConfigError>>,
}

impl<'a> Keys<'a> {
    /// The keys of a table of that name.
    pub(super) fn new(source: Source<'a>, name: impl Into<String>, table: Table<'a>) -> Self {
        Self {
            source,
            name: name.into(),
            table,
            read: RefCell::default(),
            other_names: RefCell::default(),
            errors: RefCell::default(),
        }
    }

    /// The value of a key; `default` if it is not there.
    pub(super) fn or<T: Value>(&self, key: &'static str, default: T) -> T {
        self.optional(key, &default.shown()).unwrap_or(default)
    }

    /// Which of two names of a key the file has: the first unless it has the other one alone.
    pub(super) fn either(&self, name: &'static str, other: &'static str) -> &'static str {
        let has = |name: &str| self.table.keys.contains_key(name);
        if has(other) {
            if has(name) {
                self.wrong(
                    other,
                    &format!("is there as `{name}`, too"),
                    "allowed is one of them",
                );
            } else {
                return other;
            }
        }
        self.other_names.borrow_mut().push(other);
        name
    }

    /// The value of a key that has to be there; `None` after an error was kept.
    pub(super) fn required<T: Value>(&self, key: &'static str) -> Option<T> {
        let value = self.optional(key, "");
        if !self.table.keys.contains_key(key) {
            self.keep(ConfigError::MissingKey {
                path: self.source.path.to_owned(),
                line: self.source.line(&self.table.span),
                key: self.full(key),
                allowed: T::allowed(),
            });
        }
        value
    }

    /// The value of a key, if it is there; `otherwise` is shown as its value if it is not.
    pub(super) fn optional<T: Value>(&self, key: &'static str, otherwise: &str) -> Option<T> {
        let Some(value) = self.table.keys.get(key) else {
            self.note(key, otherwise.to_owned(), Origin::Default, Vec::new());
            return None;
        };
        let read = T::read(value.get_ref());
        let shown = read.as_ref().map(Value::shown).unwrap_or_default();
        let line = Origin::Line(self.source.line(&value.span()));
        self.note(key, shown, line, self.items(value));
        read.map_err(|problem| self.wrong(key, &problem, &T::allowed()))
            .ok()
    }

    /// The tables of a table, in the order of their names.
    pub(super) fn tables(&self, key: &'static str) -> Vec<(&'a str, Table<'a>)> {
        self.note(key, String::new(), Origin::Default, Vec::new());
        let Some(value) = self.table.keys.get(key) else {
            return Vec::new();
        };
        let refuse = |name: &str, value: &Spanned<DeValue>| {
            let allowed = format!("allowed are tables by name: [{key}.NAME]");
            let line = self.source.line(&value.span());
            self.wrong_at(line, name, "is no table", &allowed);
        };
        let DeValue::Table(tables) = value.get_ref() else {
            refuse(key, value);
            return Vec::new();
        };
        let mut found = Vec::new();
        for (name, value) in tables {
            let name: &str = name.get_ref();
            if let DeValue::Table(keys) = value.get_ref() {
                let span = value.span();
                found.push((name, Table { keys, span }));
            } else {
                refuse(&format!("{key}.{name}"), value);
            }
        }
        found
    }

    /// Keeps the error that a value can be read but is not allowed there.
    pub(super) fn wrong(&self, key: &str, problem: &str, allowed: &str) {
        let span = self.table.keys.get(key).map(Spanned::span);
        let span = span.unwrap_or_else(|| self.table.span.clone());
        self.wrong_at(self.source.line(&span), key, problem, allowed);
    }

    /// The same of one item of a list, counted from 0.
    pub(super) fn wrong_item(&self, key: &str, item: usize, problem: &str, allowed: &str) {
        let read = self.read.borrow();
        let items = read.iter().find(|own| own.key == key).map(|own| &own.items);
        match items.and_then(|items| items.get(item)) {
            Some(item) => self.wrong_at(item.line, key, problem, allowed),
            None => self.wrong(key, problem, allowed),
        }
    }

    /// What was read, for people. What is wrong goes to the source: keys that are not known, then values.
    pub(super) fn finish(self) -> Vec<Effective> {
        for unknown in self.unknown() {
            self.source.keep(unknown);
        }
        for error in self.errors.into_inner() {
            self.source.keep(error);
        }
        self.read.into_inner()
    }

    /// The errors of the keys that nothing has read, in the order of the file.
    fn unknown(&self) -> Vec<ConfigError> {
        let read = self.read.borrow();
        let known: Vec<&str> = read.iter().map(|own| own.key).collect();
        let others = self.other_names.borrow();
        // An empty key stands for what is no key at all, which the parser has said.
        let is_known = |key: &str| known.contains(&key) || others.contains(&key) || key.is_empty();
        let keys = self.table.keys.keys();
        let mut unknown: Vec<_> = keys.filter(|key| !is_known(key.get_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        let errors = unknown
            .into_iter()
            .map(|key| self.unknown_key(key.get_ref(), key.span(), &known));
        errors.collect()
    }

    fn unknown_key(&self, key: &str, span: Range<usize>, known: &[&str]) -> ConfigError {
        let near = |name: &&str| strsim::jaro_winkler(name, key);
        let nearest = known
            .iter()
            .copied()
            .max_by(|a, b| near(a).total_cmp(&near(b)))
            .filter(|name| near(name) >= NEAR);
        ConfigError::UnknownKey {
            path: self.source.path.to_owned(),
            line: self.source.line(&span),
            key: self.full(key),
            nearest: nearest.map(str::to_owned),
            allowed: format!("the keys here are {}", known.join(", ")),
        }
    }

    /// A key's name with the names of its tables.
    fn full(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    /// The items of a list of texts with their lines; none for other values.
    fn items(&self, value: &Spanned<DeValue>) -> Vec<Item> {
        let list = value.get_ref().as_array().into_iter().flatten();
        let items = list.filter_map(|item| {
            Some(Item {
                text: item.get_ref().as_str()?.to_owned(),
                line: self.source.line(&item.span()),
            })
        });
        items.collect()
    }

    fn note(&self, key: &'static str, value: String, origin: Origin, items: Vec<Item>) {
        self.read.borrow_mut().push(Effective {
            key,
            value,
            origin,
            items,
        });
    }

    fn wrong_at(&self, line: usize, key: &str, problem: &str, allowed: &str) {
        self.keep(ConfigError::Value {
            path: self.source.path.to_owned(),
            line,
            key: self.full(key),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
        });
    }

    fn keep(&self, error: ConfigError) {
        self.errors.borrow_mut().push(error);
    }
}

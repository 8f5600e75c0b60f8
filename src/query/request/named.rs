//! What the names in a query stand for: watches, saved queries, and notes on files.
//!
//! The caller knows them; a plan only looks them up here.

use super::file_set::FileSet;
use crate::query::ask::{Ask, Expr, Filter, Quality, nearest};
use std::collections::BTreeMap;

/// What the names in a query stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The conditions of watches and saved queries, by name.
    watches: BTreeMap<String, Expr>,
    /// The records that `is:noted` finds.
    noted: FileSet,
    /// The names that there are, to suggest one.
    names: Vec<String>,
}

/// The most names that a note lists.
const LISTED: usize = 8;

impl Named {
    /// Looks up the names in a query, and those in what they stand for. `fields` are the names of
    /// fields, `query_of` gives the query of a watch as it is typed, and `noted` the records with a
    /// note. Neither is called for a query that needs it not.
    ///
    /// # Errors
    /// Those of `noted`.
    pub fn of<E>(
        ask: &Ask,
        fields: &[&str],
        query_of: impl Fn(&str) -> Option<String>,
        noted: impl FnOnce() -> Result<FileSet, E>,
    ) -> Result<Self, E> {
        let mut named = Self::default();
        let mut asks_for_notes = false;
        let mut wanted = Vec::new();
        let mut collect = |ask: &Ask, wanted: &mut Vec<String>| {
            ask.each_filter(&mut |filter| match filter {
                Filter::Watch(name) => wanted.push(name.clone()),
                Filter::Is(Quality::Noted) => asks_for_notes = true,
                _ => {}
            });
        };
        collect(ask, &mut wanted);
        while let Some(name) = wanted.pop() {
            let is_new = !named.watches.contains_key(&name);
            if let Some(query) = query_of(&name).filter(|_| is_new) {
                let (ask, _) = Ask::parse(&query, fields);
                collect(&ask, &mut wanted);
                named.watches.insert(name, ask.as_condition());
            }
        }
        if asks_for_notes {
            named.noted = noted()?;
        }
        Ok(named)
    }

    /// What a watch or a saved query finds.
    pub(in crate::query) fn watch(&self, name: &str) -> Option<&Expr> {
        self.watches.get(name)
    }

    /// The same with the names of all watches and saved queries, so that a note can suggest one.
    #[must_use]
    pub fn with_names(self, names: Vec<String>) -> Self {
        Self { names, ..self }
    }

    /// Whether a name stands for something.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.watches.contains_key(name)
    }

    /// Says that a name stands for nothing, and which name may be meant.
    pub(in crate::query) fn note_on_missing(&self, name: &str) -> String {
        let names = self.names.iter().map(String::as_str);
        let help = match nearest(name, names.clone()) {
            Some(near) => format!(": is `watch:{near}` meant?"),
            None if self.names.is_empty() => String::new(),
            None => {
                let listed: Vec<&str> = names.take(LISTED).collect();
                let others = match self.names.len() - listed.len() {
                    0 => String::new(),
                    others => format!(" and {others} others"),
                };
                format!("; the names are {}{others}", listed.join(", "))
            }
        };
        format!("no watch and no saved query is named `{name}`{help}")
    }

    /// The records with a note.
    pub(in crate::query) fn noted(&self) -> &FileSet {
        &self.noted
    }
}

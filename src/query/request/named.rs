//! What the names in a query stand for: watches, saved queries, dossiers of marked articles, and
//! notes on files.
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
    /// The dossiers that are asked for, and their articles once these are looked up.
    marks: BTreeMap<String, Option<FileSet>>,
    /// The names of all dossiers, to suggest one.
    mark_names: Vec<String>,
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
        let mut marks = BTreeMap::new();
        let mut collect = |ask: &Ask, wanted: &mut Vec<String>| {
            ask.each_filter(&mut |filter| match filter {
                Filter::Watch(name) => wanted.push(name.clone()),
                Filter::Is(Quality::Noted) => asks_for_notes = true,
                Filter::Mark(name) => {
                    marks.insert(name.clone(), None);
                }
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
        named.marks = marks;
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

    /// The names of the dossiers that the query asks for, directly or in what a watch stands for.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        self.marks.keys().map(String::as_str)
    }

    /// Sets the articles of a dossier.
    pub fn set_mark(&mut self, name: &str, articles: FileSet) {
        self.marks.insert(name.to_owned(), Some(articles));
    }

    /// Sets the names of all dossiers, so that a note can suggest one.
    pub fn set_mark_names(&mut self, names: Vec<String>) {
        self.mark_names = names;
    }

    /// The articles of a dossier; `None` if there is none of that name.
    pub(in crate::query) fn marked(&self, name: &str) -> Option<&FileSet> {
        self.marks.get(name)?.as_ref()
    }

    /// Says that a name stands for nothing, and which name may be meant.
    pub(in crate::query) fn note_on_missing(&self, name: &str) -> String {
        let help = others(name, &self.names, "watch");
        format!("no watch and no saved query is named `{name}`{help}")
    }

    /// Says that there is no dossier of a name, and which one may be meant.
    pub(in crate::query) fn note_on_no_mark(&self, name: &str) -> String {
        let help = others(name, &self.mark_names, "mark");
        format!("no article is marked `{name}`{help}")
    }

    /// The records with a note.
    pub(in crate::query) fn noted(&self) -> &FileSet {
        &self.noted
    }
}

/// Which name may be meant instead, or which names there are.
fn others(name: &str, all: &[String], filter: &str) -> String {
    let names = all.iter().map(String::as_str);
    match nearest(name, names.clone()) {
        Some(near) => format!(": is `{filter}:{near}` meant?"),
        None if all.is_empty() => String::new(),
        None => {
            let listed: Vec<&str> = names.take(LISTED).collect();
            let others = match all.len() - listed.len() {
                0 => String::new(),
                others => format!(" and {others} others"),
            };
            format!("; the names are {}{others}", listed.join(", "))
        }
    }
}

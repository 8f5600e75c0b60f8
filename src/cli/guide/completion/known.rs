//! What the words before the cursor name: the configuration and the archive.
//!
//! They are read when a value needs them. One that cannot be used has no names; nobody is told, since somebody is
//! typing.

use super::place::Typed;
use crate::cli::archives::{Archive, configuration};
use crate::cli::args::IndexLocation;
use crate::cli::searching::{LastSearch, SavedQueries, dossiers};
use crate::config::Config;
use crate::index::Generation;
use crate::present::{counted, for_terminal};
use clap::Arg;
use std::path::PathBuf;
use std::sync::Arc;

/// The configuration and the archive that the words before name.
pub(super) struct Known {
    config: Option<PathBuf>,
    location: IndexLocation,
    /// The names of the subcommands.
    pub(super) path: Vec<String>,
}

impl Known {
    /// What the words before the cursor name.
    pub(super) fn of(typed: &Typed) -> Self {
        let value = |is: &dyn Fn(&Arg) -> bool| {
            let mut values = typed.values.iter();
            let found = values.find(|(option, _)| is(option));
            found.map(|(_, value)| PathBuf::from(value))
        };
        let option = |name: &str| value(&|own| own.get_long() == Some(name));
        let argument = || value(&|own| own.is_positional() && names_archive(own));
        Self {
            config: option("config"),
            location: IndexLocation::of(option("in").or_else(argument), option("index")),
            path: typed.path.iter().map(|own| (*own).to_owned()).collect(),
        }
    }

    /// The configuration, if it can be used.
    pub(super) fn configuration(&self) -> Option<Arc<Config>> {
        configuration(self.config.as_deref()).ok().flatten()
    }

    /// The archive, if there is one.
    pub(super) fn archive(&self) -> Option<Archive> {
        Archive::at(&self.location, self.config.as_deref()).ok()
    }

    /// The current generation of the archive.
    pub(super) fn generation(&self) -> Option<Generation> {
        self.archive()?.open().ok()
    }

    /// The names of saved queries and watches, each with its query.
    pub(super) fn saved(&self) -> Vec<(String, String)> {
        let saved = SavedQueries::read(self.config.as_deref()).unwrap_or_default();
        let all = saved.all().into_iter();
        all.map(|own| (own.name.to_owned(), own.query.to_owned()))
            .collect()
    }
}

/// The names of the user's dossiers, each with how many articles it has.
pub(super) fn dossier_names() -> Vec<(String, String)> {
    let file = dossiers::file().ok();
    let all = file.and_then(|file| file.read().ok()).unwrap_or_default();
    let names = all.names().into_iter();
    names
        .map(|(name, articles)| (name.to_owned(), counted(articles, "article")))
        .collect()
}

/// The ranks of the last search in this terminal, each with its headline.
pub(super) fn last_ranks() -> Vec<(String, String)> {
    let last = LastSearch::load();
    let headlines = last.iter().flat_map(LastSearch::headlines);
    headlines
        .map(|(rank, headline)| (rank.to_string(), for_terminal(headline).into_owned()))
        .collect()
}

/// Whether an argument is an archive or its folder.
fn names_archive(argument: &Arg) -> bool {
    matches!(value_name(argument), "ARCHIVE" | "FOLDER")
}

/// What the help calls the value of an argument.
pub(super) fn value_name(argument: &Arg) -> &str {
    let mut names = argument.get_value_names().unwrap_or_default().iter();
    names.next().map_or("", |name| name.as_str())
}

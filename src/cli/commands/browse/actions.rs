//! What keys ask for besides searches: copying, opening, marking, saved queries.
//!
//! Each ends in an answer for the view. An error is one line there.

use super::screen::Screen;
use crate::article::{Article, Folders};
use crate::browse::{Answer, Copied, Effect, Listed, MarkChange};
use crate::cli::context::Context;
use crate::cli::failure;
use crate::cli::output::stream;
use crate::cli::searching::{
    FoundArticle, PreparedSearch, QueryArgs, SavedQueries, dossiers, typed_values,
};
use crate::cli::shell::{dateline, quoted_text};
use crate::dossiers::{Change, MarkedArticle};
use crate::present::{CITATION_STYLES, for_terminal};
use crate::query::SortOrder;
use jiff::Timestamp;
use std::path::PathBuf;

/// What the actions need to know.
pub(super) struct Actions<'a> {
    query: &'a QueryArgs,
    context: &'a Context,
    /// The folders of each archive by its name.
    folders: Vec<(String, Folders)>,
}

impl<'a> Actions<'a> {
    pub(super) fn new(
        query: &'a QueryArgs,
        search: &PreparedSearch<'_>,
        context: &'a Context,
    ) -> Self {
        let archives = search.archives.iter();
        let folders = archives.map(|own| (own.archive.name.clone(), own.generation.folders()));
        Self {
            query,
            context,
            folders: folders.collect(),
        }
    }

    /// Says which command prints the last list.
    pub(super) fn say_last(&self, list: &Listed) {
        let text = self.command(list);
        stream::say("note", &for_terminal(&format!("the last list: {text}")));
    }

    /// Does it.
    pub(super) fn carry_out(&self, effect: Effect, screen: &mut Screen) -> Vec<Answer> {
        let done = match effect {
            Effect::Copy { what, list, of } => self.copy(
                what,
                &list,
                of.as_ref().map(|(own, name)| (&**own, name.as_str())),
            ),
            Effect::Open { article, archive } => self.open(&article, &archive, screen),
            Effect::Dossier {
                name,
                change,
                article,
                text,
                archive,
            } => self.change(&name, change, &article, text, &archive),
            Effect::ReadSaved => self.saved(),
            Effect::Save { name, query } => self.save(&name, &query),
            _ => Ok(Vec::new()),
        };
        done.unwrap_or_else(|error| vec![said(&error)])
    }

    fn folders_of(&self, archive: &str) -> Option<&Folders> {
        let own = self.folders.iter().find(|(name, _)| name == archive);
        own.or(self.folders.first()).map(|(_, folders)| folders)
    }

    fn path(&self, article: &Article, archive: &str) -> PathBuf {
        let path = &article.origin.path;
        let found = self.folders_of(archive).map(|folders| folders.locate(path));
        let path = found.unwrap_or_else(|| path.to_relative());
        std::path::absolute(&path).unwrap_or(path)
    }

    /// The command that prints the same list.
    pub(super) fn command(&self, list: &Listed) -> String {
        search_command(self.query, list)
    }

    fn copy(
        &self,
        what: Copied,
        list: &Listed,
        of: Option<(&Article, &str)>,
    ) -> anyhow::Result<Vec<Answer>> {
        let text = match (what, of) {
            (Copied::Command, _) => self.command(list),
            (Copied::Path, Some((article, archive))) => {
                self.path(article, archive).display().to_string()
            }
            (Copied::Citation, Some((article, _))) => {
                let mut bytes = Vec::new();
                (CITATION_STYLES[0].write)(&mut std::iter::once(article), &mut bytes)?;
                String::from_utf8_lossy(&bytes).trim_end().to_owned()
            }
            (_, None) => return Ok(Vec::new()),
        };
        Screen::copy(&text)?;
        let text = for_terminal(&text).into_owned();
        Ok(vec![Answer::Copied { what, text }])
    }

    fn open(
        &self,
        article: &Article,
        archive: &str,
        screen: &mut Screen,
    ) -> anyhow::Result<Vec<Answer>> {
        let Some(folders) = self.folders_of(archive) else {
            return Ok(Vec::new());
        };
        let typed = self.query.location.typed();
        let found = FoundArticle::unmarked(article.clone(), folders.clone(), typed);
        screen.without(|| found.open())??;
        Ok(Vec::new())
    }

    fn change(
        &self,
        name: &str,
        change: MarkChange,
        article: &Article,
        hash: String,
        archive: &str,
    ) -> anyhow::Result<Vec<Answer>> {
        dossiers::check_name(name)?;
        let archive = self.folders_of(archive).map(crate::dossiers::archive_name);
        let archive = archive.unwrap_or_default();
        let text = dossiers::change_at_once(|all| match change {
            MarkChange::Remove => {
                let is_it = |own: &MarkedArticle| own.id == article.id.0 && own.text == hash;
                all.remove(name, is_it);
                format!("taken out of {name}")
            }
            MarkChange::Add { note } => {
                let mark = MarkedArticle::new(name, article, &archive, Timestamp::now());
                let notes = note.into_iter().collect();
                match all.add(MarkedArticle {
                    notes,
                    text: hash,
                    ..mark
                }) {
                    Change::Added => format!("marked as {name}"),
                    Change::Noted => format!("the note is in {name}"),
                    Change::None => format!("{name} has it already"),
                }
            }
        })?;
        Ok(vec![own_dossiers(), Answer::Said(text)])
    }

    fn saved(&self) -> anyhow::Result<Vec<Answer>> {
        let saved = SavedQueries::read(self.context.config())?;
        let all = saved.all().into_iter();
        let all = all.map(|own| (own.name.to_owned(), own.query.to_owned()));
        Ok(vec![Answer::Saved(all.collect())])
    }

    fn save(&self, name: &str, query: &str) -> anyhow::Result<Vec<Answer>> {
        let before = SavedQueries::save(name, query, self.context.config())?;
        let was = before.map(|before| format!(", which was: {before}"));
        let text = format!("saved as watch:{name}{}", was.unwrap_or_default());
        Ok(vec![Answer::Said(text)])
    }
}

/// The command that prints a list. An empty query is typed as one, which finds every article, also
/// without a date.
pub(super) fn search_command(typed: &QueryArgs, list: &Listed) -> String {
    let sort = match list.sort {
        SortOrder::Relevance => "",
        SortOrder::Newest => " --sort newest",
        SortOrder::Oldest => " --sort oldest",
        SortOrder::Quality => " --sort quality",
    };
    let options = typed.typed_options_and_dates();
    let values = typed_values(&list.values);
    let query = quoted_text(&list.query);
    let gap = if list.query.starts_with('-') {
        "-- "
    } else {
        ""
    };
    format!("{} search{options}{values}{sort} {gap}{query}", dateline())
}

/// The user's dossiers, or why they cannot be read.
pub(super) fn own_dossiers() -> Answer {
    let read = dossiers::file().and_then(|file| Ok(file.read()?));
    read.map_or_else(|error| said(&error), Answer::Dossiers)
}

/// An error as one line for people, with what to do.
pub(super) fn said(error: &anyhow::Error) -> Answer {
    let hint = failure::hint(error).map(|hint| format!("; {hint}"));
    let text = format!("{}{}", failure::message(error), hint.unwrap_or_default());
    Answer::Said(text)
}

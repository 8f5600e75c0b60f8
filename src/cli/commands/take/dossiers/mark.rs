//! `dateline mark`: puts articles into a dossier.
//!
//! `chosen` finds the articles, `searching::dossiers` changes the file.

use super::chosen::{ChosenArgs, FoundArticles};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::dossiers;
use crate::cli::shell::{command_for, dateline};
use crate::dossiers::{Change, MarkedArticle};
use crate::present::{counted, for_terminal};
use clap::Args;
use jiff::Timestamp;
use std::path::Path;

/// Mark articles for a story; mark:NAME in a query finds them again
///
/// A dossier is a name and the articles that are marked with it. It stands in a file of your own
/// (marks.jsonl in `DATELINE_STATE`, else in the folder of configurations), not in the index. An
/// article is known by its id and its text, so marks outlast a rebuilt index and moved files.
#[derive(Debug, Args)]
pub(crate) struct MarkArgs {
    #[command(flatten)]
    chosen: ChosenArgs,

    /// The name of the dossier
    #[arg(long = "as", value_name = "DOSSIER")]
    name: String,

    /// What to remember about the articles; added to notes that are there
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl MarkArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        dossiers::check_name(&self.name)?;
        if self.chosen.articles.is_empty() && self.chosen.query.is_none() {
            return Err(Misuse::error(
                "no article is named",
                format!(
                    "name them by their ranks in the last search: {} mark 1 3 --as {}",
                    dateline(),
                    self.name
                ),
            ));
        }
        let FoundArticles {
            articles: chosen,
            elsewhere,
        } = self.chosen.find(context)?;
        if chosen.is_empty() {
            stream::say("note", "no article matches: nothing was marked");
            return Ok(ExitStatus::NothingFound);
        }
        let now = Timestamp::now();
        let note = self.note.as_deref().map(str::trim);
        let note = note.filter(|note| !note.is_empty());
        let marks = chosen.iter().map(|(article, archive)| MarkedArticle {
            notes: note.map(str::to_owned).into_iter().collect(),
            ..MarkedArticle::new(&self.name, article, archive, now)
        });
        let marks: Vec<_> = marks.collect();
        let (mut added, mut noted, mut same) = (0, 0, 0);
        dossiers::change(|all| {
            for mark in marks {
                match all.add(mark) {
                    Change::Added => added += 1,
                    Change::Noted => noted += 1,
                    Change::None => same += 1,
                }
            }
        })?;
        self.say(added, noted, same, elsewhere.as_deref());
        Ok(ExitStatus::Success)
    }

    fn say(&self, added: u64, noted: u64, same: u64, elsewhere: Option<&Path>) {
        let mut parts = Vec::new();
        if added > 0 {
            parts.push(format!(
                "{} marked as {}",
                counted(added, "article"),
                self.name
            ));
        }
        if noted > 0 {
            parts.push(format!(
                "{} in {} got the note",
                counted(noted, "article"),
                self.name
            ));
        }
        if same > 0 {
            let was = if same == 1 { "was" } else { "were" };
            parts.push(format!(
                "{} {was} in {} already",
                counted(same, "article"),
                self.name
            ));
        }
        let typed = self.chosen.location.typed();
        let found = format!("search{typed} mark:{}", self.name);
        let elsewhere = elsewhere.and_then(|index| command_for(&found, index));
        let command = elsewhere.unwrap_or_else(|| format!("{} {found}", dateline()));
        let text = format!("{}: {command}", parts.join(", "));
        stream::say("note", &for_terminal(&text));
    }
}

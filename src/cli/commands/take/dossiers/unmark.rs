//! `dateline unmark`: takes articles out of a dossier.
//!
//! An article that is gone from the archive is named by its id or path in the dossier.

use super::chosen::ChosenArgs;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::cli::searching::{FoundArticle, dossiers};
use crate::cli::shell::dateline;
use crate::dossiers::{Dossiers, MarkedArticle, text_hash};
use crate::present::{counted, for_terminal};
use clap::Args;

/// Take articles out of a dossier
#[derive(Debug, Args)]
pub(crate) struct UnmarkArgs {
    #[command(flatten)]
    chosen: ChosenArgs,

    /// The name of the dossier
    #[arg(long = "as", value_name = "DOSSIER")]
    name: String,

    /// Every article of the dossier, also those that are gone from the archive
    #[arg(long, conflicts_with_all = ["articles", "query"])]
    everything: bool,
}

/// An article by its id and the hash of its text.
type Known = (String, String);

impl UnmarkArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let all = dossiers::file()?.read()?;
        if !all.has(&self.name) {
            return Err(dossiers::none_of_name(&self.name));
        }
        let is_named = !self.chosen.articles.is_empty() || self.chosen.query.is_some();
        if !is_named && !self.everything {
            return Err(Misuse::error(
                "no article is named",
                format!(
                    "name one, or empty the dossier: {} unmark --everything --as {}",
                    dateline(),
                    self.name
                ),
            ));
        }
        let meant = self.meant(&all, context)?;
        let removed = dossiers::change(|all| {
            all.remove(&self.name, |own| self.everything || is_among(&meant, own))
        })?;
        if removed.is_empty() {
            let text = format!("nothing was removed from {}", self.name);
            stream::say("note", &for_terminal(&text));
            return Ok(ExitStatus::NothingFound);
        }
        let removed = counted(removed.len() as u64, "article");
        let text = format!("{removed} removed from {}", self.name);
        stream::say("note", &for_terminal(&text));
        Ok(ExitStatus::Success)
    }

    /// The marks that are meant. A name that is not in the dossier is looked up in the archive.
    fn meant(&self, all: &Dossiers, context: &Context) -> anyhow::Result<Vec<Known>> {
        let mut meant: Vec<Known> = Vec::new();
        if self.chosen.query.is_some() {
            let found = self.chosen.find(context)?;
            meant.extend(
                found
                    .articles
                    .iter()
                    .map(|(own, _)| (own.id.0.clone(), text_hash(own))),
            );
            return Ok(meant);
        }
        for typed in &self.chosen.articles {
            let name = typed.to_string_lossy();
            let id = name.strip_prefix("id:").unwrap_or(&name);
            let is_rank = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
            let own = all
                .of(&self.name)
                .filter(|own| !is_rank && (own.id == id || own.path == *name));
            let own: Vec<Known> = own.map(known).collect();
            if own.is_empty() {
                let location = &self.chosen.location;
                let found = FoundArticle::named(typed, location, context.config())?.article;
                let known = (found.id.0.clone(), text_hash(&found));
                let by_id = || all.of(&self.name).filter(|own| own.id == known.0);
                // A corrected text is the same article.
                let has_text = by_id().any(|own| own.text == known.1);
                let by_id = by_id().filter(|own| !has_text || own.text == known.1);
                meant.extend(by_id.map(|own| (own.id.clone(), own.text.clone())));
            }
            meant.extend(own);
        }
        Ok(meant)
    }
}

fn known(mark: &MarkedArticle) -> Known {
    (mark.id.clone(), mark.text.clone())
}

fn is_among(meant: &[Known], mark: &MarkedArticle) -> bool {
    let mut meant = meant.iter();
    meant.any(|(id, text)| *id == mark.id && *text == mark.text)
}

//! `dateline copies`: the copies and versions of one article, and what differs in each.
//!
//! `searching` finds the article that is meant, `query` its family, and `present` writes it.

use crate::cli::archives::engine;
use crate::cli::args::{RecordFormat, SearchLocation};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::cli::searching::FoundArticle;
use crate::present::{FamilyView, for_terminal, grouped};
use clap::Args;
use std::ffi::OsString;

/// List the copies of an article, what differs in each, and its versions
#[derive(Debug, Args)]
#[command(after_help = "\
All are compared with the earliest one.

Exit codes: 0 there are copies, 1 there are none, 2 failed")]
pub(crate) struct CopiesArgs {
    /// A rank of the last search, an id (`id:86685` if it could be a rank), or a path
    /// (`wire.jsonl#3` for the third record)
    article: OsString,

    #[command(flatten)]
    location: SearchLocation,

    /// Also list copies that are embargoed, withheld or canceled
    #[arg(long)]
    any_status: bool,

    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

impl CopiesArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let _notes = stream::hold_notes();
        let (found, generation) =
            FoundArticle::with_generation(&self.article, &self.location, context.config())?;
        let origin = &found.article.origin;
        let Some(family) = engine(&generation).family_of(origin, self.any_status)? else {
            let note = format!("{origin} has no copies in this index");
            stream::say("note", &for_terminal(&note));
            return Ok(ExitStatus::NothingFound);
        };
        if family.left_out > 0 {
            let left_out = match family.left_out {
                1 => "1 copy that is not public was left out".to_owned(),
                many => format!(
                    "{} copies that are not public were left out",
                    grouped(many as u64)
                ),
            };
            stream::say("note", &format!("{left_out}: --any-status lists them too"));
        }
        if family.articles.len() < 2 {
            let note = format!("{origin} has no other copies");
            stream::say("note", &for_terminal(&note));
            return Ok(ExitStatus::NothingFound);
        }
        let view = FamilyView {
            family: family.id,
            articles: &family.articles,
            asked: origin,
        };
        stream::show(&view, self.format)?;
        Ok(ExitStatus::Success)
    }
}

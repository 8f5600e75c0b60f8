//! `dateline verify`: checks an index, and on request whether it agrees with the files of its archive.
//!
//! The alerts and the report of the last job are checked, too. Files that changed since they were indexed are no damage. A file whose content differs although it looks unchanged
//! is reported as an error.

use crate::cli::archives::Archive;
use crate::cli::args::IndexLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::{say_damages, stream};
use crate::index::{Sources, Verification};
use crate::present::{counted, for_terminal};
use clap::Args;

/// Check an index: every checksum, article and posting
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    location: IndexLocation,

    /// Also read every file of the archive and compare it with what was indexed
    #[arg(long)]
    sources: bool,
}

impl VerifyArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let archive = Archive::at(&self.location, context.config())?;
        let found = archive.store.verify()?;
        let mut damages = found.damages.clone();
        damages.extend(archive.store.verify_alerts()?);
        damages.extend(archive.store.verify_report());
        say_damages(&damages);
        if !damages.is_empty() {
            let hint = match archive.command("repair") {
                Some(command) => format!("repair it from the articles: {command}"),
                None => {
                    "repair it from the articles: name their folder as well as the index".to_owned()
                }
            };
            stream::say("hint", &for_terminal(&hint));
            return Ok(ExitStatus::Trouble);
        }
        if self.sources {
            let sources = verify_sources(&archive)?;
            say_sources(&sources, &archive);
            if !sources.unnoticed.is_empty() {
                return Ok(ExitStatus::Trouble);
            }
        }
        say_whole(&found);
        Ok(ExitStatus::Success)
    }
}

/// Reads the files of the archive. Where they are is for the user to say, and not for an index.
fn verify_sources(archive: &Archive) -> anyhow::Result<Sources> {
    let generation = archive.open()?;
    let Some(folders) = &archive.folders else {
        return Err(Misuse::error(
            format!("the folder of the index {} is not named", archive.name),
            "name it as well as the index: --in FOLDER",
        ));
    };
    let follow = archive.settings.reading.follow;
    if generation.manifest.settings.follow && !follow {
        return Err(Misuse::error(
            format!("{folders} was read through symbolic links; an index cannot ask for that"),
            "allow it: `follow = true` in dateline.toml",
        ));
    }
    Ok(generation.verify_sources(folders, follow)?)
}

fn say_whole(found: &Verification) {
    stream::say_line(&format!(
        "generation {}: {}, {}, {}: nothing is damaged",
        found.generation,
        counted(found.files, "file"),
        counted(found.articles, "article"),
        counted(found.postings, "posting"),
    ));
}

/// Reports how the files of the archive differ from what was indexed.
fn say_sources(sources: &Sources, archive: &Archive) {
    for path in &sources.unnoticed {
        let text = format!("{path}: its content differs, although size and times are the same");
        stream::say("error", &for_terminal(&text));
    }
    if !sources.unnoticed.is_empty() {
        let command = archive.command("index --full").unwrap_or_default();
        stream::say(
            "hint",
            &for_terminal(&format!("read every file: {command}")),
        );
    }
    if !sources.changed.is_empty() {
        let files = counted(sources.changed.len() as u64, "file");
        let text = format!("{files} changed since; a refresh reads them");
        stream::say("note", &text);
    }
    stream::say_line(&format!("{} compared", counted(sources.files, "source")));
}

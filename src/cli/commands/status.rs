//! `dateline status`: what an index has, how current it is, and what could not be read.
//!
//! The catalog of the current generation is compared with the folders as a refresh would compare them. Nothing is
//! written.

use crate::cli::archives::Archive;
use crate::cli::args::{IndexLocation, RecordFormat};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::machine;
use crate::cli::output::stream;
use crate::index::{FileProblem, changes_of};
use crate::present::{Freshness, Status};
use clap::Args;

/// Report what an index has, how current it is, and what could not be read
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    location: IndexLocation,

    /// List every problem, and files of other formats too
    #[arg(long)]
    problems: bool,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

impl StatusArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let archive = Archive::at(&self.location, context.config())?;
        let generation = archive.open()?;
        let catalog = generation.catalog()?;
        let mut status = Status {
            index: archive.store.path().to_owned(),
            folder: generation.folders().to_string(),
            manifest: generation.manifest.clone(),
            bytes_on_disk: generation.bytes_on_disk(),
            freshness: Freshness::Current,
            problems: Vec::new(),
            more_problems: 0,
            lists_all_problems: self.problems,
        };
        for entry in catalog.entries() {
            status.more_problems += u64::from(entry.more_problems);
            status.problems.extend(entry.known_problems());
        }
        let changes = if generation.manifest.settings.follow && !archive.settings.reading.follow {
            status.freshness = Freshness::Unknown {
                reason: "it was made with --follow, and only a configuration can ask for that here"
                    .to_owned(),
            };
            None
        } else {
            Some(changes_of(&generation, &archive.store, machine::threads()))
        };
        match changes {
            None => {}
            Some(Ok(changes)) => {
                if !changes.is_empty() {
                    status.freshness = Freshness::Changed {
                        to_read: changes.to_read.len() as u64,
                        removed: changes.removed.len() as u64,
                    };
                }
                let unlisted = changes.problems.into_iter();
                let unlisted = unlisted.map(|(path, problem)| FileProblem {
                    path,
                    problem,
                    since: None,
                });
                status.problems.extend(unlisted);
            }
            Some(Err(error)) => {
                status.freshness = Freshness::Unknown {
                    reason: error.to_string(),
                };
            }
        }
        stream::show(&status, self.format)?;
        Ok(ExitStatus::Success)
    }
}

//! `dateline status`: what an index has, how current it is, and what could not be read.
//!
//! The catalog of the current generation is compared with the folders as a refresh would compare them. Nothing is
//! written.

use crate::cli::archives::{Archive, Missing, OpenArchive, Opened, open_each};
use crate::cli::args::{ArchivesLocation, RecordFormat, SearchLocation};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::machine;
use crate::cli::output::stream;
use crate::index::{Changes, FileProblem, changes_of};
use crate::present::{Freshness, Status};
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Report what an index has, how current it is, and what could not be read
///
/// Without a name it is the nearest index in the current folder or above, else those of all archives
/// of dateline.toml.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    archives: ArchivesLocation,

    /// The folder of the index, if it is not FOLDER/.dateline; also read from `DATELINE_INDEX`
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,

    /// List every problem, and files of other formats too
    #[arg(long)]
    problems: bool,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

impl StatusArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let location = SearchLocation {
            folders: self.archives.names(),
            index: self.index.clone(),
            ..SearchLocation::default()
        };
        let Opened { all, left_out, .. } = open_each(&location, context.config(), Missing::Fail)?;
        let statuses = all.iter().map(|own| self.status(own));
        let statuses = statuses.collect::<anyhow::Result<Vec<_>>>()?;
        stream::show(statuses.as_slice(), self.format)?;
        if self.format == RecordFormat::Text {
            for (own, status) in all.iter().zip(&statuses) {
                self.say_hints(&own.archive, status);
            }
        }
        Ok(if left_out.is_empty() {
            ExitStatus::Success
        } else {
            ExitStatus::Trouble
        })
    }

    /// Says which commands refresh the archive and list what was left out.
    fn say_hints(&self, archive: &Archive, status: &Status) {
        if matches!(status.freshness, Freshness::Changed { .. }) {
            archive.say_hint("refresh it", "index");
        }
        if !self.problems {
            archive.say_unlisted(&status.problems, status.more_problems);
        }
    }

    fn status(&self, own: &OpenArchive) -> anyhow::Result<Status> {
        let OpenArchive {
            archive,
            generation,
            ..
        } = own;
        let catalog = generation.catalog()?;
        let mut status = Status {
            archive: archive.name.clone(),
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
        let reading = &archive.settings.reading;
        match &archive.folders {
            None => status.freshness = unknown("name its folder too, with --in FOLDER"),
            Some(_) if generation.manifest.settings.follow && !reading.follow => {
                status.freshness = unknown(
                    "it was made with --follow, and only a configuration can ask for that here",
                );
            }
            Some(folders) => {
                let store = &archive.store;
                match changes_of(generation, store, folders, machine::threads()) {
                    Ok(changes) => compared(&mut status, changes),
                    Err(error) => status.freshness = unknown(&error.to_string()),
                }
            }
        }
        Ok(status)
    }
}

/// Which folders are looked at is for the user to say, and not for an index.
fn unknown(reason: &str) -> Freshness {
    Freshness::Unknown {
        reason: reason.to_owned(),
    }
}

fn compared(status: &mut Status, changes: Changes) {
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

//! `dateline status`: what an index holds, how fresh it is, what could not be read.

use crate::cli::args::{RecordFormat, StatusArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::archives::find as locate;
use crate::cli::machine;
use crate::cli::output::stream;
use crate::index::{FileProblem, changes_of};
use crate::present::{Behind, Status, status_json, status_text};
use std::path::Path;

pub(in crate::cli) fn run(args: StatusArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let located = locate::of_arguments(&args.place, config)?;
    let generation = located.open()?;
    let catalog = generation.catalog()?;
    let mut status = Status {
        index: located.store.path().to_owned(),
        folder: generation.folders().to_string(),
        manifest: generation.manifest.clone(),
        bytes_on_disk: generation.bytes_on_disk(),
        behind: Behind::Current,
        problems: Vec::new(),
        more_problems: 0,
    };
    for entry in catalog.entries() {
        status.more_problems += u64::from(entry.more_problems);
        status.problems.extend(entry.known_problems());
    }
    match changes_of(&generation, &located.store, machine::threads()) {
        Ok(changes) => {
            if !changes.is_empty() {
                status.behind = Behind::Changed {
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
        Err(error) => {
            status.behind = Behind::Unknown {
                reason: error.to_string(),
            };
        }
    }
    match args.format {
        RecordFormat::Text => stream::write_styled(|out| status_text(&status, args.problems, out))?,
        RecordFormat::Json => stream::write_plain(|out| status_json(&status, out))?,
    }
    Ok(ExitStatus::Success)
}

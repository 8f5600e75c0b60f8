//! `dateline status`: what an index holds, how fresh it is, what could not be read.

use super::args::StatusArgs;
use super::exit::ExitStatus;
use super::{locate, machine, stream};
use crate::index::{FileProblem, changes_of};
use crate::present::{Freshness, Status};
use std::path::Path;

pub(super) fn run(args: StatusArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let located = locate::of_arguments(&args.place, config)?;
    let generation = located.open()?;
    let catalog = generation.catalog()?;
    let mut status = Status {
        index: located.store.path().to_owned(),
        folder: generation.folders().to_string(),
        manifest: generation.manifest.clone(),
        bytes_on_disk: generation.bytes_on_disk(),
        freshness: Freshness::Current,
        problems: Vec::new(),
        more_problems: 0,
        lists_all_problems: args.problems,
    };
    for entry in catalog.entries() {
        status.more_problems += u64::from(entry.more_problems);
        status.problems.extend(entry.known_problems());
    }
    match changes_of(&generation, &located.store, machine::threads()) {
        Ok(changes) => {
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
        Err(error) => {
            status.freshness = Freshness::Unknown {
                reason: error.to_string(),
            };
        }
    }
    stream::show(&status, args.format)?;
    Ok(ExitStatus::Success)
}

//! `dateline status`: what an index holds, how fresh it is, what could not be read.

use super::args::{RecordFormat, StatusArgs};
use super::exit::ExitStatus;
use super::{locate, stream};
use crate::index::{FileProblem, changes_of};
use crate::present::{Behind, Status, status_json, status_text};

pub(super) fn run(args: StatusArgs) -> anyhow::Result<ExitStatus> {
    let located = locate::of_arguments(&args.place)?;
    let generation = located.open()?;
    let folder = generation.folder().to_owned();
    let catalog = generation.catalog()?;
    let mut status = Status {
        index: located.store.path().to_owned(),
        folder: folder.clone(),
        manifest: generation.manifest.clone(),
        bytes_on_disk: generation.bytes_on_disk(),
        behind: Behind::Current,
        problems: Vec::new(),
        more_problems: 0,
    };
    for entry in catalog.entries() {
        status.more_problems += u64::from(entry.more_problems);
        let own = entry.problems.iter().map(|problem| FileProblem {
            path: entry.path.clone(),
            problem: problem.clone(),
        });
        status.problems.extend(own);
    }
    let settings = &generation.manifest.settings;
    match changes_of(&folder, &located.store, settings, catalog) {
        Ok(changes) => {
            if !changes.is_empty() {
                status.behind = Behind::Changed {
                    to_read: changes.to_read.len() as u64,
                    removed: changes.removed.len() as u64,
                };
            }
            let unlisted = changes.problems.into_iter();
            let unlisted = unlisted.map(|(path, problem)| FileProblem { path, problem });
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

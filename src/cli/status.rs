//! `dateline status`: what an index holds, how fresh it is, what could not be read.

use super::args::{RecordFormat, StatusArgs};
use super::exit::ExitStatus;
use super::{locate, stream};
use crate::index::{FileProblem, changes_of};
use crate::present::{Behind, Status, status_json, status_text};

pub(super) fn run(args: StatusArgs) -> anyhow::Result<ExitStatus> {
    let located = locate::of_arguments(&args.place)?;
    let generation = located.open()?;
    let folder = located.folder(&generation);
    let behind = match changes_of(&folder, &located.store, &generation) {
        Ok(changes) if changes.is_empty() => Behind::Current,
        Ok(changes) => Behind::Changed {
            to_read: changes.to_read.len() as u64,
            removed: changes.removed.len() as u64,
        },
        Err(error) => Behind::Unknown {
            reason: error.to_string(),
        },
    };
    let mut status = Status {
        index: located.store.path().to_owned(),
        folder,
        manifest: generation.manifest.clone(),
        bytes_on_disk: generation.bytes_on_disk(),
        behind,
        problems: Vec::new(),
        more_problems: 0,
    };
    for entry in generation.catalog()?.into_entries() {
        status.more_problems += u64::from(entry.more_problems);
        for problem in entry.problems {
            status.problems.push(FileProblem {
                path: entry.path.clone(),
                problem,
            });
        }
    }
    match args.format {
        RecordFormat::Text => stream::write_styled(|out| status_text(&status, args.problems, out))?,
        RecordFormat::Json => stream::write_plain(|out| status_json(&status, out))?,
    }
    Ok(ExitStatus::Success)
}

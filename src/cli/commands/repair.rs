//! `dateline repair`: rebuilds a damaged index from its articles, and repairs `CURRENT`, the alerts
//! and the report.
//!
//! The new index is built separately, as a new generation. The damaged one stays current until the
//! new one is complete, and is then removed.

use crate::cli::archives::{Archive, GuardMode, JobOptions};
use crate::cli::args::IndexLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::{ShowProgress, Shown, say_damages, stream};
use crate::cli::shell::quoted;
use crate::index::{ChangeDetection, IndexError, IndexStore};
use crate::present::{Show, for_terminal};
use clap::Args;
use std::num::NonZeroUsize;
use std::path::Path;

/// Rebuild a damaged index from its articles, and switch to it when it is complete
#[derive(Debug, Args)]
pub(crate) struct RepairArgs {
    #[command(flatten)]
    location: IndexLocation,

    /// Publish even if many articles were removed from the folder meanwhile
    #[arg(long)]
    allow_removals: bool,
}

impl RepairArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let archive = Archive::at_for_job(&self.location, context.config())?;
        let store = &archive.store;
        if !store.exists() && store.generations().is_err() {
            return Err(Misuse::error(
                format!("no index in {}", store.path().display()),
                format!("make it: {}", archive.command("index").unwrap_or_default()),
            ));
        }
        let repaired = repair_beside(store).map_err(|error| match error {
            // A file that decides who may write here is not repaired: somebody else may have made it.
            IndexError::Corrupt { path, reason } => beyond_repair(&path, &reason, &archive),
            error => error.into(),
        })?;
        for remark in &repaired {
            stream::say("note", &for_terminal(remark));
        }
        // An index that cannot even be verified is rebuilt too.
        let damages = store
            .verify()
            .map_or_else(|_| Vec::new(), |found| found.damages);
        if damages.is_empty() && store.current().is_ok() {
            stream::say_line(if repaired.is_empty() {
                "nothing is damaged"
            } else {
                "the articles are not damaged"
            });
            return Ok(ExitStatus::Success);
        }
        say_damages(&damages);
        rebuild(&archive, GuardMode::configured(self.allow_removals))
    }
}

/// The error that a file of the index itself is not what it has to be, such as a link.
fn beyond_repair(index: &Path, reason: &str, archive: &Archive) -> anyhow::Error {
    let command = archive.command("index").unwrap_or_default();
    Misuse::error(
        format!(
            "the index in {} cannot be repaired: {reason}",
            index.display()
        ),
        format!(
            "look at what is there; then set the folder aside and make the index again: mv {0} {0}.old; {command}",
            quoted(index)
        ),
    )
}

/// Repairs what needs no rebuild: which generation is current, the alerts and the report. The alerts
/// of a damaged generation are taken over before it is rebuilt.
fn repair_beside(store: &IndexStore) -> Result<Vec<String>, IndexError> {
    let lock = store.lock()?;
    let mut remarks = store.repair_current(&lock)?;
    remarks.extend(store.repair_alerts(&lock)?);
    remarks.extend(store.repair_report(&lock)?);
    Ok(remarks)
}

fn rebuild(archive: &Archive, guards: GuardMode) -> anyhow::Result<ExitStatus> {
    let options = JobOptions {
        full: true,
        detection: ChangeDetection::ByContent,
        guards,
        // The generations before the damaged one share its segments.
        keep: Some(NonZeroUsize::MIN),
        ..JobOptions::default()
    };
    let shown = Shown::new(ShowProgress::Auto, &archive.name);
    let report = archive.job(&options)?.run(&shown)?;
    drop(shown);
    report.text(stream::width(), &mut anstream::stderr().lock())?;
    archive.say_unlisted(&report.problems, report.more_problems);
    Ok(match report.refused {
        Some(_) => ExitStatus::Refused,
        None => ExitStatus::of_published(&report),
    })
}

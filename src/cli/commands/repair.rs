//! `dateline repair`: rebuilds a damaged index from its articles, and repairs the alerts and the report.
//!
//! The new index is built separately, as a new generation. The damaged one stays current until the new one is complete,
//! and is then removed.

use crate::cli::archives::{Archive, GuardMode, JobOptions};
use crate::cli::args::IndexLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::{ShowProgress, Shown, say_damages, stream};
use crate::index::{ChangeDetection, IndexError, IndexStore};
use crate::present::{Show, for_terminal};
use clap::Args;
use std::num::NonZeroUsize;

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
                "make it: dateline reindex ARCHIVE",
            ));
        }
        let repaired = repair_beside(store)?;
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

/// Repairs the alerts and the report. The alerts of a damaged generation are taken over before it is rebuilt.
fn repair_beside(store: &IndexStore) -> Result<Vec<String>, IndexError> {
    let lock = store.lock()?;
    let mut remarks = store.repair_alerts(&lock)?;
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
    Ok(match report.refused {
        Some(_) => ExitStatus::Refused,
        None => ExitStatus::of_published(&report),
    })
}

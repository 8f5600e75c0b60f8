//! `dateline rollback`: switches to another generation that is still on disk.

use crate::cli::archives::Archive;
use crate::cli::args::{IndexLocation, number};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use clap::Args;

/// Switch back to an older generation
#[derive(Debug, Args)]
pub(crate) struct RollbackArgs {
    #[command(flatten)]
    location: IndexLocation,

    /// The number of the generation [default: the one before the current one]
    #[arg(long, value_name = "N", value_parser = number::<u64>)]
    to: Option<u64>,
}

impl RollbackArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let archive = Archive::at(&self.location, context.config())?;
        let store = &archive.store;
        let lock = store.lock()?;
        let (before, after) = store.roll_back(&lock, self.to)?;
        if before == after {
            stream::say_line(&format!("generation {after} is already current"));
            return Ok(ExitStatus::Success);
        }
        stream::say_line(&format!(
            "generation {after} is current, no longer {before}"
        ));
        let undo = format!("rollback --to {before}");
        archive.say_hint("the next refresh starts from it; to undo this", &undo);
        Ok(ExitStatus::Success)
    }
}

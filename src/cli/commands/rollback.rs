//! `dateline rollback`: switches to another generation that is still on disk.

use crate::cli::archives::Archive;
use crate::cli::args::IndexLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use crate::present::for_terminal;
use clap::Args;

/// Switch back to an older generation
#[derive(Debug, Args)]
pub(crate) struct RollbackArgs {
    #[command(flatten)]
    location: IndexLocation,

    /// The number of the generation [default: the one before the current one]
    #[arg(long, value_name = "N")]
    to: Option<u64>,
}

impl RollbackArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let store = Archive::at(&self.location, context.config())?.store;
        let lock = store.lock()?;
        let (before, after) = store.roll_back(&lock, self.to)?;
        if before == after {
            stream::say_line(&format!("generation {after} is already current"));
            return Ok(ExitStatus::Success);
        }
        stream::say_line(&format!(
            "generation {after} is current, no longer {before}"
        ));
        stream::say(
            "hint",
            &for_terminal(&format!(
                "the next refresh starts from it; to undo this: dateline rollback{} --to {before}",
                self.location.typed()
            )),
        );
        Ok(ExitStatus::Success)
    }
}

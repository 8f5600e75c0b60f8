//! `dateline generations`: lists the generations of an index, and prunes them.

use crate::cli::archives::Archive;
use crate::cli::args::{IndexLocation, RecordFormat, count};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use clap::Args;
use std::num::NonZeroUsize;

/// List the generations of an index on disk
#[derive(Debug, Args)]
pub(crate) struct GenerationsArgs {
    #[command(flatten)]
    location: IndexLocation,

    /// Remove all but the newest N generations; the current one always stays
    #[arg(long, value_name = "N", value_parser = count)]
    keep: Option<NonZeroUsize>,

    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: RecordFormat,
}

impl GenerationsArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let store = Archive::at(&self.location, context.config())?.store;
        if let Some(keep) = self.keep {
            let _lock = store.lock()?;
            store.prune(keep.get())?;
        }
        let kept = store.history()?;
        stream::show(kept.as_slice(), self.format)?;
        Ok(ExitStatus::Success)
    }
}

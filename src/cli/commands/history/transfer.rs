//! `dateline transfer`: copies an archive from one index to another, without reading its sources.

use crate::cli::archives::Archive;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::machine::Resources;
use crate::cli::misuse::Misuse;
use crate::cli::output::stream;
use crate::index::transfer;
use crate::present::counted;
use clap::Args;
use std::path::PathBuf;

/// Copy an archive to another index, such as one on a cluster, without reading its files again
#[derive(Debug, Args)]
pub(crate) struct TransferArgs {
    /// The archive to copy: a name of dateline.toml, or a folder
    from: PathBuf,

    /// The archive of dateline.toml that gets it, and has no index yet
    to: PathBuf,
}

impl TransferArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let from = Archive::for_job(&self.from, None, context.config())?;
        let to = Archive::for_job(&self.to, None, context.config())?;
        let folders = to.folders.as_ref().ok_or_else(|| {
            Misuse::error(
                "the archive that gets it has no folder",
                "name one of dateline.toml",
            )
        })?;
        let Resources { memory, threads } = Resources::default();
        let done = transfer(&from.store, &to.store, folders, (memory, threads))?;
        let articles = counted(done.articles, "article");
        stream::say_line(&format!(
            "{articles} transferred and read again; their hash is {:016x}",
            done.hash
        ));
        Ok(ExitStatus::Success)
    }
}

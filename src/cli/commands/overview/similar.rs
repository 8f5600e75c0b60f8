//! `dateline similar`: other articles on the subject of one article.

use crate::article::Published;
use crate::cli::args::IndexLocation;
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use clap::Args;
use std::ffi::OsString;

/// Find other articles on the same subject as an article
#[derive(Debug, Args)]
pub(crate) struct SimilarArgs {
    /// The rank of a hit of the last search, an id or a path
    article: OsString,

    #[command(flatten)]
    location: IndexLocation,
}

impl SimilarArgs {
    pub(in crate::cli::commands) fn run(self, _context: &Context) -> anyhow::Result<ExitStatus> {
        let _ = Published::year(1);
        Ok(ExitStatus::Success)
    }
}

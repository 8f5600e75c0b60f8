//! `dateline mcp`: the archives for an assistant that speaks the Model Context Protocol.
//!
//! The room `serve` answers. Here are the two streams: what the assistant asks comes from standard
//! input, and nothing but answers goes to standard output.

use super::loader::{Loader, Paths};
use super::serve::with_source;
use crate::cli::archives::Served;
use crate::cli::args::{ArchivesLocation, SearchLocation, time_limit};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::misuse::Misuse;
use crate::cli::output::ServerLog;
use crate::serve::{Limits, ServeError, run_for_assistant};
use clap::{Args, ValueHint};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Let an assistant search archives (Model Context Protocol)
///
/// An assistant starts this program and asks on its standard input. It may search, read articles and
/// count; it can change nothing, and reads nothing but the archives that are named here.
#[derive(Debug, Args)]
#[command(after_help = "\
The tools are archives, search, show, timeline, facets, similar and copies. Answers are at most about
60 KB; longer articles come in parts. docs/assistants.md says how to name this program in the
configuration of an assistant.

Exit codes: 0 the assistant ended it, 2 failed")]
pub(crate) struct McpArgs {
    #[command(flatten)]
    archives: ArchivesLocation,

    /// The folder of the index, if it is not FOLDER/.dateline; also read from `DATELINE_INDEX`
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    index: Option<PathBuf>,

    /// The longest time that a call may wait and search
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = time_limit)]
    timeout: Duration,

    /// Give no paths of files, also of archives whose configuration does not say `mcp-paths = false`
    #[arg(long)]
    no_paths: bool,
}

impl McpArgs {
    pub(in crate::cli::commands) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let location = SearchLocation {
            folders: self.archives.names(),
            index: self.index,
            ..SearchLocation::default()
        };
        let loader = Loader {
            served: Served::start(location, context.config())?,
            config: context.config().map(Path::to_owned),
            gives_files: false,
            shows_folders: false,
            paths: if self.no_paths {
                Paths::None
            } else {
                Paths::AsConfigured
            },
        };
        loader.sources()?;
        let limits = Limits {
            time: self.timeout,
            ..Limits::default()
        };
        let log = ServerLog {
            writes_requests: false,
            is_json: false,
            is_private: true,
        };
        let streams = || (tokio::io::stdin(), tokio::io::stdout());
        run_for_assistant(limits, Arc::new(loader), Arc::new(log), streams).map_err(explained)?;
        Ok(ExitStatus::Success)
    }
}

fn explained(error: ServeError) -> anyhow::Error {
    Misuse::error(
        with_source(&error),
        "name this program in the configuration of an assistant; docs/assistants.md says how",
    )
}

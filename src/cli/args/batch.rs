//! What may be typed of the commands that run jobs and look after indexes.

use crate::cli::args::{RecordFormat, Where, size};
use crate::cli::exit::ExitStatus;
use crate::index::Share;
use bytesize::ByteSize;
use clap::{Args as ClapArgs, Subcommand, ValueEnum, ValueHint};
use jiff::SignedDuration;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

const REINDEX: &str = "\
Each archive is refreshed by itself: one that fails does not stop the others,
and the exit code is that of the worst. A summary goes to stderr, a line each.

  dateline reindex               every archive of dateline.toml
  dateline reindex kayhan --report run.json
  dateline reindex articles/     a plain folder, as its last run read it

docs/batch.md tells of the report, of hooks and of watches.";

#[derive(Debug, ClapArgs)]
#[command(after_help = format!("{REINDEX}\n\n{}", ExitStatus::help()))]
#[allow(
    clippy::struct_excessive_bools,
    reason = "flags as they are typed; cli/reindex.rs resolves them"
)]
pub(in crate::cli) struct ReindexArgs {
    /// Archives of dateline.toml by name, or folders; all archives if none is named
    #[arg(value_name = "ARCHIVE")]
    pub(in crate::cli) archives: Vec<PathBuf>,

    /// Make the index anew, aside, from every file
    #[arg(long)]
    pub(in crate::cli) full: bool,

    /// Read every file to see whether it changed, whatever its size and times say
    #[arg(long)]
    pub(in crate::cli) checksum: bool,

    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// Write a report of the run as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "dry_run")]
    pub(in crate::cli) report: Option<PathBuf>,

    /// Say nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    /// Show how far it is: on a terminal only, always (in lines where there is none) or never
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(in crate::cli) progress: ShowProgress,

    /// Exit with 3 if records cannot be read; with a share such as 1%, if more than that
    #[arg(
        long,
        value_name = "SHARE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "0%",
        value_parser = share
    )]
    pub(in crate::cli) strict: Option<Share>,

    /// Publish however much was removed, even if a folder is empty
    #[arg(long)]
    pub(in crate::cli) allow_removals: bool,

    /// While another job holds the archive, wait for it so long: 90s, 10m, 1h
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    pub(in crate::cli) wait: Option<Duration>,

    /// How many generations stay on disk; by default 2, or what dateline.toml says
    #[arg(long, value_name = "N")]
    pub(in crate::cli) keep: Option<NonZeroUsize>,

    /// Print what watches found to stdout, a JSON object a line
    #[arg(long)]
    pub(in crate::cli) alerts: bool,

    /// Working memory, such as 512MiB; by default a quarter of what is free, 1 GiB at most
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(in crate::cli) memory: Option<ByteSize>,

    /// Threads; by default one a core
    #[arg(long, value_name = "N")]
    pub(in crate::cli) threads: Option<NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShowProgress {
    Auto,
    Always,
    Never,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct GenerationsArgs {
    #[command(flatten)]
    pub(in crate::cli) place: Where,

    /// Remove all but the newest N; the one in force always stays
    #[arg(long, value_name = "N")]
    pub(in crate::cli) keep: Option<NonZeroUsize>,

    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: RecordFormat,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct RollbackArgs {
    /// The generation; without it the one before the one in force
    #[arg(value_name = "N")]
    pub(in crate::cli) number: Option<u64>,

    #[command(flatten)]
    pub(in crate::cli) place: Where,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct VerifyArgs {
    #[command(flatten)]
    pub(in crate::cli) place: Where,

    /// Read every file of the archive too, and compare it with what was indexed
    #[arg(long)]
    pub(in crate::cli) sources: bool,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct RepairArgs {
    /// The archive of dateline.toml, or the folder
    #[arg(value_name = "ARCHIVE", default_value = ".")]
    pub(in crate::cli) archive: PathBuf,

    /// Where the index lies, if not in FOLDER/.dateline
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) index: Option<PathBuf>,

    /// Publish however much was removed from the folder meanwhile
    #[arg(long)]
    pub(in crate::cli) allow_removals: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
    /// Check dateline.toml: what is wrong is named with file, line, key and what is allowed
    Check,
    /// Print every setting in effect, and where it came from
    Show {
        /// Only this archive's
        #[arg(value_name = "ARCHIVE")]
        archive: Option<String>,
    },
}

fn share(text: &str) -> Result<Share, String> {
    text.parse()
        .map_err(|()| "write a share such as 1%".to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    text.parse::<SignedDuration>()
        .ok()
        .and_then(|duration| Duration::try_from(duration).ok())
        .ok_or_else(|| "write a duration such as 90s, 10m or 1h".to_owned())
}

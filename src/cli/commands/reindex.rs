//! `dateline reindex`: jobs over archives, one after the other, for schedulers.
//!
//! This file has the arguments, the dry run and the report of the whole run. What happens to one archive, hooks
//! and alerts included, is in `jobs`.

use crate::cli::archives::{Archive, GuardMode, JobOptions};
use crate::cli::args::{ArchivesLocation, ResourceArgs, count, duration, share};
use crate::cli::context::Context;
use crate::cli::exit::ExitStatus;
use crate::cli::failure;
use crate::cli::jobs::{self, Orders, Pace, Summary};
use crate::cli::machine;
use crate::cli::output::{ShowProgress, stream};
use crate::index::{ChangeDetection, Share};
use crate::present::{ArchiveRun, JobRun, plan_line};
use clap::{Args, ValueHint};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const NOTES: &str = "\
Archives are refreshed one after the other. If one fails, the others are still
refreshed, and the exit code is the worst of all. stderr has one line for each.

docs/batch.md describes the report, hooks and watches.";

/// Refresh archives as a job: with guards, a report, and exit codes for a scheduler
#[derive(Debug, Args)]
#[command(after_help = format!("{NOTES}\n\n{}", ExitStatus::help()))]
#[allow(
    clippy::struct_excessive_bools,
    reason = "flags as they are typed; `orders` resolves them"
)]
pub(crate) struct ReindexArgs {
    #[command(flatten)]
    archives: ArchivesLocation,

    /// Read every file and rebuild the index separately; switch to it when it is complete
    #[arg(long)]
    full: bool,

    /// Detect changes by reading every file, not by size and times
    #[arg(long)]
    checksum: bool,

    /// Trust that files only grow: read only what was appended to a large one
    #[arg(long, conflicts_with_all = ["full", "checksum"])]
    append_only: bool,

    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,

    /// Write a report of the run as JSON (- for standard output)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "dry_run")]
    report: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    quiet: bool,

    /// Show progress: on a terminal only, always (as lines if stderr is no terminal) or never
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    progress: ShowProgress,

    /// Exit with 3 if records cannot be read; with a share such as 1%, if more than that
    #[arg(
        long,
        value_name = "SHARE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "0%",
        value_parser = share
    )]
    strict: Option<Share>,

    /// Publish even if many articles were removed or a folder is empty
    #[arg(long)]
    allow_removals: bool,

    /// Wait up to this long while another job writes to the index: 90s, 10m, 1h
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    wait: Option<Duration>,

    /// How many generations to keep on disk [default: 2, or as in dateline.toml]
    #[arg(long, value_name = "N", value_parser = count)]
    keep: Option<NonZeroUsize>,

    /// Go on for ever: refresh again whenever files change
    #[arg(long, conflicts_with_all = ["dry_run", "full", "every"])]
    continuous: bool,

    /// Go on for ever: refresh again after this long, such as 5m or 1h
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        conflicts_with_all = ["dry_run", "full"]
    )]
    every: Option<Duration>,

    /// Print what watches found to stdout, one JSON object per line
    #[arg(long)]
    alerts: bool,

    #[command(flatten)]
    resources: ResourceArgs,
}

impl ReindexArgs {
    pub(super) fn run(self, context: &Context) -> anyhow::Result<ExitStatus> {
        let archives = Archive::all_for_jobs(&self.archives.names(), context.config())?;
        let orders = self.orders()?;
        if self.dry_run {
            return Ok(plan(&archives, &orders));
        }
        if let Some(file) = &self.report {
            jobs::check_place(file)?;
        }
        let round = || match &self.report {
            Some(file) => reported(&archives, &orders, file),
            None => refresh(&archives, &orders).1,
        };
        match self.pace() {
            Some(pace) => jobs::repeat(pace, &archives, round),
            None => Ok(round()),
        }
    }

    /// When further rounds start; `None` if there is one.
    fn pace(&self) -> Option<Pace> {
        let every = self.every.map(Pace::Every);
        every.or(self.continuous.then_some(Pace::Continuous))
    }

    /// What was typed, resolved.
    fn orders(&self) -> anyhow::Result<Orders> {
        Ok(Orders {
            options: JobOptions {
                resources: self.resources.resolve()?,
                full: self.full,
                append_only: self.append_only,
                detection: if self.checksum {
                    ChangeDetection::ByContent
                } else {
                    ChangeDetection::ByStat
                },
                guards: GuardMode::configured(self.allow_removals),
                keep: self.keep,
            },
            strict: self.strict,
            wait: self.wait,
            progress: match self.progress {
                ShowProgress::Auto if self.quiet => ShowProgress::Never,
                progress => progress,
            },
            summary: if self.quiet {
                Summary::OnTrouble
            } else if self.pace().is_some() {
                Summary::OnChange
            } else {
                Summary::Always
            },
            prints_alerts: self.alerts,
        })
    }
}

/// Refreshes the archives; the exit code is the worst of all.
fn refresh(archives: &[Archive], orders: &Orders) -> (Vec<ArchiveRun>, ExitStatus) {
    let mut status = ExitStatus::Success;
    let mut runs = Vec::new();
    for archive in archives {
        let (run, own) = jobs::run(archive, orders);
        status = status.worse(own);
        runs.push(run);
    }
    (runs, status)
}

/// Refreshes the archives and writes a report.
fn reported(archives: &[Archive], orders: &Orders, file: &Path) -> ExitStatus {
    let (started, clock) = (jiff::Timestamp::now(), Instant::now());
    let (runs, status) = refresh(archives, orders);
    let job = JobRun {
        started,
        took: clock.elapsed(),
        exit_code: status.code(),
        peak_memory: machine::peak_memory(),
        archives: &runs,
    };
    let Err(error) = jobs::write_report(&job, file) else {
        return status;
    };
    // The jobs are done, even without their report.
    let error = anyhow::Error::new(error).context(format!("cannot write {}", file.display()));
    failure::say_error(&error);
    status.worse(ExitStatus::Problems)
}

/// Says what would be done.
fn plan(archives: &[Archive], orders: &Orders) -> ExitStatus {
    let mut status = ExitStatus::Success;
    for archive in archives {
        match failure::contained(|| Ok(archive.job(&orders.options)?.plan()?)) {
            Ok(plan) => {
                if plan.refusal.is_some() {
                    status = status.worse(ExitStatus::Refused);
                }
                stream::say_line(&plan_line(&archive.name, &plan));
            }
            Err(error) => {
                failure::say_error(&error.context(archive.name.clone()));
                status = status.worse(ExitStatus::Trouble);
            }
        }
    }
    status
}

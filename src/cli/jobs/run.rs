//! One archive's part of `dateline reindex`.
//!
//! The order is: `before` hook, job, alerts, report, `after` or `on-failure` hook. Whatever fails becomes a part of the
//! archive's record and an exit code, so that the next archive can follow.

use super::alerts;
use super::hooks::{HookContext, run_hook};
use super::report_file::{report_file, report_file_after, write_report};
use crate::cli::archives::{Archive, JobOptions};
use crate::cli::exit::ExitStatus;
use crate::cli::failure;
use crate::cli::machine;
use crate::cli::misuse::Misuse;
use crate::cli::output::{ShowProgress, Shown, stream};
use crate::index::{BuildReport, Share};
use crate::present::{ArchiveRun, HookRun, JobRun, Outcome, Show, for_terminal, job_line};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What is asked of the job over each archive.
#[derive(Debug)]
pub(crate) struct Orders {
    /// How the job is done.
    pub(crate) options: JobOptions,
    /// Unreadable records above this share make the exit code 3; `None` for any share.
    pub(crate) strict: Option<Share>,
    /// How long to wait while another job writes to the index; `None` to fail at once.
    pub(crate) wait: Option<Duration>,
    /// When progress is shown.
    pub(crate) progress: ShowProgress,
    /// When a line about the job is written.
    pub(crate) summary: Summary,
    /// Whether alerts are printed to stdout.
    pub(crate) prints_alerts: bool,
}

/// When a line about a job is written to stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Summary {
    /// Always.
    Always,
    /// Only if there is a new generation or something is wrong.
    OnChange,
    /// Only if something is wrong.
    OnTrouble,
}

/// Refreshes one archive, hooks included.
pub(crate) fn run(archive: &Archive, orders: &Orders) -> (ArchiveRun, ExitStatus) {
    let mut run = Run {
        archive,
        orders,
        started: jiff::Timestamp::now(),
        clock: Instant::now(),
        report_file: report_file(archive),
        record: ArchiveRun {
            name: archive.name.clone(),
            outcome: Outcome::Failed,
            exit_code: 0,
            report: None,
            unchanged_generation: None,
            error: None,
            alerts: Vec::new(),
            hooks: Vec::new(),
        },
        hints: Vec::new(),
    };
    let done = run.with_before();
    run.report_file = report_file_after(archive);
    let status = match done {
        Ok(report) => run.take(report),
        Err(error) => run.fail(error),
    };
    let status = run.conclude(status);
    let is_said = match orders.summary {
        Summary::Always => true,
        Summary::OnChange => run.record.outcome == Outcome::Published,
        Summary::OnTrouble => false,
    };
    if is_said || status != ExitStatus::Success {
        stream::say_line(&job_line(&run.record));
    }
    for hint in &run.hints {
        stream::say("hint", &for_terminal(hint));
    }
    (run.record, status)
}

/// The run of one archive's job.
struct Run<'a> {
    archive: &'a Archive,
    orders: &'a Orders,
    started: jiff::Timestamp,
    clock: Instant,
    /// Where hooks find the report.
    report_file: PathBuf,
    record: ArchiveRun,
    /// What to do about it, said after the line about the job.
    hints: Vec<String>,
}

impl Run<'_> {
    /// Runs the `before` hook, which stops the job if it fails, and the job.
    fn with_before(&mut self) -> anyhow::Result<BuildReport> {
        if let Some(command) = &self.archive.settings.hooks.before
            && !self.hook("before", command, None)
        {
            return Err(Misuse::error(
                "its `before` hook failed, so nothing was done",
                "see what the program printed",
            ));
        }
        let shown = Shown::new(self.orders.progress, &self.archive.name);
        failure::contained(|| {
            let job = self.archive.job(&self.orders.options)?;
            let wait = self.orders.wait.unwrap_or_default();
            Ok(job.run_within(wait, &shown)?)
        })
    }

    /// Records a job that ended with a report.
    fn take(&mut self, report: BuildReport) -> ExitStatus {
        let refused = report.refused_records;
        let share = Share::of(refused, report.articles_of.without_removed() + refused);
        let (outcome, status) = if let Some(refusal) = &report.refused {
            if refusal.is_about_removals() {
                let command = self.archive.command("reindex --allow-removals");
                let hint = command.map(|command| format!("if this is intended: {command}"));
                self.hints.extend(hint);
            }
            (Outcome::Refused, ExitStatus::Refused)
        } else {
            let outcome = if report.published() {
                Outcome::Published
            } else {
                Outcome::Current
            };
            let is_over_limit = self.orders.strict.is_some_and(|limit| share > limit);
            let status = if is_over_limit {
                ExitStatus::Problems
            } else {
                ExitStatus::of_published(&report)
            };
            self.record.error.clone_from(&report.unfinished);
            (outcome, status)
        };
        self.record.outcome = outcome;
        self.record.report = Some(report);
        status
    }

    /// Records a job that failed.
    fn fail(&mut self, error: anyhow::Error) -> ExitStatus {
        let status = failure::status_of(&error);
        self.record.outcome = match status {
            ExitStatus::Busy => Outcome::Busy,
            _ => Outcome::Failed,
        };
        self.record.error = Some(failure::message(&error));
        let current = self.archive.store.current_number();
        self.record.unchanged_generation = current.ok().flatten();
        let hint = failure::hint(&error);
        self.hints
            .extend(hint.map(|hint| format!("{}: {hint}", self.archive.name)));
        status
    }

    /// What follows the job: alerts, the report, the hook for its outcome.
    fn conclude(&mut self, mut status: ExitStatus) -> ExitStatus {
        self.record.exit_code = status.code();
        let is_done = matches!(self.record.outcome, Outcome::Published | Outcome::Current);
        if is_done {
            if self.archive.watches().next().is_some() {
                // The hooks of watches read the report of this job, not that of the job before.
                self.write_report();
            }
            status = status.worse(self.deliver());
            self.record.exit_code = status.code();
        }
        let is_kept = self.report_file == report_file(self.archive);
        if is_kept {
            self.write_report();
        }
        let hooks = &self.archive.settings.hooks;
        let hook = if is_done {
            ("after", &hooks.after)
        } else {
            ("on-failure", &hooks.on_failure)
        };
        if let (name, Some(command)) = hook {
            self.write_report();
            if !self.hook(name, command, Some(status)) {
                // After a job that failed, the job's own exit code is the worse one.
                status = status.worse(ExitStatus::Problems);
            }
            self.record.exit_code = status.code();
            if is_kept {
                self.write_report();
            } else {
                // Without an index the report was for the hook only.
                let _ = std::fs::remove_file(&self.report_file);
            }
        }
        status
    }

    /// Delivers what watches found.
    fn deliver(&mut self) -> ExitStatus {
        match alerts::deliver(
            self.archive,
            &self.report_file,
            self.orders.prints_alerts,
            self.orders.summary == Summary::OnTrouble,
        ) {
            Ok(delivered) => {
                let mut status = ExitStatus::Success;
                for hook in &delivered.hooks {
                    say_failure(&self.archive.name, hook);
                    if !hook.succeeded() {
                        status = ExitStatus::Problems;
                    }
                }
                self.record.alerts = delivered.alerts;
                self.record.hooks.extend(delivered.hooks);
                status
            }
            Err(error) => {
                let error = error.context("alerts are delivered by the next run");
                self.record.error = Some(failure::message(&error));
                ExitStatus::Problems
            }
        }
    }

    /// Runs a hook. Returns whether it succeeded.
    fn hook(&mut self, name: &str, command: &[String], status: Option<ExitStatus>) -> bool {
        let context = HookContext {
            archive: &self.archive.name,
            report: &self.report_file,
            exit_code: status.map(ExitStatus::code),
            alerts: None,
            is_quiet: self.orders.summary == Summary::OnTrouble,
        };
        let limit = self.archive.settings.hooks.timeout;
        let done = run_hook(name, command, limit, &context);
        let succeeded = done.succeeded();
        say_failure(&self.archive.name, &done);
        self.record.hooks.push(done);
        succeeded
    }

    /// Writes the report for hooks. A hook notices if there is none; the job itself is done.
    fn write_report(&self) {
        let job = JobRun {
            started: self.started,
            took: self.clock.elapsed(),
            exit_code: self.record.exit_code,
            peak_memory: machine::peak_memory(),
            archives: std::slice::from_ref(&self.record),
        };
        if self.report_file == report_file(self.archive) {
            let mut text = Vec::new();
            if job.json(&mut text).is_ok() {
                let _ = self.archive.store.put_report(&text);
            }
        } else {
            let _ = write_report(&job, &self.report_file);
        }
    }
}

/// Reports how a hook failed, if it did.
fn say_failure(archive: &str, hook: &HookRun) {
    if hook.succeeded() {
        return;
    }
    let how = match (&hook.error, hook.exit_code) {
        (Some(error), _) => error.clone(),
        (None, Some(code)) => format!("exit code {code}"),
        (None, None) => "ended by a signal".to_owned(),
    };
    let (name, command) = (&hook.hook, hook.command.join(" "));
    let text = format!("{archive}: hook `{name}` ({command}): {how}");
    stream::say("error", &for_terminal(&text));
}

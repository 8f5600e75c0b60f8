//! `dateline reindex`: jobs over archives, one after the other, for schedulers.

use super::batch_args::ReindexArgs;
use super::exit::ExitStatus;
use super::failure::{self, Misuse};
use super::hooks::{HookContext, run_hook};
use super::progress::{self, Shown};
use super::targets::{Target, targets};
use super::{alerts, index, machine, stream};
use crate::index::{
    BuildReport, BuildSettings, ChangeDetection, IndexError, Job, Observer, Plan, Share,
};
use crate::present::{
    ArchiveRun, HookRun, JobRun, Outcome, for_terminal, job_json, job_line, plan_line,
};
use std::path::Path;
use std::time::{Duration, Instant};

/// The first and the longest pause between two looks at an archive that another job holds.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));

pub(super) fn run(args: &ReindexArgs, config: Option<&Path>) -> anyhow::Result<ExitStatus> {
    let targets = targets(&args.archives, config)?;
    let memory = index::memory(args.memory)?;
    let run = Run { args, memory };
    if args.dry_run {
        return Ok(run.plan(&targets));
    }
    if let Some(file) = &args.report {
        check_place(file)?;
    }
    let (started, clock) = (jiff::Timestamp::now(), Instant::now());
    let mut status = ExitStatus::Success;
    let mut runs = Vec::new();
    for target in &targets {
        let (own, own_status) = run.archive(target);
        status = status.worse(own_status);
        runs.push(own);
    }
    if let Some(file) = &args.report {
        let job = JobRun {
            started,
            took: clock.elapsed(),
            exit_code: status.code(),
            peak_memory: machine::peak_memory(),
            archives: &runs,
        };
        if let Err(error) = write_report(&job, file) {
            // What the job did stands, whether somebody can read of it or not.
            let error =
                anyhow::Error::new(error).context(format!("cannot write {}", file.display()));
            failure::say_error(&error);
            status = status.worse(ExitStatus::Problems);
        }
    }
    Ok(status)
}

/// A run over archives.
struct Run<'a> {
    args: &'a ReindexArgs,
    memory: u64,
}

impl Run<'_> {
    /// Says what would be done.
    fn plan(&self, targets: &[Target]) -> ExitStatus {
        let mut status = ExitStatus::Success;
        for target in targets {
            let settings = self.settings(target);
            let silent = Shown::nothing();
            let job = self.job(target, &settings, &silent);
            match failure::contained(|| Ok(job.plan()?)) {
                Ok(plan) => {
                    status = status.worse(status_of_plan(&plan));
                    stream::say_line(&plan_line(&target.name, &plan));
                }
                Err(error) => {
                    failure::say_error(&error.context(target.name.clone()));
                    status = status.worse(ExitStatus::Trouble);
                }
            }
        }
        status
    }

    /// Refreshes one archive, hooks included.
    fn archive(&self, target: &Target) -> (ArchiveRun, ExitStatus) {
        let mut run = ArchiveRun {
            name: target.name.clone(),
            outcome: Outcome::Failed,
            exit_code: 0,
            report: None,
            stands: None,
            error: None,
            alerts: Vec::new(),
            hooks: Vec::new(),
        };
        let started = jiff::Timestamp::now();
        let clock = Instant::now();
        let done = self.with_before(target, &target.report_file(), &mut run);
        let report_file = target.report_file_after();
        let mut status = match done {
            Ok(report) => self.take(report, target, &mut run),
            Err(error) => Self::fail(error, target, &mut run),
        };
        run.exit_code = status.code();
        let job = |run: &ArchiveRun| {
            let job = JobRun {
                started,
                took: clock.elapsed(),
                exit_code: run.exit_code,
                peak_memory: machine::peak_memory(),
                archives: std::slice::from_ref(run),
            };
            // A hook that finds no report sees so; the job itself is done.
            let _ = write_report(&job, &report_file);
        };
        if matches!(run.outcome, Outcome::Published | Outcome::Current) {
            if !target.watches.is_empty() {
                // Their hooks read it: not that of the job before.
                job(&run);
            }
            status = status.worse(self.tell(target, &report_file, &mut run));
            run.exit_code = status.code();
        }
        let is_kept = report_file == target.report_file();
        if is_kept {
            job(&run);
        }
        let hook = match run.outcome {
            Outcome::Published | Outcome::Current => ("after", &target.hooks.after),
            _ => ("on-failure", &target.hooks.on_failure),
        };
        if let (name, Some(command)) = hook {
            job(&run);
            let succeeded = Self::hook(name, command, Some(status), target, &report_file, &mut run);
            if !succeeded {
                // Behind a job that failed, its own code is the worse one.
                status = status.worse(ExitStatus::Problems);
            }
            run.exit_code = status.code();
            if is_kept {
                job(&run);
            } else {
                // Where there is no index, the report was for the hook alone.
                let _ = std::fs::remove_file(&report_file);
            }
        }
        if !self.args.quiet || status != ExitStatus::Success {
            stream::say_line(&job_line(&run));
        }
        (run, status)
    }

    /// Tells what watches found.
    fn tell(&self, target: &Target, report: &Path, run: &mut ArchiveRun) -> ExitStatus {
        match alerts::tell(target, report, self.args.alerts) {
            Ok(told) => {
                let mut status = ExitStatus::Success;
                for hook in &told.hooks {
                    say_failure(&target.name, hook);
                    if !hook.succeeded() {
                        status = ExitStatus::Problems;
                    }
                }
                run.alerts = told.alerts;
                run.hooks.extend(told.hooks);
                status
            }
            Err(error) => {
                let error = error.context("alerts are told by the next run");
                run.error = Some(failure::message(&error));
                ExitStatus::Problems
            }
        }
    }

    /// The job behind its `before` hook, which stops it by failing.
    fn with_before(
        &self,
        target: &Target,
        report: &Path,
        run: &mut ArchiveRun,
    ) -> anyhow::Result<BuildReport> {
        if let Some(command) = &target.hooks.before
            && !Self::hook("before", command, None, target, report, run)
        {
            return Err(Misuse::error(
                "its `before` hook failed, so nothing was done",
                "see what the program said",
            ));
        }
        let settings = self.settings(target);
        let shown = progress::shown(self.args.progress, self.args.quiet, &target.name);
        failure::contained(|| {
            let deadline = self.args.wait.map(|wait| Instant::now() + wait);
            let mut pause = PAUSES.0;
            loop {
                let left = deadline.map(|end| end.saturating_duration_since(Instant::now()));
                match (self.job(target, &settings, &shown).run(), left) {
                    (Err(IndexError::Busy(_)), Some(left)) if !left.is_zero() => {
                        std::thread::sleep(pause.min(left));
                        pause = (pause * 2).min(PAUSES.1);
                    }
                    (other, _) => return Ok(other?),
                }
            }
        })
    }

    fn hook(
        name: &str,
        command: &[String],
        status: Option<ExitStatus>,
        target: &Target,
        report: &Path,
        run: &mut ArchiveRun,
    ) -> bool {
        let context = HookContext {
            archive: &target.name,
            report,
            exit_code: status.map(ExitStatus::code),
            alerts: None,
        };
        let done = run_hook(name, command, &context);
        let succeeded = done.succeeded();
        say_failure(&target.name, &done);
        run.hooks.push(done);
        succeeded
    }
    fn take(&self, report: BuildReport, target: &Target, run: &mut ArchiveRun) -> ExitStatus {
        let refused = report.refused_records;
        let share = Share::of(refused, report.articles_of.there() + refused);
        let (outcome, status) = if let Some(refusal) = &report.refused {
            if refusal.is_about_removals() {
                let hint = format!(
                    "if that is meant: dateline reindex --allow-removals {}",
                    target.name
                );
                stream::say("hint", &for_terminal(&hint));
            }
            (Outcome::Refused, ExitStatus::Refused)
        } else {
            let outcome = if report.published() {
                Outcome::Published
            } else {
                Outcome::Current
            };
            let is_strict = self.args.strict.is_some_and(|limit| share > limit);
            let status = if is_strict {
                ExitStatus::Problems
            } else {
                ExitStatus::of_published(&report)
            };
            run.error.clone_from(&report.unfinished);
            (outcome, status)
        };
        run.outcome = outcome;
        run.report = Some(report);
        status
    }

    fn fail(error: anyhow::Error, target: &Target, run: &mut ArchiveRun) -> ExitStatus {
        let status = failure::status_of(&error);
        run.outcome = match status {
            ExitStatus::Busy => Outcome::Busy,
            _ => Outcome::Failed,
        };
        run.error = Some(failure::message(&error));
        run.stands = target.store.current_number().ok().flatten();
        if let Some(hint) = failure::hint(&error) {
            let hint = format!("{}: {hint}", target.name);
            stream::say("hint", &for_terminal(&hint));
        }
        status
    }

    fn settings(&self, target: &Target) -> BuildSettings {
        BuildSettings {
            settings: target.settings.clone(),
            memory: self.memory,
            threads: self.args.threads.map_or_else(machine::threads, Into::into),
            full: self.args.full,
            keep: self.args.keep.map_or(target.keep, Into::into),
        }
    }

    fn job<'a>(
        &self,
        target: &'a Target,
        settings: &'a BuildSettings,
        progress: &'a Shown,
    ) -> Job<'a> {
        let mut guards = target.guards;
        guards.allow_removals |= self.args.allow_removals;
        Job {
            folders: &target.folders,
            store: &target.store,
            settings,
            change_detection: if self.args.checksum {
                ChangeDetection::ByContent
            } else {
                ChangeDetection::ByStat
            },
            guards,
            observer: (!target.watches.is_empty()).then_some(&target.observer as &dyn Observer),
            progress,
        }
    }
}

/// Says how a hook failed, if it did.
fn say_failure(archive: &str, hook: &HookRun) {
    if hook.succeeded() {
        return;
    }
    let how = match (&hook.error, hook.exit_code) {
        (Some(error), _) => error.clone(),
        (None, Some(code)) => format!("exit code {code}"),
        (None, None) => "ended by a signal".to_owned(),
    };
    let text = format!(
        "{archive}: hook `{}` ({}): {how}",
        hook.hook,
        hook.command.join(" ")
    );
    stream::say("error", &for_terminal(&text));
}

fn status_of_plan(plan: &Plan) -> ExitStatus {
    match plan.refusal {
        Some(_) => ExitStatus::Refused,
        None => ExitStatus::Success,
    }
}

/// A report that could not be written anyway is better known of before the job than behind it.
fn check_place(file: &Path) -> anyhow::Result<()> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if file.is_dir() || !folder.is_dir() {
        return Err(Misuse::error(
            format!("cannot write a report to {}", file.display()),
            "name a file in a folder that is there: --report FILE",
        ));
    }
    Ok(())
}

fn write_report(job: &JobRun, file: &Path) -> std::io::Result<()> {
    let mut text = Vec::new();
    job_json(job, &mut text)?;
    stream::replace_file(file, &text)
}

//! Programs that run around a job, without a shell.

use crate::present::HookRun;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a hook is told in its environment.
pub(in crate::cli) struct HookContext<'a> {
    /// The archive.
    pub(in crate::cli) archive: &'a str,
    /// The report, or where it will be.
    pub(in crate::cli) report: &'a Path,
    /// The job's exit code; `None` before the job.
    pub(in crate::cli) exit_code: Option<u8>,
    /// The alerts, for the hook of a watch.
    pub(in crate::cli) alerts: Option<&'a Path>,
}

/// Runs a hook and waits for it. What it prints goes to stderr, since stdout is for alerts.
pub(in crate::cli) fn run_hook(hook: &str, command: &[String], context: &HookContext) -> HookRun {
    let mut run = HookRun {
        hook: hook.to_owned(),
        command: command.to_owned(),
        exit_code: None,
        error: None,
    };
    let Some((program, arguments)) = command.split_first() else {
        return run;
    };
    let mut child = Command::new(program);
    child
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::from(std::io::stderr()))
        .env("DATELINE_HOOK", hook)
        .env("DATELINE_ARCHIVE", context.archive)
        .env("DATELINE_REPORT", context.report);
    if let Some(code) = context.exit_code {
        child.env("DATELINE_EXIT_CODE", code.to_string());
    }
    if let Some(alerts) = context.alerts {
        child.env("DATELINE_ALERTS", alerts);
    }
    match child.status() {
        Ok(status) => run.exit_code = status.code(),
        Err(error) => run.error = Some(error.to_string()),
    }
    run
}

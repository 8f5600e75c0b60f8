//! Programs that run around a job.
//!
//! They run without a shell and with an empty stdin. What they print goes to stderr, since stdout is for alerts.

use crate::present::HookRun;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a hook finds in its environment.
pub(super) struct HookContext<'a> {
    /// The archive.
    pub(super) archive: &'a str,
    /// The report, or where it will be.
    pub(super) report: &'a Path,
    /// The job's exit code; `None` before the job.
    pub(super) exit_code: Option<u8>,
    /// The alerts, for the hook of a watch.
    pub(super) alerts: Option<&'a Path>,
}

/// Runs a hook and waits for it.
pub(super) fn run_hook(hook: &str, command: &[String], context: &HookContext) -> HookRun {
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

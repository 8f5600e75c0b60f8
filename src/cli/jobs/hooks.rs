//! Programs that run around a job.
//!
//! They run without a shell and with an empty stdin. What they print goes to stderr, since stdout is for alerts; in a
//! quiet run it is kept in a file without a name and shown only if the hook fails. A hook with a time limit runs in a
//! process group of its own, so that it can be ended together with what it started.

use crate::cli::output::stream;
use crate::platform;
use crate::present::HookRun;
use jiff::SignedDuration;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

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
    /// Whether what it prints is shown only if it fails.
    pub(super) is_quiet: bool,
}

/// Runs a hook and waits for it. One that takes longer than the limit is ended, and that is an error
/// of the hook.
pub(super) fn run_hook(
    hook: &str,
    command: &[String],
    limit: Option<Duration>,
    context: &HookContext,
) -> HookRun {
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
    let kept = if context.is_quiet {
        kept_output()
    } else {
        None
    };
    let both = kept
        .as_ref()
        .and_then(|file| Some((file.try_clone().ok()?, file.try_clone().ok()?)));
    match both {
        Some((out, err)) => child.stdout(out).stderr(err),
        None => child.stdout(Stdio::from(std::io::stderr())),
    };
    child
        .args(arguments)
        .stdin(Stdio::null())
        .env("DATELINE_HOOK", hook)
        .env("DATELINE_ARCHIVE", context.archive)
        .env("DATELINE_REPORT", context.report);
    if let Some(code) = context.exit_code {
        child.env("DATELINE_EXIT_CODE", code.to_string());
    }
    if let Some(alerts) = context.alerts {
        child.env("DATELINE_ALERTS", alerts);
    }
    // It can be ended together with what it started only if it is the first of a group.
    if limit.is_some() {
        platform::lead_group(&mut child);
    }
    match child.spawn().and_then(|child| wait(child, limit)) {
        Ok(Some(status)) => run.exit_code = status.code(),
        Ok(None) => {
            let limit = limit.and_then(|limit| SignedDuration::try_from(limit).ok());
            let limit = limit.unwrap_or_default();
            run.error = Some(format!(
                "took longer than {limit:#}, and was ended with its process group"
            ));
        }
        Err(error) => run.error = Some(error.to_string()),
    }
    if let Some(kept) = kept.filter(|_| !run.succeeded()) {
        show(kept);
    }
    run
}

/// The most of a hook's output that is shown after it failed, in bytes: its end.
const SHOWN: u64 = 64 << 10;

/// A file for what a hook prints. It has no name, so nothing is left of it.
fn kept_output() -> Option<File> {
    let path = std::env::temp_dir().join(format!("dateline-hook-{:016x}", stream::random()));
    let mut options = File::options();
    let file = options
        .read(true)
        .append(true)
        .create_new(true)
        .open(&path)
        .ok()?;
    fs::remove_file(&path).ok()?;
    Some(file)
}

/// Writes the end of what a hook printed to stderr, as the hook would have done.
fn show(mut kept: File) {
    let length = kept.metadata().map_or(0, |own| own.len());
    let start = length.saturating_sub(SHOWN);
    if start > 0 {
        stream::say_line(&format!(
            "(the first {start} bytes of what the hook printed are left out)"
        ));
    }
    let _ = kept.seek(SeekFrom::Start(start));
    let _ = io::copy(&mut kept, &mut io::stderr().lock());
}

/// How long a program has to end by itself after it was asked to.
const GRACE: Duration = Duration::from_secs(2);

/// The longest pause between two looks at a program.
const PAUSE: Duration = Duration::from_millis(50);

/// Waits for a program. One that takes longer than the limit is ended, and `None` is returned.
fn wait(mut child: Child, limit: Option<Duration>) -> io::Result<Option<ExitStatus>> {
    let end = limit.and_then(|limit| Instant::now().checked_add(limit));
    let Some(end) = end else {
        return child.wait().map(Some);
    };
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            platform::end_group(&mut child, GRACE, PAUSE);
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(pause.min(left));
        pause = (pause * 2).min(PAUSE);
    }
}

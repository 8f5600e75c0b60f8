//! The CPU time of child processes, as counted by Linux.

use anyhow::{Context, ensure};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The unit of `proc_pid_stat(5)`: `sysconf(_SC_CLK_TCK)` is 100 per second on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// Runs a command to its end and returns its user time, summed over all its threads.
///
/// # Errors
/// If it fails, or on systems other than Linux.
pub fn user_time(command: &mut Command) -> anyhow::Result<Duration> {
    let before = of_children()?;
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(of_children()?.saturating_sub(before))
}

/// The user time of all child processes that have ended.
fn of_children() -> anyhow::Result<Duration> {
    let stat =
        std::fs::read_to_string("/proc/self/stat").context("CPU time is only measured on Linux")?;
    // The third field is the first after the name of the program, which may contain spaces.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = fields.split_whitespace().nth(16 - 3);
    let ticks: u32 = ticks.context("no cutime")?.parse()?;
    Ok(TICK * ticks)
}

//! The CPU time of child processes, as Linux counts it.

use anyhow::{Context, ensure};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How long a unit of `proc_pid_stat(5)` is: `sysconf(_SC_CLK_TCK)` is 100 on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// Runs a command to its end and gives the time that it computed, on all its threads, without that
/// of the system.
///
/// # Errors
/// If it fails, or the system does not tell.
pub fn user_time(command: &mut Command) -> anyhow::Result<Duration> {
    let before = of_children()?;
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(of_children()?.saturating_sub(before))
}

/// The user time of all children that have ended.
fn of_children() -> anyhow::Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("CPU time is told on Linux")?;
    // Behind the program's name, which may hold spaces, the third field comes first.
    let behind = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind.split_whitespace().nth(16 - 3);
    let ticks: u32 = ticks.context("no cutime")?.parse()?;
    Ok(TICK * ticks)
}

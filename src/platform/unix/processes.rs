//! Processes: groups of them, who called this one, and the programs of the desktop.
//!
//! A terminal is known by the process that leads its session (setsid(2)), which is the shell in it;
//! a script in a terminal shares it. Without a controlling terminal it is the parent process: a
//! script, or another program. Numbers of processes are used again, so the time at which the
//! process started is part of the name where the system tells it.

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// The program that opens a file or an address as the desktop would.
pub(crate) const DESKTOP_OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// The pager where none is set. Of Ctrl-C this program ends too: `less` must not stay alone on the
/// terminal.
pub(crate) const PAGER: Option<&str> = Some("less -K");

/// Whether `sh` can be relied on.
pub(crate) const HAS_SHELL: bool = true;

/// Makes a program the first of a group: only so it can be ended together with what it starts.
pub(crate) fn lead_group(command: &mut Command) {
    command.process_group(0);
}

/// Asks a program and all that it started to end, and after `grace` ends them; looks again after each
/// `pause`. The program is not waited for in between: its number, which is that of the group, stays
/// taken until then.
pub(crate) fn end_group(child: &mut Child, grace: Duration, pause: Duration) {
    let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return;
    };
    let _ = kill_process_group(group, Signal::TERM);
    let end = Instant::now() + grace;
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    while Instant::now() < end && matches!(waitid(WaitId::Pid(group), options), Ok(None)) {
        std::thread::sleep(pause);
    }
    let _ = kill_process_group(group, Signal::KILL);
}

/// A name for the terminal, or for the parent process where there is none; the same as long as that
/// lives.
pub(crate) fn caller() -> String {
    let has_terminal = File::open("/dev/tty").is_ok();
    let leader = session_leader().filter(|_| has_terminal);
    let kind = if leader.is_some() {
        "terminal"
    } else {
        "process"
    };
    let parent = || rustix::process::getppid().map(Pid::as_raw_pid);
    let process = leader.or_else(parent).unwrap_or_default();
    let started = stat_field(&process.to_string(), STARTED).unwrap_or_default();
    format!("{kind}-{process}-{started}")
}

/// The process that leads the session; on Linux none where it is outside of the container, which the
/// system says by the number 0.
fn session_leader() -> Option<i32> {
    if cfg!(target_os = "linux") {
        let session = stat_field("self", SESSION)?;
        return i32::try_from(session).ok().filter(|session| *session != 0);
    }
    let session = rustix::process::getsid(None).ok()?;
    Some(session.as_raw_pid())
}

/// Numbers of fields of `stat`, from 1, in proc(5): the session, and the time at which the process
/// started, in ticks since the start of the system.
const SESSION: usize = 6;
const STARTED: usize = 22;

/// A number of what Linux tells about a process in `/proc/PROCESS/stat`; none on other systems. The
/// second field is a name in brackets, which may have anything in it.
fn stat_field(process: &str, number: usize) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let third = stat.rsplit_once(')')?.1;
    third.split_whitespace().nth(number - 3)?.parse().ok()
}

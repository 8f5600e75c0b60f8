//! Who runs the program, so that each terminal has a last search of its own.
//!
//! A terminal is known by the process that leads its session (setsid(2)), which is the shell in it;
//! a script in a terminal shares it. Without a controlling terminal it is the parent process: a
//! script, or another program. Numbers of processes are used again, so the time at which the
//! process started is part of the name where the system tells it.

/// A name for the terminal, or for the parent process where there is none; the same as long as that
/// lives.
#[cfg(unix)]
pub(super) fn caller() -> String {
    let has_terminal = std::fs::File::open("/dev/tty").is_ok();
    let leader = session_leader().filter(|_| has_terminal);
    let kind = if leader.is_some() {
        "terminal"
    } else {
        "process"
    };
    let parent = || rustix::process::getppid().map(rustix::process::Pid::as_raw_pid);
    let process = leader.or_else(parent).unwrap_or_default();
    let started = stat_field(&process.to_string(), STARTED).unwrap_or_default();
    format!("{kind}-{process}-{started}")
}

/// The process that leads the session; none where it is outside of the container, which the system
/// says by the number 0.
#[cfg(target_os = "linux")]
fn session_leader() -> Option<i32> {
    let session = stat_field("self", SESSION)?;
    i32::try_from(session).ok().filter(|session| *session != 0)
}

/// The process that leads the session.
#[cfg(all(unix, not(target_os = "linux")))]
fn session_leader() -> Option<i32> {
    let session = rustix::process::getsid(None).ok()?;
    Some(session.as_raw_pid())
}

/// Other systems do not tell: everything has one last search.
#[cfg(not(unix))]
pub(super) fn caller() -> String {
    "user".to_owned()
}

/// Numbers of fields of `stat`, from 1, in proc(5).
#[cfg(target_os = "linux")]
const SESSION: usize = 6;
/// The time at which the process started, in ticks since the start of the system.
#[cfg(unix)]
const STARTED: usize = 22;

/// A number of what Linux tells about a process in `/proc/PROCESS/stat`; none on other systems. The
/// second field is a name in brackets, which may have anything in it.
#[cfg(unix)]
fn stat_field(process: &str, number: usize) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let third = stat.rsplit_once(')')?.1;
    third.split_whitespace().nth(number - 3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::caller;

    #[test]
    fn a_caller_has_one_name_that_can_be_the_name_of_a_file() {
        let name = caller();
        assert_eq!(name, caller());
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        assert!(name.chars().all(is_plain), "{name}");
    }
}

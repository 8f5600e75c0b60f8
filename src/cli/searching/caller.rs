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
    use rustix::process::{getppid, getsid};
    let has_terminal = std::fs::File::open("/dev/tty").is_ok();
    let process = match getsid(None) {
        Ok(session) if has_terminal => Some(session),
        _ => getppid(),
    };
    let process = process.map_or(0, rustix::process::Pid::as_raw_pid);
    let kind = if has_terminal { "terminal" } else { "process" };
    format!("{kind}-{process}-{}", started(process).unwrap_or_default())
}

/// Other systems do not tell: everything has one last search.
#[cfg(not(unix))]
pub(super) fn caller() -> String {
    "user".to_owned()
}

/// The time at which a process started, in ticks since the start of the system (proc(5): the 22nd
/// field of `stat`). The second field is a name in brackets, which may have anything in it.
#[cfg(unix)]
fn started(process: i32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let after_name = stat.rsplit_once(')')?.1;
    after_name.split_whitespace().nth(19)?.parse().ok()
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

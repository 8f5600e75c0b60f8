//! The peak memory of a child process, as counted by Linux.

use std::io;
use std::process::Child;

/// The peak memory of a process, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Peak {
    /// All resident memory, including pages of mapped files, which the system may reclaim at any
    /// time.
    pub resident: u64,
    /// The part that is not from files: heap and stacks.
    pub anonymous: u64,
}

/// Waits for the end of a child process and returns its peak; `None` on systems other than Linux.
///
/// # Errors
/// If the child cannot be waited for or fails.
pub fn watch(child: &mut Child) -> io::Result<Option<Peak>> {
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if let Some(seen) = look(child.id()) {
            let so_far: &mut Peak = peak.get_or_insert_default();
            so_far.resident = so_far.resident.max(seen.resident);
            so_far.anonymous = so_far.anonymous.max(seen.anonymous);
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    };
    if status.success() {
        Ok(peak)
    } else {
        Err(io::Error::other(format!("the measured process: {status}")))
    }
}

/// The peak resident set so far and the current anonymous memory, from `proc_pid_status(5)`; `None`
/// on systems other than Linux.
#[cfg(target_os = "linux")]
#[must_use]
pub fn look(process: u32) -> Option<Peak> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let bytes = |name: &str| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.trim_end_matches("kB").trim().parse().ok()?;
        Some(kibibytes << 10)
    };
    Some(Peak {
        resident: bytes("VmHWM:")?,
        anonymous: bytes("RssAnon:")?,
    })
}

/// Other systems have no such file.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn look(_process: u32) -> Option<Peak> {
    None
}

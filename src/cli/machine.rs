//! What this machine has: memory and cores.
//!
//! By default a job uses a sensible part of it.

use std::num::NonZeroUsize;

/// The most working memory that a job takes by default, in bytes.
const MOST: u64 = 1 << 30;

/// The least working memory that is useful, in bytes: the engine's own minimum for a thread or two.
pub(super) const LEAST: u64 = 64 << 20;

/// The most threads of a job. Systems refuse to start some thousand.
pub(super) const MOST_THREADS: usize = 256;

/// What a job may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resources {
    /// Working memory in bytes.
    pub(crate) memory: u64,
    /// Threads that read and index, at least 1.
    pub(crate) threads: usize,
}

/// A sensible part of this machine.
impl Default for Resources {
    fn default() -> Self {
        Self {
            memory: working_memory(),
            threads: threads(),
        }
    }
}

/// A sensible part of the machine's memory, in bytes: a quarter of what is free. The limits of the
/// process's control group are respected.
pub(super) fn working_memory() -> u64 {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let mut free = system.available_memory();
    if let Some(limits) = system.cgroup_limits() {
        free = free.min(limits.free_memory);
    }
    (free / 4).clamp(LEAST, MOST)
}

/// The most memory that this process has used, in bytes; `None` on systems other than Linux.
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}

/// One thread per core.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

//! What this machine has: memory and cores.

use std::num::NonZeroUsize;

/// The most working memory that is taken without being asked to, in bytes.
const MOST: u64 = 1 << 30;

/// The least that makes sense, in bytes: the engine's own minimum for a thread or two.
pub(super) const LEAST: u64 = 64 << 20;

/// A sensible part of the machine's memory, in bytes: a quarter of what is free, the limits of
/// its control group honoured.
pub(super) fn working_memory() -> u64 {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let mut free = system.available_memory();
    if let Some(limits) = system.cgroup_limits() {
        free = free.min(limits.free_memory);
    }
    (free / 4).clamp(LEAST, MOST)
}

/// The most memory that this process has had, in bytes; only Linux says so.
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}

/// One thread a core.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

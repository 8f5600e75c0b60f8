//! Jobs that are killed, that run out of space or meet errors, damaged indexes, and races. The current generation is
//! always complete, and the next job repairs the rest.
//!
//! Each test takes a few seconds by default. `DATELINE_TRUST=long` runs them at full length. Seeds are printed, and
//! `DATELINE_SEED` repeats a run.

// Jobs are held at fault points, which are in debug builds only.
#[cfg(all(unix, debug_assertions))]
mod changing_files;
mod damage;
pub(crate) mod export;
mod fates;
#[cfg(unix)]
mod foreign_folder;
mod full_disk;
#[cfg(target_os = "linux")]
mod io_faults;
// Fault points are in debug builds only.
#[cfg(debug_assertions)]
mod kill_points;
mod lost_current;
#[cfg(target_os = "linux")]
mod power_loss;
mod races;
mod random_kills;
mod rot;
mod same_index;
#[cfg(target_os = "linux")]
mod small_disk;
#[cfg(target_os = "linux")]
mod traced;
#[cfg(unix)]
mod turns;

/// Whether the tests run at full length.
pub(crate) fn is_long() -> bool {
    std::env::var("DATELINE_TRUST").is_ok_and(|value| value == "long")
}

/// A repeatable source of random numbers: Knuth's MMIX congruential generator, good enough to choose what to break.
pub(crate) struct Chance(u64);

impl Chance {
    /// Takes the seed from `DATELINE_SEED` or from the clock, and prints it, so that a failure can be repeated.
    pub(crate) fn printed(test: &str) -> Self {
        let given = std::env::var("DATELINE_SEED").ok();
        let seed = given.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
            let now = std::time::SystemTime::now();
            let since = now.duration_since(std::time::UNIX_EPOCH).unwrap();
            u64::from(since.subsec_nanos()) << 20 | u64::from(std::process::id())
        });
        println!("{test}: DATELINE_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

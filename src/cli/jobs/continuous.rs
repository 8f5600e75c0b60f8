//! Round after round, until somebody ends the program: `reindex --continuous` and `reindex --every`.
//!
//! It decides when the next round of jobs starts, and nothing else: a round is what one `reindex`
//! does. Whatever fails in a round, the next one follows. A round without changes only lists the
//! folders, so no events of files are needed, which network file systems do not give.

use crate::cli::exit::ExitStatus;
use std::thread;
use std::time::{Duration, Instant};

/// The time from the start of a round to the start of the next one.
const CONTINUOUS: Duration = Duration::from_secs(10);

/// The same after a round that failed, as with a full disk.
const TRY_AGAIN: Duration = Duration::from_mins(1);

/// When rounds start.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pace {
    /// Soon after files change.
    Continuous,
    /// This long after the start of the round before.
    Every(Duration),
}

/// Carries out rounds for ever.
pub(crate) fn repeat(pace: Pace, mut round: impl FnMut() -> ExitStatus) -> ! {
    loop {
        let started = Instant::now();
        let status = round();
        let pause = match (pace, status) {
            (Pace::Every(time), _) => time,
            (Pace::Continuous, ExitStatus::Success | ExitStatus::Problems) => CONTINUOUS,
            (Pace::Continuous, _) => TRY_AGAIN,
        };
        // A round that took longer is followed by the next one after a moment.
        let rest = pause.saturating_sub(started.elapsed());
        thread::sleep(rest.max(Duration::from_millis(100)));
    }
}

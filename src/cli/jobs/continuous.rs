//! Round after round, until somebody ends the program: `reindex --continuous` and `reindex --every`.
//!
//! It decides when the next round of jobs starts, and nothing else: a round is what one `reindex`
//! does. Whatever fails in a round, the next one follows.

use super::changes::Changes;
use crate::cli::archives::Archive;
use crate::cli::exit::ExitStatus;
use crate::cli::output::stream;
use std::thread;
use std::time::{Duration, Instant};

/// The longest time between two rounds where the system tells of every change it knows.
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// The same where it does not.
const LOOK: Duration = Duration::from_secs(10);

/// The time until the next round after one that failed, as with a full disk. It doubles with each round
/// that fails, up to 32 times of it, so that a refusal is not said every minute for days.
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
pub(crate) fn repeat(pace: Pace, archives: &[Archive], mut round: impl FnMut() -> ExitStatus) -> ! {
    match pace {
        Pace::Every(time) => loop {
            let started = Instant::now();
            round();
            // A round that took longer is followed by the next one after a moment.
            let rest = time.saturating_sub(started.elapsed());
            thread::sleep(rest.max(Duration::from_millis(100)));
        },
        Pace::Continuous => after_changes(archives, round),
    }
}

/// A round after each change of files. Listening starts again before each round, so what changes
/// during a round is seen, and so is a folder that came back.
fn after_changes(archives: &[Archive], mut round: impl FnMut() -> ExitStatus) -> ! {
    let (mut has_told, mut failures) = (false, 0);
    loop {
        let changes = Changes::of(archives);
        match round() {
            ExitStatus::Success | ExitStatus::Problems => failures = 0,
            _ => {
                failures = u32::saturating_add(failures, 1);
                // Files that change meanwhile may be the repair.
                thread::sleep(TRY_AGAIN);
                changes.wait(rest_after(failures).saturating_sub(TRY_AGAIN));
                continue;
            }
        }
        match &changes.missing {
            None => changes.wait(LOOK_AGAIN),
            Some(why) => {
                if !std::mem::replace(&mut has_told, true) {
                    let seconds = LOOK.as_secs();
                    stream::say_line(&format!(
                        "the system does not tell of all changes ({why}); looking every {seconds} seconds"
                    ));
                }
                changes.wait(LOOK);
            }
        }
    }
}

/// The time until the next round after so many in a row that failed.
fn rest_after(failures: u32) -> Duration {
    TRY_AGAIN * 2_u32.pow(failures.saturating_sub(1).min(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_again_and_again_is_tried_less_and_less_often() {
        let minutes = |failures| rest_after(failures).as_secs() / 60;
        let tried: Vec<_> = [1, 2, 3, 6, 7, u32::MAX].map(minutes).into();
        assert_eq!(tried, [1, 2, 4, 32, 32, 32]);
    }
}

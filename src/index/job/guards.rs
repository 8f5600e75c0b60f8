//! What a job must not do to an archive without being told to: lose much of it, or publish much that could not be read.
//!
//! An unmounted disk looks like a folder whose files were all deleted, and a change of format like thousands of bad
//! files. A guard refuses to publish; the generation in force stays.

use crate::index::Tally;
use std::fmt;
use std::str::FromStr;

/// A share of a whole, from nothing to all.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// All of it: a limit that nothing exceeds.
    pub const ALL: Self = Self(1.0);
    /// Nothing of it.
    pub const NOTHING: Self = Self(0.0);

    /// `part` of `whole`; nothing of nothing.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    pub fn of(part: u64, whole: u64) -> Self {
        if whole == 0 {
            Self::NOTHING
        } else {
            Self(part as f64 / whole as f64)
        }
    }
}

/// Reads `20%`, `0.5%`.
impl FromStr for Share {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let number = text.strip_suffix('%').ok_or(())?;
        let percent: f64 = number.trim().parse().map_err(|_| ())?;
        if (0.0..=100.0).contains(&percent) {
            Ok(Self(percent / 100.0))
        } else {
            Err(())
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = (self.0 * 1_000.0).round() / 10.0;
        write!(f, "{percent}%")
    }
}

/// The limits of a job.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guards {
    /// The share of its articles that an archive may lose in one job.
    pub max_removed: Share,
    /// The share of records that may be unreadable.
    pub max_problems: Share,
    /// Whether removals are meant: neither `max_removed` nor an empty folder stops the job.
    pub allow_removals: bool,
}

/// Half of an archive may go in one job, never all of a folder; anything may be unreadable.
impl Default for Guards {
    fn default() -> Self {
        Self {
            max_removed: Share(0.5),
            max_problems: Share::ALL,
            allow_removals: false,
        }
    }
}

impl Guards {
    /// Guards that let everything pass.
    #[must_use]
    pub fn none() -> Self {
        Self {
            max_removed: Share::ALL,
            max_problems: Share::ALL,
            allow_removals: true,
        }
    }

    /// Why a job that would end so is refused; `None` if it is not. `before` is how many articles
    /// the archive had.
    pub(in crate::index) fn refusal(
        &self,
        before: u64,
        tally: &Tally,
        lost: u64,
    ) -> Option<Refusal> {
        let removed = Share::of(lost, before);
        if !self.allow_removals && removed > self.max_removed {
            return Some(Refusal::Removals {
                lost,
                before,
                limit: self.max_removed,
            });
        }
        let refused = tally.refused_records;
        let records = tally.articles.there() + refused;
        (Share::of(refused, records) > self.max_problems).then_some(Refusal::Problems {
            refused,
            records,
            limit: self.max_problems,
        })
    }
}

/// Why a job published nothing although nothing failed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// A folder has no files where the index has some.
    #[error("{folder} holds no files; the index has {files} of it; is it mounted?")]
    EmptyFolder {
        /// The folder's path.
        folder: String,
        /// Files of it that the index knows.
        files: u64,
    },
    /// Too many articles would go.
    #[error("{lost} of {before} articles would go, {}; at most {limit} may", Share::of(*.lost, *.before))]
    Removals {
        /// Articles that would go.
        lost: u64,
        /// Articles in the index.
        before: u64,
        /// The share that may go.
        limit: Share,
    },
    /// Too much could not be read.
    #[error("{refused} of {records} records cannot be read, {}; at most {limit} may be so", Share::of(*.refused, *.records))]
    Problems {
        /// Records that cannot be read.
        refused: u64,
        /// All records.
        records: u64,
        /// The share that may be unreadable.
        limit: Share,
    },
}

impl Refusal {
    /// The guard's name in reports.
    #[must_use]
    pub fn guard(&self) -> &'static str {
        match self {
            Self::EmptyFolder { .. } => "empty-folder",
            Self::Removals { .. } => "max-removed",
            Self::Problems { .. } => "max-problems",
        }
    }

    /// Whether `--allow-removals` lets the job pass.
    #[must_use]
    pub fn is_about_removals(&self) -> bool {
        !matches!(self, Self::Problems { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_back_as_they_are_shown() {
        for shown in ["0%", "5%", "20%", "0.5%", "100%"] {
            assert_eq!(shown.parse::<Share>().unwrap().to_string(), shown);
        }
        for wrong in ["20", "", "%", "-1%", "101%", "NaN%", "a%"] {
            assert_eq!(wrong.parse::<Share>(), Err(()), "{wrong}");
        }
    }
}

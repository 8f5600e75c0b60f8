//! Dates as people and programs write them.
use super::Published;

/// Which number comes first in dates such as 03/04/2021.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// The day, as in most of the world.
    #[default]
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// The date, as precise as it was written.
    pub published: Published,
    /// Whether day and month could as well be the other way round.
    pub ambiguous: bool,
}

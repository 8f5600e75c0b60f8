//! How precise a date is: from the year alone to the second.
//!
//! The names are stored in the index and printed in JSON.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The smallest unit that a date gives.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// Hour and minute.
    Minute,
    /// The second.
    Second,
}

impl Precision {
    /// All of them, the least precise first.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The name used in the index and in JSON, such as `minute`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The precision with that name; `None` if there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_stored_in_indexes_and_read_back() {
        for name in ["year", "month", "day", "minute", "second"] {
            let precision = Precision::from_name(name).unwrap();
            assert_eq!(precision.as_str(), name);
            assert_eq!(serde_json::to_value(precision).unwrap(), name);
        }
        assert_eq!(Precision::from_name("hour"), None);
    }
}

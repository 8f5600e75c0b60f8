//! The publishing status of an article: whether its source allows publication.
//!
//! The readers map the names of all formats to these four.

use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Whether an article may be published, according to its source: the publishing status of the
/// IPTC's standards (NITF `management-status`, NewsML 1 `Status`, NewsML-G2 `pubStatus`,
/// <https://cv.iptc.org/newscodes/pubstatusg2/>).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum Status {
    /// It may be published. This is also the status of articles whose source gives none.
    #[default]
    Usable,
    /// It may be published from a certain time on.
    Embargoed,
    /// It may not be published until further notice.
    Withheld,
    /// It must not be published any more.
    #[strum(to_string = "canceled", serialize = "cancelled")]
    Canceled,
}

impl Status {
    /// All statuses, in the order of the enum.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The name used in the index and in reports, such as `embargoed`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The status with that name in upper or lower case, or with the name `cancelled`; `None` if
    /// there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_stored_in_indexes_and_are_read_in_any_case() {
        let names = ["usable", "embargoed", "withheld", "canceled"];
        assert!(Status::ALL.iter().map(|status| status.as_str()).eq(names));
        for status in Status::ALL {
            let name = status.as_str();
            assert_eq!(serde_json::to_value(status).unwrap(), name);
            assert_eq!(Status::from_name(name), Some(*status));
            assert_eq!(Status::from_name(&name.to_uppercase()), Some(*status));
        }
        assert_eq!(Status::from_name("Cancelled"), Some(Status::Canceled));
        assert_eq!(Status::from_name("spiked"), None);
    }
}

//! Whether an article may be published, as its source says.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a source allows to be done with an article: the publishing status of the IPTC's
/// standards (NITF `management-status`, NewsML 1 `Status`, NewsML-G2 `pubStatus`,
/// <https://cv.iptc.org/newscodes/pubstatusg2/>).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It may be published; so is everything that says nothing else.
    #[default]
    Usable,
    /// It may be published from a certain time on.
    Embargoed,
    /// It may not be published until further notice.
    Withheld,
    /// It must not be published any more.
    Canceled,
}

impl Status {
    /// Every status, in the order of the enum.
    pub const ALL: [Self; 4] = [
        Self::Usable,
        Self::Embargoed,
        Self::Withheld,
        Self::Canceled,
    ];

    /// The name used in the index and in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Embargoed => "embargoed",
            Self::Withheld => "withheld",
            Self::Canceled => "canceled",
        }
    }

    /// The status of that name in any case, if there is one; `cancelled` is one too.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("cancelled") {
            return Some(Self::Canceled);
        }
        Self::ALL
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(name))
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
    fn names_read_back_in_any_case() {
        for status in Status::ALL {
            assert_eq!(Status::from_name(status.as_str()), Some(status));
            assert_eq!(
                Status::from_name(&status.as_str().to_uppercase()),
                Some(status)
            );
        }
        assert_eq!(Status::from_name("Cancelled"), Some(Status::Canceled));
        assert_eq!(Status::from_name("spiked"), None);
    }
}

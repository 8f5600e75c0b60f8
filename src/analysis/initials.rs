//! First letters of terms, by which a search for marks skips most words of a text.
//!
//! A form may have another first letter than its term (`went`, `go`); `forms` knows which.

use super::forms::OTHER_INITIALS;
use super::spelling::{FORM, without_end};

/// A set of first letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Initials(u128);

impl Initials {
    /// The initials of words with these terms or prefixes of terms; `None` if one is empty, because
    /// it is a prefix of every term.
    pub fn of<'t>(mut terms: impl Iterator<Item = &'t str>) -> Option<Self> {
        let all = terms.try_fold(0, |all, term| {
            let term = without_end(term);
            let first = term.strip_prefix(FORM).unwrap_or(term).bytes().next()?;
            let others = OTHER_INITIALS.iter().filter(|(of, _)| *of == first);
            Some(others.fold(all | Self::bit(first), |all, (_, other)| {
                all | Self::bit(*other)
            }))
        })?;
        Some(Self(all))
    }

    pub(super) fn has(self, byte: u8) -> bool {
        self.0 & Self::bit(byte) != 0
    }

    /// No bit for a byte outside ASCII, because no plain word starts with one.
    fn bit(byte: u8) -> u128 {
        let bit = 1u128.checked_shl(byte.to_ascii_lowercase().into());
        bit.unwrap_or(0)
    }
}

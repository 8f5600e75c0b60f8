//! A share of a whole, as a percentage.
//!
//! It is written as people write it on the command line and in `dateline.toml`, and is shown in the
//! same way.

use std::fmt;
use std::str::FromStr;

/// A share of a whole, from 0 % to 100 %.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// 100 %: a limit that nothing exceeds.
    pub const ALL: Self = Self(1.0);
    /// 0 %.
    pub const NOTHING: Self = Self(0.0);

    /// `part` of `whole`; 0 % if `whole` is 0.
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

/// Reads `20%` and `0.5%`: a number from 0 to 100 and a percent sign.
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

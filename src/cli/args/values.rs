//! Values that are typed as text: sizes, shares, durations, counts.
//!
//! A value that cannot be meant is refused here, with what would be right.

use crate::index::Share;
use bytesize::ByteSize;
use jiff::SignedDuration;
use std::num::NonZeroUsize;
use std::str::FromStr;
use std::time::Duration;

/// A number of bytes, at least 1.
pub(super) fn size(text: &str) -> Result<ByteSize, String> {
    match text.parse() {
        Ok(ByteSize(0)) => Err("nothing has this size: write one such as 512MiB".to_owned()),
        Ok(size) => Ok(size),
        Err(_) => Err("write a size such as 512MiB".to_owned()),
    }
}

/// The most bytes of an article, at least 1 KiB: less would leave out nearly everything.
pub(super) fn article_size(text: &str) -> Result<ByteSize, String> {
    match size(text)? {
        ByteSize(bytes) if bytes < ByteSize::kib(1).0 => {
            Err("articles are larger: write a size such as 64MiB, at least 1KiB".to_owned())
        }
        size => Ok(size),
    }
}

/// A share in percent.
pub(crate) fn share(text: &str) -> Result<Share, String> {
    text.parse()
        .map_err(|()| "write a share such as 1%".to_owned())
}

/// A number, at least 1.
pub(crate) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "write a number, 1 or more".to_owned())
}

/// A whole number, at least 0.
pub(crate) fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| "write a whole number, 0 or more".to_owned())
}

/// A duration with its unit.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    text.parse::<SignedDuration>()
        .ok()
        .and_then(|duration| Duration::try_from(duration).ok())
        .ok_or_else(|| "write a duration such as 90s, 10m or 1h".to_owned())
}

/// A duration in which something can be done.
pub(crate) fn time_limit(text: &str) -> Result<Duration, String> {
    match duration(text)? {
        Duration::ZERO => Err("nothing is done in no time: write a duration such as 2s".to_owned()),
        limit => Ok(limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_would_be_right() {
        for text in ["0", "0MiB", "-1", "", "many"] {
            assert!(size(text).unwrap_err().contains("512MiB"), "{text}");
        }
        for text in ["0", "-1", "", "1.5", "many"] {
            assert!(count(text).unwrap_err().contains("1 or more"), "{text}");
        }
        for text in ["0s", "0h", "-1s", "", "10"] {
            assert!(time_limit(text).unwrap_err().contains("duration"), "{text}");
        }
        assert_eq!(duration("0s"), Ok(Duration::ZERO));
        assert_eq!(time_limit("2s"), Ok(Duration::from_secs(2)));
    }
}

//! Values that are typed as text: sizes, shares, durations.

use crate::index::Share;
use bytesize::ByteSize;
use jiff::SignedDuration;
use std::time::Duration;

/// A number of bytes.
pub(super) fn size(text: &str) -> Result<ByteSize, String> {
    text.parse()
        .map_err(|_| "write a size such as 512MiB".to_owned())
}

/// A share in percent.
pub(crate) fn share(text: &str) -> Result<Share, String> {
    text.parse()
        .map_err(|()| "write a share such as 1%".to_owned())
}

/// A duration with its unit.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    text.parse::<SignedDuration>()
        .ok()
        .and_then(|duration| Duration::try_from(duration).ok())
        .ok_or_else(|| "write a duration such as 90s, 10m or 1h".to_owned())
}

//! Times of files as numbers.

use std::time::{SystemTime, UNIX_EPOCH};

/// Nanoseconds since 1970, limited to the years 1677 to 2262 by `i64`.
pub(crate) fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => {
            i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, std::ops::Neg::neg)
        }
    }
}

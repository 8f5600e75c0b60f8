//! How files are read: what a person says about them, and the limits that stop hostile files.
//!
//! The default of every option is in [`ReadOptions::at`].

use crate::article::spelling::DayOrder;
use crate::article::{DateSource, Kinds, PathGlobs};
use crate::formats::limits::Limits;
use crate::formats::record::field_map::FieldMap;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt;

/// The default of [`ReadOptions::max_file_size`], in bytes. Formats of many records are streamed:
/// their files may be of any size, and no record may be longer than this.
pub const MAX_WHOLE_FILE: u64 = 64 << 20;

/// The options of reading files.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Which comes first in `03/04/2021`.
    pub day_order: DayOrder,
    /// The time zone of times without an offset; `None` if they stay without one.
    pub timezone: Option<TimeZone>,
    /// Dates after this moment are in the future and are not used.
    pub now: Timestamp,
    /// The largest file of one article that is read, in bytes.
    pub max_file_size: u64,
    /// Files whose format a person named.
    pub format_of: FormatOf,
    /// The sources that dates are taken from, the preferred one first. If empty, all sources in the
    /// order of trust.
    pub date_from: Vec<DateSource>,
    /// A person's own names for the fields of records.
    pub field_map: FieldMap,
    /// The kinds of articles that are read.
    pub kinds: Kinds,
    /// The limits of unpacking archives.
    pub limits: Limits,
}

impl ReadOptions {
    /// The default options, at the moment `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            day_order: DayOrder::default(),
            timezone: None,
            now,
            max_file_size: MAX_WHOLE_FILE,
            format_of: FormatOf::default(),
            date_from: Vec::new(),
            field_map: FieldMap::default(),
            kinds: Kinds::default(),
            limits: Limits::default(),
        }
    }
}

/// Which reader a person named for which files: `*.dat=text`.
#[derive(Clone, Default)]
pub struct FormatOf(pub(in crate::formats) Vec<(PathGlobs, &'static str)>);

impl fmt::Debug for FormatOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules = self.0.iter().map(|(globs, reader)| (globs, reader));
        f.debug_list().entries(rules).finish()
    }
}

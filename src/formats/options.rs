//! How files are read: what a person says about them, and the limits that keep harm out.

use crate::article::spelling::DayOrder;
use crate::article::{ArchivePath, DateSource, GlobError, PathGlobs};
use crate::formats::container::Limits;
use crate::formats::{ArticleReader, FieldMap, READERS};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt;

/// The largest file of one article that is read if nobody says otherwise, in bytes; formats of
/// many records are streamed, know no limit, and take no longer record than this.
pub const MAX_WHOLE_FILE: u64 = 64 << 20;

/// How to read what can be read in two ways.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Which comes first in `03/04/2021`.
    pub day_order: DayOrder,
    /// The clocks that times without an offset were read on; `None` if they stay without one.
    pub timezone: Option<TimeZone>,
    /// Dates behind this moment have not come yet and are not used.
    pub now: Timestamp,
    /// The largest file of one article, in bytes.
    pub max_file_size: u64,
    /// Files whose format is said, not guessed.
    pub format_of: FormatOf,
    /// Where dates are taken from, the first that has one; anywhere, in the order of trust, if
    /// empty.
    pub date_from: Vec<DateSource>,
    /// Names of one's own for the fields of records.
    pub field_map: FieldMap,
    /// What bounds the unpacking of archives.
    pub limits: Limits,
}

impl ReadOptions {
    /// What is read if nobody says otherwise, at this moment.
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
            limits: Limits::default(),
        }
    }
}

/// Readers by glob: `*.dat=text`.
#[derive(Clone, Default)]
pub struct FormatOf(Vec<(PathGlobs, &'static dyn ArticleReader)>);

/// A rule `GLOB=READER` that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FormatRuleError {
    /// There is no `=` in it.
    #[error("`{0}` is no GLOB=READER, such as '*.dat=text'")]
    NoReader(String),
    /// No reader bears that name.
    #[error("there is no reader `{0}`; there are {names}", names = reader_names())]
    UnknownReader(String),
    /// The glob cannot be read.
    #[error(transparent)]
    Glob(#[from] GlobError),
}

impl FormatOf {
    /// Takes rules; of two that mean a file the first one holds.
    ///
    /// # Errors
    /// Names the first one that cannot be read.
    pub fn new(rules: &[String]) -> Result<Self, FormatRuleError> {
        let rule = |rule: &String| {
            let (glob, name) = rule
                .rsplit_once('=')
                .ok_or_else(|| FormatRuleError::NoReader(rule.clone()))?;
            let reader = READERS
                .iter()
                .find(|reader| reader.name() == name)
                .ok_or_else(|| FormatRuleError::UnknownReader(name.to_owned()))?;
            Ok((PathGlobs::new(&[glob.to_owned()])?, *reader))
        };
        rules.iter().map(rule).collect::<Result<_, _>>().map(Self)
    }

    /// The reader that was said for this file, if one was.
    #[must_use]
    pub fn reader(&self, path: &ArchivePath) -> Option<&'static dyn ArticleReader> {
        if self.0.is_empty() {
            return None;
        }
        let path = path.to_relative();
        let rule = self.0.iter().find(|(globs, _)| globs.matches(&path))?;
        Some(rule.1)
    }
}

impl fmt::Debug for FormatOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules = self.0.iter().map(|(globs, reader)| (globs, reader.name()));
        f.debug_list().entries(rules).finish()
    }
}

/// The readers' names, for messages.
fn reader_names() -> String {
    let names: Vec<_> = READERS
        .iter()
        .map(|reader| format!("`{}`", reader.name()))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_means_a_file_names_its_reader() {
        let rules = ["wire/*.dat=json-lines", "*.dat=text"].map(str::to_owned);
        let formats = FormatOf::new(&rules).unwrap();
        for (path, reader) in [
            ("wire/a.dat", Some("json-lines")),
            ("other/a.dat", Some("text")),
            ("a.zip/x/y.dat", Some("text")),
            ("a.txt", None),
        ] {
            let found = formats.reader(&ArchivePath::from_stored(path));
            assert_eq!(found.map(ArticleReader::name), reader, "{path}");
        }
    }

    #[test]
    fn a_rule_that_cannot_be_read_is_named() {
        for (rule, said) in [
            ("*.dat", "`*.dat` is no GLOB=READER"),
            ("*.dat=pdf", "there is no reader `pdf`; there are `"),
            ("a[=text", "the glob `a[`"),
        ] {
            let error = FormatOf::new(&[rule.to_owned()]).unwrap_err();
            assert!(error.to_string().contains(said), "{error}");
        }
    }
}

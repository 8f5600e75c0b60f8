//! The settings of an archive: how it is walked and read.
//!
//! They are recorded in each generation, so that a refresh does the same. Here they are also
//! checked and turned into what `discover` and `formats` use. How much memory and how many threads
//! a job uses is not part of them.

use crate::analysis::Language;
use crate::article::spelling::DayOrder;
use crate::article::{DateSource, GlobError, Kinds, PathGlobs};
use crate::discover::WalkOptions;
use crate::formats::{FieldMapError, FormatOf, FormatRuleError, MAX_WHOLE_FILE, ReadOptions};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::Path;

/// How an archive is walked and read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Globs of the files to take; all files if empty.
    pub include: Vec<String>,
    /// Globs of files and folders to skip.
    pub exclude: Vec<String>,
    /// Whether symbolic links are followed.
    pub follow: bool,
    /// How dates such as 03/04/2021 are read.
    pub day_order: DayOrder,
    /// The only languages that articles are read in, the usual ones first; each in its own if empty.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// The name of the time zone of times without an offset, as in the time zone database. `None`:
    /// such times stay without an offset.
    #[serde(default)]
    pub timezone: Option<String>,
    /// The largest file of one article, in bytes; `None` for [`MAX_WHOLE_FILE`].
    #[serde(default)]
    pub max_file_size: Option<u64>,
    /// Rules `GLOB=READER` for files whose format is given.
    #[serde(default)]
    pub format_of: Vec<String>,
    /// The sources of dates, in this order; all of them, in the order of trust, if empty.
    #[serde(default)]
    pub date_from: Vec<DateSource>,
    /// Other names for the fields of records: `headline=kop,body=inhoud.tekst`.
    #[serde(default)]
    pub field_map: String,
    /// The kinds of articles that are read.
    #[serde(default)]
    pub kinds: Kinds,
}

/// Files cannot be read with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A rule of [`Settings::format_of`] is not valid.
    #[error(transparent)]
    Format(#[from] FormatRuleError),
    /// The [`Settings::field_map`] is not valid.
    #[error(transparent)]
    FieldMap(#[from] FieldMapError),
    /// The time zone database has no [`Settings::timezone`] of this name.
    #[error("no time zone `{0}`")]
    TimeZone(String),
}

impl Settings {
    /// Why unchanged files have to be read again after reading with the settings `other`; `None` if
    /// they need not. Which files are walked may differ: the comparison with the catalog notices
    /// that.
    #[must_use]
    pub fn reads_differently_from(&self, other: &Self) -> Option<&'static str> {
        let reasons = [
            (
                self.day_order != other.day_order,
                "dates are to be read in another order",
            ),
            (
                self.languages != other.languages,
                "words are to be read in another language",
            ),
            (
                self.timezone != other.timezone,
                "times are to be read in another time zone",
            ),
            (
                (
                    self.max_file_size,
                    &self.format_of,
                    &self.date_from,
                    &self.field_map,
                    &self.kinds,
                ) != (
                    other.max_file_size,
                    &other.format_of,
                    &other.date_from,
                    &other.field_map,
                    &other.kinds,
                ),
                "files are to be read by other options",
            ),
        ];
        let reason = reasons.into_iter().find(|(differs, _)| *differs);
        reason.map(|(_, reason)| reason)
    }

    /// The time zone of times without an offset; `None` if they stay without one.
    fn time_zone(&self) -> Result<Option<TimeZone>, SettingsError> {
        let find =
            |name: &String| TimeZone::get(name).map_err(|_| SettingsError::TimeZone(name.clone()));
        self.timezone.as_ref().map(find).transpose()
    }

    /// How files are read with these settings at the moment `now`. Later dates are not believed.
    ///
    /// # Errors
    /// If a rule of `format_of`, the field map or the time zone is not valid.
    pub fn read_options(&self, now: jiff::Timestamp) -> Result<ReadOptions, SettingsError> {
        Ok(ReadOptions {
            day_order: self.day_order,
            timezone: self.time_zone()?,
            max_file_size: self.max_file_size.unwrap_or(MAX_WHOLE_FILE),
            format_of: FormatOf::new(&self.format_of)?,
            date_from: self.date_from.clone(),
            field_map: self.field_map.parse()?,
            kinds: self.kinds.clone(),
            ..ReadOptions::at(now)
        })
    }

    /// Which files a walk takes with these settings. The folder `index` is skipped wherever it is.
    pub(in crate::index) fn walk_options(&self, index: &Path) -> Result<WalkOptions, GlobError> {
        Ok(WalkOptions {
            include: PathGlobs::new(&self.include)?,
            exclude: PathGlobs::new(&self.exclude)?,
            follow: self.follow,
            index: index.to_owned(),
        })
    }
}

/// Displays as the options of `dateline index` that ask for it; `no options` for the default.
impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let includes = self
            .include
            .iter()
            .map(|glob| format!("--include '{glob}'"));
        let excludes = self
            .exclude
            .iter()
            .map(|glob| format!("--exclude '{glob}'"));
        let follow = self.follow.then(|| "--follow".to_owned());
        let order = match self.day_order {
            DayOrder::DayFirst => None,
            DayOrder::MonthFirst => Some("--month-first".to_owned()),
        };
        let size = self
            .max_file_size
            .map(|bytes| format!("--max-file-size {bytes}"));
        let formats = self
            .format_of
            .iter()
            .map(|rule| format!("--format-of '{rule}'"));
        let sources: Vec<_> = self
            .date_from
            .iter()
            .map(|source| source.as_str())
            .collect();
        let dates = (!sources.is_empty()).then(|| format!("--date-from {}", sources.join(",")));
        let fields =
            (!self.field_map.is_empty()).then(|| format!("--field-map '{}'", self.field_map));
        let kinds = (!self.kinds.is_default()).then(|| format!("--kinds {}", self.kinds));
        let names: Vec<_> = self.languages.iter().map(|one| one.as_str()).collect();
        let language =
            (!self.languages.is_empty()).then(|| format!("--language {}", names.join(",")));
        let timezone = self.timezone.as_ref();
        let timezone = timezone.map(|zone| format!("--timezone {zone}"));
        let options: Vec<String> = includes
            .chain(excludes)
            .chain(follow)
            .chain(order)
            .chain(size)
            .chain(formats)
            .chain(dates)
            .chain(fields)
            .chain(kinds)
            .chain(language)
            .chain(timezone)
            .collect();
        if options.is_empty() {
            f.write_str("no options")
        } else {
            f.write_str(&options.join(" "))
        }
    }
}

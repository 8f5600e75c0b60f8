//! What a generation says of itself: small, readable, looked at before anything else.

use crate::analysis::Language;
use crate::article::spelling::DayOrder;
use crate::article::{DateSource, Folder, Published};
use crate::formats::{FieldMapError, FormatOf, FormatRuleError, MAX_WHOLE_FILE, ReadOptions};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// The file `manifest.json` of a generation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The generation's number.
    pub generation: u64,
    /// When it was published, in UTC.
    pub created: jiff::Timestamp,
    /// The version of the program that made it.
    pub program: String,
    /// The version of the schema.
    pub schema_version: u32,
    /// The fingerprint of the analysis ([`crate::analysis::fingerprint`]).
    pub analysis: String,
    /// The version of the readers ([`crate::formats::READERS_VERSION`]).
    pub reading: u32,
    /// The folder it was made of, where that is not the folder the index lies in.
    pub folder: Option<PathBuf>,
    /// The folders with their names, where it was made of several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<Folder>,
    /// How the folder was walked and read.
    pub settings: Settings,
    /// What is in it.
    pub statistics: Statistics,
}

/// How a folder was walked and read: what a refresh has to do alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Globs of files to take; all if empty.
    pub include: Vec<String>,
    /// Globs of files and folders to pass over.
    pub exclude: Vec<String>,
    /// Whether symbolic links were followed.
    pub follow: bool,
    /// How dates such as 03/04/2021 were read.
    pub day_order: DayOrder,
    /// The language of the articles: their words' stems, and the stop words of queries.
    #[serde(default)]
    pub language: Language,
    /// The time zone of times that name no offset, by its name in the time zone database; they stay
    /// without one if there is none.
    #[serde(default)]
    pub timezone: Option<String>,
    /// The largest file of one article, in bytes; `None` for the default.
    #[serde(default)]
    pub max_file_size: Option<u64>,
    /// Rules `GLOB=READER` for files whose format is said.
    #[serde(default)]
    pub format_of: Vec<String>,
    /// Where dates are taken from, the first that has one; anywhere if empty.
    #[serde(default)]
    pub date_from: Vec<DateSource>,
    /// Names of one's own for the fields of records: `headline=kop,body=inhoud.tekst`.
    #[serde(default)]
    pub field_map: String,
}

/// Settings that files cannot be read by.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A rule of `format_of`.
    #[error(transparent)]
    Format(#[from] FormatRuleError),
    /// The field map.
    #[error(transparent)]
    FieldMap(#[from] FieldMapError),
    /// The time zone.
    #[error("no time zone `{0}`")]
    TimeZone(String),
}

impl Settings {
    /// Why files that did not change would be read otherwise than `other` has them read; `None` if
    /// they would not. What is walked may differ: the catalog notices that by itself.
    #[must_use]
    pub fn reads_otherwise_than(&self, other: &Self) -> Option<&'static str> {
        let reasons = [
            (
                self.day_order != other.day_order,
                "dates are to be read in another order",
            ),
            (
                self.language != other.language,
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
                ) != (
                    other.max_file_size,
                    &other.format_of,
                    &other.date_from,
                    &other.field_map,
                ),
                "files are to be read by other options",
            ),
        ];
        let reason = reasons.into_iter().find(|(differs, _)| *differs);
        reason.map(|(_, reason)| reason)
    }

    fn time_zone(&self) -> Result<Option<TimeZone>, SettingsError> {
        let zone = self.timezone.as_ref();
        let zone =
            zone.map(|name| TimeZone::get(name).map_err(|_| SettingsError::TimeZone(name.clone())));
        zone.transpose()
    }

    /// How files are read under these settings, at this moment.
    ///
    /// # Errors
    /// If a rule of `format_of` or the field map cannot be read.
    pub fn read_options(&self, now: jiff::Timestamp) -> Result<ReadOptions, SettingsError> {
        Ok(ReadOptions {
            day_order: self.day_order,
            timezone: self.time_zone()?,
            max_file_size: self.max_file_size.unwrap_or(MAX_WHOLE_FILE),
            format_of: FormatOf::new(&self.format_of)?,
            date_from: self.date_from.clone(),
            field_map: self.field_map.parse()?,
            ..ReadOptions::at(now)
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
        let language =
            (self.language != Language::default()).then(|| format!("--language {}", self.language));
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

/// What a generation holds. Counts are of articles that are alive.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Statistics {
    /// Articles.
    pub articles: u64,
    /// Files in the catalog, the unreadable ones included.
    pub files: u64,
    /// Files that articles were read from.
    pub article_files: u64,
    /// Bytes of the files that gave articles.
    pub source_bytes: u64,
    /// Tokens in each field that words are searched in, as exact as the index keeps lengths:
    /// what average lengths in ranking come from.
    pub tokens: BTreeMap<String, u64>,
    /// Articles whose source forbids their use: embargoed, withheld or canceled.
    #[serde(default)]
    pub restricted: u64,
    /// Articles with a date.
    pub dated: u64,
    /// The earliest date.
    pub earliest: Option<Published>,
    /// The latest date.
    pub latest: Option<Published>,
}

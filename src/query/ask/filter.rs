//! Filters: what a query may ask of an article besides words.
//!
//! A filter is a name, a colon and a value: `since:30d`, `has:place`. It decides which articles
//! match, and leaves the words of the query as they are. What a value means is resolved when the
//! query is planned: this file knows no clock, no index and no configuration.

use crate::article::when::{Asked, When, WhenError};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

/// A property of articles that is no word of their text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filter {
    /// Published in the first span or later, and in the second or earlier. At least one is there.
    Dates {
        /// The first span.
        since: Option<When>,
        /// The last one.
        until: Option<When>,
    },
    /// Published on a day that the calendar does not have, such as `2021-02-30`: nothing.
    NoDay(String),
    /// With a value in this field: one of the names given to the parser, or `date`.
    Has(String),
    /// Of this kind.
    Is(Quality),
    /// With words that were recognised so surely, in percent. At least one bound is there.
    Quality {
        /// The lowest percentage.
        min: Option<u8>,
        /// The highest one.
        max: Option<u8>,
    },
    /// What a watch or a saved query of this name finds.
    Watch(String),
    /// In the user's own dossier of this name.
    Mark(String),
}

/// A kind of article.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Quality {
    /// Its source holds it back.
    Withheld,
    /// Its source forbids its use for a time.
    Embargoed,
    /// Its source took it back.
    #[strum(to_string = "canceled", serialize = "cancelled")]
    Canceled,
    /// Any of the three.
    Restricted,
    /// Something of it or of its file was left out, guessed or noted when it was read.
    Noted,
}

/// The names of filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case", ascii_case_insensitive)]
pub(super) enum FilterName {
    Date,
    On,
    Since,
    Until,
    Has,
    Is,
    Quality,
    Watch,
    Mark,
}

impl Quality {
    /// The names of all of them, as they are typed.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        Self::VARIANTS
    }
}

/// The names of filters, each with what its value may be, for people.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    FilterName::VARIANTS
        .iter()
        .map(|name| (name.as_str(), name.wanted()))
}

impl FilterName {
    /// The filter that is typed so before a colon.
    pub(super) fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// How it is typed.
    pub(super) fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it takes a date.
    pub(super) fn takes_date(self) -> bool {
        matches!(self, Self::Date | Self::On | Self::Since | Self::Until)
    }

    /// What its value may be, for people.
    pub(super) fn wanted(self) -> &'static str {
        match self {
            Self::Date | Self::On => {
                "a date or a span: 2021, 2021-01..2021-03, yesterday, last-week, \"19 January 2021\""
            }
            Self::Since | Self::Until => {
                "one date: 2021-01, 30d, yesterday, last-week, \"19 January 2021\" (date: takes a span)"
            }
            Self::Has => "`date`, `quality` or the name of a field",
            Self::Is => "withheld, embargoed, canceled, restricted or noted",
            Self::Quality => "a percentage or a span: >80, <=50, 60..90",
            Self::Watch => "the name of a watch or of a saved query",
            Self::Mark => "the name of a dossier of marked articles",
        }
    }

    /// The filter with this value. `fields` are the names of fields.
    ///
    /// # Errors
    /// If it is no value of this filter; for a date whether it has two readings.
    pub(super) fn with(self, value: &str, fields: &[&str]) -> Result<Filter, WhenError> {
        match self {
            Self::Has => {
                let mut names = fields.iter().chain(&["date", "quality"]);
                let name = names.find(|name| name.eq_ignore_ascii_case(value));
                let name = name.ok_or(WhenError::NoDate)?;
                Ok(Filter::Has((*name).to_owned()))
            }
            Self::Is => {
                let quality = value.to_lowercase().parse();
                quality.map(Filter::Is).map_err(|_| WhenError::NoDate)
            }
            Self::Quality => percentages(value).ok_or(WhenError::NoDate),
            Self::Watch | Self::Mark if value.is_empty() => Err(WhenError::NoDate),
            // The canonical form puts it between straight quotes.
            Self::Watch => Ok(Filter::Watch(value.replace('"', "”"))),
            Self::Mark => Ok(Filter::Mark(value.replace('"', "”"))),
            Self::Date | Self::On | Self::Since | Self::Until => match self.dates(value) {
                Err(WhenError::NoSuchDay) => {
                    let is_none = |end: &&str| Asked::read(end) == Err(WhenError::NoSuchDay);
                    let end = value.split("..").map(str::trim).find(is_none);
                    Ok(Filter::NoDay(end.unwrap_or(value).to_owned()))
                }
                read => read,
            },
        }
    }

    fn dates(self, value: &str) -> Result<Filter, WhenError> {
        let filter = |since, until| Ok(Filter::Dates { since, until });
        // `[2021 TO 2022]` of other programs.
        if value.starts_with(['[', '{']) {
            return Err(WhenError::NoDate);
        }
        let is_span = matches!(self, Self::Date | Self::On);
        if let Some((since, until)) = value.split_once("..").filter(|_| is_span) {
            let end = |text: &str, of: fn(Asked) -> When| match text.trim() {
                "" => Ok(None),
                text => Asked::read(text).map(|asked| Some(of(asked))),
            };
            return match (end(since, Asked::first)?, end(until, Asked::last)?) {
                (None, None) => Err(WhenError::NoDate),
                (since, until) => filter(since, until),
            };
        }
        // `since:..2020` could mean either end.
        if value.contains("..") {
            return Err(WhenError::NoDate);
        }
        match (self, Asked::read(value)?) {
            (Self::Date, Asked::Length(when)) => filter(Some(when), None),
            (Self::Since, asked) => filter(Some(asked.first()), None),
            (Self::Until, asked) => filter(None, Some(asked.last())),
            (_, asked) => filter(Some(asked.first()), Some(asked.last())),
        }
    }
}

impl Filter {
    /// Whether it is a span of dates whose end is before its start, so that nothing is in it. Days that
    /// are counted back from now are not compared with others.
    pub(super) fn is_backwards(&self) -> bool {
        match self {
            Self::Dates {
                since: Some(When::Date(since)),
                until: Some(When::Date(until)),
            } => since.offset_seconds() == until.offset_seconds() && since.start() >= until.end(),
            _ => false,
        }
    }

    /// The dates that a text asks for, as after `on:`.
    ///
    /// # Errors
    /// If it is no date, or one with two readings.
    pub fn of_dates(text: &str) -> Result<Self, WhenError> {
        FilterName::On.dates(text)
    }
}

/// The percentages of a value such as `>80` or `60..90`; `None` if it is none.
fn percentages(value: &str) -> Option<Filter> {
    let percent = |text: &str| {
        let text = text.trim().trim_end_matches('%');
        let percent: Option<u8> = text.parse().ok();
        percent.filter(|percent| *percent <= 100)
    };
    let end = |text: &str| match text.trim() {
        "" => Some(None),
        text => percent(text).map(Some),
    };
    let (min, max) = if let Some((min, max)) = value.split_once("..") {
        (end(min)?, end(max)?)
    } else if let Some(min) = value.strip_prefix(">=") {
        (Some(percent(min)?), None)
    } else if let Some(max) = value.strip_prefix("<=") {
        (None, Some(percent(max)?))
    } else if let Some(above) = value.strip_prefix('>') {
        (Some(percent(above)? + 1), None)
    } else if let Some(below) = value.strip_prefix('<') {
        (None, Some(percent(below)?.checked_sub(1)?))
    } else {
        (Some(percent(value)?), Some(percent(value)?))
    };
    (min.is_some() || max.is_some()).then_some(Filter::Quality { min, max })
}

/// The canonical form, which reads back as the same filter.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dates { since, until } => match (since, until) {
                (Some(since), Some(until)) if since == until => match since {
                    When::Ago(..) => write!(f, "on:{since}"),
                    _ => write!(f, "date:{since}"),
                },
                (Some(since), Some(until)) => write!(f, "date:{since}..{until}"),
                (Some(since), None) => write!(f, "since:{since}"),
                (None, Some(until)) => write!(f, "until:{until}"),
                (None, None) => Ok(()),
            },
            Self::NoDay(day) if day.contains(' ') => write!(f, "date:\"{day}\""),
            Self::NoDay(day) => write!(f, "date:{day}"),
            Self::Has(field) => write!(f, "has:{field}"),
            Self::Is(quality) => write!(f, "is:{}", <&str>::from(quality)),
            Self::Quality {
                min: Some(min),
                max: Some(max),
            } if min == max => write!(f, "quality:{min}"),
            Self::Quality {
                min: Some(101),
                max: _,
            } => f.write_str("quality:>100"),
            Self::Quality { min, max } => {
                let end = |percent: &Option<u8>| percent.map(|it| it.to_string());
                let (min, max) = (end(min), end(max));
                let (min, max) = (min.unwrap_or_default(), max.unwrap_or_default());
                write!(f, "quality:{min}..{max}")
            }
            Self::Watch(name) => write_named("watch", name, f),
            Self::Mark(name) => write_named("mark", name, f),
        }
    }
}

/// Writes a filter whose value is a name; between quotes if that has unusual characters.
fn write_named(filter: &str, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if name.chars().all(is_plain) {
        write!(f, "{filter}:{name}")
    } else {
        write!(f, "{filter}:\"{name}\"")
    }
}

/// As its text.
impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let asked = Asked::read(&text);
        asked
            .map(Asked::first)
            .map_err(|_| de::Error::custom("not a span of time"))
    }
}

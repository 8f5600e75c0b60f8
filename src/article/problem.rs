//! Problems found while reading.
//!
//! A problem is a value that is listed and counted; it never stops a run. What a kind of problem
//! means for the article is its [`Severity`].

use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// Something a person should know about a file, or about one article in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The number of the affected record in the file, from 1; `None` for the whole file.
    pub ordinal: Option<u32>,
    /// The kind of problem.
    pub kind: ProblemKind,
    /// What was found and what to do: one sentence, in lower case, without a full stop.
    pub detail: String,
}

impl Problem {
    /// A problem of the whole file.
    pub fn file(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            ordinal: None,
            kind,
            detail: detail.into(),
        }
    }

    /// A problem of one record of the file; records are counted from 1.
    pub fn record(ordinal: u32, kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            ordinal: Some(ordinal),
            kind,
            detail: detail.into(),
        }
    }
}

/// The kinds of problems. Catalogs have their numbers, so a new kind is the last one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr,
)]
#[cfg_attr(test, derive(strum::VariantArray))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ProblemKind {
    /// The operating system refused to read the file or folder.
    Unreadable,
    /// The file was listed, but was removed before it was read.
    Vanished,
    /// A symbolic link that leads back to a folder above it.
    LinkLoop,
    /// No reader recognises the format.
    UnknownFormat,
    /// A known format, but not an article: a package, a picture, an event, a front page, a list of
    /// links.
    NotAnArticle,
    /// A text file whose content is not text.
    NotText,
    /// The file contains only white space.
    Empty,
    /// Larger than the limit for a file of its format.
    TooLarge,
    /// A record that breaks the rules of its format.
    Malformed,
    /// A record with neither headline nor body.
    NoText,
    /// A file of records, none of which gave an article or a problem of its own.
    NoArticle,
    /// An article with a headline and no text, though its source shows text.
    NoBody,
    /// Bytes that are not valid in the file's character set were replaced by U+FFFD.
    BadEncoding,
    /// Metadata that breaks the rules of its format; the readable part was used.
    BadMetadata,
    /// The value of a date field is not a date that is understood.
    UnknownDate,
    /// A date with two readings, such as 03/04/2021.
    AmbiguousDate,
    /// A date in the future; it was not used.
    FutureDate,
    /// Damaged compressed data, or a damaged archive.
    Damaged,
    /// A member of an archive that is encrypted, or compressed with an unsupported method.
    NotUnpacked,
    /// It unpacks to far more than its size, like files made to exhaust a disk or memory.
    Bomb,
    /// Archives nested more deeply than the limit.
    TooDeep,
    /// The file changed while it was read. What was read is in the index, and the next job reads the
    /// file again.
    ChangedWhileRead,
    /// Units of a known kind, such as advertisements, that were not asked for. The detail has their
    /// [counts](super::UnitCounts).
    OtherKind,
    /// The cluster that keeps the articles refused this one.
    NotTaken,
}

/// What a problem means for the affected article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Skipped on purpose: not something this program reads.
    Skipped,
    /// In the index, with something a person should check.
    Flagged,
    /// Not in the index.
    Refused,
}

impl ProblemKind {
    /// The name used in reports and in the catalog, such as `not-text`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// What this kind means for the affected article.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownFormat | Self::NotAnArticle | Self::LinkLoop | Self::OtherKind => {
                Severity::Skipped
            }
            Self::NoBody
            | Self::BadEncoding
            | Self::BadMetadata
            | Self::UnknownDate
            | Self::AmbiguousDate
            | Self::FutureDate
            | Self::ChangedWhileRead => Severity::Flagged,
            Self::Unreadable
            | Self::Vanished
            | Self::NotText
            | Self::Empty
            | Self::TooLarge
            | Self::Malformed
            | Self::NoText
            | Self::NoArticle
            | Self::Damaged
            | Self::NotUnpacked
            | Self::Bomb
            | Self::TooDeep
            | Self::NotTaken => Severity::Refused,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn names_are_those_of_reports_and_catalogs() {
        let names = ProblemKind::VARIANTS.iter().map(|kind| kind.as_str());
        let expected = [
            "unreadable",
            "vanished",
            "link-loop",
            "unknown-format",
            "not-an-article",
            "not-text",
            "empty",
            "too-large",
            "malformed",
            "no-text",
            "no-article",
            "no-body",
            "bad-encoding",
            "bad-metadata",
            "unknown-date",
            "ambiguous-date",
            "future-date",
            "damaged",
            "not-unpacked",
            "bomb",
            "too-deep",
            "changed-while-read",
            "other-kind",
            "not-taken",
        ];
        assert!(names.eq(expected));
        for kind in ProblemKind::VARIANTS {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}

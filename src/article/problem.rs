//! What went wrong while reading: a value that is listed and counted, never the end of a run.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Something about a file, or about one article in it, that a person ought to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The record of the file it concerns, from 1; `None` for the whole file.
    pub ordinal: Option<u32>,
    /// What sort of problem.
    pub kind: ProblemKind,
    /// One sentence, lower case, without a full stop: what was found and what to do.
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

    /// A problem of one record of the file, counted from 1.
    pub fn record(ordinal: u32, kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            ordinal: Some(ordinal),
            kind,
            detail: detail.into(),
        }
    }
}

/// The sorts of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The operating system refused to read the file or directory.
    Unreadable,
    /// The file was listed, and gone when it was to be read.
    Vanished,
    /// A symbolic link that leads back to a folder above it.
    LinkLoop,
    /// No reader knows the format.
    UnknownFormat,
    /// Something of a known format that is no article: a package, a picture, an event, a front page,
    /// a list of links.
    NotAnArticle,
    /// A text file whose content is not text.
    NotText,
    /// Nothing in it but white space.
    Empty,
    /// Larger than a file of its format may be.
    TooLarge,
    /// A record that breaks the rules of its format.
    Malformed,
    /// A record without headline and body.
    NoText,
    /// Bytes that are not valid in the file's character set were replaced by U+FFFD.
    BadEncoding,
    /// Metadata that breaks the rules of its format; it was read as well as could be.
    BadMetadata,
    /// What stands where a date belongs was not understood.
    UnknownDate,
    /// A date such as 03/04/2021 that reads two ways.
    AmbiguousDate,
    /// A date that has not come yet; it was not used.
    FutureDate,
    /// Compressed data or an archive whose bytes are not those that were packed.
    Damaged,
    /// A member of an archive that is encrypted, or packed by a method that is not read.
    NotUnpacked,
    /// It unpacks to far more than it is, as only files made to do harm do.
    Bomb,
    /// Archives within archives, more of them than are opened.
    TooDeep,
}

/// What a problem means for the article it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Passed over on purpose: not something this program reads.
    Skipped,
    /// In the index, with something a person ought to check.
    Flagged,
    /// Not in the index.
    Refused,
}

impl ProblemKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 19] = [
        Self::Unreadable,
        Self::Vanished,
        Self::LinkLoop,
        Self::UnknownFormat,
        Self::NotAnArticle,
        Self::NotText,
        Self::Empty,
        Self::TooLarge,
        Self::Malformed,
        Self::NoText,
        Self::BadEncoding,
        Self::BadMetadata,
        Self::UnknownDate,
        Self::AmbiguousDate,
        Self::FutureDate,
        Self::Damaged,
        Self::NotUnpacked,
        Self::Bomb,
        Self::TooDeep,
    ];

    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Vanished => "vanished",
            Self::LinkLoop => "link-loop",
            Self::UnknownFormat => "unknown-format",
            Self::NotAnArticle => "not-an-article",
            Self::NotText => "not-text",
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Malformed => "malformed",
            Self::NoText => "no-text",
            Self::BadEncoding => "bad-encoding",
            Self::BadMetadata => "bad-metadata",
            Self::UnknownDate => "unknown-date",
            Self::AmbiguousDate => "ambiguous-date",
            Self::FutureDate => "future-date",
            Self::Damaged => "damaged",
            Self::NotUnpacked => "not-unpacked",
            Self::Bomb => "bomb",
            Self::TooDeep => "too-deep",
        }
    }

    /// What it means for the article.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownFormat | Self::NotAnArticle | Self::LinkLoop => Severity::Skipped,
            Self::BadEncoding
            | Self::BadMetadata
            | Self::UnknownDate
            | Self::AmbiguousDate
            | Self::FutureDate => Severity::Flagged,
            Self::Unreadable
            | Self::Vanished
            | Self::NotText
            | Self::Empty
            | Self::TooLarge
            | Self::Malformed
            | Self::NoText
            | Self::Damaged
            | Self::NotUnpacked
            | Self::Bomb
            | Self::TooDeep => Severity::Refused,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

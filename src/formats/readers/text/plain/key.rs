//! What the keys of metadata lines mean, and which values are typical of them.
//!
//! `labels` has the words for them in many languages.

use crate::article::spelling::DayOrder;
use crate::formats::gather::written_date::is_date;

/// The longest value that counts after a blank line, in bytes.
const LONGEST_LOOSE_VALUE: usize = 120;

/// The fewest words of a value that make a line with a key such as `Source` a headline.
const HEADLINE_WORDS: usize = 3;

/// The meaning of a known key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Headline,
    Id,
    Published,
    /// A time of day that may complete the date, or the date itself.
    Time,
    /// When it was changed. It is not a date of publication.
    Updated,
    Byline,
    Source,
    Agency,
    Section,
    Page,
    Keywords,
    Place,
    Language,
    Url,
}

impl Key {
    /// Whether the word may also open a headline: `Source: troops to leave`.
    pub(super) fn opens_headlines(self) -> bool {
        !matches!(
            self,
            Self::Headline | Self::Id | Self::Published | Self::Language | Self::Url
        )
    }

    /// Whether a line with this key and value may be a headline.
    pub(super) fn may_be_headline(self, value: &str) -> bool {
        let words = value.split_whitespace().count();
        matches!(
            self,
            Self::Source | Self::Agency | Self::Section | Self::Place | Self::Time
        ) && words >= HEADLINE_WORDS
            && !is_date(value, DayOrder::default())
    }

    /// Whether the value is a name or a mark that is written in one line with the date.
    pub(super) fn names(self) -> bool {
        !matches!(self, Self::Headline | Self::Keywords | Self::Place)
    }

    /// Whether a value is a phrase where the key has a date, a number or one word:
    /// `Date: a night to remember`.
    pub(super) fn contradicts(self, value: &str) -> bool {
        let is_typed = matches!(
            self,
            Self::Published | Self::Updated | Self::Time | Self::Id | Self::Url | Self::Language
        );
        is_typed
            && value.split_whitespace().count() >= HEADLINE_WORDS
            && !value.contains(char::is_numeric)
            && !self.fits(value)
    }

    /// Whether a value is typical for the key. It decides about lines after a blank line.
    pub(super) fn fits(self, value: &str) -> bool {
        let words = value.split_whitespace().count();
        match self {
            Self::Published | Self::Updated => is_date(value, DayOrder::default()),
            Self::Time => {
                value.starts_with(char::is_numeric) || is_date(value, DayOrder::default())
            }
            Self::Id | Self::Url | Self::Language => words == 1,
            Self::Headline => words > 0,
            _ => words > 0 && value.len() <= LONGEST_LOOSE_VALUE && !value.ends_with('.'),
        }
    }
}

//! A value of a record, as far as articles have a use for it.
//!
//! Values are borrowed from the record where they need no unescaping. Objects come down to the
//! text that names or holds them, lists to their texts.

use super::element::Element;
use crate::article::spelling::{DayOrder, Spelling, read_date};
use crate::article::{Precision, Published};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde::de::{Deserialize, Deserializer};
use std::borrow::Cow;

/// A value, as far as articles have a use for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::formats) enum Held<'a> {
    /// `null`, or an object without a name.
    #[default]
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// A text; of an object, its name.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(i128),
    /// Another number.
    Broken(f64),
    /// The texts of an array, nested ones included.
    List(Vec<Cow<'a, str>>),
}

impl<'a> Held<'a> {
    /// Whether it says nothing.
    pub(in crate::formats) fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim_start().is_empty(),
            Self::Flag(_) | Self::Whole(_) | Self::Broken(_) => false,
            Self::List(items) => items.is_empty(),
        }
    }

    /// One text: a list's items become paragraphs.
    pub(super) fn into_paragraphs(self) -> Cow<'a, str> {
        match self {
            Self::List(items) if items.len() > 1 => items.join("\n\n").into(),
            one => one.into_list().pop().unwrap_or_default(),
        }
    }

    /// One text: trimmed; `None` if nothing is left.
    pub(super) fn into_text(self) -> Option<String> {
        trimmed(self.into_paragraphs())
    }

    /// The first text of several.
    pub(super) fn into_first(self) -> Option<String> {
        trimmed(self.into_list().into_iter().next()?)
    }

    /// The texts; one that stands alone is a list too.
    pub(super) fn into_list(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Nothing | Self::Flag(_) => Vec::new(),
            Self::Text(text) => vec![text],
            Self::Whole(number) => vec![number.to_string().into()],
            Self::Broken(number) => vec![number.to_string().into()],
            Self::List(items) => items,
        }
    }

    /// The value as messages show it and dates are read from it.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(number) => number.to_string().into(),
            Self::Broken(number) => number.to_string().into(),
            Self::List(items) => items
                .first()
                .map_or(Cow::Borrowed(""), |item| Cow::Borrowed(item)),
        }
    }

    /// The time that a number, or a text of digits, counts from 1970: in seconds, or from 1e11
    /// (the year 5138) on in milliseconds. `20210119` and `2021` are dates instead, and numbers
    /// so small that they mean the first hours of 1970 are none.
    pub(super) fn as_timestamp(&self, order: DayOrder) -> Option<Spelling> {
        let count = match self {
            Self::Whole(number) => i64::try_from(*number).ok()?,
            #[expect(
                clippy::cast_possible_truncation,
                reason = "fractions of seconds are not kept"
            )]
            Self::Broken(number) => *number as i64,
            Self::Text(text) => digits(text)?,
            Self::Nothing | Self::Flag(_) | Self::List(_) => return None,
        };
        if (1500..=2200).contains(&count) || (15_000_101..=22_001_231).contains(&count) {
            return read_date(&count.to_string(), order);
        }
        let stamp = match count.unsigned_abs() {
            100_000..100_000_000_000 => Timestamp::from_second(count),
            100_000_000_000.. => Timestamp::from_millisecond(count),
            _ => return None,
        };
        let at = Offset::UTC.to_datetime(stamp.ok()?);
        Some(Spelling {
            published: Published::time(at, Precision::Second, Some(Offset::UTC))?,
            ambiguous: false,
        })
    }
}

/// The number that a text of digits is, its fraction dropped.
fn digits(text: &str) -> Option<i64> {
    let text = text.trim();
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

fn trimmed(text: Cow<'_, str>) -> Option<String> {
    let bare = text.trim();
    if bare.is_empty() {
        None
    } else if bare.len() == text.len() {
        Some(text.into_owned())
    } else {
        Some(bare.to_owned())
    }
}

impl<'de> Deserialize<'de> for Held<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Element::deserialize(deserializer)?.held)
    }
}

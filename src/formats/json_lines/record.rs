//! One line's object: the keys that mean something, and their values.
//!
//! Values are borrowed from the line where they need no unescaping, and what no key asks for is
//! passed over without being built.

use crate::article::spelling::{DayOrder, Spelling, read_date};
use crate::article::{Precision, Published};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// What a key's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Headline,
    Published,
    Body,
    Bylines,
    Source,
    Section,
    Keywords,
    Language,
    Url,
    Place,
    Agency,
    Id,
}

/// Known keys, lower case, without hyphens and underscores. Of several keys of one field, the
/// one that stands first here wins.
#[rustfmt::skip]
const KEYS: &[(&str, Field)] = &[
    ("headline", Field::Headline), ("title", Field::Headline), ("name", Field::Headline),
    ("date", Field::Published), ("published", Field::Published), ("publisheddate", Field::Published),
    ("publishdate", Field::Published), ("datepublished", Field::Published), ("publicationdate", Field::Published),
    ("pubdate", Field::Published), ("publishedat", Field::Published), ("publishedon", Field::Published),
    ("firstpublished", Field::Published), ("datetime", Field::Published), ("timestamp", Field::Published),
    ("created", Field::Published), ("createdat", Field::Published), ("datecreated", Field::Published),
    ("body", Field::Body), ("text", Field::Body), ("content", Field::Body), ("maintext", Field::Body),
    ("articlebody", Field::Body), ("description", Field::Body),
    ("bylines", Field::Bylines), ("byline", Field::Bylines), ("author", Field::Bylines), ("authors", Field::Bylines),
    ("source", Field::Source), ("site", Field::Source), ("sitename", Field::Source), ("publisher", Field::Source),
    ("hostname", Field::Source), ("newspaper", Field::Source),
    ("section", Field::Section), ("category", Field::Section), ("categories", Field::Section),
    ("keywords", Field::Keywords), ("tags", Field::Keywords), ("topics", Field::Keywords), ("subjects", Field::Keywords),
    ("language", Field::Language), ("lang", Field::Language),
    ("url", Field::Url), ("link", Field::Url), ("canonicalurl", Field::Url),
    ("place", Field::Place), ("location", Field::Place), ("dateline", Field::Place),
    ("agency", Field::Agency),
    ("id", Field::Id), ("uid", Field::Id), ("guid", Field::Id), ("docid", Field::Id), ("newsid", Field::Id),
];

/// The longest known key, in bytes.
const LONGEST_KEY: usize = 15;

impl Field {
    /// The field's keys, for messages.
    pub(super) fn keys(self) -> String {
        let keys = KEYS.iter().filter(|(_, field)| *field == self);
        let quoted: Vec<String> = keys.map(|(key, _)| format!("`{key}`")).collect();
        quoted.join(", ")
    }
}

/// The known key of that spelling, as its place in [`KEYS`].
fn known_key(written: &str) -> Option<usize> {
    let mut bare = [0; LONGEST_KEY];
    let mut length = 0;
    for byte in written.bytes().filter(|byte| !matches!(byte, b'_' | b'-')) {
        *bare.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    let bare = &bare[..length];
    // Most keys are told apart by length and first letter, without comparing all of them.
    KEYS.iter().position(|(key, _)| {
        let key = key.as_bytes();
        key.len() == length && key[0] == bare[0] && key == bare
    })
}

/// The values of a line's known keys.
#[derive(Debug, Default)]
pub(super) struct Record<'a> {
    /// Values that say something, with their keys' places in [`KEYS`].
    found: Vec<(usize, Held<'a>)>,
}

impl<'a> Record<'a> {
    /// Takes out the value of a field: that of its foremost key.
    pub(super) fn take(&mut self, field: Field) -> Option<Held<'a>> {
        let of_field = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, (key, _))| KEYS[*key].1 == field);
        let (at, _) = of_field.min_by_key(|(_, (key, _))| *key)?;
        Some(self.found.swap_remove(at).1)
    }
}

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Record<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut found = Vec::with_capacity(8);
                while let Some(Key(key)) = map.next_key()? {
                    match key {
                        Some(key) => {
                            let value: Held<'de> = map.next_value()?;
                            if !value.is_empty() {
                                found.push((key, value));
                            }
                        }
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Record { found })
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// A key, as its place in [`KEYS`] if it is known.
struct Key(Option<usize>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                Ok(Key(known_key(key)))
            }
        }
        deserializer.deserialize_str(Written)
    }
}

/// A value, as far as articles have a use for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held<'a> {
    /// `null`, `true`, `false`, or an object without a name.
    Nothing,
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
    fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Whole(_) | Self::Broken(_) => false,
            Self::List(items) => items.is_empty(),
        }
    }

    /// One text: trimmed; a list's items become paragraphs.
    pub(super) fn into_text(self) -> Option<String> {
        let text = match self {
            Self::List(items) => items.join("\n\n"),
            one => one.into_list().pop()?.into_owned(),
        };
        Some(trimmed(text)).filter(|text| !text.is_empty())
    }

    /// The first text of several.
    pub(super) fn into_first(self) -> Option<String> {
        Some(trimmed(self.into_list().into_iter().next()?.into_owned()))
    }

    /// The texts; one that stands alone is a list too.
    pub(super) fn into_list(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Text(text) => vec![text],
            Self::Whole(number) => vec![number.to_string().into()],
            Self::Broken(number) => vec![number.to_string().into()],
            Self::List(items) => items,
        }
    }

    /// The value as messages show it and dates are read from it.
    pub(super) fn shown(&self) -> String {
        self.clone().into_first().unwrap_or_default()
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
            Self::Text(text) => text.trim().parse().ok()?,
            Self::Nothing | Self::List(_) => return None,
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

fn trimmed(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() {
        text
    } else {
        bare.to_owned()
    }
}

impl<'de> Deserialize<'de> for Held<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Held<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Held::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Held::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Held::Whole(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Held::Whole(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Held::Broken(number))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Held::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Held::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<Held<'de>>()? {
            if !item.is_empty() {
                items.append(&mut item.into_list());
            }
        }
        Ok(Held::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut name = Held::Nothing;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key.eq_ignore_ascii_case("name") {
                name = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}

/// Any JSON object, of which only the form matters.
pub(super) struct AnyObject;

impl<'de> Deserialize<'de> for AnyObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = AnyObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyObject)
            }
        }
        deserializer.deserialize_map(Form)
    }
}

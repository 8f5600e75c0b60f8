//! How a value of a record is read, with serde. An object becomes its text, a list its texts.
//!
//! A list may have one text in several forms, as the headlines and bodies of ninjs 2 and 3. The
//! main form is kept.

use super::structured::languages;
use super::tagged::characters;
use super::unread::{Unread, characters_of_text};
use super::value::FieldValue;
use crate::formats::gather::written_date::date_of_parts;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// Members of an object with its text, the best first: `value` before `name`,
/// because a keyword may be `{"name": "organizations", "value": "NATO"}`.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "value", "main", "original", "name", "fullname", "displayname", "rendered", "basic", "text", "plain", "html",
    "content", "title", "label", "$t", "#text", "@value", "$__toml_private_datetime", "$date", "$numberlong",
    "$oid", "literal", "raw", "tag", "webtitle", "children", "by", "bodyhtml", "body", "attributes", "data",
    "date", "datetime", "iso", "timestamp", "seconds", "_seconds", "__text", "_text", "_",
    "full", "long", "default", "print", "web", "online", "short", "sentence",
];

/// Members of an object with the parts of a date, in their order.
const DATE_PARTS: &[&str] = &["year", "month", "day", "time"];

/// Members of an object with the parts of a person's name, in their order: those of CSL-JSON, and
/// of the interface of Zotero.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "given", "firstName", "first", "first_name", "firstname", "givenName", "given_name", "forename", "middle", "middle_name", "middleName",
    "dropping-particle", "non-dropping-particle", "family", "lastName", "last", "last_name", "lastname", "familyName", "family_name",
    "surname", "suffix",
];

/// Members of an object with its paragraphs, as in bodies of fundus.
const PARAGRAPHS: &[&str] = &["summary", "sections", "headline", "paragraphs", "blocks"];

/// Types of blocks whose children are lines.
const LINES: &[&str] = &[
    "list",
    "unordered-list",
    "ordered-list",
    "bulleted-list",
    "numbered-list",
    "table",
    "root",
    "doc",
];

/// A value, and its role among others of a list.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    pub(super) value: FieldValue<'a>,
    /// Whether it is the main one, if roles are given.
    role: Role,
    /// A summary that is next to the text.
    pub(super) summary: Option<FieldValue<'a>>,
    /// Its values in several languages, of which `value` is the first.
    pub(super) translations: Vec<(String, FieldValue<'a>)>,
    /// Those of its values that name people who contributed, as among the tags of the Guardian.
    pub(super) people: Vec<Cow<'a, str>>,
    is_contributor: bool,
    /// Texts in it that the value has not, under names that are not known.
    pub(super) unread: Unread,
    /// Whether its type is given, so that others may be the same text of another type.
    typed: Option<Markup>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Role {
    #[default]
    NotGiven,
    Main,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    Plain,
    Html,
}

impl<'a> From<FieldValue<'a>> for Element<'a> {
    fn from(value: FieldValue<'a>) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }
}

impl Element<'_> {
    /// The same with its first language alone. The texts of the others are unread.
    pub(super) fn in_one_language(mut self) -> Self {
        let texts = self.translations.drain(..);
        for (language, value) in texts.filter(|it| !it.1.is_empty()).skip(1) {
            self.unread
                .add(language, characters(&value.into_paragraphs()));
        }
        self
    }
}

impl<'de> Deserialize<'de> for Element<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Element<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(FieldValue::Text(Cow::Borrowed(text)).into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(FieldValue::Text(Cow::Owned(text.to_owned())).into())
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(FieldValue::Text(Cow::Owned(text)).into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(FieldValue::Whole(number.into()).into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(FieldValue::Whole(number.into()).into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(FieldValue::Broken(number).into())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(FieldValue::Flag(flag).into())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Element::default())
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Element::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        Element::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        Element::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements: Vec<Element<'de>> = Vec::new();
        let mut unread = Unread::default();
        while let Some(mut element) = seq.next_element::<Element<'de>>()? {
            element = element.in_one_language();
            unread.append(std::mem::take(&mut element.unread));
            elements.push(element);
        }
        // Drupal has `[{"value": false}]`.
        if let [one] = &elements[..]
            && let FieldValue::Flag(flag) = one.value
        {
            return Ok(FieldValue::Flag(flag).into());
        }
        let people = elements.iter().filter(|element| element.is_contributor);
        let people = people.flat_map(|element| element.value.clone().into_list());
        Ok(Element {
            people: people.collect(),
            value: FieldValue::List(main_texts(elements)),
            unread,
            ..Element::default()
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object = Object::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            object.take_member(&key, &mut map)?;
        }
        Ok(object.into_element())
    }
}

/// The texts of a list's elements: all of them, or the main ones if roles are given. Of one text in
/// several types, HTML if there is any, else the first.
fn main_texts(mut elements: Vec<Element<'_>>) -> Vec<Cow<'_, str>> {
    if elements.iter().any(|element| element.role == Role::Main) {
        elements.retain(|element| element.role == Role::Main);
    }
    if elements.len() > 1 && elements.iter().all(|element| element.typed.is_some()) {
        let best = elements
            .iter()
            .position(|element| element.typed == Some(Markup::Html))
            .unwrap_or(0);
        elements = vec![elements.swap_remove(best)];
    }
    elements
        .into_iter()
        .filter(|element| !element.value.is_empty())
        .flat_map(|element| element.value.into_list())
        .collect()
}

/// An object while its members are read.
#[derive(Default)]
struct Object<'a> {
    /// The best text so far and its place in [`TEXTS`].
    text: Option<(usize, FieldValue<'a>)>,
    paragraphs: Vec<Cow<'a, str>>,
    /// The parts of a person's name, each with its place in [`NAMES`].
    names: Vec<(usize, Cow<'a, str>)>,
    /// The parts of a date, each in its place in [`DATE_PARTS`].
    date: [Option<String>; DATE_PARTS.len()],
    summary: Option<FieldValue<'a>>,
    /// The values under names that are not known.
    others: Vec<(String, FieldValue<'a>)>,
    /// The texts that are in no value of a member, and those that are in the value of `text` alone.
    unread: Unread,
    unread_of_text: Unread,
    /// Whether its children are lines, as the items of a list.
    has_lines: bool,
    is_contributor: bool,
    role: Role,
    typed: Option<Markup>,
}

impl<'de> Object<'de> {
    fn take_member<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        // Converters from XML and feeds put a sign before the name of a text: `$text`, `@value`.
        let bare = key.trim_start_matches(['$', '#', '@']);
        let is = |name: &&str| [key, bare].iter().any(|key| key.eq_ignore_ascii_case(name));
        if let Some(rank) = TEXTS.iter().position(is) {
            let element = map.next_value::<Element<'de>>()?.in_one_language();
            let is_better = self.text.as_ref().is_none_or(|(found, _)| rank < *found);
            if is_better && !element.value.is_empty() {
                self.text = Some((rank, element.value));
                self.unread_of_text = element.unread;
            } else {
                self.unread.append(element.unread);
            }
        } else if PARAGRAPHS.iter().any(is) {
            let value = self.value_of(map)?;
            if key.eq_ignore_ascii_case("summary") {
                self.summary = Some(value.clone()).filter(|value| !value.is_empty());
            }
            if !value.is_empty() {
                self.paragraphs.append(&mut value.into_list());
            }
        } else if let Some(place) = NAMES.iter().position(|name| key == *name) {
            let value = self.value_of(map)?;
            let parts = value.into_list().into_iter().take(1);
            self.names.extend(parts.map(|part| (place, part)));
        } else if let Some(place) = DATE_PARTS.iter().position(is) {
            let value = self.value_of(map)?;
            self.date[place] = value.into_first();
        } else if key == "date-parts" {
            let value: Value = map.next_value()?;
            if let Some(date) = date_of_numbers(&value) {
                self.text = Some((0, FieldValue::Text(date.into())));
            }
        } else if key == "type" {
            let kind = self.value_of(map)?;
            self.has_lines = LINES.contains(&&*kind.shown());
            self.is_contributor = kind.shown() == "contributor";
        } else if key == "role" {
            let role = self.value_of(map)?;
            self.role = match &*role.shown() {
                "main" => Role::Main,
                _ => Role::Other,
            };
        } else if key == "contenttype" {
            let written = self.value_of(map)?;
            self.typed = Some(if written.shown().contains("html") {
                Markup::Html
            } else {
                Markup::Plain
            });
        } else {
            let value = self.value_of(map)?;
            self.others.push((key.to_owned(), value));
        }
        Ok(())
    }

    /// The value of a member. What it leaves unread is kept.
    fn value_of<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<FieldValue<'de>, A::Error> {
        let element = map.next_value::<Element<'de>>()?.in_one_language();
        self.unread.append(element.unread);
        Ok(element.value)
    }

    fn into_element(mut self) -> Element<'de> {
        if self.text.is_none() && !self.names.is_empty() {
            self.names.sort_by_key(|(place, _)| *place);
            let parts = self.names.iter().map(|(_, part)| part.trim());
            let name: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            self.text = Some((0, FieldValue::Text(name.join(" ").into())));
        }
        if let Some(date) = written_date(&self.date, self.text.as_ref()) {
            self.text = Some((0, FieldValue::Text(date.into())));
        }
        let summary = self.summary.filter(|_| self.text.is_some());
        let is_empty = self.text.is_none() && self.paragraphs.is_empty();
        let mut others = if is_empty { self.others } else { Vec::new() };
        let mut translations = Vec::new();
        let named = || others.iter().map(|it| (&*it.0, it.1.is_empty()));
        if languages::name_all(named()) {
            let first = others.iter().find(|it| !it.1.is_empty());
            self.text = first.map(|it| (0, it.1.clone()));
            translations = std::mem::take(&mut others);
        }
        let mut unread = self.unread_of_text;
        if is_empty {
            unread.append(self.unread);
        }
        for (name, value) in others {
            let texts = value.into_list();
            let characters = texts.iter().map(|text| characters_of_text(text)).sum();
            unread.add(name, characters);
        }
        let gap = if self.has_lines { "\n" } else { "" };
        let value = match (self.text, self.paragraphs) {
            // The children of a block are runs of one text.
            (Some((rank, FieldValue::List(runs))), _) if TEXTS[rank] == "children" => {
                FieldValue::Text(runs.join(gap).into())
            }
            (Some((_, value)), _) => value,
            (None, paragraphs) if paragraphs.is_empty() => FieldValue::Nothing,
            (None, paragraphs) => FieldValue::List(paragraphs),
        };
        Element {
            value,
            summary,
            translations,
            unread,
            people: Vec::new(),
            is_contributor: self.is_contributor,
            role: self.role,
            typed: self.typed,
        }
    }
}

/// The date of an object with a part for each of its numbers, or with its time next to it; `None`
/// if it has none of these. `text` is the text of the object so far.
fn written_date(
    parts: &[Option<String>; DATE_PARTS.len()],
    text: Option<&(usize, FieldValue<'_>)>,
) -> Option<String> {
    let [year, month, day, time] = parts;
    let date = match (text, year, month, day) {
        (Some((rank, FieldValue::Text(date))), ..) if TEXTS[*rank] == "date" => {
            let clock = time.as_ref().filter(|_| !date.contains(':'))?;
            return Some(format!("{date} {clock}"));
        }
        (Some(_), ..) | (_, None, ..) => return None,
        (None, Some(year), month, day) => date_of_parts(year, month.as_deref(), day.as_deref()),
    };
    Some(match time.as_ref().filter(|time| time.contains(':')) {
        Some(time) => format!("{date} {time}"),
        None => date,
    })
}

/// The date that CSL-JSON has as parts: `[["2021", 1, 19]]` is 2021-01-19. Of a span it is the
/// first day.
fn date_of_numbers(value: &Value) -> Option<String> {
    let parts = value.as_array()?.first()?.as_array()?;
    let numbers = parts.iter().map(|part| match part {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_u64(),
    });
    let numbers: Option<Vec<u64>> = numbers.take(3).collect();
    Some(match numbers?[..] {
        [year, month, day, ..] => format!("{year:04}-{month:02}-{day:02}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year] => format!("{year:04}"),
        [] => return None,
    })
}

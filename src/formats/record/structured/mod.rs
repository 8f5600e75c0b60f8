//! Bodies that are objects or lists, so that each text in them is in the article or named there.
//!
//! `parts` reads lists of typed parts, `editors` what editors of content systems keep, and
//! `element` the text of any other value, by the names of its members. What these leave is the
//! rest: parts of the text under other names (`intro`, `quote`, `p2`) go into the body, in their
//! order. Others are noted. `story` reads contents that are records of their own, `translated` keeps
//! one language of several.

pub(super) mod languages;
mod story;
pub(super) mod translated;

use super::element::Element;
use super::unread::{Unread, characters_of_text, reason};
use super::{Field, FieldValue, Named, Names, Record, editors, parts};
use crate::article::WhyLeftOut;
use crate::formats::bytes::coverage::Said;
use crate::formats::bytes::markup;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// How deep texts are looked for.
const DEEPEST: usize = 12;

/// Names of parts of a text, without digits at their ends.
#[rustfmt::skip]
const PARTS_OF_TEXT: &[&str] = &[
    "intro", "introduction", "lead", "lede", "main", "middle", "conclusion", "end", "ending", "outro", "paragraph",
    "paragraphs", "para", "p", "part", "parts", "section", "sections", "chapter", "block", "blocks", "quote", "quotes",
    "blockquote", "question", "answer", "q", "a", "item", "items", "list", "bullets", "heading", "subheading", "header",
    "text", "body", "content", "html", "value", "title", "data", "line", "lines", "update", "correction", "note",
    "bodyhtml", "bodytext", "bodytextsummary", "richtext",
];

/// The value of a body, its members in the order of the file.
#[derive(Debug)]
pub(super) enum BodyValue<'a> {
    Text(Cow<'a, str>),
    List(Vec<BodyValue<'a>>),
    Object(Vec<(String, BodyValue<'a>)>),
    /// A number, a flag or nothing.
    Other(Value),
}

impl BodyValue<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim_start().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Other(value) => value.is_null(),
        }
    }

    /// Adds the texts in it that a person would read, each with the name of the member that it is
    /// in, in their order.
    fn collect<'v>(&'v self, name: &'v str, levels: usize, out: &mut Vec<(&'v str, &'v str)>) {
        let Some(levels) = levels.checked_sub(1) else {
            return;
        };
        match self {
            Self::Text(text) if characters_of_text(text) > 0 => out.push((name, text)),
            Self::List(items) => items
                .iter()
                .for_each(|item| item.collect(name, levels, out)),
            Self::Object(members) => {
                for (name, value) in members {
                    value.collect(name, levels, out);
                }
            }
            Self::Text(_) | Self::Other(_) => {}
        }
    }
}

impl Serialize for BodyValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for BodyValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyBody)
    }
}

struct AnyBody;

impl<'de> Visitor<'de> for AnyBody {
    type Value = BodyValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(BodyValue::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(BodyValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(BodyValue::Other(flag.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(BodyValue::Other(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(BodyValue::Other(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(BodyValue::Other(number.into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BodyValue::Other(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(BodyValue::Other(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        BodyValue::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        BodyValue::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(BodyValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(BodyValue::Object(members))
    }
}

/// Adds a value to a record: as the body, or as what it says of itself. A list has typed parts only
/// under names that say so.
pub(super) fn put<'a>(
    record: &mut Record<'a>,
    names: Names<'_>,
    meant: Named,
    mut body: BodyValue<'a>,
    has_parts: bool,
) {
    if let BodyValue::Object(members) = &body {
        if story::is_one(members) {
            return put_story(record, names, meant, body);
        }
        let of_members = members.iter();
        let of_members = of_members.map(|(name, value)| (&**name, value.is_empty()));
        if languages::name_all(of_members) {
            return put_translated(record, names, meant, body, has_parts);
        }
    }
    if !is_document(&body) {
        with_texts_of_documents(record, &mut body, DEEPEST);
    }
    let value = match body {
        BodyValue::Text(text) if !editors::may_have(meant, &text) => {
            return record.put(meant, FieldValue::Text(text));
        }
        _ => serde_json::to_value(&body).unwrap_or_default(),
    };
    if let Some(kept) = editors::read(meant, &value) {
        let text = kept.text();
        record.beside.extend(kept.beside);
        record.put_all_unread(kept.unread);
        return record.put(meant, FieldValue::Text(text.into()));
    }
    let (before, noted) = (record.found.len(), record.beside.len());
    let unread = if has_parts && parts::put(record, meant, &value) {
        Unread::default()
    } else {
        put_element(record, meant, &body)
    };
    if matches!(body, BodyValue::List(_) | BodyValue::Object(_)) && meant.field == Field::Body {
        put_rest(record, meant, (before, noted), &body);
    } else {
        record.put_all_unread(unread);
    }
}

/// Whether a value is the document of an editor, by its members: a test that costs little.
fn is_document(value: &BodyValue<'_>) -> bool {
    let BodyValue::Object(members) = value else {
        return false;
    };
    members
        .iter()
        .any(|(name, value)| match (name.as_str(), value) {
            ("type" | "nodeType", BodyValue::Text(kind)) => matches!(&**kind, "doc" | "document"),
            ("ops", BodyValue::List(_)) | ("root", BodyValue::Object(_)) => true,
            _ => false,
        })
}

/// Puts their text in the place of documents of editors within a value.
fn with_texts_of_documents(record: &mut Record<'_>, body: &mut BodyValue<'_>, levels: usize) {
    let Some(levels) = levels.checked_sub(1) else {
        return;
    };
    match body {
        BodyValue::List(items) => {
            for item in items {
                with_text_of_document(record, item, levels);
            }
        }
        BodyValue::Object(members) => {
            for (_, value) in members {
                with_text_of_document(record, value, levels);
            }
        }
        BodyValue::Text(_) | BodyValue::Other(_) => {}
    }
}

fn with_text_of_document(record: &mut Record<'_>, body: &mut BodyValue<'_>, levels: usize) {
    if !is_document(body) {
        return with_texts_of_documents(record, body, levels);
    }
    let value = serde_json::to_value(&*body).unwrap_or_default();
    if let Some(kept) = editors::read(Named::without_name(Field::Body), &value) {
        *body = BodyValue::Text(kept.text().into());
        record.beside.extend(kept.beside);
        record.put_all_unread(kept.unread);
    }
}

/// Adds a body in several languages.
fn put_translated<'a>(
    record: &mut Record<'a>,
    names: Names<'_>,
    meant: Named,
    body: BodyValue<'a>,
    has_parts: bool,
) {
    let BodyValue::Object(members) = body else {
        return;
    };
    let texts = members.into_iter().map(|(language, value)| {
        let mut own = Record::default();
        put(&mut own, names, meant, value, has_parts);
        translated::settle(&mut own);
        (language, own)
    });
    let texts = texts.collect();
    record.translated.push(texts);
}

/// Adds the content of a story: its fields, and the parts of its text as one body. All of them are
/// in one language.
fn put_story<'a>(record: &mut Record<'a>, names: Names<'_>, meant: Named, body: BodyValue<'a>) {
    let BodyValue::Object(members) = body else {
        return;
    };
    let mut owns: Vec<(String, story::Role, Record<'_>)> = Vec::new();
    for (name, value) in members {
        let Some(role) = story::role(names, &name, is_part_of_text(&name)) else {
            continue;
        };
        let mut own = Record::default();
        put(&mut own, names, meant, value, true);
        if let story::Role::Field(field) = role {
            story::rename(&mut own, field);
        }
        owns.push((name, role, own));
    }
    let fields = owns.iter().flat_map(|(.., own)| &own.translated);
    let language = translated::best(record.translated.iter().chain(fields));
    let mut parts: Vec<story::Part> = Vec::new();
    for (name, role, mut own) in owns {
        translated::keep(&mut own, language.as_deref().unwrap_or_default());
        let languages = own.found.extract_if(.., |it| it.0.field == Field::Language);
        record.found.extend(languages);
        match role {
            story::Role::Field(_) => {
                record.found.append(&mut own.found);
                record.beside.append(&mut own.beside);
            }
            story::Role::Text(place) => parts.push(story::Part::of(name, place, own)),
        }
    }
    story::put(record, meant, parts);
}

/// Adds the text of a value, with a summary that is next to it. Returns what is in neither.
fn put_element(record: &mut Record<'_>, named: Named, body: &BodyValue<'_>) -> Unread {
    // As JSON, since members have an order that a value in memory does not keep.
    let text = serde_json::to_string(body).unwrap_or_default();
    let Ok(element) = serde_json::from_str::<Element<'_>>(&text) else {
        return Unread::default();
    };
    if let Some(summary) = element.summary {
        record.put(Named::body("summary"), summary.into_owned());
    }
    record.put(named, element.value.into_owned());
    element.unread
}

/// Adds the texts of a value that are in none of the values found, and in no note made, since
/// there were so many.
fn put_rest(
    record: &mut Record<'_>,
    named: Named,
    (before, noted): (usize, usize),
    body: &BodyValue<'_>,
) {
    let mut texts = Vec::new();
    body.collect("", DEEPEST, &mut texts);
    let found = record.found[before..].iter();
    let found: Vec<String> = found
        .map(|(_, value)| markup::to_text(&value.clone().into_paragraphs()))
        .collect();
    let said = found.join("\n");
    let mut said = Said::new(&said);
    let mut told: Vec<usize> = record.beside[noted..].iter().map(|own| own.2).collect();
    let mut rest = Vec::new();
    for (name, text) in &texts {
        let text = markup::to_text(text);
        let missing = said.missing(&text);
        let length = text.chars().count();
        if missing == 0 {
            continue;
        }
        match told.iter().position(|own| *own == length) {
            Some(place) => {
                told.swap_remove(place);
            }
            None => rest.push((*name, missing)),
        }
    }
    let has_body = found.iter().any(|text| !text.is_empty());
    let is_part =
        |name: &str| reason(name) == WhyLeftOut::NotRead && (!has_body || is_part_of_text(name));
    if record.beside.len() == noted
        && !rest.is_empty()
        && rest.iter().all(|(name, _)| is_part(name))
    {
        record.found.truncate(before);
        return record.put(named, FieldValue::Text(all_of(&texts).into()));
    }
    for (name, missing) in rest {
        record.put_unread(name, missing);
    }
}

/// All texts in HTML. One that says the same as the text before it, in another form and under
/// another name, is left out.
fn all_of(texts: &[(&str, &str)]) -> String {
    let mut all = String::new();
    let mut last = ("", String::new());
    for (name, text) in texts {
        let plain = markup::to_text(text);
        let lacks = |said: &str, other: &str| Said::new(said).missing(other) > 0;
        if *name == last.0 || lacks(&last.1, &plain) || lacks(&plain, &last.1) {
            all.push_str(&parts::as_html(text));
            last = (name, plain);
        }
    }
    all
}

/// Whether a member of that name is a part of the text.
fn is_part_of_text(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-');
    name.is_empty()
        || PARTS_OF_TEXT
            .iter()
            .any(|own| name.eq_ignore_ascii_case(own))
}

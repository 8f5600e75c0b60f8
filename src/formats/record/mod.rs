//! Records of named values, and the article of each: what JSON, CSV and front matter share.
//!
//! `field` has the table of fields, `keys` says what names mean, `article` turns the values into an
//! article. Values under unknown names are skipped without being built. Formats hand over the
//! record, by serde or name by name, and say what messages call it.

mod article;
mod dates;
mod editors;
mod element;
mod field;
pub(in crate::formats) mod field_map;
mod json;
mod keys;
mod parts;
mod path;
mod press;
mod product;
mod structured;
mod tagged;
mod unread;
mod value;

pub(in crate::formats) use article::Place;
pub(in crate::formats) use field::Field;
pub(in crate::formats) use json::read_json;
pub(in crate::formats) use keys::{Named, Names, TextKind};
pub(in crate::formats) use unread::characters_of_text;
pub(in crate::formats) use value::FieldValue;

use crate::article::WhyLeftOut;
use element::Element;
use keys::Meaning;
use path::at_path;
use product::{Mark, Product};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use unread::{Characters, Unread};

/// The most objects around a record.
const DEEPEST_ENVELOPE: usize = 4;

/// The values of a record's known names.
#[derive(Debug, Default)]
pub(in crate::formats) struct Record<'a> {
    /// Values that are not empty.
    found: Vec<(Named, FieldValue<'a>)>,
    /// The product that its names are marks of.
    product: Option<Product>,
    /// The product that has one of its names, if it has one of another group too; by the group.
    halves: [Option<Product>; 2],
    /// Parts that are no field: what they are called, why, and how many characters they have.
    beside: Vec<(String, WhyLeftOut, usize)>,
    /// The authors that the text itself names.
    people: Vec<String>,
    /// Whether it has a place for the day of publication, and none is there.
    is_unpublished: bool,
    /// Fields in several languages.
    translated: Vec<structured::translated::Translated<'a>>,
    /// A text that is next to the record, such as the text below front matter. It wins over any
    /// body.
    prose: String,
}

impl<'a> Record<'a> {
    /// Adds the value of a name, unless it is empty. Jekyll marks a draft by `published: false`.
    pub(in crate::formats) fn put(&mut self, mut named: Named, mut value: FieldValue<'a>) {
        if named.field == Field::Published
            && let Some(flag) = value.as_flag()
        {
            value = FieldValue::Flag(!flag);
            named.field = Field::Draft;
        }
        if !value.is_empty() {
            self.found.push((named, value));
        }
    }

    /// Adds a value under a name as it is written.
    pub(in crate::formats) fn put_named(
        &mut self,
        names: Names<'_>,
        name: &str,
        value: FieldValue<'a>,
    ) {
        for named in names.of_column(name, 0) {
            self.put(named, value.clone());
        }
    }

    /// Notes that a value under an unknown name has so many characters of text.
    pub(in crate::formats) fn put_unread(&mut self, name: &str, characters: usize) {
        if characters > 0 && self.beside.len() < unread::MOST {
            let note = (name.to_owned(), unread::reason(name), characters);
            self.beside.push(note);
        }
    }

    /// Notes the texts of a value that no field has.
    fn put_all_unread(&mut self, unread: Unread) {
        for (name, characters) in unread {
            self.put_unread(&name, characters);
        }
    }

    /// Notes that it has a name that a product is known by. The first product counts.
    fn put_mark(&mut self, mark: Mark) {
        let product = match mark {
            Mark::Sure(product) => Some(product),
            Mark::Half(product, group) => {
                self.halves[group] = Some(product);
                self.halves[0].filter(|_| self.halves[0] == self.halves[1])
            }
        };
        self.product = self.product.or(product);
    }

    /// Adds keywords, some of which name people.
    fn put_contributors(&mut self, named: Named, words: FieldValue<'a>, people: &[Cow<'a, str>]) {
        let mut words = words.into_list();
        words.retain(|word| !people.contains(word));
        let people = people.iter();
        self.people
            .extend(people.map(|name| name.clone().into_owned()));
        self.put(named, FieldValue::List(words));
    }

    /// Says that it is a row of a table of Zotero.
    pub(in crate::formats) fn is_row_of_zotero(&mut self) {
        self.product = Some(Product::Zotero);
    }

    /// Whether nothing was added.
    pub(in crate::formats) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The headline, if there is one.
    pub(in crate::formats) fn headline(&self) -> Option<Cow<'_, str>> {
        self.found
            .iter()
            .filter(|(named, _)| named.field == Field::Headline)
            .min_by_key(|(named, _)| named.rank)
            .map(|(_, value)| value.shown())
    }

    /// Gives the record a headline that is next to it. It wins over all others.
    pub(in crate::formats) fn put_headline(&mut self, headline: String) {
        let named = Named::without_name(Field::Headline);
        self.put(named, FieldValue::Text(headline.into()));
    }

    /// Gives the record a text that is next to it, in the form that bodies are kept in.
    pub(in crate::formats) fn set_prose(&mut self, text: String) {
        self.prose = text;
    }

    /// Whether there is a value of a field.
    pub(in crate::formats) fn has(&self, field: Field) -> bool {
        self.found.iter().any(|(named, _)| named.field == field)
    }

    /// How good the best name of a field is, the lowest the best; `None` if it has no value.
    pub(in crate::formats) fn rank_of(&self, field: Field) -> Option<usize> {
        let own = self.found.iter().filter(|(named, _)| named.field == field);
        own.map(|(named, _)| named.rank).min()
    }

    /// Gives names the meaning that they have in the product.
    fn apply_product(&mut self) {
        let Some(product) = self.product else { return };
        // Older exports of Ghost have the number 1 under `page` for pages.
        let is_page = |(named, value): &(Named, FieldValue<'_>)| {
            named.key() == Some("page") && (value.is_true() || *value.shown() == *"1")
        };
        if product == Product::Ghost && self.found.iter().any(is_page) {
            let kind = Named::without_name(Field::Kind);
            self.put(kind, FieldValue::Text("page".into()));
        }
        self.found.retain_mut(|(named, _)| {
            match named.key().and_then(|key| product.meaning(key)) {
                None => true,
                Some(None) => false,
                Some(Some(field)) => {
                    *named = Named { field, rank: 0 };
                    true
                }
            }
        });
    }

    fn is_of(&self, product: Product) -> bool {
        self.product == Some(product)
    }

    /// Whether there is anything that makes an article.
    fn has_text(&self) -> bool {
        let mut texts = [Field::Headline, Field::Body, Field::Subject].into_iter();
        texts.any(|field| self.has(field)) || !self.prose.is_empty()
    }

    /// Removes and returns the value of a field: that of its best name.
    fn take(&mut self, field: Field) -> Option<FieldValue<'a>> {
        self.take_named(field).map(|(_, value)| value)
    }

    /// Removes and returns the value of a field with the name that it was found under.
    fn take_named(&mut self, field: Field) -> Option<(Named, FieldValue<'a>)> {
        let (at, _) = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, (named, _))| named.field == field)
            .min_by_key(|(_, (named, _))| named.rank)?;
        Some(self.found.swap_remove(at))
    }
}

/// Reads one object as a [`Record`].
#[derive(Clone, Copy)]
pub(in crate::formats) struct RecordSeed<'m>(pub(in crate::formats) Names<'m>);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut record = Record::default();
        deserializer.deserialize_map(Members {
            names: self.0,
            record: &mut record,
            depth: 0,
        })?;
        structured::translated::settle(&mut record);
        Ok(record)
    }
}

/// Adds the members of an object to a record.
struct Members<'m, 'r, 'de> {
    names: Names<'m>,
    record: &'r mut Record<'de>,
    /// How many objects are around it.
    depth: usize,
}

impl<'de> Visitor<'de> for Members<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((meaning, mark, name)) = map.next_key_seed(KeySeed(self.names))? {
            if let Some(mark) = mark {
                self.record.put_mark(mark);
            }
            match meaning {
                Meaning::Unknown => {
                    let Characters(count) = map.next_value()?;
                    self.record.put_unread(&name, count);
                }
                Meaning::Field(named) if named.field == Field::Body => {
                    let value: structured::BodyValue<'de> = map.next_value()?;
                    structured::put(self.record, self.names, named, value, false);
                }
                Meaning::Field(named) => {
                    let element: Element<'de> = map.next_value()?;
                    self.record.put_all_unread(element.unread);
                    self.record
                        .note_unpublished(named, &element.value, self.depth);
                    if named.field == Field::Keywords && !element.people.is_empty() {
                        self.record
                            .put_contributors(named, element.value, &element.people);
                    } else if element.translations.is_empty() {
                        self.record.put(named, element.value);
                    } else {
                        structured::translated::put(self.record, named, element.translations);
                    }
                }
                Meaning::Embedded => {
                    let value: Value = map.next_value()?;
                    product::wordpress::put(self.record, &value);
                }
                Meaning::Parts(named) => {
                    let value: structured::BodyValue<'de> = map.next_value()?;
                    structured::put(self.record, self.names, named, value, true);
                }
                Meaning::Envelope(named) => map.next_value_seed(Envelope {
                    names: self.names,
                    record: &mut *self.record,
                    depth: self.depth + 1,
                    named,
                })?,
                Meaning::Asked(asked) => {
                    let value: Value = map.next_value()?;
                    let mut unread = Unread::default();
                    for (named, path) in asked {
                        let value = at_path(&value, &path, &mut unread);
                        self.record.put(named, value);
                    }
                    self.record.put_all_unread(unread);
                }
            }
        }
        Ok(())
    }
}

/// A key: what it means, the product that it is a mark of, and the name of an unknown one.
struct KeySeed<'m>(Names<'m>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = (Meaning, Option<Mark>, String);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = (Meaning, Option<Mark>, String);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let (meaning, mark) = self.0.meaning(key);
        let name = match meaning {
            Meaning::Unknown => key.to_owned(),
            _ => String::new(),
        };
        Ok((meaning, mark, name))
    }
}

/// A member that is the record itself if it is an object. Otherwise it may be the value of a field.
struct Envelope<'m, 'r, 'de> {
    names: Names<'m>,
    record: &'r mut Record<'de>,
    depth: usize,
    named: Option<Named>,
}

impl<'de> Envelope<'_, '_, 'de> {
    fn put(self, value: FieldValue<'de>) {
        if let Some(named) = self.named {
            self.record.put(named, value);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Envelope<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Envelope<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.depth > DEEPEST_ENVELOPE {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        Members {
            names: self.names,
            record: self.record,
            depth: self.depth,
        }
        .visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let list = serde::de::value::SeqAccessDeserializer::new(seq);
        let element = Element::deserialize(list)?;
        self.record.put_all_unread(element.unread);
        self.put(element.value);
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.put(FieldValue::Text(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put(FieldValue::Text(Cow::Owned(text.to_owned())));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.put(FieldValue::Whole(number.into()));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.put(FieldValue::Whole(number.into()));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.put(FieldValue::Broken(number));
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

//! The names of fields in records of any format: keys of JSON, columns of CSV, front matter.
//!
//! Spelling matters little: `Publish Date`, `publish_date` and `publishDate` are one. A field map
//! puts a person's own names before the built-in ones; such a name has no other meaning then.

use super::field::{FIELDS, FIRST_SUMMARY, Field};
use super::field_map::FieldMap;
use super::product::{Mark, Product};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest known name, in bytes.
const LONGEST_KEY: usize = 32;

/// Names whose value, if it is an object, is the record itself: those of Elasticsearch, JSON:API and
/// of services that put an envelope around an article.
const ENVELOPES: &[&str] = &[
    "source",
    "attributes",
    "fields",
    "article",
    "doc",
    "document",
    "data",
    "item",
    "post",
    "story",
    "extra",
    "params",
    "taxonomies",
    "thread",
    "links",
];

/// Names of bodies that may be lists of typed parts.
const PARTS: &[&str] = &["contents", "contentelements", "blocks"];

/// The use of a name's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::formats) enum Meaning {
    Unknown,
    /// The value of a field.
    Field(Named),
    /// An object whose members are those of the record; anything else is the field's value, if
    /// it is one's.
    Envelope(Option<Named>),
    /// A list of typed parts, or the value of a field.
    Parts(Named),
    /// What is embedded in a post of WordPress.
    Embedded,
    /// What a field map takes from the value or from values in it.
    Asked(Vec<(Named, Vec<String>)>),
}

/// The text that a name has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum TextKind {
    /// The text of an article.
    Body,
    /// A headline or a summary, which a list of articles may have too.
    Other,
}

/// A field and how much its name is preferred: the lowest rank wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Named {
    pub(super) field: Field,
    pub(super) rank: usize,
}

impl Named {
    /// A field that is known otherwise than by a name.
    pub(in crate::formats) fn without_name(field: Field) -> Self {
        Self { field, rank: 0 }
    }

    /// The field.
    pub(in crate::formats) fn field(self) -> Field {
        self.field
    }

    /// The built-in key that it was found under; `None` for a name of a field map.
    pub(super) fn key(self) -> Option<&'static str> {
        let row = FIELDS.iter().find(|row| row.field == self.field)?;
        row.keys.get(self.rank.checked_sub(AFTER_THE_MAP)?).copied()
    }

    /// A body under a built-in key.
    pub(super) fn body(key: &str) -> Self {
        let row = FIELDS.iter().find(|row| row.field == Field::Body);
        let rank = row.and_then(|row| row.keys.iter().position(|own| *own == key));
        Self {
            field: Field::Body,
            rank: AFTER_THE_MAP + rank.unwrap_or_default(),
        }
    }

    /// Whether it is a body that is only a summary or a part of the text.
    pub(in crate::formats) fn is_summary(self) -> bool {
        self.field == Field::Body && self.rank >= Self::body(FIRST_SUMMARY).rank
    }
}

/// A name without the differences of spelling.
#[derive(Clone, Copy)]
struct Bare {
    bytes: [u8; LONGEST_KEY],
    length: usize,
}

impl Bare {
    /// `None` if it is longer than any known name.
    fn of(written: &str) -> Option<Self> {
        let mut bare = Self {
            bytes: [0; LONGEST_KEY],
            length: 0,
        };
        let lower;
        let written = if written.is_ascii() || written.len() > LONGEST_KEY * 2 {
            written
        } else {
            lower = written.to_lowercase();
            &lower
        };
        for byte in written.bytes().filter(|byte| !is_gap(*byte)) {
            *bare.bytes.get_mut(bare.length)? = byte.to_ascii_lowercase();
            bare.length += 1;
        }
        Some(bare)
    }

    /// The built-in meaning of a name. Drupal writes `field_` before the names of a site's own.
    fn meaning_of(written: &str) -> BuiltIn {
        let meaning = |name: &str| Self::of(name).map(|bare| bare.built_in());
        let found = meaning(written).filter(BuiltIn::is_known);
        let own = || written.strip_prefix("field_").and_then(meaning);
        found.or_else(own).unwrap_or_default()
    }

    /// Its built-in meaning.
    fn built_in(&self) -> BuiltIn {
        BUILT_IN
            .get(&self.bytes[..self.length])
            .copied()
            .unwrap_or_default()
    }
}

/// The built-in meaning of a name.
#[derive(Debug, Clone, Copy, Default)]
struct BuiltIn {
    named: Option<Named>,
    is_envelope: bool,
    has_parts: bool,
    mark: Option<Mark>,
}

impl BuiltIn {
    fn is_known(&self) -> bool {
        self.named.is_some() || self.is_envelope || self.mark.is_some()
    }
}

/// All built-in names, as a table, since each name of a record is looked up.
static BUILT_IN: LazyLock<HashMap<&'static [u8], BuiltIn>> = LazyLock::new(|| {
    let mut names: HashMap<&[u8], BuiltIn> = HashMap::new();
    for row in FIELDS {
        for (rank, key) in (AFTER_THE_MAP..).zip(row.keys) {
            let field = row.field;
            names.entry(key.as_bytes()).or_default().named = Some(Named { field, rank });
        }
    }
    for name in ENVELOPES {
        names.entry(name.as_bytes()).or_default().is_envelope = true;
    }
    for name in PARTS {
        names.entry(name.as_bytes()).or_default().has_parts = true;
    }
    for (mark, name) in Product::marks() {
        names.entry(name.as_bytes()).or_default().mark = Some(mark);
    }
    names
});

fn is_gap(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b' ')
}

/// Whether two names differ at most in case and in the separators of words.
fn are_one(a: &str, b: &str) -> bool {
    let bare = |name: &str| name.to_lowercase().replace(['_', '-', ' '], "");
    a == b || bare(a) == bare(b)
}

/// The current names: those of a field map, then the built-in ones.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Names<'m> {
    map: &'m FieldMap,
}

impl<'m> Names<'m> {
    pub(in crate::formats) fn new(map: &'m FieldMap) -> Self {
        Self { map }
    }

    /// The use of a record's member of that name, and which product it is a mark of.
    pub(super) fn meaning(self, written: &str) -> (Meaning, Option<Mark>) {
        let found = Bare::meaning_of(written);
        if !self.map.is_empty() {
            let asked: Vec<_> = self.asked(written).collect();
            if !asked.is_empty() {
                return (Meaning::Asked(asked), found.mark);
            }
        }
        if written == "_embedded" {
            return (Meaning::Embedded, None);
        }
        // `source` names the publication, only Elasticsearch's `_source` is the record.
        let is_source = matches!(found.named, Some(named) if named.field == Field::Source);
        let is_envelope = found.is_envelope && (written == "_source" || !is_source);
        let meaning = match (is_envelope, found.named) {
            (false, Some(named)) if found.has_parts => Meaning::Parts(named),
            (true, named) => Meaning::Envelope(named),
            (false, Some(named)) => Meaning::Field(named),
            (false, None) => Meaning::Unknown,
        };
        (meaning, found.mark)
    }

    /// The fields that the map takes from a member of that name, and the paths within it.
    fn asked(self, written: &str) -> impl Iterator<Item = (Named, Vec<String>)> {
        self.map
            .entries()
            .enumerate()
            .filter_map(move |(rank, (field, path))| {
                let (first, rest) = path.split_first()?;
                are_one(first, written).then(|| (Named { field, rank }, rest.to_vec()))
            })
    }

    /// The uses of a column of that name, the `number`th from 1. Dots in its name are those of a
    /// flattened record: `_source.title`, `author.name`.
    pub(in crate::formats) fn of_column(self, name: &str, number: usize) -> Vec<Named> {
        let asked: Vec<Named> = self
            .map
            .entries()
            .enumerate()
            .filter(|(_, (_, path))| {
                // A table without names may have a `3` in its first row.
                let is_number = path
                    .iter()
                    .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
                *path == [number.to_string()] || (!is_number && are_one(&path.join("."), name))
            })
            .map(|(rank, (field, _))| Named { field, rank })
            .collect();
        if !asked.is_empty() {
            return asked;
        }
        let mut name = name;
        while let Some((around, inner)) = name.split_once('.')
            && (around == "_source" || around != "source" && ENVELOPES.contains(&around))
        {
            name = inner;
        }
        let name = [".name", ".rendered", ".value", ".main"]
            .iter()
            .find_map(|ending| name.strip_suffix(ending))
            .unwrap_or(name);
        Bare::meaning_of(name).named.into_iter().collect()
    }

    /// Whether a column has a meaning by its name, not only by its number.
    pub(in crate::formats) fn is_named(self, name: &str, named: Named) -> bool {
        self.map
            .entries()
            .nth(named.rank)
            .is_none_or(|(_, path)| are_one(&path.join("."), name))
    }

    /// Whether a member of that name is a headline or a body, also a body that is only a summary.
    pub(in crate::formats) fn text_of(self, written: &str) -> Option<TextKind> {
        let kind = |named: &Named| match named.field {
            Field::Body if !named.is_summary() => Some(TextKind::Body),
            Field::Headline | Field::Body => Some(TextKind::Other),
            _ => None,
        };
        match self.meaning(written).0 {
            Meaning::Field(named) | Meaning::Parts(named) | Meaning::Envelope(Some(named)) => {
                kind(&named)
            }
            Meaning::Asked(asked) => asked.iter().find_map(|(named, _)| kind(named)),
            Meaning::Unknown | Meaning::Embedded | Meaning::Envelope(None) => None,
        }
    }

    /// Whether a member of that name is a field's, so that it holds no list of articles.
    pub(in crate::formats) fn is_field(self, written: &str) -> bool {
        matches!(
            self.meaning(written).0,
            Meaning::Field(_) | Meaning::Parts(_)
        )
    }
}

/// The built-in names' ranks start after all of a field map's.
const AFTER_THE_MAP: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_bare_and_short_enough_and_listed_once() {
        let keys: Vec<_> = FIELDS.iter().flat_map(|row| row.keys).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(key.len() <= LONGEST_KEY, "{key}");
            assert_eq!(key.to_lowercase(), **key);
            assert!(key.chars().all(char::is_alphabetic), "{key}");
            assert!(!keys[..at].contains(key), "{key}");
        }
    }

    #[test]
    fn spellings_of_a_name_are_one() {
        let map = FieldMap::default();
        let names = Names::new(&map);
        for written in [
            "publish_date",
            "Publish Date",
            "publishDate",
            "PUBLISH-DATE",
        ] {
            let Meaning::Field(known) = names.meaning(written).0 else {
                panic!("{written}");
            };
            assert_eq!(known.field, Field::Published, "{written}");
        }
        for written in [
            "publish",
            "date_of_birth",
            "a_very_long_name_of_something",
            "",
        ] {
            assert_eq!(names.meaning(written).0, Meaning::Unknown, "{written}");
        }
    }
}

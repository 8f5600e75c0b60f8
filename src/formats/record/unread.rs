//! Texts of a record under names that are not known. They are not in the article, so each is named
//! there, with its length.
//!
//! Values are not built: only their characters are counted.

use crate::article::WhyLeftOut;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The fewest words of a text. Fewer are a code, a name or a label.
const LEAST_WORDS: usize = 3;

/// The fewest letters of a text in a script without spaces.
const LEAST_LETTERS: usize = 10;

/// The most names that one record notes.
pub(super) const MOST: usize = 50;

/// Words in names, and what such values are.
const REASONS: &[(&str, WhyLeftOut)] = &[
    ("comment", WhyLeftOut::Comments),
    ("related", WhyLeftOut::OtherArticles),
    ("recommend", WhyLeftOut::OtherArticles),
    ("caption", WhyLeftOut::Caption),
    ("copyright", WhyLeftOut::Boilerplate),
    ("rights", WhyLeftOut::Boilerplate),
    ("disclaimer", WhyLeftOut::Boilerplate),
];

/// Why the value of a name that is not known is not in the article.
pub(super) fn reason(name: &str) -> WhyLeftOut {
    let name = name.to_ascii_lowercase();
    let reason = REASONS.iter().find(|(word, _)| name.contains(word));
    reason.map_or(WhyLeftOut::NotRead, |(_, reason)| *reason)
}

/// The number of characters in a text that a person would read; 0 for codes and numbers.
pub(in crate::formats) fn characters_of_text(text: &str) -> usize {
    let is_text = if text.is_ascii() {
        text.split_ascii_whitespace().nth(LEAST_WORDS - 1).is_some()
            && text.contains(|c: char| c.is_ascii_alphabetic())
    } else {
        text.split_whitespace().nth(LEAST_WORDS - 1).is_some()
            || text
                .chars()
                .filter(|c| !c.is_ascii() && c.is_alphabetic())
                .count()
                >= LEAST_LETTERS
    };
    if is_text { text.chars().count() } else { 0 }
}

/// The texts of a value that no field has: the name of each, and its characters.
#[derive(Debug, Default)]
pub(super) struct Unread(Vec<(String, usize)>);

impl Unread {
    /// Adds a text. Those of one name are counted together.
    pub(super) fn add(&mut self, name: String, characters: usize) {
        if characters == 0 {
            return;
        }
        match self.0.iter().position(|(own, _)| *own == name) {
            Some(at) => self.0[at].1 += characters,
            None if self.0.len() < MOST => self.0.push((name, characters)),
            None => {}
        }
    }

    /// Adds those of another value.
    pub(super) fn append(&mut self, other: Self) {
        for (name, characters) in other.0 {
            self.add(name, characters);
        }
    }
}

impl IntoIterator for Unread {
    type Item = (String, usize);
    type IntoIter = std::vec::IntoIter<(String, usize)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The number of characters in all texts of a value.
pub(super) struct Characters(pub(super) usize);

impl<'de> Deserialize<'de> for Characters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Count)
    }
}

struct Count;

impl<'de> Visitor<'de> for Count {
    type Value = Characters;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Characters, E> {
        Ok(Characters(characters_of_text(text)))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Characters, E> {
        Ok(Characters(0))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Characters, E> {
        Ok(Characters(0))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Characters, E> {
        Ok(Characters(0))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Characters, E> {
        Ok(Characters(0))
    }

    fn visit_unit<E>(self) -> Result<Characters, E> {
        Ok(Characters(0))
    }

    fn visit_none<E>(self) -> Result<Characters, E> {
        Ok(Characters(0))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Characters, D::Error> {
        Characters::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Characters, D::Error> {
        Characters::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Characters, A::Error> {
        let mut count = 0;
        while let Some(Characters(more)) = seq.next_element()? {
            count += more;
        }
        Ok(Characters(count))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Characters, A::Error> {
        let mut count = 0;
        while let Some((_, Characters(more))) = map.next_entry::<serde::de::IgnoredAny, _>()? {
            count += more;
        }
        Ok(Characters(count))
    }
}

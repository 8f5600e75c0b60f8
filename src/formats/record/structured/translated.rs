//! Fields in several languages: `{"en-US": "Ferry", "de": "Fähre"}`. One language of the whole record
//! is kept: that of most fields, of several that which comes first.
//!
//! The texts of the others are named as left out.

use super::super::parts::AFTER_ALL;
use super::super::tagged::characters;
use super::super::{Field, FieldValue, Named, Record};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The values of one field: each language, and what a record has in it.
pub(in crate::formats::record) type Translated<'a> = Vec<(String, Record<'a>)>;

/// Adds a field in several languages.
pub(in crate::formats::record) fn put<'a>(
    record: &mut Record<'a>,
    named: Named,
    values: Vec<(String, FieldValue<'a>)>,
) {
    let texts = values.into_iter().map(|(language, value)| {
        let mut own = Record::default();
        own.put(named, value);
        (language, own)
    });
    let texts = texts.collect();
    record.translated.push(texts);
}

/// Keeps one language of the fields that have several.
pub(in crate::formats::record) fn settle(record: &mut Record<'_>) {
    if let Some(language) = best(&record.translated) {
        keep(record, &language);
    }
}

/// Keeps this language of the fields that have several. Of a field without it the first is kept.
pub(super) fn keep(record: &mut Record<'_>, language: &str) {
    let mut is_of_article = false;
    for texts in std::mem::take(&mut record.translated) {
        let is_some = |own: &(String, Record<'_>)| !own.1.is_empty();
        let is_wanted = |own: &(String, Record<'_>)| own.0 == language && is_some(own);
        let kept = texts.iter().position(is_wanted);
        let kept = kept.or_else(|| texts.iter().position(is_some));
        for (at, (own_language, own)) in texts.into_iter().enumerate() {
            if Some(at) == kept {
                is_of_article |=
                    own_language == language && (own.has(Field::Headline) || own.has(Field::Body));
                record.found.extend(own.found);
                record.beside.extend(own.beside);
            } else {
                record.put_unread(&own_language, characters_of(own));
            }
        }
    }
    if is_of_article && language != "und" {
        let named = Named {
            field: Field::Language,
            rank: AFTER_ALL,
        };
        record.put(named, FieldValue::Text(language.to_owned().into()));
    }
}

/// The language of most fields; of several the first.
pub(super) fn best<'f, 'a: 'f>(
    fields: impl IntoIterator<Item = &'f Translated<'a>>,
) -> Option<String> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (place, (language, own)) in fields.into_iter().flatten().enumerate() {
        let (count, _) = counts.entry(language).or_insert((0, place));
        *count += usize::from(!own.is_empty());
    }
    let counts = counts.into_iter();
    let best = counts.min_by_key(|(_, (count, place))| (Reverse(*count), *place))?;
    Some(best.0.to_owned())
}

/// The number of characters in the texts of a record.
fn characters_of(record: Record<'_>) -> usize {
    let found = record.found.into_iter();
    found
        .map(|(_, value)| characters(&value.into_paragraphs()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_most_fields_is_kept_of_many() {
        let mut record = Record::default();
        let texts = |number: usize| (format!("en-{number:x}"), FieldValue::Text("Ferry".into()));
        let named = Named::without_name(Field::Headline);
        put(&mut record, named, (0..60_000).map(texts).collect());
        put(&mut record, named, vec![texts(7)]);
        assert_eq!(best(&record.translated).as_deref(), Some("en-7"));
        settle(&mut record);
        assert_eq!(record.found.len(), 3);
    }
}

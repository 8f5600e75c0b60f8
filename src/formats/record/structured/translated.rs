//! Fields in several languages: `{"en-US": "Ferry", "de": "Fähre"}`. One language of the whole record
//! is kept: that of most fields, of several that which comes first.
//!
//! The texts of the others are named as left out.

use super::super::unread::characters_of_text;
use super::super::{Field, FieldValue, Named, Record};
use std::borrow::Cow;

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
    let fields = std::mem::take(&mut record.translated);
    let Some(language) = best(&fields) else {
        return;
    };
    for texts in fields {
        let is_wanted = |own: &(String, Record<'_>)| own.0 == language && !own.1.is_empty();
        let is_some = |own: &(String, Record<'_>)| !own.1.is_empty();
        let kept = texts.iter().position(is_wanted);
        let kept = kept.or_else(|| texts.iter().position(is_some));
        for (at, (language, own)) in texts.into_iter().enumerate() {
            if Some(at) == kept {
                record.found.extend(own.found);
                record.beside.extend(own.beside);
            } else {
                record.put_unread(&language, characters(own));
            }
        }
    }
    if language != "und" && !record.has(Field::Language) {
        let named = Named::without_name(Field::Language);
        record.put(named, FieldValue::Text(Cow::Owned(language)));
    }
}

/// The language of most fields.
fn best(fields: &[Translated<'_>]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (language, own) in fields.iter().flatten() {
        let more = usize::from(!own.is_empty());
        match counts.iter_mut().find(|(known, _)| known == language) {
            Some((_, count)) => *count += more,
            None => counts.push((language, more)),
        }
    }
    // Of several, `max_by_key` takes the last.
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some(best.0.to_owned())
}

/// The number of characters in the texts of a record.
fn characters(record: Record<'_>) -> usize {
    let found = record.found.into_iter();
    found
        .map(|(_, value)| characters_of_text(&value.into_paragraphs()))
        .sum()
}

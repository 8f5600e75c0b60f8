//! The block of metadata above a Markdown text.
//!
//! It is in YAML, TOML or JSON. A block that the parsers refuse is read line by line, because people
//! write `title: Ferry: a return`.

use super::yaml;
use crate::formats::record::{FieldValue, Names, Record, RecordSeed};
use serde::de::{DeserializeSeed as _, IgnoredAny};
use std::borrow::Cow;
use strum::IntoStaticStr;

/// The longest front matter, in bytes. A longer block is a text between rules.
const LONGEST: usize = 64 << 10;

/// The language a block is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "UPPERCASE")]
pub(super) enum Language {
    Yaml,
    Toml,
    Json,
}

impl Language {
    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        self.into()
    }
}

/// The lines around blocks: the one above, those that may be below, and the language.
const FENCES: &[(&str, &[&str], Language)] = &[
    ("---", &["---", "..."], Language::Yaml),
    ("---yaml", &["---", "..."], Language::Yaml),
    ("+++", &["+++"], Language::Toml),
    ("---toml", &["---"], Language::Toml),
    (";;;", &[";;;"], Language::Json),
    ("---json", &["---"], Language::Json),
];

/// The block, without the lines around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct FrontMatter<'a> {
    pub(super) language: Language,
    pub(super) text: &'a str,
}

/// Separates front matter and text.
pub(super) fn split(text: &str) -> (Option<FrontMatter<'_>>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.starts_with('{') {
        return split_object(text);
    }
    let Some((first, inner)) = text.split_once('\n') else {
        return (None, text);
    };
    let fence = FENCES
        .iter()
        .find(|(opening, ..)| first.trim_end() == *opening);
    let Some((_, closings, language)) = fence else {
        return (None, text);
    };
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        if closings.contains(&line.trim_end()) {
            let matter = FrontMatter {
                language: *language,
                text: &inner[..at],
            };
            return (Some(matter), &inner[at + line.len()..]);
        }
        at += line.len();
        if at > LONGEST {
            break;
        }
    }
    (None, text)
}

/// Separates an object in JSON and the text below it. An object that is no JSON ends at a line that
/// is its closing brace.
fn split_object(text: &str) -> (Option<FrontMatter<'_>>, &str) {
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let is_whole = matches!(objects.next(), Some(Ok(_)));
    let end = if is_whole {
        Some(objects.byte_offset())
    } else {
        text.find("\n}").map(|at| at + 2)
    };
    let Some(end) = end.filter(|end| *end <= LONGEST) else {
        return (None, text);
    };
    let (object, rest) = text.split_at(end);
    let Some(rest) = rest.trim_start_matches([' ', '\t']).strip_prefix('\n') else {
        return (None, text);
    };
    // Other objects below make a file of records, and one line is one of JSON Lines.
    let below = rest.trim_start();
    let is_apart = object.contains('\n') || rest.starts_with(char::is_whitespace);
    if below.is_empty() || below.starts_with(['{', '[', ',', ']', '}']) || !is_apart {
        return (None, text);
    }
    let matter = FrontMatter {
        language: Language::Json,
        text: object,
    };
    (Some(matter), rest)
}

impl<'a> FrontMatter<'a> {
    /// Whether a line of it is a key with a value.
    pub(super) fn has_key(&self) -> bool {
        self.pairs().next().is_some()
    }

    /// Its record.
    ///
    /// # Errors
    /// Why it cannot be read, in the words of the parser.
    pub(super) fn record(&self, names: Names<'_>) -> Result<Record<'a>, String> {
        if self.text.trim().is_empty() {
            return Ok(Record::default());
        }
        match self.language {
            Language::Yaml => {
                let value = yaml::read(self.text)?;
                if !value.is_object() {
                    return Ok(Record::default());
                }
                RecordSeed(names)
                    .deserialize(value)
                    .map_err(|error| error.to_string())
            }
            Language::Toml => toml::Deserializer::parse(self.text)
                .and_then(|parser| RecordSeed(names).deserialize(parser))
                .map_err(|error| error.message().to_owned()),
            Language::Json => {
                let mut parser = serde_json::Deserializer::from_str(self.text);
                let record = RecordSeed(names).deserialize(&mut parser);
                record
                    .and_then(|record| parser.end().map(|()| record))
                    .map_err(|error| error.to_string())
            }
        }
    }

    /// The record of its lines, read one by one.
    pub(super) fn lines(&self, names: Names<'_>) -> Record<'a> {
        let mut record = Record::default();
        for (key, value) in self.pairs() {
            let value = unquoted(value).trim_matches(['[', ']']);
            record.put_named(names, key, FieldValue::Text(Cow::Borrowed(value)));
        }
        record
    }

    fn pairs(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let language = self.language;
        let mark = match language {
            Language::Yaml | Language::Json => ':',
            Language::Toml => '=',
        };
        self.text.lines().filter_map(move |line| {
            let (key, value) = line.split_once(mark)?;
            let (key, value) = match language {
                Language::Json => (
                    unquoted(
                        key.trim_start_matches(|c: char| c.is_whitespace() || c == '{')
                            .trim_end(),
                    ),
                    value.trim_end().trim_end_matches([',', '}']),
                ),
                Language::Yaml | Language::Toml => (key.trim_end(), value),
            };
            let is_key = key.starts_with(|c: char| c.is_alphabetic())
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
            let is_apart = value.is_empty() || value.starts_with(' ') || language != Language::Yaml;
            (is_key && is_apart).then_some((key, value.trim()))
        })
    }
}

/// A text without the quotes around it.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or(text)
}

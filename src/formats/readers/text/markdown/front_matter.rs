//! The block of metadata above a Markdown text.
//!
//! It is in YAML or TOML. A block that the parsers refuse is read line by line, because people
//! write `title: Ferry: a return`.

use crate::formats::record::{FieldValue, Names, Record, RecordSeed};
use serde::de::DeserializeSeed as _;
use std::borrow::Cow;
use strum::IntoStaticStr;

/// The longest front matter, in bytes. A longer block is a text between rules.
const LONGEST: usize = 64 << 10;

/// The deepest nesting of YAML; TOML's parser has a limit of its own.
const DEEPEST: usize = 32;

/// The language a block is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "UPPERCASE")]
pub(super) enum Language {
    Yaml,
    Toml,
}

impl Language {
    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        self.into()
    }
}

/// The block, without the lines around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct FrontMatter<'a> {
    pub(super) language: Language,
    pub(super) text: &'a str,
}

/// Separates front matter and text.
pub(super) fn split(text: &str) -> (Option<FrontMatter<'_>>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fences: &[(&str, &[&str], Language)] = &[
        ("---", &["---", "..."], Language::Yaml),
        ("+++", &["+++"], Language::Toml),
    ];
    for (opening, closings, language) in fences {
        let Some((first, inner)) = text.split_once('\n') else {
            continue;
        };
        if first.trim_end() != *opening {
            continue;
        }
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
    }
    (None, text)
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
            Language::Yaml => self.yaml(names),
            Language::Toml => toml::Deserializer::parse(self.text)
                .and_then(|parser| RecordSeed(names).deserialize(parser))
                .map_err(|error| error.message().to_owned()),
        }
    }

    fn yaml(&self, names: Names<'_>) -> Result<Record<'a>, String> {
        let budget = serde_saphyr::budget! {
            max_depth: DEEPEST,
            max_aliases: 100,
            max_nodes: LONGEST,
            max_total_scalar_bytes: 4 * LONGEST,
        };
        let options = serde_saphyr::options! {
            budget: budget,
            with_snippet: false,
            duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::LastWins,
        };
        serde_saphyr::with_deserializer_from_str_with_options(self.text, options, |parser| {
            RecordSeed(names).deserialize(parser)
        })
        .map_err(|error| {
            error
                .to_string()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned()
        })
    }

    /// The record of its lines, read one by one.
    pub(super) fn lines(&self, names: Names<'_>) -> Record<'a> {
        let mut record = Record::default();
        for (key, value) in self.pairs() {
            let value = value
                .strip_prefix('"')
                .and_then(|value| value.strip_suffix('"'))
                .unwrap_or(value)
                .trim_matches(['[', ']']);
            record.put_named(names, key, FieldValue::Text(Cow::Borrowed(value)));
        }
        record
    }

    fn pairs(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mark = match self.language {
            Language::Yaml => ':',
            Language::Toml => '=',
        };
        self.text.lines().filter_map(move |line| {
            let (key, value) = line.split_once(mark)?;
            let key = key.trim_end();
            let is_key = key.starts_with(|c: char| c.is_alphabetic())
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
            let is_apart = value.is_empty() || value.starts_with(' ') || mark == '=';
            (is_key && is_apart).then_some((key, value.trim()))
        })
    }
}

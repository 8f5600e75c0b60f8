//! Metadata above a Markdown text without lines around it.
//!
//! Site generators write it in four forms: `Title: …` lines up to a blank line (Pelican,
//! MultiMarkdown), YAML that only has the line below it (Hexo), `% title` lines (pandoc), and
//! `.. title: …` lines in a comment (Nikola). Other texts open with such lines too, so a block counts
//! only if all its lines have the form, and one of them names a title or a date.

use super::front_matter::{FrontMatter, Language};
use crate::formats::record::{FieldValue, Names, Record};
use std::borrow::Cow;

/// The longest block, in bytes.
const LONGEST: usize = 64 << 10;

/// Keys that show metadata, in lower case.
const KNOWN: &[&str] = &["title", "date"];

/// What the lines of pandoc are, in their order.
const OF_PANDOC: [&str; 3] = ["title", "author", "date"];

/// Metadata above a text.
#[derive(Debug)]
pub(super) enum Above<'a> {
    /// Keys with their values.
    Pairs(Vec<(&'a str, Cow<'a, str>)>),
    /// A block in a language.
    Matter(FrontMatter<'a>),
}

/// Separates such metadata and the text below it.
pub(super) fn split(text: &str) -> Option<(Above<'_>, &str)> {
    let text = text.trim_start_matches(['\u{feff}', '\n']);
    if let Some(inner) = text.strip_prefix("<!--") {
        return in_comment(inner);
    }
    if text.starts_with("% ") {
        return of_pandoc(text);
    }
    lines_of_keys(text).or_else(|| open_yaml(text))
}

/// The record of keys with their values.
pub(super) fn record<'a>(pairs: Vec<(&'a str, Cow<'a, str>)>, names: Names<'_>) -> Record<'a> {
    let mut record = Record::default();
    for (key, value) in pairs {
        record.put_named(names, key, FieldValue::Text(value));
    }
    record
}

/// The lines `.. title: …` of a comment.
fn in_comment(inner: &str) -> Option<(Above<'_>, &str)> {
    let (comment, rest) = inner.split_once("-->")?;
    let lines = comment.lines().filter(|line| !line.trim().is_empty());
    let pairs = lines.map(|line| pair(line.trim().strip_prefix(".. ")?));
    known(pairs.collect::<Option<Vec<_>>>()?).map(|pairs| (Above::Pairs(pairs), rest))
}

/// The first lines `% title`, `% authors`, `% date`. Indented lines go on with the one above them.
fn of_pandoc(text: &str) -> Option<(Above<'_>, &str)> {
    let mut values: Vec<Cow<'_, str>> = Vec::new();
    let mut rest = text;
    while let Some((line, after)) = cut_line(rest) {
        if let Some(value) = line.strip_prefix('%') {
            values.push(Cow::Borrowed(value.trim()));
        } else if line.starts_with(' ') && !line.trim().is_empty() {
            goes_on(values.last_mut()?, line);
        } else {
            break;
        }
        rest = after;
    }
    let ends = rest.is_empty() || rest.starts_with('\n');
    if values.len() > OF_PANDOC.len() || !ends {
        return None;
    }
    let pairs = OF_PANDOC.into_iter().zip(values);
    let pairs = pairs.filter(|(_, value)| !value.is_empty()).collect();
    Some((Above::Pairs(pairs), rest))
}

/// The lines `Title: …` up to a blank line. Indented lines go on with the one above them.
fn lines_of_keys(text: &str) -> Option<(Above<'_>, &str)> {
    let mut pairs: Vec<(&str, Cow<'_, str>)> = Vec::new();
    let mut rest = text;
    while let Some((line, after)) = cut_line(rest) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            goes_on(&mut pairs.last_mut()?.1, line);
        } else {
            pairs.push(pair(line)?);
        }
        rest = after;
        if text.len() - rest.len() > LONGEST {
            return None;
        }
    }
    known(pairs).map(|pairs| (Above::Pairs(pairs), rest))
}

/// A block of YAML up to a line of dashes, which has no such line above it. Two keys are needed: one
/// line above dashes is a heading.
fn open_yaml(text: &str) -> Option<(Above<'_>, &str)> {
    let mut rest = text;
    let mut pairs = Vec::new();
    while let Some((line, after)) = cut_line(rest) {
        let at = text.len() - rest.len();
        if line.trim_end() == "---" {
            let matter = FrontMatter {
                language: Language::Yaml,
                text: &text[..at],
            };
            let is_enough = pairs.len() > 1 && known(pairs).is_some();
            return is_enough.then_some((Above::Matter(matter), after));
        }
        match pair(line) {
            Some(pair) => pairs.push(pair),
            None if line.starts_with([' ', '\t', '-', '#']) && !pairs.is_empty() => {}
            None => return None,
        }
        if at > LONGEST {
            return None;
        }
        rest = after;
    }
    None
}

/// The key and the value of a line.
fn pair(line: &str) -> Option<(&str, Cow<'_, str>)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(char::is_alphabetic)
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
        && key.split(' ').count() <= 3;
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_apart).then_some((key, Cow::Borrowed(value.trim())))
}

/// Pairs of which one is a title or a date.
fn known<'a>(pairs: Vec<(&'a str, Cow<'a, str>)>) -> Option<Vec<(&'a str, Cow<'a, str>)>> {
    let is_known = |(key, value): &(&str, Cow<'_, str>)| {
        KNOWN.contains(&&*key.to_lowercase()) && !value.is_empty()
    };
    pairs.iter().any(is_known).then_some(pairs)
}

fn goes_on(value: &mut Cow<'_, str>, line: &str) {
    let value = value.to_mut();
    value.push(' ');
    value.push_str(line.trim());
}

/// The first line of a text without its end, and what follows it.
fn cut_line(text: &str) -> Option<(&str, &str)> {
    (!text.is_empty()).then(|| text.split_once('\n').unwrap_or((text, "")))
}

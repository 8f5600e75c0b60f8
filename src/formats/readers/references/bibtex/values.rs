//! The fields of an entry: names and values, in braces, in quotes, or by a defined name.
//!
//! It knows no fields by name: what a field means is in the file above.

use std::collections::HashMap;

/// The most names that are defined, and the most bytes that one stands for.
const MOST_NAMES: usize = 10_000;
const LONGEST_DEFINED: usize = 2_000;

/// The most bytes of all values of an entry. Defined names may make them longer than the entry.
const LONGEST_VALUES: usize = 32 << 20;

/// What defined names stand for.
pub(super) type Strings = HashMap<String, String>;

/// Months by the names that are defined everywhere.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The fields of an entry, in lower case, the first of each name.
pub(super) struct Fields(HashMap<String, String>);

impl Fields {
    /// The value of the first of these names that has one.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        let mut values = names.iter().filter_map(|name| self.0.get(*name));
        values
            .find(|value| !value.trim().is_empty())
            .map(String::as_str)
    }
}

/// The fields of an entry whose text starts with a brace. What cannot be read is skipped up to the
/// next comma.
pub(super) fn fields(text: &str, strings: &Strings) -> Fields {
    let mut fields = HashMap::new();
    let mut room = LONGEST_VALUES;
    let mut rest = text.get(1..).unwrap_or_default();
    while let Some((name, after)) = name(rest) {
        let (value, after) = value(after, strings, &mut room);
        let name = name.to_ascii_lowercase();
        if !name.is_empty() && fields.len() < MOST_NAMES {
            fields.entry(name).or_insert(value);
        }
        rest = after;
    }
    Fields(fields)
}

/// Defines the names of a `@string`.
pub(super) fn define(strings: &mut Strings, text: &str) {
    let found = fields(text, strings);
    for (name, value) in found.0 {
        if strings.len() < MOST_NAMES && value.len() <= LONGEST_DEFINED {
            strings.insert(name, value);
        }
    }
}

/// The next name before a `=`, and the text after it.
fn name(text: &str) -> Option<(&str, &str)> {
    let equals = text.find('=')?;
    let before = &text[..equals];
    let start = before.rfind([',', '{', '(', '}']).map_or(0, |at| at + 1);
    Some((before[start..].trim(), &text[equals + 1..]))
}

/// A value, and the text after its comma.
fn value<'t>(text: &'t str, strings: &Strings, room: &mut usize) -> (String, &'t str) {
    let mut value = String::new();
    let mut rest = text.trim_start();
    loop {
        let (part, after) = match rest.chars().next() {
            Some('{') => braced(rest),
            Some('"') => quoted(rest),
            _ => {
                let end = rest.find([',', '#', '}', ')', '\n']).unwrap_or(rest.len());
                (&rest[..end], &rest[end..])
            }
        };
        let is_name = !rest.starts_with(['{', '"']);
        let part = if is_name {
            let is_joined = !value.is_empty() || after.trim_start().starts_with('#');
            resolved(part.trim(), strings, is_joined)
        } else {
            part.to_owned()
        };
        if let Some(left) = room.checked_sub(part.len()) {
            *room = left;
            value.push_str(&part);
        }
        rest = after.trim_start();
        match rest.strip_prefix('#') {
            Some(next) => rest = next.trim_start(),
            None => break,
        }
    }
    (value, rest.strip_prefix(',').unwrap_or(rest))
}

/// What a name or a number stands for. A month that is joined to its day (`"5~" # jan`) has a name,
/// so that both can be told apart.
fn resolved(name: &str, strings: &Strings, is_joined: bool) -> String {
    let lower = name.to_ascii_lowercase();
    if let Some(value) = strings.get(&lower) {
        return value.clone();
    }
    match MONTHS.iter().position(|month| *month == lower) {
        Some(at) if is_joined => MONTHS[at].to_owned(),
        Some(at) => (at + 1).to_string(),
        None => name.to_owned(),
    }
}

/// The content of braces at the start of a text, and the text after them.
fn braced(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match byte {
            b'\\' => is_escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (&text[1..at], &text[at + 1..]);
                }
            }
            _ => {}
        }
    }
    (text.get(1..).unwrap_or_default(), "")
}

/// The content of quotes at the start of a text, and the text after them. Quotes in braces do not
/// close.
fn quoted(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 && text.as_bytes()[at - 1] != b'\\' => {
                return (&text[1..at], &text[at + 1..]);
            }
            _ => {}
        }
    }
    (text.get(1..).unwrap_or_default(), "")
}

//! A record in JSON, from its bytes to its article.
//!
//! The file that it comes from, one line or one list, is cut by the readers.

use super::{Field, Names, Place, Record, RecordSeed};
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use serde::de::DeserializeSeed as _;
use serde_json::Value;

/// How many objects may be around a record.
const DEEPEST: usize = 4;

/// The first object within an object that has a headline, as the answer of a service that was
/// asked for one article.
fn within(text: &str, names: Names<'_>) -> Option<Record<'static>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut level = vec![&value];
    for _ in 0..DEEPEST {
        let objects = level.iter().filter_map(|value| value.as_object());
        level = objects.flat_map(|members| members.values()).collect();
        for value in level.iter().filter(|value| value.is_object()) {
            let record = RecordSeed(names).deserialize((*value).clone()).ok()?;
            if record.has(Field::Headline) {
                return Some(record);
            }
        }
    }
    None
}

/// The record of one JSON object.
fn parsed<'t>(text: &'t str, names: Names<'_>) -> Result<Record<'t>, serde_json::Error> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let record = RecordSeed(names).deserialize(&mut parser)?;
    parser.end()?;
    Ok(record)
}

/// The text with U+FFFD for each escape of half a character (a surrogate of UTF-16 without its
/// other half, RFC 8259, 8.2), and their number; `None` without any. Programs that cut a text by
/// its UTF-16 units write such escapes.
fn without_half_characters(text: &str) -> Option<(String, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut whole = String::with_capacity(text.len());
    let (mut kept, mut at, mut halves) = (0, 0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                whole.push_str(&text[kept..at]);
                whole.push_str("\\ufffd");
                at += 6;
                kept = at;
                halves += 1;
            }
            // The next character is escaped, and may be a backslash.
            _ => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    whole.push_str(&text[kept..]);
    (halves > 0).then_some((whole, halves))
}

/// What Python and JavaScript write for a number that is none, which JSON has not.
const NO_NUMBERS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// The text with `null` for each number that is none (`NaN`); `None` without any.
fn with_nulls(text: &str) -> Option<String> {
    if !NO_NUMBERS.iter().any(|none| text.contains(none)) {
        return None;
    }
    let mut whole = String::with_capacity(text.len());
    let (mut kept, mut at, mut is_quoted) = (0, 0, false);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let none = || {
            NO_NUMBERS
                .iter()
                .find(|none| bytes[at..].starts_with(none.as_bytes()))
        };
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\\' if is_quoted => at += 1,
            b'-' | b'I' | b'N' if !is_quoted => {
                if let Some(none) = none() {
                    whole.push_str(&text[kept..at]);
                    whole.push_str("null");
                    at += none.len();
                    kept = at;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    whole.push_str(&text[kept..]);
    (kept > 0).then_some(whole)
}

/// Reads one JSON object and pushes what it is. `malformed` words the problem of one that cannot
/// be read, from the error and the reason in it.
///
/// # Errors
/// [`Stopped`] if the sink wants no more.
pub(in crate::formats) fn read_json(
    bytes: &[u8],
    place: Place<'_>,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
    malformed: impl FnOnce(&serde_json::Error, &str) -> String,
) -> Result<(), Stopped> {
    let ordinal = place.ordinal;
    let decoded = charset::utf8(bytes);
    if let Some(problem) = decoded.problem(ordinal) {
        out.problem(problem)?;
    }
    let names = Names::new(&options.field_map);
    let mut record = parsed(&decoded.text, names);
    let with_nulls = record
        .as_ref()
        .err()
        .and_then(|_| with_nulls(&decoded.text));
    let written = with_nulls.as_deref().unwrap_or(&decoded.text);
    if with_nulls.is_some() {
        record = parsed(written, names);
    }
    let whole = record
        .as_ref()
        .err()
        .and_then(|_| without_half_characters(written));
    let text: &str = match &whole {
        Some((text, halves)) => {
            record = parsed(text, names);
            if record.is_ok() {
                let detail = format!(
                    "half a character, such as `\\ud83d` alone, {halves} times: replaced by U+FFFD"
                );
                out.problem(Problem::record(ordinal, ProblemKind::BadEncoding, detail))?;
            }
            text
        }
        None => written,
    };
    match record {
        Ok(record) if record.has_text() => record.read(place, options, out),
        Ok(record) => match within(text, names) {
            Some(inner) => inner.read(place, options, out),
            None => record.read(place, options, out),
        },
        Err(error) => {
            let message = error.to_string();
            let reason = message
                .rsplit_once(" at line ")
                .map_or(message.as_str(), |(reason, _)| reason);
            let detail = malformed(&error, reason);
            out.problem(Problem::record(ordinal, ProblemKind::Malformed, detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_are_null() {
        for (text, expected) in [
            (r#"{"a":NaN,"b":-Infinity}"#, Some(r#"{"a":null,"b":null}"#)),
            (
                r#"["é NaN \" NaN", Infinity]"#,
                Some(r#"["é NaN \" NaN", null]"#),
            ),
            (r#"{"a":"NaN"}"#, None),
            (r#"{"a":-1}"#, None),
        ] {
            assert_eq!(with_nulls(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn half_characters_are_replaced_and_whole_ones_stay() {
        for (text, expected) in [
            (r"a \ud800 b", Some((r"a \ufffd b", 1))),
            (
                r"\udc00\ud83d\ude00\ud83d",
                Some((r"\ufffd\ud83d\ude00\ufffd", 2)),
            ),
            (r"\ud83d\ud83d\ude00", Some((r"\ufffd\ud83d\ude00", 1))),
            (r"\ud83d\n", Some((r"\ufffd\n", 1))),
            (r"\\ud83d", None),
            (r"\ud83d\ude00 é\u00e9\", None),
        ] {
            let expected = expected.map(|(text, halves)| (text.to_owned(), halves));
            assert_eq!(without_half_characters(text), expected, "{text}");
        }
    }
}

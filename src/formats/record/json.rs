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
    let mut parser = serde_json::Deserializer::from_str(&decoded.text);
    let record = RecordSeed(Names::new(&options.field_map)).deserialize(&mut parser);
    match record.and_then(|record| parser.end().map(|()| record)) {
        Ok(record) if record.has_text() => record.read(place, options, out),
        Ok(record) => match within(&decoded.text, Names::new(&options.field_map)) {
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

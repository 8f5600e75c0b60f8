//! A record in JSON, from its bytes to its article.

use super::{Names, Place, RecordSeed};
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use serde::de::DeserializeSeed as _;

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
        Ok(record) => record.read(place, options, out),
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

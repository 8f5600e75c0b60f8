//! A record in JSON, from its bytes to what a reader gives for it.

use super::{Names, Place, RecordSeed};
use crate::article::{Article, Problem, ProblemKind};
use crate::formats::ReadOptions;
use crate::formats::bytes::charset;
use serde::de::DeserializeSeed as _;

/// Reads one JSON object. What is wrong with one that cannot be read is `malformed`'s to say, from
/// the error and the reason in it.
pub(in crate::formats) fn items_of_json(
    bytes: &[u8],
    place: Place,
    options: &ReadOptions,
    malformed: impl FnOnce(&serde_json::Error, &str) -> String,
) -> Vec<Result<Article, Problem>> {
    let ordinal = place.origin.ordinal;
    let decoded = charset::utf8(bytes);
    let mut items: Vec<_> = decoded.problem(ordinal).into_iter().map(Err).collect();
    let mut parser = serde_json::Deserializer::from_str(&decoded.text);
    let record = RecordSeed(Names::new(&options.field_map)).deserialize(&mut parser);
    match record.and_then(|record| parser.end().map(|()| record)) {
        Ok(record) => items.append(&mut record.into_items(place, options)),
        Err(error) => {
            let told = error.to_string();
            let reason = told
                .rsplit_once(" at line ")
                .map_or(told.as_str(), |(reason, _)| reason);
            let detail = malformed(&error, reason);
            items.push(Err(Problem::record(
                ordinal,
                ProblemKind::Malformed,
                detail,
            )));
        }
    }
    items
}

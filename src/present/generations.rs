//! The generations of an index, for people and for programs.

use super::json::write_line;
use super::report::counted;
use crate::index::Kept;
use serde::Serialize;
use std::io::{self, Write};

/// Writes them for people, the newest last.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn generations_text(kept: &[Kept], out: &mut dyn Write) -> io::Result<()> {
    for generation in kept {
        let mark = if generation.is_current { '*' } else { ' ' };
        let size = bytesize::ByteSize(generation.bytes).display().iec();
        let (when, articles) = match &generation.manifest {
            Some(manifest) => (
                manifest
                    .created
                    .strftime("%Y-%m-%d %H:%M:%S UTC")
                    .to_string(),
                counted(manifest.statistics.articles, "article"),
            ),
            None => ("damaged".to_owned(), String::new()),
        };
        let line = format!(
            "{mark} {:>8}  {when:<23}  {size:>10}  {articles}",
            generation.number
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(
        out,
        "* is in force; generations share files, so sizes do not add up"
    )
}

#[derive(Serialize)]
struct JsonKept {
    number: u64,
    in_force: bool,
    created: Option<jiff::Timestamp>,
    articles: Option<u64>,
    files: Option<u64>,
    bytes: u64,
}

/// Writes them as one JSON object.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn generations_json(kept: &[Kept], out: &mut dyn Write) -> io::Result<()> {
    let generations: Vec<_> = kept
        .iter()
        .map(|own| JsonKept {
            number: own.number,
            in_force: own.is_current,
            created: own.manifest.as_ref().map(|manifest| manifest.created),
            articles: own
                .manifest
                .as_ref()
                .map(|manifest| manifest.statistics.articles),
            files: own
                .manifest
                .as_ref()
                .map(|manifest| manifest.statistics.files),
            bytes: own.bytes,
        })
        .collect();
    let json = serde_json::json!({
        "format_version": super::FORMAT_VERSION,
        "generations": generations,
    });
    write_line(&json, out)
}

//! The generations of an index, for people and for programs.
//!
//! A generation without a manifest is damaged. People see the word `damaged`; programs get `null` for what
//! the manifest would say.

use crate::index::Kept;
use crate::present::amounts::counted;
use crate::present::json::{FORMAT_VERSION, write_line};
use crate::present::show::Show;
use serde::Serialize;
use std::io::{self, Write};

/// The newest comes last.
impl Show for [Kept] {
    fn text(&self, _width: usize, out: &mut dyn Write) -> io::Result<()> {
        for generation in self {
            writeln!(out, "{}", line(generation).trim_end())?;
        }
        writeln!(
            out,
            "* is the current one; generations share files, so sizes do not add up"
        )
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let json = JsonGenerations {
            format_version: FORMAT_VERSION,
            generations: self.iter().map(JsonKept::of).collect(),
        };
        write_line(&json, out)
    }
}

fn line(generation: &Kept) -> String {
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
    format!(
        "{mark} {:>8}  {when:<23}  {size:>10}  {articles}",
        generation.number
    )
}

#[derive(Serialize)]
struct JsonGenerations {
    format_version: u32,
    generations: Vec<JsonKept>,
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

impl JsonKept {
    fn of(own: &Kept) -> Self {
        let manifest = own.manifest.as_ref();
        Self {
            number: own.number,
            in_force: own.is_current,
            created: manifest.map(|manifest| manifest.created),
            articles: manifest.map(|manifest| manifest.statistics.articles),
            files: manifest.map(|manifest| manifest.statistics.files),
            bytes: own.bytes,
        }
    }
}

//! The reader of Omnivore's exports: a zip file with lists of pages, and the text of each.
//!
//! `metadata_0_to_20.json` has what is known of 20 pages, `content/SLUG.html` the text of one. Both
//! become one record, which the reader of JSON reads. Highlights are no articles. Format: Omnivore,
//! `packages/api/src/jobs/export.ts`.

use super::numbered::Numbered;
use super::{Place, has_extension};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::Input;
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::records::json::Json;
use serde_json::{Map, Value};

/// Omnivore's exports, known by the parts of the file.
pub(in crate::formats) struct Omnivore;

/// The reader.
pub(in crate::formats) static OMNIVORE: Omnivore = Omnivore;

impl ArticleReader for Omnivore {
    fn name(&self) -> &'static str {
        "omnivore"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a zip file is, is not known from its first bytes.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let place = Place::of(&input);
        let package = Package::open(input)?;
        let is_list = |name: &str| name.starts_with("metadata_") && has_extension(name, "json");
        let mut out = Numbered::new(out);
        for list in package.names(is_list) {
            out.next_file();
            let named = |problem: Problem| Problem {
                detail: format!("`{list}`: {}", problem.detail),
                ..problem
            };
            let joined = match with_texts(&package, list) {
                Ok(joined) => joined,
                Err(problem) => {
                    out.problem(named(problem))?;
                    continue;
                }
            };
            let whole = Input::whole(place.path, place.options, &joined);
            match Json.read(whole, &mut out) {
                Err(ReadEnd::Failed(problem)) => out.problem(named(problem))?,
                end => end?,
            }
        }
        Ok(out.release()?)
    }
}

/// A list of pages, each with its text instead of its first sentence.
fn with_texts(package: &Package<'_>, list: &str) -> Result<Vec<u8>, Problem> {
    let malformed = |error: serde_json::Error| {
        Problem::file(
            ProblemKind::Malformed,
            format!("not a list of pages: {error}"),
        )
    };
    let bytes = package.needed(list)?;
    let mut pages: Vec<Map<String, Value>> = serde_json::from_slice(&bytes).map_err(malformed)?;
    for page in &mut pages {
        let slug = page.get("slug").and_then(Value::as_str).unwrap_or_default();
        if let Some(text) = package.part(&format!("content/{slug}.html"))? {
            let text = String::from_utf8_lossy(&text).into_owned();
            page.remove("description");
            page.insert("content".to_owned(), Value::String(text));
        }
    }
    serde_json::to_vec(&pages).map_err(malformed)
}

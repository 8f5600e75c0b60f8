//! The reader of Omnivore's exports: lists of pages and the text of each, in a zip file or unpacked.
//!
//! `metadata_0_to_20.json` has what is known of 20 pages, `content/SLUG.html` (or `.md`) the text of
//! one. Both become one record, which the reader of JSON reads. Highlights are no articles. Of an
//! unpacked export the lists are read, with the files next to them (`listed`). Format: Omnivore,
//! `packages/api/src/jobs/export.ts`.

use super::numbered::Numbered;
use super::{Place, has_extension};
use crate::article::{Problem, ProblemKind};
use crate::formats::bytes::charset::{self, without_mark};
use crate::formats::input::{Input, unreadable};
use crate::formats::options::MAX_WHOLE_FILE;
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::records::json::Json;
use crate::formats::readers::text::markdown::plain_text;
use memchr::memmem;
use serde_json::{Map, Value};

/// Names that the pages of a list have, and no other list of pages all of them.
const MARKS: [&[u8]; 4] = [b"\"slug\"", b"\"savedAt\"", b"\"state\"", b"\"title\""];

/// Omnivore's exports: zip files known by their parts, lists by the names in them.
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

    /// A list. What a zip file is, is not known from its first bytes.
    fn recognizes(&self, head: &[u8]) -> bool {
        is_list_of_pages(head)
    }

    fn read(&self, mut input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let place = Place::of(&input);
        let head = input.head().map_err(|error| unreadable(&error))?;
        if is_list_of_pages(&head) {
            return read_list(input, &place, out);
        }
        let package = Package::open(input)?;
        let is_list = |name: &str| name.starts_with("metadata_") && has_extension(name, "json");
        let mut out = Numbered::new(out);
        for list in package.names(is_list) {
            out.next_file();
            let named = |problem: Problem| Problem {
                detail: format!("`{list}`: {}", problem.detail),
                ..problem
            };
            let text = |path: &str| package.part(path);
            let joined = package
                .needed(list)
                .and_then(|list| with_texts(&list, &text));
            let joined = match joined {
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

/// Whether a file with these first bytes is a list of pages.
fn is_list_of_pages(head: &[u8]) -> bool {
    let head = without_mark(head).trim_ascii_start();
    head.starts_with(b"[") && MARKS.iter().all(|mark| memmem::find(head, mark).is_some())
}

/// Reads a list of an unpacked export, with the texts next to it. Without these it is a list of
/// records like any other.
fn read_list(
    input: Input<'_>,
    place: &Place<'_>,
    out: &mut dyn ArticleSink,
) -> Result<(), ReadEnd> {
    let near = input.companions();
    let bytes = input.into_bytes()?;
    let text = |path: &str| Ok(near.and_then(|near| near.content(path, MAX_WHOLE_FILE)));
    match with_texts(&bytes, &text) {
        Ok(joined) => Json.read(Input::whole(place.path, place.options, &joined), out),
        // The reader of JSON says what is wrong, and reads the rest.
        Err(_) => Json.read(Input::whole(place.path, place.options, &bytes), out),
    }
}

/// The content of a file of an export; `None` if there is no such file.
type TextOf<'a> = dyn Fn(&str) -> Result<Option<Vec<u8>>, Problem> + 'a;

/// A list of pages, each with its text instead of its first sentence. `text` gives the content of a
/// file of the export.
fn with_texts(list: &[u8], text: &TextOf<'_>) -> Result<Vec<u8>, Problem> {
    let malformed = |error: serde_json::Error| {
        Problem::file(
            ProblemKind::Malformed,
            format!("not a list of pages: {error}"),
        )
    };
    let list = without_mark(list);
    let mut pages: Vec<Map<String, Value>> = serde_json::from_slice(list).map_err(malformed)?;
    for page in &mut pages {
        let slug = page.get("slug").and_then(Value::as_str).unwrap_or_default();
        let mut found = text(&format!("content/{slug}.html"))?;
        if found.is_none() {
            let markdown = text(&format!("content/{slug}.md"))?;
            found = markdown.map(|text| plain_text(&charset::utf8(&text).text).into_bytes());
        }
        if let Some(text) = found {
            let text = charset::utf8(&text).text.into_owned();
            page.remove("description");
            page.insert("content".to_owned(), Value::String(text));
        }
    }
    serde_json::to_vec(&pages).map_err(malformed)
}

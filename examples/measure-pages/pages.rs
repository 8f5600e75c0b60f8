//! The pages of a folder with their expected results, and how a page is read.
//!
//! Two kinds of expected results are known: a whole article (`paragraphs`), and segments of text
//! that belong to the article (`with`) or do not (`without`).

#![allow(unreachable_pub, reason = "a module of a program")]

use dateline::article::{ArchivePath, Article};
use dateline::formats::{HEAD_LEN, Input, ReadOptions, reader_for};
use std::error::Error;
use std::path::Path;

/// The expected result for a page, from a person or from rules for that site.
#[derive(serde::Deserialize)]
#[serde(untagged)]
pub enum Expected {
    Whole(Whole),
    Segments(Segments),
}

/// All that is expected of an article.
#[derive(serde::Deserialize)]
pub struct Whole {
    pub headline: String,
    pub published: Option<String>,
    pub paragraphs: Vec<String>,
}

/// Samples of what is expected of an article. Headline and day are not always known.
#[derive(serde::Deserialize)]
pub struct Segments {
    pub headline: Option<String>,
    pub day: Option<String>,
    pub with: Vec<String>,
    pub without: Vec<String>,
}

/// A page and its expected result.
pub struct Page {
    pub name: String,
    pub html: Vec<u8>,
    pub expected: Expected,
}

/// Reads a folder's pages in the order of their names.
pub fn pages(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let Some(name) = name.strip_suffix(".expected.json") else {
            continue;
        };
        let expected = serde_json::from_slice(&std::fs::read(&path)?)?;
        let packed = folder.join(format!("{name}.html.gz"));
        let html = if packed.exists() {
            let mut html = Vec::new();
            let file = std::fs::File::open(packed)?;
            std::io::copy(&mut flate2::read::MultiGzDecoder::new(file), &mut html)?;
            html
        } else {
            std::fs::read(folder.join(format!("{name}.html")))?
        };
        pages.push(Page {
            name: name.to_owned(),
            html,
            expected,
        });
    }
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(pages)
}

/// Reads the article of a page, or says why there is none.
pub fn read(page: &Page) -> Result<Article, String> {
    let html = &page.html;
    let path = ArchivePath::from_stored(&format!("{}.html", page.name));
    let options = ReadOptions::at("2100-01-01T00:00:00Z".parse().expect("a moment"));
    let head = &html[..html.len().min(HEAD_LEN)];
    let reader = reader_for(&path, head).map_err(|problem| problem.detail)?;
    let mut why = String::from("the page is empty");
    for item in reader.read_all(Input::whole(&path, &options, html)) {
        match item {
            Ok(article) => return Ok(article),
            Err(problem) => why = problem.detail,
        }
    }
    Err(why)
}

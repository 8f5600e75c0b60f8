//! The same articles in every format, as archives of that format have them. Reading is measured on
//! them.

use crate::corpus::{self, Story};
use crate::{documents, dump};
use serde_json::json;
use std::fmt::{self, Write as _};
use std::path::Path;

/// The files of one format.
pub struct Material {
    /// The reader's name.
    pub format: &'static str,
    /// The extension of their names.
    pub extension: &'static str,
    /// Their contents.
    pub files: Vec<Vec<u8>>,
}

impl Material {
    /// The total size of the files, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(Vec::len).sum()
    }
}

impl fmt::Display for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.format)
    }
}

/// `count` articles with one date, made from those of the sample corpus.
///
/// # Errors
/// If the sample corpus cannot be read.
pub fn stories(count: usize) -> anyhow::Result<Vec<Story>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-corpus/jsonl");
    let mut found = Vec::new();
    for file in ["wire.jsonl", "regional.jsonl"] {
        found.extend(corpus::read(&folder.join(file))?);
    }
    found.retain(|story| story.body.len() > 500);
    for story in &mut found {
        "2021-01-19T08:30:00".clone_into(&mut story.date);
    }
    Ok(corpus::multiply(&found, count))
}

/// The articles in each format that is measured.
#[must_use]
pub fn material(stories: &[Story]) -> Vec<Material> {
    let each = |write: fn(&Story) -> String| -> Vec<Vec<u8>> {
        let texts = stories.iter().map(|story| write(story).into_bytes());
        texts.collect()
    };
    let of = |format, extension, files| Material {
        format,
        extension,
        files,
    };
    let pages = each(page);
    vec![
        of("text", "txt", each(dump::file_text)),
        of(
            "word",
            "docx",
            stories.iter().map(documents::word).collect(),
        ),
        of("rtf", "rtf", stories.iter().map(documents::rtf).collect()),
        of("lexisnexis", "txt", vec![export(stories).into_bytes()]),
        of("json-lines", "jsonl", vec![each(json_line).concat()]),
        of(
            "csv",
            "csv",
            vec![[b"title,date,text\n".to_vec(), each(row).concat()].concat()],
        ),
        of("trec", "sgml", vec![each(document).concat()]),
        of("mail", "mbox", vec![each(message).concat()]),
        of("nitf", "xml", each(wire_document)),
        of("alto", "xml", each(documents::alto)),
        of("markdown", "md", each(post)),
        of(
            "warc",
            "warc",
            vec![pages.iter().flat_map(|page| record(page)).collect()],
        ),
        of("html", "html", pages),
    ]
}

/// An article as a line of JSON Lines.
#[must_use]
pub fn json_line(story: &Story) -> String {
    let record = json!({
        "id": story.number, "headline": story.headline, "date": story.date, "body": story.body,
    });
    format!("{record}\n")
}

/// The articles as one download of LexisNexis, with lines of 80 characters.
fn export(stories: &[Story]) -> String {
    let mut export = String::new();
    for (at, story) in stories.iter().enumerate() {
        write!(
            export,
            "\n\n{:32}{} of {} DOCUMENTS\n\n\n{0:30}Wire Example\n\n{0:27}January 19, 2021 Tuesday 8:30 AM \
             GMT\n\n{}\n\nLENGTH: 300 words\n\n{}\n\nLOAD-DATE: January 20, 2021\n\nLANGUAGE: ENGLISH\n\n\n\
             {0:26}Copyright 2021 Wire Example\n{0:31}All Rights Reserved\n",
            "",
            at + 1,
            stories.len(),
            story.headline,
            wrapped(&story.body),
        )
        .expect("writing to a string");
    }
    export
}

/// A text with lines of at most 80 characters, as words allow, and blank lines between paragraphs.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::new();
    for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut length = 0;
        for word in paragraph.split_whitespace() {
            let width = word.chars().count();
            let gap = match length {
                0 => "",
                _ if length + 1 + width > 80 => "\n",
                _ => " ",
            };
            length = if gap == " " {
                length + 1 + width
            } else {
                width
            };
            wrapped.push_str(gap);
            wrapped.push_str(word);
        }
        wrapped.push_str("\n\n");
    }
    wrapped.trim_end().to_owned()
}

fn row(story: &Story) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    format!(
        "{},{},{}\n",
        quoted(&story.headline),
        story.date,
        quoted(&story.body)
    )
}

fn document(story: &Story) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<DOC>\n<DOCNO> {} </DOCNO>\n<DATE_TIME> {} </DATE_TIME>\n<HEADLINE>\n{}\n</HEADLINE>\n<TEXT>\n{}\n\
         </TEXT>\n</DOC>\n",
        story.number,
        story.date,
        escaped(&story.headline),
        escaped(&story.body)
    )
}

fn message(story: &Story) -> String {
    format!(
        "From desk@wire.example Tue Jan 19 08:30:00 2021\nFrom: Desk <desk@wire.example>\nSubject: {}\n\
         Date: Tue, 19 Jan 2021 08:30:00 +0000\nMessage-ID: <{}@wire.example>\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\n{}\n\n",
        story.headline,
        story.number,
        story.body.replace("\nFrom ", "\n>From ")
    )
}

fn post(story: &Story) -> String {
    format!(
        "---\ntitle: {}\ndate: {}\ntags: [wire, sample]\n---\n\n{}\n",
        json!(story.headline),
        story.date,
        story.body.replace('\n', "\n\n")
    )
}

fn wire_document(story: &Story) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<nitf><head><title>{0}</title><docdata>\
         <doc-id id-string=\"{1}\"/><date.issue norm=\"20210119T083000Z\"/></docdata></head><body><body.head>\
         <hedline><hl1>{0}</hl1></hedline></body.head><body.content>{2}</body.content></body></nitf>\n",
        escaped(&story.headline),
        story.number,
        paragraphs(story)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn paragraphs(story: &Story) -> String {
    let lines = story.body.lines().filter(|line| !line.is_empty());
    let paragraphs: Vec<String> = lines
        .map(|line| format!("<p>{}</p>\n", escaped(line)))
        .collect();
    paragraphs.concat()
}

/// A page with as much markup around its text as on news sites.
fn page(story: &Story) -> String {
    let headline = escaped(&story.headline);
    let links = |name: &str, count: usize| {
        let mut list = format!("<ul class=\"{name}-list\">\n");
        for link in 0..count {
            writeln!(
                list,
                "<li class=\"{name}-item\"><a href=\"/{name}/{link}\" data-track=\"{name}:{link}\"><span>More of \
                 {name} {link}</span></a></li>"
            )
            .expect("writing to a string");
        }
        list + "</ul>\n"
    };
    let data = json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
        "datePublished": story.date, "author": {"@type": "Person", "name": "Ann Lee"},
    });
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{headline} | Wire Example</title>\n\
         <meta property=\"og:title\" content=\"{}\"><meta property=\"og:site_name\" content=\"Wire Example\">\n\
         <script type=\"application/ld+json\">{data}</script>\n<style>{}</style><script>{}</script></head>\n\
         <body><header><nav>{}</nav></header>\n<main><article><h1>{headline}</h1>\n<div class=\"article-body\">\n{}\
         </div></article>\n<aside class=\"related\">{}</aside></main>\n<footer>{}</footer></body></html>\n",
        headline.replace('"', "&quot;"),
        ".teaser { margin: 0 auto; padding: 4px }\n".repeat(40),
        "window.track = window.track || []; track.push(1);\n".repeat(60),
        links("section", 60),
        paragraphs(story),
        links("related", 20),
        links("footer", 40),
    )
}

fn record(page: &[u8]) -> Vec<u8> {
    let response = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
        page,
    ]
    .concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/a\r\nWARC-Date: \
         2021-01-20T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        response.len()
    );
    [head.as_bytes(), &response, b"\r\n\r\n"].concat()
}

//! Conservation in documents: XML of no standard, web archives, RTF, Word, OpenDocument, and exports
//! of news databases.
//!
//! Sentences are those of the module above.

use super::{Story, check, object, read, story};
use crate::formats::test_support::zipped::zip;
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The paragraphs of a text under a name.
fn paragraphs(text: &Value) -> Vec<&str> {
    text.as_str().unwrap_or_default().split("\n\n").collect()
}

/// A record whose elements have the names and the values of an object.
fn xml(object: &Map<String, Value>, are_elements: bool) -> String {
    let mut xml = String::from("<story><date>2021-01-19</date>");
    for (name, text) in object {
        write!(xml, "<{name}>").unwrap();
        for paragraph in paragraphs(text) {
            if are_elements {
                write!(xml, "<p>{paragraph}</p>").unwrap();
            } else {
                write!(xml, "{paragraph}\n\n").unwrap();
            }
        }
        write!(xml, "</{name}>").unwrap();
    }
    xml + "</story>"
}

/// Each line between two tags.
fn wrapped(lines: &[&str], open: &str, close: &str) -> String {
    let parts: Vec<String> = lines
        .iter()
        .map(|line| [open, line, close].concat())
        .collect();
    parts.concat()
}

/// A page with the headline and all paragraphs, as a web archive has it.
fn warc(lines: &[&str]) -> String {
    let paragraphs = wrapped(&lines[1..], "<p>", "</p>");
    let page = format!(
        "<html><body><h1>{}</h1>{paragraphs}</body></html>",
        lines[0]
    );
    let http = format!("HTTP/2 200\r\nContent-Type: text/html\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/2021/crane\r\n\
         WARC-Date: 2021-05-10T12:00:00Z\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

fn rtf(lines: &[&str]) -> String {
    format!("{{\\rtf1\\ansi {}}}", lines.join("\\par\\par "))
}

fn word(lines: &[&str]) -> Vec<u8> {
    let paragraphs = wrapped(lines, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let document = format!("<w:document><w:body>{paragraphs}</w:body></w:document>");
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
    ])
}

fn open_document(lines: &[&str]) -> Vec<u8> {
    let paragraphs = wrapped(lines, "<text:p>", "</text:p>");
    let content = format!(
        "<office:document-content><office:body><office:text>{paragraphs}</office:text>\
         </office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.text";
    zip(&[("mimetype", kind), ("content.xml", &content)])
}

/// An article of LexisNexis, with a sentence under each further label.
fn lexisnexis(lines: &[&str], labels: &[(&str, &str)]) -> String {
    let mut text = format!(
        "{:40}1 of 1 DOCUMENTS\n\n{:40}The Norvik Mercury\n\n{:40}January 19, 2021 Tuesday\n\n\
         {}\n\nLENGTH: 100 words\n\n{}\n\n",
        "",
        "",
        "",
        lines[0],
        lines[1..].join("\n\n")
    );
    for (label, value) in labels {
        write!(text, "{}: {value}\n\n", label.to_uppercase()).unwrap();
    }
    text + "LOAD-DATE: January 20, 2021\n"
}

/// Names of an object that are labels of LexisNexis as well.
const LABELS: &[&str] = &["summary", "correction", "note"];

/// The headline and the paragraphs of a story, without the texts under other names.
fn plain(story: &Story) -> Map<String, Value> {
    let names = Vec::new();
    object(&Story {
        names,
        ..story.clone()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn sentences_of_other_xml_come_out_once_or_are_named(story in story(), are_elements in any::<bool>()) {
        let object = object(&story);
        let text = xml(&object, are_elements);
        for (text, count) in [
            (text.clone(), 1),
            (format!("<stories>{text}{text}</stories>"), 2),
        ] {
            let (articles, problems) = read("x.xml", text.as_bytes());
            prop_assert_eq!((articles.len(), problems), (count, 0), "{}", text);
            for article in &articles {
                check(article, &object)?;
            }
        }
    }

    #[test]
    fn sentences_of_documents_come_out_once(story in story()) {
        let object = plain(&story);
        let lines: Vec<&str> = object.values().rev().flat_map(paragraphs).collect();
        for (name, bytes) in [
            ("x.warc", warc(&lines).into_bytes()),
            ("x.rtf", rtf(&lines).into_bytes()),
            ("x.docx", word(&lines)),
            ("x.odt", open_document(&lines)),
            ("x.TXT", lexisnexis(&lines, &[]).into_bytes()),
        ] {
            let (articles, problems) = read(name, &bytes);
            prop_assert_eq!((articles.len(), problems), (1, 0), "{}", name);
            check(&articles[0], &object)?;
        }
    }

    #[test]
    fn sentences_under_labels_of_exports_come_out_once_or_are_named(story in story()) {
        let mut object = object(&story);
        object.retain(|name, _| LABELS.contains(&&**name) || name == "title" || name == "body");
        let lines: Vec<&str> = ["title", "body"]
            .iter()
            .flat_map(|name| paragraphs(&object[*name]))
            .collect();
        let labels: Vec<(&str, &str)> = object
            .iter()
            .filter(|(name, _)| LABELS.contains(&&***name))
            .map(|(name, text)| (name.as_str(), text.as_str().unwrap()))
            .collect();
        let (articles, problems) = read("x.TXT", lexisnexis(&lines, &labels).as_bytes());
        prop_assert_eq!((articles.len(), problems), (1, 0), "{:?}", labels);
        let mut named = object.clone();
        named.retain(|name, _| name == "title" || name == "body");
        for (label, text) in &labels {
            named.insert(label.to_uppercase(), Value::from(*text));
        }
        check(&articles[0], &named)?;
    }
}

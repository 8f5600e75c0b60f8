//! Conservation in what is nested: objects and lists in a body, sections in XML, pages in records of
//! web archives, tables in pages in cells, XHTML in feeds.
//!
//! A source is a tree of sentences. Each comes out once, or the notes have as many characters.

use super::{read, sentence};
use crate::article::Article;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A tree of sentences.
#[derive(Debug, Clone)]
enum Node {
    Text,
    List(Vec<Node>),
    /// Members, with the places of their names in [`MEMBERS`].
    Object(Vec<(usize, Node)>),
}

/// Names of members of a body: parts of a text, known names of other things, unknown ones.
const MEMBERS: &[&str] = &[
    "text", "content", "html", "intro", "quote", "p2", "items", "blocks", "caption", "note",
    "wish", "sections", "title", "comments",
];

/// Elements of XML of no standard around a part of the text.
const ELEMENTS: &[&str] = &[
    "p", "section", "list", "item", "quote", "row", "wish", "emph", "tail",
];

/// Elements of pages around a part of the text, with what closes them.
const TAGS: &[(&str, &str)] = &[
    ("<div>", "</div>"),
    ("<section>", "</section>"),
    ("<blockquote>", "</blockquote>"),
    ("<ul><li>", "</li></ul>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<table><tr><th>Day</th><td>", "</td></tr></table>"),
    ("<details><summary>More</summary>", "</details>"),
    (
        "<figure><table><tbody><tr><td>",
        "</td></tr></tbody></table></figure>",
    ),
];

fn node() -> impl Strategy<Value = Node> {
    Just(Node::Text).prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Node::List),
            prop::collection::vec((0..MEMBERS.len(), inner), 1..4).prop_map(Node::Object),
        ]
    })
}

/// The sentence with the next number.
fn next(last: &mut usize) -> String {
    *last += 1;
    sentence(*last)
}

impl Node {
    fn json(&self, last: &mut usize) -> Value {
        match self {
            Self::Text => json!(next(last)),
            Self::List(items) => items.iter().map(|item| item.json(last)).collect(),
            Self::Object(members) => {
                let mut object = Map::new();
                for (name, member) in members {
                    // A name that is there twice would be one member.
                    if !object.contains_key(MEMBERS[*name]) {
                        object.insert(MEMBERS[*name].to_owned(), member.json(last));
                    }
                }
                Value::Object(object)
            }
        }
    }

    /// Elements around each part, one for each level.
    fn marked(&self, last: &mut usize, around: &dyn Fn(usize) -> (String, String)) -> String {
        match self {
            Self::Text => next(last),
            Self::List(items) => {
                let parts = items.iter().enumerate();
                parts.fold(String::new(), |mut out, (at, item)| {
                    let (open, close) = around(at);
                    write!(out, "{open}{}{close}", item.marked(last, around)).unwrap();
                    out
                })
            }
            Self::Object(members) => members.iter().fold(String::new(), |mut out, (name, item)| {
                let (open, close) = around(*name);
                write!(out, "{open}{}{close}", item.marked(last, around)).unwrap();
                out
            }),
        }
    }

    fn xml(&self, last: &mut usize) -> String {
        self.marked(last, &|at| {
            let name = ELEMENTS[at % ELEMENTS.len()];
            (format!("<{name}>"), format!("</{name}>"))
        })
    }

    fn html(&self, last: &mut usize) -> String {
        self.marked(last, &|at| {
            let (open, close) = TAGS[at % TAGS.len()];
            (open.to_owned(), close.to_owned())
        })
    }
}

/// Checks that each sentence up to a number is in the body once, or as many characters are named.
fn check(article: &Article, last: usize, source: &str) -> Result<(), TestCaseError> {
    let mut missing = 0;
    for number in 1..=last {
        let times = super::count(article, number);
        prop_assert!(
            times <= 1,
            "zq{number}x {times} times in {article:#?} of {source}"
        );
        if times == 0 {
            missing += sentence(number).len() as u64;
        }
    }
    let named: u64 = article.left_out.iter().map(|left| left.characters).sum();
    prop_assert!(
        missing <= named,
        "{missing} lost, {named} named: {article:#?} of {source}"
    );
    Ok(())
}

/// Reads a source that is one article.
fn check_one(name: &str, source: &str, last: usize) -> Result<(), TestCaseError> {
    let (articles, _) = read(name, source.as_bytes());
    prop_assert_eq!(articles.len(), 1, "{}: {}", name, source);
    check(&articles[0], last, source)
}

/// A record of a web archive with a page, as it was sent: in pieces or whole.
fn record(page: &str, is_in_pieces: bool) -> String {
    let (fields, content) = if is_in_pieces {
        let (first, second) = page.split_at(page.len() / 2);
        let pieces = format!(
            "{:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
            first.len(),
            second.len()
        );
        ("Transfer-Encoding: chunked\r\n", pieces)
    } else {
        ("", page.to_owned())
    };
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n{content}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/2021/crane\r\n\
         WARC-Date: 2021-05-10T12:00:00Z\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

fn page(node: &Node) -> (String, usize) {
    let mut last = 0;
    let text = node.html(&mut last);
    let page = format!(
        "<html><head><meta property=\"og:type\" content=\"article\"></head><body><h1>Harbour buys \
         cranes</h1><p>{}</p>{text}<p>{}</p></body></html>",
        next(&mut last),
        next(&mut last)
    );
    (page, last)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn sentences_of_nested_records_come_out_once_or_are_named(node in node(), envelopes in 0..3_usize) {
        let mut last = 0;
        let mut record = json!({ "title": "Harbour buys cranes", "body": node.json(&mut last) });
        for name in ["article", "data", "_source"].iter().take(envelopes) {
            record = json!({ "id": 7, *name: record });
        }
        check_one("x.json", &record.to_string(), last)?;
        check_one("x.jsonl", &format!("{record}\n"), last)?;
    }

    #[test]
    fn sentences_of_nested_elements_come_out_once_or_are_named(node in node()) {
        let mut last = 0;
        let text = node.xml(&mut last);
        let source = format!(
            "<story><title>Harbour buys cranes</title><date>2021-01-19</date><body>{text}</body></story>"
        );
        check_one("x.xml", &source, last)?;
    }

    #[test]
    fn sentences_of_nested_pages_come_out_once_or_are_named(node in node(), is_in_pieces in any::<bool>()) {
        let (page, last) = page(&node);
        check_one("x.html", &page, last)?;
        let records = record(&page, is_in_pieces).repeat(2);
        let (articles, problems) = read("x.warc", records.as_bytes());
        prop_assert_eq!((articles.len(), problems), (2, 0), "{}", page);
        for article in &articles {
            check(article, last, &page)?;
        }
    }

    #[test]
    fn sentences_of_pages_in_feeds_come_out_once_or_are_named(node in node(), is_escaped in any::<bool>()) {
        let mut last = 0;
        let text = node.html(&mut last);
        let content = if is_escaped {
            format!("<content type=\"html\">{}</content>", text.replace('<', "&lt;").replace('>', "&gt;"))
        } else {
            format!("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{text}</div></content>")
        };
        let feed = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Harbour buys cranes</title>\
             <updated>2021-01-19T10:00:00Z</updated>{content}</entry></feed>"
        );
        check_one("x.atom", &feed, last)?;
    }

    #[test]
    fn sentences_in_cells_come_out_once(
        texts in prop::collection::vec(prop::sample::select(&["", "\n\n", ", ", "; ", "\"", "\\", "<p>"][..]), 1..6),
        is_escaped in any::<bool>(),
        separator in prop::sample::select(&[",", ";", "\t"][..]),
    ) {
        let mut last = 0;
        let body = texts.iter().fold(String::new(), |text, mark| text + mark + &next(&mut last));
        let cell = if is_escaped {
            body.replace('\\', "\\\\").replace('"', "\\\"")
        } else {
            body.replace('"', "\"\"")
        };
        let rows = format!(
            "id{separator}title{separator}body\n1{separator}\"Harbour buys cranes\"{separator}\"{cell}\"\n\
             2{separator}\"Second\"{separator}\"Dry.\"\n"
        );
        let (articles, _) = read("x.csv", rows.as_bytes());
        prop_assert_eq!(articles.len(), 2, "{}", rows);
        check(&articles[0], last, &rows)?;
        prop_assert_eq!(&articles[1].body, "Dry.");
    }
}

//! JSON: where the articles of a file are, damaged files, and files too strange to be real.
//!
//! Files are read as streams, with buffers so small that values cross their ends. `records` tests
//! what the names of a record mean, `wordpress` what is embedded in posts.

mod content;
mod editors;
mod feeds;
mod records;
mod services;
mod wordpress;

use super::Json;
use crate::article::{ArchivePath, Article, Problem, ProblemKind};
use crate::formats::{ArticleReader, FieldMap, HEAD_LEN, Input, MAX_WHOLE_FILE, ReadOptions};
use proptest::prelude::*;
use std::io::{self, BufReader, Read};

fn options(map: &str) -> ReadOptions {
    ReadOptions {
        field_map: map.parse::<FieldMap>().unwrap(),
        ..ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap())
    }
}

fn read_with(map: &str, bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let (path, options) = (ArchivePath::from_stored("x.json"), options(map));
    // A small buffer, so that values cross its ends.
    let stream = Box::new(BufReader::with_capacity(16, bytes));
    Json.read_all(Input::stream(&path, &options, stream))
}

fn read(text: &str) -> Vec<Result<Article, Problem>> {
    read_with("", text.as_bytes())
}

/// Reads a text that is one article without a problem.
fn read_one(text: &str) -> Article {
    let mut items = read(text);
    assert_eq!(items.len(), 1, "{text}: {items:?}");
    items.pop().unwrap().unwrap()
}

/// The headlines of articles, and the kinds of problems.
fn summary(text: &str) -> Vec<String> {
    read(text)
        .into_iter()
        .map(|item| match item {
            Ok(article) => format!("{} {}", article.origin.ordinal, article.headline),
            Err(problem) => match problem.ordinal {
                Some(ordinal) => format!("{ordinal} ({})", problem.kind),
                None => format!("({})", problem.kind),
            },
        })
        .collect()
}

#[test]
fn every_list_of_articles_is_read() {
    let article = |name: &str| format!(r#"{{"title": "{name}", "text": "The text of {name}."}}"#);
    let [a, b, c] = ["a", "b", "c"].map(article);
    let all = &["1 a", "2 b", "3 c"][..];
    for text in [
        format!(r#"{{"0": {a}, "1": {b}, "2": {c}}}"#),
        format!(r#"{{"articles": {{"x": {a}, "y": {b}, "z": {c}}}, "total": 3}}"#),
        format!(r#"{{"train": [{a}, {b}], "test": [{c}]}}"#),
        format!(r#"{{"2021-01-19": [{a}, {b}], "2021-01-20": [{c}]}}"#),
        format!(
            r#"{{"newspapers": {{"x": {{"articles": [{a}, {b}]}}, "y": {{"articles": [{c}]}}}}}}"#
        ),
        format!(r#"{{"news": {{"sport": [{a}], "local": [{b}], "none": [], "world": [{c}]}}}}"#),
        format!(r#"{{"articles": [{a}, {b}], "tags": [], "featured": [{c}]}}"#),
        format!(
            r#"{{"2020": {{"x": {a}, "y": {b}}}, "2021": {{"z": {c}}}, "meta": {{"count": 3}}}}"#
        ),
    ] {
        assert_eq!(summary(&text), all, "{text}");
        let lines = text.replace('{', "{\n").replace("}, ", "},\n");
        assert_eq!(summary(&lines), all, "{text}");
    }
    // Other things with names and descriptions are no articles.
    let text = format!(
        r#"{{"articles": [{a}], "categories": [{{"name": "Sea", "description": "All about it."}}],
            "related": [{b}], "author": {{"name": "Ann Lee", "description": "She writes."}}}}"#
    );
    assert_eq!(summary(&text), ["1 a"]);
    let text = format!(r#"{{"source": "Post", "article": {a}, "author": {{"name": "Ann Lee"}}}}"#);
    assert_eq!(summary(&text), ["1 a"]);
}

#[test]
fn articles_are_found_in_every_kind_of_list() {
    for (text, expected) in [
        (r#"{"title": "a", "text": "b"}"#, &["1 a"][..]),
        (r#"[{"title": "a"}, {"title": "b"}]"#, &["1 a", "2 b"]),
        (
            r#"{"total": 2, "articles": [{"title": "a"}, {"title": "b"}], "next": [{}]}"#,
            &["1 a", "2 b"],
        ),
        (
            r#"{"took": 5, "_shards": {"total": 1}, "hits": {"total": {"value": 2}, "max_score": null,
               "hits": [{"_id": "x", "_source": {"title": "a"}}, {"_source": {"headline": "b"}}]}}"#,
            &["1 a", "2 b"],
        ),
        (
            r#"{"response": {"status": "ok", "results": [{"webTitle": "a", "fields": {"bodyText": "t"}}]}}"#,
            &["1 a"],
        ),
        (
            r#"{"corpus": [{"title": "a", "text": "t"}], "about": "x"}"#,
            &["1 a"],
        ),
        (
            r#"{"data": [{"type": "x", "attributes": {"title": "a"}}]}"#,
            &["1 a"],
        ),
        (r#"{"article": {"title": "a"}}"#, &["1 a"]),
        (
            r#"{"id": 1, "related": [{"title": "r", "text": "t"}], "title": "a", "text": "t"}"#,
            &["1 a"],
        ),
        (
            r#"{"title": "a", "more": [{"title": "r", "text": "t"}]}"#,
            &["1 a"],
        ),
        (
            r#"{"authors": [{"name": "Bo Ek"}], "title": "a"}"#,
            &["1 a"],
        ),
        (
            "{\n\"title\": \"a\"\n}\n{\n\"title\": \"b\"\n}\n",
            &["1 a", "2 b"],
        ),
        (
            "\u{feff}[\n{\"title\": \"a\"}\n,\n{\"title\": \"b\"}]\n",
            &["1 a", "2 b"],
        ),
    ] {
        assert_eq!(summary(text), expected, "{text}");
    }
}

#[test]
fn damage_is_reported_and_what_follows_it_is_read() {
    for (text, expected) in [
        ("", &["(empty)"][..]),
        ("[]", &["(empty)"]),
        ("{}", &["1 (no-text)"]),
        ("7", &["(malformed)"]),
        ("[7, {\"title\": \"a\"}]", &["1 (malformed)", "2 a"]),
        (
            "[{\"title\": }, {\"title\": \"a\"}",
            &["1 (malformed)", "2 a", "2 (malformed)"],
        ),
        (
            "[\n{\"title\": \"a, \"text\": \"x\"},\n{\"title\": \"b\"}\n]",
            &["1 (malformed)", "2 b"],
        ),
        ("[{\"title\": \"a\"} {\"title\": \"b\"}]", &["1 a", "2 b"]),
        ("[{\"title\": \"a\"}] x", &["1 a", "(malformed)"]),
        ("{\"title\": \"a\"", &["(malformed)"]),
        ("{\"title\" \"a\"}", &["(malformed)"]),
        ("[{\"x\": 1}, {\"title\": \"b\"}]", &["1 (no-text)", "2 b"]),
        (
            "{\"articles\": [{\"title\": oops}, {\"title\": \"b\"}]}",
            &["1 (malformed)", "2 b"],
        ),
    ] {
        assert_eq!(summary(text), expected, "{text}");
    }
    let deep = format!(
        "[{}{}, {{\"title\": \"a\"}}]",
        "[".repeat(9000),
        "]".repeat(9000)
    );
    assert_eq!(summary(&deep), ["1 (malformed)", "2 a"]);
    let invalid = read_with("", b"[{\"title\": \"caf\xC3\xA9 \xFF\"}]");
    assert_eq!(
        invalid[0].as_ref().unwrap_err().kind,
        ProblemKind::BadEncoding
    );
    assert_eq!(invalid[1].as_ref().unwrap().headline, "café \u{fffd}");
}

#[test]
fn an_article_that_is_too_long_is_skipped_in_bounded_memory() {
    let endless = io::repeat(b'x').take(MAX_WHOLE_FILE * 2);
    let stream = (&b"[{\"title\": \"a\"}, {\"text\": \""[..])
        .chain(endless)
        .chain(&b"\"}, {\"title\": \"b\"}]"[..]);
    let (path, options) = (ArchivePath::default(), options(""));
    let input = Input::stream(&path, &options, Box::new(BufReader::new(stream)));
    let found: Vec<_> = Json
        .read_all(input)
        .into_iter()
        .map(|item| {
            item.map(|article| article.headline)
                .map_err(|problem| problem.kind)
        })
        .collect();
    assert_eq!(
        found,
        [
            Ok("a".to_owned()),
            Err(ProblemKind::TooLarge),
            Ok("b".to_owned())
        ]
    );
}

#[test]
fn json_is_distinguished_from_json_lines_and_texts() {
    let long = format!(
        "{{\"total\": 1, \"articles\": [{{\"text\": \"{}",
        "x".repeat(HEAD_LEN)
    );
    for head in [
        "[{\"title\": 1}]",
        "\u{feff} [ {",
        "{\n  \"title\": 1\n}",
        "{\n  \"title\": \"cut",
        "{\"articles\": [{\"title\": 1}]}",
        "{\"hits\": {\"hits\": [{\"_source\": {\"title\": 1}}]}}",
    ] {
        assert!(Json.recognizes(head.as_bytes()), "{head}");
    }
    for head in [
        "",
        "{\"title\": 1}\n{\"title\": 2}",
        "{\"title\": 1}",
        "{\"title\": \"cut",
        "{braces} open a text\n",
        "[Update] The text",
        "[1, 2]",
        "{\n}",
        "text",
        &long[..HEAD_LEN],
    ] {
        let expected = head == "{\n}";
        assert_eq!(Json.recognizes(head.as_bytes()), expected, "{head:?}");
    }
}

/// Pieces of records, whole and broken.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"title\"", "\"text\"", "\"articles\"", "\"_source\"", "\"data\"", "\"x\"", "\"", "\\",
    "\"<p>a</p>\"", "null", "1611093605", "-", " ", "\n", "é", "\"role\": \"main\"", "\"contenttype\": \"text/html\"", "\"value\"",
    "\"bodies\"", "\"type\": \"picture\"", "\"pubstatus\": \"usable\"",
];

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_with("", &bytes);
        Json.recognizes(&bytes);
    }

    #[test]
    fn no_jumble_of_pieces_makes_reading_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        let text = pieces.concat();
        read_with("", text.as_bytes());
        read_with("headline=x.title,body=data.0", text.as_bytes());
        Json.recognizes(text.as_bytes());
    }
}

//! JSON: records of many makes, lists wherever they lie, and files too strange to be real.
//!
//! Files are read as streams, with buffers so small that values cross their ends.

use super::Json;
use crate::article::{ArchivePath, Article, Problem, ProblemKind, Status};
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
    // A small buffer, so that values lie across its ends.
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

/// Headlines, or what stands in for a headline, and problems.
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
fn articles_are_found_wherever_they_are() {
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
fn a_field_map_wins_over_the_built_in_names() {
    for (map, text, headline, body) in [
        (
            "headline=kop,body=inhoud.tekst",
            r#"{"kop": "h", "inhoud": {"tekst": "b"}}"#,
            "h",
            "b",
        ),
        (
            "headline=kop",
            r#"{"title": "t", "kop": "h", "text": "b"}"#,
            "h",
            "b",
        ),
        (
            "headline=kop|title",
            r#"{"title": "t", "kop": "", "text": "b"}"#,
            "t",
            "b",
        ),
        ("body=title", r#"{"title": "t", "name": "n"}"#, "n", "t"),
        (
            "body=parts.text",
            r#"{"title": "t", "parts": [{"text": "a"}, {"text": "b"}]}"#,
            "t",
            "a\n\nb",
        ),
        (
            "body=parts.1.text",
            r#"{"title": "t", "parts": [{"text": "a"}, {"text": "b"}]}"#,
            "t",
            "b",
        ),
        ("headline=x,body=x", r#"{"x": "both"}"#, "both", "both"),
        (
            "body=_source.text.en",
            r#"{"_source": {"text": {"en": "b"}, "title": "t"}}"#,
            "",
            "b",
        ),
    ] {
        let items = read_with(map, text.as_bytes());
        let [Ok(article)] = items.as_slice() else {
            panic!("{map} {text}: {items:?}");
        };
        assert_eq!(
            (&*article.headline, &*article.body),
            (headline, body),
            "{map} {text}"
        );
    }
    let items = read_with(
        "headline=kop",
        br#"{"artikelen": [{"kop": "a", "text": "b"}]}"#,
    );
    assert_eq!(
        items[0].as_ref().unwrap().headline,
        "a",
        "lists are known by the map's names"
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

#[test]
fn records_of_many_makes_are_read() {
    let article = read_one(
        r#"{"title": "Ferry returns", "author": "Ann Lee; Bo Ek", "hostname": "post.example", "date": "2021-01-19",
            "fingerprint": "f", "id": null, "raw_text": "raw", "text": "Back.\nAll cheer.", "language": "en",
            "source": "https://post.example/1", "source-hostname": "Harbour Post", "excerpt": "E", "categories": "Sea",
            "tags": "ferry;islands"}"#,
    );
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.source.as_deref(), Some("Harbour Post"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(article.body, "Back.\nAll cheer.");
    assert_eq!(article.keywords, ["ferry", "islands"]);

    let article = read_one(
        r#"{"title": "Ferry returns", "body": {"summary": ["In short."], "sections": [{"headline": [],
            "paragraphs": ["Back.", "All cheer."]}, {"headline": ["Costs"], "paragraphs": ["Many."]}]},
            "authors": ["Ann Lee"], "publishing_date": "2021-01-19 10:00:00+01:00", "topics": ["Sea"], "free_access": true}"#,
    );
    assert_eq!(
        article.body,
        "In short.\n\nBack.\n\nAll cheer.\n\nCosts\n\nMany."
    );
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T10:00:00+01:00"
    );

    let article = read_one(
        r#"{"authors": [], "date_download": "2021-02-01 00:00:00", "date_modify": null, "date_publish": "2021-01-19 10:00:00",
            "description": "Teaser", "filename": "x.json", "language": "en", "maintext": "Back.", "source_domain": "post.example",
            "title": "Ferry returns", "title_page": null, "url": "https://post.example/1"}"#,
    );
    assert_eq!(
        (&*article.headline, &*article.body),
        ("Ferry returns", "Back.")
    );
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T10:00:00"
    );
    assert_eq!(article.source.as_deref(), Some("post.example"));

    let article = read_one(
        r#"{"source": {"id": "post", "name": "Harbour Post"}, "author": null, "title": {"rendered": "Ferry&#8217;s return"},
            "content": {"rendered": "<p>Back.</p>\n<p>All cheer.</p>"}, "date_gmt": "2021-01-19T10:00:00", "link": "https://post.example/1"}"#,
    );
    assert_eq!(article.headline, "Ferry’s return");
    assert_eq!(article.body, "Back.\n\nAll cheer.");

    let article = read_one(
        r#"{"headline": {"main": "Ferry returns", "kicker": null}, "byline": {"original": "By Ann Lee"}, "web_url": "https://post.example/1",
            "keywords": [{"name": "subject", "value": "Ferries"}], "abstract": "Back.", "pub_date": "2021-01-19T10:00:00+0000", "_id": "n1"}"#,
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.keywords, ["Ferries"]);
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T10:00:00Z"
    );
}

#[test]
fn wire_records_in_ninjs_are_read() {
    let article = read_one(
        r#"{"uri": "tag:meridian.example,2021:1", "type": "text", "versioncreated": "2021-01-20T08:00:00Z",
            "firstcreated": "2021-01-19T22:00:00Z", "pubstatus": "usable", "located": "Port Marlow", "language": "en",
            "place": [{"name": "Elsewhere", "rel": "mentions"}], "subject": [{"code": "1", "name": "transport"}],
            "byline": "Ann Lee and Bo Ek", "headline": "Ferry returns", "copyrightholder": "Meridian",
            "body_text": "Back. All cheer.", "body_xhtml": "<p>Back.</p><p>All cheer.</p>"}"#,
    );
    assert_eq!(article.id.0, "tag:meridian.example,2021:1");
    assert_eq!(article.url, None);
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T22:00:00Z"
    );
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.keywords, ["transport"]);
    assert_eq!(article.body, "Back.\n\nAll cheer.");
    assert_eq!(article.source.as_deref(), Some("Meridian"));

    let article = read_one(
        r#"{"uri": "https://meridian.example/1", "type": "text", "versioncreated": "2021-01-20T08:00:00Z",
            "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry returns"}],
            "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Back. All cheer."},
                       {"role": "main", "contenttype": "text/html", "value": "<p>Back.</p><p>All cheer.</p>"},
                       {"role": "teaser", "contenttype": "text/plain", "value": "T"}],
            "by": "Ann Lee", "infosources": [{"name": "Meridian", "role": "publisher"}], "subjects": [{"name": "transport"}]}"#,
    );
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.body, "Back.\n\nAll cheer.");
    assert_eq!(article.url.as_deref(), Some("https://meridian.example/1"));
    assert_eq!(article.agency.as_deref(), Some("Meridian"));
    assert_eq!(article.bylines, ["Ann Lee"]);

    let told_kind = |kind: &str| {
        let text = format!(
            r#"{{"uri": "x", "type": "{kind}", "versioncreated": "2021-01-20T08:00:00Z", "headline": "A quay"}}"#
        );
        summary(&text).join(" ")
    };
    assert_eq!(told_kind("text"), "1 A quay");
    assert_eq!(told_kind("picture"), "1 (not-an-article)");
    assert_eq!(
        summary(r#"{"type": "video", "title": "a"}"#),
        ["1 a"],
        "no ninjs"
    );
}

#[test]
fn what_may_be_done_with_an_article_is_its_status() {
    for (members, status) in [
        ("\"pubstatus\": \"usable\"", Status::Usable),
        ("\"pubstatus\": \"withheld\"", Status::Withheld),
        ("\"pubstatus\": \"canceled\"", Status::Canceled),
        ("\"pubstatus\": \"Cancelled\"", Status::Canceled),
        ("\"embargoed\": \"2022-01-01T06:00:00Z\"", Status::Embargoed),
        ("\"embargoed\": \"2021-12-31T06:00:00Z\"", Status::Usable),
        ("\"embargoed\": null", Status::Usable),
        ("\"draft\": true", Status::Withheld),
        ("\"draft\": false", Status::Usable),
    ] {
        let article = read_one(&format!("{{\"title\": \"a\", {members}}}"));
        assert_eq!(article.status, status, "{members}");
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

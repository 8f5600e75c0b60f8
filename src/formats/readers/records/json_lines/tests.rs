//! JSON Lines: every field and its spellings, odd lines, and files too strange to be real.
//!
//! Names and values of records are tested here for all formats that have records.

use super::JsonLines;
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind};
use crate::formats::readers::records::json::Json;
use crate::formats::{ArticleReader, HEAD_LEN, Input, MAX_WHOLE_FILE, ReadOptions};
use proptest::prelude::*;
use std::io::{self, BufReader, Read};

fn options() -> ReadOptions {
    ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap())
}

fn read(bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let (path, options) = (ArchivePath::from_stored("2020/x.jsonl"), options());
    JsonLines.read_all(Input::whole(&path, &options, bytes))
}

/// Reads a line that is one article without a problem.
fn read_one(line: &str) -> Article {
    let mut items = read(line.as_bytes());
    assert_eq!(items.len(), 1, "{line}: {items:?}");
    items.pop().unwrap().unwrap()
}

/// An object on one line, around so much and a list of articles.
fn wrapped(before: &str, articles: &str) -> String {
    format!(
        r#"{{"status": "ok", "about": "{before}", "response": {{"articles": [{articles}], "next": 7}}}}"#
    )
}

fn headlines(bytes: &[u8]) -> Vec<String> {
    read(bytes)
        .into_iter()
        .map(|item| match item {
            Ok(article) => format!("{} {}", article.origin.ordinal, article.headline),
            Err(problem) => format!("{} ({})", problem.ordinal.unwrap_or(0), problem.kind),
        })
        .collect()
}

#[test]
fn a_list_that_starts_far_from_the_start_of_one_line_is_read() {
    let long = "x \\\" {[ ".repeat(HEAD_LEN);
    let list = r#"{"title": "a", "text": "t"}, {"title": "b", "text": "t"}"#;
    let file = wrapped(&long, list);
    assert!(JsonLines.recognizes(&file.as_bytes()[..HEAD_LEN]));
    assert!(!Json.recognizes(&file.as_bytes()[..HEAD_LEN]));
    for (file, expected) in [
        (file.clone(), &["1 a", "2 b"][..]),
        (format!("\u{feff} {file}\n"), &["1 a", "2 b"]),
        (format!("{file}\n{file}\n"), &["1 a", "2 b", "3 a", "4 b"]),
        (
            wrapped(&long, r#"{"title": "a"}, {"title": }, {"title": "c"}"#),
            &["1 a", "2 (malformed)", "3 c"],
        ),
    ] {
        assert_eq!(headlines(file.as_bytes()), expected);
    }
}

#[test]
fn a_long_first_line_without_a_list_is_a_line() {
    let long = "x".repeat(2 * HEAD_LEN);
    for (first, expected) in [
        (format!(r#"{{"title": "a", "text": "{long}"}}"#), "1 a"),
        (
            format!(
                r#"{{"about": "{long}", "related": [{{"title": "r", "text": "t"}}], "title": "a"}}"#
            ),
            "1 a",
        ),
        (
            format!(r#"{{"about": "{long}", "title": }}"#),
            "1 (malformed)",
        ),
        (format!(r#"{{"about": "{long}"#), "1 (malformed)"),
        (
            format!(r#"{{"about" : {{"x": "{long}"}}  , 5"#),
            "1 (malformed)",
        ),
        (wrapped(&long, ""), "1 (no-text)"),
    ] {
        let file = format!("{first}\n\n{{\"title\": \"b\"}}\n");
        assert_eq!(
            headlines(file.as_bytes()),
            [expected, "3 b"],
            "{}",
            &first[first.len() - 30..]
        );
    }
}

#[test]
fn a_list_on_one_line_is_streamed_and_what_is_before_it_is_bounded() {
    let article = format!(r#"{{"title": "a", "text": "{}"}},"#, "t".repeat(1 << 20));
    let list = (0..80).map(|_| article.as_str());
    let file = wrapped("", &list.collect::<String>());
    assert!(file.len() as u64 > MAX_WHOLE_FILE);
    let summary = read(file.as_bytes());
    assert_eq!(summary.len(), 80);
    assert!(summary.iter().all(Result::is_ok));
    let file = wrapped(
        &"x".repeat(1 + usize::try_from(MAX_WHOLE_FILE).unwrap()),
        r#"{"title": "a"}"#,
    );
    let summary = headlines(format!("{file}\n{{\"title\": \"b\"}}").as_bytes());
    assert_eq!(summary, ["1 (too-large)", "2 b"]);
}

fn kinds(bytes: &[u8]) -> Vec<(Option<u32>, Result<(), ProblemKind>)> {
    let kind = |item: Result<Article, Problem>| match item {
        Ok(article) => (Some(article.origin.ordinal), Ok(())),
        Err(problem) => (problem.ordinal, Err(problem.kind)),
    };
    read(bytes).into_iter().map(kind).collect()
}

#[test]
fn every_field_is_read() {
    let article = read_one(
        r#"{"id": 17, "headline": " Ferry\n returns ", "date": "2021-01-19T22:00:05+03:30",
        "body": "\n  It is back.\r\n\r\n\r\nAll cheer.\n", "bylines": ["Ann Lee", {"name": "Bo Ek"}],
        "source": {"name": "Harbour Post", "id": 3}, "section": "Transport", "keywords": "ferry; islands",
        "language": "EN", "url": "https://harbour.example/1", "place": "PORT MARLOW", "agency": "Meridian",
        "unknown": {"deep": [1, "two"]}, "none": null}"#
            .replace('\n', " ")
            .as_str(),
    );
    assert_eq!(article.id.0, "17");
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.body, "It is back.\n\nAll cheer.");
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T22:00:05+03:30"
    );
    assert_eq!(article.published_from, Some(DateSource::Field));
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.source.as_deref(), Some("Harbour Post"));
    assert_eq!(article.section.as_deref(), Some("Transport"));
    assert_eq!(article.keywords, ["ferry", "islands"]);
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.url.as_deref(), Some("https://harbour.example/1"));
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.agency.as_deref(), Some("Meridian"));
    assert_eq!(article.origin.to_string(), "2020/x.jsonl");
}

#[test]
fn keys_have_other_spellings_and_an_order() {
    let article = read_one(
        r#"{"Description": "A teaser", "Main-Text": "It is back.", "TITLE": "Ferry", "created_at": "2021-01-20",
        "Date_Published": "2021-01-19", "site_name": "Post", "categories": ["Transport", "Sea"], "tags": ["ferry", "a, b"],
        "Authors": "Ann Lee and Bo Ek", "_id": "x1", "canonical_url": "u", "lang": "PT-BR", "headline": ""}"#
            .replace('\n', " ")
            .as_str(),
    );
    assert_eq!(article.headline, "Ferry", "an empty headline is none");
    assert_eq!(article.body, "It is back.");
    assert_eq!(article.published.unwrap().to_string(), "2021-01-19");
    assert_eq!(article.source.as_deref(), Some("Post"));
    assert_eq!(article.section.as_deref(), Some("Transport"));
    assert_eq!(article.keywords, ["ferry", "a, b"]);
    assert_eq!(article.bylines, ["Ann Lee", "Bo Ek"]);
    assert_eq!(article.id.0, "x1");
    assert_eq!(article.url.as_deref(), Some("u"));
    assert_eq!(article.language.as_deref(), Some("pt-br"));
}

#[test]
fn a_body_may_be_a_list_of_paragraphs_or_stand_alone() {
    let article = read_one(r#"{"body": ["One.", "Two."]}"#);
    assert_eq!(article.body, "One.\n\nTwo.");
    assert_eq!(article.id.0.len(), 16, "an id made of the text");
}

#[test]
fn dates_are_texts_or_time_stamps() {
    for (date, expected) in [
        ("\"19 January 2021 - 22:00\"", "2021-01-19T22:00"),
        ("\"2021-01\"", "2021-01"),
        ("1611093605", "2021-01-19T22:00:05Z"),
        ("1611093605000", "2021-01-19T22:00:05Z"),
        ("1611093605.75", "2021-01-19T22:00:05Z"),
        ("\"1611093605\"", "2021-01-19T22:00:05Z"),
        ("-86400000", "1967-04-07"),
        ("20210119", "2021-01-19"),
        ("\"20210119\"", "2021-01-19"),
        ("2021", "2021"),
    ] {
        let article = read_one(&format!(r#"{{"title": "Ferry", "date": {date}}}"#));
        assert_eq!(article.published.unwrap().to_string(), expected, "{date}");
        assert_eq!(article.published_from, Some(DateSource::Field), "{date}");
    }
}

#[test]
fn a_date_that_is_not_used_is_reported_and_the_next_one_tried() {
    for (line, date, kind) in [
        (
            r#"{"title": "x", "date": "soon", "published": "2021-01-19"}"#,
            "2021-01-19",
            ProblemKind::UnknownDate,
        ),
        (
            r#"{"title": "x", "date": 1911093605, "created": "2021-01-19"}"#,
            "2021-01-19",
            ProblemKind::FutureDate,
        ),
        (
            r#"{"title": "x", "date": "3/4/2021"}"#,
            "2021-04-03",
            ProblemKind::AmbiguousDate,
        ),
        (
            r#"{"title": "x", "date": 0}"#,
            "2020",
            ProblemKind::UnknownDate,
        ),
        (
            r#"{"title": "x", "date": 99999999999999999999}"#,
            "2020",
            ProblemKind::UnknownDate,
        ),
    ] {
        let items = read(line.as_bytes());
        let [Err(problem), Ok(article)] = items.as_slice() else {
            panic!("{line}: {items:?}");
        };
        assert_eq!((problem.kind, problem.ordinal), (kind, Some(1)), "{line}");
        assert_eq!(article.published.unwrap().to_string(), date, "{line}");
    }
}

#[test]
fn a_dateline_with_the_start_of_the_text_gives_that_to_the_body() {
    for (dateline, body, place, whole) in [
        (
            "THE HAGUE, March 2 - Dutch imports of fat-",
            "and oil-bearing goods rose.",
            Some("The Hague"),
            "Dutch imports of fat- and oil-bearing goods rose.",
        ),
        (
            "PARIS (AFP) - It rained. ",
            "Then it stopped.",
            Some("Paris"),
            "It rained.\n\nThen it stopped.",
        ),
        (
            "PARIS (AFP) - It rained.",
            "It rained.\n\nThen.",
            Some("Paris"),
            "It rained.\n\nThen.",
        ),
        (
            "NORVIK, March 2 -",
            "It rained.",
            Some("Norvik"),
            "It rained.",
        ),
        ("Norvik", "It rained.", Some("Norvik"), "It rained."),
    ] {
        let line =
            serde_json::json!({"title": "x", "dateline": dateline, "body": body}).to_string();
        let article = read_one(&line);
        assert_eq!(article.place.as_deref(), place, "{dateline}");
        assert_eq!(article.body, whole, "{dateline}");
    }
}

#[test]
fn datelines_are_read_from_the_field_and_the_body() {
    let article = read_one(r#"{"title": "x", "dateline": "CLEVELAND, Feb 26 -"}"#);
    assert_eq!(article.place.as_deref(), Some("Cleveland"));
    let article = read_one(r#"{"title": "x", "body": "  GENEVA, 3 May 2021 (Meridian) - Talks"}"#);
    assert_eq!(article.place.as_deref(), Some("Geneva"));
    assert_eq!(article.agency.as_deref(), Some("Meridian"));
    assert_eq!(article.published_from, Some(DateSource::Dateline));
    let article = read_one(r#"{"title": "x", "location": "Basra", "body": "GENEVA (AP) - Talks"}"#);
    assert_eq!(article.place.as_deref(), Some("Basra"));
}

#[test]
fn broken_lines_are_reported_and_skipped() {
    let bytes = b"\xEF\xBB\xBF{\"title\": \"a\"}\r\n\n  \n[1]\n{\"title\": \"b\"\n\"text\"\n{}\n{\"title\": \"\\ud800\"}\n\
                  {\"title\": \"a\"} {}\n{\"title\": \"caf\xE9\"}\n{\"title\": \"c\"}";
    let malformed = Err(ProblemKind::Malformed);
    assert_eq!(
        kinds(bytes),
        [
            (Some(1), Ok(())),
            (Some(4), malformed),
            (Some(5), malformed),
            (Some(6), malformed),
            (Some(7), Err(ProblemKind::NoText)),
            (Some(8), Err(ProblemKind::BadEncoding)),
            (Some(8), Ok(())),
            (Some(9), malformed),
            (Some(10), Err(ProblemKind::BadEncoding)),
            (Some(10), Ok(())),
            (Some(11), Ok(())),
        ]
    );
    let deep = format!("{{\"title\": {}1{}}}", "[".repeat(1000), "]".repeat(1000));
    assert_eq!(kinds(deep.as_bytes()), [(Some(1), malformed)]);
    let Err(problem) = &read(b"\n{\"title\": 1, }")[0] else {
        panic!("read")
    };
    assert_eq!(
        problem.detail,
        "line 2, column 14: trailing comma; each line must be one JSON object"
    );
}

#[test]
fn a_file_without_a_line_is_empty() {
    for bytes in [&b""[..], b"\n \n", b"\xEF\xBB\xBF"] {
        assert_eq!(kinds(bytes), [(None, Err(ProblemKind::Empty))]);
    }
}

#[test]
fn a_line_that_is_too_long_is_skipped_in_bounded_memory() {
    let endless = io::repeat(b'x').take(MAX_WHOLE_FILE * 2);
    let stream = (&b"{\"title\": \"a\"}\n"[..])
        .chain(endless)
        .chain(&b"\n{\"title\": \"b\"}"[..]);
    let (path, options) = (ArchivePath::default(), options());
    let input = Input::stream(&path, &options, Box::new(BufReader::new(stream)));
    let found: Vec<_> = JsonLines
        .read_all(input)
        .into_iter()
        .map(|item| {
            item.map(|article| article.origin.ordinal)
                .map_err(|problem| (problem.kind, problem.ordinal))
        })
        .collect();
    assert_eq!(found, [Ok(1), Err((ProblemKind::TooLarge, Some(2))), Ok(3)]);
}

#[test]
fn an_error_of_the_stream_ends_the_reading() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("disk on fire"))
        }
    }
    let stream = (&b"{\"title\": \"a\"}\n{\"ti"[..]).chain(Broken);
    let (path, options) = (ArchivePath::default(), options());
    let items: Vec<_> = JsonLines.read_all(Input::stream(
        &path,
        &options,
        Box::new(BufReader::new(stream)),
    ));
    assert_eq!(items.len(), 2);
    assert_eq!(items[1].as_ref().unwrap_err().kind, ProblemKind::Unreadable);
}

#[test]
fn json_lines_are_recognized_by_their_first_line() {
    for head in [
        "{\"title\": 1}\n{\"title\": 2}",
        "{\"title\": 1}",
        "\u{feff}\n {}\n",
        &format!("{{ \"body\": \"{}", "x".repeat(HEAD_LEN)),
    ] {
        let head = &head.as_bytes()[..head.len().min(HEAD_LEN)];
        assert!(
            JsonLines.recognizes(head),
            "{:?}",
            String::from_utf8_lossy(head)
        );
    }
    for head in [
        "",
        "{\n  \"title\": 1\n}",
        "[{\"title\": 1}]",
        "{\"title\": 1",
        "{braces} open a text\n",
        "text",
    ] {
        assert!(!JsonLines.recognizes(head.as_bytes()), "{head:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
        JsonLines.recognizes(&bytes);
    }

    #[test]
    fn no_record_makes_reading_panic(
        keys in prop::collection::vec(prop::sample::select(vec![
            "headline", "date", "body", "authors", "source", "tags", "dateline", "id", "lang", "x",
        ]), 0..6),
        values in prop::collection::vec(prop::sample::select(vec![
            "null", "true", "0", "-1e300", "1611093605", "\"\"", "\" \"", "\"OSLO, May 3 (AP) - x\"", "[]", "[[\"a\"], {\"name\": [\"b\"]}]",
            "{}", "{\"name\": null}", "\"19 January 2021\"", "18446744073709551615", "9223372036854775807",
        ]), 6),
    ) {
        let pairs: Vec<String> = keys.iter().zip(&values).map(|(key, value)| format!("\"{key}\": {value}")).collect();
        read(format!("{{{}}}", pairs.join(",")).as_bytes());
    }
}

#[test]
fn a_number_that_is_none_is_nothing() {
    let article = read_one(r#"{"title":"Ferry NaN","date":NaN,"body":"Back","score":-Infinity}"#);
    assert_eq!((&*article.headline, &*article.body), ("Ferry NaN", "Back"));
}

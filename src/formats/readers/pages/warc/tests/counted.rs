//! No record of a web archive is lost: it is an article, or it is counted.
//!
//! Archives are generated with records of every kind.

use super::{PAGE, read, record};
use proptest::prelude::*;

#[test]
fn every_record_is_an_article_or_counted_in_one_problem() {
    let status = |line: &str, kind: &str| {
        let head = format!("{line}\r\nContent-Type: {kind}\r\n\r\n");
        record("response", &[head.as_bytes(), PAGE.as_bytes()].concat())
    };
    let archive = [
        record("warcinfo", b"software: x"),
        status("HTTP/2 200", "text/html"),
        status("ICY 200 OK", "application/octet-stream"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("revisit", b"HTTP/1.1 200 OK\r\n\r\n"),
        status("HTTP/2 301", "text/html"),
        status("HTTP/2 404", "text/html"),
        status("HTTP/2 200", "image/png"),
        status("HTTP/2 200", "application/javascript"),
        status("HTTP/2 200", "application/pdf"),
        status("GARBAGE", "text/html"),
        record("continuation", b"more"),
        record("wish", b"x"),
    ]
    .concat();
    let items = read(&archive);
    assert_eq!(items.iter().flatten().count(), 2, "{items:?}");
    assert_eq!(items.len(), 3);
    assert_eq!(
        items[2].as_ref().unwrap_err().detail,
        "11 records are not pages and were skipped: 2 about the crawl, 1 revisiting a page that \
         had not changed, 1 continuing another record, 1 of an unknown kind, 1 redirecting, 1 of \
         another status than 200, 1 with a picture, sound or film, 1 with a style, script or font, 1 of another \
         type than pages, 1 without a readable HTTP header"
    );
}

/// A record of a generated archive: whether it is a page that is read, and its bytes.
fn any_record(number: usize, kind: usize) -> (bool, Vec<u8>) {
    let page = format!(
        "<html><head><title>Crane {number}</title></head><body><h1>Crane {number}</h1><p>Crane number {number} of the \
         harbour lifts {number} tons, and its keeper says so every day.</p><p>The board of the harbour met on Monday \
         and bought it from crane maker {number}, after a long debate about its price.</p></body></html>"
    );
    let of = |line: &str, media: &str| {
        record(
            "response",
            format!("{line}\r\nContent-Type: {media}\r\n\r\n{page}").as_bytes(),
        )
    };
    match kind {
        0 => (true, of("HTTP/1.1 206 Partial Content", "text/html")),
        1 => (true, of("HTTP/2 200", "text/html; charset=utf-8")),
        2 => (true, of("icy 200 ok", "")),
        3 => (false, of("HTTP/3 404", "text/html")),
        4 => (false, of("HTTP/2 200", "image/png")),
        5 => (false, record("revisit", b"")),
        6 => (false, record("request", b"GET / HTTP/1.1\r\n\r\n")),
        _ => (false, of("wish", "text/html")),
    }
}

proptest! {
    #[test]
    fn every_record_is_an_article_with_its_text_or_is_counted(
        kinds in prop::collection::vec(0..8_usize, 1..12),
    ) {
        let records: Vec<(bool, Vec<u8>)> =
            kinds.iter().enumerate().map(|(number, kind)| any_record(number, *kind)).collect();
        let archive: Vec<u8> = records.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
        let items = read(&archive);
        let mut articles = items.iter().flatten();
        for (number, _) in records.iter().enumerate().filter(|(_, (is_page, _))| *is_page) {
            let article = articles.next().unwrap();
            prop_assert_eq!(&article.headline, &format!("Crane {number}"));
            let sentence = format!("crane maker {number}, after a long debate");
            prop_assert_eq!(article.body.matches(&sentence).count(), 1);
        }
        prop_assert!(articles.next().is_none());
        let skipped = records.iter().filter(|(is_page, _)| !is_page).count();
        let told: usize = items
            .iter()
            .filter_map(|item| item.as_ref().err())
            .map(|problem| {
                let detail = problem.detail.trim_start_matches("no page in it; ");
                detail.split(' ').next().unwrap().parse::<usize>().unwrap()
            })
            .sum();
        prop_assert_eq!(told, skipped);
    }
}

//! Web archives: samples, HTTP's ways of packing, broken records, and bytes that mean harm.
//!
//! Archives are put together from records, whole and damaged.

mod counted;
mod damaged;
mod headers;

use super::WebArchive;
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind};
use crate::formats::{ArticleReader, Input, ReadOptions};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::{BufReader, Read, Write};

const PAGE: &str = "<html><head><title>Ferry back</title></head><body><h1>Ferry back</h1><p>The ferry came \
    back on Monday with all of its passengers, the harbour said.</p><p>Its captain asked for a cup of tea \
    and for the tide tables, in this order.</p></body></html>";

/// The page, packed by the reference implementation of brotli.
const PAGE_IN_BROTLI: &[u8] = b"\x1b\xf5\0 \xe4m[\xd7\xf1\xa2/\xce\xa0\xd1\x19\x92B\x9e\x10\xb3\xa1\xe5\x0e\x98\xff\xae\
    \xdb\xe2\xb6\xe49\n\x03\xba%\xf4a\xea\xb6\xf0v\xbaw\xa0\x18V\xeedJ\x89F\xc7\xa2\xcd;\x86F\x14\x14X\xef\x80\x83\xfe\x84\
    \xa7WE\xbc\xe8$\xae\x8b\x01\xb04</\xba\xafH\xe1b,v'z\xb1|\xff\xdb#\xf33a\xbcNbs\xd09\xb3\xef\x9a*,\x9ba\x7fG\xaa\xa9L\
    \xd1W\x9a\xa8\xbd\x15\xc3.k\xe2z\x99\x97\xdd\x07";

/// 17 MiB of the letter x, packed by the same.
const BOMB_IN_BROTLI: &[u8] =
    b"\xcb\xff\xff?\xf8%\xf0\xe2\xb1@ \xf7\xfe\x8f\xff\xff\x7f\xf0K\0\xc4a\x11\x80\xee\xfd_\xfd\
    \xff?~\t\x808,\0\xd0\xbd\x7f\0";

fn read(bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let path = ArchivePath::from_stored("x.warc");
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().unwrap());
    WebArchive.read_all(Input::whole(&path, &options, bytes))
}

/// Ordinals with headlines or kinds of problems.
fn summary(bytes: &[u8]) -> Vec<(u32, String)> {
    let tell = |item| match item {
        Ok(Article {
            origin, headline, ..
        }) => (origin.ordinal, headline),
        Err(Problem { ordinal, kind, .. }) => (ordinal.unwrap_or(0), kind.to_string()),
    };
    read(bytes).into_iter().map(tell).collect()
}

fn record(kind: &str, content: &[u8]) -> Vec<u8> {
    let mut head = String::from("WARC/1.0\r\n");
    let length = content.len();
    write!(
        head,
        "WARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/ferry\r\nWARC-Date: 2021-05-10T12:00:00Z\r\n\
         Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n"
    )
    .unwrap();
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
    record("response", &[head.as_bytes(), body].concat())
}

fn page() -> Vec<u8> {
    response("Content-Type: text/html\r\n", PAGE.as_bytes())
}

#[test]
fn the_good_sample_gives_its_two_pages_and_counts_the_rest() {
    let items = read(include_bytes!(
        "../../../../../../sample-corpus/formats/warc/good.warc"
    ));
    let articles: Vec<&Article> = items.iter().filter_map(|item| item.as_ref().ok()).collect();
    let [stone, clock] = articles[..] else {
        panic!("{items:?}")
    };
    assert_eq!(
        stone.headline,
        "Stone for the new bridge comes from the old one"
    );
    assert_eq!(stone.origin.to_string(), "x.warc#3");
    assert_eq!(stone.published.unwrap().to_string(), "2023-03-14T17:20:00Z");
    assert_eq!(stone.place.as_deref(), Some("Dunmarrow"));
    assert_eq!(
        stone.url.as_deref(),
        Some("https://quarry.example/bridge-stone")
    );
    assert_eq!(clock.headline, "Town clock to strike thirteen no longer");
    assert_eq!(clock.published.unwrap().to_string(), "2023-03-12");
    assert_eq!(clock.published_from, Some(DateSource::Url));
    let problem = items.last().unwrap().as_ref().unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotAnArticle);
    assert_eq!(
        problem.detail,
        "4 records are not pages and were skipped: 2 about the crawl, 1 of another status than 200, 1 \
         with a picture, sound or film"
    );
    assert_eq!(items.len(), 3);
}

#[test]
fn pages_of_the_odd_sample_are_read_in_every_form() {
    let items = read(include_bytes!(
        "../../../../../../sample-corpus/formats/warc/odd.warc"
    ));
    let articles: Vec<&Article> = items.iter().filter_map(|item| item.as_ref().ok()).collect();
    let headlines: Vec<&str> = articles
        .iter()
        .map(|article| article.headline.as_str())
        .collect();
    assert_eq!(
        headlines,
        [
            "Café du Pont rouvre ses portes",
            "Town clock to strike thirteen no longer",
            "Ferry carries its thousandth car",
            "Quarry sounds its horn at nine",
        ],
        "{items:?}"
    );
    assert_eq!(
        articles[0].url.as_deref(),
        Some("https://quarry.example/cafe-du-pont")
    );
    assert_eq!(articles[0].published_from, Some(DateSource::Capture));
    assert_eq!(articles[3].language.as_deref(), Some("eng"));
    assert_eq!(articles[3].published.unwrap().to_string(), "2023-03-10");
    assert_eq!(items.len(), 5, "{items:?}");
}

#[test]
fn each_record_of_the_broken_sample_is_read_or_refused() {
    let summary = summary(include_bytes!(
        "../../../../../../sample-corpus/formats/warc/broken.warc"
    ));
    let summary: Vec<(u32, &str)> = summary
        .iter()
        .map(|(ordinal, what)| (*ordinal, what.as_str()))
        .collect();
    assert_eq!(
        summary,
        [
            (1, "malformed"),
            (2, "malformed"),
            (3, "malformed"),
            (4, "Town clock to strike thirteen no longer"),
            (5, "malformed"),
        ]
    );
}

#[test]
fn a_record_of_a_wrong_length_does_not_affect_others() {
    let fix = |wrong: &str| {
        let text = String::from_utf8(page()).unwrap();
        let at = text.find("Content-Length: ").unwrap();
        let end = at + text[at..].find("\r\n").unwrap();
        format!("{}{wrong}{}", &text[..at], &text[end..]).into_bytes()
    };
    for wrong in [
        "Content-Length: 90",
        "Content-Length: 500000",
        "Content-Length: x",
        "No-Colon",
        "X: y",
    ] {
        let archive = [fix(wrong), page(), page()].concat();
        let summary = summary(&archive);
        assert_eq!(
            summary[0],
            (1, "malformed".to_owned()),
            "{wrong}: {summary:?}"
        );
        let read = summary
            .iter()
            .filter(|(_, what)| what == "Ferry back")
            .count();
        // Where the next record starts is known, so the page of the first one is kept.
        let known = if wrong.ends_with(char::is_numeric) {
            3
        } else {
            2
        };
        assert_eq!(read, known, "{wrong}: {summary:?}");
    }
}

#[test]
fn lines_outside_of_records_are_reported_once() {
    let archive = [b"junk\njunk\n".to_vec(), page(), b"junk\n".to_vec(), page()].concat();
    let summary = summary(&archive);
    let kinds: Vec<&str> = summary.iter().map(|(_, what)| what.as_str()).collect();
    assert_eq!(
        kinds,
        ["malformed", "Ferry back", "malformed", "Ferry back"],
        "{summary:?}"
    );
    assert_eq!(read(b"")[0].as_ref().unwrap_err().kind, ProblemKind::Empty);
}

#[test]
fn packed_content_is_unpacked_if_it_is_packed() {
    let gzip = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let zlib = {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(PAGE.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let deflate = {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(PAGE.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let chunked = |bytes: &[u8]| {
        let mut whole = Vec::new();
        for chunk in bytes.chunks(100) {
            write!(whole, "{:X};note=1\r\n", chunk.len()).unwrap();
            whole.extend_from_slice(chunk);
            whole.extend_from_slice(b"\r\n");
        }
        whole.extend_from_slice(b"0\r\n\r\n");
        whole
    };
    let packed = gzip(PAGE.as_bytes());
    for (fields, body) in [
        ("", PAGE.as_bytes().to_vec()),
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE.as_bytes())),
        ("Transfer-Encoding: chunked\r\n", PAGE.as_bytes().to_vec()),
        ("Content-Encoding: gzip\r\n", packed.clone()),
        ("Content-Encoding: gzip\r\n", PAGE.as_bytes().to_vec()),
        (
            "Content-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n",
            chunked(&packed),
        ),
        ("Content-Encoding: deflate\r\n", zlib),
        ("Content-Encoding: deflate\r\n", deflate),
        ("Content-Encoding: br\r\n", PAGE_IN_BROTLI.to_vec()),
        (
            "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n",
            chunked(PAGE_IN_BROTLI),
        ),
        ("Content-Encoding: br\r\n", PAGE.as_bytes().to_vec()),
        (
            "Content-Encoding: br\r\n",
            PAGE.as_bytes()["<html>".len()..].to_vec(),
        ),
        (
            "Content-Encoding: zstd\r\n",
            zstd::encode_all(PAGE.as_bytes(), 3).unwrap(),
        ),
        ("Content-Encoding: zstd\r\n", PAGE.as_bytes().to_vec()),
        (
            "Content-Type : text/html;charset=\"utf-8\"\r\nX Y: z\r\n",
            PAGE.as_bytes().to_vec(),
        ),
    ] {
        let archive = response(&format!("Content-Type: text/html\r\n{fields}"), &body);
        let summary = summary(&archive);
        assert_eq!(summary, [(1, "Ferry back".to_owned())], "{fields}");
    }
}

#[test]
fn packed_content_that_is_cut_short_or_a_bomb_is_reported() {
    let gzip = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 3).unwrap();
    let (page, long) = (PAGE.as_bytes(), vec![b'x'; 17 << 20]);
    for (name, packed, bomb) in [
        ("gzip", gzip(page), gzip(&long)),
        ("br", PAGE_IN_BROTLI.to_vec(), BOMB_IN_BROTLI.to_vec()),
        ("zstd", zstd(page), zstd(&long)),
    ] {
        let fields = format!("Content-Type: text/html\r\nContent-Encoding: {name}\r\n");
        let half = response(&fields, &packed[..packed.len() / 2]);
        let half = summary(&half);
        assert_eq!(half[0], (1, "malformed".to_owned()), "{name}");
        assert!(half.len() <= 2, "{name}: {half:?}");
        let bomb = response(&fields, &bomb);
        assert_eq!(summary(&bomb), [(1, "too-large".to_owned())], "{name}");
    }
}

#[test]
fn a_window_larger_than_any_page_is_refused() {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.window_log(27).unwrap();
    encoder.write_all(PAGE.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let large_brotli = [&[0x11, 0x1E], PAGE_IN_BROTLI].concat();
    for (name, packed) in [("zstd", packed), ("br", large_brotli)] {
        let fields = format!("Content-Type: text/html\r\nContent-Encoding: {name}\r\n");
        let archive = response(&fields, &packed);
        assert_eq!(summary(&archive), [(1, "malformed".to_owned())], "{name}");
    }
}

#[test]
fn content_packed_in_another_way_is_refused_by_name() {
    let archive = response(
        "Content-Type: text/html\r\nContent-Encoding: compress\r\n",
        b"\x1f\x9d\x90",
    );
    let items = read(&archive);
    let problem = items[0].as_ref().unwrap_err();
    assert!(problem.detail.contains("`compress`"), "{problem:?}");
}

/// A stream of the same records over and over, that counts nothing and holds nothing.
struct Endless {
    record: Vec<u8>,
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.record.len() {
            self.at = 0;
            self.left = self.left.saturating_sub(1);
        }
        if self.left == 0 {
            return Ok(0);
        }
        let count = (&self.record[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

#[test]
fn archives_are_streamed() {
    let picture = response("Content-Type: image/png\r\n", &vec![7; 1 << 20]);
    let endless = Endless {
        record: [picture, page()].concat(),
        at: 0,
        left: 40,
    };
    let path = ArchivePath::from_stored("x.warc");
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().unwrap());
    let input = Input::stream(&path, &options, Box::new(BufReader::new(endless)));
    let articles = WebArchive.read_all(input).into_iter().flatten().count();
    assert_eq!(articles, 40);
}

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"WARC/1.0\r\n"[..],
        b"WARC/",
        b"\r\n",
        b"\n",
        b"WARC-Type: response\r\n",
        b"WARC-Type: resource\r\n",
        b"Content-Type: text/html\r\n",
        b"Content-Type: text/plain\r\n",
        b"Content-Length: 40\r\n",
        b"Content-Length: 0\r\n",
        b"Content-Length: 18446744073709551615\r\n",
        b"Content-Length: -1\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: br\r\n",
        b"Content-Encoding: zstd\r\n",
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        PAGE_IN_BROTLI,
        b"ffffffffffffffff\r\n",
        b"5\r\n",
        b"<html><p>text",
        b"\0",
        b"\xff",
        b": ",
        b" folded\r\n",
        b"WARC-Target-URI: <>\r\n",
        b"WARC-Date: 9999-12-31T23:59:59Z\r\n",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_archive_is_read_or_refused_without_a_panic(bytes in hostile()) {
        prop_assert!(!read(&bytes).is_empty());
    }
}

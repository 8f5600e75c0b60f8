//! WACZ files with any web archive and any list of pages: each ends in an article or a problem.
//!
//! The input has two files with a byte 0xFF between them, the list of pages and the web archive, and
//! becomes a zip file. If one is missing, a small one takes its place. Odd lengths give a second web
//! archive with the same records, so that numbers of articles go on.

#![no_main]

use dateline::article::ArchivePath;
use dateline::formats::{Input, READERS, ReadOptions};
use libfuzzer_sys::{Corpus, fuzz_target};
use std::io::Write;

const PAGES: &[u8] = b"{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n\
    {\"id\": \"1\", \"url\": \"https://post.example/1\", \"title\": \"Ferry\"}\n";

const ARCHIVE: &[u8] = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\n\
    WARC-Date: 2021-05-10T12:00:00Z\r\nContent-Type: application/http\r\nContent-Length: 89\r\n\r\n\
    HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Ferry</h1><p>It left before the gale.</p>\r\n\r\n";

fuzz_target!(|data: &[u8]| -> Corpus {
    let mut files = data.split(|byte| *byte == 0xFF);
    let pages = files.next().filter(|file| !file.is_empty());
    let archive = files.next().filter(|file| !file.is_empty());
    let (pages, archive) = (pages.unwrap_or(PAGES), archive.unwrap_or(ARCHIVE));
    if files.next().is_some() {
        return Corpus::Reject;
    }
    let mut parts = vec![
        ("datapackage.json", &b"{}"[..]),
        ("pages/pages.jsonl", pages),
        ("archive/data.warc", archive),
    ];
    if data.len() % 2 == 1 {
        parts.push(("archive/more.warc", archive));
    }
    let file = zipped(&parts);
    let path = ArchivePath::from_stored("2021/01/19/pages.wacz");
    let mut options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    options.max_file_size = 1 << 20;
    let reader = READERS.iter().find(|own| own.name() == "wacz");
    let reader = reader.expect("there is a reader of that name");
    let items = reader.read_all(Input::whole(&path, &options, &file));
    assert!(!items.is_empty(), "nothing is given");
    let mut last = 0;
    for article in items.iter().flatten() {
        assert!(article.origin.ordinal > last, "{article:?}");
        last = article.origin.ordinal;
        assert!(!article.headline.contains('\n'), "{article:?}");
    }
    Corpus::Keep
});

/// A zip file with these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in parts {
        let file = archive.new_file(name);
        let file = file.compression_method(rawzip::CompressionMethod::STORE);
        let (mut entry, config) = file.start().expect("memory is writable");
        let mut writer = config.wrap(&mut entry);
        writer.write_all(bytes).expect("memory is writable");
        let (_, descriptor) = writer.finish().expect("memory is writable");
        entry.finish(descriptor).expect("memory is writable");
    }
    archive.finish().expect("memory is writable");
    out
}

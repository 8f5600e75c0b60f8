//! Saved pages in MHTML with any parts: each file ends in an article or a problem.
//!
//! The first byte chooses the header of the file. In the rest, each byte 0xFE becomes the line that
//! parts two parts, and each 0xFF a header of a part with the encoding that the byte after it
//! chooses. So mutations of texts and of the structure both get past the header.

#![no_main]

use dateline::article::ArchivePath;
use dateline::formats::{Input, READERS, ReadOptions};
use libfuzzer_sys::{Corpus, fuzz_target};

/// What is before the parts: as several programs write it, and without what says where the page is.
const HEADERS: &[&str] = &[
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/1\r\nSubject: Ferry\r\n\
     MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"b\"\r\n\r\n",
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<page>\"\n\n",
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\nContent-Location: 1.html\r\n\r\n",
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n",
    "",
];

/// How a part may be sent.
const ENCODINGS: &[&str] = &[
    "quoted-printable",
    "base64",
    "8bit",
    "binary",
    "7bit",
    "x-none",
];

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some((first, rest)) = data.split_first() else {
        return Corpus::Reject;
    };
    let mut file = HEADERS[usize::from(*first) % HEADERS.len()]
        .as_bytes()
        .to_vec();
    let mut bytes = rest.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            0xFE => file.extend_from_slice(b"\r\n--b\r\n"),
            0xFF => {
                let at = usize::from(bytes.next().copied().unwrap_or_default());
                let encoding = ENCODINGS[at % ENCODINGS.len()];
                let kind = if at >= 128 {
                    "text/css"
                } else {
                    "text/html; charset=utf-8"
                };
                let header = format!(
                    "Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\
                     Content-Location: https://post.example/{}\r\n\r\n",
                    at % 3
                );
                file.extend_from_slice(header.as_bytes());
            }
            byte => file.push(*byte),
        }
    }
    let path = ArchivePath::from_stored("2021/01/19/page.mhtml");
    let mut options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    options.max_file_size = 1 << 20;
    let reader = READERS.iter().find(|own| own.name() == "mhtml");
    let reader = reader.expect("there is a reader of that name");
    let items = reader.read_all(Input::whole(&path, &options, &file));
    assert!(!items.is_empty(), "nothing is given");
    for article in items.iter().flatten() {
        assert!(article.origin.ordinal > 0, "{article:?}");
        assert!(!article.headline.contains('\n'), "{article:?}");
    }
    Corpus::Keep
});

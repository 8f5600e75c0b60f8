//! Mail: headers, encodings, parts within parts, mailboxes, and messages too strange to be real.
//!
//! Each message is read with both line ends.

mod conserved;
mod kinds;
mod mailboxes;

use super::Mail;
use crate::article::{ArchivePath, Article, DateSource, Problem, ProblemKind};
use crate::formats::{ArticleReader, Input, MAX_WHOLE_FILE, ReadOptions};
use proptest::prelude::*;
use std::io::{self, BufReader, Read};

fn options() -> ReadOptions {
    ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap())
}

fn read(bytes: &[u8]) -> Vec<Result<Article, Problem>> {
    let (path, options) = (ArchivePath::from_stored("x.eml"), options());
    let stream = Box::new(BufReader::with_capacity(16, bytes));
    Mail.read_all(Input::stream(&path, &options, stream))
}

/// Reads a message that is one article without a problem.
fn read_one(text: &str) -> Article {
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let items = read(text.as_bytes());
        assert_eq!(items.len(), 1, "{text}: {items:?}");
    }
    read(text.as_bytes()).pop().unwrap().unwrap()
}

fn summary(bytes: &[u8]) -> Vec<String> {
    read(bytes)
        .into_iter()
        .map(|item| match item {
            Ok(article) => format!(
                "{} {}: {}",
                article.origin.ordinal, article.headline, article.body
            ),
            Err(problem) => match problem.ordinal {
                Some(ordinal) => format!("{ordinal} ({})", problem.kind),
                None => format!("({})", problem.kind),
            },
        })
        .collect()
}

/// The notes of an article on what was left out.
fn left(article: &Article) -> Vec<String> {
    article.left_out.iter().map(ToString::to_string).collect()
}

#[test]
fn a_message_is_read_with_its_header() {
    let article = read_one(
        "Return-Path: <desk@post.example>\n\
         Message-ID: <77@post.example>\n\
         Date: Tue, 19 Jan 2021 22:00:00\n +0300 (MSK)\n\
         From: \"Ann Lee\" <ann@post.example>, bo@post.example\n\
         Subject: Ferry\n returns\n\
         List-Id: Harbour Post news <news.post.example>\n\
         Keywords: ferry, islands\n\
         Content-Language: EN\n\
         Archived-At: <https://post.example/77>\n\
         \n\
         PORT MARLOW (Meridian) - It is back.\n\n\n\
         All cheer.\n",
    );
    assert_eq!(article.id.0, "77@post.example");
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(
        article.body,
        "PORT MARLOW (Meridian) - It is back.\n\nAll cheer."
    );
    assert_eq!(
        article.published.unwrap().to_string(),
        "2021-01-19T22:00:00+03:00"
    );
    assert_eq!(article.published_from, Some(DateSource::MetadataLine));
    assert_eq!(article.bylines, ["Ann Lee", "bo@post.example"]);
    assert_eq!(article.source.as_deref(), Some("Harbour Post news"));
    assert_eq!(article.keywords, ["ferry", "islands"]);
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.url.as_deref(), Some("https://post.example/77"));
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));
    assert_eq!(article.agency.as_deref(), Some("Meridian"));
}

#[test]
fn newsgroups_and_years_of_two_digits_are_read() {
    let article = read_one(
        "Path: post.example!not-for-mail\nNewsgroups: misc.news.harbour\nDate: 19 Jan 94 22:00:00 GMT\n\
         From: ann@post.example (Ann Lee)\nSubject: Ferry\nMessage-ID: <1@x>\n\nBack.\n",
    );
    assert_eq!(article.source.as_deref(), Some("misc.news.harbour"));
    assert_eq!(
        article.published.unwrap().to_string(),
        "1994-01-19T22:00:00Z"
    );
    assert_eq!(article.bylines, ["Ann Lee"]);
}

#[test]
fn words_and_texts_are_decoded() {
    for (header, body, headline, text) in [
        (
            "Subject: =?UTF-8?Q?F=C3=A4hre?= =?UTF-8?B?IHp1csO8Y2s=?=\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: quoted-printable",
            "Z=C3=BCrich =\njubelt.",
            "Fähre zurück",
            "Zürich jubelt.",
        ),
        (
            "Subject: =?ISO-8859-1?Q?F=E4hre?=\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64",
            "WvxyaWNo",
            "Fähre",
            "Zürich",
        ),
        (
            "Subject: =?koi8-r?B?8MHSz80=?=\nContent-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable",
            "=CF=E0=F0=EE=EC",
            "Паром",
            "Паром",
        ),
        (
            "Subject: x\nContent-Type: text/html; charset=utf-8",
            "<html><head><style>p {}</style></head><body><p>One &amp; all.</p><p>Two.</p></body></html>",
            "x",
            "One & all.\n\nTwo.",
        ),
    ] {
        let article = read_one(&format!("MIME-Version: 1.0\n{header}\n\n{body}\n"));
        assert_eq!(
            (&*article.headline, &*article.body),
            (headline, text),
            "{header}"
        );
    }
}

#[test]
fn a_part_s_character_set_is_declared_or_detected() {
    for (header, body, text) in [
        (
            "X-Of: Ferry",
            &b"Le pr\xE9sident a d\xE9clar\xE9 que l'arm\xE9e se retirera."[..],
            "Le président a déclaré que l'armée se retirera.",
        ),
        (
            "Content-Type: text/plain; charset=iso-8859-1",
            "déjà vu".as_bytes(),
            "déjà vu",
        ),
        (
            "Content-Type: text/plain",
            b"\x1B$B%K%e!<%9\x1B(B 1",
            "ニュース 1",
        ),
        (
            "Content-Type: text/plain; charset=utf-7",
            b"d+AOk-j+AOA- vu",
            "déjà vu",
        ),
        (
            "Content-Type: text/html",
            b"<meta charset=windows-1251><p>\xCF\xE0\xF0\xEE\xEC</p>",
            "Паром",
        ),
    ] {
        let mail = [
            b"Message-ID: <1@x>\nSubject: x\n",
            header.as_bytes(),
            b"\n\n",
            body,
            b"\n",
        ]
        .concat();
        let expected = format!("1 x: {text}");
        assert_eq!(summary(&mail), [expected], "{header}");
    }
    let long = encoding_rs::SHIFT_JIS
        .encode("首相は本日、部隊を撤退させると発表した。")
        .0
        .into_owned();
    let head = b"Subject: x\nContent-Type: text/plain; charset=shift_jis\n\n";
    let items = read(&[&head[..], &long, b"\xFF\xFFb\n"].concat());
    let problem = items[0].as_ref().unwrap_err();
    assert_eq!(
        problem.detail,
        "2 bytes are not valid Shift_JIS and were replaced by U+FFFD; the message names a wrong \
         character set, or was damaged on its way"
    );
}

#[test]
fn plain_text_is_preferred_and_attached_text_comes_last() {
    let alternative = "--b\nContent-Type: text/plain\n\nPlain.\n--b\nContent-Type: text/html\n\n<p>Rich.</p>\n--b--\n";
    let article = read_one(&format!(
        "MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/alternative; boundary=b\n\nPreamble.\n{alternative}"
    ));
    assert_eq!(article.body, "Plain.");
    let article = read_one(&format!(
        "MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n\
         --a\nContent-Type: multipart/alternative; boundary=b\n\n{alternative}\n\
         --a\nContent-Type: text/plain; name=notes.txt\nContent-Disposition: attachment\n\nNotes.\n\
         --a\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n\
         --a\nContent-Type: text/plain\n\nFooter.\n--a--\n"
    ));
    assert_eq!(article.body, "Plain.\n\nFooter.\n\nNotes.");
    assert_eq!(
        left(&article),
        [
            "text/html: copy, 5 characters",
            "attachment (image/png): not read"
        ]
    );
}

#[test]
fn the_messages_of_a_mailbox_are_separated() {
    let mailbox = "From ann@post.example Tue Jan 19 22:00:00 2021\nSubject: a\n\nFrom here on it rains.\n\n\
                   From the quay one sees it.\n\n>From Oslo came\n>>From rain.\n\n\
                   From bo@post.example  Wed Jan 20 08:00 2021\nSubject: b\n\nWet.\n\n\
                   From - Thu Jan 21 08:00:00 2021\n\n\n";
    assert_eq!(
        summary(mailbox.as_bytes()),
        [
            "1 a: From here on it rains.\n\nFrom the quay one sees it.\n\nFrom Oslo came\n>From rain.",
            "2 b: Wet.",
            "3 (empty)",
        ]
    );
    assert_eq!(summary(b"From x 22:00\nSubject: a\n\nb\n"), ["1 a: b"]);
}

#[test]
fn files_that_are_not_mail_are_reported() {
    for (bytes, expected) in [
        (&b""[..], "(empty)"),
        (b" \n", "1 (empty)"),
        (b"To: x@y.example\n\n\n", "1 (no-text)"),
    ] {
        assert_eq!(
            summary(bytes),
            [expected],
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
    assert_eq!(
        summary(
            b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\nd\xC3\xA9j\xC3\xA0 caf\xE9\n"
        ),
        ["1 (bad-encoding)", "1 x: d\u{e9}j\u{e0} caf\u{fffd}"]
    );
    let broken = summary(b"Subject: x\nDate: soon\n\nb\n");
    assert_eq!(broken, ["1 (unknown-date)", "1 x: b"]);
}

fn parts_within_parts(depth: u32) -> String {
    let mut text = String::new();
    for at in 0..depth {
        let part = format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n");
        text.push_str(&part);
    }
    text
}

#[test]
fn any_number_of_parts_is_read_quickly() {
    let messages = "Content-Type: message/rfc822\n\n".repeat(200_000);
    let parts = parts_within_parts(50_000);
    for text in [messages, parts, parts_within_parts(400)] {
        let text = format!("Subject: x\n{text}");
        assert_eq!(summary(text.as_bytes()), ["1 (malformed)", "1 x: "]);
    }
    let flat = format!(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\n\nn\n".repeat(300_000)
    );
    assert_eq!(summary(flat.as_bytes()), ["1 x: n"]);
    let words = format!(
        "Subject: {}\nFrom: {0}\n\nn",
        "=?u?q?(\"?= ".repeat(300_000)
    );
    assert_eq!(read(words.as_bytes()).len(), 1);
}

#[test]
fn a_message_that_is_too_long_is_skipped_in_bounded_memory() {
    let endless = io::repeat(b'x').take(MAX_WHOLE_FILE * 2);
    let stream = (&b"From a 22:00\nSubject: a\n\n"[..])
        .chain(endless)
        .chain(&b"\n\nFrom b 22:00\nSubject: b\n\nc\n"[..]);
    let (path, options) = (ArchivePath::default(), options());
    let input = Input::stream(&path, &options, Box::new(BufReader::new(stream)));
    let found: Vec<_> = Mail
        .read_all(input)
        .into_iter()
        .map(|item| {
            item.map(|article| article.headline)
                .map_err(|problem| problem.kind)
        })
        .collect();
    assert_eq!(found, [Err(ProblemKind::TooLarge), Ok("b".to_owned())]);
}

#[test]
fn mails_are_distinguished_from_texts_with_a_header_block() {
    for head in [
        "From ann@post.example Tue Jan 19 22:00:00 2021\nSubject: a\n",
        "Subject: a\nMessage-ID: <1@x>\n\ntext",
        "Received: from a\n by b\n; Tue\nFrom: x\n\n",
        "Return-Path: <x@y.example>\r\nFrom: x\r\n\r\n",
        "\n \r\nReceived: from a\nSubject: x\n\n",
        "\u{feff}Message-ID: <1@x>\nSubject: x\n\n",
        "From \nFrom: Ann <ann@post.example>\nDate: Tue, 19 Jan 2021 22:00:00 +0300\n\n",
        "From - Tue Jan 19 22:00:00 2021\n\n",
    ] {
        assert!(Mail.recognizes(head.as_bytes()), "{head}");
    }
    for head in [
        "",
        "Headline: a\nDate: Tue, 19 Jan 2021 22:00:00 +0300\nFrom: Ann Lee\n\ntext",
        "Title: a\nFrom: Ann Lee\n\nMessage-ID: in the text",
        "From the quay one sees it.\n",
        "From 1990 on\n\ntext",
        "text",
    ] {
        assert!(!Mail.recognizes(head.as_bytes()), "{head}");
    }
}

#[test]
fn a_part_of_one_soft_line_break_is_read() {
    let mail = "Message-ID: <1@x>\nSubject: Ferry back\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
        Content-Transfer-Encoding: quoted-printable\n\n=\n--b--\n";
    let items = read(mail.as_bytes());
    let headline = items.last().unwrap().as_ref().unwrap().headline.clone();
    assert_eq!(headline, "Ferry back");
}

/// Pieces of messages.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "From a Tue Jan 19 22:00:00 2021\n", "Subject: x\n", "Subject: =?utf-8?Q?=C3?=\n", "MIME-Version: 1.0\n", "\n", "\r\n", "--b\n",
    "--b--\n", "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: message/rfc822\n", "Content-Type: text/html\n",
    "Content-Type: multipart/alternative; boundary=\"b\"\n", "Content-Transfer-Encoding: base64\n", "Date: 19 Jan 94\n",
    "Content-Transfer-Encoding: quoted-printable\n", "=\n", "=E9=", "SGVsbG8=", "<p>", ">From x\n", "é", "From: (", "List-Id: <", "Keywords: ,\n",
];

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
        Mail.recognizes(&bytes);
    }

    #[test]
    fn no_jumble_of_pieces_makes_reading_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
    ) {
        read(pieces.concat().as_bytes());
    }
}

//! Headers of archived responses, in the spelling of every protocol.
//!
//! Crawlers keep what servers sent: status lines of HTTP/2, header fields alone, parts of pages.

use crate::formats::readers::pages::warc::http::{Head, media_type};

#[test]
fn a_header_says_what_is_in_it() {
    let head =
        Head::parse(b"HTTP/1.1  200 OK\nContent-Type: Text/HTML; x=y; Charset='latin1'\n\n<p>")
            .unwrap();
    assert_eq!((head.status, head.media_type.as_str()), (200, "text/html"));
    assert_eq!(head.charset.as_deref(), Some("latin1"));
    assert!(
        Head::parse(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n").is_none(),
        "it has no end"
    );
    assert!(Head::parse(b"220 ready").is_none());
}

#[test]
fn a_status_line_of_any_protocol_is_read() {
    for (line, status) in [
        ("HTTP/1.1 200 OK", 200),
        ("HTTP/1.0 404 Not Found", 404),
        ("HTTP/2 200", 200),
        ("HTTP/2 200 ", 200),
        ("HTTP/2.0 200 OK", 200),
        ("HTTP/3 301", 301),
        ("h2 200", 200),
        ("http/1.1 200 ok", 200),
        ("HTTP 200 OK", 200),
        ("ICY 200 OK", 200),
        ("Content-Length: 7", 200),
    ] {
        let text = format!("{line}\r\nContent-Type: text/html\r\n\r\n<p>");
        let head = Head::parse(text.as_bytes()).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(head.status, status, "{line}");
        assert_eq!(&text[head.length..], "<p>", "{line}");
    }
    for line in ["HTTP/2", "FTP 200 OK", "200 OK", "<p>HTTP/1.1 200 OK"] {
        let text = format!("{line}\r\nContent-Type: text/html\r\n\r\n<p>");
        assert_eq!(Head::parse(text.as_bytes()), None, "{line}");
    }
}

#[test]
fn a_partial_response_says_what_it_has_unless_that_is_all() {
    for (range, part) in [
        ("bytes 0-999/5000", Some("bytes 0-999/5000")),
        ("bytes 1-4999/5000", Some("bytes 1-4999/5000")),
        ("bytes 0-4999/*", Some("bytes 0-4999/*")),
        ("bytes 0-4999/5000", None),
        ("", None),
    ] {
        let text = format!("HTTP/1.1 206 Partial Content\r\nContent-Range: {range}\r\n\r\n<p>");
        assert_eq!(
            Head::parse(text.as_bytes()).unwrap().part(),
            part,
            "{range}"
        );
    }
}

#[test]
fn interim_responses_come_before_the_final_one() {
    for before in [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/2 103\r\nlink: x\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n",
    ] {
        let text = format!("{before}HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>");
        let head = Head::parse(text.as_bytes()).unwrap_or_else(|| panic!("{before}"));
        assert_eq!(
            (head.status, &text[head.length..]),
            (200, "<p>"),
            "{before}"
        );
    }
    let only = "HTTP/1.1 100 Continue\r\n\r\n";
    assert_eq!(Head::parse(only.as_bytes()), None);
    assert_eq!(Head::parse(only.repeat(50_000).as_bytes()), None);
}

#[test]
fn a_type_may_be_in_quotes_or_named_twice() {
    for (written, name, charset) in [
        ("text/html,text/html", "text/html", None),
        (
            "text/html, text/html; charset=utf-8",
            "text/html",
            Some("utf-8"),
        ),
        (
            "text/html; charset=utf-8, text/html",
            "text/html",
            Some("utf-8"),
        ),
        ("\"text/html\"", "text/html", None),
        (
            " 'Text/HTML' ; Charset=\"utf-8\"",
            "text/html",
            Some("utf-8"),
        ),
        ("", "", None),
    ] {
        let read = media_type(written);
        assert_eq!(
            (read.0.as_str(), read.1.as_deref()),
            (name, charset),
            "{written}"
        );
    }
}

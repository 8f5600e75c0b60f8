//! Mailboxes of every program: what tells their messages apart, and when they came.
//!
//! Lines of texts that look like the start of a message lose nothing, and lengths may be wrong.

use super::{read, summary};

const HEADER: &str = "From: Ann <ann@x>\nSubject: a\n";
const MARK: &str = "From b@x Tue Jan 19 10:30:00 2021\n";

#[test]
fn a_postmark_in_a_text_is_text() {
    for (inner, announced) in [
        // Nothing of a header follows.
        ("is inside.\n", false),
        ("\nis a paragraph.\n", false),
        // Only the length tells it.
        ("Subject: quoted\n\ninside.\n", true),
    ] {
        let text = format!("Short text\n\n{MARK}{inner}");
        let length = if announced {
            format!("Content-Length: {}\n", text.len())
        } else {
            String::new()
        };
        let mailbox = format!("{MARK}{HEADER}{length}\n{text}\n{MARK}Subject: b\n\nSecond.\n");
        let found = summary(mailbox.as_bytes());
        assert_eq!(found.len(), 2, "{inner}: {found:?}");
        assert!(found[0].contains("From b@x Tue"), "{inner}: {found:?}");
        assert!(found[0].ends_with(inner.trim()), "{inner}: {found:?}");
        assert_eq!(found[1], "2 b: Second.");
    }
}

#[test]
fn an_announced_length_that_is_wrong_joins_no_messages() {
    for length in ["9", "70", "99999", "x", "0", "18446744073709551615"] {
        let mailbox = format!(
            "{MARK}{HEADER}Content-Length: {length}\n\nOne.\n\n{MARK}Subject: b\n\nTwo.\n\n{MARK}Subject: c\n\nThree.\n"
        );
        assert_eq!(
            summary(mailbox.as_bytes()),
            ["1 a: One.", "2 b: Two.", "3 c: Three."],
            "{length}"
        );
    }
}

#[test]
fn announced_lengths_are_compared_quickly() {
    let inner = format!("{MARK}Subject: b\n\nb\n\n").repeat(4_000);
    let whole = format!(
        "{MARK}{HEADER}Content-Length: {}\n\n{inner}",
        inner.len() - 1
    );
    assert_eq!(read(whole.as_bytes()).len(), 1);
    let wrong = format!("{MARK}Subject: b\nContent-Length: 5000000\n\nb\n\n").repeat(4_000);
    assert_eq!(read(wrong.as_bytes()).len(), 4_000);
}

#[test]
fn messages_between_frames_are_separated() {
    let frame = "\u{1}\u{1}\u{1}\u{1}\n";
    for gap in ["", "\n"] {
        let mailbox = format!(
            "{frame}{HEADER}\nOne.\n\nFrom here.\n{frame}{gap}{frame}{MARK}Subject: b\n\n>From x\n{frame}"
        );
        assert_eq!(
            summary(mailbox.as_bytes()),
            ["1 a: One.\n\nFrom here.", "2 b: >From x"]
        );
    }
}

#[test]
fn a_message_without_a_date_came_when_its_postmark_says() {
    for (header, date) in [
        ("Subject: a\n", "2021-01-19T10:30:00"),
        (
            "Subject: a\nDate: Mon, 18 Jan 2021 09:00:00 +0100\n",
            "2021-01-18T09:00:00+01:00",
        ),
    ] {
        let items = read(format!("{MARK}{header}\nText.\n").as_bytes());
        let article = items.into_iter().next().unwrap().unwrap();
        assert_eq!(article.published.unwrap().to_string(), date);
    }
}

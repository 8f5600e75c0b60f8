//! Kinds of mails that break the rules, each after reports of what readers of mail lost.
//!
//! One row a kind: the bytes of the mail, and what must come of it.

use super::{left, read, read_one, summary};

const HEAD: &str = "Message-ID: <1@x>\nSubject: Cranes\n";

fn body(rest: &str) -> String {
    read_one(&format!("{HEAD}{rest}")).body
}

#[test]
fn a_type_that_is_unknown_or_broken_is_plain_text() {
    for kind in [
        "text",
        "text/",
        "plain",
        "text/plain charset=us-ascii",
        "text/x-wish",
        "wish/list",
        "/",
        ";",
        "Text/Plain;",
        "charset=utf-8",
        "text/plain; charset",
        "text/plain; charset=\"utf-8",
        "message/partial; id=1",
        "text/plain\nContent-Type: text/html",
        "text\nContent-Type: text/plain",
    ] {
        let text = body(&format!(
            "Content-Type: {kind}\n\nThe board bought <two> cranes.\n"
        ));
        assert_eq!(text, "The board bought <two> cranes.", "{kind}");
    }
    for kind in [
        "application/x-unknown",
        "application/x-news; charset=utf-8",
        "x-post/letter",
        "message/x-news",
    ] {
        let text = body(&format!(
            "Content-Type: {kind}\n\nThe board bought cranes.\n"
        ));
        assert_eq!(text, "The board bought cranes.", "{kind}");
    }
    let sealed = body("Content-Type: application/pgp-signature\n\nabc def ghi\n");
    assert_eq!(sealed, "");
    for kind in [
        "text/html",
        "html",
        "text/htm",
        "TEXT/HTML;charset=utf-8",
        "text/html charset=x-unknown",
    ] {
        let text = body(&format!(
            "Content-Type: {kind}\n\n<p>Two <b>cranes</b>.</p>\n"
        ));
        assert_eq!(text, "Two cranes.", "{kind}");
    }
    let unnamed = body("\n<html><body><p>Two <b>cranes</b>.</p></body></html>\n");
    assert_eq!(unnamed, "Two cranes.");
    let rich =
        body("Content-Type: text/enriched\n\n<bold>Two</bold> <<cranes>\narrive.\n\nMore.\n");
    assert_eq!(rich, "Two <cranes> arrive.\n\nMore.");
}

#[test]
fn the_character_set_is_guessed_where_none_or_a_false_one_is_named() {
    let text = "Совет порта Норвика купил два новых крана после долгих споров о цене.";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    for kind in [
        "",
        "Content-Type: text",
        "Content-Type: text/plain",
        "Content-Type: text/plain; charset=x-unknown",
        "Content-Type: text/plain; charset=unknown-8bit",
        "Content-Type: text/plain; charset=us-ascii",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/plain; charset=cp-1251",
        "Content-Type: text/plain charset=windows1251",
        "Content-Type: text/html; charset=ascii",
    ] {
        for raw in [&b"Subject: Cranes\n"[..], b"X-Note: x\n"] {
            let mail = [
                b"Message-ID: <1@x>\n",
                raw,
                kind.as_bytes(),
                b"\n\n",
                &bytes,
            ]
            .concat();
            let article = read(&mail).pop().unwrap().unwrap();
            assert_eq!(article.body, text, "{kind}");
        }
        let subject = [
            b"Message-ID: <1@x>\nSubject: ",
            &bytes[..20],
            b"\n",
            kind.as_bytes(),
            b"\n\n",
            &bytes,
        ]
        .concat();
        let article = read(&subject).pop().unwrap().unwrap();
        assert_eq!(
            article.headline,
            text.chars().take(20).collect::<String>().trim(),
            "{kind}"
        );
    }
}

#[test]
fn raw_bytes_of_a_header_are_in_the_set_of_the_text() {
    let mail =
        b"Message-ID: <1@x>\nFrom: J\xF6rg M\xFCller <j@x>\nSubject: Kr\xE4ne f\xFCr Norvik\n\
        Content-Type: text/plain; charset=iso-8859-1\n\nPlain.\n";
    let article = read(mail).pop().unwrap().unwrap();
    assert_eq!(article.headline, "Kräne für Norvik");
    assert_eq!(article.bylines, ["Jörg Müller"]);
    let mail = "Message-ID: <1@x>\nFrom: Jörg Müller <j@x>\nSubject: Kräne\n\
        Content-Type: text/plain; charset=iso-8859-1\n\nPlain.\n";
    let article = read_one(mail);
    assert_eq!(
        (&*article.headline, &*article.bylines[0]),
        ("Kräne", "Jörg Müller")
    );
}

#[test]
fn names_of_senders_are_read_however_they_are_written() {
    for (from, names) in [
        ("mara at norvik.example (Mara Quist)", &["Mara Quist"][..]),
        (
            "mara at norvik.example ( =?utf-8?B?TcOk?= =?utf-8?B?cmE=?= )",
            &["Mära"],
        ),
        ("mara at norvik.example", &["mara at norvik.example"]),
        (
            "=?utf-8?Q?M=C3?= =?utf-8?Q?=A4ra?= Quist <m@x>",
            &["Mära Quist"],
        ),
        (
            "=?utf-8?Q?Quist,_M=C3=A4ra_=22Q=22?= <m@x>",
            &["Quist, Mära 'Q'"],
        ),
        (
            "\"=?utf-8?Q?M=C3=A4ra?= Quist\" <m@x>, bo@y",
            &["Mära Quist", "bo@y"],
        ),
        ("'Mara Quist' <m@x>", &["Mara Quist"]),
        ("m@x (Mara (Desk) Quist)", &["Mara (Desk) Quist"]),
        ("Desk: Ann Lee <a@x>, Bo Ek <b@x>;", &["Ann Lee", "Bo Ek"]),
        ("<m@x>", &["m@x"]),
    ] {
        let article = read_one(&format!("{HEAD}From: {from}\n\nText.\n"));
        assert_eq!(article.bylines, names, "{from}");
    }
}

#[test]
fn blank_lines_and_marks_before_the_header_are_skipped() {
    for start in ["\n", "\n\n", " \t\n", "\u{feff}", "\n  \n\n"] {
        let article = read_one(&format!("{start}{HEAD}\nText.\n"));
        assert_eq!(
            (&*article.headline, &*article.body),
            ("Cranes", "Text."),
            "{start:?}"
        );
    }
}

#[test]
fn a_header_that_breaks_the_rules_loses_no_text() {
    for (header, text) in [
        (
            "X-Long: one\ntwo three\nMIME-Version: 1.0\n\nText.",
            "Text.",
        ),
        ("X-Long: one\n \nMIME-Version: 1.0\n\nText.", "Text."),
        (
            ">From ann@post.example Tue Jan 19\nX-A: b\n\nText.",
            "Text.",
        ),
        (
            "Text begins at once.\n\nMore.",
            "Text begins at once.\n\nMore.",
        ),
        ("X-Spaced : one\n\nText.", "Text."),
    ] {
        assert_eq!(body(&format!("{header}\n")), text, "{header}");
    }
    let old_mac = format!("{HEAD}\nOne.\nTwo.\n").replace('\n', "\r");
    assert_eq!(summary(old_mac.as_bytes()), ["1 Cranes: One.\nTwo."]);
    assert_eq!(
        summary(b"Just a text.\n"),
        ["1 (bad-metadata)", "1 : Just a text."]
    );
}

#[test]
fn parts_are_read_to_their_end_whatever_closes_them() {
    for (content, text) in [
        ("--b\n\nOne.\n--b\n\nTwo.\n", "One.\n\nTwo."),
        (
            "--b\n\nvisit --b for\n --b\n--bc\n--b d\nTwo.\n--b--\n",
            "visit --b for\n --b\n--bc\n--b d\nTwo.",
        ),
        ("--b  \n\nOne.\n--b-- \n--b\n\nTwo.\n--b--", "One.\n\nTwo."),
        (
            "--b\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nOne.\n--b\n\nTwo.\n",
            "One.\n\nTwo.",
        ),
        (
            "--b\nNo header here: text.\n\nMore.\n--b--\n",
            "No header here: text.\n\nMore.",
        ),
        (
            "--b\nSummary: a text\n\nMore.\n--b--\n",
            "Summary: a text\n\nMore.",
        ),
        (
            "--other\nContent-Type: text/plain\n\nOne.\n--other--\n",
            "One.",
        ),
        ("No delimiter at all.\n", "No delimiter at all."),
    ] {
        let text_of = body(&format!(
            "Content-Type: multipart/mixed; boundary=b\n\n{content}"
        ));
        assert_eq!(text_of, text, "{content}");
    }
    for kind in [
        "multipart/mixed",
        "multipart/mixed boundary=b",
        "multipart/mixed; boundary=\"b",
        "multipart/mixed; boundary*0=\"b\"",
        "text/plain",
        "text/plain\nContent-Type: multipart/mixed; boundary=b",
        "multipart/mixed; boundary=c\nContent-Type: multipart/mixed; boundary=b",
    ] {
        let text_of = body(&format!(
            "Content-Type: {kind}\n\n--b\nContent-Type: text/plain\n\nOne.\n--b--\n"
        ));
        assert_eq!(text_of, "One.", "{kind}");
    }
}

#[test]
fn the_form_with_the_text_is_read() {
    let html = "<p>The board of the harbour bought two cranes.</p>";
    let full = "The board of the harbour bought two cranes.";
    for (plain, text, notes) in [
        ("", full, 0),
        ("\n \n\u{a0}\n", full, 0),
        ("Your reader shows no HTML.", full, 1),
        (
            "The board of the harbour\nbought two cranes.",
            "The board of the harbour\nbought two cranes.",
            0,
        ),
    ] {
        let article = read_one(&format!(
            "{HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n\
             {plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
        ));
        assert_eq!(
            (&*article.body, left(&article).len()),
            (text, notes),
            "{plain}"
        );
    }
}

#[test]
fn messages_within_the_message_are_text() {
    let inner = "Message-ID: <2@x>\nFrom: Ann Lee <ann@x>\nSubject: =?utf-8?Q?Kr=C3=A4ne?=\n\nThe cranes arrived.\n";
    let mixed = body(&format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\
         Content-Disposition: attachment\n\n{inner}--b--\n"
    ));
    assert_eq!(
        mixed,
        "See below.\n\nFrom: Ann Lee <ann@x>\nSubject: Kräne\n\nThe cranes arrived."
    );
    let digest = body(&format!(
        "Content-Type: multipart/digest; boundary=b\n\n--b\n\n{inner}--b\n\nSubject: Two\n\nSecond text.\n--b--\n"
    ));
    assert!(
        digest.contains("The cranes arrived.\n\nSubject: Two\n\nSecond text."),
        "{digest}"
    );
    let alone = read_one(&format!(
        "Message-ID: <1@x>\nContent-Type: message/rfc822\n\n{inner}"
    ));
    assert_eq!(alone.headline, "Kräne");
}

#[test]
fn transfer_encodings_lose_nothing() {
    for (encoding, content, text) in [
        ("quoted-printable", "One =\ntwo=3D three=", "One two= three"),
        (
            "Quoted-Printable",
            "One =\u{20}\ntwo =X =4",
            "One two =X =4",
        ),
        (
            "\"quoted-printable\"",
            "h=C3=A4fen h\u{e4}fen",
            "häfen häfen",
        ),
        ("base64", "VHdvIGNyYW\n5lcy4", "Two cranes."),
        (
            "base64",
            "VHdv!IGNy\nYW5lcy4=\n____\nA list of mails\n",
            "Two cranes.\n\n____\nA list of mails",
        ),
        (
            "base64",
            "VHdv\n#\nIGNyYW5lcy4\n\n____\nA list\nnews@post.example\n",
            "Two cranes.\n\n____\nA list\nnews@post.example",
        ),
        (
            "BASE64;",
            "VHdvIG5ldyBhbmQgb2xkIA==\nY3JhbmVzLCBib3RoLg==",
            "Two new and old cranes, both.",
        ),
        (
            "base64",
            "It never was base64, only text.",
            "It never was base64, only text.",
        ),
        ("8bit", "Two cranes.", "Two cranes."),
        ("x-wish", "Two cranes.", "Two cranes."),
    ] {
        let text_of = body(&format!(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{content}\n"
        ));
        assert_eq!(text_of, text, "{encoding}: {content}");
    }
    let flowed = body("Content-Type: text/plain; format=flowed\n\nThe board \nbought it.\n");
    assert_eq!(flowed, "The board bought it.");
}

#[test]
fn what_is_no_text_is_named() {
    let article = read_one(&format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{}\n--b\n\nText.\n\
         --b\nContent-Type: application/pdf; name=\"plan.pdf\"\nContent-Transfer-Encoding: base64\n\nAAAA\n\
         --b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--\nAfter the parts.\n",
        "A preamble that says more than that this is a message of many parts. ".repeat(3)
    ));
    assert_eq!(article.body, "Text.");
    assert_eq!(
        left(&article),
        [
            "text before the parts: hidden, 206 characters",
            "text after the parts: hidden, 16 characters",
            "attachment plan.pdf (application/pdf): not read",
            "attachment (text/calendar): not read, 15 characters",
        ]
    );
    for (preamble, notes) in [
        ("This is a multi-part message in MIME format.", &[][..]),
        ("Dies ist eine mehrteilige Nachricht im MIME-Format.", &[]),
        (
            "The board bought two cranes.",
            &["text before the parts: hidden, 28 characters"],
        ),
    ] {
        let article = read_one(&format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{preamble}\n--b\n\nText.\n--b--\n"
        ));
        assert_eq!(left(&article), notes, "{preamble}");
    }
    let only = body("Content-Type: text/calendar\n\nSUMMARY: Cranes\n");
    assert_eq!(only, "SUMMARY: Cranes");
    let news = read_one(&format!(
        "{HEAD}\nText.\nbegin 644 map.gif\n#0V%T\n`\nend\n"
    ));
    assert_eq!(
        (&*news.body, left(&news)),
        (
            "Text.",
            vec!["attachment map.gif: not read, 30 characters".to_owned()]
        )
    );
}

#[test]
fn an_mbox_is_cut_at_every_kind_of_separator() {
    let message = |number: u32| {
        format!(
            "From: Ann <ann@x>\nDate: Tue, 19 Jan 2021 10:30:00 +0100\nSubject: {number}\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText {number}.\n\nFrom the harbour one sees it.\n"
        )
    };
    for postmark in [
        "From ",
        "From",
        "From x",
        "From -",
        "From ann@x",
        "From - Tue Jan 19 22:00:00 2021",
        "From ann at x.example  Tue Jan 19 22:00:00 2021",
        "From ann@x Tue Jan 19 22:00 2021 +0100",
    ] {
        for gap in ["", "\n", "\n\n"] {
            let messages = (1..4).map(|number| format!("{postmark}\n{}{gap}", message(number)));
            let mailbox = messages.collect::<Vec<_>>().concat();
            let expected: Vec<String> = (1..4)
                .map(|number| {
                    format!("{number} {number}: Text {number}.\n\nFrom the harbour one sees it.")
                })
                .collect();
            assert_eq!(summary(mailbox.as_bytes()), expected, "{postmark} {gap:?}");
        }
    }
}

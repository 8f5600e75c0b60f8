//! No text of a mail is lost: every sentence of a generated message comes out once, or is named.
//!
//! Mails are generated with parts in parts, of all types and encodings.

use super::read;
use crate::article::Article;
use proptest::prelude::*;
use std::fmt::Write as _;

/// A part of a generated message. A number is a sentence.
#[derive(Debug, Clone)]
enum Piece {
    Plain(Vec<u32>, Way),
    Html(Vec<u32>, Way),
    /// The same sentences as plain text and as HTML.
    Both(Vec<u32>),
    /// One sentence as plain text, the others as HTML.
    Stub(u32, Vec<u32>),
    Picture,
    Attached(Vec<u32>),
    /// Parts, and whether the last one is closed.
    Parts(&'static str, Vec<Piece>, bool),
    /// A message whose subject is the first sentence.
    Message(u32, Box<Piece>),
}

/// How a text is declared and sent.
#[derive(Debug, Clone, Copy)]
struct Way {
    kind: &'static str,
    encoding: &'static str,
}

const WAYS: &[Way] = &[
    Way {
        kind: "",
        encoding: "",
    },
    Way {
        kind: "; charset=utf-8",
        encoding: "quoted-printable",
    },
    Way {
        kind: "; charset=us-ascii",
        encoding: "8bit",
    },
    Way {
        kind: " charset=x-unknown",
        encoding: "base64",
    },
    Way {
        kind: ";charset=\"iso-8859-1\"",
        encoding: "base64",
    },
];

fn sentence(number: u32) -> String {
    format!("Crane {number} of the harbour =lifts= größe{number} tons, says --b{number}.")
}

fn sentences(numbers: &[u32]) -> String {
    numbers
        .iter()
        .map(|number| sentence(*number))
        .collect::<Vec<_>>()
        .join("\n\nFrom here:\n")
}

fn encoded(text: &str, encoding: &str) -> String {
    match encoding {
        "quoted-printable" => text.bytes().fold(String::new(), |mut coded, byte| {
            match byte {
                b'\n' => coded.push('\n'),
                b' '..=b'~' if byte != b'=' => coded.push(char::from(byte)),
                _ => write!(coded, "={byte:02X}").unwrap(),
            }
            coded
        }),
        "base64" => {
            const LETTERS: &[u8] =
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            let mut coded = String::new();
            for three in text.as_bytes().chunks(3) {
                let bits = three
                    .iter()
                    .fold(0, |bits, byte| bits << 8 | u32::from(*byte))
                    << (8 * (3 - three.len()));
                for at in 0..=three.len() {
                    coded.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
                }
                coded.push_str(&"=="[..3 - three.len()]);
                if coded.len() % 77 == 76 {
                    coded.push('\n');
                }
            }
            coded
        }
        _ => text.to_owned(),
    }
}

fn text_part(kind: &str, text: &str, way: Way) -> String {
    let mut part = String::new();
    if !(kind == "text/plain" && way.kind.is_empty()) {
        writeln!(part, "Content-Type: {kind}{}", way.kind).unwrap();
    }
    if !way.encoding.is_empty() {
        writeln!(part, "Content-Transfer-Encoding: {}", way.encoding).unwrap();
    }
    format!("{part}\n{}\n", encoded(text, way.encoding))
}

fn as_html(numbers: &[u32]) -> String {
    let paragraphs = numbers
        .iter()
        .map(|number| format!("<p>{}</p>", sentence(*number)));
    paragraphs.collect::<Vec<_>>().concat()
}

impl Piece {
    /// The header and the content of a part, `depth` parts deep.
    fn write(&self, depth: usize) -> String {
        match self {
            Self::Plain(numbers, way) => text_part("text/plain", &sentences(numbers), *way),
            Self::Html(numbers, way) => text_part("text/html", &as_html(numbers), *way),
            Self::Both(numbers) => Self::forms(&sentences(numbers), numbers, depth),
            Self::Stub(number, numbers) => Self::forms(&sentence(*number), numbers, depth),
            Self::Picture => {
                "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
                    .to_owned()
            }
            Self::Attached(numbers) => format!(
                "Content-Disposition: attachment; filename=notes.txt\nContent-Type: text/plain\n\n{}\n",
                sentences(numbers)
            ),
            Self::Parts(kind, pieces, is_closed) => {
                let parts: Vec<String> =
                    pieces.iter().map(|piece| piece.write(depth + 1)).collect();
                Self::multipart(kind, &parts, depth, *is_closed)
            }
            Self::Message(subject, piece) => format!(
                "Content-Type: message/rfc822\n\nFrom: Ann <ann@x>\nSubject: =?utf-8?Q?{}?=\n{}",
                encoded(&sentence(*subject), "quoted-printable").replace(' ', "_"),
                piece.write(depth)
            ),
        }
    }

    fn forms(plain: &str, html: &[u32], depth: usize) -> String {
        let parts = [
            text_part("text/plain", plain, WAYS[0]),
            text_part("text/html", &as_html(html), WAYS[0]),
        ];
        Self::multipart("alternative", &parts, depth, true)
    }

    fn multipart(kind: &str, parts: &[String], depth: usize, is_closed: bool) -> String {
        let boundary = "b".repeat(depth + 1);
        let parts = parts.iter().map(|part| format!("--{boundary}\n{part}"));
        let parts = parts.collect::<Vec<_>>().concat();
        let end = if is_closed {
            format!("--{boundary}--\n")
        } else {
            String::new()
        };
        format!("Content-Type: multipart/{kind}; boundary={boundary}\n\n{parts}{end}")
    }

    /// Numbers all sentences from `next` on, each one once.
    fn number(&mut self, next: &mut u32) {
        let mut take = |numbers: &mut [u32]| {
            for number in numbers {
                *next += 1;
                *number = *next;
            }
        };
        match self {
            Self::Plain(numbers, _)
            | Self::Html(numbers, _)
            | Self::Both(numbers)
            | Self::Attached(numbers) => take(numbers),
            Self::Stub(number, numbers) => {
                take(std::slice::from_mut(number));
                take(numbers);
            }
            Self::Picture => {}
            Self::Parts(_, pieces, _) => pieces.iter_mut().for_each(|piece| piece.number(next)),
            Self::Message(subject, piece) => {
                take(std::slice::from_mut(subject));
                piece.number(next);
            }
        }
    }
}

fn piece() -> impl Strategy<Value = Piece> {
    let numbers = || prop::collection::vec(Just(0), 1..4);
    let way = || prop::sample::select(WAYS);
    let leaf = prop_oneof![
        (numbers(), way()).prop_map(|(numbers, way)| Piece::Plain(numbers, way)),
        (numbers(), way()).prop_map(|(numbers, way)| Piece::Html(numbers, way)),
        numbers().prop_map(Piece::Both),
        numbers().prop_map(|numbers| Piece::Stub(0, numbers)),
        Just(Piece::Picture),
        numbers().prop_map(Piece::Attached),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let kind = prop::sample::select(&["mixed", "related", "report", "x-wish"][..]);
        prop_oneof![
            (
                kind,
                prop::collection::vec(inner.clone(), 1..4),
                any::<bool>()
            )
                .prop_map(|(kind, pieces, closed)| Piece::Parts(kind, pieces, closed)),
            inner.prop_map(|piece| Piece::Message(0, Box::new(piece))),
        ]
    })
}

/// A message of the mbox or file that a piece makes, and the number of its sentences.
fn message(mut piece: Piece, first: u32) -> (String, u32) {
    let mut last = first;
    piece.number(&mut last);
    let head =
        format!("Message-ID: <{first}@x>\nMIME-Version: 1.0\nSubject: Harbour news {first}\n");
    (format!("{head}{}", piece.write(0)), last)
}

/// Every sentence is in the article once, or as many characters as it has are named.
fn check(
    article: &Article,
    numbers: impl Iterator<Item = u32>,
    source: &str,
) -> Result<(), TestCaseError> {
    let named: u64 = article.left_out.iter().map(|left| left.characters).sum();
    let mut missing = 0;
    for number in numbers {
        let sentence = sentence(number);
        let count = article.body.matches(&sentence).count();
        prop_assert!(
            count <= 1,
            "{sentence} comes {count} times in {article:?} of {source}"
        );
        if count == 0 {
            missing += sentence.chars().count() as u64;
        }
    }
    prop_assert!(
        missing <= named,
        "{missing} characters are lost, {named} named: {article:?} of {source}"
    );
    Ok(())
}

proptest! {
    #[test]
    fn every_sentence_of_a_message_comes_out_once_or_is_named(piece in piece(), crlf in any::<bool>()) {
        let (text, last) = message(piece, 0);
        let sent = if crlf { text.replace('\n', "\r\n") } else { text.clone() };
        let items = read(sent.as_bytes());
        prop_assert_eq!(items.len(), 1, "{:?} of {}", items, text);
        let article = items[0].as_ref().unwrap();
        check(article, 1..=last, &text)?;
    }

    #[test]
    fn every_sentence_of_an_mbox_is_in_its_own_article(
        pieces in prop::collection::vec(piece(), 1..4),
        postmark in prop::sample::select(&["From ", "From x", "From - Tue Jan 19 22:00:00 2021", "From a at b  Tue Jan 19 22:00:00 2021"][..]),
        gap in prop::sample::select(&["", "\n"][..]),
    ) {
        let mut mailbox = String::new();
        let mut ranges = Vec::new();
        let mut next = 0;
        for piece in pieces {
            let (text, last) = message(piece, next);
            ranges.push(next + 1..=last);
            next = last;
            write!(mailbox, "{postmark}\n{text}{gap}").unwrap();
        }
        let items = read(mailbox.as_bytes());
        prop_assert_eq!(items.len(), ranges.len(), "{:?} of {}", items, mailbox);
        for (item, numbers) in items.iter().zip(ranges) {
            check(item.as_ref().unwrap(), numbers, &mailbox)?;
        }
    }
}

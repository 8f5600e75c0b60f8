//! Stories of ANPA 1312 and IPTC 7901, as agencies write them, whole and damaged.
//!
//! The frames have the control characters of the standards; the texts are invented.

use super::{ANPA, IPTC_7901};
use crate::article::ArchivePath;
use crate::article::{Article, Problem};
use crate::formats::test_support::documents::read;
use crate::formats::{ArticleReader, ReadOptions, reader_for};
use proptest::prelude::*;

const ANPA_STORY: &str = "\u{16}\u{16}\u{1}w2870\u{1f}asian\r\nr i\u{13}\u{11} BC-Norvik-Cranes     01-19 0345\r\n\
    \u{2}^BC-Norvik-Cranes, 1st Ld,345<\r\n^Norvik board buys two cranes<\r\n^AP Photo XNP101, XNP102<\r\n\
    ^Eds: With photos.<\r\n^By MARA QUIST=\r\n^Associated Press=\r\n\
    \t   NORVIK (AP) _ The harbour board of Norvik met on Thursday evening\r\nand agreed to buy two new cranes.\r\n \r\n\
    \t   ``It was a long debate,'' a member said.\r\n\r\n\u{3}AP-WF-01-19-21 1030GMT<\r\n\u{4}\r\n";

const IPTC_STORY: &str = "\u{1}dpa0123 4 pl 345  dpa 0908\r\n\r\nHarbour/Norvik/\r\n\
    \u{2}Norvik board buys two cranes\r\nafter a long debate\r\nBy Mara Quist, dpa =\r\n\r\n\
    Norvik (dpa) - The harbour board of Norvik met on Thursday evening and\r\nagreed to buy two new cranes.\r\n\r\n\
    Members said the old ones fail.\r\n\r\n* * * *\r\nThe following information is not for publication\r\n\r\n\
    ## Editorial contacts\r\n- Tel: 1\r\n\r\ndpa mq\r\n\u{3}\r\n191030 GMT Jan 21\r\n\u{4}";

fn articles(reader: &dyn ArticleReader, text: &str) -> Vec<Article> {
    let (articles, problems) = read(reader, text.as_bytes());
    assert_eq!(problems, []);
    articles
}

fn notes(article: &Article) -> Vec<String> {
    article.left_out.iter().map(ToString::to_string).collect()
}

fn date(article: &Article) -> String {
    article
        .published
        .map(|date| date.to_string())
        .unwrap_or_default()
}

#[test]
fn a_story_of_anpa_is_read() {
    let articles = articles(&ANPA, ANPA_STORY);
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(article.headline, "Norvik board buys two cranes");
    assert_eq!(
        article.body,
        "NORVIK (AP) _ The harbour board of Norvik met on Thursday evening and agreed to buy two new cranes.\n\n\
         ``It was a long debate,'' a member said."
    );
    assert_eq!(date(article), "2021-01-19T10:30Z");
    assert_eq!(article.bylines, ["MARA QUIST"]);
    assert_eq!(article.agency.as_deref(), Some("Associated Press"));
    assert_eq!(article.keywords, ["BC-Norvik-Cranes, 1st Ld"]);
    assert_eq!(
        notes(article),
        [
            "line `AP Photo XNP101, XNP102`: boilerplate, 23 characters",
            "line `Eds: With photos.`: boilerplate, 17 characters",
        ]
    );
}

#[test]
fn a_story_of_iptc_7901_is_read() {
    let articles = articles(&IPTC_7901, IPTC_STORY);
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(
        article.headline,
        "Norvik board buys two cranes after a long debate"
    );
    assert_eq!(
        article.body,
        "Norvik (dpa) - The harbour board of Norvik met on Thursday evening and agreed to buy two new cranes.\n\n\
         Members said the old ones fail."
    );
    assert_eq!(date(article), "2021-01-19T10:30Z");
    assert_eq!(article.bylines, ["Mara Quist, dpa"]);
    assert_eq!(article.keywords, ["Harbour", "Norvik"]);
    assert_eq!(
        notes(article),
        ["notes that are not for publication: boilerplate, 83 characters"]
    );
}

#[test]
fn every_agency_has_its_own_form() {
    for (story, headline, body, day) in [
        (
            "\u{1}AFP1234 3 POL 0250 AFP-AB12\r\n\u{2}Norvik-cranes\r\nCranes bought\r\n   NORVIK, Jan 19 (AFP) - The board met.\r\n\
             It agreed.\r\n   More of it.\r\n\u{3}191030 JAN 21\u{4}",
            "Cranes bought",
            "NORVIK, Jan 19 (AFP) - The board met.\nIt agreed.\n\nMore of it.",
            "2021-01-19T10:30",
        ),
        (
            "ZCZC FMG000\r\nYY NLB\r\n:CRANES :NORVIK\r\n\r\nCranes bought\r\n\r\nThe board met.\r\n\r\nNNNN\r\n",
            "Cranes bought",
            "The board met.",
            "",
        ),
        (
            "  ZCZC AAP\n%MNETALL MFI\n$J\n:\n:Norvik Port\n*X\nMedia release: Cranes bought\n\nTue 19 January 2021\n\nThe board met.\nNNNN",
            "Media release: Cranes bought",
            "Tue 19 January 2021\n\nThe board met.",
            "2021-01-19",
        ),
        (
            "ZCZC\nFRA1234 3 POL 0250 FRA /AFP-AB12\nCranes bought\n\nThe board met.\n\nAFP 191030 GMT JAN 21\nNNNN\n",
            "Cranes bought",
            "The board met.",
            "2021-01-19T10:30Z",
        ),
        (
            "\u{1}w2870asian\nr i BC-Norvik     01-19 0345\n\u{2}^BC-Norvik,345<\n^Cranes bought<\n\u{8}   The board met.\n\
             \u{8}   It agreed.\n\u{3}\n\nAP-NY-19-01-21 2201EST<\n",
            "Cranes bought",
            "The board met.\n\nIt agreed.",
            "2021-01-19T22:01-05:00",
        ),
        (
            "\u{1}abc123 4 pl 9\n\u{2}Cranes bought\n\nNever ended.",
            "Cranes bought",
            "Never ended.",
            "",
        ),
    ] {
        let head = story.as_bytes();
        let reader = reader_for(&ArchivePath::from_stored("x.dat"), head).unwrap();
        assert!(["anpa", "iptc-7901"].contains(&reader.name()), "{story}");
        let articles = articles(reader, story);
        assert_eq!(articles.len(), 1, "{story}");
        let article = &articles[0];
        assert_eq!(
            (&*article.headline, &*article.body),
            (headline, body),
            "{story}"
        );
        assert_eq!(date(article), day, "{story}");
    }
}

#[test]
fn a_file_may_have_many_stories() {
    let both = format!("{ANPA_STORY}{IPTC_STORY}\n{IPTC_STORY}");
    assert_eq!(articles(&ANPA, &both).len(), 3);
    let words = "ZCZC 1\n\nOne\n\nText.\nNNNN\nZCZC 2\n\nTwo\n\nText.\n";
    assert_eq!(articles(&IPTC_7901, words).len(), 2);
}

#[test]
fn other_files_are_not_taken_for_stories() {
    for head in [
        &b""[..],
        b"ZCZCX",
        b"\x01",
        b"\x01\x02\x03",
        b"\x00\x01text",
        b"\x7fELF\x01",
        b"A text.\nZCZC\n",
        b"\x16\x03\x01\x02",
    ] {
        for reader in [&ANPA, &IPTC_7901] {
            assert!(
                !reader.recognizes(head) || head == b"\x01\x02\x03",
                "{head:?}"
            );
        }
    }
}

fn any_item(bytes: &[u8]) -> usize {
    let path = ArchivePath::from_stored("x.tst");
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().unwrap());
    let items: Vec<Result<Article, Problem>> =
        IPTC_7901.read_all(crate::formats::Input::whole(&path, &options, bytes));
    items.len()
}

/// Pieces of stories.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\u{1}", "\u{2}", "\u{3}", "\u{4}", "\u{16}\u{16}", "\u{1f}", "\u{13}\u{11}", "ZCZC ", "NNNN\n", "\n", "^", "<\n", "=\n", "\t   ", "dpa0123 4 pl 345",
    "w2870", "191030 GMT Jan 21\n", "AP-WF-01-19-21 1030GMT<\n", "A sentence of the story.", "Harbour/", ":", "%", "é", "By Ann Lee=\n", "  ",
];

proptest! {
    #[test]
    fn every_story_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..40)) {
        prop_assert!(any_item(pieces.concat().as_bytes()) > 0);
    }

    #[test]
    fn every_sentence_comes_out_once(count in 1_usize..6, is_anpa in any::<bool>(), indented in any::<bool>()) {
        let sentence = |number: usize| format!("Crane number {number} of the harbour lifts {number} tons, says a member.");
        let start = if indented { "\t   " } else { "" };
        let text = (0..count).map(|number| format!("{start}{}\r\n\r\n", sentence(number))).collect::<Vec<_>>().concat();
        let story = if is_anpa {
            format!("\u{16}\u{16}\u{1}w1\u{1f}a\r\nr i\u{13}\u{11} BC-X 01-19 0345\r\n\u{2}^BC-X,3<\r\n^Head<\r\n{text}\u{3}\u{4}")
        } else {
            format!("\u{1}dpa0123 4 pl 345\r\n\u{2}Head\r\n\r\n{text}\u{3}\u{4}")
        };
        let (articles, _) = read(if is_anpa { &ANPA } else { &IPTC_7901 }, story.as_bytes());
        for number in 0..count {
            prop_assert_eq!(articles[0].body.matches(&sentence(number)).count(), 1, "{:?}", articles);
        }
    }
}

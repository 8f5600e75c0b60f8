//! Members that are one article together: saved pages with their parts, scanned pages with their
//! texts.
//!
//! The order of members must not matter, and what is no part must be read.

use super::{TEXT, gz, headlines, read, tar, zip};

const PAGE: &[u8] = b"<html><head><title>Pier</title></head><body><article><h1>Pier opens again</h1>\
    <p>The pier of Norvik opened again on Monday after two years of repairs, the council said.</p>\
    <p>It had been closed since a storm took the boards of its last forty metres.</p></article></body></html>";
const FRAME: &[u8] =
    b"<html><body><h1>Advertisement</h1><p>Buy the lamps of Ormerod, the best lamps \
    of the whole coast, today and on every other day of the year.</p></body></html>";
const MHTML: &[u8] = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/1\r\n\
    Subject: Pier\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/html\r\nContent-Location: https://post.example/1\r\n\r\n<html><body><h1>Ferry sails</h1>\
    <p>The ferry left Norvik harbour before the gale and did not come back until morning.</p></body></html>\r\n--b--\r\n";
const SCAN: &[u8] =
    b"<alto><Layout><Page><TextBlock><TextLine><String CONTENT='Scanned'/></TextLine>\
    </TextBlock></Page></Layout></alto>";

/// Archives of these members: zip, tar, and tar in gzip.
fn archives(members: &[(&str, &[u8])]) -> [(&'static str, Vec<u8>); 3] {
    let tar = tar(members);
    [
        ("a.zip", zip(members)),
        ("a.tar.gz", gz(&tar)),
        ("a.tar", tar),
    ]
}

/// The headlines of an archive's articles, and its problems in short.
fn given(name: &str, archive: &[u8]) -> (Vec<String>, Vec<String>) {
    let given = read(name, archive);
    let headlines = headlines(&given).into_iter().map(|(line, _)| line);
    let problems = given.1.iter().map(|problem| problem.detail.clone());
    (headlines.collect(), problems.collect())
}

#[test]
fn a_saved_page_is_one_article_whether_its_parts_are_before_or_after_it() {
    let page = ("web/Pier.html", PAGE);
    let frame = ("web/Pier_files/frame.html", FRAME);
    let style = ("web/Pier_files/main.css", &b"p { color: red }"[..]);
    for members in [
        [page, frame, style],
        [frame, page, style],
        [frame, style, page],
        [style, frame, page],
    ] {
        for (name, archive) in archives(&members) {
            let (headlines, problems) = given(name, &archive);
            assert_eq!(headlines, ["Pier opens again"], "{name}");
            assert_eq!(problems, ["members that are parts of a saved page: 2"]);
        }
    }
}

#[test]
fn what_only_looks_like_a_part_is_read() {
    let frame = ("Pier-Dateien/frame.html", FRAME);
    for (name, archive) in archives(&[frame, ("other.txt", TEXT)]) {
        let (headlines, problems) = given(name, &archive);
        assert_eq!(headlines, ["Three", "Advertisement"], "{name}");
        assert!(problems.is_empty(), "{problems:?}");
    }
    // A document that somebody put there.
    for (name, archive) in archives(&[("Pier.html", PAGE), ("Pier_files/notes.txt", TEXT)]) {
        let (headlines, _) = given(name, &archive);
        assert_eq!(headlines, ["Pier opens again", "Three"], "{name}");
    }
    // Without its page, a folder with styles has parts.
    let style = ("Pier-Dateien/main.css", &b"p { }"[..]);
    for (name, archive) in archives(&[frame, style, ("other.txt", TEXT)]) {
        let (headlines, problems) = given(name, &archive);
        assert_eq!(headlines, ["Three"], "{name}");
        assert_eq!(problems, ["members that are parts of a saved page: 2"]);
    }
}

#[test]
fn saved_pages_in_one_file_are_read_in_archives() {
    let members = [("a/pier.mhtml", MHTML), ("b/pier.html", PAGE)];
    for (name, archive) in archives(&members) {
        let (headlines, problems) = given(name, &archive);
        assert_eq!(headlines, ["Ferry sails", "Pier opens again"], "{name}");
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn the_text_of_a_scanned_page_is_not_read_again() {
    let (scan, text) = (("p/seq-1/ocr.xml", SCAN), ("p/seq-1/ocr.txt", TEXT));
    let other = ("p/seq-2/ocr.txt", TEXT);
    for members in [
        &[text, scan][..],
        &[scan, text],
        &[scan, ("p/seq-3/ocr.xml", SCAN), text],
    ] {
        for (name, archive) in archives(members) {
            let given = read(name, &archive);
            assert!(
                given.0.iter().all(|page| page.body == "Scanned"),
                "{given:?}"
            );
            assert!(given.1.is_empty(), "{given:?}");
        }
    }
    for members in [[text, other], [scan, other]] {
        for (name, archive) in archives(&members) {
            assert_eq!(read(name, &archive).0.len(), 2, "{name}");
        }
    }
    // Next to a page without words its text is read.
    let bare = "<alto><Layout><Page><TextBlock><TextLine><String CONTENT=''/>\
                <String CONTENT=\"\"/></TextLine></TextBlock></Page></Layout></alto>";
    let bare = ("p/seq-1/ocr.xml", bare.as_bytes());
    for members in [[text, bare], [bare, text]] {
        for (name, archive) in archives(&members) {
            assert_eq!(given(name, &archive).0, ["Three"], "{name}");
        }
    }
    // Another kind of XML is no page.
    let feed = ("p/seq-1/ocr.xml", &b"<config><a>1</a></config>"[..]);
    for (name, archive) in archives(&[text, feed]) {
        assert_eq!(given(name, &archive).0, ["Three"], "{name}");
    }
}

#[test]
fn texts_of_the_same_name_are_all_read() {
    // As after `tar rf`, or where two archives were put together.
    let texts = [("news.txt", TEXT), ("news.txt", TEXT), ("news.txt", TEXT)];
    for (name, archive) in archives(&texts) {
        assert_eq!(read(name, &archive).0.len(), 3, "{name}");
    }
}

#[test]
fn parts_that_do_not_fit_into_memory_are_read() {
    let long = vec![b'x'; 9 << 20];
    let members = [
        ("Pier_files/a.html", FRAME),
        ("Pier_files/long.js", &long[..]),
        ("Pier.html", PAGE),
    ];
    let (headlines, _) = given("a.tar", &tar(&members));
    assert_eq!(headlines, ["Advertisement", "Pier opens again"]);
}

const METS: &[u8] = b"<mets xmlns:xlink='http://www.w3.org/1999/xlink'><fileSec><fileGrp><file ID='f1'><FLocat \
    xlink:href='file://./text/1.xml'/></file><file ID='f2'><FLocat xlink:href='file://./text/2.xml'/></file></fileGrp></fileSec>\
    <structMap TYPE='LOGICAL'><div TYPE='Newspaper'><div TYPE='ARTICLE' LABEL='Ferry back'><fptr><seq>\
    <area FILEID='f1' BETYPE='IDREF' BEGIN='B1'/><area FILEID='f2' BETYPE='IDREF' BEGIN='B1'/></seq></fptr></div></div>\
    </structMap></mets>";

fn page(text: &str) -> Vec<u8> {
    format!(
        "<alto><Layout><Page><PrintSpace><TextBlock ID='B1'><TextLine><String CONTENT='{text}'/></TextLine></TextBlock>\
         </PrintSpace></Page></Layout></alto>"
    )
    .into_bytes()
}

#[test]
fn the_articles_of_an_issue_in_an_archive_are_read_from_its_pages_in_any_order() {
    let (first, second, other) = (page("First."), page("Second."), page("Other."));
    let mets = ("x/i1/i1-mets.xml", METS);
    let one = ("x/i1/text/1.xml", &*first);
    let two = ("x/i1/text/2.xml", &*second);
    let next = [
        ("x/i2/i2-mets.xml", METS),
        ("x/i2/text/1.xml", &*first),
        ("x/i2/text/2.xml", &*second),
    ];
    let page = ("y/a/b/other_1921-01-19_0001.xml", &*other);
    for members in [[mets, one, two], [one, two, mets], [one, mets, two]] {
        let members = [&members[..], &next, &[page]].concat();
        for (name, archive) in archives(&members) {
            let given = read(name, &archive);
            assert_eq!(given.1, [], "{name}");
            let texts: Vec<_> = given
                .0
                .iter()
                .map(|article| (&*article.headline, &*article.body))
                .collect();
            let whole = ("Ferry back", "First.\n\nSecond.");
            assert_eq!(texts, [whole, whole, ("", "Other.")], "{name}");
        }
    }
}

#[test]
fn the_texts_of_a_list_in_an_archive_are_read_with_it() {
    let list = br#"[{"id": "1", "slug": "vane", "title": "Vane turns", "state": "Active", "savedAt": "2024-10-30T16:30:11Z"}]"#;
    let list = ("x/metadata_0_to_1.json", &list[..]);
    let text = (
        "x/content/vane.html",
        &b"<div><p>The vane has turned.</p></div>"[..],
    );
    for members in [[list, text], [text, list]] {
        for (name, archive) in archives(&members) {
            let given = read(name, &archive);
            assert_eq!((given.0.len(), &given.1[..]), (1, &[][..]), "{name}");
            assert_eq!(given.0[0].body, "The vane has turned.", "{name}");
        }
    }
}

//! Word documents as programs write them, with what is not part of the text.
//!
//! Documents are built here, so that each part of one can be odd.

use super::WORD;
use crate::article::{Article, ProblemKind, WhyLeftOut};
use crate::formats::test_support::documents::{dated, read};
use crate::formats::test_support::zipped::zip;

const TYPES: &str = "<Types/>";

const RELATIONS: &str = "<Relationships>\
    <Relationship Id='r1' Type='http://x/styles' Target='styles.xml'/>\
    <Relationship Id='r2' Type='http://x/footnotes' Target='footnotes.xml'/>\
    <Relationship Id='r3' Type='http://x/header' Target='header1.xml'/>\
    <Relationship Id='r4' Type='http://x/hyperlink' Target='https://post.example/' TargetMode='External'/>\
    </Relationships>";

const STYLES: &str = "<w:styles>\
    <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:styleId='a1'><w:name w:val='Title'/></w:style>\
    <w:style w:styleId='Own'><w:name w:val='Big headline'/><w:basedOn w:val='a1'/></w:style>\
    <w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>\
    </w:styles>";

const NOTES: &str = "<w:footnotes>\
    <w:footnote w:id='-1'><w:p><w:r><w:t>separator</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:id='2'><w:p><w:r><w:t>The keeper was asked twice.</w:t></w:r></w:p></w:footnote>\
    </w:footnotes>";

fn document(body: &str) -> Vec<u8> {
    let text = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
    zip(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/footnotes.xml", NOTES),
        (
            "word/header1.xml",
            "<w:hdr><w:p><w:r><w:t>Newsroom copy</w:t></w:r></w:p></w:hdr>",
        ),
    ])
}

/// The one article of a document in which nothing is wrong.
fn article(body: &str) -> Article {
    let (mut articles, problems) = read(&WORD, &document(body));
    assert_eq!(problems, [], "{body}");
    assert_eq!(articles.len(), 1, "{body}");
    articles.remove(0)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn the_title_or_the_first_heading_is_the_headline() {
    let text = p("The ferry is back. It left at noon.");
    for body in [
        styled("Title", "Ferry returns") + &text,
        styled("Heading1", "Ferry returns") + &text,
        styled("berschrift1", "Ferry returns") + &text,
        styled("Own", "Ferry returns") + &text,
        p("Ferry returns") + &text,
        styled("Loop", "Ferry returns") + &text,
        styled("Title", "Ferry") + &styled("Title", "returns") + &text,
    ] {
        let article = article(&body);
        assert_eq!(article.headline, "Ferry returns", "{body}");
        assert_eq!(
            article.body, "The ferry is back. It left at noon.",
            "{body}"
        );
    }
}

#[test]
fn lines_above_a_heading_and_below_a_title_are_read() {
    let body = p("By Ann Lee")
        + &p("19 January 2021")
        + &styled("Heading1", "Ferry returns")
        + &p("PORT MARLOW (Dispatches) \u{2013} The ferry is back.");
    let article = article(&body);
    assert_eq!(article.headline, "Ferry returns");
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(dated(&article).0, "2021-01-19");
    assert_eq!(article.place.as_deref(), Some("Port Marlow"));

    let body = styled("Title", "Ferry returns")
        + &styled("Subtitle", "After nine years")
        + &p("Author: Ann Lee")
        + &p("Date: 19 January 2021")
        + &p("The ferry is back.");
    let article = self::article(&body);
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(dated(&article).0, "2021-01-19");
    assert_eq!(article.body, "After nine years\n\nThe ferry is back.");
}

#[test]
fn a_person_sees_runs_breaks_notes_boxes_and_tables() {
    let body = styled("Title", "Ferry returns")
        + "<w:p><w:r><w:t>It left </w:t></w:r><w:hyperlink r:id='r4'><w:r><w:t>at noon</w:t></w:r></w:hyperlink>\
           <w:r><w:t>.</w:t><w:footnoteReference w:id='2'/><w:br/><w:t>A\u{a0}new</w:t><w:tab/><w:t>line</w:t></w:r>\
           <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>\
           </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>\
           </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> goes on.</w:t></w:r></w:p>\
           <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Day</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Boats</w:t></w:r></w:p>\
           </w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r>\
           </w:p></w:tc></w:tr></w:tbl>"
        + "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>\
           <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>";
    assert_eq!(
        article(&body).body,
        "It left at noon.\nA\u{a0}new\tline goes on.\n\nA box.\n\nDay | Boats\nMonday | 4\n\none\ntwo\n\n\
         The keeper was asked twice."
    );
}

#[test]
fn what_is_not_seen_is_left_out_and_named() {
    let body = styled("Title", "Ferry returns")
        + "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='Heading1'/></w:pPr></w:pPrChange></w:pPr>\
           <w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
           <w:ins><w:r><w:t>back</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>XE</w:t></w:r>\
           <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>\
           <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>.</w:t></w:r></w:p>";
    let article = article(&body);
    assert_eq!(article.body, "It is back.");
    let left_out: Vec<_> = article
        .left_out
        .iter()
        .map(|part| (part.why, part.characters))
        .collect();
    assert_eq!(
        left_out,
        [
            (WhyLeftOut::Hidden, 4),
            (WhyLeftOut::Hidden, 2),
            (WhyLeftOut::Boilerplate, 12),
        ]
    );
}

#[test]
fn parts_whose_text_is_elsewhere_are_named() {
    let body = styled("Title", "Ferry returns")
        + "<w:altChunk r:id='x'/><w:p><w:r><c:chart r:id='y'/></w:r></w:p>";
    let why: Vec<_> = article(&body)
        .left_out
        .iter()
        .map(|part| part.why)
        .collect();
    assert_eq!(
        why,
        [
            WhyLeftOut::NotRead,
            WhyLeftOut::Embedded,
            WhyLeftOut::Boilerplate
        ]
    );
}

#[test]
fn broken_documents_are_problems() {
    let cut = document("</w:body></w:document>").len() / 2;
    for (bytes, kind) in [
        (document("")[..cut].to_vec(), ProblemKind::Damaged),
        (document("<w:p/>"), ProblemKind::Empty),
        (b"{\\rtf1 no}".to_vec(), ProblemKind::Damaged),
        (
            zip(&[("[Content_Types].xml", TYPES), ("word/x.xml", "")]),
            ProblemKind::Damaged,
        ),
        (
            zip(&[(
                "word/document.xml",
                "<w:document><w:body><w:p><w:r><w:t>It ends in the",
            )]),
            ProblemKind::Malformed,
        ),
    ] {
        let (articles, problems) = read(&WORD, &bytes);
        assert_eq!(articles, []);
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [kind]);
    }
}

#[test]
fn tags_that_nest_or_never_end_cost_nothing() {
    let deep =
        "<w:tbl><w:tr><w:tc><w:txbxContent><w:p>".repeat(20_000) + "<w:r><w:t>Deep.</w:t></w:r>";
    let (articles, problems) = read(&WORD, &document(&deep));
    assert_eq!((articles.len(), problems.len()), (0, 1), "it is cut off");
    let notes = "<w:r><w:footnoteReference w:id='2'/></w:r>".repeat(50_000);
    let body = format!("<w:p><w:r><w:t>Text.</w:t></w:r>{notes}</w:p>");
    assert!(article(&body).body.ends_with("The keeper was asked twice."));
}

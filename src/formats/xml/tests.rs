//! Hostile and odd XML.
//!
//! Faulty records must not cost the others, what a file declares must not be expanded, and depth
//! and number of elements are limited.

use super::prose::prose;
use super::{Element, Elements, Piece, Shape};
use crate::article::ProblemKind;
use crate::formats::MAX_WHOLE_FILE;

const FEED: Shape = Shape {
    containers: &["feed"],
    records: &["item"],
};

const DOCUMENT: Shape = Shape {
    containers: &[],
    records: &[],
};

/// An element's text, or what is wrong with it, for each element of a file.
fn pieces(xml: &[u8], shape: Shape) -> Vec<Result<String, (ProblemKind, String)>> {
    let mut elements = Elements::new(Box::new(xml), shape, MAX_WHOLE_FILE).unwrap();
    let mut found = Vec::new();
    while let Some(piece) = elements.next() {
        match piece {
            Ok(Piece::Opened(_)) => {}
            Ok(Piece::Whole(element)) => found.push(Ok(element.text())),
            Err(fault) => {
                let problem = fault.of_record(1);
                found.push(Err((problem.kind, problem.detail)));
            }
        }
    }
    found
}

fn root(xml: &str) -> Element {
    let mut elements = Elements::new(Box::new(xml.as_bytes()), DOCUMENT, MAX_WHOLE_FILE).unwrap();
    match elements.next() {
        Some(Ok(Piece::Whole(root))) => root,
        Some(Err(fault)) => panic!("{fault:?} in {xml}"),
        _ => panic!("no element in {xml}"),
    }
}

#[test]
fn text_is_what_elements_references_and_sections_say() {
    let declared = "<!DOCTYPE a [<!ENTITY big \"aaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    for (xml, text) in [
        ("<a>one <b>two</b> three</a>", "one two three"),
        ("<a><![CDATA[<b>]]>&lt;/b&gt;</a>", "<b></b>"),
        ("<a>AT&T & caf&eacute;&#33;</a>", "AT&T & café!"),
        ("<a>x<!-- no -->y<?pi?>z</a>", "xyz"),
        ("<a>one\r\ntwo&#3;three</a>", "one\ntwo three"),
    ] {
        assert_eq!(root(xml).text(), text, "{xml}");
    }
    let expanded = root(&format!("{declared}<a>&big; &x;</a>"));
    assert_eq!(expanded.text(), "&big; &x;", "nothing declared is expanded");
}

#[test]
fn names_are_those_of_the_vocabulary_whatever_the_prefix() {
    for (xml, name) in [
        (
            "<q:nitf xmlns:q='http://iptc.org/std/NITF/2006-10-18/'/>",
            "nitf",
        ),
        ("<c xmlns='http://purl.org/dc/elements/1.1/'/>", "dc:c"),
        ("<d:c xmlns:d='http://purl.org/dc/elements/1.1/'/>", "dc:c"),
        ("<dc:c/>", "dc:c"),
        ("<own:c xmlns:own='http://example.org/'/>", "own:c"),
        ("<c xmlns='http://example.org/'/>", "c"),
    ] {
        assert_eq!(root(xml).name, name, "{xml}");
    }
}

#[test]
fn a_faulty_record_does_not_end_the_file() {
    for (broken, reason) in [
        ("<item><b>x</i></item>", "`</i>` where `</b>` is expected"),
        ("<item><b>x</item>", "`</item>` where `</b>` is expected"),
        ("<item>never closed", "`<item>` is never closed"),
    ] {
        let xml = format!("<feed>\n<item>one</item>\n{broken}\n<item>three</item></feed>");
        let found = pieces(xml.as_bytes(), FEED);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0], Ok("one".to_owned()));
        let (kind, detail) = found[1].clone().unwrap_err();
        assert_eq!(kind, ProblemKind::Malformed);
        assert!(
            detail.ends_with(reason) && detail.starts_with("line "),
            "{detail}"
        );
        assert_eq!(found[2], Ok("three".to_owned()), "{broken}");
    }
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    for (xml, shape) in [
        (&b"<feed><item>one</item><item>tw"[..], FEED),
        (b"<feed><item>one</item>", FEED),
        (b"<a><b>x</b>", DOCUMENT),
        (b"<a><b", DOCUMENT),
    ] {
        let last = pieces(xml, shape).pop().unwrap();
        assert_eq!(last.unwrap_err().0, ProblemKind::Malformed, "{xml:?}");
    }
}

#[test]
fn depth_and_number_of_elements_are_bounded() {
    let deep = format!(
        "<feed><item>{}</item><item>two</item></feed>",
        "<b>".repeat(100_000)
    );
    let found = pieces(deep.as_bytes(), FEED);
    assert!(
        found[0].clone().unwrap_err().1.contains("256 deep"),
        "{:?}",
        found[0]
    );
    let many = format!("<a>{}</a>", "<b/>".repeat((1 << 20) + 1));
    let found = pieces(many.as_bytes(), DOCUMENT);
    assert_eq!(found[0].clone().unwrap_err().0, ProblemKind::TooLarge);
    let fits = format!("<a>{}x{}</a>", "<b>".repeat(255), "</b>".repeat(255));
    assert_eq!(pieces(fits.as_bytes(), DOCUMENT), [Ok("x".to_owned())]);
}

#[test]
fn prose_has_paragraphs_lines_and_cells() {
    for (xml, text) in [
        ("<b><p> one\n two </p><p>three</p></b>", "one two\n\nthree"),
        (
            "<b>loose <i>and</i> bound<p>par</p>after</b>",
            "loose and bound\n\npar\n\nafter",
        ),
        ("<b><p>one<br/>two</p></b>", "one\ntwo"),
        (
            "<b><ul><li>one</li><li>two</li></ul><p>x</p></b>",
            "one\ntwo\n\nx",
        ),
        (
            "<b><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></b>",
            "A | B\n1 | 2",
        ),
        ("<b><pre>\n a  b\nc\n\nd\n</pre></b>", " a  b\nc\n\nd"),
        ("<b><p>x<person>Ann</person>y</p></b>", "xAnny"),
        (
            "<b><media><media-caption>no</media-caption></media><p>yes</p><note><p>no</p></note></b>",
            "yes",
        ),
        ("<b><p>it&amp;#39;s</p></b>", "it's"),
        ("<b><p>a &lt;em&gt;b&lt;/em&gt; c</p></b>", "a b c"),
        (
            "<b><header><ul><li>Slug</li></ul><h1>Head</h1></header><p>yes</p><footer>no</footer></b>",
            "yes",
        ),
        ("<b/>", ""),
    ] {
        assert_eq!(prose(&root(xml)), text, "{xml}");
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_reading_panic_or_hang(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        pieces(&bytes, FEED);
        pieces(&bytes, DOCUMENT);
    }

    #[test]
    fn no_jumble_of_markup_makes_reading_panic_or_hang(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "<feed>", "</feed>", "<item>", "</item>", "<item/>", "<a b='c'", ">", "</a>", "<!--", "-->", "<![CDATA[",
                "]]>", "&", "&amp;", "&#0;", "<!DOCTYPE a [", "<?xml encoding='utf-16'?>", "text", "<x:y xmlns:x=''>", "'", "<",
                "\u{feff}", "xmlns:xml='a'", "</x:y>",
            ]),
            0..40,
        )
    ) {
        let xml = parts.concat();
        for text in pieces(xml.as_bytes(), FEED).into_iter().flatten() {
            proptest::prop_assert!(text.len() <= xml.len());
        }
        if let Some(Ok(Piece::Whole(element))) = Elements::new(Box::new(xml.as_bytes()), DOCUMENT, MAX_WHOLE_FILE).unwrap().next() {
            prose(&element);
        }
    }
}

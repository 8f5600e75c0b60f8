//! `OpenDocument` texts and tables, with what is not part of the text.
//!
//! Documents are built here, so that each part of one can be odd.

use super::OPEN_DOCUMENT;
use crate::article::{ProblemKind, WhyLeftOut};
use crate::formats::ArticleReader;
use crate::formats::test_support::documents::{dated, read};
use crate::formats::test_support::zipped::zip;

const STYLES: &str = "<office:document-styles><style:style style:name='Big' style:parent-style-name='Title'/>\
    <style:master-page><style:header><text:p>Newsroom copy</text:p></style:header></style:master-page>\
    </office:document-styles>";

fn document(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", "x"),
        ("content.xml", &content),
        ("styles.xml", STYLES),
    ])
}

fn text(styles: &str, text: &str) -> Vec<u8> {
    document(styles, &format!("<office:text>{text}</office:text>"))
}

#[test]
fn a_text_is_an_article_by_its_styles() {
    for title in [
        "<text:p text:style-name='Title'>Ferry returns</text:p>",
        "<text:p text:style-name='P1'>Ferry returns</text:p>",
        "<text:p text:style-name='P2'>Ferry returns</text:p>",
        "<text:h text:style-name='Heading_20_1' text:outline-level='1'>Ferry returns</text:h>",
        "<text:h text:outline-level='2'>Ferry\n  returns</text:h>",
        "<text:p>Ferry returns</text:p>",
    ] {
        let styles = "<style:style style:name='P1' style:parent-style-name='Title'/>\
                      <style:style style:name='P2' style:parent-style-name='Big'/>";
        let body = format!(
            "{title}<text:p>By Ann Lee</text:p><text:p>19 January 2021</text:p>\
             <text:p>It is<text:s text:c='2'/>back.<text:line-break/>All<text:note><text:note-citation>1\
             </text:note-citation><text:note-body><text:p>Most.</text:p></text:note-body></text:note> cheer.</text:p>\
             <text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p>\
             </text:list-item></text:list>"
        );
        let (articles, problems) = read(&OPEN_DOCUMENT, &text(styles, &body));
        assert_eq!(problems, [], "{title}");
        assert_eq!(articles[0].headline, "Ferry returns", "{title}");
        assert_eq!(dated(&articles[0]).0, "2021-01-19", "{title}");
        assert_eq!(articles[0].bylines, ["Ann Lee"], "{title}");
        let text = "It is  back.\nAll cheer.\n\none\ntwo\n\nMost.";
        assert!(
            articles[0].body.ends_with(text),
            "{title}: {}",
            articles[0].body
        );
    }
}

#[test]
fn a_flat_file_is_read_as_well() {
    let flat = "<?xml version='1.0'?><office:document office:mimetype='x'><office:body><office:text>\
        <text:h>Ferry returns</text:h><text:p>It is back.</text:p></office:text></office:body></office:document>";
    assert!(OPEN_DOCUMENT.recognizes(flat.as_bytes()));
    let (articles, problems) = read(&OPEN_DOCUMENT, flat.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(
        (&*articles[0].headline, &*articles[0].body),
        ("Ferry returns", "It is back.")
    );
}

#[test]
fn comments_and_deleted_text_are_left_out_and_named() {
    let body = "<text:h>Ferry returns</text:h><text:tracked-changes><text:changed-region><text:deletion><office:change-info>\
        <dc:creator>Ed</dc:creator></office:change-info><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:p>It is<office:annotation><dc:creator>Ed</dc:creator>\
        <text:p>sure?</text:p></office:annotation> back.</text:p>";
    let (articles, problems) = read(&OPEN_DOCUMENT, &text("", body));
    assert_eq!(problems, []);
    assert_eq!(articles[0].body, "It is back.");
    let left_out: Vec<_> = articles[0]
        .left_out
        .iter()
        .map(|part| (part.why, part.characters))
        .collect();
    assert_eq!(
        left_out,
        [
            (WhyLeftOut::Hidden, 4),
            (WhyLeftOut::Comments, 5),
            (WhyLeftOut::Boilerplate, 12),
        ]
    );
}

#[test]
fn rows_of_tables_are_articles_however_often_they_repeat() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let rows = format!(
        "<office:spreadsheet><table:table table:name='A'><table:table-row>{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated='1000000'>{}{}<table:table-cell \
         office:value-type='date' office:date-value='2021-01-19'><text:p>19/01/21</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated='999999999'/></table:table-row></table:table>\
         </office:spreadsheet>",
        cell("title"),
        cell("text"),
        cell("date"),
        cell("Ferry"),
        "<table:table-cell><text:p>One.</text:p><text:p>Two.</text:p><office:annotation><text:p>no</text:p>\
         </office:annotation></table:table-cell>"
    );
    let (articles, problems) = read(&OPEN_DOCUMENT, &document("", &rows));
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].body, "One.\nTwo.");
    assert_eq!(dated(&articles[0]).0, "2021-01-19");
    let wide = "<office:spreadsheet><table:table><table:table-row><table:table-cell \
        table:number-columns-repeated='4000000000'><text:p>title</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet>";
    assert_eq!(read(&OPEN_DOCUMENT, &document("", wide)).0.len(), 0);
}

#[test]
fn other_kinds_and_damage_are_problems() {
    for (bytes, kind) in [
        (
            document("", "<office:presentation/>"),
            ProblemKind::UnknownFormat,
        ),
        (text("", "<text:p/>"), ProblemKind::Empty),
        (
            zip(&[("mimetype", ""), ("content.xml", "\u{1}\u{2}")]),
            ProblemKind::NotUnpacked,
        ),
        (zip(&[("mimetype", "")]), ProblemKind::Damaged),
    ] {
        let (articles, problems) = read(&OPEN_DOCUMENT, &bytes);
        assert_eq!(articles, []);
        assert_eq!(problems[0].kind, kind);
    }
}

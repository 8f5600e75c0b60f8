//! Workbooks as programs write them, and hostile ones.
//!
//! Workbooks are built here, so that each part of one can be odd.

use super::{EXCEL, Sheet, read_sheets};
use crate::article::{ArchivePath, ProblemKind};
use crate::formats::test_support::documents::{dated, options, read};
use crate::formats::test_support::zipped::zip;

const WORKBOOK: &str = "<workbook><sheets><sheet name='News' sheetId='1' r:id='rId1'/>\
    <sheet name='Notes' sheetId='2' r:id='rId2'/></sheets></workbook>";

const RELATIONS: &str = "<Relationships>\
    <Relationship Id='rId1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>\
    <Relationship Id='rId2' Type='http://x/worksheet' Target='/xl/worksheets/sheet2.xml'/>\
    <Relationship Id='rId3' Type='http://x/sharedStrings' Target='sharedStrings.xml'/>\
    <Relationship Id='rId4' Type='http://x/styles' Target='styles.xml'/></Relationships>";

const STRINGS: &str = "<sst><si><t>title</t></si><si><t>text</t></si><si><t>date</t></si>\
    <si><r><t>Ferry </t></r><r><t>returns</t></r><rPh><t>x</t></rPh></si>\
    <si><t>It is \"back\", all say.\n\nYes; all.</t></si></sst>";

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts>\
    <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/>\
    </cellXfs></styleSheet>";

fn workbook(first: &str, second: &str) -> Vec<u8> {
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet(first)),
        ("xl/worksheets/sheet2.xml", &sheet(second)),
        ("[Content_Types].xml", "<Types/>"),
    ])
}

const NAMES: &str = "<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c>\
    <c r='D3' t='s'><v>2</v></c></row>";

#[test]
fn rows_below_the_names_are_articles() {
    let rows = format!(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>Report of the week</t></is></c></row>{NAMES}\
         <row r='4'><c r='A4' t='s'><v>3</v></c><c r='B4' t='s'><v>4</v></c><c r='D4' s='1'><v>44215.5</v></c></row>\
         <row r='5'/><row r='6'><c t='inlineStr'><is><t>Second</t></is></c><c t='str'><f>A1</f><v>Text.</v></c>\
         <c/><c t='d'><v>2021-01-20</v></c></row>"
    );
    let (articles, problems) = read(&EXCEL, &workbook(&rows, ""));
    assert_eq!(problems, []);
    let found: Vec<_> = articles
        .iter()
        .map(|article| (&*article.headline, &*article.body, dated(article).0))
        .collect();
    assert_eq!(
        found,
        [
            (
                "Ferry returns",
                "It is \"back\", all say.\n\nYes; all.",
                "2021-01-19T12:00:00".to_owned()
            ),
            ("Second", "Text.", "2021-01-20".to_owned()),
        ]
    );
    let noted: Vec<_> = articles[0]
        .left_out
        .iter()
        .map(|own| own.characters)
        .collect();
    assert_eq!(noted, ["Reportoftheweek".len() as u64]);
}

#[test]
fn numbers_go_on_over_sheets_and_other_sheets_are_named() {
    let row = |text: &str| {
        format!("{NAMES}<row r='9'><c r='A9' t='inlineStr'><is><t>{text}</t></is></c></row>")
    };
    let (articles, problems) = read(&EXCEL, &workbook(&row("One"), &row("Two")));
    assert_eq!(problems, []);
    let numbers: Vec<_> = articles
        .iter()
        .map(|article| article.origin.ordinal)
        .collect();
    assert_eq!(numbers, [1, 2]);

    let sums = "<row><c><v>12</v></c><c><v>13</v></c></row>";
    let (articles, problems) = read(&EXCEL, &workbook(&row("One"), sums));
    assert_eq!(articles.len(), 1);
    assert!(problems[0].detail.contains("`Notes`"), "{problems:?}");

    let (articles, problems) = read(&EXCEL, &workbook(sums, ""));
    assert_eq!((articles.len(), problems.len()), (0, 1));
    assert!(problems[0].detail.contains("`News`"), "{problems:?}");
}

#[test]
fn cells_at_the_corners_take_no_room() {
    let rows = format!(
        "{NAMES}<row r='4'><c r='A4' t='s'><v>3</v></c></row>\
         <row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    );
    let (articles, problems) = read(&EXCEL, &workbook(&rows, ""));
    assert_eq!(articles.len(), 1);
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert!(
        kinds.contains(&ProblemKind::BadMetadata),
        "the cell outside is named: {kinds:?}"
    );
}

#[test]
fn a_workbook_without_text_is_a_problem() {
    for (first, kind) in [("", ProblemKind::Empty), (NAMES, ProblemKind::Empty)] {
        let (articles, problems) = read(&EXCEL, &workbook(first, ""));
        assert_eq!(articles, []);
        assert_eq!(problems[0].kind, kind);
    }
    let (_, problems) = read(&EXCEL, &workbook("<row><c><v>1</v>", ""));
    assert_eq!(problems[0].kind, ProblemKind::Malformed);
}

#[test]
fn sheets_of_any_source_are_read_in_one_way() {
    let mut sheet = Sheet::new("A");
    for (row, column, text) in [
        (1, 1, "headline"),
        (1, 2, "body"),
        (2, 1, " A \"b\" "),
        (2, 2, "c"),
    ] {
        sheet.push(row, column, text);
    }
    let path = ArchivePath::from_stored("a");
    let mut items = Vec::new();
    read_sheets([Ok(sheet)].into_iter(), &path, &options(), &mut items).unwrap();
    assert_eq!(items[0].as_ref().unwrap().headline, "A \"b\"");
}

#[test]
fn formulas_that_are_links_give_a_row_its_address() {
    let names = NAMES.replace("D3", "C3");
    let rows = format!(
        "{names}<row r='4'><c r='A4' t='str'><f>HYPERLINK(\"https://a.example/1\",\"Ferry sold\")</f>\
         <v>Ferry sold</v></c><c r='B4' t='s'><v>4</v></c></row><row r='5'><c r='A5'>\
         <f>HYPERLINK(\"https://a.example/2\",\"Quay closed\")</f></c></row>"
    );
    let (articles, problems) = read(&EXCEL, &workbook(&rows, ""));
    assert_eq!(problems, []);
    let found: Vec<_> = articles
        .iter()
        .map(|article| (&*article.headline, article.url.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            ("Ferry sold", Some("https://a.example/1")),
            ("Quay closed", Some("https://a.example/2"))
        ]
    );
}

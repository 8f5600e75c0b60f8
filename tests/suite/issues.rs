//! Issues of digitised newspapers: several files that are read together, and read again together.

use crate::harness::{Archive, found, settings};

const METS: &str = "<mets xmlns:xlink='x'><dmdSec ID='d'><mods><titleInfo><title>Norvik Mercury</title></titleInfo>\
    <originInfo><dateIssued>1921-01-19</dateIssued></originInfo></mods></dmdSec>\
    <fileSec><file ID='P1' MIMETYPE='text/xml'><FLocat xlink:href='text/1.xml'/></file></fileSec>\
    <structMap TYPE='LOGICAL'><div TYPE='ISSUE' DMDID='d'><div TYPE='ARTICLE' LABEL='Ferry resumed'>\
    <fptr><area FILEID='P1' BEGIN='b1'/></fptr></div></div></structMap></mets>";

fn page(text: &str) -> String {
    format!(
        "<alto><Layout><Page><TextBlock ID='b1'><TextLine><String CONTENT='{text}'/></TextLine></TextBlock>\
         </Page></Layout></alto>"
    )
}

/// The files of what is found after the archive is indexed again.
fn after_job(archive: &Archive, query: &str) -> Vec<String> {
    archive.index();
    found(&archive.generation(), query)
}

#[test]
fn a_change_of_a_page_or_of_its_issue_is_seen() {
    let archive = Archive::of(&[
        ("issue/issue-mets.xml", METS),
        ("issue/text/1.xml", &page("The lamp was lit.")),
        (
            "issue/manifest.txt",
            "9f8c6c2e5696859560124a61f8fead92  text/1.xml\n",
        ),
        ("other.xml", &page("The pump was lit.")),
    ]);
    assert_eq!(after_job(&archive, "lamp"), ["issue/issue-mets.xml"]);
    assert_eq!(archive.generation().manifest.statistics.articles, 2);

    archive.write("issue/text/1.xml", page("The lantern was lit again."));
    assert_eq!(after_job(&archive, "lantern"), ["issue/issue-mets.xml"]);
    assert_eq!(found(&archive.generation(), "lamp"), [""; 0]);

    archive.remove("issue/issue-mets.xml");
    assert_eq!(after_job(&archive, "lantern"), ["issue/text/1.xml"]);

    archive.write("issue/issue-mets.xml", METS);
    assert_eq!(after_job(&archive, "lantern"), ["issue/issue-mets.xml"]);
    assert_eq!(archive.generation().manifest.statistics.articles, 2);

    let number = archive.generation().number();
    archive.index();
    assert_eq!(archive.generation().number(), number);
}

#[test]
fn a_page_whose_issue_is_left_out_is_an_article_itself() {
    let archive = Archive::of(&[
        ("issue/issue-mets.xml", METS),
        ("issue/text/1.xml", &page("The lamp was lit.")),
    ]);
    let mut settings = settings();
    settings.settings.exclude = vec!["*mets.xml".into()];
    archive.index_with(&settings);
    assert_eq!(found(&archive.generation(), "lamp"), ["issue/text/1.xml"]);
}

#[test]
fn the_text_of_a_page_is_not_found_twice() {
    let archive = Archive::of(&[("seq-1/ocr.txt", "The lamp was lit.\n\nIt was cold.")]);
    assert_eq!(after_job(&archive, "lamp"), ["seq-1/ocr.txt"]);
    archive.write("seq-1/ocr.xml", page("The lamp was lit."));
    assert_eq!(after_job(&archive, "lamp"), ["seq-1/ocr.xml"]);
    archive.remove("seq-1/ocr.xml");
    assert_eq!(after_job(&archive, "lamp"), ["seq-1/ocr.txt"]);
}

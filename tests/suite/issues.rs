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

/// An issue with an article, a letter, two advertisements and a table of contents.
fn issue_of_several_kinds() -> Archive {
    let unit = |kind: &str, block: &str| {
        format!("<div TYPE='{kind}'><fptr><area FILEID='P1' BEGIN='{block}'/></fptr></div>")
    };
    let units = [
        unit("ARTICLE", "b1"),
        unit("LETTER_TO_EDITOR", "b2"),
        unit("ADVERTISEMENT", "b3"),
        unit("Classified_Ad", "b4"),
        unit("TABLE_OF_CONTENTS", "b5"),
    ];
    let mets = format!(
        "<mets xmlns:xlink='x'><fileSec><file ID='P1' MIMETYPE='text/xml'><FLocat xlink:href='1.xml'/></file></fileSec>\
         <structMap TYPE='LOGICAL'><div TYPE='ISSUE'>{}</div></structMap></mets>",
        units.concat()
    );
    let certainties = [("0.9", 1), ("0.5", 2), ("0.4", 3), ("0.3", 4), ("0.2", 5)];
    let blocks = certainties.map(|(certainty, number)| {
        format!(
            "<TextBlock ID='b{number}'><TextLine><String CONTENT='lamp{number}' WC='{certainty}'/>\
             <String CONTENT='lamps' WC='{certainty}'/></TextLine></TextBlock>"
        )
    });
    let alto = format!(
        "<alto><Layout><Page>{}</Page></Layout></alto>",
        blocks.concat()
    );
    Archive::of(&[("issue-mets.xml", &mets), ("1.xml", &alto)])
}

/// The kind and the quality of each hit, in their order.
fn kinds(archive: &Archive, query: &[&str]) -> Vec<(String, u64)> {
    let search = [&["search", "--format", "json"], query].concat();
    let page = archive.run(&search).json();
    let hits = page["hits"].as_array().unwrap().iter();
    hits.map(|hit| {
        let kind = hit["kind"].as_str().unwrap().to_owned();
        (kind, hit["quality"].as_u64().unwrap())
    })
    .collect()
}

#[test]
fn advertisements_and_contents_are_counted_and_read_only_if_asked_for() {
    let archive = issue_of_several_kinds();
    let run = archive.run(&["index"]).exits(0);
    let counted = "not indexed: 2 advertisement, 1 contents; --kinds all indexes them too";
    let printed = run.stdout() + &run.stderr();
    assert!(printed.contains(counted), "{printed}");
    let own = |kind: &str, quality| (kind.to_owned(), quality);
    assert_eq!(
        kinds(&archive, &["lamps", "--sort", "quality"]),
        [own("article", 90), own("letter", 50)]
    );

    // A job that reads nothing counts them too.
    let report = archive
        .run(&["reindex", "--report", "-", "."])
        .exits(0)
        .json();
    let left_out = &report["archives"][0]["units_left_out"];
    assert_eq!(
        left_out,
        &serde_json::json!({"advertisement": 2, "contents": 1})
    );

    // The option is remembered.
    archive.run(&["index", "--kinds", "all"]).exits(0);
    archive.write("2.xml", page("A lantern."));
    archive.run(&["index"]).exits(0);
    assert_eq!(kinds(&archive, &["lamps"]).len(), 5);
    assert_eq!(kinds(&archive, &["lamps", "-kind:advertisement"]).len(), 3);
    assert_eq!(kinds(&archive, &["lamps", "quality:>=50"]).len(), 2);
    assert_eq!(
        kinds(&archive, &["quality:20..30", "--sort", "quality"]),
        [own("advertisement", 30), own("contents", 20)]
    );
    let facets = ["facets", "lamps", "--by", "kind", "--format", "json"];
    let facets = archive.run(&facets).exits(0).json();
    let kinds = facets["facets"]["kind"].as_array().unwrap();
    assert_eq!(
        kinds[0],
        serde_json::json!({"value": "advertisement", "count": 2})
    );

    archive
        .run(&["index", "--kinds", "weather,letter"])
        .exits(0);
    // The letter, and a page of which no source names a kind.
    assert_eq!(archive.generation().manifest.statistics.articles, 2);
    archive
        .run(&["index", "--kinds", "comic"])
        .exits(2)
        .says("there is no kind `comic`");
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
    // A page without words has less than its text.
    archive.write("seq-1/ocr.xml", page(""));
    assert_eq!(after_job(&archive, "lamp"), ["seq-1/ocr.txt"]);
    archive.remove("seq-1/ocr.xml");
    assert_eq!(after_job(&archive, "lamp"), ["seq-1/ocr.txt"]);
}

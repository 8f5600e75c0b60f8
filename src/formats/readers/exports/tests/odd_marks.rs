//! Exports whose headings, marks and labels are others than usual: without a colon, of before 2000,
//! put together, of broadcasts.
//!
//! No text of an article is lost in them.

use super::{articles, left_out, lexis, read};
use crate::article::ProblemKind;

/// The two documents of an export of ProQuest, with this between the labels.
fn proquest(heading: &str, details: &str) -> String {
    let documents = ["One", "Two"].iter().enumerate();
    let documents: Vec<_> = documents
        .map(|(at, title)| {
            format!(
                "Document {} of 2\n\n{title}\n\nAuthor: Brekke, Olav\n\nPublication info: The Norvik Mercury ; Norvik \
                 [Norvik]. 19 Jan 2021.\n\nProQuest document link\n\n{heading}The ferry of {title} sailed.\n\nNobody \
                 waved\n\nHe said: ice is cold.\n\n{details}Subject: Ferries\nTitle: {title}\nPublication title: The \
                 Norvik Mercury; Norvik\nPublication date: Jan 19, 2021\nProQuest document ID: 2478{at}\n\n",
                at + 1
            )
        })
        .collect();
    documents.concat()
}

#[test]
fn the_text_of_proquest_needs_no_label_with_a_colon() {
    for (heading, details) in [
        ("FULL TEXT\n", "DETAILS\n\n"),
        ("Full text\n\n", ""),
        ("Volltext\n\n", "Details\n\n"),
        ("Full text: ", ""),
        (
            "ABSTRACT (ENGLISH)\nIn short.\n\nFULL TEXT\n",
            "DETAILS\n\n",
        ),
        ("", "DETAILS\n\n"),
        ("", ""),
    ] {
        let read = articles("proquest", &proquest(heading, details));
        assert_eq!(read.len(), 2, "{heading:?}");
        for (article, title) in read.iter().zip(["One", "Two"]) {
            assert_eq!(article.headline, title, "{heading:?}");
            assert_eq!(
                article.body,
                format!("The ferry of {title} sailed.\n\nNobody waved\n\nHe said: ice is cold."),
                "{heading:?}"
            );
            assert_eq!(article.keywords, ["Ferries"], "{heading:?}");
            assert_eq!(article.bylines, ["Olav Brekke"], "{heading:?}");
        }
    }
}

#[test]
fn a_document_without_a_text_is_a_problem() {
    let text = proquest("Full text: ", "").replace(
        "The ferry of Two sailed.\n\nNobody waved\n\nHe said: ice is cold.",
        "Not available.",
    );
    let (_, articles, problems) = read(text.as_bytes());
    assert_eq!(articles.len(), 2);
    let kinds: Vec<_> = problems
        .iter()
        .map(|problem| (problem.ordinal, problem.kind))
        .collect();
    assert_eq!(kinds, [(Some(2), ProblemKind::NoBody)]);
}

#[test]
fn marks_of_before_2000_open_articles() {
    let text = (lexis(1, 2, "One\n\nLENGTH: 9\n\nThe ferry is back.")
        + &lexis(2, 2, "Two\n\nLENGTH: 9\n\nThe crane fell."))
        .replace("1 of 2 DOCUMENTS", "LEVEL 1 - 1 OF 2 STORIES")
        .replace("2 of 2 DOCUMENTS", "LEVEL 1 - 2 OF 2 STORIES");
    let read = articles("lexisnexis", &text);
    let found: Vec<_> = read
        .iter()
        .map(|article| (&*article.headline, &*article.body))
        .collect();
    assert_eq!(
        found,
        [("One", "The ferry is back."), ("Two", "The crane fell.")]
    );
}

#[test]
fn a_cover_between_two_downloads_is_of_no_article() {
    let one = lexis(1, 1, "One\n\nLENGTH: 9\n\nThe ferry is back.");
    let two = lexis(1, 1, "Two\n\nLENGTH: 9\n\nThe crane fell.");
    let cover = "\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Tuesday, February 02, 2021  10:12:44\n\n\
                 Send To:\n2152 417K\nNORVIK UNIVERSITY LIBRARY\n\nTerms: (ferry)\n\nSource: The Norvik Mercury\n\
                 Project ID: None\n\n";
    let read = articles("lexisnexis", &format!("{one}{cover}{two}"));
    let bodies: Vec<&str> = read.iter().map(|article| &*article.body).collect();
    assert_eq!(bodies, ["The ferry is back.", "The crane fell."]);
}

#[test]
fn labels_above_a_labelled_headline_are_none() {
    let middle = "TRANSCRIPT: 030301CN.V11\n\nSECTION: NEWS; Domestic\n\nLENGTH: 72 words\n\nHEADLINE: Storm Hits Norvik\n\n\
                  BYLINE: Tony Harris\n\nGUESTS: Olav Brekke\n\nBODY:\n\nTONY HARRIS: Good morning.";
    let read = articles("lexisnexis", &lexis(1, 1, middle));
    assert_eq!(read[0].headline, "Storm Hits Norvik");
    assert_eq!(read[0].body, "TONY HARRIS: Good morning.");
    assert_eq!(
        left_out(&read[0]),
        ["TRANSCRIPT metadata", "GUESTS metadata"]
    );
}

#[test]
fn the_full_text_has_a_label_in_dutch_too() {
    let middle = "Brug dicht\n\nSECTIE: Binnenland; Blz. 12\n\nLENGTE: 9 woorden\n\nVOLLEDIGE TEKST:\nDe brug blijft dicht.";
    let read = articles("lexisnexis", &lexis(1, 1, middle));
    assert_eq!(
        (&*read[0].body, &read[0].place),
        ("De brug blijft dicht.", &None)
    );
    let text = "De brug is dicht\nThe Norvik Mercury\nJuly 1, 2019 Monday\n\nCopyright 2019 Norvik Group Ltd All Rights \
                Reserved\n\nSection: Binnenland\nLength: 118 woorden\nByline: Anneke Voorn\nGuests: Olav Brekke\n\
                Volledige tekst\n\nDe brug blijft dicht.\n\n\nLoad-Date: July 1, 2019\n\n\nEnd of Document\n";
    let read = articles("nexis-uni", text);
    assert_eq!(read[0].body, "De brug blijft dicht.");
    assert_eq!(read[0].bylines, ["Anneke Voorn"]);
}

#[test]
fn a_code_of_factiva_that_is_not_known_ends_the_field_above_it() {
    let one = |codes: &str| {
        format!(
            "HD  Ferry sails\nWC  20 words\nPD  14 February 2018\nSN  The Norvik Mercury\nLA  English\n{codes}\
             AN  Document NORVMR0020180214ee2e0000a\n"
        )
    };
    let read = articles(
        "factiva",
        &one("TX  The ferry of Norvik sailed.\n\n    Nobody waved.\n"),
    );
    assert_eq!(read[0].language.as_deref(), Some("en"));
    assert_eq!(read[0].body, "The ferry of Norvik sailed.\n\nNobody waved.");
    let read = articles(
        "factiva",
        &one(
            "ZZ  Harbour\nLP  The ferry of Norvik sailed.\n\nTD  Nobody waved.\nUS  The band played.\n",
        ),
    );
    assert_eq!(read[0].language.as_deref(), Some("en"));
    assert_eq!(
        read[0].body,
        "The ferry of Norvik sailed.\n\nNobody waved.\nUS  The band played."
    );
    assert_eq!(left_out(&read[0]), ["ZZ metadata"]);
}

#[test]
fn rights_of_factiva_may_be_in_parentheses() {
    let text = "News\nOne\nBy Marit Solheim\n96 words\n14 February 2018\nThe Norvik Mercury\nNORVMR\n3\nEnglish\n\
                (Copyright (c) 2018, Norvik Journal & Company, Inc.)\n\nThe ferry sailed.\n\n\
                Document NORVMR0020180214ee2e0000a\n";
    assert_eq!(articles("factiva", text)[0].body, "The ferry sailed.");
}

//! Exports in documents of word processors, where each line is a paragraph, and the ends of texts.
//!
//! Labels and rights may have no blank line above them.

use super::{articles, left_out, read};
use crate::article::Article;

/// The articles of a document whose paragraphs are these lines.
fn of_paragraphs(product: &str, lines: &str) -> Vec<Article> {
    let lines = lines.replace('\n', "\\par\n");
    let (format, articles, problems) = read(format!("{{\\rtf1\\ansi {lines}}}").as_bytes());
    assert_eq!((format, problems), (product, vec![]), "{lines}");
    articles
}

#[test]
fn paragraphs_below_the_date_are_editions_if_a_headline_follows() {
    for (below, headline, notes) in [
        ("\nCouncil saves lighthouse", "Council saves lighthouse", 0),
        (
            "Late Edition - Final\n\nCouncil saves lighthouse",
            "Council saves lighthouse",
            1,
        ),
        (
            "Late Edition\nFinal\n\nCouncil saves lighthouse",
            "Council saves lighthouse",
            2,
        ),
        ("Council saves lighthouse", "Council saves lighthouse", 0),
    ] {
        let text = format!(
            "1 of 1 DOCUMENTS\n\nThe Norvik Mercury\n\nJanuary 21, 2021 Thursday\n{below}\n\nBYLINE: Ann Lee\nLENGTH: 9 \
             words\n\nThe council voted on Thursday.\n\nLOAD-DATE: January 21, 2021\nLANGUAGE: ENGLISH\n"
        );
        let articles = of_paragraphs("lexisnexis", &text);
        assert_eq!(articles.len(), 1);
        assert_eq!(articles[0].headline, headline, "{below}");
        assert_eq!(
            articles[0].body, "The council voted on Thursday.",
            "{below}"
        );
        assert_eq!(left_out(&articles[0]).len(), notes, "{below}");
    }
}

#[test]
fn a_text_that_was_put_into_a_document_has_its_paragraphs() {
    let text = "                 1 of 1 DOCUMENTS\n\n               The Norvik Mercury\n\n            January 21, 2021 \
        Thursday\n\nCouncil saves the lighthouse and wants to open the tower of it to\nvisitors\n\nLENGTH: 9 words\n\nThe \
        council of Eastbay voted on Wednesday night to keep the lighthouse\nand to open its tower.\n\nEight were in \
        favour.\n\nLOAD-DATE: January 21, 2021\n";
    let articles = of_paragraphs("lexisnexis", text);
    let headline = "Council saves the lighthouse and wants to open the tower of it to visitors";
    assert_eq!(articles[0].headline, headline);
    let body = "The council of Eastbay voted on Wednesday night to keep the lighthouse\nand to open its tower.\n\nEight \
        were in favour.";
    assert_eq!(articles[0].body, body);
}

#[test]
fn rights_and_numbers_are_cut_from_the_end_of_a_text() {
    let head = "Norvik Mercury, The (ME)\n\nKEEPER HANGS UP HIS KEYS\n\nSeptember 22, 2004\nSection: MAIN\nEdition: \
        ONE\nPage: 1A\n\nArticle Text:\n\n";
    let rights = "Copyright (c) 2004 The Norvik Mercury";
    for (gap, end) in [("\n\n", "\n\n"), ("\n", "\n"), ("\n\n", "\n")] {
        let text =
            format!("{head}The bridge is open.{gap}{rights}{end}Record Number: 0409220123\n");
        for text in [text.clone(), text.replace("\n\n", "\n")] {
            let article = &articles("newsbank", &text)[0];
            assert_eq!(article.body, "The bridge is open.", "{text}");
            assert_eq!(article.headline, "KEEPER HANGS UP HIS KEYS");
            assert_eq!(
                of_paragraphs("newsbank", &text)[0].body,
                "The bridge is open."
            );
        }
    }
    let text = "De Standaard* - 12 Mrt. 2018\nPagina 6\n\nHaven dicht\n\nDe haven is dicht.\nCopyright © 2018 gopress. Alle \
        rechten voorbehouden\n";
    assert_eq!(articles("mediargus", text)[0].body, "De haven is dicht.");
}

#[test]
fn labels_of_proquest_need_no_blank_lines() {
    let text = "____________________________________________________________\nDocument 1 of 1\n\nHarbour closes\nAuthor: \
        Lee, Ann\nPublication info: Boston Globe ; Boston, Mass. [Boston, Mass]. 03 Jan 1999: B1.\nhttp://search.example/1\n\n\
        Abstract: The harbour closed.\nLinks: http://example.org/x\nFull text: The harbour closed on Thursday.\n\nThe mayor \
        was sorry.\nIllustration\nCaption: PHOTO\nSubject: Harbors\nLocation: Norvik\nTitle: Harbour closes\nPublication \
        title: Boston Globe\nPublication date: Jan 3, 1999\nLanguage of publication: English\nProQuest document ID: 12345\n";
    let articles = articles("proquest", text);
    let article = &articles[0];
    assert_eq!(article.headline, "Harbour closes");
    assert_eq!(
        article.body,
        "The harbour closed on Thursday.\n\nThe mayor was sorry."
    );
    assert_eq!(article.bylines, ["Ann Lee"]);
    assert_eq!(article.source.as_deref(), Some("Boston Globe"));
}

#[test]
fn sections_after_a_text_of_nexis_uni_need_no_blank_lines() {
    let head = "Port closes\nThe Mercury\nMarch 12, 2018 Monday\n\nCopyright 2018 Mercury All Rights Reserved\n\nSection: \
        NEWS; Pg. 6\nLength: 431 words\nByline: Ann Lee\nBody\n\nThe port closed.\n";
    let end = "Load-Date: March 12, 2018\n\nEnd of Document\n";
    let classified = format!("{head}Classification\n\nLanguage: ENGLISH\n\n{end}");
    assert_eq!(
        articles("nexis-uni", &classified)[0].body,
        "The port closed."
    );
    let pictured = format!("{head}\nGraphic\nPhoto X, a boat\nNotes\nSee page 7.\n\n{end}");
    let article = &of_paragraphs("nexis-uni", &pictured)[0];
    assert_eq!(article.body, "The port closed.");
    assert_eq!(left_out(article), ["Graphic caption", "Notes not-read"]);
    // The same words within a text are text.
    let within = format!("{head}Graphic\nThe boats wait.\n\n{end}");
    assert!(
        articles("nexis-uni", &within)[0]
            .body
            .contains("The boats wait.")
    );
}

#[test]
fn a_byline_above_the_bold_headline_of_apa_is_no_headline() {
    for (above, bylines) in [
        ("Von Anna Klein\n", &["Anna Klein"][..]),
        ("{\\i Anna Klein}\n", &["Anna Klein"]),
        ("", &[]),
    ] {
        let text = format!(
            "{{\\i \"Der Standard\" vom 12.03.2018}}\nSeite 6\n{above}\n{{\\b Hafen zu}}\n\nDer Hafen ist \
             zu.\n\n________________________________\n"
        );
        let article = &of_paragraphs("apa", &text)[0];
        assert_eq!(article.headline, "Hafen zu", "{above}");
        assert_eq!(article.bylines, bylines);
        assert_eq!(article.body, "Der Hafen ist zu.");
    }
}

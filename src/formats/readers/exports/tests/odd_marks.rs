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

/// A page of Europresse with this article.
fn europresse(title: &str) -> String {
    format!(
        "<article><span class=\"DocPublicationName\">Le Monde</span><span class=\"DocHeader\">Planète, jeudi 21 janvier \
         2021, p. 8</span><p class=\"titreArticleVisu\">{title}</p><div class=\"docOcurrContainer\"><p>Le bac quitte le \
         quai lundi.</p></div><p>© 2021 Le Monde. Tous droits réservés.</p></article>"
    )
}

#[test]
fn exports_without_a_line_at_their_edges_are_told_from_others() {
    let mediargus = "1. Brug blijft dicht\n\nDe Kustbode, woensdag 30 november 2011, p. 23, 112w.\n\nDe brug ...\n\n\n\
                     30-11-2011, p.23\n\nBrug blijft dicht\n\nDe brug over de Laar blijft nog drie weken dicht.\n\n\
                     © Kustbode\n\n\n";
    let lexis = [
        lexis(1, 2, "One\n\nBYLINE: Ann Lee\n\nThe ferry sailed on Monday morning with forty passengers on board, and many waved."),
        lexis(2, 2, "Two\n\nBYLINE: Bo Ek\n\nIt came back."),
    ]
    .concat();
    let headlines = |text: &str| -> Vec<String> {
        let (_, articles, problems) = read(text.as_bytes());
        assert_eq!(problems, [], "{text}");
        articles
            .into_iter()
            .map(|article| article.headline)
            .collect()
    };
    let text = format!("{lexis}{mediargus}");
    assert_eq!(headlines(&text), ["One", "Two", "Brug blijft dicht"]);
    let (_, articles, _) = read(text.as_bytes());
    assert_eq!(articles[1].body, "It came back.");
    assert_eq!(articles[2].source.as_deref(), Some("De Kustbode"));
    let nexis = "Bridge gets cash\n\nThe Guardian\n\nJanuary 21, 2021 Thursday\n\nCopyright 2021 Guardian All Rights \
                 Reserved\n\nSection: UK NEWS; Version:1\nLength: 20 words\nBody\n\nThe bridge gets its cash.\n\n\
                 Load-Date: January 21, 2021\n\nEnd of Document\n";
    assert_eq!(
        headlines(&format!("{mediargus}{nexis}")),
        ["Brug blijft dicht", "Bridge gets cash"]
    );
    let (_, articles, _) = read(nexis.as_bytes());
    assert_eq!(articles[0].section.as_deref(), Some("UK NEWS"));
    let page = |inner: &str| {
        let lines = inner.lines().filter(|line| !line.trim().is_empty());
        let lines: Vec<_> = lines.map(|line| format!("<p>{line}</p>")).collect();
        let lines = lines.concat();
        format!(
            "<html><body>{lines}{}{}</body></html>",
            europresse("Le bac"),
            europresse("Le pont")
        )
    };
    assert_eq!(
        headlines(&page(&lexis)),
        ["One", "Two", "Le bac", "Le pont"]
    );
}

#[test]
fn the_footer_of_an_export_is_no_headline_of_the_next_one() {
    let footer = format!(
        "{}\n\nContact us at: https://support.proquest.com\n\nDatabase copyright © 2021 ProQuest LLC. All rights reserved. \
         Terms and Conditions: https://www.proquest.com/info\n\n",
        "_".repeat(60)
    );
    let facts = |title: &str| {
        format!(
            "{title}\n\nJanuary 3, 2020 | Norvik Mercury, The (ME) | Ann Lee | News | Page 4\n\nThe keeper of {title} \
                 hangs up his keys.\n\nCITATION (AGLC STYLE)\nAnn Lee, 'Bridge', Norvik Mercury, 3 Jan 2020\n\n\
                 © Copyright 2020, Norvik Mercury, The, All Rights Reserved.\n\n"
        )
    };
    let labels = "Norvik Mercury, The (ME)\n\nTHE BRIDGE\n\nJanuary 3, 1999\nSection: LOCAL\nPage: B1\n\nArticle Text:\n\n\
                  The keeper of the bridge hangs up his keys.\n\nCopyright (c) 1999 Norvik Mercury\nRecord Number: 9901030123\n";
    for (next, expected) in [
        (
            facts("Keys") + &facts("Locks"),
            &["One", "Two", "Keys", "Locks"][..],
        ),
        (labels.to_owned(), &["One", "Two", "THE BRIDGE"]),
    ] {
        let text = proquest("Full text: ", "") + &footer + &next;
        let (_, articles, problems) = read(text.as_bytes());
        assert_eq!(problems, [], "{next}");
        let headlines: Vec<_> = articles.iter().map(|article| &*article.headline).collect();
        assert_eq!(headlines, expected);
        assert!(
            articles
                .iter()
                .all(|article| !article.body.contains("ITATION")),
            "{articles:?}"
        );
    }
}

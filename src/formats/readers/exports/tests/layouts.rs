//! Layouts that differ from the usual one of a product.
//!
//! Each test is a layout that was seen in other people's files, with an invented text.

use super::{articles, left_out, read};
use crate::article::ArchivePath;
use crate::formats::lines::{Begins, Line};
use crate::formats::readers::exports::{read_lines, recognized};
use crate::formats::test_support::documents::{dated, options};

#[test]
fn old_files_of_lexisnexis_name_the_text_and_the_rights_first() {
    let text = "\n                               3 of 3 DOCUMENTS\n\n                 Copyright 2001 The Orlek Post Company\n\
                \x20                          The Orlek Post\n\n                 September 12, 2001, Wednesday, Late Edition\n\n\
                SECTION: Section A; Page 1; Column 5; National Desk\n\nLENGTH: 12 words\n\nSERIES: A YEAR OF BELLS\n\n\
                HEADLINE: Bells of Orlek\n\nBYLINE:  By N. R. Calder\n\nDATELINE: ORLEK\n\nBODY:\n   The bells rang.\n\n\
                \x20  They stopped.\n\nLANGUAGE: ENGLISH\n\nMATP\n\nTRANSCRIPT: 0912.V1\n\nLOAD-DATE: September 12, 2001\n";
    let (format, articles, problems) = read(text.as_bytes());
    assert_eq!(format, "lexisnexis");
    assert_eq!(problems, []);
    let article = &articles[0];
    assert_eq!(article.headline, "Bells of Orlek");
    assert_eq!(article.source.as_deref(), Some("The Orlek Post"));
    assert_eq!(dated(article).0, "2001-09-12");
    assert_eq!(article.bylines, ["N. R. Calder"]);
    assert_eq!(article.place.as_deref(), Some("Orlek"));
    assert_eq!(article.page.as_deref(), Some("1"));
    assert_eq!(article.body, "The bells rang.\n\n   They stopped.");
    assert_eq!(
        left_out(article),
        [
            "MATP metadata",
            "TRANSCRIPT metadata",
            "SERIES not-read",
            "documents 1 to 2 of 3, which are not in this file not-read",
        ]
    );
}

#[test]
fn transcripts_name_their_show_and_guests() {
    let text = "\n                               1 of 1 DOCUMENT\n\n\n                                      NTV\n\n\
                \x20                           January 11, 2009 Sunday\n\n                     SHOW: THE EVENING 7:00 PM EST\n\n\
                Budget of Orlek; Ferry sold\n\nBYLINE: Mira Olsen\n\nGUESTS: Peter Hask, Ines\nCalder\n\nSECTION: NEWS; \
                International\n\nLENGTH: 12567  words\n\n\nOLSEN: Good evening.\n\nHASK: Good evening.\n\nLOAD-DATE: January 12, \
                2009\n";
    let read = articles("lexisnexis", text);
    assert_eq!(read[0].headline, "Budget of Orlek; Ferry sold");
    assert_eq!(read[0].body, "OLSEN: Good evening.\n\nHASK: Good evening.");
    assert_eq!(read[0].section.as_deref(), Some("NEWS; International"));
    assert_eq!(left_out(&read[0]), ["SHOW metadata", "GUESTS metadata"]);
}

#[test]
fn pages_of_lexisnexis_are_read_like_their_text() {
    let p = |text: &str| {
        format!(
            "<BR><DIV CLASS=\"c5\"><P CLASS=\"c6\"><SPAN CLASS=\"c8\">{text}</SPAN></P></DIV>\n"
        )
    };
    let page = [
        "Dokument 1 von 1",
        "Der Inselbote",
        "27. Februar 2012 Montag",
        "Langholm verschiebt<BR>die Brücke",
        "RUBRIK: </SPAN><SPAN>INSELN; S. 7",
        "LÄNGE: 7 Wörter",
        "Der Bau ist <B>verschoben</B>.",
        "PREIS: Die Brücke kostet 7 Millionen.",
        "UPDATE: 28. Februar 2012",
        "SPRACHE: GERMAN; DEUTSCH",
        "Copyright 2012 Inselbote<BR>Alle Rechte Vorbehalten",
    ]
    .map(p)
    .concat();
    let style = ".c0 { text-align: center; }\n".repeat(200);
    for head in [
        "",
        &*format!("<STYLE>{style}</STYLE><!-- LXNComment 2827:501651797 -->"),
    ] {
        // The comment alone tells the product if the style sheet is long.
        let head = head.replace("<STYLE>", "<!-- LXNComment 1 --><STYLE>");
        let read = articles(
            "lexisnexis",
            &format!("<HTML><HEAD>{head}</HEAD><BODY>{page}</BODY></HTML>"),
        );
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].headline, "Langholm verschiebt die Brücke");
        assert_eq!(
            read[0].body,
            "Der Bau ist verschoben.\n\nPREIS: Die Brücke kostet 7 Millionen."
        );
        assert_eq!(read[0].language.as_deref(), Some("de"));
        assert_eq!(dated(&read[0]).0, "2012-02-27");
    }
}

fn paragraph(text: &str) -> Line {
    let mut line = Line::plain(text);
    line.style.begins = Begins::Paragraph;
    line
}

#[test]
fn paragraphs_of_word_are_read_with_their_styles() {
    let mut title = paragraph("School garden wins prize");
    title.style.heading = Some(1);
    let mut graphic = paragraph("Graphic");
    graphic.style.bold = graphic.text.len();
    let lines = vec![
        paragraph("User Name: x"),
        paragraph("Job Number: 1"),
        paragraph("Documents (1)"),
        paragraph("1. School garden wins prize"),
        paragraph("Client/Matter: -None-"),
        paragraph("Search Terms: garden"),
        title,
        paragraph("Eastbay Evening Star"),
        paragraph("July 4, 2019 Thursday"),
        paragraph("Late Edition"),
        paragraph("Copyright 2019 Eastbay Star Company All Rights Reserved"),
        paragraph("Length:\u{a0}61 words"),
        paragraph("Body"),
        paragraph("They grew beans."),
        paragraph("Graphic design was not taught."),
        graphic,
        paragraph("The garden."),
        paragraph("End of Document"),
    ];
    let product = recognized(&lines).unwrap();
    assert_eq!(product.name, "nexis-uni");
    let mut items = Vec::new();
    let path = ArchivePath::from_relative("a.docx".as_ref());
    read_lines(
        product,
        &mut lines.into_iter().map(Ok),
        &path,
        &options(),
        &mut items,
    )
    .unwrap();
    let article = items.remove(0).unwrap();
    assert!(items.is_empty());
    assert_eq!(article.headline, "School garden wins prize");
    assert_eq!(article.source.as_deref(), Some("Eastbay Evening Star"));
    assert_eq!(
        article.body,
        "They grew beans.\n\nGraphic design was not taught."
    );
    assert_eq!(left_out(&article), ["Graphic caption"]);
}

#[test]
fn the_layout_of_2012_of_europresse_has_its_parts_in_one_line() {
    let page = "<html><body><table><tr><td><span class=\"DocPublicationName\">Le Courrier, no. 12</span> <span \
                class=\"DocHeader\">Culture, </span><span class=\"DocHeader\">lundi, </span><span class=\"DocHeader\">5 mars \
                2012</span><span class=\"DocHeader\">, p. 8</span><br><span class=\"TitreArticleVisu\">Le chœur chante</span><br>\
                <br>Le chœur a <span class=\"occurrence\">chanté</span>.<br><br>L'écho a répondu, dit-on, et personne ne \
                dormait.<br><br>© 2012 Le Courrier. Tous droits réservés.<br><br>Numéro de document : news·20120305·CA·8\
                </td></tr></table></body></html>";
    let read = articles("europresse", page);
    assert_eq!(read.len(), 1);
    let article = &read[0];
    assert_eq!(article.headline, "Le chœur chante");
    assert_eq!(article.source.as_deref(), Some("Le Courrier"));
    assert_eq!(article.section.as_deref(), Some("Culture"));
    assert_eq!(article.page.as_deref(), Some("8"));
    assert_eq!(dated(article).0, "2012-03-05");
    assert_eq!(
        article.body,
        "Le chœur a chanté.\n\nL'écho a répondu, dit-on, et personne ne dormait."
    );
    assert_eq!(article.id.0, "news·20120305·CA·8");
}

#[test]
fn a_mail_with_an_export_gives_its_articles() {
    let page = "<a name=\"DocID_1\"></a><p>Choir sings</p><p><strong>Author: </strong>Brekke, Olav</p><p><strong>Full text: \
                </strong><p>It sang.</p></p><p><strong>Publication title: </strong>Mercury; Norvik</p><p><strong>Publication \
                date: </strong>Sep 20, 2014</p><p><strong>Database: </strong>ProQuest</p>";
    let message = |number: u32, body: &str| {
        format!(
            "From a@b.example Sun Jul  5 01:02:03 2020\nFrom: <a@b.example>\nSubject: Mail {number}\nMessage-ID: \
                 <{number}@b.example>\nDate: Sun, 5 Jul 2020 01:02:03 -0400\nMIME-Version: 1.0\nContent-Type: text/html\n\n\
                 <html><body>{body}</body></html>\n\n"
        )
    };
    let two = format!(
        "{page}{}",
        page.replace("DocID_1", "DocID_2").replace("Choir", "Ferry")
    );
    let mbox = message(1, &two) + &message(2, "<p>A mail of its own.</p>");
    let (format, articles, problems) = read(mbox.as_bytes());
    assert_eq!(format, "mail");
    assert_eq!(problems, []);
    let shown: Vec<_> = articles
        .iter()
        .map(|article| (article.origin.ordinal, &*article.headline, &*article.body))
        .collect();
    assert_eq!(
        shown,
        [
            (1, "Choir sings", "It sang."),
            (2, "Ferry sings", "It sang."),
            (3, "Mail 2", "A mail of its own."),
        ]
    );
    assert_eq!(articles[0].bylines, ["Olav Brekke"]);
    assert_eq!(dated(&articles[0]).0, "2014-09-20");
}

#[test]
fn labels_of_proquest_end_the_text_and_rules_do_not() {
    let text = "____________________________________________________________\n\nDocument 1 of 1\n\nBridge\n\nFull text: The \
                bridge.\n\n____________________________________________________________\n\nwas on the stone.\n\nPRICE: 3 \
                marks\n\nSubject: Bridges\n\nPublication title: Post; Orlek\n\nPublication date: Jun 3, 2012\n\n\
                ____________________________________________________________\n\nContact us at: \
                http://www.proquest.com/go/contactsupport\n";
    let read = articles("proquest", text);
    assert_eq!(read.len(), 1);
    assert!(read[0].body.starts_with("The bridge.\n\n____"));
    assert!(
        read[0]
            .body
            .ends_with("was on the stone.\n\nPRICE: 3 marks")
    );
    assert_eq!(read[0].keywords, ["Bridges"]);
}

#[test]
fn a_classification_needs_no_blank_line_around_it() {
    let text = "Whale seen\nNorvik Wire\nMarch 3, 2022 Thursday\n\nCopyright 2022 Norvik Wire\n\nLength: 6 words\nBody\n\n\n\
                A whale was seen off Sandholm.\nClassification\nLanguage: ENGLISH\nSubject: WHALES (90%)\n\n\
                Load-Date: March 3, 2022\n\n\nEnd of Document\n";
    let read = articles("nexis-uni", text);
    assert_eq!(read[0].body, "A whale was seen off Sandholm.");
    assert_eq!(read[0].language.as_deref(), Some("en"));
}

#[test]
fn codes_of_factiva_may_have_one_space_after_them() {
    let one = |headline: &str, number: &str| {
        format!(
            "HD {headline}\nBY By Ann Lee\nWC 96 words\nPD 14 February 2018\nSN The Norvik Mercury\nSC NORVMR\nPG 3\n\
             LA English\nCY (c) 2018 Norvik Mercury\nLP\nThe ferry is back.\n\nTD\nIN THE END it was late.\n\n\
             NS gcat : News\nAN Document NORVMR0020180214ee2e0000{number}\n\n"
        )
    };
    let text = one("Ferry returns", "a") + &one("Crane falls", "b");
    let read = articles("factiva", &text);
    assert_eq!(read.len(), 2);
    assert_eq!(read[1].headline, "Crane falls");
    assert_eq!(
        read[0].body,
        "The ferry is back.\n\nIN THE END it was late."
    );
    assert_eq!(read[0].bylines, ["Ann Lee"]);
}

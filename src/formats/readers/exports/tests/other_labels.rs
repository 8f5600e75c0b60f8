//! Exports with other labels and in another order: languages, missing lines, marks without a gap.
//!
//! Each test is a kind of file, with an invented text.

use super::{articles, left_out};
use crate::formats::test_support::documents::dated;

const TEXT: &str = "La mairie d'Orvaux a vendu le moulin de la rivière à une boulangère de Lyon.";

#[test]
fn a_text_of_nexis_uni_starts_below_its_labels_whatever_the_line_above_it_is_called() {
    for (body, load_date, end) in [
        ("Body", "Load-Date: March 12, 2010", "End of Document"),
        (
            "Corps",
            "Date de chargement : 12 mars 2010",
            "Fin du document",
        ),
        ("Text", "Ladedatum: 12. März 2010", "Ende des Dokuments"),
        ("Tekst", "Laaddatum: 12 maart 2010", "Einde van document"),
        ("", "Load-Date: March 12, 2010", "End of Document"),
    ] {
        let text = format!(
            "Le moulin est vendu\r\nLa Gazette de Velm\r\nvendredi 12 mars 2010\r\n\r\n\
             Copyright 2010 La Gazette de Velm Tous droits réservés\r\n\r\n\
             Section:\u{a0} ÉCONOMIE\r\nLongueur :\u{a0} 145 mots\r\nAuteur :\u{a0} Jeanne Ferrand\r\n\
             {body}\r\n\r\n{TEXT}\r\n\r\nPage 1 of 2\r\n\r\n{TEXT}\r\n\r\n{load_date}\r\n\r\n{end}\r\n"
        );
        let read = articles("nexis-uni", &text);
        assert_eq!(read.len(), 1, "{body}");
        let article = &read[0];
        assert_eq!(article.headline, "Le moulin est vendu", "{body}");
        assert_eq!(article.bylines, ["Jeanne Ferrand"], "{body}");
        assert_eq!(article.section.as_deref(), Some("ÉCONOMIE"), "{body}");
        assert_eq!(article.body, format!("{TEXT}\n\n{TEXT}"), "{body}");
    }
}

#[test]
fn a_centred_mark_of_lexisnexis_needs_no_blank_line_above_it() {
    let text = format!(
        "Printopdracht: Geselecteerde items: 1-1\nTijdstip printopdracht: woensdag 2 februari 2011\n\
         Zoektermen: brug\nBron: De Kustbode\n{0:33}1 of 1 DOCUMENTS\n\n{0:30}De Kustbode\n\n\
         {0:25}30 november 2011 woensdag\n\nBrug blijft dicht\n\nLENGTH: 12 woorden\n\n\
         De brug blijft dicht.\n\nLOAD-DATE: 30 november 2011\n",
        ""
    );
    let read = articles("lexisnexis", &text);
    assert_eq!(read[0].headline, "Brug blijft dicht");
    assert_eq!(dated(&read[0]).0, "2011-11-30");
}

#[test]
fn a_person_below_the_headline_of_factiva_is_its_author() {
    for (titles, section, headline) in [
        (
            "Économie\nLe moulin est vendu\nJeanne Ferrand",
            Some("Économie"),
            "Le moulin est vendu",
        ),
        (
            "Le moulin est vendu\nJeanne Ferrand",
            None,
            "Le moulin est vendu",
        ),
        (
            "Binnenland\nBrug blijft dicht\nJeanne Ferrand",
            Some("Binnenland"),
            "Brug blijft dicht",
        ),
    ] {
        let text = format!(
            "{titles}\n145 mots\n12 mars 2010\nLa Gazette de Velm\nGAZVEL\n7\nFrançais\n\
             Copyright 2010 La Gazette de Velm\n\n{TEXT}\n\nDocument GAZVEL0020100312e63c0000x\n"
        );
        let read = articles("factiva", &text);
        assert_eq!(read[0].headline, headline, "{titles}");
        assert_eq!(read[0].bylines, ["Jeanne Ferrand"], "{titles}");
        assert_eq!(read[0].section.as_deref(), section, "{titles}");
        assert_eq!(read[0].body, TEXT, "{titles}");
    }
}

#[test]
fn newer_pages_of_newsbank_have_facts_and_labels_below_the_headline() {
    let text = format!(
        "BRIDGE KEEPER HANGS UP HIS KEYS\n\nSeptember 22, 2004 | Norvik Mercury, The (ME)\n\
         Author: OLAV BREKKE; Staff Writer | Section: MAIN\n112 Words\nPage: 1A\n\n{TEXT}\n\n\
         Caption:\n\nThe bridge at night.\n\n• Citation (APA)\n\nCopyright (c) 2004 The Norvik Mercury\n\n\n\
         SAIL MAKER MOVES\n\nSeptember 23, 2004 | Norvik Mercury, The (ME)\nSection: MAIN\nPage: 2A\n\n\
         {TEXT}\n\nCopyright (c) 2004 The Norvik Mercury\n"
    );
    let read = articles("newsbank", &text);
    let headlines: Vec<&str> = read.iter().map(|article| &*article.headline).collect();
    assert_eq!(
        headlines,
        ["BRIDGE KEEPER HANGS UP HIS KEYS", "SAIL MAKER MOVES"]
    );
    assert_eq!(read[0].source.as_deref(), Some("The Norvik Mercury"));
    assert_eq!(read[0].section.as_deref(), Some("MAIN"));
    assert_eq!(read[0].page.as_deref(), Some("1A"));
    assert_eq!(dated(&read[1]).0, "2004-09-23");
    assert_eq!(read[0].body, TEXT);
    assert_eq!(left_out(&read[0]), ["Caption caption"]);
}

#[test]
fn the_headline_of_newsbank_may_be_below_the_labels() {
    let text = format!(
        "Norvik Mercury, The (ME)\nSeptember 22, 2004\nSection: MAIN\nPage: 1A\n\
         BRIDGE KEEPER HANGS UP HIS KEYS\nAuthor: OLAV BREKKE\nArticle Text:\n\n{TEXT}\n\n\
         Record Number: 0409220123\n"
    );
    let read = articles("newsbank", &text);
    assert_eq!(read[0].headline, "BRIDGE KEEPER HANGS UP HIS KEYS");
    assert_eq!(read[0].source.as_deref(), Some("The Norvik Mercury"));
    assert_eq!(read[0].body, TEXT);
}

#[test]
fn numbers_of_printed_pages_are_not_in_a_text_of_lexisnexis() {
    let text = format!(
        "{0:74}Page 1\n\n{0:32}1 of 1 DOCUMENT\n\n{0:31}The Norvik Mercury\n\n\
         {0:21}January 19, 2021 Tuesday\n\nFerry sold\n\nLENGTH: 112 words\n\nIt was old.\n\
         {0:74}Page 2\n\nIt was slow.\n\nPage 3\n\nof the log is missing.\n\n\
         LOAD-DATE: January 20, 2021\n\n{0:74}Page 3\n",
        ""
    );
    let read = articles("lexisnexis", &text);
    assert_eq!(
        read[0].body,
        "It was old.\n\nIt was slow.\n\nPage 3\n\nof the log is missing."
    );
}

#[test]
fn labels_of_proquest_are_known_in_its_languages() {
    for (labels, end) in [
        (
            "Volledige tekst: TEXT\n\nOnderwerp: Bruggen\n\nTitel: Brug dicht\n\nAuteur: Voorn, Anneke\n\n\
             Titel van publicatie: De Kustbode; Westermeer\n\nPublicatiedatum: 30 nov 2011\n\nSectie: News",
            "ProQuest-document-id: 7\n\nLaatst bijgewerkt: 2019-09-22\n\nDatabase: Global Newsstream",
        ),
        (
            "Texto completo: TEXT\n\nMateria: Bruggen\n\nTítulo: Brug dicht\n\nAutor: Voorn, Anneke\n\n\
             Título de publicación: De Kustbode; Westermeer\n\nFecha de publicación: Nov 30, 2011\n\nSección: News",
            "ID del documento de ProQuest: 7\n\nÚltima actualización: 2019-09-22\n\nBase de datos: Global Newsstream",
        ),
        (
            "Volltext: TEXT\n\nThema: Bruggen\n\nTitel: Brug dicht\n\nAutor: Voorn, Anneke\n\n\
             Publikationstitel: De Kustbode; Westermeer\n\nPublikationsdatum: 30. Nov 2011\n\nRubrik: News",
            "ProQuest-Dokument-ID: 7\n\nZuletzt aktualisiert: 2019-09-22\n\nDatenbank: Global Newsstream",
        ),
    ] {
        let rule = "_".repeat(60);
        let labels = labels.replace("TEXT", TEXT);
        let text =
            format!("{rule}\n\nDocument 1 of 1\n\nBrug dicht\n\n{labels}\n\n{end}\n\n{rule}\n");
        let read = articles("proquest", &text);
        assert_eq!(read[0].headline, "Brug dicht", "{text}");
        assert_eq!(read[0].bylines, ["Anneke Voorn"], "{text}");
        assert_eq!(read[0].source.as_deref(), Some("De Kustbode"), "{text}");
        assert_eq!(read[0].section.as_deref(), Some("News"), "{text}");
        assert_eq!(dated(&read[0]).0, "2011-11-30", "{text}");
        assert_eq!(read[0].body, TEXT, "{text}");
        assert_eq!(read[0].keywords, ["Bruggen"], "{text}");
    }
}

#[test]
fn articles_of_gopress_have_newspaper_and_day_in_one_line() {
    for (first, second) in [
        (
            "Brug dicht\n\nDe Kustbode* - 30 nov. 2011\n\nPagina 4",
            "Fanfare wint\n\nDe Kustbode* - 01 dec. 2011",
        ),
        (
            "De Kustbode* - 30 nov. 2011, p. 4\n\nBrug dicht",
            "De Kustbode* - 01 dec. 2011\n\nFanfare wint",
        ),
    ] {
        let text = format!(
            "{first}\n\nDe brug blijft dicht.\n\n© Kustbode Uitgeverij\n\n{second}\n\nDe fanfare wint.\n"
        );
        let read = articles("mediargus", &text);
        let found: Vec<_> = read
            .iter()
            .map(|article| (&*article.headline, &*article.body, dated(article).0))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "Brug dicht",
                    "De brug blijft dicht.",
                    "2011-11-30".to_owned()
                ),
                ("Fanfare wint", "De fanfare wint.", "2011-12-01".to_owned())
            ],
            "{first}"
        );
        assert_eq!(read[0].source.as_deref(), Some("De Kustbode"));
        assert_eq!(read[0].page.as_deref(), Some("4"));
    }
}

#[test]
fn the_line_of_facts_and_the_date_of_newsbank_may_be_below_labels() {
    for facts in [
        "January 3, 2020 | Norvik Mercury, The (ME) | Ann Lee | News | Page 4",
        "Friday, January 3, 2020 in the Norvik Mercury of Maine",
    ] {
        let text = format!(
            "BRIDGE KEEPER HANGS UP HIS KEYS\n\nAuthor: Ann Lee\n{facts}\nSection: News\n\n\
             Article Text:\n\n{TEXT}\n\nRecord Number: 0409220123\n"
        );
        let read = articles("newsbank", &text);
        assert_eq!(dated(&read[0]).0, "2020-01-03", "{facts}");
        assert_eq!(read[0].body, TEXT, "{facts}");
        if facts.contains('|') {
            assert_eq!(read[0].source.as_deref(), Some("The Norvik Mercury"));
            assert_eq!(read[0].page.as_deref(), Some("4"));
        }
    }
}

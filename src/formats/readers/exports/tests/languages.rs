//! Interfaces in other languages, lines of facts, and labels that no table has.
//!
//! As many articles come out as are in the file, whatever the words around them are.

use super::{articles, left_out, read};
use crate::formats::test_support::documents::dated;

/// An article of Factiva as it is displayed, in the words of an interface.
fn factiva(number: u32, count: &str, day: &str, language: &str, document: &str) -> String {
    format!(
        "Harbour lamps number {number}\nVon Jule Harms und Tom Aske\n{count}\n{day}\nThe Norvik Mercury\nNORVMR\n3\n\
         {language}\n(c) 2018 Norvik Mercury\n\nThe lamps of harbour {number} are lit.\n\nThey stay lit.\n\n\
         {document}NORVMR0020180214ee2e0000{number}\n\n"
    )
}

#[test]
fn factiva_may_count_words_in_any_language() {
    for (count, day, language, document) in [
        ("96 слов", "14 февраля 2018", "Английский", "Документ "),
        ("96 語", "2018年2月14日", "英語", "文書 "),
        ("96 文字", "2018年2月14日", "日本語", "文書"),
        ("96 字", "2018年2月14日", "中文", "文件 "),
        ("96 słów", "14 lutego 2018", "Angielski", "Dokument "),
        ("96 slov", "14. února 2018", "English", "Dokument "),
        ("96 단어", "2018년 2월 14일", "영어", "문서 "),
        ("96 ord", "14 februari 2018", "Engelska", "Dokument "),
        (
            "96 palavras",
            "14 de fevereiro de 2018",
            "Inglês",
            "Documento ",
        ),
    ] {
        let text: String = (1..=2)
            .map(|number| factiva(number, count, day, language, document))
            .collect();
        let read = articles("factiva", &text);
        assert_eq!(read.len(), 2, "{text}");
        for (article, number) in read.iter().zip(1..) {
            assert_eq!(
                article.headline,
                format!("Harbour lamps number {number}"),
                "{count}"
            );
            assert_eq!(article.bylines, ["Jule Harms", "Tom Aske"], "{count}");
            assert_eq!(dated(article).0, "2018-02-14", "{count}");
            assert_eq!(
                article.source.as_deref(),
                Some("The Norvik Mercury"),
                "{count}"
            );
            let body = format!("The lamps of harbour {number} are lit.\n\nThey stay lit.");
            assert_eq!(article.body, body, "{count}");
        }
    }
}

#[test]
fn mediargus_may_count_words_in_french() {
    for count in ["112m.", "112w.", "112 mots"] {
        let text = format!(
            "1. Pont fermé\n\nLa Gazette, mercredi 30 novembre 2011, p. 23, {count}\n\n2. Fanfare primée\n\n\
             La Gazette, jeudi 1 décembre 2011, p. 4, {count}\n\n30-11-2011, p.23\n\nPont fermé\n\n\
             Le pont reste fermé.\n\n© La Gazette\n\n01-12-2011, p.4\n\nFanfare primée\n\n\
             La fanfare est primée.\n\n© La Gazette\n"
        );
        let read = articles("mediargus", &text);
        assert_eq!(read.len(), 2, "{text}");
        assert_eq!(read[1].headline, "Fanfare primée");
        assert_eq!(read[1].source.as_deref(), Some("La Gazette"));
    }
}

#[test]
fn a_line_of_facts_alone_tells_newsbank() {
    for (source, citation) in [
        ("The Star (ME)", ""),
        ("The Star (ME)", "\n\n• Citation"),
        ("The Star", ""),
    ] {
        let one = |headline: &str, day: u32| {
            format!(
                "{headline}\n\nMarch {day}, 2012 | {source} | Tom Aske | Business | Page D3\n\n\
                 The lamps are lit on day {day}.\n\nThey stay lit.{citation}\n\n"
            )
        };
        let text = one("Harbour is lit", 7) + &one("Lamps stay on", 8);
        let read = articles("newsbank", &text);
        assert_eq!(read.len(), 2, "{text}");
        assert_eq!(read[0].headline, "Harbour is lit");
        assert_eq!(read[1].headline, "Lamps stay on");
        assert_eq!(read[1].bylines, ["Tom Aske"]);
        assert_eq!(read[1].section.as_deref(), Some("Business"));
        assert_eq!(read[1].page.as_deref(), Some("D3"));
        assert_eq!(dated(&read[1]).0, "2012-03-08");
        assert!(
            read[0].body.starts_with("The lamps are lit on day 7."),
            "{}",
            read[0].body
        );
    }
}

#[test]
fn a_memo_of_newsbank_is_named() {
    let text = "Norvik Mercury, The (ME)\n\nHarbour is lit\n\nMarch 7, 2012\n\nSection: News\n\nPage: 3\n\n\
                Article Text:\n\nThe lamps are lit.\n\nThey stay lit.\n\nMemo: See related story on page 4.\n\n\
                Record Number: 4\n";
    let read = articles("newsbank", text);
    assert_eq!(read[0].body, "The lamps are lit.\n\nThey stay lit.");
    assert_eq!(left_out(&read[0]).len(), 1, "{:?}", read[0].left_out);
}

#[test]
fn a_label_of_proquest_that_no_table_has_does_not_spoil_those_next_to_it() {
    let rule = "_".repeat(60);
    let head = format!("{rule}\n\nDocument 1 of 1\n\nBrug dicht\n\nAuthor: Voorn, Anneke\n\n");
    let end = format!("\n\n{rule}\n");
    let labels = "Subject: Strikes\n\nStrange new label: x\n\nTitle: Brug dicht\n\nNew field two: y\n\n\
                  Titel der Veröffentlichung: De Kustbode\n\nVeröffentlichungsdatum: Nov 30, 2011";
    let text = format!("{head}Full text: The bridge is shut.\n\nPRICE: 12 pounds\n\n{labels}{end}");
    let read = articles("proquest", &text);
    assert_eq!(read[0].body, "The bridge is shut.\n\nPRICE: 12 pounds");
    assert_eq!(read[0].keywords, ["Strikes"]);
    assert_eq!(read[0].source.as_deref(), Some("De Kustbode"));
    assert_eq!(dated(&read[0]).0, "2011-11-30");
    let notes = left_out(&read[0]);
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("Strange new label")),
        "{notes:?}"
    );
    // A label in the text stays text.
    let text = format!(
        "{head}Full text: The bridge is shut.\n\nTitle: a poem\n\nIt was read.\n\n{labels}{end}"
    );
    assert_eq!(
        articles("proquest", &text)[0].body,
        "The bridge is shut.\n\nTitle: a poem\n\nIt was read."
    );
}

#[test]
fn a_text_of_proquest_that_is_not_available_gives_way_to_the_summary() {
    let rule = "_".repeat(60);
    for missing in [
        "Not available.",
        "Not available",
        "Full text not available.",
        "Nicht verfügbar.",
        "Non disponible.",
    ] {
        let text = format!(
            "{rule}\n\nDocument 1 of 1\n\nBrug dicht\n\nAbstract: The bridge is shut.\n\nFull text: {missing}\n\n\
             Subject: Strikes\n\nPublication title: De Kustbode\n\nPublication date: Nov 30, 2011\n\n{rule}\n"
        );
        assert_eq!(
            articles("proquest", &text)[0].body,
            "The bridge is shut.",
            "{missing}"
        );
    }
}

#[test]
fn apa_may_have_section_and_page_in_one_line() {
    let text = "{\\rtf1\\ansi\\ansicpg1252 {\\i \"Die Presse\" vom 11.05.2004 Seite: 7 Ressort: Ausland}\\par\\par\
                {\\b Hafen leuchtet}\\par\\par Der Hafen leuchtet seit Montag.\\par\\par Er bleibt hell. (APA)\\par\
                ________________________________________\\par\
                {\\i \"Kurier\" Nr. 128/04 vom 11.05.2004 Seite 14}\\par\\par{\\b Lampen bleiben}\\par\\par Sie bleiben an.\\par}";
    let (format, read, _) = read(text.as_bytes());
    assert_eq!((format, read.len()), ("apa", 2));
    assert_eq!(read[0].page.as_deref(), Some("7"));
    assert_eq!(read[0].section.as_deref(), Some("Ausland"));
    assert_eq!(read[0].agency.as_deref(), Some("APA"));
    assert_eq!(read[1].page.as_deref(), Some("14"));
    assert_eq!(read[1].section, None);
}

#[rustfmt::skip]
#[test]
fn marks_and_labels_of_lexisnexis_are_read_in_any_case_and_language() {
    for (marks, day, byline, section, length, load, language, code) in [
        (["1 of 2 documents", "2 of 2 documents"], "January 19, 2021 Tuesday", "BYLINE", "SECTION: N; Pg. 4", "LENGTH", "LOAD-DATE", "LANGUAGE: ENGLISH", "en"),
        (["Document 1 of 2", "Document 2 of 2"], "19 January 2021", "AUTHOR", "SECTION: N; Page 4", "LENGTH", "LOAD-DATE", "LANGUAGE: ENGLISH", "en"),
        (["1 von 2 Dokumenten", "2 von 2 Dokumenten"], "19. Januar 2021 Dienstag", "AUTOR", "RUBRIK: N; S. 4", "LÄNGE", "UPDATE", "SPRACHE: GERMAN; DEUTSCH", "de"),
        (["1 sur 2 documents", "2 sur 2 documents"], "mardi 19 janvier 2021", "AUTEUR", "RUBRIQUE: N; Pg. 4", "LONGUEUR", "DATE-CHARGEMENT", "LANGUE: FRENCH; FRANÇAIS", "fr"),
        (["1 de 2 documentos", "2 de 2 documentos"], "martes 19 de enero de 2021", "AUTOR", "SECCIÓN: N; Pág. 4", "LONGITUD", "FECHA-DE-CARGA", "IDIOMA: SPANISH; ESPAÑOL", "es"),
        (["1 di 2 documenti", "2 di 2 documenti"], "martedì 19 gennaio 2021", "AUTORE", "SEZIONE: N; Pag. 4", "LUNGHEZZA", "DATA-CARICAMENTO", "LINGUA: ITALIAN; ITALIANO", "it"),
        (["1 de 2 documentos", "2 de 2 documentos"], "terça-feira 19 de janeiro de 2021", "AUTOR", "SEÇÃO: N; Pág. 4", "COMPRIMENTO", "DATA-DE-CARREGAMENTO", "IDIOMA: PORTUGUESE; PORTUGUÊS", "pt"),
        (["1 av 2 dokument", "2 av 2 dokument"], "tisdag 19 januari 2021", "FÖRFATTARE", "AVDELNING: N; Sid. 4", "LÄNGD", "UPPLADDNINGSDATUM", "SPRÅK: SWEDISH; SVENSKA", "sv"),
    ] {
        let export = |mark: &str| {
            format!(
                "\n\n{0:31}{mark}\n\n\n{0:30}Norvik Mercury\n\n{0:20}{day}\n\nFerry back\n\n{byline}: Marit Solheim\n\n\
                 {section}\n\n{length}: 9\n\nThe ferry is back.\n\n{load}: {day}\n\n{language}\n\n{0:20}Copyright 2021\n",
                ""
            )
        };
        let text = marks.map(export).concat();
        let read = articles("lexisnexis", &text);
        assert_eq!(read.len(), 2, "{text}");
        for article in &read {
            assert_eq!(article.headline, "Ferry back", "{text}");
            assert_eq!(article.bylines, ["Marit Solheim"], "{text}");
            assert_eq!(article.body, "The ferry is back.", "{text}");
            assert_eq!(dated(article).0, "2021-01-19", "{text}");
            assert_eq!(article.section.as_deref(), Some("N"), "{text}");
            assert_eq!(article.page.as_deref(), Some("4"), "{text}");
            assert_eq!(article.language.as_deref(), Some(code), "{text}");
            assert_eq!(left_out(article), [""; 0], "{text}");
        }
    }
}

//! Marks of articles: each gives an article or a problem, and a text that mentions one is a text.
//!
//! The number of articles and problems must be that of the marks.

use super::{articles, left_out, lexis, read};
use crate::article::{ArchivePath, ProblemKind};
use crate::formats::test_support::documents::options;
use crate::formats::{Input, READERS, ReadOptions};

fn two() -> String {
    lexis(1, 2, "One\n\nLENGTH: 2 words\n\nThe first text.")
        + &lexis(2, 2, "Two\n\nLENGTH: 2 words\n\nThe second text.")
}

#[test]
fn the_content_decides_in_any_character_set() {
    let text = two();
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        text.clone().into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        wide,
    ] {
        let (format, articles, problems) = read(&bytes);
        assert_eq!(format, "lexisnexis");
        assert_eq!(problems, []);
        let headlines: Vec<_> = articles.iter().map(|article| &*article.headline).collect();
        assert_eq!(headlines, ["One", "Two"]);
        assert_eq!(articles[1].body, "The second text.");
        assert_eq!(articles[1].origin.ordinal, 2);
    }
}

#[test]
fn an_export_of_factiva_is_known_in_the_character_sets_of_windows() {
    let text = "Lokales\r\nLangholm verschiebt die Brücke\r\nVon Jule Harms\r\n71 Wörter\r\n27. Februar 2012\r\n\
                Inselbote\r\nINSBO\r\n7\r\nDeutsch\r\n(c) 2012 Inselbote Verlag\r\n\r\nDie Brücke wird später \
                gebaut.\r\n\r\nDokument INSBO00020120227e82r0000a\r\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
    for bytes in [text.as_bytes(), &bytes] {
        let (format, articles, problems) = read(bytes);
        assert_eq!((format, problems), ("factiva", Vec::new()));
        assert_eq!(articles[0].headline, "Langholm verschiebt die Brücke");
        assert_eq!(articles[0].body, "Die Brücke wird später gebaut.");
    }
}

#[test]
fn an_article_that_mentions_marks_stays_one() {
    let plain = "Old files\n\nEvery file begins with a line such as\n1 of 3 DOCUMENTS, and newer ones have\nEnd of \
                 Document at the end of a text.\n\nDocument 1 of 2 is a line of ProQuest.\n";
    let (format, articles, _) = read(plain.as_bytes());
    assert_eq!((format, articles.len()), ("text", 1));

    let inside = lexis(
        1,
        2,
        "Marks\n\nLENGTH: 9 words\n\nA clerk looks for the line\n\n7 of 9 DOCUMENTS\n\nand for 2 of 2 DOCUMENTS.",
    ) + &lexis(2, 2, "Two\n\nLENGTH: 1 words\n\nText.");
    let read = super::articles("lexisnexis", &inside);
    assert_eq!(read.len(), 2);
    assert!(
        read[0]
            .body
            .contains("7 of 9 DOCUMENTS\n\nand for 2 of 2 DOCUMENTS.")
    );
}

#[test]
fn missing_numbers_are_notes_with_the_article_after_them() {
    let text = lexis(3, 7, "Three\n\nLENGTH: 1 words\n\nText.")
        + &lexis(6, 7, "Six\n\nLENGTH: 1 words\n\nText.");
    let (_, articles, problems) = read(text.as_bytes());
    assert_eq!((articles.len(), problems), (2, Vec::new()));
    assert_eq!(
        left_out(&articles[0]),
        ["documents 1 to 2 of 7, which are not in this file not-read"]
    );
    assert_eq!(
        left_out(&articles[1]),
        [
            "documents 4 to 5 of 7, which are not in this file not-read",
            "document 7 of 7, which is not in this file not-read",
        ]
    );
}

#[test]
fn exports_put_together_are_several_series() {
    let text = two() + &lexis(1, 1, "Again\n\nLENGTH: 1 words\n\nText.");
    assert_eq!(articles("lexisnexis", &text).len(), 3);
}

#[test]
fn a_mark_without_an_article_is_a_problem_and_harms_no_other() {
    let error =
        "We are sorry but there is an error in this document and it is not possible to display it.";
    let text = format!(
        "{}\n\n{:32}2 of 3 DOCUMENTS\n\n{error}\n{}",
        lexis(1, 3, "One\n\nLENGTH: 1\n\nText."),
        "",
        lexis(3, 3, "Three\n\nLENGTH: 1\n\nText.")
    );
    let (_, articles, problems) = read(text.as_bytes());
    let numbers: Vec<_> = articles
        .iter()
        .map(|article| article.origin.ordinal)
        .collect();
    assert_eq!(numbers, [1, 3]);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].ordinal, Some(2));
    assert_eq!(problems[0].kind, ProblemKind::NotAnArticle);
}

#[test]
fn text_that_no_mark_belongs_to_is_named() {
    let rest = "The rest of an article whose start is in another file. ".repeat(8);
    let (_, articles, problems) = read(format!("{rest}\n\n{}", two()).as_bytes());
    assert_eq!(articles.len(), 2);
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].detail.contains("before the first mark"),
        "{problems:?}"
    );
}

#[test]
fn what_a_person_wrote_around_the_articles_is_told_however_short() {
    let note = "The pier of Norvik is closed until May, said the mayor.";
    for (text, place) in [
        (format!("{note}\n\n{}", two()), "before the first mark"),
        (
            format!(
                "{note}\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Tuesday\n\n{}",
                two()
            ),
            "before the first mark",
        ),
    ] {
        let (_, articles, problems) = read(text.as_bytes());
        assert_eq!(articles.len(), 2, "{text}");
        assert_eq!(problems.len(), 1, "{text}");
        assert!(problems[0].detail.contains(place), "{problems:?}");
        assert!(problems[0].detail.contains(" characters "), "{problems:?}");
    }
}

fn nexis() -> String {
    ["One", "Two"]
        .map(|headline| {
            format!(
                "{headline}\nThe Norvik Mercury\nJuly 1, 2019 Monday\n\nCopyright 2019 Norvik Mercury\n\n\
                 Section: TRANSPORT\nLength: 8 words\nBody\n\n\nThe text of this one is short.\n\n\
                 Load-Date: July 1, 2019\n\n\nEnd of Document\n\n\n"
            )
        })
        .concat()
}

const FACTIVA: &str = "News\nOne\nBy Marit Solheim\n96 words\n14 February 2018\nThe Norvik Mercury\nNORVMR\n3\nEnglish\n\
    (c) 2018 Norvik\n\nThe sauna of Norvik is open.\n\nDocument NORVMR0020180214ee2e0000a\n\n\n\
    News\nTwo\n96 words\n15 February 2018\nThe Norvik Mercury\nNORVMR\nEnglish\n(c) 2018 Norvik\n\n\
    The sauna of Norvik is closed.\n\nDocument NORVMR0020180215ee2e0000b\n\n\n";

#[test]
fn exports_of_several_products_in_one_file_are_all_read() {
    let factiva = FACTIVA.to_owned();
    for exports in [
        vec![two(), nexis()],
        vec![nexis(), two()],
        vec![two(), factiva.clone()],
        vec![factiva.clone(), two()],
        vec![nexis(), factiva.clone()],
        vec![factiva.clone(), nexis()],
        vec![factiva.clone(), two(), nexis()],
        vec![two(), nexis(), two()],
        vec![nexis(), two(), nexis()],
        vec![two(), factiva.clone(), two()],
        vec![factiva.clone(), two(), factiva.clone()],
        vec![nexis(), factiva.clone(), nexis()],
        vec![factiva.clone(), nexis(), factiva.clone()],
        vec![two(), nexis(), factiva.clone(), two()],
        vec![two(), factiva.clone(), nexis(), two()],
        vec![nexis(), factiva.clone(), two(), nexis()],
        vec![nexis(), two(), factiva.clone(), nexis()],
        vec![factiva.clone(), two(), nexis(), factiva.clone()],
        vec![nexis(), two(), nexis(), two(), nexis()],
        vec![two(), nexis(), two(), factiva.clone(), two()],
    ] {
        let text = exports.concat();
        let (_, articles, problems) = read(text.as_bytes());
        assert_eq!(problems, [], "{text}");
        let found: Vec<_> = articles
            .iter()
            .map(|article| (&*article.headline, article.origin.ordinal))
            .collect();
        let expected: Vec<_> = (1..=2 * u32::try_from(exports.len()).unwrap())
            .map(|number| (if number % 2 == 1 { "One" } else { "Two" }, number))
            .collect();
        assert_eq!(found, expected, "{text}");
        for article in &articles {
            assert!(
                article.published.is_some() && article.body.ends_with('.'),
                "{text}"
            );
            assert!(article.body.len() < 60, "{}", article.body);
        }
    }
}

#[test]
fn an_export_whose_start_cannot_be_told_is_a_problem() {
    let ended = "LANGUAGE: ENGLISH\n\n\n                         Copyright 2021 Norvik Mercury\n\n";
    let text = two().replace(ended, "") + FACTIVA;
    let (_, articles, problems) = read(text.as_bytes());
    assert!(
        problems
            .iter()
            .any(|problem| problem.detail.contains("export of factiva")),
        "{problems:?}"
    );
    let all: String = articles.iter().map(|article| &*article.body).collect();
    assert!(all.contains("The sauna of Norvik is open."), "{all}");
}

#[test]
fn lists_of_mediargus_belong_to_the_articles_below_them() {
    let export = |paper: &str, day: u32| {
        format!(
            "1. Brug dicht {day}\n\n{paper}, woensdag {day} november 2011, p. 23, 112w.\n\nDe brug ...\n\n\n\
             {day}-11-2011, p.23\n\nBrug dicht {day}\n\nDe brug blijft dicht.\n\n \u{a9} Uitgeverij\n\n\n"
        )
    };
    let text = export("De Kustbode", 30) + &export("De Poldergids", 23);
    let read = articles("mediargus", &text);
    let found: Vec<_> = read
        .iter()
        .map(|article| (article.source.as_deref(), &*article.body))
        .collect();
    assert_eq!(
        found,
        [
            (Some("De Kustbode"), "De brug blijft dicht."),
            (Some("De Poldergids"), "De brug blijft dicht."),
        ]
    );
}

#[test]
fn an_article_above_the_limit_is_refused_and_the_next_is_read() {
    let long = lexis(
        1,
        2,
        &format!(
            "One\n\nLENGTH: 1\n\n{}",
            "Text and more text.\n".repeat(200)
        ),
    );
    let text = long + &lexis(2, 2, "Two\n\nLENGTH: 1\n\nText.");
    let path = ArchivePath::from_relative("download".as_ref());
    let options = ReadOptions {
        max_file_size: 2_000,
        ..options()
    };
    let reader = READERS
        .iter()
        .find(|reader| reader.name() == "lexisnexis")
        .unwrap();
    let items = reader.read_all(Input::whole(&path, &options, text.as_bytes()));
    let kinds: Vec<_> = items
        .iter()
        .map(|item| {
            item.as_ref()
                .map(|article| &*article.headline)
                .map_err(|problem| problem.kind)
        })
        .collect();
    assert_eq!(kinds, [Err(ProblemKind::TooLarge), Ok("Two")]);
}

#[test]
fn captions_are_notes_unless_there_is_no_other_text() {
    let caption = "GRAPHIC: PHOTO: The crane.";
    let with = lexis(1, 1, "Crane\n\nLENGTH: 1 words\n\nText.").replace(
        "LANGUAGE: ENGLISH",
        &format!("LANGUAGE: ENGLISH\n\n{caption}"),
    );
    let read = articles("lexisnexis", &with);
    assert_eq!(read[0].body, "Text.");
    assert_eq!(left_out(&read[0]), ["GRAPHIC caption"]);
    let alone = lexis(1, 1, "Crane\n\nSECTION: NEWS; Pg. 2").replace(
        "LANGUAGE: ENGLISH",
        &format!("LANGUAGE: ENGLISH\n\n{caption}"),
    );
    let read = articles("lexisnexis", &alone);
    assert_eq!(read[0].body, "PHOTO: The crane.");
    assert_eq!(left_out(&read[0]), [""; 0]);
    assert_eq!(read[0].page.as_deref(), Some("2"));
}

#[test]
fn labels_inside_a_text_are_text() {
    let text = lexis(
        1,
        1,
        "Fair\n\nSECTION: NEWS\n\nLENGTH: 9 words\n\nFLASH: The fair is open.\n\nSECTION: the word is on every tent.\n\n\
         PRICE: 3 pounds",
    );
    let read = articles("lexisnexis", &text);
    assert_eq!(
        read[0].body,
        "FLASH: The fair is open.\n\nSECTION: the word is on every tent.\n\nPRICE: 3 pounds"
    );
    assert_eq!(read[0].section.as_deref(), Some("NEWS"));
}

//! Exports of news databases made of the lines that their readers look for, in any order: marks,
//! labels, dates, rules, cells, rights, and the bytes of the input.
//!
//! Each byte below the number of lines stands for such a line, so that the fuzzer finds rows of
//! labels and marks that it would hardly spell. All products read the result as text and as HTML.

#![no_main]

use dateline::article::{ArchivePath, Article, Problem};
use dateline::formats::{ArticleReader, Input, READERS, ReadOptions};
use libfuzzer_sys::fuzz_target;
use std::io::BufReader;

/// The readers of text and HTML of all products.
const PRODUCTS: &[&str] = &[
    "nexis-uni",
    "lexisnexis",
    "factiva",
    "proquest",
    "europresse",
    "newsbank",
    "mediargus",
    "apa",
];

/// Lines that mean something to one of them.
const LINES: &[&str] = &[
    "",
    "                1 of 3 DOCUMENTS",
    "                2 of 3 DOCUMENTS",
    "Dokument 3 von 3",
    "Document 1 of 2",
    "Document 2 of 2",
    "End of Document",
    "Body",
    "Graphic",
    "Classification",
    "                The Norvik Mercury",
    "                January 19, 2021 Tuesday 10:47 AM GMT",
    "14 February 2018",
    "07:45",
    "30-11-2011, p.23",
    "De Kustbode, woensdag 30 november 2011, p. 23, 112w.",
    "1. Brug over de Laar",
    "BYLINE: By Ann Lee",
    "SECTION: NEWS; Pg. 4",
    "LENGTH: 9 words",
    "LOAD-DATE: January 20, 2021",
    "LANGUAGE: ENGLISH",
    "CORRECTION: ",
    "GRAPHIC: A picture.",
    "PRICE: 3",
    "Section:\u{a0}NEWS",
    "Length:\u{a0}9 words",
    "Load-Date:\u{a0}July 1, 2019",
    "Copyright 2021 Mercury",
    "All Rights Reserved",
    "9 words",
    "NORVMR",
    "English",
    "Document NORVMR0020180214ee2e0000a",
    "HD  Headline",
    "BY  By Ann Lee",
    "PD  14 February 2018",
    "ET  07:45",
    "SN  Mercury",
    "LP  Text.",
    "TD  More.",
    "AN  Document NORVMR0020180214ee2e0000a",
    "Full text: Text.",
    "Abstract: None available.",
    "Subject: Ferries",
    "Publication title: Mercury; Norvik",
    "Database: Newsstream",
    "____________________________________________________________",
    "Record Number: 0409220123",
    "Article Text:",
    "Norvik Mercury, The (ME)",
    "January 3, 2020 | Eastbay Star, The (ME) | Ann Lee | News | Page 4",
    "\"Bote.example\" gefunden am 28.12.2017 10:36 Uhr",
    "<article>",
    "</article>",
    "<p class=\"articleParagraph\">",
    "<span class=\"DocPublicationName\">Gazette, no. 3</span>",
    "<span class=\"DocHeader\">Culture, lundi 5 mars 2012</span>",
    "<p class=\"titreArticleVisu\">Titre",
    "<div class=\"DocText\">",
    "<a name=\"DocID_1\"></a>",
    "<tr><td><b>HD</b></td><td>",
    "<br>",
    "The text of an article goes on here, as long as a sentence is.",
];

fuzz_target!(|data: &[u8]| {
    let mut text = Vec::new();
    for byte in data.iter().take(4_000) {
        match LINES.get(usize::from(*byte)) {
            Some(line) => {
                text.extend_from_slice(line.as_bytes());
                text.push(b'\n');
            }
            None => text.push(*byte),
        }
    }
    let page = [b"<html>\n", text.as_slice()].concat();
    let path = ArchivePath::from_stored("download.txt");
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    for reader in READERS
        .iter()
        .filter(|reader| PRODUCTS.contains(&reader.name()))
    {
        for bytes in [&text, &page] {
            let whole = items(*reader, Input::whole(&path, &options, bytes));
            assert!(!whole.is_empty(), "{} gives nothing", reader.name());
            let numbers = whole.iter().flatten().map(|article| article.origin.ordinal);
            let numbers: Vec<u32> = numbers.collect();
            assert!(numbers.is_sorted() && !numbers.contains(&0), "{numbers:?}");
            let pieces = Box::new(BufReader::with_capacity(7, bytes.as_slice()));
            let streamed = items(*reader, Input::stream(&path, &options, pieces));
            assert_eq!(whole, streamed, "{}", reader.name());
        }
    }
});

fn items(reader: &dyn ArticleReader, input: Input<'_>) -> Vec<Result<Article, Problem>> {
    reader.read_all(input)
}

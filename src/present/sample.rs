//! A page of hits that the tests of this room write.
//!
//! The first hit has a value in nearly every field and marks in several places. The second has no
//! headline, no date and text in two scripts.

use crate::article::{ArchivePath, Article, ArticleId, DateSource, Origin};
use crate::query::{Passage, QueryWord, SearchHit, SearchPage, SearchedArchive};
use std::ops::Range;
use std::time::Duration;

pub(super) fn article() -> Article {
    Article {
        id: ArticleId("86685".to_owned()),
        headline: "Iraqi Bloc Confirms Commitment to U.S. Troops Pullout".to_owned(),
        body: "BAGHDAD (Dispatches) – The leading Iraqi parliamentary bloc of al-Fatih Coalition \
               will not retreat from demanding the withdrawal of foreign troops.\n\nIts head said \
               so on “Tuesday”."
            .to_owned(),
        published: Some("2021-01-19T22:00".parse().unwrap()),
        published_from: Some(DateSource::MetadataLine),
        place: Some("Baghdad".to_owned()),
        agency: Some("Dispatches".to_owned()),
        bylines: vec!["A. Writer".to_owned(), "B. Author".to_owned()],
        source: Some("kayhan.ir".to_owned()),
        keywords: vec!["Iraq".to_owned(), "troops".to_owned()],
        language: Some("en".to_owned()),
        url: Some("http://kayhan.ir/en/news/86685".to_owned()),
        origin: origin("dump/kayhan-86685.txt", 1),
        ..Article::default()
    }
}

pub(super) fn page() -> SearchPage {
    let first = SearchHit {
        explanation: None,
        copies: None,
        rank: 1,
        score: 12.345_678_9,
        archive: "news".to_owned(),
        article: article(),
        headline_matches: vec![find(
            "Iraqi Bloc Confirms Commitment to U.S. Troops Pullout",
            "Troops",
        )],
        passages: vec![passage(
            "demanding the Iraqi government to implement the parliament’s decision to withdraw \
             foreign troops,\nincluding Americans, from the Iraqi soil",
            &["withdraw", "troops"],
        )],
    };
    let bare = SearchHit {
        explanation: None,
        copies: None,
        rank: 2,
        score: 0.5,
        archive: "news".to_owned(),
        article: Article {
            id: ArticleId("0011aabbccddeeff".to_owned()),
            body: "駐留軍、撤退へ。\nTroops leave, and nobody wrote a headline for it.".to_owned(),
            origin: origin("wire/2021.jsonl", 7),
            ..Article::default()
        },
        headline_matches: vec![],
        passages: vec![Passage {
            start_byte: 0,
            start: 0,
            cut_before: false,
            cut_after: true,
            ..passage("駐留軍、撤退へ。\nTroops leave", &["Troops"])
        }],
    };
    SearchPage {
        words: vec![QueryWord {
            word: "troop".into(),
            typed: None,
            weight: 2.5,
            added: false,
        }],
        archives: vec![SearchedArchive {
            name: "news".to_owned(),
            generation: 12,
        }],
        query: "troops withdraw*".to_owned(),
        notes: vec!["a `)` closes nothing: left out".to_owned()],
        total: 23,
        offset: 0,
        hits: vec![first, bare],
        suggestions: Vec::new(),
        took: Duration::from_nanos(1_234_567),
    }
}

fn origin(path: &str, ordinal: u32) -> Origin {
    Origin {
        path: ArchivePath::from_stored(path),
        ordinal,
    }
}

fn passage(text: &str, matches: &[&str]) -> Passage {
    Passage {
        text: text.to_owned(),
        start_byte: 130,
        start: 128,
        matches: matches.iter().map(|word| find(text, word)).collect(),
        cut_before: true,
        cut_after: true,
    }
}

fn find(text: &str, word: &str) -> Range<usize> {
    let start = text.find(word).unwrap();
    start..start + word.len()
}

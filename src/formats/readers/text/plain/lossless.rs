//! The promise that nothing of a text is lost, and that no bytes make reading panic.
//!
//! Lines of all the sorts that files have are put together at random.

use super::labels::key_of;
use super::tests::read_at;
use crate::article::{Article, ProblemKind};
use proptest::prelude::*;
use std::fmt::Write as _;

/// All that an article holds, in lower case.
fn everything_in(article: &Article) -> String {
    let mut all = vec![
        article.id.0.clone(),
        article.headline.clone(),
        article.body.clone(),
    ];
    all.extend(article.bylines.iter().chain(&article.keywords).cloned());
    for field in [
        &article.place,
        &article.agency,
        &article.source,
        &article.section,
        &article.language,
        &article.url,
    ] {
        all.extend(field.clone());
    }
    all.join("\n").to_lowercase()
}

/// Lines of all the sorts that files have, with `W` where a word of the text's own goes.
const LINES: &[&str] = &[
    "",
    "",
    "",
    " ",
    "W W W",
    "W W",
    "W",
    "  W W",
    "\tW",
    "W W.",
    "W: W",
    "W : W W",
    "harbour.example",
    "http://W.example/",
    "News ID: W",
    "Date: 19 January 2021",
    "Date: W",
    "Date:",
    "Published: 3 May 2031",
    "Time: 22:00",
    "Time: W",
    "Updated: W",
    "By: W",
    "By Ann W",
    "From: W <W@W>",
    "Source: W W",
    "Agency: W",
    "Section: W",
    "Tags: W, W; W",
    "Place: W",
    "Place: OSLO (W)",
    "Dateline: OSLO, May 3 (W W) -",
    "Dateline: OSLO (AP) - W W",
    "Language: W",
    "URL: http://W/W",
    "Title: W W",
    "Subject: W",
    "OSLO (AP) – W W W.",
    "OSLO, 3 May 2021 (W) - W",
    "— W",
    ": W",
    "W (W) - W",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_of_the_text_is_lost(
        lines in prop::collection::vec(prop::sample::select(LINES), 0..14),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let mut count = 0;
        let mut text = String::new();
        for c in lines.join(end).chars() {
            if c == 'W' {
                count += 1;
                write!(text, "Word{count}x").unwrap();
            } else {
                text.push(c);
            }
        }
        let (article, problems) = read_at("x.txt", text.as_bytes());
        let Some(article) = article else {
            // Metadata alone is no article, and its file is reported.
            prop_assert!(matches!(problems[0].kind, ProblemKind::Empty | ProblemKind::NoText));
            return Ok(());
        };
        let all = everything_in(&article);
        for number in 1..=count {
            prop_assert!(all.contains(&format!("word{number}x")), "word {} of {:?} in {:#?}", number, text, article);
        }
        if article.published.is_none() {
            prop_assert!(!text.contains("2031") || all.contains("2031"));
        }
    }

    #[test]
    fn every_word_of_any_text_is_somewhere(text in "[a-zA-Z0-9:. ,()\n–é/-]{0,200}") {
        let Some(article) = read_at("x.txt", text.as_bytes()).0 else { return Ok(()) };
        let all = everything_in(&article);
        // Labels of any language, such as `av` in `av: Name`, are no text.
        let is_metadata = |word: &str| matches!(word, "by" | "and") || key_of(word).is_some();
        for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
            prop_assert!(is_metadata(word) || all.contains(word), "{:?} of {:?} in {:#?}", word, text, article);
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_at("x", &bytes);
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,40}(\n\\PC{0,40}:\\PC{0,20}){0,4}") {
        read_at("2021/x.txt", text.as_bytes());
    }
}

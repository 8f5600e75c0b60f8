//! Conservation: every sentence of a generated source comes out exactly once, or is named in a note.
//!
//! Sources are made of sentences with a number each, laid out as plain text, Markdown, CSV, JSON and
//! JSON Lines, with texts under known and unknown names. `documents` lays them out as XML, web
//! archives, office files and exports. `nested` puts texts into texts. Feeds, pages, mail and the
//! teletype have such tests of their own.

mod documents;
mod nested;

use crate::article::{ArchivePath, Article};
use crate::formats::{Input, ReadOptions, Reading, read_articles};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::convert::Infallible;

/// Names that values are put under: known ones of running text, of other fields, and unknown ones.
const NAMES: &[&str] = &[
    "title",
    "headline",
    "body",
    "text",
    "content",
    "description",
    "summary",
    "subtitle",
    "kicker",
    "lede",
    "section",
    "author",
    "source",
    "note",
    "correction",
    "caption",
    "tags",
    "comments",
];

/// A generated article: a headline, paragraphs, and other texts under names.
#[derive(Debug, Clone)]
struct Story {
    paragraphs: usize,
    names: Vec<&'static str>,
}

/// The sentence with a number.
fn sentence(number: usize) -> String {
    format!("Crane number zq{number}x was moved to the northern quay on Monday.")
}

/// Headline and paragraphs, numbered from 1.
fn texts(story: &Story) -> (String, Vec<String>) {
    let paragraphs = (2..2 + story.paragraphs).map(sentence).collect();
    ("Harbour zq1x buys cranes".to_owned(), paragraphs)
}

/// An object with the paragraphs as body, and a sentence under each further name.
fn object(story: &Story) -> Map<String, Value> {
    let (headline, paragraphs) = texts(story);
    let mut object = Map::new();
    object.insert("title".to_owned(), json!(headline));
    object.insert("body".to_owned(), json!(paragraphs.join("\n\n")));
    for (at, name) in story.names.iter().enumerate() {
        let number = 2 + story.paragraphs + at;
        object.entry(*name).or_insert(json!(sentence(number)));
    }
    object
}

fn read(name: &str, bytes: &[u8]) -> (Vec<Article>, usize) {
    let path = ArchivePath::from_stored(name);
    let options = ReadOptions::at("2022-01-01T00:00:00Z".parse().unwrap());
    let (mut articles, mut problems) = (Vec::new(), 0);
    let Ok(()) = read_articles(
        Input::whole(&path, &options, bytes),
        &mut |reading: Reading| {
            match reading.item {
                Ok(article) => articles.push(article),
                Err(_) => problems += 1,
            }
            Ok::<(), Infallible>(())
        },
    );
    (articles, problems)
}

/// How often a sentence is in an article, its fields included.
fn count(article: &Article, number: usize) -> usize {
    let mark = format!("zq{number}x");
    let fields = [
        &article.source,
        &article.section,
        &article.place,
        &article.agency,
    ];
    let lists = article.bylines.iter().chain(&article.keywords);
    let texts = [&article.headline, &article.body].into_iter().chain(lists);
    texts
        .chain(fields.into_iter().flatten())
        .map(|text| text.matches(&mark).count())
        .sum()
}

/// Checks that each text of an object is in the article once, or its name is in a note.
fn check(article: &Article, object: &Map<String, Value>) -> Result<(), TestCaseError> {
    for (name, value) in object {
        let text = value.as_str().unwrap_or_default();
        for number in text
            .split("zq")
            .skip(1)
            .filter_map(|rest| rest.split('x').next())
        {
            let times = count(article, number.parse().unwrap());
            let is_named = article
                .left_out
                .iter()
                .any(|left| left.element.contains(name));
            prop_assert!(
                times == 1 || (times == 0 && is_named),
                "zq{number}x of `{name}` {times} times in {article:#?}"
            );
        }
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn story() -> impl Strategy<Value = Story> {
    let names = prop::sample::subsequence(NAMES, 0..6);
    (1..5_usize, names).prop_map(|(paragraphs, names)| Story { paragraphs, names })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn sentences_of_records_come_out_once_or_are_named(story in story()) {
        let object = object(&story);
        let line = Value::Object(object.clone()).to_string();
        for (name, text) in [
            ("x.json", serde_json::to_string_pretty(&object).unwrap()),
            ("x.json", format!("[{line}, {line}]")),
            ("x.jsonl", format!("{line}\n{line}\n")),
        ] {
            let (articles, problems) = read(name, text.as_bytes());
            prop_assert!(!articles.is_empty() && problems == 0, "{name} {text}");
            for article in &articles {
                check(article, &object)?;
            }
        }
        for separator in [",", ";", "\t"] {
            let names: Vec<&str> = object.keys().map(String::as_str).collect();
            let cells: Vec<String> =
                object.values().map(|value| quoted(value.as_str().unwrap())).collect();
            let text = format!("{}\n{}\n", names.join(separator), cells.join(separator));
            let (articles, _) = read("x.csv", text.as_bytes());
            prop_assert_eq!(articles.len(), 1, "{}", text);
            check(&articles[0], &object)?;
        }
    }

    #[test]
    fn sentences_of_texts_come_out_once(
        story in story(),
        layout in prop::sample::select(vec![
            "{H}\n\n{P}",
            "{H}\n{P}",
            "Date: 19 January 2021\nAuthor: Ann Lee\n\n{H}\n\n{P}",
            "{H}\n\nFecha: 19 de enero de 2021\nFuente: {S}\n\n{P}",
            "کد خبر: ۱\nتاریخ انتشار: ۳۰ دی ۱۳۹۹\n\n{H}\n\n{P}",
            "harbour.example\n\n{H}\n\n{S}\n\n2021-01-19\n\n{P}",
            "Harbour Post\n\nDate: 2021-01-19\n\n{H}\n\n{P}",
            "OPINION: {H}\n\nDate: 2021-01-19\n\nPhoto: {S}\n\n{P}",
            "发布时间：2021-01-19 22:00 来源：示例网\n\n{H}\n\n{P}",
            "Views: {S}\nDate: soon\n\n{H}\n\n{P}",
            "{P}",
        ]),
        markdown in prop::sample::select(vec![
            "---\ntitle: {H}\nsubtitle: {S}\n---\n{P}",
            "{\n\"title\": \"{H}\",\n\"note\": \"{S}\"\n}\n\n{P}",
            "+++\ntitle = \"{H}\"\n+++\n{P}\n\n> {S}",
            "# {H}\n\n{P}\n\n* {S}\n* last",
            "{P}\n\n| {S} | b |\n|---|---|\n| c | d |",
        ]),
    ) {
        let (headline, paragraphs) = texts(&story);
        let numbers = 1..=story.paragraphs + 2;
        for (name, layout) in [("x.txt", layout), ("x.md", markdown)] {
            let text = layout
                .replace("{H}", &headline)
                .replace("{S}", &sentence(story.paragraphs + 2))
                .replace("{P}", &paragraphs.join("\n\n"));
            let (articles, _) = read(name, text.as_bytes());
            prop_assert_eq!(articles.len(), 1, "{}", text);
            for number in numbers.clone() {
                let mark = format!("zq{number}x");
                let times = count(&articles[0], number);
                let is_named = !articles[0].left_out.is_empty();
                let expected = usize::from(text.contains(&mark));
                prop_assert!(
                    times == expected || (times == 0 && is_named),
                    "{mark} {times} times of {text:?} in {:#?}", articles[0]
                );
            }
        }
    }
}

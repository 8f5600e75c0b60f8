//! The articles of a measurement: read from JSON Lines, and multiplied with changed words.

use crate::respell::Respeller;
use anyhow::{Context, ensure};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// An article of the corpus.
#[derive(Clone)]
pub struct Story {
    /// Its number, from 1.
    pub number: usize,
    /// The headline, on one line.
    pub headline: String,
    /// The date, as in the corpus: `1987-02-26T15:01:01`.
    pub date: String,
    /// The text, one paragraph per line; it starts with the dateline.
    pub body: String,
}

/// Reads a corpus: one JSON object per line with `headline`, `date`, `body` and optionally
/// `dateline`.
///
/// # Errors
/// If it cannot be read or is empty.
pub fn read(path: &Path) -> anyhow::Result<Vec<Story>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let zipped = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> = if zipped {
        Box::new(MultiGzDecoder::new(BufReader::new(file)))
    } else {
        Box::new(file)
    };
    let mut stories = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(reader).lines()) {
        let record: serde_json::Value = serde_json::from_str(&line?)
            .with_context(|| format!("line {number} is not a record"))?;
        let text = |field: &str| record[field].as_str().unwrap_or_default().trim();
        stories.push(Story {
            number,
            headline: one_line(text("headline")),
            date: text("date").to_owned(),
            body: format!("{} {}", text("dateline"), paragraphs(text("body")))
                .trim()
                .to_owned(),
        });
    }
    ensure!(
        !stories.is_empty(),
        "{} contains no article",
        path.display()
    );
    Ok(stories)
}

/// Joins the wrapped lines of each paragraph: wire copy indents paragraphs, a site's dump has one
/// paragraph per line.
fn paragraphs(body: &str) -> String {
    body.split("\n    ")
        .map(one_line)
        .filter(|paragraph| !paragraph.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes `count` articles from the given ones: first these themselves, then copies with dates of
/// earlier years and with some words changed, differently in each copy. The result is always the
/// same.
#[must_use]
pub fn multiply(stories: &[Story], count: usize) -> Vec<Story> {
    let respeller = Respeller::new(stories.iter().map(|story| story.body.as_str()));
    (0..count)
        .map(|index| {
            let story = &stories[index % stories.len()];
            let copy = index / stories.len();
            let mut made = story.clone();
            made.number = index + 1;
            if copy > 0 {
                made.date = years_before(&story.date, copy);
                made.headline = respeller.alter(&story.headline, copy, index);
                made.body = respeller.alter(&story.body, copy, index);
            }
            made
        })
        .collect()
}

/// The same day and time in an earlier year; unchanged if the date has no year.
fn years_before(date: &str, years: usize) -> String {
    let earlier = date.split_once('-').and_then(|(year, rest)| {
        let year = year.parse::<usize>().ok()?.checked_sub(years)?;
        let rest = rest.replacen("02-29", "02-28", 1);
        Some(format!("{year:04}-{rest}"))
    });
    earlier.unwrap_or_else(|| date.to_owned())
}

/// The size of headlines and bodies, in bytes.
#[must_use]
pub fn text_bytes(stories: &[Story]) -> u64 {
    stories
        .iter()
        .map(|story| (story.headline.len() + story.body.len()) as u64)
        .sum()
}

/// The number of different words (sequences of letters), without case.
#[must_use]
pub fn vocabulary(stories: &[Story]) -> usize {
    let mut words = std::collections::HashSet::new();
    for story in stories {
        for word in story.body.split(|c: char| !c.is_alphabetic()) {
            words.insert(word.to_lowercase());
        }
    }
    words.len()
}

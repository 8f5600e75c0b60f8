//! Articles to measure on: read from JSON Lines, multiplied with altered words.

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
    /// On one line.
    pub headline: String,
    /// As the corpus has it: `1987-02-26T15:01:01`.
    pub date: String,
    /// A paragraph a line, opening with its dateline.
    pub body: String,
}

/// Reads a corpus: a JSON object a line with `headline`, `date`, `body` and perhaps `dateline`.
///
/// # Errors
/// If it cannot be read or holds nothing.
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
        let record: serde_json::Value =
            serde_json::from_str(&line?).with_context(|| format!("line {number} is no record"))?;
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
    ensure!(!stories.is_empty(), "{} holds no article", path.display());
    Ok(stories)
}

/// A wire's copy wraps its lines and indents paragraphs; a site's dump has a paragraph a line.
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

/// Makes `count` articles of those given: first themselves, then copies of earlier years with other
/// words, each copy with others. The same are made every time.
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

/// The same day and time of an earlier year; as it is where it names no year.
fn years_before(date: &str, years: usize) -> String {
    let earlier = date.split_once('-').and_then(|(year, rest)| {
        let year = year.parse::<usize>().ok()?.checked_sub(years)?;
        let rest = rest.replacen("02-29", "02-28", 1);
        Some(format!("{year:04}-{rest}"))
    });
    earlier.unwrap_or_else(|| date.to_owned())
}

/// The bytes of headlines and bodies.
#[must_use]
pub fn text_bytes(stories: &[Story]) -> u64 {
    stories
        .iter()
        .map(|story| (story.headline.len() + story.body.len()) as u64)
        .sum()
}

/// The spellings in lower case of the words of letters.
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

//! A hit as JSON, in a page and as a line of its own.
//!
//! The fields of the article come from the table of fields. Byte ranges of matches become ranges of
//! characters here, since most languages count so.

use crate::article::fields;
use crate::present::fields::{Column, JsonFields};
use crate::present::json::{family_id, rounded_score};
use crate::query::{Explanation, Passage, SearchHit};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A hit as JSON: all of it, or what was asked for.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum HitJson<'a> {
    Whole(Box<HitRecord<'a>>),
    Chosen(Chosen<'a>),
}

impl<'a> HitJson<'a> {
    pub(super) fn of(hit: &'a SearchHit, columns: Option<&'a [Column]>) -> Self {
        match columns {
            None => Self::Whole(Box::new(HitRecord::of(hit))),
            Some(columns) => Self::Chosen(Chosen { hit, columns }),
        }
    }
}

/// Some values of a hit, each under its key and in the order in which they were asked for.
pub(super) struct Chosen<'a> {
    hit: &'a SearchHit,
    columns: &'a [Column],
}

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            match column {
                Column::Rank => map.serialize_entry("rank", &self.hit.rank)?,
                Column::Archive => map.serialize_entry("archive", &self.hit.archive)?,
                Column::Score => map.serialize_entry("score", &rounded_score(self.hit.score))?,
                Column::Family => map.serialize_entry("family", &family_of(self.hit))?,
                Column::Copies => map.serialize_entry("copies", &copies_of(self.hit))?,
                Column::Passages => {
                    let passages: Vec<_> =
                        self.hit.passages.iter().map(PassageRecord::of).collect();
                    map.serialize_entry("passages", &passages)?;
                }
                Column::Field(field) => {
                    map.serialize_entry(field.name, &field.value(&self.hit.article))?;
                }
            }
        }
        map.end()
    }
}

/// A hit as JSON. Its keys: `rank`, `score`, `archive`, `family` (the id of its family of copies, or
/// `null`), `copies` (how many others are in it), the article's fields in the order of
/// [`fields::in_json`] with `headline_highlights` after `headline`, `passages`, and `explanation`
/// if it was asked for. A passage: `text`, `start` (where it begins in the body), `highlights`.
///
/// Positions count characters (Unicode scalar values) from 0; a highlight is `[from, to]`, `to`
/// excluded. The same positions in bytes of UTF-8 are in keys that end in `_bytes`. A value that an article does not have is `null`, or an empty text or list.
#[derive(Serialize)]
pub(super) struct HitRecord<'a> {
    rank: u64,
    score: f64,
    archive: &'a str,
    family: Option<String>,
    copies: u64,
    #[serde(flatten)]
    to_headline: JsonFields<'a>,
    headline_highlights: Vec<[usize; 2]>,
    headline_highlights_bytes: Vec<[usize; 2]>,
    #[serde(flatten)]
    after_headline: JsonFields<'a>,
    passages: Vec<PassageRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a Explanation>,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    text: &'a str,
    start: usize,
    start_bytes: usize,
    highlights: Vec<[usize; 2]>,
    highlights_bytes: Vec<[usize; 2]>,
}

impl<'a> HitRecord<'a> {
    pub(super) fn of(hit: &'a SearchHit) -> Self {
        let article = &hit.article;
        let fields = JsonFields::new(article, fields::in_json());
        let (to_headline, after_headline) = fields.split_after("headline");
        Self {
            rank: hit.rank,
            score: rounded_score(hit.score),
            archive: &hit.archive,
            family: family_of(hit),
            copies: copies_of(hit),
            to_headline,
            headline_highlights: in_characters(&article.headline, &hit.headline_matches),
            headline_highlights_bytes: in_bytes(&hit.headline_matches),
            after_headline,
            passages: hit.passages.iter().map(PassageRecord::of).collect(),
            explanation: hit.explanation.as_ref(),
        }
    }
}

impl<'a> PassageRecord<'a> {
    fn of(passage: &'a Passage) -> Self {
        Self {
            text: &passage.text,
            start: passage.start,
            start_bytes: passage.start_byte,
            highlights: in_characters(&passage.text, &passage.matches),
            highlights_bytes: in_bytes(&passage.matches),
        }
    }
}

fn family_of(hit: &SearchHit) -> Option<String> {
    hit.copies.as_ref().map(|copies| family_id(copies.family))
}

fn copies_of(hit: &SearchHit) -> u64 {
    hit.copies.as_ref().map_or(0, |copies| copies.others)
}

fn in_bytes(ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    ranges
        .iter()
        .map(|range| [range.start, range.end])
        .collect()
}

/// Ascending byte ranges of a text, counted in characters. Ranges that do not fit are left out.
fn in_characters(text: &str, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    let (mut bytes, mut characters) = (0, 0);
    let mut counted = Vec::with_capacity(ranges.len());
    for range in ranges {
        let (Some(before), Some(within)) = (text.get(bytes..range.start), text.get(range.clone()))
        else {
            continue;
        };
        let from = characters + before.chars().count();
        characters = from + within.chars().count();
        bytes = range.end;
        counted.push([from, characters]);
    }
    counted
}

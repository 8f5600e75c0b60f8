//! Hits and articles as JSON, for programs.
//!
//! The keys, their order and their meaning are a published format: a change of it raises
//! [`FORMAT_VERSION`]. Texts are whole and unchanged. Characters that could take over a terminal
//! are escaped, which JSON allows for any character (RFC 8259, section 7), so that looking at
//! the output is safe too.

use crate::present::Presenter;
use crate::present::terminal::safe::danger;
use crate::article::{Article, DateSource, Precision, Published};
use crate::query::{Explanation, Passage, QueryWord, SearchHit, SearchPage};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};
use std::ops::Range;

/// The version of the JSON that this program writes.
pub const FORMAT_VERSION: u32 = 2;

/// A page of hits as one JSON object on one line.
///
/// Keys: `format_version`, `generation`, `query` (how it was read), `notes`, `total`, `offset`,
/// `took_ms`, `words` (what ranked: `word`, `weight`, `added` by feedback or not), `hits`. A hit: `rank`, `score`, `id`, `headline`, `headline_highlights`,
/// `published` (ISO 8601, cut at its precision), `precision`, `published_from`, `source`, `place`,
/// `agency`, `bylines`, `section`, `keywords`, `language`, `status`, `url`, `path`, `ordinal`, `passages`.
/// With `--explain` also `explanation`, as [`Explanation`] has it. A passage: `text`, `start` (where it begins in the body), `highlights`. Positions count
/// characters (Unicode scalar values) from 0; a highlight is `[from, to]`, `to` left out. What an
/// article lacks is `null`, or an empty text or list.
#[derive(Debug, Clone, Copy)]
pub struct Json;

/// Hits as one JSON object a line, each as in [`Json`].
#[derive(Debug, Clone, Copy)]
pub struct JsonLines;

impl Presenter for Json {
    fn page(&self, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
        let record = PageRecord {
            format_version: FORMAT_VERSION,
            generation: page.generation,
            query: &page.query,
            notes: &page.notes,
            total: page.total,
            offset: page.offset,
            took_ms: rounded(page.took.as_secs_f64() * 1000.0, 1000.0),
            words: page.words.iter().map(WordRecord::of).collect(),
            hits: page.hits.iter().map(HitRecord::of).collect(),
        };
        write_line(&record, out)
    }
}

impl Presenter for JsonLines {
    fn page(&self, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
        for hit in &page.hits {
            write_line(&HitRecord::of(hit), out)?;
        }
        Ok(())
    }
}

/// Writes an article as one JSON object on one line: `format_version`, `id`, `headline`, the
/// keys of a hit from `published` to `ordinal` as in [`Json`], and `body`.
///
/// # Errors
///
/// Only what `out` fails with.
pub fn article_json(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let record = ArticleRecord {
        format_version: FORMAT_VERSION,
        id: &article.id.0,
        headline: &article.headline,
        facts: Facts::of(article),
        body: &article.body,
    };
    write_line(&record, out)
}

#[derive(Serialize)]
struct PageRecord<'a> {
    format_version: u32,
    generation: u64,
    query: &'a str,
    notes: &'a [String],
    total: u64,
    offset: u64,
    took_ms: f64,
    words: Vec<WordRecord<'a>>,
    hits: Vec<HitRecord<'a>>,
}

#[derive(Serialize)]
struct WordRecord<'a> {
    word: &'a str,
    weight: f64,
    added: bool,
}

impl<'a> WordRecord<'a> {
    fn of(word: &'a QueryWord) -> Self {
        Self {
            word: &word.word,
            weight: rounded_score(word.weight),
            added: word.added,
        }
    }
}

#[derive(Serialize)]
struct HitRecord<'a> {
    rank: u64,
    score: f64,
    id: &'a str,
    headline: &'a str,
    headline_highlights: Vec<[usize; 2]>,
    #[serde(flatten)]
    facts: Facts<'a>,
    passages: Vec<PassageRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a Explanation>,
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    format_version: u32,
    id: &'a str,
    headline: &'a str,
    #[serde(flatten)]
    facts: Facts<'a>,
    body: &'a str,
}

/// What hits and articles have in common.
#[derive(Serialize)]
pub(in crate::present) struct Facts<'a> {
    pub(in crate::present) published: Option<Published>,
    pub(in crate::present) precision: Option<&'static str>,
    pub(in crate::present) published_from: Option<&'static str>,
    pub(in crate::present) source: Option<&'a str>,
    pub(in crate::present) place: Option<&'a str>,
    pub(in crate::present) agency: Option<&'a str>,
    pub(in crate::present) bylines: &'a [String],
    pub(in crate::present) section: Option<&'a str>,
    pub(in crate::present) keywords: &'a [String],
    pub(in crate::present) language: Option<&'a str>,
    pub(in crate::present) status: &'static str,
    pub(in crate::present) url: Option<&'a str>,
    pub(in crate::present) path: &'a str,
    pub(in crate::present) ordinal: u32,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    text: &'a str,
    start: usize,
    highlights: Vec<[usize; 2]>,
}

impl<'a> HitRecord<'a> {
    fn of(hit: &'a SearchHit) -> Self {
        let article = &hit.article;
        Self {
            rank: hit.rank,
            score: rounded_score(hit.score),
            id: &article.id.0,
            headline: &article.headline,
            headline_highlights: in_characters(&article.headline, &hit.headline_matches),
            facts: Facts::of(article),
            passages: hit.passages.iter().map(PassageRecord::of).collect(),
            explanation: hit.explanation.as_ref(),
        }
    }
}

impl<'a> Facts<'a> {
    pub(in crate::present) fn of(article: &'a Article) -> Self {
        Self {
            published: article.published,
            precision: article
                .published
                .map(|at| Precision::as_str(at.precision())),
            published_from: article.published_from.map(DateSource::as_str),
            source: article.source.as_deref(),
            place: article.place.as_deref(),
            agency: article.agency.as_deref(),
            bylines: &article.bylines,
            section: article.section.as_deref(),
            keywords: &article.keywords,
            language: article.language.as_deref(),
            status: article.status.as_str(),
            url: article.url.as_deref(),
            path: article.origin.path.as_str(),
            ordinal: article.origin.ordinal,
        }
    }
}

impl<'a> PassageRecord<'a> {
    fn of(passage: &'a Passage) -> Self {
        Self {
            text: &passage.text,
            start: passage.start,
            highlights: in_characters(&passage.text, &passage.matches),
        }
    }
}

/// A score as programs get it: more than four decimals differ between machines.
pub(in crate::present) fn rounded_score(score: f64) -> f64 {
    rounded(score, 10_000.0)
}

fn rounded(number: f64, steps: f64) -> f64 {
    (number * steps).round() / steps
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

pub(in crate::present) fn write_line<T: Serialize>(record: &T, out: &mut dyn Write) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut *out, Guarded))?;
    out.write_all(b"\n")
}

/// Compact JSON with what is dangerous on a terminal escaped.
struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let mut done = 0;
        for (at, c) in fragment
            .char_indices()
            .filter(|(_, c)| danger(*c).is_some())
        {
            out.write_all(&fragment.as_bytes()[done..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            done = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}

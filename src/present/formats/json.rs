//! A page of hits as one JSON object on one line.
//!
//! The keys and their order are a published format ([`FORMAT_VERSION`]). A hit is in `hit_json.rs`.

use super::format::{Answer, OutputFormat, PageOptions, PageWriter, Writer};
use super::hit_json::HitJson;
use crate::present::json::{FORMAT_VERSION, rounded, rounded_score, write_line};
use crate::query::{QueryWord, SearchPage, SearchedArchive, Similar, Suggestion};
use serde::Serialize;
use std::io;

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "json",
    about: "One JSON object",
    writer: Writer::Page(&Json),
};

/// A page as JSON. Its keys: `format_version`, `archives` (those that were searched: `name`,
/// `generation`), `query` (how it was read), `notes`,
/// `total`, `offset`, `took_ms`, `words` (those that rank: `word`, `weight`, `added` by feedback or
/// not), `suggestions` (other searches where this one found little: `kind`, `query`, `total`), `hits`.
#[derive(Debug)]
struct Json;

impl PageWriter for Json {
    fn takes_columns(&self) -> bool {
        true
    }

    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        write_line(&record(page, options), out)
    }
}

/// Writes the answer to one of many queries: its id, then the keys of a page.
pub(super) fn write_answer(
    answer: &Answer,
    options: &PageOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let record = AnswerRecord {
        id: answer.id,
        page: record(answer.page, options),
    };
    write_line(&record, out)
}

/// Writes articles that are similar to another: the keys of a page, then the words that were searched
/// for.
pub(super) fn write_similar(
    similar: &Similar,
    options: &PageOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let terms = similar.terms.iter().map(|term| TermRecord {
        term: &term.term,
        score: rounded_score(term.score),
        count: term.count,
    });
    let record = SimilarRecord {
        page: record(&similar.page, options),
        terms: terms.collect(),
        left_out: similar.copies,
    };
    write_line(&record, out)
}

#[derive(Serialize)]
struct SimilarRecord<'a> {
    #[serde(flatten)]
    page: PageRecord<'a>,
    terms: Vec<TermRecord<'a>>,
    left_out: u64,
}

#[derive(Serialize)]
struct TermRecord<'a> {
    term: &'a str,
    score: f64,
    count: u64,
}

#[derive(Serialize)]
struct AnswerRecord<'a> {
    id: &'a str,
    #[serde(flatten)]
    page: PageRecord<'a>,
}

fn record<'a>(page: &'a SearchPage, options: &'a PageOptions) -> PageRecord<'a> {
    let columns = options.columns.as_deref();
    PageRecord {
        format_version: FORMAT_VERSION,
        archives: page.archives.iter().map(ArchiveRecord::of).collect(),
        query: &page.query,
        notes: &page.notes,
        total: page.total,
        offset: page.offset,
        took_ms: rounded(page.took.as_secs_f64() * 1000.0, 1000.0),
        words: page.words.iter().map(WordRecord::of).collect(),
        suggestions: page.suggestions.iter().map(SuggestionRecord::of).collect(),
        hits: page
            .hits
            .iter()
            .map(|hit| HitJson::of(hit, columns))
            .collect(),
    }
}

#[derive(Serialize)]
struct PageRecord<'a> {
    format_version: u32,
    archives: Vec<ArchiveRecord<'a>>,
    query: &'a str,
    notes: &'a [String],
    total: u64,
    offset: u64,
    took_ms: f64,
    words: Vec<WordRecord<'a>>,
    suggestions: Vec<SuggestionRecord<'a>>,
    hits: Vec<HitJson<'a>>,
}

#[derive(Serialize)]
struct ArchiveRecord<'a> {
    name: &'a str,
    generation: u64,
}

impl<'a> ArchiveRecord<'a> {
    fn of(archive: &'a SearchedArchive) -> Self {
        Self {
            name: &archive.name,
            generation: archive.generation,
        }
    }
}

#[derive(Serialize)]
struct SuggestionRecord<'a> {
    kind: &'static str,
    query: &'a str,
    total: u64,
}

impl<'a> SuggestionRecord<'a> {
    fn of(suggestion: &'a Suggestion) -> Self {
        Self {
            kind: suggestion.kind.into(),
            query: &suggestion.query,
            total: suggestion.total,
        }
    }
}

#[derive(Serialize)]
struct WordRecord<'a> {
    word: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    typed: Option<&'a str>,
    weight: f64,
    added: bool,
}

impl<'a> WordRecord<'a> {
    fn of(word: &'a QueryWord) -> Self {
        Self {
            word: &word.word,
            typed: word.typed.as_deref(),
            weight: rounded_score(word.weight),
            added: word.added,
        }
    }
}

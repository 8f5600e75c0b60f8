//! Hits as a table of comma-separated values (RFC 4180, lines ended by a line feed).
//!
//! Spreadsheets and terminals show it to people, so texts are made safe here, line feeds kept;
//! who needs them unchanged takes JSON.

use crate::present::Presenter;
use crate::present::formats::json::rounded_score;
use crate::present::terminal::safe::lines_for_terminal;
use crate::query::{SearchHit, SearchPage};
use std::io::{self, Write};

const COLUMNS: [&str; 17] = [
    "rank",
    "score",
    "id",
    "headline",
    "published",
    "precision",
    "source",
    "place",
    "agency",
    "bylines",
    "section",
    "keywords",
    "language",
    "url",
    "path",
    "ordinal",
    "passage",
];

/// Hits as CSV, a line of column names first, also where there are no hits.
///
/// Several bylines or keywords are joined by `; `, several passages by ` … `.
#[derive(Debug, Clone, Copy)]
pub struct Csv;

impl Presenter for Csv {
    fn page(&self, page: &SearchPage, out: &mut dyn Write) -> io::Result<()> {
        let mut table = ::csv::Writer::from_writer(out);
        table.write_record(COLUMNS).map_err(io_error)?;
        for hit in &page.hits {
            let row = row(hit);
            let safe = row.iter().map(|cell| lines_for_terminal(cell));
            table
                .write_record(safe.map(|cell| cell.into_owned().into_bytes()))
                .map_err(io_error)?;
        }
        table.flush()
    }
}

fn row(hit: &SearchHit) -> [String; COLUMNS.len()] {
    let article = &hit.article;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let published = article.published.as_ref();
    let passages: Vec<&str> = hit
        .passages
        .iter()
        .map(|passage| passage.text.as_str())
        .collect();
    [
        hit.rank.to_string(),
        rounded_score(hit.score).to_string(),
        article.id.to_string(),
        article.headline.clone(),
        published.map(ToString::to_string).unwrap_or_default(),
        published
            .map(|at| at.precision().as_str().to_owned())
            .unwrap_or_default(),
        text(&article.source),
        text(&article.place),
        text(&article.agency),
        article.bylines.join("; "),
        text(&article.section),
        article.keywords.join("; "),
        text(&article.language),
        text(&article.url),
        article.origin.path.to_string(),
        article.origin.ordinal.to_string(),
        passages.join(" … "),
    ]
}

/// The writer's own failure, with its kind: `csv` would hide a broken pipe.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

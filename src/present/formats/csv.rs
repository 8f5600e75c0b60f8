//! Hits as a table of comma-separated values (RFC 4180, but with a line feed after each line).
//!
//! Spreadsheets and terminals show it to people, so texts are made safe here: no cell is a formula,
//! and no character controls a terminal; line feeds are kept.
//! JSON has the texts unchanged.

use super::format::{OutputFormat, PageOptions, PageWriter, Writer};
use crate::article::fields;
use crate::present::json::rounded_score;
use crate::present::terminal::safe::lines_for_terminal;
use crate::query::{SearchHit, SearchPage};
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "csv",
    about: "A table",
    writer: Writer::Page(&Csv),
};

/// Hits as CSV. The first line has the names of the columns, also if there are no hits: rank,
/// score, the article's fields, passage. Several bylines or keywords are joined by `; `, several
/// passages by ` … `.
#[derive(Debug)]
struct Csv;

impl PageWriter for Csv {
    fn write(&self, page: &SearchPage, _: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
        let mut table = ::csv::Writer::from_writer(out);
        let names = fields::in_csv().into_iter().map(|field| field.name);
        let columns = ["rank", "score"].into_iter().chain(names);
        table
            .write_record(columns.chain(["passage"]))
            .map_err(io_error)?;
        for hit in &page.hits {
            let cells = row(hit);
            let safe = cells.iter().map(|cell| lines_for_terminal(cell));
            table
                .write_record(safe.map(|cell| as_text(&cell).into_owned().into_bytes()))
                .map_err(io_error)?;
        }
        table.flush()
    }
}

/// A cell that spreadsheets take for text. They run a cell that starts like a formula, which a
/// headline may do; an apostrophe before it is the sign of a text (OWASP, "CSV Injection"). Numbers
/// with a sign stay numbers.
fn as_text(cell: &str) -> Cow<'_, str> {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn row(hit: &SearchHit) -> Vec<String> {
    let mut cells = vec![hit.rank.to_string(), rounded_score(hit.score).to_string()];
    let fields = fields::in_csv().into_iter();
    cells.extend(fields.map(|field| field.value(&hit.article).joined("; ").into_owned()));
    let passages = hit.passages.iter().map(|passage| passage.text.as_str());
    cells.push(passages.collect::<Vec<_>>().join(" … "));
    cells
}

/// The writer's own failure, with its kind: `csv` would hide a broken pipe.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::as_text;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(1)",
            "\t=1",
            "＝1",
        ] {
            assert_eq!(as_text(formula), format!("'{formula}"));
        }
        for text in ["Troops leave", "-3.25", "+7", "1 = 1", "", "'quoted'"] {
            assert_eq!(as_text(text), text);
        }
    }
}

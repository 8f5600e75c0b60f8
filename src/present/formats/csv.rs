//! Hits as a table: comma-separated values (RFC 4180, but with a line feed after each line), or values between tabs.
//!
//! Spreadsheets and terminals show it to people, so texts are made safe here: no text is a formula,
//! and no character controls a terminal. Line feeds are kept in CSV; a row of TSV is one line, for `cut` and `awk`.
//! JSON has everything unchanged.

use super::format::{Answer, OutputFormat, PageOptions, PageWriter, Writer};
use crate::present::fields::Column;
use crate::present::markup::cells::{as_text, io_error};
use crate::present::terminal::safe::{for_terminal, lines_for_terminal};
use crate::query::{SearchHit, SearchPage};
use ::csv::{QuoteStyle, WriterBuilder};
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "csv",
    about: "A table, safe in spreadsheets",
    writer: Writer::Page(&Table::Commas),
};

pub(super) const WITH_TABS: OutputFormat = OutputFormat {
    name: "tsv",
    about: "A table with tabs, one line a hit",
    writer: Writer::Page(&Table::Tabs),
};

/// Hits as a table. The first line has the names of the columns, also if there are no hits: those that were asked for,
/// or rank, score, the article's fields, passage.
#[derive(Debug, Clone, Copy)]
enum Table {
    Commas,
    Tabs,
}

impl PageWriter for Table {
    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.rows(None, true, page, options, out)
    }

    fn write_answer(
        &self,
        answer: &Answer,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.rows(Some(answer.id), answer.is_first, answer.page, options, out)
    }

    fn takes_columns(&self) -> bool {
        true
    }

    fn answers_many(&self) -> bool {
        true
    }
}

impl Table {
    /// Writes the rows of a page, after a header if it is wanted. The id of a query is the first column.
    fn rows(
        self,
        query: Option<&str>,
        has_header: bool,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut builder = WriterBuilder::new();
        if let Self::Tabs = self {
            builder.delimiter(b'\t').quote_style(QuoteStyle::Never);
        }
        let mut table = builder.from_writer(out);
        let columns = options.columns.clone().unwrap_or_else(Column::of_tables);
        if has_header {
            let names = columns.iter().map(|column| column.name());
            let names = query.map(|_| "query").into_iter().chain(names);
            table.write_record(names).map_err(io_error)?;
        }
        for hit in &page.hits {
            let cells = columns.iter().map(|column| self.cell(*column, hit));
            let query = query.map(|id| self.safe(id).into_bytes());
            table
                .write_record(query.into_iter().chain(cells))
                .map_err(io_error)?;
        }
        table.flush()
    }

    fn cell(self, column: Column, hit: &SearchHit) -> Vec<u8> {
        self.safe(&column.text(hit)).into_bytes()
    }

    fn safe(self, text: &str) -> String {
        let safe = match self {
            Self::Commas => lines_for_terminal(text),
            Self::Tabs => for_terminal(text),
        };
        as_text(&safe).into_owned()
    }
}

//! Hits as one JSON object a line, each as in the JSON of a page; the answers to many queries as one page a line.

use super::format::{Answer, OutputFormat, PageOptions, PageWriter, Writer};
use super::hit_json::HitJson;
use super::json;
use crate::present::json::write_line;
use crate::query::SearchPage;
use std::io::{self, Write};

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "jsonl",
    about: "One JSON object per hit",
    writer: Writer::Page(&JsonLines),
};

#[derive(Debug)]
struct JsonLines;

impl PageWriter for JsonLines {
    fn takes_columns(&self) -> bool {
        true
    }

    fn answers_many(&self) -> bool {
        true
    }

    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for hit in &page.hits {
            write_line(&HitJson::of(hit, options.columns.as_deref()), out)?;
        }
        Ok(())
    }

    fn write_answer(
        &self,
        answer: &Answer,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        json::write_answer(answer, options, out)
    }
}

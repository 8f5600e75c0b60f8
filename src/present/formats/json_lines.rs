//! Hits as one JSON object a line, each as in the JSON of a page.

use super::format::{OutputFormat, PageOptions, PageWriter, Writer};
use super::hit_json::HitRecord;
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
    fn write(&self, page: &SearchPage, _: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
        for hit in &page.hits {
            write_line(&HitRecord::of(hit), out)?;
        }
        Ok(())
    }
}

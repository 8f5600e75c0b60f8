//! Articles on the subject of another, in any format of pages of hits.
//!
//! JSON and text say in addition which words were searched for. A table is one of hits alone.

use super::format::{OutputFormat, PageOptions, Writer};
use super::json;
use crate::present::terminal::marked::{ASIDE, write_styled};
use crate::present::terminal::safe::for_terminal;
use crate::present::terminal::wrap::wrapped;
use crate::query::Similar;
use std::io::{self, Write};

/// So many words are shown to people.
const SHOWN: usize = 12;

/// Writes similar articles in a format of pages. A format of runs writes nothing.
///
/// # Errors
/// If writing to `out` fails.
pub fn write_similar(
    similar: &Similar,
    format: &OutputFormat,
    options: &PageOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Writer::Page(writer) = format.writer else {
        return Ok(());
    };
    if format.name == json::FORMAT.name {
        return json::write_similar(similar, options, out);
    }
    if writer.is_styled() && !similar.page.hits.is_empty() {
        let words = similar.terms.iter().take(SHOWN);
        let words: Vec<_> = words.map(|word| word.term.as_str()).collect();
        let line = format!("by the words {}", words.join(", "));
        let line = for_terminal(&line).into_owned();
        for line in wrapped(&line, options.width) {
            write_styled(line, ASIDE, out)?;
            writeln!(out)?;
        }
    }
    writer.write(&similar.page, options, out)
}

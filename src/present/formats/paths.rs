//! The files of the hits and nothing else, for other programs to open.

use super::format::{OutputFormat, PageOptions, PageWriter, PathOutput, Writer};
use crate::present::terminal::safe::for_terminal;
use crate::query::SearchPage;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;

pub(super) const FORMAT: OutputFormat = OutputFormat {
    name: "paths",
    about: "The names of the files",
    writer: Writer::Page(&Paths),
};

/// The names of the files that the hits are in, best first. A file with several hits is named
/// once.
#[derive(Debug)]
struct Paths;

impl PageWriter for Paths {
    fn write(
        &self,
        page: &SearchPage,
        options: &PageOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut written = HashSet::new();
        for hit in &page.hits {
            let origin = &hit.article.origin;
            if written.insert((&hit.archive, &origin.path)) {
                name(&options.file(hit), options, out)?;
            }
        }
        Ok(())
    }
}

fn name(path: &Path, options: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
    let separator = match options.path_output {
        PathOutput::Terminal => {
            return writeln!(out, "{}", for_terminal(&path.to_string_lossy()));
        }
        PathOutput::Lines => b"\n",
        PathOutput::NullSeparated => b"\0",
    };
    out.write_all(path.as_os_str().as_encoded_bytes())?;
    out.write_all(separator)
}

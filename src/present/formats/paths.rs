//! The files of the hits and nothing else, for other programs to open.

use super::format::{OutputFormat, PageOptions, PageWriter, PathOutput, Writer};
use crate::article::ArchivePath;
use crate::present::terminal::safe::for_terminal;
use crate::query::SearchPage;
use std::collections::HashSet;
use std::io::{self, Write};

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
            let path = &hit.article.origin.path;
            if written.insert(path) {
                name(path, options, out)?;
            }
        }
        Ok(())
    }
}

fn name(path: &ArchivePath, options: &PageOptions, out: &mut dyn Write) -> io::Result<()> {
    let path = options.folders.locate(path);
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

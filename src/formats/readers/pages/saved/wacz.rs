//! The reader of WACZ: a zip file with web archives and the list of the pages that were visited.
//!
//! Pages in `pages/*.jsonl` are the articles. The web archives in `archive/` have also what these
//! pages needed, such as advertisements in frames, which are none. A file whose lists name no page
//! that is there is read whole. Web archives are streamed. Format: WACZ 1.1.1,
//! <https://specs.webrecorder.net/wacz/1.1.1/>.

use super::numbered::Numbered;
use super::{Place, has_extension};
use crate::article::{Problem, ProblemKind};
use crate::formats::input::Input;
use crate::formats::limits::Unpacked;
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::pages::warc::{Visited, read_archive};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use std::io::{BufRead, BufReader, Read};

/// WACZ, known by the parts of the file.
pub(in crate::formats) struct Wacz;

/// The reader.
pub(in crate::formats) static WACZ: Wacz = Wacz;

/// How much of a web archive is unpacked at once, in bytes.
const PIECE: usize = 1 << 16;

/// The longest line of a list of pages, in bytes. Lines may have the text of their page.
const LONGEST_LINE: u64 = 4 << 20;

impl ArticleReader for Wacz {
    fn name(&self) -> &'static str {
        "wacz"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["wacz"]
    }

    /// What a zip file is, is not known from its first bytes.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let place = Place::of(&input);
        let package = Package::open(input)?;
        let is_archive = |name: &str| {
            name.starts_with("archive/") && has_extension(name.trim_end_matches(".gz"), "warc")
        };
        let archives = package.names(is_archive);
        if archives.is_empty() {
            let detail = "no web archive in `archive/`; fetch the file again";
            return Err(Problem::file(ProblemKind::NoArticle, detail).into());
        }
        let visited = visited(&package);
        let mut out = Numbered::new(out);
        read_archives(&package, &archives, visited.as_ref(), &place, &mut out)?;
        if visited.is_some() && out.forget_problems() {
            read_archives(&package, &archives, None, &place, &mut out)?;
        }
        Ok(out.release()?)
    }
}

fn read_archives(
    package: &Package<'_>,
    archives: &[&str],
    visited: Option<&Visited>,
    place: &Place<'_>,
    out: &mut Numbered<'_>,
) -> Result<(), ReadEnd> {
    for name in archives {
        out.next_file();
        let read = package.stream(name, |stream| {
            let stream: Box<dyn BufRead> = if has_extension(name, "gz") {
                let unpacked = MultiGzDecoder::new(stream);
                let unpacked = Unpacked::new(unpacked, "gzip", package.budget());
                Box::new(BufReader::with_capacity(PIECE, unpacked))
            } else {
                Box::new(BufReader::with_capacity(PIECE, stream))
            };
            read_archive(stream, place.path, place.options, visited.cloned(), out)
        });
        match read {
            Ok(None | Some(Ok(()))) => {}
            Ok(Some(Err(ReadEnd::Stopped))) => return Err(ReadEnd::Stopped),
            Ok(Some(Err(ReadEnd::Failed(problem)))) | Err(problem) => out.problem(Problem {
                detail: format!("`{name}`: {}", problem.detail),
                ..problem
            })?,
        }
    }
    Ok(())
}

/// A line of a list of pages.
#[derive(Deserialize)]
struct VisitedPage {
    url: String,
}

/// The pages in the lists; `None` if they name none.
fn visited(package: &Package<'_>) -> Option<Visited> {
    let mut visited = Visited::default();
    for name in package.names(|name| name.starts_with("pages/") && has_extension(name, "jsonl")) {
        // A list that cannot be read names nothing: then all pages are read.
        let _ = package.stream(name, |stream| add_pages(stream, &mut visited));
    }
    (!visited.is_empty()).then_some(visited)
}

fn add_pages(stream: Box<dyn Read + '_>, visited: &mut Visited) {
    let mut stream = BufReader::with_capacity(PIECE, stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut stream)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) {
            return;
        }
        // The first line describes the list, and has no address.
        if let Ok(page) = serde_json::from_slice::<VisitedPage>(&line) {
            visited.add(&page.url);
        }
    }
}

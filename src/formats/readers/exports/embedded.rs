//! Exports inside of other files: databases send results by mail.
//!
//! The articles of an export get the numbers after those of the file so far.

use super::detection::{has_needle, recognized};
use super::product::Product;
use super::products::APART;
use super::reader::read_lines;
use crate::article::{ArchivePath, Article, Problem};
use crate::formats::lines::{Line, TextLines, html_lines};
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, ReadEnd, Stopped};

/// An export that is a part of another file.
pub(in crate::formats) struct EmbeddedExport {
    product: &'static Product,
    lines: Vec<Line>,
}

impl EmbeddedExport {
    /// Finds out whether a text, or a page of HTML, is an export.
    pub(in crate::formats) fn in_text(text: &str, is_page: bool) -> Option<Self> {
        if !has_needle(text.as_bytes()) {
            return None;
        }
        let lines = if is_page {
            html_lines(text, APART)
        } else {
            let lines = TextLines::new(Box::new(text.as_bytes()), u64::MAX);
            lines.filter_map(Result::ok).collect()
        };
        let product = recognized(&lines)?;
        Some(Self { product, lines })
    }

    /// Reads its articles. The first has the number after `before`. Returns the last number.
    ///
    /// # Errors
    /// [`Stopped`] if the sink wants no more.
    pub(in crate::formats) fn read(
        self,
        before: u32,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<u32, Stopped> {
        let mut shifted = Shifted {
            out,
            before,
            last: before,
        };
        let mut lines = self.lines.into_iter().map(Ok);
        match read_lines(self.product, &mut lines, path, options, &mut shifted) {
            Ok(()) => {}
            Err(ReadEnd::Stopped) => return Err(Stopped),
            Err(ReadEnd::Failed(problem)) => shifted.problem(Problem {
                ordinal: Some(1),
                ..problem
            })?,
        }
        Ok(shifted.last)
    }
}

/// A sink whose articles have higher numbers.
struct Shifted<'a> {
    out: &'a mut dyn ArticleSink,
    before: u32,
    last: u32,
}

impl ArticleSink for Shifted<'_> {
    fn article(&mut self, mut article: Article) -> Result<(), Stopped> {
        let ordinal = article.origin.ordinal.saturating_add(self.before);
        article.origin.ordinal = ordinal;
        self.last = self.last.max(ordinal);
        self.out.article(article)
    }

    fn problem(&mut self, mut problem: Problem) -> Result<(), Stopped> {
        problem.ordinal = problem.ordinal.map(|own| own.saturating_add(self.before));
        self.last = self.last.max(problem.ordinal.unwrap_or(0));
        self.out.problem(problem)
    }

    fn format(&mut self, name: &'static str) {
        self.out.format(name);
    }
}

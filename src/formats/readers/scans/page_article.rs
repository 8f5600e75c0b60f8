//! A page that is an article of its own, since nothing says where its articles begin.
//!
//! It has no headline: outputs show title, date and page instead. Its first lines are not read for
//! a date or a byline, since they are those of only one of its articles.

use super::issue::around::{OfIssue, issue_of};
use super::page::{Block, ScannedPage, learn, text_of};
use super::page_names::page_number;
use crate::article::{ArchivePath, DateSource, Problem, ProblemKind};
use crate::formats::bytes::cut_words::CutWords;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Companions, Input};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::xml::{Fault, Root};
use std::collections::HashMap;

/// A format of files of pages.
pub(in crate::formats) struct PageFormat {
    pub(super) name: &'static str,
    pub(super) extensions: &'static [&'static str],
    /// Whether the first bytes of a file are those of the format.
    pub(super) recognizes: fn(&[u8]) -> bool,
    /// The pages of a file, and the fault that ended it.
    pub(super) pages: fn(&[u8]) -> (Vec<ScannedPage>, Option<Fault>),
}

impl ArticleReader for PageFormat {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        (self.recognizes)(head)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let of_issue = issue_of(path, input.companions(), options);
        if matches!(of_issue, Some(OfIssue::Part)) {
            return Ok(());
        }
        let bytes = input.into_bytes()?;
        let (pages, fault) = (self.pages)(&bytes);
        let mut words = CutWords::default();
        for page in &pages {
            learn(&mut words, page);
        }
        let is_one = pages.len() == 1;
        let mut has_text = false;
        for (ordinal, page) in (1..).zip(pages) {
            let blocks: Vec<_> = page.blocks.iter().map(Block::all_lines).collect();
            let text = text_of(&blocks, &words);
            if text.is_empty() {
                continue;
            }
            has_text = true;
            let mut builder = ArticleBuilder::new(path, ordinal, options);
            let named = is_one.then(|| page_number(path.as_str())).flatten();
            if let Some(OfIssue::Page {
                title,
                date,
                language,
                number,
            }) = &of_issue
            {
                builder.source(title.clone());
                builder.date(DateSource::DateIssue, date.clone());
                builder.language(language.clone());
                builder.page(number.clone().filter(|_| is_one));
            }
            builder.page(named.or(page.number));
            builder.language(page.language);
            builder.opening(String::new());
            builder.tidy_body(text);
            builder.finish(out)?;
        }
        match fault {
            Some(fault) => Err(fault.of_file().into()),
            None if !has_text => {
                let detail = "pages without any text, as of pictures";
                Err(Problem::file(ProblemKind::Empty, detail).into())
            }
            None => Ok(()),
        }
    }
}

/// Whether the root element in a file's first bytes has this name, whatever its prefix.
pub(super) fn has_root(head: &[u8], name: &str) -> bool {
    Root::of(head).is_some_and(|root| root.name.rsplit(':').next() == Some(name))
}

/// Sorts blocks by a list of their ids. Those that are not in it stay where they are, after the one
/// before them.
pub(super) fn in_order(blocks: &mut Vec<Block>, order: &[String], id: fn(&Block) -> &str) {
    if order.is_empty() {
        return;
    }
    let places: HashMap<&str, usize> = order.iter().map(|id| &**id).zip(1..).collect();
    let mut last = 0;
    let mut placed: Vec<(usize, Block)> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        last = places.get(id(&block)).copied().unwrap_or(last);
        placed.push((last, block));
    }
    placed.sort_by_key(|(place, _)| *place);
    blocks.extend(placed.into_iter().map(|(_, block)| block));
}

/// Whether a plain text is that of a page that is next to it in a format with more: `ocr.txt` next
/// to `ocr.xml`.
pub(in crate::formats) fn is_text_of_page(
    path: &ArchivePath,
    companions: Option<&dyn Companions>,
) -> bool {
    let (_, name) = path.split();
    let Some(stem) = name.strip_suffix(".txt") else {
        return false;
    };
    let start = companions.and_then(|near| near.start(&format!("{stem}.xml")));
    start.is_some_and(|head| has_root(&head, "alto") || has_root(&head, "PcGts"))
}

//! The reader of Word documents (`.docx`, `.docm`): one article a file, or the articles of an export.
//!
//! The text is what a person sees on the page: with footnotes, text boxes and tables, without
//! deleted and hidden text, comments, and what is on top and at the foot of every page. `body`
//! reads the tags of the text, `look` what they say about it, `styles` what the styles mean.
//! Source: ISO/IEC 29500-1 (`WordprocessingML`).

mod body;
mod look;
mod styles;
#[cfg(test)]
mod tests;

use super::article::read_manuscript;
use super::manuscript::{Aside, Manuscript, Pen};
use super::relations::{main_part, relations};
use crate::article::Problem;
use crate::formats::input::{Input, too_large};
use crate::formats::package::Package;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::xml::events::{Event, each_event};
use body::Body;
use std::collections::HashMap;
use std::ops::ControlFlow;
use styles::Styles;

/// Word, known by the parts of the file.
pub(in crate::formats) struct Word;

/// The reader.
pub(in crate::formats) static WORD: Word = Word;

impl ArticleReader for Word {
    fn name(&self) -> &'static str {
        "word"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    /// What a zip file is, is not known from its first bytes.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let most = usize::try_from(options.max_file_size).unwrap_or(usize::MAX);
        let package = Package::open(input)?;
        let manuscript = manuscript(&package, most)?;
        if manuscript.is_too_long {
            return Err(too_large(options.max_file_size).into());
        }
        read_manuscript(manuscript, path, options, out)
    }
}

/// Reads the text of a document of at most `most` bytes.
fn manuscript(package: &Package<'_>, most: usize) -> Result<Manuscript, Problem> {
    let main = main_part(package, "word/document.xml")?;
    let bytes = package.needed(&main)?;
    let related = relations(package, &main)?;
    let part = |kind: &str| related.iter().find(|relation| relation.kind == kind);
    let styles = || match part("styles") {
        Some(relation) => Styles::read(package, &relation.target),
        None => Ok(Styles::default()),
    };
    let links: HashMap<&str, &str> = related
        .iter()
        .filter(|relation| relation.kind == "hyperlink")
        .map(|relation| (relation.id.as_str(), relation.target.as_str()))
        .collect();
    let mut pen = Pen::new(most);
    let mut body = Body::new(&mut pen, &styles, &links);
    body.read(&bytes)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(relation) = part(kind)
            && body.has_notes(kind)
            && let Some(bytes) = package.part(&relation.target)?
        {
            body.read_notes(kind, &bytes)?;
        }
    }
    for relation in &related {
        let aside = match relation.kind.as_str() {
            "header" | "footer" => Aside::PageMargin,
            "comments" => Aside::Comment,
            _ => continue,
        };
        if let Some(bytes) = package.part(&relation.target)? {
            count_text(&mut pen, aside, &bytes);
        }
    }
    Ok(pen.finish())
}

/// Counts the text of a part that is left out.
fn count_text(pen: &mut Pen, aside: Aside, bytes: &[u8]) {
    let mut is_text = false;
    let read = each_event(bytes, |event| {
        match event {
            Event::Start(tag) => is_text = tag.name() == "t",
            Event::End(_) => is_text = false,
            Event::Text(text) if is_text => pen.leave_out(aside, text),
            Event::Text(_) => {}
        }
        ControlFlow::Continue(())
    });
    drop(read); // nothing of it is kept
}

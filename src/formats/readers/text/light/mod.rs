//! The readers of light markup other than Markdown: Org, `AsciiDoc` and `reStructuredText`. One
//! article a file.
//!
//! A format says what its lines mean (`org`, `asciidoc`, `restructured`). Metadata becomes a record
//! like front matter, so that names mean the same everywhere. `draft` has the text without markup,
//! `inline` the marks within lines.

mod asciidoc;
mod draft;
mod inline;
mod macros;
mod org;
mod restructured;
#[cfg(test)]
mod tests;

use crate::formats::bytes::charset;
use crate::formats::bytes::white_space::unify_line_ends;
use crate::formats::input::{Input, blank};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::record::{Names, Place};
use draft::Draft;

/// A format of light markup.
pub(in crate::formats) struct LightMarkup {
    name: &'static str,
    extensions: &'static [&'static str],
    /// Whether a text certainly is in the format.
    is_certain: fn(&str) -> bool,
    /// Reads a text: one draft for each article.
    read: fn(&str) -> Vec<Draft>,
}

/// Org, as Emacs writes it. <https://orgmode.org/worg/org-syntax.html>
pub(in crate::formats) static ORG: LightMarkup = LightMarkup {
    name: "org",
    extensions: &["org"],
    is_certain: org::is_certain,
    read: org::read,
};

/// `AsciiDoc`. <https://docs.asciidoctor.org/asciidoc/latest/>
pub(in crate::formats) static ASCIIDOC: LightMarkup = LightMarkup {
    name: "asciidoc",
    extensions: &["adoc", "asciidoc", "asc"],
    is_certain: asciidoc::is_certain,
    read: asciidoc::read,
};

/// `reStructuredText`, with the metadata of Pelican, Nikola and Sphinx.
/// <https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html>
pub(in crate::formats) static RESTRUCTURED_TEXT: LightMarkup = LightMarkup {
    name: "restructuredtext",
    extensions: &["rst", "rest"],
    is_certain: restructured::is_certain,
    read: restructured::read,
};

/// Whether one of the first two lines starts with a mark: `#+`, `:`, `=` or `..`, or a title's line.
/// Most texts have none, and need no closer look.
fn opens_with_marks(head: &[u8]) -> bool {
    let text = charset::without_mark(head).trim_ascii_start();
    let mut lines = text.splitn(3, |byte| *byte == b'\n').take(2);
    lines.any(|line| line.first().is_some_and(u8::is_ascii_punctuation))
}

impl ArticleReader for LightMarkup {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        opens_with_marks(head) && {
            let text = charset::head_text(head);
            (self.is_certain)(text.trim_start())
        }
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        let bytes = input.into_bytes()?;
        let decoded = charset::decode_text(&bytes)?;
        let text = unify_line_ends(&decoded.text);
        if text.trim_start().is_empty() {
            return Err(blank().into());
        }
        let names = Names::new(&options.field_map);
        for (number, draft) in (1..).zip((self.read)(&text)) {
            let place = Place {
                noun: "article",
                path,
                ordinal: number,
            };
            let left_out = draft.left_out.clone();
            let (record, above) = draft.into_record(names);
            match record.into_builder(place, options) {
                Ok(mut builder) => {
                    for line in above {
                        builder.line_above(&line, Vec::new());
                    }
                    for (what, why, characters) in left_out {
                        builder.left_out(what, why, characters);
                    }
                    if number == 1 {
                        builder.note(decoded.problem(1));
                    }
                    builder.finish(out)?;
                }
                Err(problem) => out.problem(problem)?,
            }
        }
        Ok(())
    }
}

//! The reader of plain text: one article a file, as news sites' dumps, header blocks, or headline
//! and body.
//!
//! Nothing of the text is lost: a line of the metadata that no field takes is kept unchanged at the
//! start of the body. `layout` finds the parts, with `headline`, `marks` and `site`; `metadata` reads blocks
//! of lines (`line`), `key` and `labels` say what their keys mean, and `entries` offers the values.

mod entries;
mod headline;
mod key;
mod labels;
mod layout;
mod line;
mod marks;
mod metadata;
mod site;

#[cfg(test)]
mod lossless;
#[cfg(test)]
mod tests;

use crate::formats::bytes::charset;
use crate::formats::bytes::cut_words::whole_words;
use crate::formats::bytes::white_space::{one_line, tidy_body, unify_line_ends};
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::{Input, blank};
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::scans::{is_text_of_page, page_of_text};
use entries::Metadata;
use layout::Layout;

/// Whether a text is the name of a value of metadata, such as `Date`.
pub(in crate::formats) fn is_label(text: &str) -> bool {
    labels::key_of(text).is_some()
}

/// Offers a text that a document of another format has. Its headline may be known by its style;
/// otherwise it is empty.
pub(in crate::formats) fn offer_text(builder: &mut ArticleBuilder<'_>, headline: &str, text: &str) {
    if headline.is_empty() {
        offer(builder, &Layout::of(text));
    } else {
        builder.headline(Some(headline.to_owned()));
        offer(builder, &Layout::under_headline(text));
    }
}

fn offer(builder: &mut ArticleBuilder<'_>, layout: &Layout<'_>) {
    if !layout.headline.is_empty() {
        builder.headline(Some(layout.headline.clone()));
    }
    let mut metadata = Metadata::new(builder);
    metadata.take_entries(&layout.entries);
    metadata.take_site(layout.site);
    metadata.keep_lines();
    builder.subhead(layout.subhead.map(one_line));
    builder.tidy_body(whole_words(&tidy_body(layout.body)).into_owned());
}

/// Plain text, chosen by extension.
pub(in crate::formats) struct PlainText;

impl ArticleReader for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", ""]
    }

    /// No bytes are certainly plain text and nothing else.
    fn recognizes(&self, _head: &[u8]) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        if is_text_of_page(path, input.companions()) {
            return Ok(());
        }
        let bytes = input.into_bytes()?;
        let decoded = charset::decode_text(&bytes)?;
        let text = unify_line_ends(&decoded.text);
        if text.trim_start().is_empty() {
            return Err(blank().into());
        }
        let mut builder = ArticleBuilder::new(path, 1, options);
        offer(&mut builder, &Layout::of(&text));
        builder.page(page_of_text(path.as_str()));
        builder.note(decoded.problem(1));
        Ok(builder.finish(out)?)
    }
}

//! The reader of pages of news sites: one article a page.
//!
//! [`read_page`] is used by all readers of pages (files, web archives). It takes the bytes, with
//! what is known about them from outside. `tree` makes a tree of elements of them. `found` and
//! `metadata` find what the page says of itself. `body` finds the text among the blocks of the
//! page, or `state` if the page shows no text. `judge` decides whether the page is an article.

mod body;
mod data_urls;
mod found;
mod judge;
mod linked_text;
mod metadata;
mod page;
mod saved_from;
mod state;
mod tree;

#[cfg(test)]
mod tests;

pub(in crate::formats) use page::{MAX_PAGE, Page, read_page};

use crate::article::{ArchivePath, Origin};
use crate::formats::bytes::charset::without_mark;
use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::pages::saved::archive_box::kept_with;
use crate::formats::readers::pages::saved::listed::is_listed;

/// HTML, known by its first tag or chosen by extension.
pub(in crate::formats) struct HtmlPage;

impl ArticleReader for HtmlPage {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    /// The first tag is one of HTML.
    fn recognizes(&self, head: &[u8]) -> bool {
        is_html(head)
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        let (path, options) = (input.path, input.options);
        if is_listed(path, input.companions()) {
            return Ok(()); // it is read with the list
        }
        let kept = kept_with(path, input.companions());
        let mut bytes = input.into_bytes()?;
        if let Some(kept) = &kept {
            bytes = kept.page(bytes.into_owned()).into();
        }
        let address = kept
            .and_then(|kept| kept.url)
            .or_else(|| saved_from::saved_from(&bytes));
        let page = Page {
            bytes: &bytes,
            url: address.as_deref(),
            charset: None,
            is_xml: is_xhtml_name(path),
            captured: None,
            origin: Origin {
                path: path.clone(),
                ordinal: 1,
            },
        };
        Ok(read_page(page, options)?.finish(out)?)
    }
}

/// Whether the name of a file says that it is XHTML, in which empty elements are closed.
fn is_xhtml_name(path: &ArchivePath) -> bool {
    path.to_string().to_ascii_lowercase().ends_with(".xhtml")
}

/// Whether a text starts as a page of HTML does.
pub(in crate::formats) fn is_html(head: &[u8]) -> bool {
    let mut rest = without_mark(head);
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?") {
            b"?>"
        } else {
            break;
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else {
            return false;
        };
        rest = &rest[at + end.len()..];
    }
    let opens = |tag: &[u8]| {
        rest.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && !rest.get(tag.len()).is_some_and(u8::is_ascii_alphanumeric)
    };
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| opens(tag))
}

//! The text of one article of Delpher: a title and paragraphs. The DIDL next to it gives the
//! article, with the day of the issue; without it, the file does.

use super::issue::around::{OfIssue, issue_of};
use super::page::has_root;
use crate::formats::input::Input;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd};
use crate::formats::readers::markup::other_xml::OTHER_XML;

/// A file of a root `text`.
pub(in crate::formats) struct TextOfArticle;

impl ArticleReader for TextOfArticle {
    fn name(&self) -> &'static str {
        "article-text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        has_root(head, "text")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        match issue_of(input.path, input.companions(), input.options) {
            Some(OfIssue::Part) => Ok(()),
            _ => OTHER_XML.read(input, out),
        }
    }
}

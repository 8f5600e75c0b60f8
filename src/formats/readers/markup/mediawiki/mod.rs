//! The reader of MediaWiki dumps, such as those of Wikinews: each page of the main namespace is an
//! article.
//!
//! Files are streamed: memory holds one page, of which the last revision is read. Redirects and
//! pages of other namespaces are counted, and one problem names them. `wikitext` makes text of the
//! markup, `templates` knows the templates that readers see text of. Format:
//! <https://www.mediawiki.org/xml/export-0.11.xsd>.

mod article;
mod links;
mod page;
mod sections;
mod site;
mod templates;
mod wikitext;

#[cfg(test)]
mod tests;

use crate::article::{ArchivePath, Problem};
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use site::{Site, other_page};
use std::sync::Arc;

/// Dumps of MediaWiki, recognized by their root element.
pub(in crate::formats) struct MediaWiki;

impl ArticleReader for MediaWiki {
    fn name(&self) -> &'static str {
        "mediawiki"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| root.name == "mediawiki")
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for MediaWiki {
    const SHAPE: Shape = Shape {
        containers: &["mediawiki"],
        records: &["page"],
    };

    const EMPTY: &'static str = "a dump of a wiki without pages";

    type Context = Site;

    fn open(site: &mut Arc<Site>, container: &Element) {
        Arc::make_mut(site).open(container);
    }

    fn is_record(site: &mut Arc<Site>, element: &Element) -> bool {
        match &*element.name {
            "siteinfo" => Arc::make_mut(site).take(element),
            "page" => match other_page(site, element) {
                None => return true,
                // Sites are copied when they change, so only a skipped page changes one.
                Some(kind) => Arc::make_mut(site).skip(kind),
            },
            _ => {}
        }
        false
    }

    fn skipped(site: &Site) -> Option<Problem> {
        site.skipped()
    }

    fn read(
        record: &ElementRecord<Site>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        article::read(record, path, options, out)
    }
}

//! The reader of Factiva's XML: `<article>` elements of a response of its service.
//!
//! Paragraphs are elements, and found words have a mark of their own (`<hlt>`) that changes nothing.
//! Codes, regions and subjects of the database are dropped.

use crate::article::{ArchivePath, DateSource};
use crate::formats::bytes::white_space::one_line;
use crate::formats::gather::ArticleBuilder;
use crate::formats::input::Input;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleReader, ArticleSink, ReadEnd, Stopped};
use crate::formats::readers::exports::found::Found;
use crate::formats::readers::exports::labels::Meaning;
use crate::formats::xml::document::{ElementRecord, StreamedFormat, read_streamed};
use crate::formats::xml::{Element, Root, Shape};
use std::sync::Arc;

/// XML of Factiva, recognized by its root.
pub(in crate::formats) struct FactivaXml;

/// The elements around the articles.
const CONTAINERS: &[&str] = &[
    "PPSResponse",
    "ppsArticleResponse",
    "ppsarticleResultSet",
    "ppsArticleResultSet",
    "ppsarticle",
    "ppsArticle",
];

impl ArticleReader for FactivaXml {
    fn name(&self) -> &'static str {
        "factiva-xml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognizes(&self, head: &[u8]) -> bool {
        Root::of(head).is_some_and(|root| CONTAINERS.contains(&&*root.name))
    }

    fn read(&self, input: Input<'_>, out: &mut dyn ArticleSink) -> Result<(), ReadEnd> {
        read_streamed::<Self>(input, out)
    }
}

impl StreamedFormat for FactivaXml {
    const SHAPE: Shape = Shape {
        containers: CONTAINERS,
        records: &["article"],
    };

    const EMPTY: &'static str = "there is no `<article>` in it";

    type Context = ();

    fn open(_: &mut Arc<()>, _: &Element) {}

    fn is_record(_: &mut Arc<()>, element: &Element) -> bool {
        element.name == "article"
    }

    fn read(
        record: &ElementRecord<()>,
        path: &ArchivePath,
        options: &ReadOptions,
        out: &mut dyn ArticleSink,
    ) -> Result<(), Stopped> {
        let mut builder = ArticleBuilder::new(path, record.ordinal, options);
        read_article(&record.element, &mut builder);
        builder.finish(out)
    }
}

/// Elements whose text on one line is a value.
const LINES: &[(&str, Meaning)] = &[
    ("accessionNo", Meaning::Id),
    ("baseLanguage", Meaning::Language),
    ("byline", Meaning::Byline),
    ("credit", Meaning::Agency),
    ("sectionName", Meaning::Section),
    ("columnName", Meaning::Section),
    ("sourceName", Meaning::Source),
    ("headline", Meaning::Headline),
];

/// Elements of paragraphs, in the order of the text.
const TEXTS: &[(&str, Meaning)] = &[
    ("leadParagraph", Meaning::Text),
    ("tailParagraphs", Meaning::Text),
    ("artWork", Meaning::Caption),
    ("corrections", Meaning::Correction),
    ("notes", Meaning::Note),
    ("contact", Meaning::Note),
];

fn read_article(article: &Element, builder: &mut ArticleBuilder<'_>) {
    let date = article.line_of("publicationDate/dateTime");
    let date = date.or_else(|| article.line_of("publicationDate/date"));
    let time = article.line_of("publicationTime/dateTime");
    builder.date(DateSource::Field, with_time(date, time));
    let mut found = Found::new(builder);
    for (name, meaning) in LINES {
        for element in article.all(name) {
            found.offer(*meaning, name, &one_line(&element.text()));
        }
    }
    let pages: Vec<String> = article.find("pages").map_or_else(Vec::new, |pages| {
        pages.all("page").filter_map(Element::line).collect()
    });
    found.offer(Meaning::Page, "page", &pages.join(", "));
    for (name, meaning) in TEXTS {
        for element in article.all(name) {
            found.offer(*meaning, name, &paragraphs(element));
        }
    }
    found.settle();
}

/// The day, with the time of another element: Factiva writes the day as a moment of its own.
fn with_time(date: Option<String>, time: Option<String>) -> Option<String> {
    let (date, time) = (date?, time.unwrap_or_default());
    match (date.split_once('T'), time.split_once('T')) {
        (Some((day, _)), Some((_, time))) => Some(format!("{day}T{time}")),
        _ => Some(date),
    }
}

fn paragraphs(element: &Element) -> String {
    let paragraphs: Vec<String> = element.all("paragraph").filter_map(Element::line).collect();
    if paragraphs.is_empty() {
        return element.text();
    }
    paragraphs.join("\n\n")
}

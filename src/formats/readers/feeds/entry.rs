//! One entry of a feed: an `item` of RSS or an `entry` of Atom.
//!
//! An entry may have one field in several elements. Those that say most are asked first.

use super::channel::{Channel, author, plain, title};
use super::kinds::BLOGGER_KIND;
use crate::article::spelling::{DayOrder, read_date};
use crate::article::{ArchivePath, DateSource, WhyLeftOut};
use crate::formats::bytes::markup::{self, Removed, without_captions, without_shortcodes};
use crate::formats::bytes::white_space::unify_line_ends;
use crate::formats::gather::ArticleBuilder;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::readers::wire::nitf::read_story;
use crate::formats::xml::Element;
use crate::formats::xml::document::ElementRecord;
use crate::formats::xml::prose::prose;
use jiff::fmt::rfc2822;

/// Elements with an entry's text, the fullest first.
const TEXTS: &[&str] = &[
    "content:encoded",
    "content",
    "description",
    "summary",
    "excerpt:encoded",
    "media:description",
    "itunes:summary",
];

/// Elements with the time when an entry was published.
const PUBLISHED: &[&str] = &[
    "pubDate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "created",
    "dcterms:created",
];

/// Elements with the time of its last change.
const UPDATED: &[&str] = &["updated", "modified", "dcterms:modified"];

/// Reads an entry.
pub(super) fn read(
    record: &ElementRecord<Channel>,
    path: &ArchivePath,
    options: &ReadOptions,
    out: &mut dyn ArticleSink,
) -> Result<(), Stopped> {
    let (entry, channel, ordinal) = (&record.element, &*record.context, record.ordinal);
    let mut builder = ArticleBuilder::new(path, ordinal, options);
    builder.id(identity(entry));
    builder.headline(entry.find("title").and_then(title));
    builder.headline(entry.find("media:title").and_then(title));
    let is_exported = entry.find("wp:post_type").is_some();
    for text in TEXTS.iter().flat_map(|name| entry.all(name)) {
        match text.seek("nitf") {
            Some(nitf) => read_story(&mut builder, nitf),
            None if is_exported => {
                let mut removed = Removed::new();
                let text_without = exported(&text.text(), &mut removed);
                offer_text(&mut builder, text, &text_without);
                for (tag, characters) in removed {
                    builder.left_out(tag, WhyLeftOut::Caption, characters);
                }
            }
            None => offer_text(&mut builder, text, &text_of(text)),
        }
    }
    read_authors(&mut builder, entry, channel);
    read_dates(&mut builder, entry);
    read_categories(&mut builder, entry);
    for address in addresses(entry) {
        builder.web_address(Some(address));
    }
    if let Some(source) = entry.find("source") {
        builder.source(source.find("title").map_or_else(|| source.line(), title));
    }
    builder.source(entry.line_of("dc:publisher"));
    builder.source(channel.title.clone());
    builder.language(entry.line_of("dc:language"));
    builder.language(entry.attribute("xml:lang"));
    builder.language(entry.attribute_of("content", "xml:lang"));
    builder.language(channel.language.clone());
    builder.status(wordpress_status(entry));
    builder.finish(out)
}

/// Offers a text. One next to the body that is not in it is noted.
fn offer_text(builder: &mut ArticleBuilder<'_>, element: &Element, text: &str) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if builder.has_body() && !text.trim_start().is_empty() {
        let text = words(text);
        let known = text.trim_end_matches(['.', '…', ' ']).trim_end_matches("[");
        if !words(&builder.so_far().body).contains(known.trim_end()) {
            let count = text.chars().count();
            builder.left_out(format!("<{}>", element.name), WhyLeftOut::Metadata, count);
        }
        return;
    }
    builder.body(text);
}

/// The text of an element: XHTML, HTML, or plain text.
fn text_of(element: &Element) -> String {
    match element.attribute("type").as_deref() {
        Some("xhtml" | "application/xhtml+xml") => prose(element),
        Some("text" | "text/plain") => element.text(),
        Some("html" | "text/html") => markup::to_text(&element.text()),
        _ if element.elements().next().is_some() => prose(element),
        _ => plain(&element.text()),
    }
}

/// The text of a post that WordPress exported. It is kept as it was typed: a blank line ends a
/// paragraph, and line ends count.
/// Captions and shortcodes are `removed`.
fn exported(text: &str, removed: &mut Removed) -> String {
    let text = without_captions(text, removed);
    let text = without_shortcodes(&text, removed);
    let marked_up = unify_line_ends(&text)
        .replace("\n\n", "<p>")
        .replace('\n', "<br>");
    markup::to_text(&marked_up)
}

/// The entry's identifier, else its address.
fn identity(entry: &Element) -> Option<String> {
    ["guid", "id"]
        .iter()
        .find_map(|name| entry.line_of(name))
        .or_else(|| entry.attribute("rdf:about"))
        .or_else(|| addresses(entry).into_iter().next())
}

/// Addresses of the article, the best first: the one before redirection, the link, and an
/// identifier that is an address.
fn addresses(entry: &Element) -> Vec<String> {
    let is_own = |link: &&Element| {
        link.attribute("rel")
            .is_none_or(|rel| rel == "alternate" || rel == "canonical")
    };
    let links = entry
        .all("link")
        .filter(is_own)
        .filter_map(|link| link.attribute("href").or_else(|| link.line()));
    let permanent = entry.find("guid").filter(|guid| {
        guid.attribute("isPermaLink")
            .is_none_or(|value| value != "false")
    });
    let mut addresses: Vec<String> = Vec::new();
    addresses.extend(entry.line_of("feedburner:origLink"));
    addresses.extend(links);
    addresses.extend(permanent.and_then(Element::line));
    addresses.extend(entry.attribute("rdf:about"));
    addresses
}

fn read_authors(builder: &mut ArticleBuilder<'_>, entry: &Element, channel: &Channel) {
    for name in ["dc:creator", "author", "itunes:author", "media:credit"] {
        if !builder.has_byline() {
            for element in entry.all(name) {
                builder.add_byline(author(element).map(|name| channel.name_of(name)));
            }
        }
    }
    if !builder.has_byline() {
        for author in &channel.authors {
            builder.add_byline(Some(author.clone()));
        }
    }
}

/// Offers the date of publication, then that of the last change.
fn read_dates(builder: &mut ArticleBuilder<'_>, entry: &Element) {
    for name in PUBLISHED {
        builder.date(
            DateSource::FeedPublished,
            entry.line_of(name).map(spelled_out),
        );
    }
    for name in UPDATED {
        builder.date(
            DateSource::FeedUpdated,
            entry.line_of(name).map(spelled_out),
        );
    }
}

/// A date with its century: RSS 2.0 allows years of two digits. Other dates stay as written.
fn spelled_out(written: String) -> String {
    if read_date(&written, DayOrder::default()).is_some() {
        return written;
    }
    match rfc2822::parse(&written) {
        Ok(date) => date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => written,
    }
}

/// Keywords, and the section if WordPress separates categories from tags.
fn read_categories(builder: &mut ArticleBuilder<'_>, entry: &Element) {
    for name in ["category", "dc:subject", "media:keywords"] {
        for category in entry.all(name) {
            let is_kind = |term: String| term.starts_with(BLOGGER_KIND);
            if category.attribute("term").is_some_and(is_kind) {
                continue;
            }
            let label = category
                .attribute("label")
                .or_else(|| category.attribute("term"))
                .or_else(|| category.line());
            if category.attribute("domain").as_deref() == Some("category") {
                builder.section(label.clone());
            }
            builder.keyword(label);
        }
    }
}

/// The status of posts that WordPress has not published, or no longer publishes.
fn wordpress_status(entry: &Element) -> Option<String> {
    let status = match &*entry.line_of("wp:status")? {
        "future" => "embargoed",
        "draft" | "pending" | "private" | "auto-draft" => "withheld",
        "trash" => "canceled",
        _ => "usable",
    };
    Some(status.to_owned())
}

//! One entry of a feed: an `item` of RSS or an `entry` of Atom.
//!
//! An entry may have one field in several elements. Those that say most are asked first.

use super::channel::{Channel, author, title};
use super::kinds::BLOGGER_KIND;
use super::texts;
use crate::article::spelling::{DayOrder, read_date};
use crate::article::{ArchivePath, DateSource};
use crate::formats::gather::ArticleBuilder;
use crate::formats::options::ReadOptions;
use crate::formats::reader::{ArticleSink, Stopped};
use crate::formats::xml::Element;
use crate::formats::xml::document::ElementRecord;
use jiff::fmt::rfc2822;

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
    let group_title = entry.find("media:group/media:title");
    builder.headline(group_title.and_then(title));
    texts::offer(&mut builder, entry);
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

/// The time of a post in exports of WordPress, whose `pubDate` may be no date.
const POSTED: &str = "wp:post_date";

/// Parts of dates that WordPress writes where it has none.
const NO_DATES: &[&str] = &["-0001", "0000-00-00"];

/// Offers the date of publication, then that of the last change.
fn read_dates(builder: &mut ArticleBuilder<'_>, entry: &Element) {
    let is_date = |written: &String| !NO_DATES.iter().any(|none| written.contains(none));
    let date = |name: &str| entry.line_of(name).filter(is_date);
    let mut published = PUBLISHED.iter().filter_map(|name| date(name)).peekable();
    if published.peek().is_none() {
        builder.date(DateSource::FeedPublished, date(POSTED));
    }
    for written in published {
        builder.date(DateSource::FeedPublished, Some(spelled_out(written)));
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

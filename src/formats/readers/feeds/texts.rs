//! The text of an entry, and what becomes of its other texts.
//!
//! An entry has a text in several elements: in full, as a summary, as a caption. The fullest one is
//! the article's. Others are named if they say something else, and so is every element that is not
//! known and has a sentence in it.

use super::channel::plain;
use crate::article::WhyLeftOut;
use crate::formats::bytes::coverage::Said;
use crate::formats::bytes::excerpt::excerpt;
use crate::formats::bytes::markup::{self, Removed, without_captions, without_shortcodes};
use crate::formats::bytes::white_space::{one_line, unify_line_ends};
use crate::formats::gather::ArticleBuilder;
use crate::formats::readers::wire::nitf::read_story;
use crate::formats::readers::wire::omitted::name_omitted;
use crate::formats::xml::Element;
use crate::formats::xml::content::content_text;
use crate::formats::xml::prose::prose;

/// Elements with an entry's text, the fullest first.
const TEXTS: &[&str] = &[
    "content:encoded",
    "content",
    "yandex:full-text",
    "turbo:content",
    "fulltext",
    "full-text",
    "full_text",
    "body",
    "description",
    "summary",
    "tagline",
    "excerpt:encoded",
    "media:description",
    "media:text",
    "itunes:summary",
    "itunes:subtitle",
    "googleplay:description",
];

/// Elements around the pictures and films of an entry, with their captions.
const MEDIA: &[&str] = &["media:group", "media:content"];

/// Elements that are read elsewhere, or whose words describe the entry to programs.
const METADATA: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "author",
    "contributor",
    "category",
    "source",
    "comments",
    "enclosure",
    "pubDate",
    "published",
    "issued",
    "updated",
    "modified",
    "created",
    "rights",
    "generator",
    "logo",
    "icon",
    "language",
    "copyright",
    "image",
    "thumbnail",
    "georss:featurename",
    "media:credit",
    "media:keywords",
    "media:title",
    "media:copyright",
    "media:rating",
    "media:category",
    "media:thumbnail",
    "media:player",
    "media:community",
    "media:restriction",
    "content:items",
    "wp:postmeta",
    "itunes:author",
    "itunes:keywords",
    "itunes:title",
    "itunes:owner",
];

/// An element that is not known has a text if it has this many words.
const SENTENCE: usize = 4;

/// So many words make up a text, if an entry has no other.
const TEXT: usize = 12;

/// A text of an entry that is not the article's, and why not.
type Other<'a> = (&'a Element, WhyLeftOut, String);

/// Offers the text of an entry, and notes the texts that it does not have.
pub(super) fn offer(builder: &mut ArticleBuilder<'_>, entry: &Element) {
    let is_exported = entry.find("wp:post_type").is_some();
    let mut others: Vec<Other<'_>> = Vec::new();
    for element in TEXTS.iter().flat_map(|name| entry.all(name)) {
        if let Some(nitf) = element.seek("nitf") {
            read_story(builder, nitf);
            continue;
        }
        let is_caption = element.name.starts_with("media:");
        let why = if is_caption {
            WhyLeftOut::Caption
        } else {
            WhyLeftOut::Metadata
        };
        let text = if is_exported {
            of_export(builder, element)
        } else {
            text_of(element)
        };
        take(builder, &mut others, (element, why, text));
    }
    let mut captions = Vec::new();
    for name in MEDIA {
        entry.each(name, &mut |media| collect_captions(media, &mut captions));
    }
    for caption in captions {
        let other = (caption, WhyLeftOut::Caption, text_of(caption));
        take(builder, &mut others, other);
    }
    let unknown = entry.elements().filter(|element| is_unknown(element));
    let unknown: Vec<(&Element, String)> = unknown
        .map(|element| (element, content_text(element)))
        .collect();
    let longest = unknown.iter().max_by_key(|(_, text)| text.len());
    if !builder.has_body()
        && let Some((_, text)) = longest.filter(|(_, text)| has_words(text, TEXT))
    {
        builder.body(text);
    }
    let unknown = unknown
        .into_iter()
        .filter(|(_, text)| has_words(text, SENTENCE));
    others.extend(unknown.map(|(element, text)| (element, why_unknown(element), text)));
    note(builder, others);
}

/// Offers a text, or keeps it with the others if there is one already.
fn take<'a>(builder: &mut ArticleBuilder<'_>, others: &mut Vec<Other<'a>>, text: Other<'a>) {
    if builder.has_body() {
        others.push(text);
    } else {
        builder.body(&text.2);
        name_omitted(builder, text.0);
    }
}

/// The text of a post that WordPress exported, without the captions and codes that are named.
fn of_export(builder: &mut ArticleBuilder<'_>, element: &Element) -> String {
    let mut removed = Removed::new();
    let text = exported(&element.text(), &mut removed);
    for (tag, characters) in removed {
        builder.left_out(tag, WhyLeftOut::Caption, characters);
    }
    text
}

/// Notes those of the other texts that say something else than the article.
fn note(builder: &mut ArticleBuilder<'_>, others: Vec<Other<'_>>) {
    let article = builder.so_far();
    let mut said = Said::new(&article.body);
    let mut missing = |text: &str| {
        if one_line(text) == article.headline {
            0
        } else {
            said.missing(text)
        }
    };
    let lengths: Vec<usize> = others.iter().map(|(_, _, text)| missing(text)).collect();
    for ((element, why, _), length) in others.into_iter().zip(lengths) {
        if length > 0 {
            builder.left_out(format!("<{}>", excerpt(&element.name)), why, length);
        }
    }
}

/// The texts of a group of media, and of each medium in it.
fn collect_captions<'a>(media: &'a Element, captions: &mut Vec<&'a Element>) {
    for element in media.elements() {
        match &*element.name {
            "media:description" | "media:text" => captions.push(element),
            name if MEDIA.contains(&name) => collect_captions(element, captions),
            _ => {}
        }
    }
}

fn is_unknown(element: &Element) -> bool {
    let name = &*element.name;
    !TEXTS.contains(&name)
        && !MEDIA.contains(&name)
        && !METADATA.contains(&name)
        && !name.starts_with("dc:")
        && !name.starts_with("dcterms:")
        && (!name.starts_with("wp:") || name == "wp:comment")
}

fn why_unknown(element: &Element) -> WhyLeftOut {
    if element.name.contains("comment") {
        WhyLeftOut::Comments
    } else {
        WhyLeftOut::NotRead
    }
}

fn has_words(text: &str, least: usize) -> bool {
    text.split_whitespace().nth(least - 1).is_some()
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
/// paragraph, and line ends count. Captions and shortcodes are `removed`.
fn exported(text: &str, removed: &mut Removed) -> String {
    let text = without_captions(text, removed);
    let text = without_shortcodes(&text, removed);
    let marked_up = unify_line_ends(&text)
        .replace("\n\n", "<p>")
        .replace('\n', "<br>");
    markup::to_text(&marked_up)
}

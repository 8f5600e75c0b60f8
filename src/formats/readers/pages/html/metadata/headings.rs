//! The headings that a page shows: their texts without what is only next to the headline, and what
//! speaks for and against each.
//!
//! Sites put the kicker (`Politics`) and a line below into the same heading. `headline` chooses one
//! of the headings; it must not look at elements itself.

use super::super::found::Found;
use super::super::tree::{NodeId, Tree};
use super::address::{is_front, is_front_page, leads_to};
use super::heading_text::{LONGEST, Parts, classes, has_word, text_in};

/// The most headings that are compared.
const MOST: usize = 100;

/// The most elements around a heading that are asked what they are.
const MOST_AROUND: usize = 24;

/// A heading.
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are independent of each other, and all are weighed"
)]
pub(in crate::formats) struct Heading {
    pub(in crate::formats) id: NodeId,
    /// Its text without kicker and line below.
    pub(in crate::formats) text: String,
    /// What it has above the headline.
    pub(in crate::formats) kicker: Option<String>,
    /// What it has below the headline.
    pub(in crate::formats) below: Option<String>,
    /// 1 for `<h1>`.
    pub(in crate::formats) level: u8,
    /// Whether a property or class says that it is the headline.
    pub(in crate::formats) is_marked: bool,
    /// Whether a class says that it is the line above a headline.
    pub(in crate::formats) is_kicker: bool,
    /// Whether all of it is a link to another page.
    pub(in crate::formats) is_linked: bool,
    /// Whether it is a link to the front page: the name of the site.
    pub(in crate::formats) names_site: bool,
    /// Whether it is hidden, or in an element beside the article.
    pub(in crate::formats) is_beside: bool,
}

/// Words of classes of headings above a headline.
const KICKER_HEADINGS: &[&str] = &[
    "kicker",
    "overline",
    "strapline",
    "dachzeile",
    "topline",
    "eyebrow",
    "surtitle",
    "supertitle",
];

/// Words of classes and properties of headlines.
const MARKS: &[&str] = &[
    "headline",
    "entry-title",
    "post-title",
    "article-title",
    "articletitle",
    "article__title",
    "posttitle",
    "story-title",
    "page-title",
    "news-title",
    "single-title",
];

/// Elements beside an article.
const BESIDE: &[&str] = &["nav", "aside", "footer", "form", "dialog", "blockquote"];

/// Words of classes and ids of elements beside an article.
const BESIDE_WORDS: &[&str] = &[
    "sidebar",
    "comments",
    "comment",
    "related",
    "recommended",
    "cookie",
    "consent",
    "newsletter",
    "modal",
    "popup",
    "footer",
    "menu",
    "nav",
    "navigation",
    "promo",
    "subscribe",
    "breadcrumb",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "element-invisible",
    "visuallyhidden",
];

impl Heading {
    /// The headings of a page, in their order. `url` is the address of the page, `is_declared` tells
    /// the headlines that it declares.
    pub(in crate::formats) fn all(
        tree: &Tree,
        found: &Found<'_>,
        url: Option<&str>,
        is_declared: &dyn Fn(&str) -> bool,
    ) -> Vec<Self> {
        let headings = found.headings.iter().take(MOST);
        let headings = headings.map(|id| Self::of(tree, *id, url, is_declared));
        headings
            .filter(|heading| !heading.text.is_empty() && heading.text.len() <= LONGEST)
            .collect()
    }

    fn of(tree: &Tree, id: NodeId, url: Option<&str>, is_declared: &dyn Fn(&str) -> bool) -> Self {
        // Other headings may name the headline in a line that leads to more about it.
        let is_main = tree.name(id) == "h1";
        let parts = Parts::of(tree, id, &|text| is_main && is_declared(text));
        let link = whole_link(tree, id, &parts.text);
        let level = tree
            .name(id)
            .as_bytes()
            .get(1)
            .map_or(9, |digit| digit - b'0');
        let is_here = |link: &str| url.is_some_and(|url| leads_to(link, url));
        let site = |link: &&str| is_front(link) && !url.is_some_and(is_front_page);
        Self {
            id,
            text: parts.text,
            kicker: parts.kicker,
            below: parts.below,
            level: if level <= 6 { level } else { 4 },
            is_marked: is_marked(tree, id),
            is_kicker: has_word(&classes(tree, id), KICKER_HEADINGS),
            is_linked: link.is_some_and(|link| !is_here(link)),
            names_site: link.as_ref().is_some_and(site),
            is_beside: is_beside(tree, id),
        }
    }
}

fn is_marked(tree: &Tree, id: NodeId) -> bool {
    let property = tree
        .attribute(id, "itemprop")
        .or_else(|| tree.attribute(id, "property"));
    property.is_some_and(|property| property.contains("headline"))
        || has_word(&classes(tree, id), MARKS)
        || classes(tree, id)
            .split_ascii_whitespace()
            .any(|class| class == "title")
}

/// Whether a heading is hidden, or in an element beside the article.
fn is_beside(tree: &Tree, id: NodeId) -> bool {
    std::iter::once(id)
        .chain(tree.ancestors(id).take(MOST_AROUND))
        .take_while(|id| !matches!(tree.name(*id), "article" | "main" | "body"))
        .any(|id| {
            BESIDE.contains(&tree.name(id))
                || tree.attribute(id, "hidden").is_some()
                || has_word(&classes(tree, id), BESIDE_WORDS)
                || tree
                    .attribute(id, "id")
                    .is_some_and(|id| has_word(&id.to_ascii_lowercase(), BESIDE_WORDS))
        })
}

/// The address that all of a heading is a link to.
fn whole_link<'t>(tree: &'t Tree, id: NodeId, text: &str) -> Option<&'t str> {
    let is_link = |id: &NodeId| tree.name(*id) == "a" && tree.attribute(*id, "href").is_some();
    let around = tree.ancestors(id).take(2).find(is_link);
    let link = around.or_else(|| {
        let within = tree.descendants(id).take(64).find(is_link)?;
        let linked = text_in(tree, within);
        (linked.trim().len() * 10 >= text.len() * 9).then_some(within)
    })?;
    tree.attribute(link, "href").map(str::trim)
}

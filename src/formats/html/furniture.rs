//! What a page shows besides its article: the marks by which menus, teasers, comments, share
//! buttons, notices about cookies and the like are known.

use super::tree::{NodeId, Tree};

/// What an element is, by its name and attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// No part of any article.
    Furniture,
    /// Nothing speaks against it.
    Plain,
}

/// Elements that hold no running text.
const ELEMENTS: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "button",
    "select",
    "textarea",
    "iframe",
    "nav",
    "aside",
    "footer",
    "figure",
    "figcaption",
    "picture",
    "video",
    "audio",
    "object",
    "canvas",
    "dialog",
    "menu",
    "input",
    "label",
    "map",
    "head",
];

/// Roles of furniture.
const ROLES: &[&str] = &[
    "navigation",
    "complementary",
    "banner",
    "contentinfo",
    "dialog",
    "alertdialog",
    "alert",
    "search",
    "menu",
    "menubar",
    "toolbar",
    "tooltip",
    "tablist",
];

/// Words of classes and ids that furniture bears.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "anzeige",
    "author",
    "authors",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "disqus",
    "donate",
    "donation",
    "footer",
    "gallery",
    "gdpr",
    "infobox",
    "kommentar",
    "kommentare",
    "login",
    "menu",
    "modal",
    "more",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "player",
    "popular",
    "popup",
    "print",
    "promo",
    "promotion",
    "readmore",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharebar",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tag",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "toolbar",
    "tooltip",
    "trending",
    "widget",
];

/// What an element's name and attributes say.
pub(super) fn mark_of(tree: &Tree, id: NodeId) -> Mark {
    let name = tree.name(id);
    if ELEMENTS.contains(&name) {
        return Mark::Furniture;
    }
    if matches!(
        name,
        "" | "html" | "body" | "main" | "article" | "a" | "span" | "b" | "i" | "em" | "strong"
    ) {
        return Mark::Plain;
    }
    let says = |attribute: &html5ever::Attribute| {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "class" | "id" => words(value).any(|word| WORDS.binary_search(&word.as_str()).is_ok()),
            "role" => ROLES.contains(&value),
            "hidden" => true,
            "aria-hidden" => value == "true",
            "style" => value.replace(' ', "").contains("display:none"),
            _ => false,
        }
    };
    if tree.attributes(id).iter().any(says) {
        Mark::Furniture
    } else {
        Mark::Plain
    }
}

/// The words of a class or id in lower case: parted by white space, hyphens, underscores and
/// capitals.
fn words(value: &str) -> impl Iterator<Item = String> {
    value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(|part| {
            let mut starts = vec![0];
            let bytes = part.as_bytes();
            starts.extend((1..bytes.len()).filter(|at| {
                bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase()
            }));
            starts.push(part.len());
            starts
                .windows(2)
                .map(|pair| part[pair[0]..pair[1]].to_ascii_lowercase())
                .collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
}

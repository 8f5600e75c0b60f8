//! What a page shows besides its article: the marks by which menus, teasers, comments, share
//! buttons, notices about cookies and the like are known.

use super::tree::{NodeId, Tree};

/// What an element is, by its name and attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing speaks against it.
    Plain,
    /// Furniture, unless the article is in it.
    Likely,
    /// Furniture, unless nearly all text is in it.
    Furniture,
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

/// Words of classes and ids that furniture bears and hardly anything else, sorted.
#[rustfmt::skip]
const SURE_WORDS: &[&str] = &[
    "breadcrumb", "breadcrumbs", "comment", "comments", "consent", "cookie", "cookies", "disqus", "gdpr", "kommentar", "kommentare", "newsletter", "outbrain", "paywall", "recirculation", "recommend", "recommendation", "recommendations", "recommended", "related", "sharebar", "sharing", "sidebar", "subscribe", "subscription", "taboola", "teaser", "teasers", "trending",
];

/// Words of classes and ids that furniture bears, and now and then what is around an article, sorted.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "ad", "ads", "advert", "advertisement", "advertising", "adverts", "anzeige", "author", "authors", "bio", "byline", "caption", "copyright", "credit", "donate", "donation", "footer", "gallery", "infobox", "login", "menu", "modal", "more", "nav", "navbar", "navigation", "overlay", "pager", "pagination", "player", "popular", "popup", "print", "promo", "promotion", "readmore", "share", "signup", "skip", "social", "sponsor", "sponsored", "tag", "taglist", "tags", "toolbar", "tooltip", "widget",
];

/// Whether an element shows no text of an article, whatever is in it.
pub(super) fn is_unseen(tree: &Tree, id: NodeId) -> bool {
    if ELEMENTS.contains(&tree.name(id)) {
        return true;
    }
    tree.attributes(id).iter().any(|attribute| {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "role" => ROLES.contains(&value),
            "hidden" => value != "until-found",
            "aria-hidden" => value == "true",
            "style" => value.replace(' ', "").contains("display:none"),
            _ => false,
        }
    })
}

/// What an element's class and id say.
pub(super) fn mark_of(tree: &Tree, id: NodeId) -> Mark {
    if matches!(tree.name(id), "html" | "body" | "main" | "article") {
        return Mark::Plain;
    }
    let mut mark = Mark::Plain;
    for attribute in tree.attributes(id) {
        if matches!(&*attribute.name.local, "class" | "id") {
            for word in words(&attribute.value) {
                if SURE_WORDS.binary_search(&word.as_str()).is_ok() {
                    return Mark::Furniture;
                }
                if WORDS.binary_search(&word.as_str()).is_ok() {
                    mark = Mark::Likely;
                }
            }
        }
    }
    mark
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

//! Furniture: what a page shows in addition to its article, such as menus, teasers, comments, share
//! buttons and notices about cookies.
//!
//! Sites name furniture by classes and ids, so lists of words decide what is furniture.

use super::super::tree::{NodeId, Tree};

/// What an element is, by its name and attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::formats) enum Mark {
    /// It may be a part of the article.
    Plain,
    /// Furniture, unless the article is in it.
    Likely,
    /// Furniture, unless nearly all text is in it.
    Furniture,
}

/// Elements without running text.
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

/// Words of classes and ids that hardly anything but furniture has, sorted. Among them are the
/// names of programs with which sites ask for consent.
#[rustfmt::skip]
const SURE_WORDS: &[&str] = &[
    "breadcrumb", "breadcrumbs", "cmp2", "cmpbox", "comment", "comments", "consent", "cookie", "cookiebanner", "cookiebar", "cookiebot", "cookies", "didomi", "disqus", "gdpr", "hidden", "kommentar", "kommentare", "newsletter", "offscreen", "onetrust", "outbrain", "recirculation", "recommend", "recommendation", "recommendations", "recommended", "related", "relatedposts", "sharebar", "sharedaddy", "sharing", "sidebar", "subscribe", "subscription", "taboola", "teaser", "teasers", "trending", "usercentrics",
];

/// Words of classes and ids that furniture has, sorted. Elements around an article may have them
/// too.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "ad", "ads", "advert", "advertisement", "advertising", "adverts", "anzeige", "author", "authors", "bio", "byline", "caption", "captions", "carousel", "copyright", "credit", "credits", "dialog", "discussion", "donate", "donation", "embed", "facebook", "footer", "gallery", "image", "images", "img", "infobox", "instagram", "login", "media", "menu", "modal", "more", "nav", "navbar", "navigation", "overlay", "pager", "pagination", "photo", "photos", "picture", "player", "popular", "popup", "print", "promo", "promotion", "readmore", "share", "signup", "skip", "social", "sponsor", "sponsored", "tag", "taglist", "tags", "toolbar", "tooltip", "tweet", "twitter", "video", "widget", "youtube",
];

/// Words of classes that the text next to a picture has, sorted.
#[rustfmt::skip]
const LEGENDS: &[&str] = &[
    "caption", "captions", "copyright", "credit", "credits", "photographer",
];

/// Words of classes that describe the layout, or what is next to an element, sorted:
/// `has-comments`, `sidebar-grid`.
const LAYOUT: &[&str] = &["grid", "has", "layout", "no", "not", "with", "without"];

/// A word of this list and one of [`PARTS`], in one class, mark the element with the text of an
/// article: `story-body`, `articleText`.
const WHOLES: &[&str] = &["article", "entry", "news", "post", "story"];
/// See [`WHOLES`].
const PARTS: &[&str] = &["body", "content", "text"];

/// Whether an element has no running text, whatever is in it.
pub(in crate::formats) fn is_unseen(tree: &Tree, id: NodeId) -> bool {
    ELEMENTS.contains(&tree.name(id))
        || tree
            .attribute(id, "role")
            .is_some_and(|role| ROLES.contains(&role))
}

/// Whether an element is hidden until a program changes it.
fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    tree.attributes(id).iter().any(|attribute| {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "hidden" => value != "until-found",
            "aria-hidden" => value == "true",
            "style" => {
                let style = value.replace(' ', "");
                style.contains("display:none") || style.contains("visibility:hidden")
            }
            _ => false,
        }
    })
}

/// What an element's attributes say.
pub(in crate::formats) fn mark_of(tree: &Tree, id: NodeId) -> Mark {
    if matches!(tree.name(id), "html" | "body" | "main" | "article") {
        return Mark::Plain;
    }
    if is_hidden(tree, id) {
        return Mark::Furniture;
    }
    let classes = tree
        .attributes(id)
        .iter()
        .filter(|attribute| matches!(&*attribute.name.local, "class" | "id"))
        .flat_map(|attribute| attribute.value.split_ascii_whitespace());
    let is_paragraph = matches!(tree.name(id), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let mut mark = Mark::Plain;
    for class in classes {
        match mark_of_class(class) {
            Some(Mark::Plain) => return Mark::Plain,
            // The first paragraph of an article may be called a teaser.
            Some(Mark::Furniture) if is_paragraph => {}
            Some(found) => mark = mark.max(found),
            None => {}
        }
    }
    mark
}

/// Whether an element within a line is the text next to a picture.
pub(in crate::formats) fn is_legend(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "span" | "small" | "cite")
        && tree.attribute(id, "class").is_some_and(|class| {
            words(class).any(|word| LEGENDS.binary_search(&word.as_str()).is_ok())
        })
}

/// What a class or id says, if it says anything.
fn mark_of_class(class: &str) -> Option<Mark> {
    // Classes with a colon or a bracket name the conditions of a style, not what the element is.
    if class.contains([':', '[']) {
        return None;
    }
    let has = |list: &[&str]| words(class).any(|word| list.binary_search(&word.as_str()).is_ok());
    if has(LAYOUT) {
        return None;
    }
    if has(SURE_WORDS) {
        Some(Mark::Furniture)
    } else if has(WORDS) {
        Some(Mark::Likely)
    } else if has(WHOLES) && has(PARTS) {
        Some(Mark::Plain)
    } else {
        None
    }
}

/// The words of a class or id in lower case: separated by hyphens, underscores and capitals.
fn words(class: &str) -> impl Iterator<Item = String> {
    class
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_for_binary_search_are_sorted() {
        for list in [SURE_WORDS, WORDS, LEGENDS, LAYOUT, WHOLES, PARTS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn classes_are_read_by_their_words() {
        for (class, mark) in [
            ("comments", Some(Mark::Furniture)),
            ("js-RelatedStories", Some(Mark::Furniture)),
            ("article__share", Some(Mark::Likely)),
            ("articleBody", Some(Mark::Plain)),
            ("has-comments", None),
            ("print:hidden", None),
            ("commentary", None),
            ("x", None),
        ] {
            assert_eq!(mark_of_class(class), mark, "{class}");
        }
    }
}

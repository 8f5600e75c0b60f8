//! Furniture: what a page shows in addition to its article, such as menus, teasers, comments, share
//! buttons and notices about cookies.
//!
//! Elements and roles without running text are left out while the page is cut into blocks
//! ([`sight`]). What attributes say is only a mark ([`mark_of`]): `marking` decides with it, and
//! with how much text there is elsewhere.

use super::super::tree::{NodeId, Tree};
use super::words::{self, Level, Mark, Said, read_class};
use crate::article::WhyLeftOut;

/// The most nodes of a figure that are searched for text.
const MOST_IN_FIGURE: usize = 2000;

/// Whether the text of an element can be a part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Sight {
    Seen,
    /// Nothing of it is shown as text.
    Silent,
    /// It is shown, and no running text of the article.
    Out(WhyLeftOut),
}

/// Roles of furniture.
const ROLES: &[(&str, WhyLeftOut)] = &[
    ("navigation", WhyLeftOut::Navigation),
    ("banner", WhyLeftOut::Navigation),
    ("contentinfo", WhyLeftOut::Navigation),
    ("dialog", WhyLeftOut::Controls),
    ("alertdialog", WhyLeftOut::Controls),
    ("alert", WhyLeftOut::Controls),
    ("search", WhyLeftOut::Controls),
    ("menu", WhyLeftOut::Navigation),
    ("menubar", WhyLeftOut::Navigation),
    ("toolbar", WhyLeftOut::Controls),
    ("tooltip", WhyLeftOut::Controls),
    ("tablist", WhyLeftOut::Controls),
];

/// Whether the text of an element is shown, and can be a part of the article.
pub(in crate::formats) fn sight(tree: &Tree, id: NodeId) -> Sight {
    match tree.name(id) {
        "" => return Sight::Seen,
        "script" | "style" | "noscript" | "svg" | "head" | "input" | "map" | "picture"
        | "canvas" => return Sight::Silent,
        // A shadow root that is written in the page is shown.
        "template" if !is_shadow_root(tree, id) => return Sight::Silent,
        "nav" | "menu" => return Sight::Out(WhyLeftOut::Navigation),
        "button" | "select" | "textarea" | "label" | "dialog" if !is_in_heading(tree, id) => {
            return Sight::Out(WhyLeftOut::Controls);
        }
        "iframe" | "video" | "audio" | "object" | "math" => {
            return Sight::Out(WhyLeftOut::Embedded);
        }
        "figcaption" => return Sight::Out(WhyLeftOut::Caption),
        "figure" if !has_text(tree, id) => return Sight::Out(WhyLeftOut::Caption),
        // The reading of the characters before it.
        "rt" | "rp" => return Sight::Out(WhyLeftOut::Copy),
        _ => {}
    }
    let Some(role) = tree.attribute(id, "role") else {
        return Sight::Seen;
    };
    ROLES
        .iter()
        .find(|(name, _)| *name == role)
        .map_or(Sight::Seen, |(_, why)| Sight::Out(*why))
}

fn is_shadow_root(tree: &Tree, id: NodeId) -> bool {
    ["shadowrootmode", "shadowroot", "shadowmode"]
        .iter()
        .any(|name| tree.attribute(id, name).is_some())
}

fn is_in_heading(tree: &Tree, id: NodeId) -> bool {
    tree.parent(id)
        .is_some_and(|parent| matches!(tree.name(parent), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Whether a figure shows a text: a post, a quotation, a table or a code.
fn has_text(tree: &Tree, figure: NodeId) -> bool {
    tree.descendants(figure)
        .take(MOST_IN_FIGURE)
        .any(|id| matches!(tree.name(id), "blockquote" | "pre" | "table"))
}

/// Whether an element is hidden until a program changes it. Not so a panel of tabs, a text that is
/// open to subscribers only, and a paragraph that is hidden from screen readers alone.
fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    if tree.attribute(id, "role") == Some("tabpanel") {
        return false;
    }
    let is_text = || is_line(tree.name(id)) || has_paywall(tree, id);
    tree.attributes(id).iter().any(|attribute| {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "hidden" => value != "until-found",
            "aria-hidden" => value == "true" && !is_text(),
            "class" => words::hides(value),
            "style" => {
                let style = value.replace(' ', "");
                (style.contains("display:none") || style.contains("visibility:hidden"))
                    && !has_paywall(tree, id)
            }
            _ => false,
        }
    })
}

/// Whether an element is a paragraph or a heading.
fn is_line(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "blockquote" | "pre"
    )
}

fn has_paywall(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "class").is_some_and(|class| {
        class
            .split_ascii_whitespace()
            .any(|class| class == "paywall")
    })
}

/// What an element's attributes say it is, if they say so; `has_link` is whether links are in it.
pub(in crate::formats) fn mark_of(tree: &Tree, id: NodeId, has_link: bool) -> Option<Mark> {
    let name = tree.name(id);
    if matches!(name, "html" | "body" | "main" | "article") {
        return None;
    }
    if is_hidden(tree, id) {
        return Some(Mark {
            level: Level::Sure,
            why: WhyLeftOut::Hidden,
            needs_link: false,
        });
    }
    let read_class = |class| read_class(class, has_link);
    let classes = || {
        let attributes = tree.attributes(id).iter();
        attributes
            .filter(|attribute| matches!(&*attribute.name.local, "class" | "id"))
            .flat_map(|attribute| attribute.value.split_ascii_whitespace())
    };
    if classes().any(words::is_post) {
        return None;
    }
    let is_paragraph = matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let mut found: Option<Mark> = None;
    for class in classes() {
        match read_class(class) {
            Said::Article => return None,
            // The first paragraph of an article may be called a teaser.
            Said::Marked(mark) if is_paragraph && mark.level != Level::Likely => {}
            // A post of another site, shown in the article.
            Said::Marked(mark) if name == "blockquote" && mark.why != WhyLeftOut::Comments => {}
            Said::Marked(mark) => {
                if found.is_none_or(|found| mark.level > found.level) {
                    found = Some(mark);
                }
            }
            Said::Nothing => {}
        }
    }
    found
}

/// Whether an element is next to the article by its name or role. An article may be in it on some
/// pages.
pub(in crate::formats) fn is_aside(tree: &Tree, id: NodeId) -> Option<WhyLeftOut> {
    match tree.name(id) {
        "aside" => Some(WhyLeftOut::OtherArticles),
        "footer" if !is_of_quotation(tree, id) => Some(WhyLeftOut::Navigation),
        _ if tree.attribute(id, "role") == Some("complementary") => Some(WhyLeftOut::OtherArticles),
        _ => None,
    }
}

/// Whether a footer is that of a quotation, which names who said it.
fn is_of_quotation(tree: &Tree, id: NodeId) -> bool {
    tree.parent(id)
        .is_some_and(|parent| tree.name(parent) == "blockquote")
}

/// Whether an element within a line is the text next to a picture.
pub(in crate::formats) fn is_legend(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "span" | "small" | "cite" | "strong" | "em")
        && tree.attribute(id, "class").is_some_and(words::is_legend)
}

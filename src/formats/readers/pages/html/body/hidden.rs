//! Elements that a page hides: for good, or until a person opens them or a program moves them.
//!
//! Parts that a person opens (panels of tabs, answers to questions, further pages of an article) are
//! text. They are told by their names, and only if running text is in them.

use super::super::tree::{NodeId, Tree};
use super::classes::{hides, words};

/// Words of classes and ids of what a person opens, sorted.
#[rustfmt::skip]
const OPENED: &[&str] = &[
    "accordion", "answer", "collapse", "collapsed", "collapsible", "expandable", "faq", "pane", "panel", "spoiler",
    "tab", "tabpane", "tabs", "toggle",
];

/// Attributes of texts that are shown to some readers only.
const FOR_SOME: &[&str] = &["amp-access", "subscriptions-section"];

/// Whether an element is hidden until a program changes it. Not so a panel of tabs, a text that is
/// open to subscribers only, and a paragraph that is hidden from screen readers alone; `is_prose`
/// says whether running text is in it.
pub(super) fn is_hidden(tree: &Tree, id: NodeId, is_prose: bool) -> bool {
    if tree.attribute(id, "role") == Some("tabpanel") {
        return false;
    }
    let is_text = || is_line(tree.name(id)) || has_paywall(tree, id);
    let hides_it = tree.attributes(id).iter().any(|attribute| {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "hidden" => value != "until-found",
            "aria-hidden" => value == "true" && !is_text(),
            "class" => hides(value),
            "style" => {
                let style = value.replace(' ', "");
                (style.contains("display:none") || style.contains("visibility:hidden"))
                    && !has_paywall(tree, id)
            }
            _ => false,
        }
    });
    hides_it && !(is_prose && is_opened(tree, id))
}

/// Whether the attributes of an element say that its text is shown later.
fn is_opened(tree: &Tree, id: NodeId) -> bool {
    tree.attributes(id).iter().any(|attribute| {
        let value = &*attribute.value;
        match &*attribute.name.local {
            "id" => is_streamed(value) || is_page(value) || opens(value),
            "class" => is_page(value) || opens(value),
            name => FOR_SOME.contains(&name),
        }
    })
}

fn opens(value: &str) -> bool {
    words(value).any(|word| OPENED.binary_search(&&*word.to_ascii_lowercase()).is_ok())
}

/// Whether an id is that of a part which a server sends later, and a script of the page moves.
fn is_streamed(id: &str) -> bool {
    let is_number =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    id.strip_prefix("S:").is_some_and(is_number)
}

/// Whether a class or id is that of a page of several: `page2`, `page-2`.
fn is_page(value: &str) -> bool {
    value.split_ascii_whitespace().any(|class| {
        let number = class
            .strip_prefix("page")
            .map(|rest| rest.trim_start_matches(['-', '_']));
        number.is_some_and(|number| {
            !number.is_empty()
                && number.len() <= 2
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_for_binary_search_is_sorted() {
        assert!(OPENED.is_sorted());
    }
}

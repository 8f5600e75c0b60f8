//! Which elements of a page are shown as text, and can have running text of an article.
//!
//! Their names and roles say it. An element that browsers show is never left out without a note:
//! how many characters it has is counted.

use super::super::tree::{NodeId, Step, Tree};
use crate::article::WhyLeftOut;
use crate::formats::bytes::markup::to_text;

/// The most nodes of an element that are searched for text.
const MOST_SEARCHED: usize = 2000;

/// The most nodes and characters of a word or formula within a sentence.
const LONGEST_WORD: usize = 100;

/// More text than this between the tags of a film is not what it shows instead, in characters.
const MOST_INSTEAD: usize = 300;

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
        // The second line has parts of drawings, and the source of a formula.
        "script" | "style" | "noscript" | "head" | "input" | "canvas" | "title" | "desc"
        | "text" | "annotation" | "annotation-xml" => return Sight::Silent,
        "svg" if !holds_html(tree, id) => return Sight::Silent,
        // A shadow root that is written in the page is shown.
        "template" if !is_shadow_root(tree, id) => return Sight::Silent,
        "nav" | "menu" => return Sight::Out(WhyLeftOut::Navigation),
        "button" | "select" | "textarea" | "label" | "dialog"
            if !is_in_heading(tree, id) && !is_in_sentence(tree, id) =>
        {
            return Sight::Out(WhyLeftOut::Controls);
        }
        "iframe" => return Sight::Out(WhyLeftOut::Embedded),
        "video" | "audio" | "object" if !has_more_text(tree, id) => {
            return Sight::Out(WhyLeftOut::Embedded);
        }
        "math" if !is_in_sentence(tree, id) => return Sight::Out(WhyLeftOut::Embedded),
        "figcaption" => return Sight::Out(WhyLeftOut::Caption),
        "figure" if !has_text(tree, id) => return Sight::Out(WhyLeftOut::Caption),
        // The reading of the characters before it.
        "rt" | "rp" => return Sight::Out(WhyLeftOut::Copy),
        _ => {}
    }
    let Some(role) = tree.attribute(id, "role") else {
        return Sight::Seen;
    };
    match ROLES.iter().find(|(name, _)| *name == role) {
        Some((_, why)) if !is_in_sentence(tree, id) => Sight::Out(*why),
        _ => Sight::Seen,
    }
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

/// Whether a short element is a part of a sentence: words of the same line are on both sides.
fn is_in_sentence(tree: &Tree, id: NodeId) -> bool {
    let node = tree.node(id);
    let has_words = |id: Option<NodeId>| {
        let text = id.and_then(|id| tree.text_of(id));
        text.is_some_and(|text| text.contains(char::is_alphanumeric))
    };
    let is_in_line = || {
        let parent = tree.parent(id).map_or("", |parent| tree.name(parent));
        matches!(parent, "p" | "li" | "dd" | "td" | "blockquote")
    };
    let is_short = || {
        let inside = tree.descendants(id).take(LONGEST_WORD + 1);
        let (mut nodes, mut bytes) = (0, 0);
        for id in inside {
            if matches!(tree.name(id), "input" | "option") {
                return false;
            }
            nodes += 1;
            bytes += tree.text_of(id).map_or(0, str::len);
        }
        nodes <= LONGEST_WORD && bytes <= LONGEST_WORD
    };
    has_words(node.previous) && has_words(node.next) && is_in_line() && is_short()
}

/// Whether a drawing has a part that is laid out as a page is.
fn holds_html(tree: &Tree, drawing: NodeId) -> bool {
    tree.descendants(drawing)
        .take(MOST_SEARCHED)
        .any(|id| tree.name(id).eq_ignore_ascii_case("foreignobject"))
}

/// Whether a figure shows a text: a post, a quotation, a table or a code.
fn has_text(tree: &Tree, figure: NodeId) -> bool {
    tree.descendants(figure)
        .take(MOST_SEARCHED)
        .any(|id| matches!(tree.name(id), "blockquote" | "pre" | "table"))
}

/// Whether more is between the tags of a film than what is shown if it cannot be: the tag is not
/// closed.
fn has_more_text(tree: &Tree, id: NodeId) -> bool {
    let texts = tree.descendants(id).take(MOST_SEARCHED);
    let lengths = texts
        .filter_map(|id| tree.text_of(id))
        .map(shown_characters);
    lengths.sum::<usize>() > MOST_INSTEAD
}

/// How much text is shown in an element, in characters; runs of white space count once.
pub(super) fn characters_in(tree: &Tree, root: NodeId) -> usize {
    let mut characters = 0;
    let mut walk = tree.walk(root);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        if let Some(text) = tree.text_of(id) {
            characters += shown_characters(text);
        } else if sight(tree, id) == Sight::Silent {
            walk.leave_out(id);
        }
    }
    characters
}

/// How much text a frame shows that has its page in itself.
pub(super) fn own_characters(tree: &Tree, frame: NodeId) -> usize {
    let page = tree.attribute(frame, "srcdoc");
    page.map_or(0, |page| shown_characters(&to_text(page)))
}

/// The characters of a text; runs of white space count once, and not at its ends.
pub(in crate::formats) fn shown_characters(text: &str) -> usize {
    let words = text
        .split_ascii_whitespace()
        .map(|word| word.chars().count() + 1);
    words.sum::<usize>().saturating_sub(1)
}

/// Whether an element within a line is the text next to a picture.
pub(in crate::formats) fn is_legend(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "span" | "small" | "cite" | "strong" | "em")
        && tree
            .attribute(id, "class")
            .is_some_and(super::classes::is_legend)
        && !is_in_sentence(tree, id)
}

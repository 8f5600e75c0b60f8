//! Furniture: what a page shows in addition to its article, such as menus, teasers, comments, share
//! buttons and notices about cookies.
//!
//! Elements and roles without running text are left out while the page is cut into blocks
//! (`sight`). What attributes say is only a mark ([`mark_of`]): `marking` decides with it, and with
//! how much text there is elsewhere.

use super::super::tree::{NodeId, Tree};
use super::blocks::{Kind, block_kind};
use super::classes::{Level, Mark, Said, is_post, read_class};
use super::hidden::is_hidden;
use super::notices::opens_comments;
use super::phrases::is_introduction;
use crate::article::WhyLeftOut;

/// The most nodes at the start of an element among which its heading is looked for.
const MOST_ABOVE_HEADING: usize = 30;

/// The most nodes at the start of an element among which a button is looked for.
const MOST_ABOVE_BUTTON: usize = 300;

/// What is in an element, as far as its marks depend on it.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Inside {
    pub(in crate::formats) has_link: bool,
    /// Whether running text is in it, and hardly any links.
    pub(in crate::formats) is_prose: bool,
}

/// What an element's attributes say it is, if they say so.
pub(in crate::formats) fn mark_of(tree: &Tree, id: NodeId, inside: Inside) -> Option<Mark> {
    let name = tree.name(id);
    if matches!(name, "html" | "body" | "main" | "article") {
        return None;
    }
    if is_hidden(tree, id, inside.is_prose) {
        return Some(Mark {
            level: Level::Sure,
            why: WhyLeftOut::Hidden,
            needs_link: false,
        });
    }
    let has_button = || has_button(tree, id);
    let read_class = |class| read_class(class, inside.has_link, &has_button);
    let classes = || {
        let attributes = tree.attributes(id).iter();
        attributes
            .filter(|attribute| matches!(&*attribute.name.local, "class" | "id"))
            .flat_map(|attribute| attribute.value.split_ascii_whitespace())
    };
    if classes().any(is_post) {
        return None;
    }
    let is_paragraph = matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let mut found: Option<Mark> = None;
    let own_id = tree.attribute(id, "id").map(str::trim);
    for class in classes() {
        match read_class(class) {
            Said::Article => return None,
            // The first paragraph of an article may be called a teaser.
            Said::Marked(mark) if is_paragraph && mark.level != Level::Likely => {}
            // A post of another site, shown in the article.
            Said::Marked(mark) if name == "blockquote" && mark.why != WhyLeftOut::Comments => {}
            Said::Marked(mark)
                if own_id == Some(class)
                    && inside.is_prose
                    && names_section(tree, id, class, mark) => {}
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

/// Whether an id is made from the heading of a section, which is about something that furniture is
/// named after: `id="related-work"` under `Related work`.
fn names_section(tree: &Tree, id: NodeId, value: &str, mark: Mark) -> bool {
    let is_told = match mark.why {
        WhyLeftOut::Comments => value.contains(['-', '_']),
        WhyLeftOut::OtherArticles => value.contains(['-', '_']) && !mark.needs_link,
        WhyLeftOut::Controls => !has_button(tree, id),
        WhyLeftOut::Embedded | WhyLeftOut::Caption => true,
        _ => false,
    };
    let is_heading = |id: &NodeId| block_kind(tree.name(*id)) == Some(Kind::Heading);
    let heading = || {
        tree.descendants(id)
            .take(MOST_ABOVE_HEADING)
            .find(is_heading)
    };
    is_told
        && heading().is_some_and(|heading| {
            let line = tree.line(heading).to_lowercase();
            let length = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
            let mut words = line
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty());
            let own = value
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty());
            !opens_comments(&line, length)
                && !is_introduction(&line, length)
                && own.into_iter().all(|own| {
                    words
                        .next()
                        .is_some_and(|word| word.eq_ignore_ascii_case(own))
                })
        })
}

/// Whether a person can press something in an element.
fn has_button(tree: &Tree, id: NodeId) -> bool {
    tree.descendants(id).take(MOST_ABOVE_BUTTON).any(|id| {
        matches!(tree.name(id), "button" | "input") || tree.attribute(id, "role") == Some("button")
    })
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

//! What a page says of itself, gathered in one walk through its tree.
//!
//! It is in `<meta>`, `<link>`, headings, times, microdata and scripts of linked data. `metadata`
//! decides which of it is used.

use super::tree::{NodeId, Tree};
use crate::formats::bytes::markup::to_text;
use crate::formats::bytes::white_space::one_line;
use std::borrow::Cow;

/// What was found, each list in the order of the page.
#[derive(Default)]
pub(super) struct Found<'t> {
    /// Names in lower case, with their contents.
    metas: Vec<(String, &'t str)>,
    /// Elements with an `itemprop`, and those other than `<meta>` with a `property` of `RDFa`.
    items: Vec<(&'t str, NodeId)>,
    pub(super) title: Option<NodeId>,
    pub(super) canonical: Option<&'t str>,
    pub(super) language: Option<&'t str>,
    /// The headings of the first four levels, and other elements marked as a headline.
    pub(super) headings: Vec<NodeId>,
    pub(super) times: Vec<NodeId>,
    /// Links marked `rel="author"`, and the first author's card of hAtom.
    pub(super) authors: Vec<NodeId>,
    /// Scripts of linked data.
    pub(super) scripts: Vec<&'t str>,
    /// All other scripts.
    pub(super) programs: Vec<&'t str>,
    /// Scripts of data for the page's own programs.
    pub(super) states: Vec<&'t str>,
}

impl<'t> Found<'t> {
    /// Gathers what a page says.
    pub(super) fn in_page(tree: &'t Tree) -> Self {
        let mut found = Self::default();
        for id in tree.descendants(NodeId::DOCUMENT) {
            found.take(tree, id);
        }
        found
    }

    fn take(&mut self, tree: &'t Tree, id: NodeId) {
        let name = tree.name(id);
        match name {
            "" => return,
            "meta" => self.take_meta(tree, id),
            "link" => {
                let is_canonical =
                    |rel: &str| rel.split_ascii_whitespace().any(|rel| rel == "canonical");
                if self.canonical.is_none() && tree.attribute(id, "rel").is_some_and(is_canonical) {
                    self.canonical = tree.attribute(id, "href");
                }
            }
            "html" => {
                self.language = tree
                    .attribute(id, "lang")
                    .or(tree.attribute(id, "xml:lang"));
            }
            "title" if self.title.is_none() && !is_in_drawing(tree, id) => self.title = Some(id),
            "h1" | "h2" | "h3" | "h4" => self.headings.push(id),
            _ if tree.attribute(id, "itemprop") == Some("headline") => self.headings.push(id),
            "time" => self.times.push(id),
            // `<relative-time datetime="…">3 years ago</relative-time>`
            _ if name.contains('-') && tree.attribute(id, "datetime").is_some() => {
                self.times.push(id);
            }
            "abbr" if is_date_published(tree, id) => self.times.push(id),
            "a" if tree
                .attribute(id, "rel")
                .is_some_and(|rel| rel.contains("author")) =>
            {
                self.authors.push(id);
            }
            "script" => {
                let kind = tree.attribute(id, "type").unwrap_or_default();
                let kind = kind.trim().to_ascii_lowercase();
                let texts = tree.children(id).filter_map(|child| tree.text_of(child));
                let is_untyped = |text: &&str| kind.is_empty() && is_linked_data(text);
                if kind.contains("ld+json") {
                    self.scripts.extend(texts);
                    return;
                }
                for text in texts {
                    self.programs.push(text);
                    if kind.starts_with("application/json") {
                        self.states.push(text);
                    } else if is_untyped(&text) {
                        self.scripts.push(text);
                    }
                }
            }
            _ => {}
        }
        if let Some(item) = tree.attribute(id, "itemprop") {
            self.items.push((item, id));
        }
        if let Some(item) = tree.attribute(id, "property").filter(|_| name != "meta") {
            self.items.push((item, id));
        }
        if self.authors.is_empty() && is_author_card(tree, id) {
            self.authors.push(id);
        }
    }

    fn take_meta(&mut self, tree: &'t Tree, id: NodeId) {
        let Some(content) = tree.attribute(id, "content") else {
            return;
        };
        if content.trim().is_empty() {
            return;
        }
        // In the text, `itemprop` may be a property of something else.
        let is_in_head = tree
            .parent(id)
            .is_some_and(|parent| tree.name(parent) == "head");
        let keys = ["property", "name", "http-equiv", "itemprop"];
        for key in &keys[..keys.len() - usize::from(!is_in_head)] {
            if let Some(names) = tree.attribute(id, key) {
                for name in names.split_ascii_whitespace() {
                    self.metas.push((name.to_ascii_lowercase(), content));
                }
            }
        }
    }

    /// The content of the first `<meta>` that the page has of these names, the most trusted first.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&'t str> {
        names.iter().find_map(|name| self.all_metas(name).next())
    }

    /// The contents of all `<meta>` of a name.
    pub(super) fn all_metas<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'t str> + 'a {
        self.metas
            .iter()
            .filter(move |(own, _)| own == name)
            .map(|(_, content)| *content)
    }

    /// The elements that have a property of microdata or, with any prefix, of `RDFa`.
    pub(super) fn items<'a>(&'a self, property: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        let bare = |name: &'t str| name.rsplit([':', '/']).next().unwrap_or(name);
        self.items
            .iter()
            .filter(move |(own, _)| {
                own.split_ascii_whitespace()
                    .any(|name| bare(name) == property)
            })
            .map(|(_, id)| *id)
    }
}

/// Whether an element is marked as an author as in hAtom 0.1: `class="author vcard"`.
fn is_author_card(tree: &Tree, id: NodeId) -> bool {
    let class = tree.attribute(id, "class").unwrap_or_default();
    let has = |name: &str| class.split_ascii_whitespace().any(|own| own == name);
    has("author") && has("vcard")
}

/// Whether an element is marked as a date of publication as in hAtom 0.1:
/// `<abbr class="published" title="2021-01-19">`.
fn is_date_published(tree: &Tree, id: NodeId) -> bool {
    let class = tree.attribute(id, "class").unwrap_or_default();
    class.split_ascii_whitespace().any(|own| own == "published")
}

/// Whether a script without a type is linked data: an object of schema.org's vocabulary.
fn is_linked_data(script: &str) -> bool {
    let start = script.trim_start();
    let start = &start[..start.floor_char_boundary(200)];
    start.starts_with(['{', '[']) && start.contains("schema.org")
}

fn is_in_drawing(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).any(|above| tree.name(above) == "svg")
}

/// A value of metadata on one line, without tags. Entities that were encoded twice are decoded.
pub(super) fn plain(value: &str) -> String {
    one_line(&decoded_text(value))
}

/// A text without entities and tags.
pub(super) fn decoded_text(text: &str) -> Cow<'_, str> {
    let has_tag =
        text.contains("</") || text.contains("/>") || text.contains("<p>") || text.contains("<br>");
    if has_tag {
        Cow::Owned(to_text(text))
    } else if text.contains('&') {
        // Not as markup, so that line ends stay.
        let lines: Vec<String> = text
            .lines()
            .map(|line| to_text(&line.replace('<', "&lt;")))
            .collect();
        Cow::Owned(lines.join("\n"))
    } else {
        Cow::Borrowed(text)
    }
}

//! The element of a page that has the article's text.
//!
//! It is the smallest one with nearly all running text, or one around it if parts that look alike
//! are next to it.

use super::super::tree::{NodeId, Tree};
use super::blocks::{Kind, block_kind};
use super::notices::opens_comments;
use super::weighed::Blocks;

/// How much of the running text of an element a child has to contain to replace it, in percent.
const NEARLY_ALL: u64 = 75;

/// `<main>` is believed if it has at least this part of the running text of the page: one in four.
const LEAST_IN_MAIN: u32 = 4;

/// The least text of an element that is a part of an article like another one, in weighed
/// characters.
const LEAST_PART: u32 = 150;

/// How far around a root parts that look alike are looked for, in elements.
const MOST_LEVELS: u32 = 6;

impl Blocks {
    /// The smallest element that has nearly all running text, or nearly all rows of paragraphs and
    /// the heading of the article.
    pub(in crate::formats) fn root(
        &self,
        tree: &Tree,
        body: NodeId,
        heading: Option<NodeId>,
    ) -> NodeId {
        let holds = |id: NodeId| {
            let span = self.spans[id.index()];
            let place = heading.map(|heading| self.spans[heading.index()].0);
            place.is_some_and(|place| (span.0..span.1).contains(&place))
        };
        let nearly_all = |part: u32, whole: u32| {
            whole > 0 && u64::from(part) * 100 >= u64::from(whole) * NEARLY_ALL
        };
        let main =
            heading.and_then(|heading| tree.ancestors(heading).find(|id| is_main(tree, *id)));
        let mut root = main
            .filter(|main| self.weight(*main).all >= self.weight(body).all / LEAST_IN_MAIN)
            .unwrap_or(body);
        loop {
            let children = || {
                tree.children(root)
                    .filter(|child| may_be_root(tree.name(*child)))
            };
            let whole = self.weight(root);
            let heaviest = children()
                .find(|child| nearly_all(self.weight(*child).all, whole.all))
                .or_else(|| {
                    children().find(|child| {
                        let weight = self.weight(*child);
                        // Some pages show the next article below their own.
                        let is_article =
                            tree.name(*child) == "article" && weight.rows > whole.rows / 10;
                        holds(*child) && (is_article || nearly_all(weight.rows, whole.rows))
                    })
                });
            match heaviest {
                Some(child) => root = child,
                None => break,
            }
        }
        if holds(root) {
            root
        } else {
            self.widened(tree, root, body)
        }
    }

    /// The elements next to a root that go on with its text: sections after it without links and
    /// without a main heading, under the headline of the article; other `<article>`s next to one.
    pub(super) fn continuations(
        &self,
        tree: &Tree,
        root: NodeId,
        heading: Option<NodeId>,
    ) -> Vec<NodeId> {
        let contains = |id: NodeId| {
            heading.is_some_and(|heading| self.span(id).contains(&self.span(heading).start))
        };
        let is_under_heading = !contains(root) && tree.parent(root).is_some_and(contains);
        let is_part = |id: &NodeId| {
            let span = self.span(*id);
            let is_like = match tree.name(*id) {
                "section" | "div" => is_under_heading,
                "article" => is_under_heading || tree.name(root) == "article",
                _ => false,
            };
            is_like
                && self.running_before[span.end] > self.running_before[span.start]
                && self.linked_before[span.end] == self.linked_before[span.start]
                && self.out[span.clone()].iter().all(Option::is_none)
                && !self.has_main_heading(span.clone())
                && !self.list[span].iter().any(|block| {
                    block.kind == Kind::Heading && opens_comments(&block.text, block.length)
                })
        };
        let siblings = std::iter::successors(tree.node(root).next, |id| tree.node(*id).next);
        let shown = siblings.filter(|id| !self.span(*id).is_empty());
        shown.take_while(is_part).collect()
    }

    /// The element around a root and its likes, if it has any: parts of one text that look alike,
    /// such as the steps of instructions.
    fn widened(&self, tree: &Tree, root: NodeId, body: NodeId) -> NodeId {
        let look = |id: NodeId| (tree.name(id), tree.attribute(id, "class"));
        let is_text = |id: NodeId| {
            let (start, end) = self.spans[id.index()];
            let (length, linked) = self.kept(start, end).fold((0u32, 0u32), |sum, block| {
                (
                    sum.0.saturating_add(block.length),
                    sum.1.saturating_add(block.linked),
                )
            });
            length >= LEAST_PART && linked < length / 10
        };
        let mut wide = root;
        let mut inner = root;
        for _ in 0..MOST_LEVELS {
            let Some(parent) = tree.parent(inner).filter(|_| inner != body) else {
                break;
            };
            if parent == body || matches!(tree.name(inner), "article" | "main") {
                break;
            }
            let is_like = |id: NodeId| id != inner && look(id) == look(inner) && is_text(id);
            let has_class = tree.attribute(inner, "class").is_some();
            if has_class && may_be_root(tree.name(parent)) && tree.children(parent).any(is_like) {
                wide = parent;
            }
            inner = parent;
        }
        wide
    }
}

/// Whether an element is marked as the main part of the page.
fn is_main(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "main" || tree.attribute(id, "role") == Some("main")
}

/// Whether an element may contain a whole article. A paragraph may not.
fn may_be_root(name: &str) -> bool {
    block_kind(name) == Some(Kind::Other) || name == "td" || name == "blockquote"
}

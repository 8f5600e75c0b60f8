//! The article's text among all that a page shows.
//!
//! In three steps, each a walk: the page becomes blocks of text with their place in the tree;
//! the smallest element is found that holds nearly all running text; of its blocks those are kept
//! that are no furniture (`furniture` knows the marks of that).

use super::furniture::{Mark, mark_of};
use super::tree::{NodeId, Step, Tree};
use crate::formats::markup::{Gap, Lines};

/// How much of an element's running text a child has to hold to stand for it, in percent.
const NEARLY_ALL: u32 = 75;

/// The shortest text, in weighed characters, that counts as running text.
const RUNNING: u32 = 60;

/// What sort of element a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Item,
    Cell,
    Other,
}

/// A piece of text that stands by itself.
#[derive(Debug)]
pub(super) struct Block {
    /// The element it is in.
    pub(super) id: NodeId,
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Characters, those of scripts without spaces counted twice.
    pub(super) length: u32,
    /// How many of them are links.
    pub(super) linked: u32,
}

impl Block {
    /// Whether it reads as a part of a running text.
    fn is_running(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Other)
            && self.length >= RUNNING
            && self.linked * 3 < self.length
    }
}

/// A page's text in blocks.
pub(super) struct Blocks {
    list: Vec<Block>,
}

impl Blocks {
    /// Cuts a page into blocks; what is surely furniture is left out.
    pub(super) fn of(tree: &Tree, body: NodeId) -> Self {
        let mut cutter = Cutter {
            tree,
            list: Vec::new(),
            open: vec![(body, Kind::Other)],
            lines: Lines::default(),
            length: 0,
            linked: 0,
            links: 0,
        };
        let mut walk = tree.walk(body);
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(id) => {
                    if let Some(text) = tree.text_of(id) {
                        cutter.push(text);
                    } else if id != body && mark_of(tree, id) == Mark::Furniture {
                        cutter.close_block();
                        walk.leave_out(id);
                    } else {
                        cutter.enter(id);
                    }
                }
                Step::Leave(id) => cutter.leave(id),
            }
        }
        cutter.close_block();
        Self { list: cutter.list }
    }

    /// The blocks.
    pub(super) fn list(&self) -> &[Block] {
        &self.list
    }

    /// The smallest element that holds nearly all running text.
    pub(super) fn root(&self, tree: &Tree, body: NodeId) -> NodeId {
        let mut weights = vec![0u32; tree.nodes.len()];
        for block in self.list.iter().filter(|block| block.is_running()) {
            weights[block.id.index()] += block.length;
            for above in tree.ancestors(block.id) {
                weights[above.index()] += block.length;
            }
        }
        let mut root = body;
        loop {
            let weight = weights[root.index()];
            let heaviest = tree
                .children(root)
                .max_by_key(|child| weights[child.index()]);
            match heaviest {
                Some(child)
                    if weight > 0 && weights[child.index()] * 100 >= weight * NEARLY_ALL =>
                {
                    root = child;
                }
                _ => return root,
            }
        }
    }
}

impl Blocks {
    /// The text of an element: its blocks that belong to the article, a paragraph each.
    pub(super) fn text(&self, tree: &Tree, root: NodeId, headline: &str) -> String {
        let inside: Vec<&Block> = self
            .list
            .iter()
            .filter(|block| block.id == root || tree.ancestors(block.id).any(|above| above == root))
            .collect();
        let mut text = String::new();
        for (at, block) in inside.iter().enumerate() {
            if belongs(&inside, at) && block.text != headline {
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                text.push_str(&block.text);
            }
        }
        text
    }
}

/// Whether a block is a part of the article's text.
fn belongs(blocks: &[&Block], at: usize) -> bool {
    let block = blocks[at];
    match block.kind {
        Kind::Heading => {
            block.linked * 2 < block.length
                && blocks[at + 1..]
                    .iter()
                    .find(|next| next.kind != Kind::Heading)
                    .is_some_and(|next| next.linked * 2 < next.length)
        }
        Kind::Paragraph => block.linked * 2 <= block.length,
        Kind::Item | Kind::Cell => block.linked * 3 < block.length,
        Kind::Other => block.length >= RUNNING && block.linked * 3 < block.length,
    }
}

/// Blocks while the page is walked through.
struct Cutter<'t> {
    tree: &'t Tree,
    list: Vec<Block>,
    /// Open elements that make blocks.
    open: Vec<(NodeId, Kind)>,
    lines: Lines,
    length: u32,
    linked: u32,
    /// How many links are open.
    links: u32,
}

impl Cutter<'_> {
    fn push(&mut self, text: &str) {
        self.lines.push(text);
        let length = weighed_length(text);
        self.length = self.length.saturating_add(length);
        if self.links > 0 {
            self.linked = self.linked.saturating_add(length);
        }
    }

    fn enter(&mut self, id: NodeId) {
        match self.tree.name(id) {
            "br" => self.lines.want(Gap::Line),
            "a" => self.links += 1,
            name => {
                if let Some(kind) = block_kind(name) {
                    self.close_block();
                    self.open.push((id, kind));
                }
            }
        }
    }

    fn leave(&mut self, id: NodeId) {
        if self.open.last().is_some_and(|(open, _)| *open == id) {
            self.close_block();
            if self.open.len() > 1 {
                self.open.pop();
            }
        } else if self.tree.name(id) == "a" {
            self.links = self.links.saturating_sub(1);
        }
    }

    fn close_block(&mut self) {
        let text = std::mem::take(&mut self.lines).into_text();
        let (length, linked) = (
            std::mem::take(&mut self.length),
            std::mem::take(&mut self.linked),
        );
        let Some(&(id, kind)) = self.open.last() else {
            return;
        };
        if !text.is_empty() {
            self.list.push(Block {
                id,
                kind,
                text,
                length,
                linked,
            });
        }
    }
}

fn block_kind(name: &str) -> Option<Kind> {
    Some(match name {
        "p" | "blockquote" | "pre" => Kind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "li" | "dt" | "dd" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "ul" | "ol"
        | "dl" | "table" | "tbody" | "tr" | "center" | "form" | "details" | "summary" | "hr"
        | "body" | "figure" | "figcaption" | "address" => Kind::Other,
        _ => return None,
    })
}

/// A text's length in characters but white space, those of scripts without spaces counted twice.
fn weighed_length(text: &str) -> u32 {
    let weight = |c: char| match c {
        c if c.is_whitespace() => 0,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}' => 2,
        _ => 1,
    };
    text.chars().map(weight).fold(0, u32::saturating_add)
}

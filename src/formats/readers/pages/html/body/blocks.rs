//! A page's text cut into blocks: paragraphs, headings, items, cells, and text between them.
//!
//! A block keeps its place in the tree, so that the text of the article can be found among blocks.

use super::super::tree::{NodeId, Step, Tree};
use super::furniture::{is_legend, is_unseen};
use crate::formats::bytes::markup::{Gap, Lines};

/// The shortest text that counts as running text, in characters; those of scripts without spaces
/// count twice.
pub(in crate::formats) const RUNNING: u32 = 60;

/// The same for a paragraph that ends as a sentence does.
const SENTENCE: u32 = 20;

/// The same for a cell of a table.
const RUNNING_IN_CELL: u32 = 150;

/// The kind of element that a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Kind {
    Paragraph,
    Heading,
    Item,
    Cell,
    Other,
}

/// A piece of text that is separate from its neighbours.
#[derive(Debug)]
pub(in crate::formats) struct Block {
    pub(in crate::formats) kind: Kind,
    /// The element around its own.
    pub(in crate::formats) around: NodeId,
    pub(in crate::formats) text: String,
    /// Its length in characters; those of scripts without spaces count twice.
    pub(in crate::formats) length: u32,
    /// How much of the length is in links.
    pub(in crate::formats) linked: u32,
}

impl Block {
    /// Whether it reads as a part of a running text.
    pub(in crate::formats) fn is_running(&self) -> bool {
        let shortest = match self.kind {
            Kind::Paragraph if self.ends_sentence() => SENTENCE,
            Kind::Paragraph | Kind::Other | Kind::Item => RUNNING,
            // Old pages are laid out in tables.
            Kind::Cell => RUNNING_IN_CELL,
            Kind::Heading => return false,
        };
        self.length >= shortest && self.linked * 3 < self.length
    }

    /// Whether it is a heading that links to something elsewhere.
    pub(in crate::formats) fn is_linked_heading(&self) -> bool {
        self.kind == Kind::Heading && self.linked * 2 > self.length
    }

    /// Whether it can lead in to the text from outside.
    pub(in crate::formats) fn is_lead(&self) -> bool {
        self.length >= RUNNING
            && self.linked * 3 < self.length
            && !matches!(self.kind, Kind::Cell | Kind::Item)
    }

    /// Whether it ends as a sentence does.
    pub(in crate::formats) fn ends_sentence(&self) -> bool {
        self.text.ends_with([
            '.', '!', '?', '…', '"', '”', '“', '»', '’', ')', '。', '！', '？', '」', '』', '؟',
            '।', '۔',
        ])
    }
}

/// The blocks of a page in their order, and those of each element.
pub(in crate::formats) struct Cut {
    pub(in crate::formats) list: Vec<Block>,
    /// For each node that makes blocks: the first of them and the one after the last.
    pub(in crate::formats) spans: Vec<(u32, u32)>,
}

/// Cuts all that is shown of a page into blocks.
pub(in crate::formats) fn cut(tree: &Tree, body: NodeId) -> Cut {
    let mut cutter = Cutter {
        tree,
        list: Vec::new(),
        spans: vec![(0, 0); tree.nodes.len()],
        open: Vec::new(),
        lines: Lines::default(),
        length: 0,
        linked: 0,
        links: 0,
    };
    let mut walk = tree.walk(body);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) if is_unseen(tree, id) => {
                cutter.close_block();
                walk.leave_out(id);
            }
            Step::Enter(id) => cutter.enter(id),
            Step::Leave(id) => cutter.leave(id),
        }
    }
    Cut {
        list: cutter.list,
        spans: cutter.spans,
    }
}

/// Blocks while the page is walked through.
struct Cutter<'t> {
    tree: &'t Tree,
    list: Vec<Block>,
    spans: Vec<(u32, u32)>,
    /// Open elements that make blocks.
    open: Vec<(NodeId, Kind)>,
    lines: Lines,
    length: u32,
    linked: u32,
    /// How many links are open.
    links: u32,
}

impl Cutter<'_> {
    fn enter(&mut self, id: NodeId) {
        if let Some(text) = self.tree.text_of(id) {
            return self.push(text);
        }
        match self.tree.name(id) {
            "br" => self.lines.want(Gap::Line),
            "a" => self.links += 1,
            name => {
                let legend = || is_legend(self.tree, id).then_some(Kind::Other);
                let kind = block_kind(name).filter(|_| !is_custom(name) || self.is_between());
                if let Some(kind) = kind.or_else(legend) {
                    self.close_block();
                    self.spans[id.index()].0 = self.count();
                    self.open.push((id, kind));
                }
            }
        }
    }

    /// Whether no paragraph, heading or the like is open.
    fn is_between(&self) -> bool {
        self.open
            .last()
            .is_none_or(|(_, kind)| *kind == Kind::Other)
    }

    fn leave(&mut self, id: NodeId) {
        if self.open.last().is_some_and(|(open, _)| *open == id) {
            self.close_block();
            self.spans[id.index()].1 = self.count();
            self.open.pop();
        } else if self.tree.name(id) == "a" {
            self.links = self.links.saturating_sub(1);
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.list.len()).expect("blocks are fewer than nodes")
    }

    fn push(&mut self, text: &str) {
        self.lines.push(text);
        let length = weighed_length(text);
        self.length = self.length.saturating_add(length);
        if self.links > 0 {
            self.linked = self.linked.saturating_add(length);
        }
    }

    fn close_block(&mut self) {
        let text = std::mem::take(&mut self.lines).into_text();
        let (length, linked) = (
            std::mem::take(&mut self.length),
            std::mem::take(&mut self.linked),
        );
        if let Some(&(id, kind)) = self.open.last()
            && !text.is_empty()
        {
            let around = self
                .open
                .iter()
                .rev()
                .nth(1)
                .map_or(id, |(around, _)| *around);
            self.list.push(Block {
                kind,
                around: if kind == Kind::Other { id } else { around },
                text,
                length,
                linked,
            });
        }
    }
}

/// The kind of block that an element makes; `None` if it makes none.
pub(in crate::formats) fn block_kind(name: &str) -> Option<Kind> {
    Some(match name {
        "p" | "blockquote" | "pre" => Kind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "li" | "dt" | "dd" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "ul" | "ol"
        | "dl" | "table" | "tbody" | "tr" | "center" | "form" | "details" | "summary" | "hr"
        | "body" | "figure" | "figcaption" | "address" => Kind::Other,
        name if is_custom(name) => Kind::Other,
        _ => return None,
    })
}

/// Whether the name of an element is a site's own, which does not show its layout.
fn is_custom(name: &str) -> bool {
    name.contains('-')
}

/// The length of a text in characters, without white space. Those of scripts without spaces count
/// twice.
fn weighed_length(text: &str) -> u32 {
    let weight = |c: char| match c {
        c if c.is_whitespace() => 0,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}' => 2,
        _ => 1,
    };
    text.chars().map(weight).fold(0, u32::saturating_add)
}

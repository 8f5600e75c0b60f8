//! A page's text cut into blocks: paragraphs, headings, items, cells, and text between them.
//!
//! A block keeps its place in the tree, so that the text of the article can be found among blocks.
//! Elements that never have running text make no blocks; how much text they have is noted.

use super::super::tree::{NodeId, Step, Tree};
use super::sight::{Sight, characters_in, is_legend, own_characters, sight};
use crate::article::WhyLeftOut;
use crate::formats::bytes::markup::{Gap, Lines};
use crate::formats::bytes::white_space::is_blank;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The shortest text that counts as running text, in characters; those of scripts without spaces
/// count twice.
pub(in crate::formats) const RUNNING: u32 = 60;

/// The same for a paragraph that ends as a sentence does.
const SENTENCE: u32 = 20;

/// The same for a cell of a table.
const RUNNING_IN_CELL: u32 = 150;

/// The most elements within each other that hold the article and are known as something else.
const MOST_HELD: u32 = 8;

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
    /// Its own element.
    pub(in crate::formats) element: NodeId,
    /// The element around its own.
    pub(in crate::formats) around: NodeId,
    /// The element around that one.
    pub(in crate::formats) outer: NodeId,
    /// The level of a heading; 0 for what is none.
    pub(in crate::formats) level: u8,
    pub(in crate::formats) text: String,
    /// Its length in characters; those of scripts without spaces count twice.
    pub(in crate::formats) length: u32,
    /// How much of the length is in links.
    pub(in crate::formats) linked: u32,
    /// Whether its last word is in a link.
    pub(in crate::formats) ends_linked: bool,
    /// Whether it is in a quotation, as posts of other sites are.
    pub(in crate::formats) is_quoted: bool,
    /// A hash of its element's name and classes: elements that look alike have the same.
    pub(in crate::formats) look: u64,
}

/// An element that was left out while the page was cut.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Removed {
    pub(in crate::formats) element: NodeId,
    pub(in crate::formats) why: WhyLeftOut,
    /// Its text in characters, runs of white space counted once.
    pub(in crate::formats) characters: usize,
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
    /// Elements that were left out, in the order of the page.
    pub(in crate::formats) removed: Vec<Removed>,
}

/// Cuts all that is shown of a page into blocks.
pub(in crate::formats) fn cut(tree: &Tree, body: NodeId) -> Cut {
    let mut cutter = Cutter {
        tree,
        body,
        all: None,
        held: 0,
        list: Vec::new(),
        spans: vec![(0, 0); tree.nodes.len()],
        removed: Vec::new(),
        open: Vec::new(),
        lines: Lines::default(),
        length: 0,
        linked: 0,
        ends_linked: false,
        links: 0,
        quotations: 0,
        preformatted: 0,
    };
    let mut walk = tree.walk(body);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => match sight(tree, id) {
                Sight::Seen => cutter.enter(id),
                Sight::Silent => {
                    cutter.pass_over(id);
                    walk.leave_out(id);
                }
                Sight::Out(_) if cutter.holds_article(id) => cutter.enter(id),
                Sight::Out(why) => {
                    cutter.pass_over(id);
                    cutter.remove(id, why);
                    walk.leave_out(id);
                }
            },
            Step::Leave(id) => cutter.leave(id),
        }
    }
    Cut {
        list: cutter.list,
        spans: cutter.spans,
        removed: cutter.removed,
    }
}

/// Blocks while the page is walked through.
struct Cutter<'t> {
    tree: &'t Tree,
    body: NodeId,
    /// How much the page shows in characters, once that was asked for.
    all: Option<usize>,
    /// How many elements held the article.
    held: u32,
    list: Vec<Block>,
    spans: Vec<(u32, u32)>,
    removed: Vec<Removed>,
    /// Open elements that make blocks.
    open: Vec<(NodeId, Kind)>,
    lines: Lines,
    length: u32,
    linked: u32,
    ends_linked: bool,
    /// How many links are open.
    links: u32,
    /// How many quotations are open.
    quotations: u32,
    /// How many elements are open whose lines are kept.
    preformatted: u32,
}

impl Cutter<'_> {
    fn enter(&mut self, id: NodeId) {
        if let Some(text) = self.tree.text_of(id) {
            return self.push(text);
        }
        match self.tree.name(id) {
            "br" => self.lines.want(Gap::Line),
            "a" if leads_elsewhere(self.tree, id) => self.links += 1,
            "a" => {}
            name => {
                let legend = || is_legend(self.tree, id).then_some(Kind::Other);
                let kind = block_kind(name).filter(|_| !is_custom(name) || self.is_between());
                if let Some(kind) = kind.or_else(legend) {
                    self.close_block();
                    self.spans[id.index()].0 = self.count();
                    self.open.push((id, kind));
                    self.quotations += u32::from(name == "blockquote");
                    self.preformatted += u32::from(name == "pre");
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
            let name = self.tree.name(id);
            self.quotations -= u32::from(name == "blockquote");
            self.preformatted -= u32::from(name == "pre");
        } else if self.tree.name(id) == "a" && leads_elsewhere(self.tree, id) {
            self.links = self.links.saturating_sub(1);
        }
    }

    /// Passes over an element without running text. It ends a block, unless it is within a line.
    fn pass_over(&mut self, id: NodeId) {
        if self.is_between() && !matches!(self.tree.name(id), "rt" | "rp") {
            self.close_block();
        }
    }

    fn remove(&mut self, id: NodeId, why: WhyLeftOut) {
        let characters = match self.tree.name(id) {
            "video" | "audio" => 0,
            "iframe" => own_characters(self.tree, id),
            _ => characters_in(self.tree, id),
        };
        self.removed.push(Removed {
            element: id,
            why,
            characters,
        });
    }

    /// Whether an element that never has the text of an article has it on this page: a menu or a
    /// button that is not closed, a dialog around all. Then the headline and half of all that is
    /// shown are in it, or nearly all and several paragraphs.
    fn holds_article(&mut self, id: NodeId) -> bool {
        let is_main = |id: NodeId| self.tree.name(id) == "h1";
        let is_paragraph = |id: &NodeId| {
            self.tree.name(*id) == "p" && weighed_length(&self.tree.line(*id)) >= RUNNING
        };
        if self.held >= MOST_HELD {
            return false;
        }
        let paragraphs = self.tree.descendants(id).filter(is_paragraph).take(3);
        let (paragraphs, own) = (paragraphs.count(), characters_in(self.tree, id));
        if paragraphs == 0 {
            return false;
        }
        let all = *self
            .all
            .get_or_insert_with(|| characters_in(self.tree, self.body));
        let has_heading = own * 2 >= all && self.tree.descendants(id).any(is_main);
        let holds = has_heading || paragraphs == 3 && own * 5 >= all * 4;
        self.held += u32::from(holds);
        holds
    }

    fn count(&self) -> u32 {
        u32::try_from(self.list.len()).expect("blocks are fewer than nodes")
    }

    fn push(&mut self, text: &str) {
        if self.preformatted > 0 {
            let mut lines = text.split('\n').peekable();
            while let Some(line) = lines.next() {
                self.push_line(line);
                if lines.peek().is_some() {
                    self.lines.want(Gap::Line);
                    if is_blank(line) {
                        self.close_block();
                    }
                }
            }
        } else {
            self.push_line(text);
        }
    }

    fn push_line(&mut self, text: &str) {
        self.lines.push(text);
        let length = weighed_length(text);
        self.length = self.length.saturating_add(length);
        if text.contains(char::is_alphanumeric) {
            self.ends_linked = self.links > 0;
        }
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
            let above = |levels: usize| self.open.iter().rev().nth(levels).map(|(id, _)| *id);
            let parent = above(1).unwrap_or(id);
            let (around, outer) = match kind {
                Kind::Other => (id, parent),
                _ => (parent, above(2).unwrap_or(parent)),
            };
            self.list.push(Block {
                kind,
                element: id,
                around,
                outer,
                level: level(self.tree.name(id)),
                text,
                length,
                linked,
                ends_linked: self.ends_linked,
                is_quoted: self.quotations > 0,
                look: look(self.tree, id),
            });
        }
    }
}

/// A hash of an element's name and classes.
fn look(tree: &Tree, id: NodeId) -> u64 {
    let mut hasher = DefaultHasher::new();
    tree.name(id).hash(&mut hasher);
    tree.attribute(id, "class").hash(&mut hasher);
    hasher.finish()
}

/// Whether a link leads to another page, not to an address of mail or to nothing.
fn leads_elsewhere(tree: &Tree, link: NodeId) -> bool {
    tree.attribute(link, "href")
        .is_some_and(|href| !href.starts_with("mailto:") && !href.starts_with("tel:"))
}

/// The kind of block that an element makes; `None` if it makes none.
pub(in crate::formats) fn block_kind(name: &str) -> Option<Kind> {
    Some(match name {
        "p" | "blockquote" | "pre" => Kind::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => Kind::Heading,
        "li" | "dt" | "dd" => Kind::Item,
        "td" | "th" => Kind::Cell,
        "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "ul" | "ol"
        | "dl" | "table" | "tbody" | "tr" | "center" | "form" | "details" | "hr" | "body"
        | "figure" | "figcaption" | "address" => Kind::Other,
        name if is_custom(name) => Kind::Other,
        _ => return None,
    })
}

/// The level of a heading.
fn level(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => digit - b'0',
        b"summary" => 7,
        _ => 0,
    }
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

//! The article's text among all that a page shows.
//!
//! In three steps, each a walk: the page becomes blocks of text with their place in the tree;
//! the smallest element is found that holds nearly all running text; of its blocks those are kept
//! that are no furniture (`furniture` knows the marks of that).

use super::furniture::{Mark, is_legend, is_unseen, mark_of};
use super::tree::{NodeId, Step, Tree};
use crate::formats::markup::{Gap, Lines};

/// How much of an element's running text a child has to hold to stand for it, in percent.
const NEARLY_ALL: u64 = 75;

/// The shortest text, in weighed characters, that counts as running text.
const RUNNING: u32 = 60;

/// The same in a cell of a table.
const RUNNING_IN_CELL: u32 = 150;

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
    pub(super) kind: Kind,
    /// What is around its element.
    around: NodeId,
    pub(super) text: String,
    /// Characters, those of scripts without spaces counted twice.
    pub(super) length: u32,
    /// How many of them are links.
    pub(super) linked: u32,
}

impl Block {
    /// Whether it reads as a part of a running text.
    fn is_running(&self) -> bool {
        let shortest = match self.kind {
            Kind::Paragraph | Kind::Other | Kind::Item => RUNNING,
            // Old pages are laid out in tables.
            Kind::Cell => RUNNING_IN_CELL,
            Kind::Heading => return false,
        };
        self.length >= shortest && self.linked * 3 < self.length
    }

    /// Whether it can lead in to the text from outside.
    fn is_lead(&self) -> bool {
        self.length >= RUNNING
            && self.linked * 3 < self.length
            && !matches!(self.kind, Kind::Cell | Kind::Item)
    }
}

/// By what the weight of a paragraph is divided that stands alone.
const ALONE: u32 = 5;

/// How many blocks before the heading may hold its date.
const LINES_BEFORE: u32 = 3;

/// The longest line, in bytes, that says no more than a date or a name.
const LONGEST_LINE: usize = 100;

/// A page's text in blocks, and where elements have theirs.
pub(super) struct Blocks {
    list: Vec<Block>,
    /// For each node that makes blocks: the first of them and the one behind the last.
    spans: Vec<(u32, u32)>,
    /// The running text before each block, and before the end.
    before: Vec<Weight>,
    /// Whether a block is furniture.
    is_out: Vec<bool>,
}

/// An article's text.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// What leads in to it from under the heading.
    pub(super) lead: String,
    /// The text itself.
    pub(super) own: String,
}

/// How a text is made up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// How many pieces of running text it has.
    pub(super) paragraphs: u32,
    /// How many headings that are links.
    pub(super) linked_headings: u32,
    /// How much running text in rows of paragraphs, in weighed characters.
    pub(super) in_rows: u32,
}

/// An amount of running text.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// All of it, paragraphs that stand alone counted less.
    all: u32,
    /// Paragraphs in rows.
    rows: u32,
}

impl Blocks {
    /// Cuts a page into blocks and marks what is furniture.
    pub(super) fn of(tree: &Tree, body: NodeId) -> Self {
        let mut blocks = Cutter::cut(tree, body);
        blocks.weigh();
        blocks.mark_furniture(tree, body);
        blocks.weigh();
        blocks
    }

    /// Sums up the running text that is no furniture. A paragraph that stands alone in its
    /// surroundings counts less: those of an article come in rows, teasers have one each.
    fn weigh(&mut self) {
        let running = || {
            let all = self.list.iter().zip(&self.is_out);
            all.map(|(block, is_out)| block.is_running() && !is_out)
        };
        let mut in_row = vec![0u32; self.spans.len()];
        for (block, is_running) in self.list.iter().zip(running()) {
            in_row[block.around.index()] += u32::from(is_running);
        }
        let mut sum = Weight::default();
        let mut sums = vec![sum];
        for (block, is_running) in self.list.iter().zip(running()) {
            match in_row[block.around.index()] {
                _ if !is_running => {}
                0 | 1 => sum.all = sum.all.saturating_add(block.length / ALONE),
                _ => {
                    sum.all = sum.all.saturating_add(block.length);
                    sum.rows = sum.rows.saturating_add(block.length);
                }
            }
            sums.push(sum);
        }
        self.before = sums;
    }

    /// How much running text an element holds.
    fn weight(&self, id: NodeId) -> Weight {
        let (start, end) = self.spans[id.index()];
        let (start, end) = (self.before[start as usize], self.before[end as usize]);
        Weight {
            all: end.all - start.all,
            rows: end.rows - start.rows,
        }
    }

    /// How an element's text is made up.
    pub(super) fn shape(&self, root: NodeId) -> Shape {
        let (start, end) = self.spans[root.index()];
        let inside = &self.list[start as usize..end as usize];
        let count = |is_counted: fn(&&Block) -> bool| {
            u32::try_from(inside.iter().filter(is_counted).count()).unwrap_or(u32::MAX)
        };
        Shape {
            paragraphs: count(|block| block.is_running()),
            linked_headings: count(|block| {
                block.kind == Kind::Heading && block.linked * 2 > block.length
            }),
            in_rows: self.weight(root).rows,
        }
    }

    fn mark_furniture(&mut self, tree: &Tree, body: NodeId) {
        let total = self.weight(body).all;
        let mut walk = tree.walk(body);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            let (start, end) = self.spans[id.index()];
            if start == end {
                continue;
            }
            let most = match mark_of(tree, id) {
                Mark::Plain => continue,
                Mark::Likely => total / 4,
                Mark::Furniture => total / 2,
            };
            if self.weight(id).all <= most {
                self.is_out[start as usize..end as usize].fill(true);
                walk.leave_out(id);
            }
        }
    }

    /// The smallest element that holds nearly all running text, or nearly all rows of paragraphs
    /// and the article's heading.
    pub(super) fn root(&self, tree: &Tree, body: NodeId, heading: Option<NodeId>) -> NodeId {
        let holds = |id: NodeId| {
            let span = self.spans[id.index()];
            let place = heading.map(|heading| self.spans[heading.index()].0);
            place.is_some_and(|place| (span.0..span.1).contains(&place))
        };
        let nearly_all = |part: u32, whole: u32| {
            whole > 0 && u64::from(part) * 100 >= u64::from(whole) * NEARLY_ALL
        };
        let mut root = body;
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
                        holds(*child) && nearly_all(self.weight(*child).rows, whole.rows)
                    })
                });
            match heaviest {
                Some(child) => root = child,
                None => return root,
            }
        }
    }

    /// The article's text, a paragraph a block.
    pub(super) fn text(&self, root: NodeId, heading: Option<NodeId>, headline: &str) -> Text {
        let (start, end) = self.spans[root.index()];
        let under_heading = heading.map(|heading| self.spans[heading.index()].1);
        // Above a heading in the root stand the section and the like, unless most text does.
        let half = self.before[start as usize]
            .all
            .midpoint(self.before[end as usize].all);
        let start = under_heading
            .filter(|under| (start..end).contains(under) && self.before[*under as usize].all < half)
            .unwrap_or(start);
        let lead = self.kept(under_heading.unwrap_or(start), start);
        let inside: Vec<&Block> = self.kept(start, end).collect();
        let inside = &inside[..end_of_text(&inside)];
        let own = inside
            .iter()
            .enumerate()
            .filter(|(at, _)| belongs(inside, *at))
            .map(|(_, block)| *block);
        let join = |blocks: &mut dyn Iterator<Item = &Block>| -> String {
            let texts: Vec<&str> = blocks
                .map(|block| block.text.as_str())
                .filter(|text| *text != headline)
                .collect();
            texts.join("\n\n")
        };
        Text {
            lead: join(&mut lead.filter(|block| block.is_lead())),
            own: join(&mut own.into_iter()),
        }
    }

    /// The blocks of a span that are no furniture.
    fn kept(&self, start: u32, end: u32) -> impl Iterator<Item = &Block> {
        let span = start as usize..end.max(start) as usize;
        self.list[span.clone()]
            .iter()
            .zip(&self.is_out[span])
            .filter(|(_, is_out)| !**is_out)
            .map(|(block, _)| block)
    }

    /// Short lines between a heading, or a little before it, and the root's first running text.
    pub(super) fn lines_near(&self, heading: Option<NodeId>, root: NodeId) -> Vec<&str> {
        let (start, end) = self.spans[root.index()];
        let from = heading.map_or(start, |heading| self.spans[heading.index()].0);
        let from = from.min(start).saturating_sub(LINES_BEFORE) as usize;
        let first = (start as usize..end as usize).find(|at| self.list[*at].is_running());
        let to = first.unwrap_or(start as usize).max(from);
        self.list[from..to]
            .iter()
            .map(|block| block.text.as_str())
            .filter(|text| text.len() <= LONGEST_LINE)
            .collect()
    }
}

/// Whether an element may hold a whole article: one paragraph does not.
fn may_be_root(name: &str) -> bool {
    block_kind(name) == Some(Kind::Other) || name == "td" || name == "blockquote"
}

/// Where the text ends: behind the last block that ends a sentence or is long.
fn end_of_text(blocks: &[&Block]) -> usize {
    let last = blocks
        .iter()
        .rposition(|block| block.length >= RUNNING || ends_sentence(&block.text));
    last.map_or(blocks.len(), |last| last + 1)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with([
        '.', '!', '?', '…', '"', '”', '“', '»', '’', ')', '。', '！', '？', '」', '』', '؟', '।',
        '۔',
    ])
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
        Kind::Paragraph => {
            block.linked * 2 <= block.length
                || (block.length - block.linked >= RUNNING / 2 && ends_sentence(&block.text))
        }
        Kind::Item | Kind::Cell => block.linked * 3 < block.length,
        Kind::Other => block.length >= RUNNING && block.linked * 3 < block.length,
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

impl<'t> Cutter<'t> {
    /// Cuts all that is shown of a page into blocks.
    fn cut(tree: &'t Tree, body: NodeId) -> Blocks {
        let mut cutter = Self {
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
        Blocks {
            is_out: vec![false; cutter.list.len()],
            before: Vec::new(),
            list: cutter.list,
            spans: cutter.spans,
        }
    }

    fn enter(&mut self, id: NodeId) {
        if let Some(text) = self.tree.text_of(id) {
            return self.push(text);
        }
        match self.tree.name(id) {
            "br" => self.lines.want(Gap::Line),
            "a" => self.links += 1,
            name => {
                let legend = || is_legend(self.tree, id).then_some(Kind::Other);
                if let Some(kind) = block_kind(name).or_else(legend) {
                    self.close_block();
                    self.spans[id.index()].0 = self.count();
                    self.open.push((id, kind));
                }
            }
        }
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

//! The article's text among all that a page shows.
//!
//! There are three steps. The page becomes `blocks` with their place in the tree. The smallest
//! element with nearly all running text is found. Its blocks are kept, except `furniture`.

mod blocks;
mod furniture;

use super::tree::{NodeId, Step, Tree};
use blocks::{Block, Cut, Kind, RUNNING, block_kind, cut};
use furniture::{Mark, mark_of};

/// How much of the running text of an element a child has to contain to replace it, in percent.
const NEARLY_ALL: u64 = 75;

/// A paragraph that is alone in its element counts for its length divided by this number.
const ALONE: u32 = 5;

/// `<main>` is believed if it has at least this part of the running text of the page: one in four.
const LEAST_IN_MAIN: u32 = 4;

/// The most text that likely furniture may have, as a multiple of all other text.
const MOST_LIKELY: u64 = 4;

/// The most blocks between a date and the heading after it.
const LINES_BEFORE: u32 = 3;

/// The longest line that is only a date or a name, in bytes.
pub(in crate::formats) const LONGEST_CREDIT: usize = 100;

/// The longest line that is likely to be a headline, in bytes.
pub(in crate::formats) const LONGEST_HEADLINE: usize = 400;

/// The text of a page in blocks, and the blocks of each element.
pub(in crate::formats) struct Blocks {
    list: Vec<Block>,
    /// For each node that makes blocks: the first of them and the one after the last.
    spans: Vec<(u32, u32)>,
    /// The running text before each block, and before the end.
    before: Vec<Weight>,
    /// Whether a block is furniture.
    is_out: Vec<bool>,
}

/// An article's text.
#[derive(Debug, Default)]
pub(in crate::formats) struct Text {
    /// The text between the heading and the element with the article's text.
    pub(in crate::formats) lead: String,
    /// The text itself.
    pub(in crate::formats) own: String,
}

/// The parts that a text consists of.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Shape {
    /// How many pieces of running text it has.
    pub(in crate::formats) paragraphs: u32,
    /// How many headings that are links.
    pub(in crate::formats) linked_headings: u32,
    /// The same, those in furniture included.
    pub(in crate::formats) all_linked_headings: u32,
    /// How much running text in rows of paragraphs, in weighed characters.
    pub(in crate::formats) in_rows: u32,
}

/// An amount of running text.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// All of it, paragraphs that are alone in their element counted less.
    all: u32,
    /// Paragraphs in rows.
    rows: u32,
}

impl Blocks {
    /// Cuts a page into blocks and marks what is furniture.
    pub(in crate::formats) fn of(tree: &Tree, body: NodeId) -> Self {
        let Cut { list, spans } = cut(tree, body);
        let mut blocks = Self {
            before: Vec::new(),
            is_out: vec![false; list.len()],
            list,
            spans,
        };
        blocks.weigh();
        blocks.mark_furniture(tree, body);
        blocks.weigh();
        blocks
    }

    /// Sums up the running text that is not furniture. A paragraph that is alone in its element
    /// counts less: paragraphs of an article come in rows, and each teaser has one of its own.
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

    /// How much running text an element has.
    fn weight(&self, id: NodeId) -> Weight {
        let (start, end) = self.spans[id.index()];
        let (start, end) = (self.before[start as usize], self.before[end as usize]);
        Weight {
            all: end.all - start.all,
            rows: end.rows - start.rows,
        }
    }

    /// What an element's text consists of.
    pub(in crate::formats) fn shape(&self, root: NodeId) -> Shape {
        let (start, end) = self.spans[root.index()];
        let count = |blocks: &mut dyn Iterator<Item = &Block>| {
            u32::try_from(blocks.count()).unwrap_or(u32::MAX)
        };
        let all = &self.list[start as usize..end as usize];
        Shape {
            paragraphs: count(&mut self.kept(start, end).filter(|block| block.is_running())),
            linked_headings: count(
                &mut self
                    .kept(start, end)
                    .filter(|block| block.is_linked_heading()),
            ),
            all_linked_headings: count(&mut all.iter().filter(|block| block.is_linked_heading())),
            in_rows: self.weight(root).rows,
        }
    }

    /// Marks the blocks of elements that are furniture. Likely furniture is kept if there is hardly
    /// any other text: the words then have another meaning on this site.
    fn mark_furniture(&mut self, tree: &Tree, body: NodeId) {
        let total = self.weight(body).all;
        let mut is_likely = vec![false; self.list.len()];
        let mut walk = tree.walk(body);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            let (start, end) = self.spans[id.index()];
            let span = start as usize..end as usize;
            if span.is_empty() {
                continue;
            }
            match mark_of(tree, id) {
                Mark::Likely if self.weight(id).all <= total / 4 => is_likely[span].fill(true),
                Mark::Furniture if self.weight(id).all <= total / 2 => {
                    self.is_out[span].fill(true);
                    walk.leave_out(id);
                }
                _ => {}
            }
        }
        let running = |is_counted: &dyn Fn(usize) -> bool| -> u64 {
            let counted = (0..self.list.len()).filter(|at| !self.is_out[*at] && is_counted(*at));
            let blocks = counted.map(|at| &self.list[at]);
            blocks
                .filter(|block| block.is_running())
                .map(|block| u64::from(block.length))
                .sum()
        };
        if running(&|at| is_likely[at]) <= running(&|at| !is_likely[at]) * MOST_LIKELY {
            for (is_out, is_likely) in self.is_out.iter_mut().zip(is_likely) {
                *is_out |= is_likely;
            }
        }
    }

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
                None => return root,
            }
        }
    }

    /// The article's text, a paragraph a block.
    pub(in crate::formats) fn text(
        &self,
        root: NodeId,
        heading: Option<NodeId>,
        headline: &str,
    ) -> Text {
        let (start, end) = self.spans[root.index()];
        let under_heading = heading.map(|heading| self.spans[heading.index()].1);
        // A heading in the root has the section and similar lines above it, unless there is much
        // text.
        let above = |place: u32| self.before[place as usize].all - self.before[start as usize].all;
        let start = under_heading
            .filter(|under| (start..end).contains(under) && above(*under) <= above(end) / 5)
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

    /// The blocks of a span that are not furniture.
    fn kept(&self, start: u32, end: u32) -> impl Iterator<Item = &Block> {
        let span = start as usize..end.max(start) as usize;
        self.list[span.clone()]
            .iter()
            .zip(&self.is_out[span])
            .filter(|(_, is_out)| !**is_out)
            .map(|(block, _)| block)
    }

    /// The lines from a little before the heading to the first running text of the root, those of
    /// at most `longest` bytes.
    pub(in crate::formats) fn lines_near(
        &self,
        heading: Option<NodeId>,
        root: NodeId,
        longest: usize,
    ) -> Vec<&str> {
        let (start, end) = self.spans[root.index()];
        let from = heading.map_or(start, |heading| self.spans[heading.index()].0);
        let from = from.min(start).saturating_sub(LINES_BEFORE) as usize;
        let first = (start as usize..end as usize).find(|at| self.list[*at].is_running());
        let to = first.unwrap_or(start as usize).max(from);
        self.list[from..to]
            .iter()
            .flat_map(|block| block.text.lines())
            .filter(|line| line.len() <= longest)
            .collect()
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

/// Where the text ends: after the last block that ends a sentence or is long.
fn end_of_text(blocks: &[&Block]) -> usize {
    let last = blocks
        .iter()
        .rposition(|block| block.length >= RUNNING || block.ends_sentence());
    last.map_or(blocks.len(), |last| last + 1)
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
                || (block.length - block.linked >= RUNNING / 2 && block.ends_sentence())
        }
        Kind::Item | Kind::Cell => block.linked * 3 < block.length,
        Kind::Other => {
            let is_text = block.linked * 3 < block.length;
            let is_sentence = block.length >= RUNNING / 2 && block.ends_sentence();
            is_text && (block.length >= RUNNING || is_sentence && is_amid_text(blocks, at))
        }
    }
}

/// Whether running text of the same kind is on both sides of a block.
fn is_amid_text(blocks: &[&Block], at: usize) -> bool {
    let is_text = |at: usize| {
        let block = blocks.get(at);
        block.is_some_and(|block| block.kind == Kind::Other && block.is_running())
    };
    at > 0 && is_text(at - 1) && is_text(at + 1)
}

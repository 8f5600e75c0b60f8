//! The blocks of a page, with how much running text each element has.
//!
//! Which of them are furniture is marked here by others (`marking`); what is marked has no weight.

use super::super::tree::{NodeId, Tree};
use super::blocks::{Block, Cut, Kind, Removed, cut};
use crate::article::WhyLeftOut;
use std::collections::HashMap;
use std::ops::Range;

/// A paragraph that is alone in its element counts for its length divided by this number.
const ALONE: u32 = 5;

/// The most blocks between a date and the heading after it.
const LINES_BEFORE: u32 = 3;

/// The text of a page in blocks, and the blocks of each element.
pub(in crate::formats) struct Blocks {
    pub(super) list: Vec<Block>,
    /// For each node that makes blocks: the first of them and the one after the last.
    pub(super) spans: Vec<(u32, u32)>,
    /// The running text before each block, and before the end.
    pub(super) before: Vec<Weight>,
    /// The length of all links before each block, and before the end.
    pub(super) linked_before: Vec<u64>,
    /// The length of all text before each block, and before the end.
    pub(super) length_before: Vec<u64>,
    /// How many blocks before each one, and before the end, read as running text.
    pub(super) running_before: Vec<u64>,
    /// Why a block is furniture, if it is.
    pub(super) out: Vec<Option<Out>>,
    /// The places of main headings.
    pub(super) main_headings: Vec<usize>,
    /// Elements that have no blocks, since they never have running text.
    pub(super) removed: Vec<Removed>,
}

/// Why a block is not a part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Out {
    /// The element that was left out.
    pub(in crate::formats) element: NodeId,
    pub(in crate::formats) why: WhyLeftOut,
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
    /// How much running text, in weighed characters.
    pub(in crate::formats) running: u32,
}

/// An amount of running text.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::formats) struct Weight {
    /// All of it, paragraphs that are alone in their element counted less.
    pub(super) all: u32,
    /// Paragraphs in rows.
    pub(super) rows: u32,
}

impl Blocks {
    /// Cuts a page into blocks. None of them is furniture yet.
    pub(in crate::formats) fn cut(tree: &Tree, body: NodeId) -> Self {
        let Cut {
            list,
            spans,
            removed,
        } = cut(tree, body);
        let sums = |of: &dyn Fn(&Block) -> u64| {
            let sums = list.iter().scan(0, |sum, block| {
                *sum += of(block);
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect::<Vec<u64>>()
        };
        let is_main = |block: &Block| tree.name(block.element) == "h1";
        let mut blocks = Self {
            main_headings: (0..list.len()).filter(|at| is_main(&list[*at])).collect(),
            linked_before: sums(&|block| u64::from(block.linked)),
            length_before: sums(&|block| u64::from(block.length)),
            running_before: sums(&|block| u64::from(block.is_running())),
            before: Vec::new(),
            out: vec![None; list.len()],
            list,
            spans,
            removed,
        };
        blocks.weigh();
        blocks
    }

    /// The places of an element's blocks.
    pub(super) fn span(&self, id: NodeId) -> Range<usize> {
        let (start, end) = self.spans[id.index()];
        start as usize..end as usize
    }

    /// Marks blocks that are not marked yet.
    pub(super) fn leave_out(&mut self, span: Range<usize>, out: Out) {
        for own in &mut self.out[span] {
            *own = own.or(Some(out));
        }
    }

    /// Sums up the running text that is not furniture, copies of a text once. A paragraph that is
    /// alone in its element counts less: paragraphs of an article come in rows, and each teaser has
    /// one of its own.
    pub(super) fn weigh(&mut self) {
        let mut firsts: HashMap<&str, NodeId> = HashMap::new();
        let counts: Vec<bool> = self
            .list
            .iter()
            .zip(&self.out)
            .map(|(block, out)| {
                let counts = out.is_none() && block.is_running();
                counts && *firsts.entry(&block.text).or_insert(block.around) == block.around
            })
            .collect();
        let mut in_row = vec![0u32; self.spans.len()];
        for (block, counts) in self.list.iter().zip(&counts) {
            in_row[block.around.index()] += u32::from(*counts);
        }
        let mut sum = Weight::default();
        let mut sums = vec![sum];
        for (block, counts) in self.list.iter().zip(&counts) {
            match in_row[block.around.index()] {
                _ if !counts => {}
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
    pub(super) fn weight(&self, id: NodeId) -> Weight {
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
            running: self
                .kept(start, end)
                .filter(|block| block.is_running())
                .fold(0, |sum, block| sum.saturating_add(block.length)),
        }
    }

    /// Whether a main heading is among these blocks.
    pub(super) fn has_main_heading(&self, span: Range<usize>) -> bool {
        let first = self.main_headings.partition_point(|at| *at < span.start);
        self.main_headings
            .get(first)
            .is_some_and(|at| span.contains(at))
    }

    /// The places of the blocks of a span that are not furniture.
    pub(super) fn kept_places(&self, start: u32, end: u32) -> impl Iterator<Item = usize> + '_ {
        (start as usize..end.max(start) as usize).filter(|at| self.out[*at].is_none())
    }

    /// The blocks of a span that are not furniture.
    pub(super) fn kept(&self, start: u32, end: u32) -> impl Iterator<Item = &Block> {
        self.kept_places(start, end).map(|at| &self.list[at])
    }

    /// Whether the page shows any running text, furniture included.
    pub(in crate::formats) fn show_text(&self) -> bool {
        self.list.iter().any(Block::is_running)
    }

    /// The first heading that has a text, compared by keys.
    pub(in crate::formats) fn heading(&self, is_text: impl Fn(&str) -> bool) -> Option<NodeId> {
        let mut headings = self.list.iter().zip(&self.out).filter(|(block, out)| {
            out.is_none() && block.kind == Kind::Heading && is_text(&block.text)
        });
        headings.next().map(|(block, _)| block.element)
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

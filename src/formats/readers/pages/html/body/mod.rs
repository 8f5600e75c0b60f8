//! The article's text among all that a page shows.
//!
//! There are three steps. The page becomes `blocks` with their place in the tree, and `marking`
//! marks `furniture` among them. The smallest element with nearly all running text is found. The
//! `choice` among its blocks is the text. `left_out` names everything else.

mod blocks;
mod choice;
mod furniture;
pub(super) mod left_out;
mod marking;
mod phrases;
mod words;

use super::tree::{NodeId, Step, Tree};
use crate::article::WhyLeftOut;
use blocks::{Block, Cut, Kind, Removed, block_kind, cut};
use choice::{drop_copies, fates};
use marking::{Out, mark_asides, mark_furniture};
use std::collections::HashMap;
use std::ops::Range;

/// How much of the running text of an element a child has to contain to replace it, in percent.
const NEARLY_ALL: u64 = 75;

/// A paragraph that is alone in its element counts for its length divided by this number.
const ALONE: u32 = 5;

/// `<main>` is believed if it has at least this part of the running text of the page: one in four.
const LEAST_IN_MAIN: u32 = 4;

/// Less text than this is hardly any, in weighed characters.
const LITTLE_TEXT: u32 = 100;

/// The least text of an element that is a part of an article like another one, in weighed
/// characters.
const LEAST_PART: u32 = 150;

/// How far around a root parts that look alike are looked for, in elements.
const MOST_LEVELS: u32 = 6;

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
    /// The length of all links before each block, and before the end.
    linked_before: Vec<u64>,
    /// Why a block is furniture, if it is.
    out: Vec<Option<Out>>,
    /// The places of main headings.
    main_headings: Vec<usize>,
    /// Elements that have no blocks, since they never have running text.
    removed: Vec<Removed>,
}

/// An article's text.
#[derive(Debug, Default)]
pub(in crate::formats) struct Text {
    /// The text between the heading and the element with the article's text.
    pub(in crate::formats) lead: String,
    /// The text itself.
    pub(in crate::formats) own: String,
    /// What happened to each block that was looked at: its place, and why it is not in the text.
    fates: Vec<(usize, Option<WhyLeftOut>)>,
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
struct Weight {
    /// All of it, paragraphs that are alone in their element counted less.
    all: u32,
    /// Paragraphs in rows.
    rows: u32,
}

impl Blocks {
    /// Cuts a page into blocks and marks what is furniture.
    pub(in crate::formats) fn of(tree: &Tree, body: NodeId) -> Self {
        let Cut {
            list,
            spans,
            removed,
        } = cut(tree, body);
        let linked = list.iter().scan(0, |sum, block| {
            *sum += u64::from(block.linked);
            Some(*sum)
        });
        let is_main = |block: &Block| tree.name(block.element) == "h1";
        let mut blocks = Self {
            main_headings: (0..list.len()).filter(|at| is_main(&list[*at])).collect(),
            linked_before: std::iter::once(0).chain(linked).collect(),
            before: Vec::new(),
            out: vec![None; list.len()],
            list,
            spans,
            removed,
        };
        blocks.weigh();
        mark_asides(&mut blocks, tree, body);
        blocks.weigh();
        mark_furniture(&mut blocks, tree, body);
        blocks.weigh();
        blocks
    }

    /// The places of an element's blocks.
    fn span(&self, id: NodeId) -> Range<usize> {
        let (start, end) = self.spans[id.index()];
        start as usize..end as usize
    }

    /// Marks blocks that are not marked yet.
    fn leave_out(&mut self, span: Range<usize>, out: Out) {
        for own in &mut self.out[span] {
            *own = own.or(Some(out));
        }
    }

    /// Sums up the running text that is not furniture, copies of a text once. A paragraph that is
    /// alone in its element counts less: paragraphs of an article come in rows, and each teaser has
    /// one of its own.
    fn weigh(&mut self) {
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
            running: self
                .kept(start, end)
                .filter(|block| block.is_running())
                .fold(0, |sum, block| sum.saturating_add(block.length)),
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
                None => break,
            }
        }
        if holds(root) {
            root
        } else {
            self.widened(tree, root, body)
        }
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

    /// The article's text, a paragraph a block.
    pub(in crate::formats) fn text(
        &self,
        tree: &Tree,
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
        let mut fates = self.lead_fates(under_heading.unwrap_or(start), start);
        let lead_end = fates.len();
        fates.extend(self.own_fates(start, end, headline));
        self.drop_next_articles(tree, root, heading, &mut fates);
        let blocks: Vec<&Block> = fates.iter().map(|(at, _)| &self.list[*at]).collect();
        let mut reasons: Vec<_> = fates.iter().map(|(_, why)| *why).collect();
        drop_copies(&blocks, &mut reasons);
        let join = |span: Range<usize>| -> String {
            let texts: Vec<&str> = blocks[span.clone()]
                .iter()
                .zip(&reasons[span])
                .filter(|(_, why)| why.is_none())
                .map(|(block, _)| block.text.as_str())
                .filter(|text| *text != headline)
                .collect();
            texts.join("\n\n")
        };
        let (lead, own) = (join(0..lead_end), join(lead_end..blocks.len()));
        let places = fates.into_iter().map(|(at, _)| at);
        Text {
            lead,
            own,
            fates: places.zip(reasons).collect(),
        }
    }

    /// Drops other articles in the root: those with a main heading of their own, without ours.
    fn drop_next_articles(
        &self,
        tree: &Tree,
        root: NodeId,
        heading: Option<NodeId>,
        fates: &mut [(usize, Option<WhyLeftOut>)],
    ) {
        let Some(place) = heading.map(|heading| self.span(heading).start) else {
            return;
        };
        let is_other = |id: NodeId| {
            let span = self.span(id);
            id != root
                && tree.name(id) == "article"
                && span.start > place
                && self.has_main_heading(span)
        };
        let mut walk = tree.walk(root);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            if is_other(id) {
                let span = self.span(id);
                let first = fates.partition_point(|(at, _)| *at < span.start);
                let after = fates.partition_point(|(at, _)| *at < span.end);
                for (_, why) in &mut fates[first..after] {
                    *why = why.or(Some(WhyLeftOut::OtherArticles));
                }
                walk.leave_out(id);
            }
        }
    }

    /// Whether a main heading is among these blocks.
    fn has_main_heading(&self, span: Range<usize>) -> bool {
        let first = self.main_headings.partition_point(|at| *at < span.start);
        self.main_headings
            .get(first)
            .is_some_and(|at| span.contains(at))
    }

    /// The fates of the blocks between the heading and the text.
    fn lead_fates(&self, start: u32, end: u32) -> Vec<(usize, Option<WhyLeftOut>)> {
        self.kept_places(start, end)
            .map(|at| {
                let is_lead = self.list[at].is_lead();
                (at, (!is_lead).then_some(WhyLeftOut::Metadata))
            })
            .collect()
    }

    /// The fates of the blocks of the text. If none of them reads as text, all are text but links;
    /// links too if there is hardly anything else, since an article may be a list of them.
    fn own_fates(&self, start: u32, end: u32, headline: &str) -> Vec<(usize, Option<WhyLeftOut>)> {
        let places: Vec<usize> = self.kept_places(start, end).collect();
        let blocks: Vec<&Block> = places.iter().map(|at| &self.list[*at]).collect();
        let mut fates = fates(&blocks);
        let length = |chosen: &dyn Fn(&Block, bool) -> bool| -> u32 {
            let all = blocks.iter().zip(&fates);
            let chosen = all.filter(|(block, why)| chosen(block, why.is_none()));
            chosen.fold(0, |sum, (block, _)| sum.saturating_add(block.length))
        };
        let is_plain = |block: &Block| block.linked * 2 <= block.length;
        let is_line = |block: &Block| block.kind != Kind::Heading && block.text != headline;
        let text = length(&|block, is_text| is_text && is_line(block));
        let plain = length(&|block, _| is_plain(block) && is_line(block));
        let linked = length(&|block, _| !is_plain(block) && is_line(block));
        let are_links = text < LITTLE_TEXT && plain < LITTLE_TEXT && linked > 3 * LITTLE_TEXT;
        if text == 0 || are_links {
            for (block, why) in blocks.iter().zip(&mut fates) {
                if is_line(block) && (are_links || is_plain(block)) {
                    *why = None;
                }
            }
        }
        places.into_iter().zip(fates).collect()
    }

    /// The places of the blocks of a span that are not furniture.
    fn kept_places(&self, start: u32, end: u32) -> impl Iterator<Item = usize> + '_ {
        (start as usize..end.max(start) as usize).filter(|at| self.out[*at].is_none())
    }

    /// The blocks of a span that are not furniture.
    fn kept(&self, start: u32, end: u32) -> impl Iterator<Item = &Block> {
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

/// Whether an element is marked as the main part of the page.
fn is_main(tree: &Tree, id: NodeId) -> bool {
    tree.name(id) == "main" || tree.attribute(id, "role") == Some("main")
}

/// Whether an element may contain a whole article. A paragraph may not.
fn may_be_root(name: &str) -> bool {
    block_kind(name) == Some(Kind::Other) || name == "td" || name == "blockquote"
}

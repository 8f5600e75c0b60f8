//! The text of an article, from the blocks of its element and those that lead in to it.
//!
//! `choice` judges single blocks; here all of them are put together, and what happened to each is
//! kept for the notes on what was left out.

use super::super::tree::{NodeId, Step, Tree};
use super::blocks::{Block, Kind};
use super::choice::{drop_copies, fates};
use super::weighed::Blocks;
use crate::article::WhyLeftOut;
use std::ops::Range;

/// Less text than this is hardly any, in weighed characters.
const LITTLE_TEXT: u32 = 100;

/// An article's text.
#[derive(Debug, Default)]
pub(in crate::formats) struct Text {
    /// The text between the heading and the element with the article's text.
    pub(in crate::formats) lead: String,
    /// The text itself.
    pub(in crate::formats) own: String,
    /// What happened to each block that was looked at: its place, and why it is not in the text.
    pub(super) fates: Vec<(usize, Option<WhyLeftOut>)>,
}

impl Blocks {
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
        let mut places: Vec<usize> = self.kept_places(start, end).collect();
        for id in self.continuations(tree, root, heading) {
            places.extend(self.span(id));
        }
        fates.extend(self.own_fates(places, headline));
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
    fn own_fates(&self, places: Vec<usize>, headline: &str) -> Vec<(usize, Option<WhyLeftOut>)> {
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
}

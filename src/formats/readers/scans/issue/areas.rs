//! The text of areas on pages: blocks, groups of blocks, lines and ranges of words, by their ids.
//!
//! A structure names areas; the pages have their words. This file joins both, and knows no format.

use super::super::page::{Lines, ScannedPage};
use super::structure::Area;
use std::collections::HashMap;

/// The pages of one file, with the places of their ids.
pub(super) struct Places<'p> {
    pages: &'p [ScannedPage],
    /// For each id, the numbers of its page, first block, line and word, and of the last ones.
    spans: HashMap<&'p str, Span>,
}

/// The numbers of a page, a block, a line and a word.
type Place = [usize; 4];

#[derive(Clone, Copy)]
struct Span {
    first: Place,
    last: Place,
}

/// Beyond every number.
const END: usize = usize::MAX;

impl<'p> Places<'p> {
    pub(super) fn of(pages: &'p [ScannedPage]) -> Self {
        let mut spans = HashMap::new();
        let mut add = |id: &'p str, first, last| {
            if !id.is_empty() {
                spans.entry(id).or_insert(Span { first, last });
            }
        };
        for (p, page) in pages.iter().enumerate() {
            for (b, block) in page.blocks.iter().enumerate() {
                add(&block.id, [p, b, 0, 0], [p, b, END, END]);
                for (l, line) in block.lines.iter().enumerate() {
                    add(&line.id, [p, b, l, 0], [p, b, l, END]);
                    for (w, word) in line.words.iter().enumerate() {
                        add(&word.id, [p, b, l, w], [p, b, l, w]);
                    }
                }
            }
        }
        for page in pages {
            for (group, blocks) in &page.groups {
                let ends = (blocks.first(), blocks.last());
                let (Some(first), Some(last)) = ends else {
                    continue;
                };
                let (Some(first), Some(last)) = (spans.get(&**first), spans.get(&**last)) else {
                    continue;
                };
                let (first, last) = (first.first, last.last);
                spans.entry(group).or_insert(Span { first, last });
            }
        }
        Self { pages, spans }
    }

    /// The lines of an area, block by block. `seen` gets the page and the block of each.
    pub(super) fn lines_of(&self, area: &Area, seen: &mut Vec<(usize, usize)>) -> Vec<Lines<'p>> {
        let Some(begin) = self.spans.get(&*area.begin) else {
            return Vec::new();
        };
        let end = area.end.as_ref().and_then(|end| self.spans.get(&**end));
        let (first, last) = (begin.first, end.unwrap_or(begin).last.max(begin.first));
        let mut blocks = Vec::new();
        for (p, page) in self
            .pages
            .iter()
            .enumerate()
            .take(last[0].saturating_add(1))
            .skip(first[0])
        {
            for (b, block) in page.blocks.iter().enumerate() {
                let mut lines = Lines::new();
                for (l, line) in block.lines.iter().enumerate() {
                    let is_in = |w: usize| (first..=last).contains(&[p, b, l, w]);
                    let length = line.words.len();
                    let from = (0..length).find(|w| is_in(*w)).unwrap_or(length);
                    let to = (from..length).find(|w| !is_in(*w)).unwrap_or(length);
                    if from < to {
                        lines.push(&line.words[from..to]);
                    }
                }
                if !lines.is_empty() {
                    seen.push((p, b));
                    blocks.push(lines);
                }
            }
        }
        blocks
    }
}

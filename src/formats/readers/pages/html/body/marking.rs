//! Decides which marked elements of a page are furniture, by the text that is left without them.
//!
//! Words of classes have other meanings on some sites, so an element with most of the text stays.
//! Comments may be longer than the article: they are left out if there is any article.

use super::super::tree::{NodeId, Step, Tree};
use super::blocks::Kind;
use super::classes::{Level, Mark};
use super::furniture::{Inside, is_aside, mark_of};
use super::weighed::{Blocks, Out};
use crate::article::WhyLeftOut;
use std::ops::Range;

/// The most text that likely furniture may have, as a multiple of all other text.
const MOST_LIKELY: u64 = 4;

/// The least running text of an article next to comments or an aside, in weighed characters.
const LEAST_ARTICLE: u32 = 100;

/// Marks what is next to the article by its name: `<aside>` and the like, unless the article is
/// there.
pub(in crate::formats) fn mark_asides(blocks: &mut Blocks, tree: &Tree, body: NodeId) {
    let total = blocks.weight(body);
    let mut walk = tree.walk(body);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        let span = blocks.span(id);
        if span.is_empty() {
            continue;
        }
        let Some(why) = is_aside(tree, id) else {
            continue;
        };
        let own = blocks.weight(id);
        let is_most = own.all > total.all / 2 && total.rows - own.rows < LEAST_ARTICLE;
        // The last lines of a page may be its only running text.
        let is_article = is_most
            && own.rows >= LEAST_ARTICLE
            && (tree.name(id) != "footer" || blocks.has_main_heading(span.clone()));
        if !is_article {
            blocks.leave_out(span, Out { element: id, why });
            walk.leave_out(id);
        }
    }
}

/// Marks the blocks of elements that are furniture by their attributes. Likely furniture is kept if
/// there is hardly any other text: the words then have another meaning on this site.
pub(in crate::formats) fn mark_furniture(blocks: &mut Blocks, tree: &Tree, body: NodeId) {
    let total = blocks.weight(body).all;
    let mut likely: Vec<Option<Out>> = vec![None; blocks.list.len()];
    let mut walk = tree.walk(body);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        let span = blocks.span(id);
        if span.is_empty() {
            continue;
        }
        if tree.name(id) == "blockquote" {
            // A post within the frame that shows it.
            for out in &mut likely[span.clone()] {
                *out = out.filter(|out| out.why != WhyLeftOut::Embedded);
            }
        }
        let Some(mark) = mark_of(tree, id, inside(blocks, &span)) else {
            continue;
        };
        let is_likely = mark.level == Level::Likely && mark.why == WhyLeftOut::Comments;
        if is_likely && is_between_paragraphs(blocks, tree, id) {
            continue;
        }
        let out = Out {
            element: id,
            why: mark.why,
        };
        match mark.level {
            Level::Likely
                if mark.why == WhyLeftOut::Comments && is_below_article(blocks, &span) =>
            {
                blocks.leave_out(span, out);
                walk.leave_out(id);
            }
            Level::Likely if blocks.weight(id).all <= total / 4 => {
                for likely in &mut likely[span] {
                    *likely = likely.or(Some(out));
                }
            }
            Level::Sure | Level::Always if is_little(blocks.weight(id).all, total, mark) => {
                blocks.leave_out(span, out);
                walk.leave_out(id);
            }
            _ => {}
        }
    }
    let running = |is_counted: &dyn Fn(usize) -> bool| -> u64 {
        let counted = (0..likely.len()).filter(|at| blocks.out[*at].is_none() && is_counted(*at));
        let texts = counted.map(|at| &blocks.list[at]);
        texts
            .filter(|block| block.is_running())
            .map(|block| u64::from(block.length))
            .sum()
    };
    let is_likely = |at: usize| likely[at].is_some();
    if running(&is_likely) <= running(&|at| !is_likely(at)) * MOST_LIKELY {
        for (out, likely) in blocks.out.iter_mut().zip(likely) {
            *out = out.or(likely);
        }
    }
}

/// What is in an element of these blocks.
fn inside(blocks: &Blocks, span: &Range<usize>) -> Inside {
    let sum = |sums: &[u64]| sums[span.end] - sums[span.start];
    let linked = sum(&blocks.linked_before);
    Inside {
        has_link: linked > 0,
        is_prose: blocks.running_before[span.end] > blocks.running_before[span.start]
            && linked * 10 <= sum(&blocks.length_before),
    }
}

/// Whether running paragraphs of one element are directly on both sides of another: it is a part of
/// an interview, or of what an expert says, and nothing that readers wrote.
fn is_between_paragraphs(blocks: &Blocks, tree: &Tree, id: NodeId) -> bool {
    let span = blocks.span(id);
    let is_paragraph = |at: Option<usize>| {
        let block = at.and_then(|at| blocks.list.get(at));
        block.is_some_and(|block| {
            block.kind == Kind::Paragraph
                && block.is_running()
                && Some(block.around) == tree.parent(id)
        })
    };
    is_paragraph(span.start.checked_sub(1)) && is_paragraph(Some(span.end))
}

/// Whether a heading and a text in paragraphs are above: what follows may be longer than the article.
fn is_below_article(blocks: &Blocks, span: &Range<usize>) -> bool {
    let heading = blocks.main_headings.first();
    heading.is_some_and(|heading| {
        !blocks.has_main_heading(span.clone())
            && *heading < span.start
            && blocks.before[span.start].rows - blocks.before[*heading].rows >= LEAST_ARTICLE
    })
}

/// Whether enough text is left without a marked element.
fn is_little(weight: u32, total: u32, mark: Mark) -> bool {
    match mark.why {
        _ if weight <= total / 2 => true,
        WhyLeftOut::Comments => total - weight >= LEAST_ARTICLE,
        _ => mark.level == Level::Always,
    }
}

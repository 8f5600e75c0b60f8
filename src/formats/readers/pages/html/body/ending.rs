//! Short lines of an article: those at its end, and those between its paragraphs.
//!
//! A list of winners, results, verses or a signature ends no sentence. What is around a page's text
//! does not either. So the place of a short line decides: next to paragraphs, in their element.

use super::super::tree::NodeId;
use super::blocks::{Block, Kind, RUNNING};
use super::notices::opens_comments;
use super::phrases::{is_introduction, is_label};
use super::tables::table_after;

/// The most lines in a row, between two paragraphs, that are text.
const MOST_LINES: usize = 100;

/// Where the text ends: after the last block that ends a sentence or is long, and is no heading, and
/// the lines and the table that follow it.
pub(super) fn end_of_text(blocks: &[&Block]) -> usize {
    let last = blocks.iter().rposition(|block| {
        block.kind != Kind::Heading && (block.length >= RUNNING || block.ends_sentence())
    });
    let end = last.map_or(blocks.len(), |last| {
        last + 1 + lines_after(&blocks[..=last], &blocks[last + 1..])
    });
    end + table_after(&blocks[end..])
}

/// How many blocks after a text belong to it: paragraphs and items without links in the element of
/// its last paragraph, or in a list next to that, and headings above them.
fn lines_after(text: &[&Block], after: &[&Block]) -> usize {
    let Some(last) = text.iter().rev().find(|block| block.is_running()) else {
        return 0;
    };
    let is_home = |id: NodeId| {
        id == last.around && last.kind != Kind::Cell
            || id == last.outer && (last.kind == Kind::Item || last.is_quoted)
    };
    let belongs = |block: &&&Block| match block.kind {
        Kind::Item => is_home(block.around) || is_home(block.outer),
        Kind::Paragraph => is_home(block.around) || block.is_quoted && is_home(block.outer),
        Kind::Heading => is_home(block.around) && !opens_comments(&block.text, block.length),
        Kind::Cell | Kind::Other => false,
    };
    let is_line = |block: &&&Block| {
        block.linked == 0 && belongs(block) && !is_introduction(&block.text, block.length)
    };
    let lines = after.iter().take_while(is_line).count();
    // Neither a heading nor a line that announces something ends a text.
    let is_text =
        |block: &&Block| block.kind != Kind::Heading && !block.text.ends_with([':', '：']);
    after[..lines]
        .iter()
        .rposition(is_text)
        .map_or(0, |at| at + 1)
}

/// Whether a line without an element for paragraphs is between paragraphs of a text, next to one of
/// them: a question, the line of a dialogue, a heading.
pub(super) fn is_line_between(blocks: &[&Block], at: usize) -> bool {
    let is_line = |block: &&&Block| block.kind == Kind::Other && block.linked == 0;
    if !is_line(&&blocks[at]) || is_label(&blocks[at].text) {
        return false;
    }
    let is_short = |block: &&&Block| is_line(block) && !block.is_running();
    let mut before = blocks[..at].iter().rev().take(MOST_LINES);
    let mut after = blocks[at + 1..].iter().take(MOST_LINES);
    let before = before.find(|block| !is_short(block));
    let after = after.find(|block| !is_short(block));
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let own = [blocks[at].element, blocks[at].outer];
    let is_next = |block: &Block| own.contains(&block.around) || own.contains(&block.outer);
    before.is_running() && after.is_running() && (is_next(before) || is_next(after))
}

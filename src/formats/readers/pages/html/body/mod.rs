//! The article's text among all that a page shows.
//!
//! There are three steps. The page becomes `blocks` with their place in the tree, and `marking`
//! marks `furniture` among them. The smallest element with nearly all running text is found. The
//! `choice` among its blocks is the text. `left_out` names everything else.

mod blocks;
mod choice;
mod classes;
mod ending;
mod furniture;
mod hidden;
pub(super) mod left_out;
mod marking;
mod notices;
mod phrases;
mod root;
mod sight;
mod tables;
mod text;
mod weighed;

pub(in crate::formats) use text::Text;
pub(in crate::formats) use weighed::{Blocks, Shape};

use super::tree::{NodeId, Tree};
use marking::{mark_asides, mark_furniture};

/// The longest line that is only a date or a name, in bytes.
pub(in crate::formats) const LONGEST_CREDIT: usize = 100;

/// The longest line that is likely to be a headline, in bytes.
pub(in crate::formats) const LONGEST_HEADLINE: usize = 400;

/// Cuts a page into blocks and marks what is furniture.
pub(in crate::formats) fn blocks_of(tree: &Tree, body: NodeId) -> Blocks {
    let mut blocks = Blocks::cut(tree, body);
    mark_asides(&mut blocks, tree, body);
    blocks.weigh();
    mark_furniture(&mut blocks, tree, body);
    blocks.weigh();
    blocks
}

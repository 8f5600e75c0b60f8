//! Tables that say something: results, figures, standings. Those that lay out a page or have links
//! are none.
//!
//! Cells are short and end no sentence, so they do not look like text. A table of the article has
//! rows of several cells, with numbers in them.

use super::super::tree::NodeId;
use super::blocks::{Block, Kind};

/// The most lines between the text and a table after it: a heading, a caption.
const MOST_ABOVE: usize = 2;

/// The most cells of a row that are looked at.
const MOST_CELLS: usize = 50;

/// How many of the blocks after a text are a table of results or figures, with the lines above it.
pub(super) fn table_after(blocks: &[&Block]) -> usize {
    let above = blocks.iter().take_while(|block| block.kind != Kind::Cell);
    let above = above.take(MOST_ABOVE + 1).count();
    let is_linked = |block: &&Block| block.linked * 2 > block.length;
    if above > MOST_ABOVE || blocks[..above].iter().any(is_linked) {
        return 0;
    }
    let cells: Vec<&Block> = blocks[above..]
        .iter()
        .take_while(|block| block.kind == Kind::Cell)
        .copied()
        .collect();
    if is_of_figures(&cells) {
        above + cells.len()
    } else {
        0
    }
}

/// Whether cells are rows of several, most of them with a number, and hardly links.
fn is_of_figures(cells: &[&Block]) -> bool {
    let mut rows: Vec<(NodeId, bool)> = Vec::new();
    for cell in cells {
        if rows.last().is_none_or(|(row, _)| *row != cell.around) {
            rows.push((cell.around, false));
        }
        if let Some((_, has_number)) = rows.last_mut() {
            *has_number |= is_number(cell);
        }
    }
    let numbered = rows.iter().filter(|(_, has_number)| *has_number).count();
    let links = cells.iter().filter(|cell| is_link(cell)).count();
    rows.len() >= 2
        && cells.len() >= rows.len() * 2
        && numbered * 2 >= rows.len()
        && links * 2 <= cells.len()
        && !is_calendar(cells)
}

/// Whether a cell is in a row with a number that is no link, as the name of a team next to its
/// points.
pub(super) fn is_in_row_of_figures(blocks: &[&Block], at: usize) -> bool {
    let row = blocks[at].around;
    let is_of_row = |block: &&&Block| block.kind == Kind::Cell && block.around == row;
    let before = blocks[..at]
        .iter()
        .rev()
        .take(MOST_CELLS)
        .take_while(is_of_row);
    let after = blocks[at..].iter().take(MOST_CELLS).take_while(is_of_row);
    let (mut cells, mut links, mut numbers) = (0, 0, 0);
    for cell in before.chain(after) {
        cells += 1;
        links += usize::from(is_link(cell));
        numbers += usize::from(is_number(cell) && !is_link(cell));
    }
    cells >= 2 && numbers > 0 && links * 2 <= cells
}

fn is_link(cell: &Block) -> bool {
    cell.linked * 3 >= cell.length
}

/// Whether a cell has a number and little else: `1,208`, `2:1`, `12.4 %`.
fn is_number(cell: &Block) -> bool {
    let digits = cell.text.chars().filter(char::is_ascii_digit).count();
    let letters = cell.text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= digits + 4
}

/// Whether the cells are the days of a month, as next to the posts of a blog.
fn is_calendar(cells: &[&Block]) -> bool {
    let numbers: Vec<u32> = cells
        .iter()
        .filter_map(|cell| cell.text.trim().parse().ok())
        .collect();
    let steps = numbers
        .windows(2)
        .filter(|two| two[1] == two[0] + 1)
        .count();
    steps >= 20 && steps * 2 > cells.len()
}

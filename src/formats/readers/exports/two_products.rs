//! Exports of two products in one file, which somebody has put together.
//!
//! The file is read as an export of one of them. Where the lines between two of its marks have an
//! export of the other one in them, they are split, and each part is read as what it is. That may
//! be between any two articles, so the marks of all products are searched for in each.
//! Reading 4.7 MB of LexisNexis takes 0.11 s with this search (`dateline parse --summary`, release
//! build, two cores).

use super::blocks::{is_blank, last_paragraph};
use super::detection::recognized;
use super::names::{is_footer_of_database, is_rights};
use super::product::{Mark, Product};
use super::products::PRODUCTS;
use crate::formats::lines::Line;

/// The other product of which some lines are an export.
pub(super) fn other_product(own: &Product, lines: &[Line]) -> Option<&'static Product> {
    recognized(lines).filter(|product| product.name != own.name)
}

/// An export of another product among the lines of one article.
pub(super) struct OtherExport {
    pub(super) product: &'static Product,
    /// Where its lines start, or end if they come first; `None` if that cannot be told.
    pub(super) border: Option<usize>,
}

/// The export of another product among the lines of one article: one of its marks is there, and
/// lines as it writes them. The article is after it (`is_first`) if it ends with a mark, else
/// before.
pub(super) fn other_within(own: &Product, lines: &[Line], is_first: bool) -> Option<OtherExport> {
    let may_be = (0..lines.len()).filter(|at| may_be_mark(&lines[*at]));
    let may_be: Vec<usize> = may_be.collect();
    PRODUCTS
        .iter()
        .copied()
        .filter(|product| product.name != own.name)
        .find_map(|product| {
            let mut marks = may_be.iter().copied().filter_map(|at| {
                let mark = (product.mark)(&lines[at], &lines[..at]);
                Edge::of(mark, product).map(|edge| (at, edge))
            });
            let first = marks.next()?;
            if !(product.recognizes)(lines) {
                return None;
            }
            let border = if is_first {
                end_of(own, lines, marks.next_back().unwrap_or(first))
            } else {
                start_of(product, lines, first)
            };
            Some(OtherExport { product, border })
        })
}

/// The longest mark, and the longest one that is words alone, in bytes.
const LONGEST_MARK: usize = 160;
const LONGEST_WORDS: usize = 40;

/// Whether a line can be a mark of any product, which saves most lines of a text from a closer look:
/// marks are short. They have a number, are a rule, or have a few words.
fn may_be_mark(line: &Line) -> bool {
    let text = line.text.trim();
    let is_rule = |text: &str| text.starts_with(|c: char| !c.is_alphanumeric());
    text.len() <= LONGEST_MARK
        && !is_blank(line)
        && (text.len() <= LONGEST_WORDS
            || is_rule(text)
            || text.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Which edge of an article a mark is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    /// It starts with the paragraph above.
    StartAbove,
    End,
}

impl Edge {
    fn of(mark: Mark, product: &Product) -> Option<Self> {
        match mark {
            Mark::Opens(_) | Mark::SurelyOpens(_) => Some(Self::Start),
            Mark::Closes | Mark::ClosesWith => Some(Self::End),
            Mark::OpensWith if product.opens_surely => Some(Self::Start),
            Mark::Lists if product.opens_surely => Some(Self::StartAbove),
            Mark::None | Mark::OpensWith | Mark::OpensAbove | Mark::Lists => None,
        }
    }
}

/// Where the export with this first mark starts. If the mark is the end of its first article, the
/// export starts below the rights of the article above it.
fn start_of(product: &Product, lines: &[Line], mark: (usize, Edge)) -> Option<usize> {
    match mark {
        (at, Edge::Start) => Some(at),
        (at, Edge::StartAbove) => Some(last_paragraph(&lines[..at])),
        (at, Edge::End) => {
            // Its own article has rights too, mostly at its end.
            let ends = (0..at).rev().filter(|end| is_end(&lines[*end]));
            let starts = ends.map(|end| below_ends(lines, end)).take(MOST_ENDS);
            starts
                .filter(|start| *start < at)
                .find(|start| (product.recognizes)(&lines[*start..=at]))
        }
    }
}

/// The most lines of rights that are looked at.
const MOST_ENDS: usize = 8;

/// Whether lines are the footer of an export and nothing else.
pub(super) fn is_footer(lines: &[Line]) -> bool {
    let is_one = |line: &Line| is_blank(line) || is_footer_of_database(&line.text);
    lines.iter().all(is_one)
}

/// Lines without those of a database at their start, such as the footer of the export before.
pub(super) fn below_footer(mut lines: Vec<Line>) -> Vec<Line> {
    let is_above = |line: &Line| is_blank(line) || is_footer_of_database(&line.text);
    let start = lines.iter().position(|line| !is_above(line));
    lines.split_off(start.unwrap_or(0))
}

/// Where the export with this last mark ends: below the mark, or below the rights of the article
/// that it starts.
fn end_of(own: &Product, lines: &[Line], mark: (usize, Edge)) -> Option<usize> {
    match mark {
        (at, Edge::End) => Some(at + 1),
        (at, Edge::Start | Edge::StartAbove) => {
            let first = at + lines[at..].iter().position(is_end)?;
            let end = below_ends(lines, first);
            (own.recognizes)(&lines[end..]).then_some(end)
        }
    }
}

/// Whether a line is below the text of an article: rights, or the footer of an export.
fn is_end(line: &Line) -> bool {
    is_rights(&line.text) || is_footer_of_database(&line.text)
}

/// The line below such lines.
fn below_ends(lines: &[Line], first: usize) -> usize {
    let is_more = |line: &&Line| is_end(line) || is_blank(line);
    first + lines[first..].iter().take_while(is_more).count()
}

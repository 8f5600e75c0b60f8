//! Exports of two products in one file, which somebody has put together.
//!
//! The file is read as an export of one of them. That the other one is there is told.

use super::detection::recognized;
use super::product::{Mark, Product};
use super::products::PRODUCTS;
use crate::formats::lines::Line;

/// The other product of which some lines are an export.
pub(super) fn other_product(own: &Product, lines: &[Line]) -> Option<&'static Product> {
    recognized(lines).filter(|product| product.name != own.name)
}

/// The other product whose articles are among the lines of one article: one of its marks is there,
/// and lines as it writes them.
pub(super) fn other_within(own: &Product, lines: &[Line]) -> Option<&'static Product> {
    let is_mark = |product: &Product, at: usize| {
        let mark = (product.mark)(&lines[at], &lines[..at]);
        matches!(
            mark,
            Mark::Opens(_) | Mark::SurelyOpens(_) | Mark::Closes | Mark::ClosesWith
        )
    };
    PRODUCTS.iter().copied().find(|product| {
        product.name != own.name
            && (0..lines.len()).any(|at| is_mark(product, at))
            && (product.recognizes)(lines)
    })
}

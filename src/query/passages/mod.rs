//! Where a query's words are in a text, and which parts of the text to show.
//!
//! [`Highlights`] is the border: patterns in, byte ranges and [`Passage`](crate::query::Passage)s
//! out. This folder knows neither the query language nor an index.

mod choice;
mod excerpt;
mod highlights;
mod pattern;
#[cfg(test)]
mod tests;
mod tokens;

pub(in crate::query) use highlights::Highlights;
pub(in crate::query) use pattern::{Mark, Pattern};

//! From what readers offer to one article.
//!
//! A reader finds fields, dates and a text in its format and offers them to an [`ArticleBuilder`].
//! The builder finishes the article of every format in the same way: it reads the opening lines,
//! chooses the date, works out the status and makes sure of an id.

mod builder;
pub(in crate::formats) mod bylines;
pub(in crate::formats) mod date_choice;
pub(in crate::formats) mod dateline;
mod finish;
pub(in crate::formats) mod language;
pub(in crate::formats) mod names;
mod offers;
pub(in crate::formats) mod opening;
pub(in crate::formats) mod path_date;
mod status;
mod text;
pub(in crate::formats) mod written_date;

#[cfg(test)]
mod tests;

pub(in crate::formats) use builder::{ArticleBuilder, DateNumber};
pub(in crate::formats) use offers::{DateOffer, DateRank};

//! What the engine has to know of a product: a row of functions and marks.
//!
//! The engine cuts a stream of lines into records by [`Product::mark`], and hands each record to
//! [`Product::read`]. A product never sees the stream.

use super::found::Found;
use crate::article::{ProblemKind, Published};
use crate::formats::lines::Line;
use std::collections::HashMap;
use std::sync::Arc;

/// A product whose exports are read.
pub(in crate::formats) struct Product {
    /// Its name in reports, such as `factiva`.
    pub(in crate::formats) name: &'static str,
    /// Texts that are rare in other files. One of them is in the first bytes of each of its files:
    /// a cheap test before [`Product::recognizes`].
    pub(super) needles: &'static [&'static str],
    /// Texts in the first bytes that no other file has, all of a group: the style sheet of a page
    /// may be so long that none of its lines is among the first bytes.
    pub(super) raw: &'static [&'static [&'static str]],
    /// Whether these are the first lines of one of its exports.
    pub(super) recognizes: fn(&[Line]) -> bool,
    /// Whether its opening marks are sure enough to be looked for inside an export of another
    /// product.
    pub(super) opens_surely: bool,
    /// What a line means for the border between two articles. The lines of the article so far are
    /// given too.
    pub(super) mark: fn(&Line, &[Line]) -> Mark,
    /// Reads a list of results before articles, for a product whose articles lack what the list
    /// has. Without entries the lines are none.
    pub(super) list: Option<fn(&[Line]) -> Results>,
    /// What lines are that no mark belongs to.
    pub(super) unmarked: fn(&[Line]) -> Unmarked,
    /// Reads the fields and the text of an article.
    pub(super) read: fn(&Record, &mut Found<'_, '_>) -> Result<(), NoArticle>,
}

/// What a line means for the border between two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is part of an article.
    None,
    /// An article starts after it, if the number goes on with the series: the line may also be part
    /// of a text.
    Opens(Place),
    /// An article certainly starts after it.
    SurelyOpens(Place),
    /// An article starts with it.
    OpensWith,
    /// An article starts with the paragraph above it.
    OpensAbove,
    /// A list of results starts with the paragraph above it.
    Lists,
    /// The article ended before it.
    Closes,
    /// The article ends with it.
    ClosesWith,
}

/// The place of an article in a series: `3 of 100`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) number: u32,
    pub(super) of: u32,
}

/// What lines are that no mark belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unmarked {
    /// An article whose mark is missing.
    Article,
    /// A cover, a list of results, a footer.
    Boilerplate,
    /// Something else, which is reported.
    Unknown,
}

/// The lines of one article.
#[derive(Default)]
pub(super) struct Record {
    /// The product that its lines are of; `None` before it is cut.
    pub(super) product: Option<&'static Product>,
    /// Its number in the file, from 1.
    pub(super) ordinal: u32,
    pub(super) lines: Vec<Line>,
    /// Which numbers of its series the file lacks next to it.
    pub(super) gaps: Vec<String>,
    /// The list before the articles, for a product that reads it.
    pub(super) results: Arc<Results>,
}

/// A list of results.
#[derive(Default)]
pub(super) struct Results {
    /// The number in the file of the first article after it.
    pub(super) first: u32,
    /// The entries in their order.
    pub(super) entries: Vec<Entry>,
    /// The numbers of the entries by their headlines.
    pub(super) by_headline: HashMap<String, usize>,
}

/// What a list says of an article.
pub(super) struct Entry {
    pub(super) source: String,
    pub(super) date: Option<Published>,
}

/// Why a record gives no article.
pub(super) struct NoArticle {
    pub(super) kind: ProblemKind,
    /// What was found instead; it follows "document 3".
    pub(super) what: String,
}

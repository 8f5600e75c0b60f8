//! Whether a page is an article at all: front pages, sections and lists of teasers are none.
//!
//! What a page says of itself is believed where it describes one article. Else its shape speaks:
//! lists have a linked heading for every paragraph or two, and no rows of paragraphs.

use super::body::Shape;

/// The fewest linked headings of a list.
const LIST_HEADINGS: u32 = 6;

/// The least running text, in weighed characters, of a page that calls itself a list.
const LITTLE_TEXT: u32 = 600;

/// Fewer pieces of running text than that are hardly any.
const FEW_PARAGRAPHS: u32 = 4;

/// What speaks for and against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    /// How many articles its linked data describes.
    pub(super) described: usize,
    /// Whether it calls itself an article otherwise.
    pub(super) calls_itself_article: bool,
    /// Whether it calls itself a collection or a list of results.
    pub(super) calls_itself_list: bool,
    /// Whether it calls itself a site, as careless articles do too.
    pub(super) calls_itself_site: bool,
    /// Whether it lies at the front of its site.
    pub(super) is_front_page: bool,
    pub(super) shape: Shape,
}

/// Why a page is no article, if it is none.
pub(super) fn refusal(page: Evidence) -> Option<&'static str> {
    let shape = page.shape;
    let a_heading = if page.calls_itself_article { 1 } else { 2 };
    let is_list = shape.linked_headings >= LIST_HEADINGS
        && shape.paragraphs <= shape.linked_headings.saturating_mul(a_heading)
        || shape.all_linked_headings >= LIST_HEADINGS && shape.paragraphs == 0;
    let is_described = page.described > 0 && !(page.described > 2 && is_list);
    if page.is_front_page && (is_list || !(is_described || page.calls_itself_article)) {
        return Some("it is the front page of its site");
    }
    if is_described {
        return None;
    }
    if is_list {
        return Some("it is a list of links to articles");
    }
    if page.calls_itself_list && shape.in_rows < LITTLE_TEXT {
        return Some("it calls itself a list and has hardly any text");
    }
    if page.calls_itself_site && shape.in_rows == 0 && shape.paragraphs < FEW_PARAGRAPHS {
        return Some("it calls itself a site and has hardly any text");
    }
    if !page.calls_itself_article && shape.paragraphs == 0 {
        return Some("it has no running text");
    }
    None
}

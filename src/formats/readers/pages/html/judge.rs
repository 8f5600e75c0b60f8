//! Whether a page is an article at all: front pages, sections and lists of teasers are none.
//!
//! What a page says of itself is believed where it describes one article. Else its shape decides:
//! lists have a linked heading for every paragraph or two, and no rows of paragraphs.

use super::body::Shape;

/// The fewest linked headings of a list.
const LIST_HEADINGS: u32 = 6;

/// The least running text, in weighed characters, of a page that calls itself a list.
const LITTLE_TEXT: u32 = 600;

/// Fewer pieces of running text than this count as none.
const FEW_PARAGRAPHS: u32 = 4;

/// What a page calls itself, apart from describing an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Nothing,
    Article,
    /// A site; some articles say so by mistake.
    Site,
    /// A collection, or a list of results.
    List,
}

/// What is known of a page, for and against an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    /// How many articles its linked data describes.
    pub(super) described: usize,
    pub(super) claim: Claim,
    /// Whether it is its site's front page.
    pub(super) is_front_page: bool,
    pub(super) shape: Shape,
}

/// Why a page is no article, if it is none.
pub(super) fn refusal(page: Evidence) -> Option<&'static str> {
    let shape = page.shape;
    let calls_itself_article = page.claim == Claim::Article;
    let a_heading = if calls_itself_article { 1 } else { 2 };
    let is_list = shape.linked_headings >= LIST_HEADINGS
        && shape.paragraphs <= shape.linked_headings.saturating_mul(a_heading)
        || shape.all_linked_headings >= LIST_HEADINGS && shape.paragraphs == 0;
    let is_described = page.described > 0 && !(page.described > 2 && is_list);
    if page.is_front_page && (is_list || !(is_described || calls_itself_article)) {
        return Some("it is the front page of its site");
    }
    if is_described {
        return None;
    }
    if is_list {
        return Some("it is a list of links to articles");
    }
    match page.claim {
        Claim::List if shape.in_rows < LITTLE_TEXT => {
            Some("it calls itself a list and has hardly any text")
        }
        Claim::Site if shape.in_rows == 0 && shape.paragraphs < FEW_PARAGRAPHS => {
            Some("it calls itself a site and has hardly any text")
        }
        Claim::Nothing if shape.paragraphs == 0 => Some("it has no running text"),
        _ => None,
    }
}

//! Decides whether a page is an article. Front pages, sections and lists of teasers are not.
//!
//! A page whose metadata describes one article is one. For other pages the shape decides: lists
//! have a linked heading for every one or two paragraphs, and no groups of paragraphs.

use super::body::Shape;

/// The smallest number of linked headings in a list.
const LIST_HEADINGS: u32 = 6;

/// A page that calls itself a list is refused if it has less running text, in weighted characters.
const LITTLE_TEXT: u32 = 600;

/// A page that calls itself a site is refused if it has fewer blocks of running text.
const FEW_PARAGRAPHS: u32 = 4;

/// The type that a page claims to have, in addition to describing an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Nothing,
    Article,
    /// A site; some articles claim this by mistake.
    Site,
    /// A collection, or a list of results.
    List,
}

/// The evidence for and against an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    /// The number of articles in its linked data.
    pub(super) described: usize,
    pub(super) claim: Claim,
    /// Whether its address is that of the front page of its site.
    pub(super) is_front_page: bool,
    pub(super) shape: Shape,
}

/// The reason why a page is not an article; `None` if it is one.
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
        Claim::List if shape.in_groups < LITTLE_TEXT => {
            Some("it calls itself a list and has hardly any text")
        }
        Claim::Site if shape.in_groups == 0 && shape.paragraphs < FEW_PARAGRAPHS => {
            Some("it calls itself a site and has hardly any text")
        }
        Claim::Nothing if shape.paragraphs == 0 => Some("it has no running text"),
        _ => None,
    }
}

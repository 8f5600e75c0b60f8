//! Whether a page is an article. Front pages, sections and lists of teasers are not.
//!
//! If the page describes one article in its metadata, that is believed. Otherwise the shape
//! decides: lists have a linked heading for every one or two paragraphs, and no rows of paragraphs.
//! A page with much running text is never refused for what it calls itself.

use super::body::Shape;

/// The fewest linked headings of a list.
const LIST_HEADINGS: u32 = 6;

/// The least running text, in weighed characters, of a page that calls itself a list.
const LITTLE_TEXT: u32 = 600;

/// The least running text of a page that calls itself an article and has many linked headings.
const SOME_TEXT: u32 = 100;

/// Running text in rows of paragraphs that a front page of links does not have.
const MUCH_TEXT: u32 = 1000;

/// The least text in rows for each linked heading of an article about other pages.
const LEAST_SAID: u32 = 150;

/// A page with fewer pieces of running text than this has hardly any text.
const FEW_PARAGRAPHS: u32 = 4;

/// What a page says that it is, apart from the articles that it describes.
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
    /// Whether the headline is a heading of the page.
    pub(super) has_heading: bool,
    pub(super) shape: Shape,
}

/// Why a page is not an article; `None` if it is one.
pub(super) fn refusal(page: Evidence) -> Option<&'static str> {
    let shape = page.shape;
    let calls_itself_article = page.claim == Claim::Article;
    let a_heading = if calls_itself_article { 1 } else { 2 };
    let has_headings = shape.linked_headings >= LIST_HEADINGS
        && shape.paragraphs <= shape.linked_headings.saturating_mul(a_heading)
        || shape.all_linked_headings >= LIST_HEADINGS && shape.paragraphs == 0;
    // Teasers are short, or alone in their elements; so is not what is said of each link.
    let is_roundup = shape.in_rows >= MUCH_TEXT
        && shape.in_rows >= shape.linked_headings.saturating_mul(LEAST_SAID);
    // What calls itself an article is a list only if hardly anything else is there.
    let is_list =
        has_headings && !is_roundup && !(calls_itself_article && shape.running >= SOME_TEXT);
    let is_described = page.described > 0 && !(page.described > 2 && is_list);
    let is_alone = shape.all_linked_headings == 0 && shape.in_rows >= LITTLE_TEXT;
    let is_text = !has_headings && (shape.in_rows >= MUCH_TEXT || page.has_heading && is_alone);
    if page.is_front_page
        && (has_headings && !calls_itself_article
            || is_list
            || !(is_described || calls_itself_article || is_text))
    {
        return Some("it is the front page of its site");
    }
    if is_described {
        return None;
    }
    if is_list {
        return Some("it is a list of links to articles");
    }
    match page.claim {
        Claim::List if shape.running < LITTLE_TEXT => {
            Some("it calls itself a list and has hardly any text")
        }
        Claim::Site
            if shape.in_rows == 0
                && shape.paragraphs < FEW_PARAGRAPHS
                && shape.running < LITTLE_TEXT =>
        {
            Some("it calls itself a site and has hardly any text")
        }
        Claim::Nothing if shape.paragraphs == 0 => Some("it has no running text"),
        _ => None,
    }
}

//! A hit as it is listed, without the text of its article.
//!
//! A list may have thousands of hits, and an article many megabytes.

use crate::article::Article;
use crate::dossiers::text_hash;
use crate::present::page_name;
use crate::query::SearchHit;
use std::ops::Range;
use std::sync::Arc;

/// The most bytes of a headline that are listed.
const LONGEST_TITLE: usize = 1000;

/// A hit as it is listed, without the text of its article: a list may have thousands.
#[derive(Debug, Clone)]
pub struct Hit {
    pub(super) rank: u64,
    pub(super) archive: String,
    /// The number of other copies.
    pub(super) copies: u64,
    /// The headline, else how the article is called.
    pub(super) title: String,
    pub(super) title_matches: Vec<Range<usize>>,
    /// The article, with an empty body.
    pub(super) article: Arc<Article>,
    /// The hash of its text, by which dossiers know it.
    pub(super) text: String,
}

impl From<SearchHit> for Hit {
    fn from(hit: SearchHit) -> Self {
        let SearchHit {
            mut article,
            headline_matches,
            ..
        } = hit;
        let text = text_hash(&article);
        let title = match (article.headline.as_str(), page_name(&article)) {
            ("", Some(page)) => page,
            ("", None) => {
                let first = article.body.lines().next().unwrap_or("(no text)");
                start_of(first).to_owned()
            }
            (headline, _) => start_of(headline).to_owned(),
        };
        let is_headline = !article.headline.is_empty();
        let mut title_matches = headline_matches;
        title_matches.retain(|range| is_headline && range.end <= title.len());
        article.body = String::new();
        Self {
            rank: hit.rank,
            archive: hit.archive,
            copies: hit.copies.map_or(0, |copies| copies.others),
            title,
            title_matches,
            text,
            article: Arc::new(article),
        }
    }
}

/// As much of a text as is listed.
fn start_of(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TITLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

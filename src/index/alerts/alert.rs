//! The record of one alert.
//!
//! It has what a reader needs without the index, and an id by which nothing is delivered twice.

use crate::article::{Article, Origin, Published};
use serde::{Deserialize, Serialize};

/// The longest headline or id of an article in an alert, in bytes. A longer one is cut, so that every
/// line of a journal is short enough to be read.
const LONGEST: usize = 16 << 10;

/// An article that a watch found for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// The id: the same for the same watch, article id and text, and different for all others.
    pub id: String,
    /// The name of the watch.
    pub watch: String,
    /// The generation that brought the article.
    pub generation: u64,
    /// When it was found.
    pub found: jiff::Timestamp,
    /// The id of the article, or its start.
    pub article: String,
    /// The headline of the article, or its start.
    pub headline: String,
    /// When the article was published.
    pub published: Option<Published>,
    /// The address of the article.
    pub url: Option<String>,
    /// The file of the article, and the place in it.
    #[serde(flatten)]
    pub origin: Origin,
}

impl Alert {
    /// The alert that `watch` found an article in the generation that is being made.
    #[must_use]
    pub fn new(watch: &str, article: &Article, generation: u64) -> Self {
        Self {
            id: alert_id(watch, article),
            watch: watch.to_owned(),
            generation,
            found: jiff::Timestamp::now(),
            article: start_of(&article.id.0),
            headline: start_of(&article.headline),
            published: article.published,
            url: article.url.clone(),
            origin: article.origin.clone(),
        }
    }
}

fn start_of(text: &str) -> String {
    let end = text.floor_char_boundary(LONGEST);
    if end < text.len() {
        format!("{}…", &text[..end])
    } else {
        text.to_owned()
    }
}

/// The file of the article is not part of the id: a file that was moved is not news.
fn alert_id(watch: &str, article: &Article) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [watch, &article.id.0, &article.headline, &article.body] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_keeps_its_id_when_its_file_moves_and_not_when_its_text_changes() {
        let article = |path: &str, body: &str| Article {
            body: body.into(),
            origin: Origin::parse(path),
            ..Article::default()
        };
        let id = |watch, article: Article| Alert::new(watch, &article, 1).id;
        let first = id("w", article("a.txt", "x"));
        assert_eq!(first, id("w", article("b.txt", "x")));
        assert_ne!(first, id("w", article("a.txt", "y")));
        assert_ne!(first, id("v", article("a.txt", "x")));
    }

    #[test]
    fn a_headline_without_end_is_cut_and_the_id_is_of_all_of_it() {
        let alert = |last: &str| {
            let headline = "é".repeat(LONGEST) + last;
            let article = Article {
                headline,
                ..Article::default()
            };
            Alert::new("w", &article, 1)
        };
        let (one, other) = (alert("a"), alert("b"));
        assert_eq!(one.headline, "é".repeat(LONGEST / 2) + "…");
        assert_eq!(one.headline, other.headline);
        assert_ne!(one.id, other.id);
    }
}

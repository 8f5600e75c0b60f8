//! One marked article, as the file keeps it.
//!
//! Which article of an archive is meant is decided here, from articles that a caller has looked up.

use crate::article::{Article, Origin, Published};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An article in a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedArticle {
    /// The name of the dossier.
    pub mark: String,
    /// The id of the article.
    pub id: String,
    /// The hash of its text: [`text_hash`].
    pub text: String,
    /// Its headline, in case it is gone.
    #[serde(default)]
    pub headline: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// Its publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The name of the archive in which it was marked.
    #[serde(default)]
    pub archive: String,
    /// Where it was in that archive: a path, and `#` with the number of the record.
    #[serde(default)]
    pub path: String,
    /// When it was marked first.
    pub marked: Timestamp,
    /// What people noted on it, each note once, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The hash of an article's headline and body: the first 16 hexadecimal digits of BLAKE3. A change
/// of the date, the path or the reader's metadata leaves it as it is.
#[must_use]
pub fn text_hash(article: &Article) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(article.headline.as_bytes());
    hasher.update(&[0]);
    hasher.update(article.body.as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

impl MarkedArticle {
    /// An article of an archive, marked now.
    #[must_use]
    pub fn new(mark: &str, article: &Article, archive: &str, marked: Timestamp) -> Self {
        Self {
            mark: mark.to_owned(),
            id: article.id.0.clone(),
            text: text_hash(article),
            headline: article.headline.clone(),
            published: article.published,
            source: article.source.clone(),
            archive: archive.to_owned(),
            path: article.origin.to_string(),
            marked,
            notes: Vec::new(),
        }
    }

    /// The place where it was marked.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin::parse(&self.path)
    }

    /// Those of some articles with its id that are meant, and whether their text is the marked one:
    /// the ones with that text. If there is none, those of the same archive or in the same place,
    /// since a source may have corrected its text; in another archive the id may be of another
    /// article.
    #[must_use]
    pub fn meant(&self, with_its_id: Vec<Article>, archive: &str) -> (Vec<Article>, bool) {
        let (same, mut others): (Vec<_>, Vec<_>) = with_its_id
            .into_iter()
            .partition(|article| text_hash(article) == self.text);
        if !same.is_empty() {
            return (same, true);
        }
        let origin = self.origin();
        others.retain(|article| archive == self.archive || article.origin == origin);
        (others, false)
    }

    /// Adds notes that it does not have yet. Returns whether there was one.
    pub(super) fn add_notes(&mut self, notes: impl IntoIterator<Item = String>) -> bool {
        let before = self.notes.len();
        for note in notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        self.notes.len() > before
    }
}

//! One marked article, as the file keeps it.
//!
//! Which article of an archive is meant is decided here, from articles that a caller has looked up.

use crate::article::{ArchivePath, Article, Folders, Origin, Published};
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

/// What a mark calls an archive: the name of its folder, wherever that is.
#[must_use]
pub fn archive_name(folders: &Folders) -> String {
    let only = folders.only().and_then(std::path::Path::file_name);
    match only {
        Some(name) => name.to_string_lossy().into_owned(),
        None => folders.to_string(),
    }
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

    /// The articles of an archive that it means, and whether they have the marked text. Those with
    /// its id count; if there is none, the one in the marked place with the marked text, whose id a
    /// newer version of the program may have read in another way.
    ///
    /// # Errors
    /// If one of the two fails, which look up articles of the archive.
    pub fn find<E>(
        &self,
        archive: &str,
        with_id: impl FnOnce(&str) -> Result<Vec<Article>, E>,
        at_path: impl FnOnce(&ArchivePath) -> Result<Vec<Article>, E>,
    ) -> Result<(Vec<Article>, bool), E> {
        let with_its_id = with_id(&self.id)?;
        if !with_its_id.is_empty() {
            return Ok(self.meant(with_its_id, archive));
        }
        let origin = self.origin();
        let mut there = at_path(&origin.path)?;
        there.retain(|article| article.origin == origin);
        let (found, is_same) = self.meant(there, archive);
        Ok(if is_same {
            (found, true)
        } else {
            (Vec::new(), false)
        })
    }

    /// Those of some articles with its id that are meant, and whether their text is the marked one:
    /// the ones with that text. If there is none, a source may have corrected it: then the one in the
    /// marked place, or else those of the same archive. An id may be of another article, so a
    /// corrected one has the marked headline or day.
    #[must_use]
    pub fn meant(&self, with_its_id: Vec<Article>, archive: &str) -> (Vec<Article>, bool) {
        let (same, mut others): (Vec<_>, Vec<_>) = with_its_id
            .into_iter()
            .partition(|article| text_hash(article) == self.text);
        if !same.is_empty() {
            return (same, true);
        }
        let origin = self.origin();
        others.retain(|article| self.is_corrected(article));
        if others.iter().any(|article| article.origin == origin) {
            others.retain(|article| article.origin == origin);
        } else if archive != self.archive {
            others.clear();
        }
        (others, false)
    }

    /// Whether an article with its id may be the marked one with a corrected text.
    fn is_corrected(&self, article: &Article) -> bool {
        let day = |published: Option<Published>| published.map(|it| it.start().date());
        let is_same_day = self.published.is_some() && day(self.published) == day(article.published);
        is_same_day || (!self.headline.is_empty() && self.headline == article.headline)
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

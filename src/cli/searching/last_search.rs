//! What the last search found, so that `dateline show 1` knows what 1 is.
//!
//! It is kept in the user's state folder, not in the index, which may be read-only and shared.

use crate::article::{Folders, Origin};
use crate::cli::archives::OpenArchives;
use crate::cli::state::{self, state_file};
use crate::query::SearchPage;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The hits of the last search.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LastSearch {
    /// The folder of the index that was searched.
    pub(crate) index: PathBuf,
    /// The folders of its articles.
    pub(crate) folders: Folders,
    /// How the query was read, to mark it in the articles.
    #[serde(default)]
    pub(crate) query: String,
    /// The rank of the first hit.
    first_rank: u64,
    /// The articles of the hits.
    hits: Vec<Origin>,
}

impl LastSearch {
    pub(crate) fn of(page: &SearchPage, archives: &OpenArchives) -> Self {
        let own = archives.first();
        Self {
            index: own.archive.store.path().to_owned(),
            folders: own.generation.folders(),
            query: page.query.clone(),
            first_rank: page.offset.saturating_add(1),
            hits: page
                .hits
                .iter()
                .map(|hit| hit.article.origin.clone())
                .collect(),
        }
    }

    /// The article at a rank of that search's page.
    pub(crate) fn at_rank(&self, rank: u64) -> Option<&Origin> {
        let place = rank.checked_sub(self.first_rank)?;
        self.hits.get(usize::try_from(place).ok()?)
    }

    /// Whether an article is on that search's page.
    pub(crate) fn has(&self, origin: &Origin) -> bool {
        self.hits.contains(origin)
    }

    /// The ranks of that search's page, as a hint.
    pub(crate) fn ranks(&self) -> String {
        match self.hits.len() as u64 {
            0 => "the last search found nothing; search again".to_owned(),
            1 => format!("the last search has rank {}", self.first_rank),
            hits => format!(
                "the last search has the ranks {} to {}",
                self.first_rank,
                self.first_rank.saturating_add(hits - 1)
            ),
        }
    }

    /// Reads it; `None` if there was no search or it cannot be read.
    pub(crate) fn load() -> Option<Self> {
        Self::read(&state::read(&file()?).ok()?)
    }

    /// Reads the first value of the file; what follows it is the rest of a longer one.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut values = serde_json::Deserializer::from_slice(bytes).into_iter();
        values.next()?.ok()
    }

    /// Saves it. A search does not fail because this fails.
    pub(crate) fn save(&self) {
        let _ = file().ok_or(ErrorKind::NotFound.into()).and_then(|file| {
            let bytes = serde_json::to_vec(self)?;
            write_over(&file, &bytes)
        });
    }
}

/// Writes over the start of a file in one call, so that of two searches at the same time one is there whole. With a rename
/// ext4 would write out the new file first and free the old one, which takes a twentieth of the time of a search.
fn write_over(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(file).is_ok() && !state::is_regular(file) {
        return Err(ErrorKind::InvalidInput.into());
    }
    let open = || {
        File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(file)
    };
    let mut opened = match open() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(file.parent().unwrap_or(file))?;
            open()?
        }
        opened => opened?,
    };
    opened.write_all(bytes)
}

fn file() -> Option<PathBuf> {
    state_file("last-search.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_search_is_read_even_after_a_longer_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/last-search.json");
        for hits in [0, 1000, 3] {
            let last = LastSearch {
                index: "news/.dateline".into(),
                folders: Folders::one("news".into()),
                query: "troops".to_owned(),
                first_rank: 1,
                hits: (0..hits)
                    .map(|hit| Origin::parse(&format!("{hit}.txt")))
                    .collect(),
            };
            write_over(&file, &serde_json::to_vec(&last).unwrap()).unwrap();
            let read = LastSearch::read(&fs::read(&file).unwrap()).unwrap();
            assert_eq!(read.hits, last.hits);
        }
    }
}

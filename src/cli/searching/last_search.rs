//! What the last search of this terminal found, so that `dateline show 1` knows what 1 is.
//!
//! It is kept in the user's state folder, not in the index, which may be read-only and shared. Each
//! terminal has a file of its own, which only the user can read. Old files are removed when one for
//! another terminal is made.

use crate::article::{Folders, Origin};
use crate::cli::archives::OpenArchives;
use crate::cli::state::{self, state_file};
use crate::platform;
use crate::present::grouped;
use crate::query::SearchPage;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The folder of the files.
const FOLDER: &str = "last-searches";

/// The most ranks that are remembered.
const MOST_RANKS: usize = 10_000;

/// The most headlines that are remembered.
const MOST_HEADLINES: usize = 100;

/// The most characters of a headline.
const LONGEST_HEADLINE: usize = 80;

/// The most files that are kept: those of the terminals that searched last.
const MOST_FILES: usize = 64;

/// How long a file is kept.
const LONGEST: Duration = Duration::from_hours(30 * 24);

/// The hits of the last search.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LastSearch {
    /// What was searched.
    pub(crate) archives: Vec<LastArchive>,
    /// How the query was read, to mark it in the articles.
    pub(crate) query: String,
    /// The number of articles that it found.
    total: u64,
    /// The rank of the first hit.
    first_rank: u64,
    /// The articles of the hits, each after the place of its archive.
    hits: Vec<(usize, Origin)>,
    /// How the first of their headlines start, for the completions of shells.
    #[serde(default)]
    headlines: Vec<String>,
}

/// An archive that was searched.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LastArchive {
    /// Its name.
    pub(crate) name: String,
    /// The folder of its index.
    pub(crate) index: PathBuf,
    /// The folders of its articles.
    pub(crate) folders: Folders,
}

impl LastSearch {
    pub(crate) fn of(page: &SearchPage, archives: &OpenArchives) -> Self {
        let place = |name: &str| archives.iter().position(|own| own.archive.name == name);
        let hits = page.hits.iter().take(MOST_RANKS).map(|hit| {
            let place = place(&hit.archive).unwrap_or_default();
            (place, hit.article.origin.clone())
        });
        let headlines = page.hits.iter().take(MOST_HEADLINES).map(|hit| {
            let headline = hit.article.headline.chars();
            headline.take(LONGEST_HEADLINE).collect()
        });
        let archives = archives.iter().map(|own| LastArchive {
            name: own.archive.name.clone(),
            index: own.archive.store.path().to_owned(),
            folders: own.generation.folders(),
        });
        Self {
            archives: archives.collect(),
            query: page.query.clone(),
            total: page.total,
            first_rank: page.offset.saturating_add(1),
            hits: hits.collect(),
            headlines: headlines.collect(),
        }
    }

    /// The first of its ranks, each with how its headline starts.
    pub(crate) fn headlines(&self) -> impl Iterator<Item = (u64, &str)> {
        let headlines = self.headlines.iter().map(String::as_str);
        (self.first_rank..).zip(headlines).take(self.hits.len())
    }

    /// Adds the hits of the page after those that it has.
    pub(crate) fn append(&mut self, page: &SearchPage, archives: &OpenArchives) {
        let next = Self::of(page, archives);
        let room = MOST_RANKS.saturating_sub(self.hits.len());
        if next.first_rank == self.first_rank + self.hits.len() as u64 {
            self.hits.extend(next.hits.into_iter().take(room));
        }
    }

    /// The article at a rank of that search's page, and its archive.
    pub(crate) fn at_rank(&self, rank: u64) -> Option<(&LastArchive, &Origin)> {
        let place = rank.checked_sub(self.first_rank)?;
        let (archive, origin) = self.hits.get(usize::try_from(place).ok()?)?;
        Some((self.archives.get(*archive)?, origin))
    }

    /// Whether an article of an index is on that search's page.
    pub(crate) fn has(&self, index: &Path, origin: &Origin) -> bool {
        let mut hits = self.hits.iter();
        hits.any(|(place, own)| {
            let archive = self.archives.get(*place);
            own == origin && archive.is_some_and(|archive| archive.index == index)
        })
    }

    /// The ranks of that search's page, as a part of a message.
    pub(crate) fn ranks(&self) -> String {
        let of = match self.total {
            1 => "1 article".to_owned(),
            total => format!("{} articles", grouped(total)),
        };
        match self.hits.len() as u64 {
            0 => "the last search in this terminal showed nothing; search again".to_owned(),
            1 => format!(
                "the last search in this terminal showed rank {} of {of}",
                self.first_rank
            ),
            hits => format!(
                "the last search in this terminal showed the ranks {} to {} of {of}",
                self.first_rank,
                self.first_rank.saturating_add(hits - 1)
            ),
        }
    }

    /// Reads that of this terminal; `None` if there was no search or it cannot be read.
    pub(crate) fn load() -> Option<Self> {
        Self::read(&state::read(&file()?).ok()?)
    }

    /// Reads the first value of the file; what follows it is the rest of a longer one.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut values = serde_json::Deserializer::from_slice(bytes).into_iter();
        values.next()?.ok()
    }

    /// Saves it for this terminal. A search does not fail because this fails.
    pub(crate) fn save(&self) {
        let _ = file().ok_or(ErrorKind::NotFound.into()).and_then(|file| {
            let bytes = serde_json::to_vec(self)?;
            write_over(&file, &bytes)
        });
    }
}

/// Writes over the start of a file in one call, so that of two searches at the same time one is
/// there whole. With a rename ext4 would write out the new file first and free the old one, which
/// takes a twentieth of the time of a search.
fn write_over(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(file).is_ok() && !state::is_regular(file) {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut opened = match File::options().write(true).open(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(file)?,
        opened => opened?,
    };
    opened.write_all(bytes)
}

/// Makes a file that only the user can read, and removes old ones around it.
fn make(file: &Path) -> io::Result<File> {
    let folder = file.parent().unwrap_or(file);
    platform::make_private_folders(folder)?;
    remove_old(folder, SystemTime::now())?;
    platform::create_private(file)
}

/// Removes the files of a folder that are too old or too many. Nothing else is in that folder.
fn remove_old(folder: &Path, now: SystemTime) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    files.sort_unstable_by(|a, b| b.cmp(a));
    for (place, (modified, path)) in files.iter().enumerate() {
        let age = now.duration_since(*modified).unwrap_or_default();
        // Room is left for the file that is made next.
        if age > LONGEST || place + 1 >= MOST_FILES {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn file() -> Option<PathBuf> {
    let folder = state_file(FOLDER)?;
    Some(folder.join(platform::caller() + ".json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(hits: usize) -> LastSearch {
        LastSearch {
            archives: vec![LastArchive {
                name: "news".to_owned(),
                index: "news/.dateline".into(),
                folders: Folders::one("news".into()),
            }],
            query: "troops".to_owned(),
            total: hits as u64,
            first_rank: 1,
            hits: (0..hits)
                .map(|hit| (0, Origin::parse(&format!("{hit}.txt"))))
                .collect(),
            headlines: Vec::new(),
        }
    }

    #[test]
    fn the_last_search_is_read_even_after_a_longer_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/last-search.json");
        for hits in [0, 1000, 3] {
            let last = last(hits);
            write_over(&file, &serde_json::to_vec(&last).unwrap()).unwrap();
            let read = LastSearch::read(&fs::read(&file).unwrap()).unwrap();
            assert_eq!(read.hits, last.hits);
        }
    }

    #[test]
    fn a_rank_is_of_an_archive_of_the_search() {
        let mut last = last(2);
        last.first_rank = 11;
        let (archive, origin) = last.at_rank(12).unwrap();
        assert_eq!(
            (archive.name.as_str(), origin.path.as_str()),
            ("news", "1.txt")
        );
        for rank in [0, 1, 10, 13, u64::MAX] {
            assert!(last.at_rank(rank).is_none(), "{rank}");
        }
        // A file that somebody changed names no archive.
        last.hits[0].0 = 7;
        assert!(last.at_rank(11).is_none());
    }

    #[test]
    fn files_of_other_terminals_do_not_grow_without_bound() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("searches");
        for number in 0..MOST_FILES + 5 {
            write_over(&folder.join(format!("{number}.json")), b"{}").unwrap();
        }
        let count = |folder: &Path| fs::read_dir(folder).unwrap().count();
        assert_eq!(count(&folder), MOST_FILES);
        remove_old(&folder, SystemTime::now() + LONGEST * 2).unwrap();
        assert_eq!(count(&folder), 0);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("last.json");
        write_over(&file, b"{}").unwrap();
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

//! An archive of articles with its index.
//!
//! It is found as the command line finds it: by its name in dateline.toml, or by its folder.

use super::article::Article;
use super::articles::Articles;
use super::error::Error;
use super::report::Report;
use super::search::{Page, Search};
use crate::cli::{GuardMode, JobOptions, Loader, Paths, SearchLocation, Served, Shown};
use crate::serve::Desk;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// An archive of articles with its index, open.
///
/// What it answers is from the generation of the index that was current when it was opened or last
/// refreshed. It may be used by several threads.
pub struct Archive {
    desk: Arc<Desk>,
    location: Location,
}

/// What was named.
#[derive(Debug, Clone)]
struct Location(Vec<PathBuf>);

impl Archive {
    /// Opens an archive by its name in the nearest dateline.toml, or by its folder.
    ///
    /// # Errors
    /// If there is no such archive, or it has no index that can be used.
    pub fn open(name: impl AsRef<Path>) -> Result<Self, Error> {
        Self::at(Location::one(name.as_ref()))
    }

    /// Opens what `dateline search` searches in the current folder: the nearest index here or above,
    /// else every archive of dateline.toml.
    ///
    /// # Errors
    /// If there is neither.
    pub fn here() -> Result<Self, Error> {
        Self::at(Location(Vec::new()))
    }

    /// Makes the index of an archive or a folder, or refreshes it, and opens it. Only changed files
    /// are read again. Hooks and alerts of dateline.toml are for `dateline reindex` alone.
    ///
    /// # Errors
    /// If the folder cannot be read, another process writes to the index, or a guard of the
    /// configuration refuses to publish.
    pub fn index(name: impl AsRef<Path>) -> Result<(Self, Report), Error> {
        let location = Location::one(name.as_ref());
        let report = location.refresh()?.remove(0);
        Ok((Self::at(location)?, report))
    }

    /// Refreshes the index and opens its new generation: a report for each archive.
    ///
    /// # Errors
    /// As [`index`](Self::index).
    pub fn refresh(&mut self) -> Result<Vec<Report>, Error> {
        let (refreshed, reports) = self.refreshed()?;
        *self = refreshed;
        Ok(reports)
    }

    /// Refreshes the index and opens its new generation next to this one, which still answers: the
    /// archive again, and a report for each archive in it.
    ///
    /// # Errors
    /// As [`index`](Self::index).
    pub fn refreshed(&self) -> Result<(Self, Vec<Report>), Error> {
        let reports = self.location.refresh()?;
        Ok((Self::at(self.location.clone())?, reports))
    }

    /// The names of the archives in it: one, unless it was opened without a name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.desk.names()
    }

    /// The number of articles.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.desk.articles()
    }

    /// Searches.
    ///
    /// # Errors
    /// If a parameter of the search cannot be read, or the index.
    pub fn search(&self, search: &Search) -> Result<Page, Error> {
        Ok(Page::of(self.desk.search(&search.pairs)?))
    }

    /// One article, by its id or its path within the archive.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn show(&self, name: &str) -> Result<Article, Error> {
        Ok(Article::new(self.desk.article(name)?))
    }

    /// Every article that matches, with `Search::default()` all of them. They are read while they are
    /// taken. Without a parameter `sort` they come in the order of the index, which is the fastest.
    ///
    /// # Errors
    /// If the system gives no thread. What is wrong with the search is the first item.
    pub fn articles(&self, search: &Search) -> Result<Articles, Error> {
        let (desk, pairs) = (Arc::clone(&self.desk), search.pairs.clone());
        Articles::read(move |taker| {
            let take = |article| taker.take(Ok(Article::new(article)));
            Ok(desk.each(&pairs, take)?)
        })
    }

    /// What answers inside.
    #[cfg(feature = "internals")]
    #[doc(hidden)]
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    fn at(location: Location) -> Result<Self, Error> {
        let loader = location.loader()?;
        let desk = Arc::new(Desk::open(loader.sources()?)?);
        Ok(Self { desk, location })
    }
}

impl Location {
    fn one(name: &Path) -> Self {
        Self(vec![name.to_owned()])
    }

    fn served(&self) -> Result<Served, Error> {
        let location = SearchLocation {
            folders: self.0.clone(),
            ..SearchLocation::default()
        };
        Ok(Served::named(location, None)?)
    }

    fn loader(&self) -> Result<Loader, Error> {
        Ok(Loader {
            served: self.served()?,
            config: None,
            gives_files: false,
            shows_folders: false,
            paths: Paths::All,
        })
    }

    fn refresh(&self) -> Result<Vec<Report>, Error> {
        let options = JobOptions {
            guards: GuardMode::AsConfigured,
            ..JobOptions::default()
        };
        let mut reports = Vec::new();
        for archive in self.served()?.find()?.archives {
            let began = Instant::now();
            let report = archive.job(&options)?.run(&Shown::Nothing);
            let report = report.map_err(anyhow::Error::from)?;
            let report = Report::new(archive.short_name(), report, began.elapsed());
            if let Some(why) = report.refusal() {
                return Err(Error::refused(why, report));
            }
            reports.push(report);
        }
        Ok(reports)
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names().collect();
        f.debug_struct("Archive")
            .field("names", &names)
            .finish_non_exhaustive()
    }
}

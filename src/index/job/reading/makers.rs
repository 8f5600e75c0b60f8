//! The writers of segments, one for each thread, and how the articles of a large file reach all of
//! them.
//!
//! A file is read by one thread, which gives its articles to the others in batches. So the articles
//! of a file may be in the segments of several threads.

use crate::article::Article;
use crate::formats::{Jobs, has_others};
use crate::index::segments::segment_maker::{LanguageCounts, SegmentMaker};
use rayon::Scope;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tantivy::SegmentMeta;

/// How many bytes of articles another thread gets at once.
pub(super) const BATCH_BYTES: usize = 256 << 10;

/// The writers of segments of a job.
pub(super) struct Makers(Vec<Mutex<SegmentMaker>>);

impl Makers {
    /// A writer for each thread of a pool.
    pub(super) fn new(threads: usize, maker: impl Fn() -> SegmentMaker) -> Self {
        Self((0..threads).map(|_| Mutex::new(maker())).collect())
    }

    /// Adds an article to the segment of this thread.
    ///
    /// # Errors
    /// If the engine refuses, or the disk is full.
    pub(super) fn add(&self, article: Article) -> tantivy::Result<()> {
        self.own().add(article)
    }

    /// How many articles of each language there are: those of before and those that were added.
    pub(super) fn languages(&self, before: &LanguageCounts) -> LanguageCounts {
        let mut languages = before.clone();
        for maker in &self.0 {
            let maker = maker.lock().unwrap_or_else(PoisonError::into_inner);
            for (language, articles) in maker.languages() {
                *languages.entry(*language).or_default() += articles;
            }
        }
        languages
    }

    /// Finishes the last segment of this thread, and returns all of its segments. `languages` says how
    /// many articles of each language the archive has.
    ///
    /// # Errors
    /// If the engine refuses, or the disk is full.
    pub(super) fn finish(&self, languages: &LanguageCounts) -> tantivy::Result<Vec<SegmentMeta>> {
        self.own().finish(languages)
    }

    /// A thread uses its own alone, and for one article at a time, so it never waits.
    fn own(&self) -> MutexGuard<'_, SegmentMaker> {
        let thread = rayon::current_thread_index().unwrap_or(0);
        let maker = &self.0[thread % self.0.len()];
        // A panic while an article was added ends the job.
        maker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the articles of one file to all threads.
pub(super) struct Handover<'s, 'scope> {
    makers: &'scope Makers,
    jobs: Jobs<'s, 'scope, tantivy::Result<()>>,
    batch: Vec<Article>,
    size: usize,
}

impl<'s, 'scope> Handover<'s, 'scope> {
    pub(super) fn new(makers: &'scope Makers, scope: &'s Scope<'scope>) -> Self {
        Self {
            makers,
            jobs: Jobs::new(scope),
            batch: Vec::new(),
            size: 0,
        }
    }

    /// Takes an article of the file.
    ///
    /// # Errors
    /// If the engine refused an earlier one, or the disk is full.
    pub(super) fn add(&mut self, article: Article) -> tantivy::Result<()> {
        if !has_others() {
            return self.makers.add(article);
        }
        self.size += size_of::<Article>() + article.headline.len() + article.body.len();
        self.batch.push(article);
        if self.size < BATCH_BYTES {
            return Ok(());
        }
        self.size = 0;
        let (makers, batch) = (self.makers, std::mem::take(&mut self.batch));
        self.jobs.start(move || add_all(makers, batch));
        self.wait_until_open(2 * rayon::current_num_threads())
    }

    /// Waits until all articles are in segments.
    ///
    /// # Errors
    /// If the engine refused one, or the disk is full.
    pub(super) fn finish(mut self) -> tantivy::Result<()> {
        add_all(self.makers, std::mem::take(&mut self.batch))?;
        self.wait_until_open(0)
    }

    fn wait_until_open(&mut self, most: usize) -> tantivy::Result<()> {
        while self.jobs.open() > most {
            // After a panic there is no result, and the scope goes on with it.
            self.jobs.wait().unwrap_or(Ok(()))?;
        }
        Ok(())
    }
}

fn add_all(makers: &Makers, articles: Vec<Article>) -> tantivy::Result<()> {
    articles
        .into_iter()
        .try_for_each(|article| makers.add(article))
}

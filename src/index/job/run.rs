//! From an archive's folders to a published generation.

use super::reading::threads::{Queue, Reading, read_all};
use super::report::Clock;
use super::settle::{Settled, is_as_before, settle};
use super::survey::Outset;
use crate::article::{Folder, Folders};
use crate::discover::now;
use crate::index::alerts::journal as alerts;
use crate::index::catalog::update::Renewal;
use crate::index::job::reading::worker::Fate;
use crate::index::{
    BuildFrom, BuildReport, Changes, Draft, FileEntry, Generation, Guards, IndexError, IndexStore,
    Look, Refusal, Settings, Space, Stage, WriterLock, fault,
};
use crate::index::{News, Observer};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

/// How a build is to be done.
#[derive(Debug, Clone)]
pub struct BuildSettings {
    /// How the folder is walked and read; recorded in the generation.
    pub settings: Settings,
    /// Working memory in bytes, kept about.
    pub memory: u64,
    /// Threads that read and index.
    pub threads: usize,
    /// Whether everything is read although an index is there.
    pub full: bool,
    /// How many generations stay on disk, the new one included.
    pub keep: usize,
}

/// What a build tells of itself while it runs. Called from several threads.
pub trait Progress: Sync {
    /// So many files have to be read; `None` where they are still being listed.
    fn begin(&self, files: Option<u64>);
    /// One of them was read.
    fn read(&self);
    /// All are read; segments are put together and published.
    fn finishing(&self);
    /// The disk is likely to be too small for what is to be done.
    fn short_of_space(&self, _: Space) {}
}

/// Brings the index of one folder up to date, or makes it, with a cheap look and no guards.
///
/// # Errors
/// As [`Job::run`].
pub fn build(
    folder: &Path,
    store: &IndexStore,
    settings: &BuildSettings,
    progress: &dyn Progress,
) -> Result<BuildReport, IndexError> {
    let folders = Folders::one(folder.to_owned());
    Job {
        folders: &folders,
        store,
        settings,
        look: Look::Cheap,
        guards: Guards::none(),
        observer: None,
        progress,
    }
    .run()
}

/// One run over one archive.
pub struct Job<'a> {
    /// Where its files lie.
    pub folders: &'a Folders,
    /// Where its index lies.
    pub store: &'a IndexStore,
    /// How it is built.
    pub settings: &'a BuildSettings,
    /// How closely files are looked at.
    pub look: Look,
    /// What must not happen.
    pub guards: Guards,
    /// Who looks at what it brings.
    pub observer: Option<&'a dyn Observer>,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

impl Job<'_> {
    /// Brings the archive's index up to date, or makes it.
    ///
    /// # Errors
    /// If a folder cannot be walked, another process writes, or the index cannot be written. The
    /// generation that was in force then still is. A run that a guard refuses is no error: its report says so.
    pub fn run(&self) -> Result<BuildReport, IndexError> {
        let mut clock = Clock::start();
        self.check_folders()?;
        let lock = self.store.lock()?;
        fault::point("lock");
        self.store.clear_litter()?;
        self.store.settle_alerts(&lock)?;
        let started = now();
        let mut outset = self.outset()?;
        clock.end(Stage::Walk);
        fault::point("walk");
        let mut report = self.begin_report(&mut outset);
        if outset.refusal.is_some() {
            let nothing = settle(Vec::new(), &outset.changes, report.after, started);
            report.stand(nothing, &outset.changes, clock.stages);
            report.refused = outset.refusal;
            return Ok(report);
        }
        self.check_folders_still(&outset.folders)?;
        report.space = self.space(&outset);
        if let Some(space) = report.space.filter(Space::is_short) {
            self.progress.short_of_space(space);
        }
        self.go_on(&lock, outset, started, &mut report, clock)?;
        if report.refused.is_none() && !report.published() {
            let _ = self.store.prune(self.settings.keep);
        }
        Ok(report)
    }

    /// The rest of a run, if there is anything to do.
    fn go_on(
        &self,
        lock: &WriterLock,
        outset: Outset,
        started: i64,
        report: &mut BuildReport,
        mut clock: Clock,
    ) -> Result<(), IndexError> {
        let Outset {
            base,
            mut changes,
            folders,
            ..
        } = outset;
        let has_same_folders = base
            .as_ref()
            .is_none_or(|generation| generation.folders() == *self.folders);
        let has_same_settings = report.settings_before.is_none() && has_same_folders;
        let is_done = changes.is_empty() && has_same_settings;
        if let Some(generation) = base.as_ref().filter(|_| is_done) {
            let nothing = settle(Vec::new(), &changes, generation.number(), started);
            report.stand(nothing, &changes, clock.stages);
            return Ok(());
        }

        let draft = self.draft(lock, base.as_ref())?;
        fault::point("draft");
        let mut read = self.read(&draft, base.is_some(), &mut changes)?;
        fault::point("read");
        self.check_folders_still(&folders)?;
        if base.is_none() {
            changes.removed = self.recall(&mut read.fates, &changes);
        }
        clock.end(Stage::Read);
        self.progress.finishing();
        report.bytes_read = read.bytes;
        report.articles_written = read.articles;
        let is_as_it_was = base.is_some()
            && changes.removed.is_empty()
            && has_same_settings
            && read
                .fates
                .iter()
                .all(|(fate, known)| is_as_before(fate, known.as_deref()));
        let segments = read.segments;
        let settled = settle(read.fates, &changes, draft.number(), started);
        if is_as_it_was {
            // Only what looked changed and is not, and what could not be read the last time either.
            report.stand(settled, &changes, clock.stages);
            return Ok(());
        }
        if let Some(refusal) = self.refusal(report, &settled) {
            report.stand(settled, &changes, clock.stages);
            report.refused = Some(refusal);
            return Ok(());
        }
        let made = Made {
            draft,
            segments,
            settled,
            changes,
        };
        self.publish(lock, base.as_ref(), made, report, clock)
    }

    fn begin_report(&self, outset: &mut Outset) -> BuildReport {
        let before = self.store.current_number().unwrap_or(None);
        let articles = self.store.articles_in_force();
        let mut report = BuildReport::begin(self.folders.clone(), self.store.path().to_owned());
        report.before = before;
        report.after = before.unwrap_or(0);
        report.articles_before = articles;
        report.articles = articles;
        report.rebuilt_because = outset.rebuilt_because.take();
        report.settings_before = outset
            .base
            .as_ref()
            .map(|generation| generation.manifest.settings.clone())
            .filter(|before| *before != self.settings.settings);
        report
    }

    fn draft(&self, lock: &WriterLock, base: Option<&Generation>) -> Result<Draft, IndexError> {
        let from = base.map_or(BuildFrom::Nothing, BuildFrom::Generation);
        self.store
            .draft(lock, from, self.settings.settings.language)
    }

    /// Reads what there is to read: the changed files, or all of them while they are listed.
    fn read(
        &self,
        draft: &Draft,
        is_refresh: bool,
        changes: &mut Changes,
    ) -> Result<Reading, IndexError> {
        let options = self.walk_options()?;
        let unlisted = Mutex::new(Vec::new());
        let queue = if is_refresh {
            Queue::of(std::mem::take(&mut changes.to_read))
        } else {
            Queue::of_walk(self.folders, &options, &unlisted)
        };
        self.progress.begin(queue.length());
        let read = read_all(
            self.folders,
            self.store,
            draft,
            self.settings,
            queue,
            self.progress,
        )?;
        changes
            .problems
            .extend(unlisted.into_inner().unwrap_or_default());
        Ok(read)
    }

    /// Makes a generation of what was read and puts it in force. Only then are old ones pruned.
    fn publish(
        &self,
        lock: &WriterLock,
        base: Option<&Generation>,
        made: Made,
        report: &mut BuildReport,
        mut clock: Clock,
    ) -> Result<(), IndexError> {
        let Made {
            mut draft,
            segments,
            mut settled,
            changes,
        } = made;
        draft.add_segments(segments);
        if base.is_some() {
            for path in std::mem::take(&mut settled.replaced) {
                draft.remove_file(path);
            }
            for gone in &changes.removed {
                draft.remove_file(gone.path.clone());
            }
        }
        // What a merge reads and what it writes are both mapped into memory.
        fault::point("add");
        draft.commit(self.settings.memory / 2)?;
        fault::point("commit");
        clock.end(Stage::Commit);
        self.observe(&draft, &settled)?;
        fault::point("watch");

        report.settle(&mut settled, &changes);
        let catalog = Renewal {
            base: base.map(Generation::catalog_reader).transpose()?,
            removed: &changes.removed,
            entries: settled.entries,
        };
        let settings = self.settings.settings.clone();
        let new = draft.publish(catalog, settings, self.folders)?;
        // It is in force, whatever fails from here on; what does, the next run completes.
        let settled = self.store.settle_alerts(lock);
        let unfinished = new.unsynced.or(settled.err());
        report.unfinished = unfinished.map(|error| error.with_causes());
        let _ = self.store.prune_behind(self.settings.keep, report.before);
        fault::point("prune");
        clock.end(Stage::Publish);
        report.after = new.manifest.generation;
        report.articles = new.manifest.statistics.articles;
        report.stages = clock.stages;
        Ok(())
    }

    /// What the generation in force knows of the files that a rebuild read, so that they and their problems are told by
    /// their right names; and the files that it knows and that are gone. Those that may be there although the rebuild did
    /// not meet them failed to be read.
    fn recall(
        &self,
        fates: &mut Vec<(Fate, Option<Box<FileEntry>>)>,
        changes: &Changes,
    ) -> Vec<FileEntry> {
        let known = self.store.catalog_in_force().unwrap_or_default();
        if known.entries().is_empty() {
            return Vec::new();
        }
        let known = known.into_entries();
        // By places, which spares a copy of each path.
        let paths = known.iter().map(|entry| entry.path.as_str());
        let places: HashMap<&str, usize> = paths.zip(0..).collect();
        let met: Vec<_> = fates
            .iter()
            .map(|(fate, _)| places.get(fate.entry().path.as_str()).copied())
            .collect();
        drop(places);
        let mut known: Vec<_> = known.into_iter().map(Some).collect();
        for ((_, previous), at) in fates.iter_mut().zip(met) {
            *previous = at.and_then(|at| known[at].take()).map(Box::new);
        }
        let (hidden, mut gone): (Vec<_>, Vec<_>) = known
            .into_iter()
            .flatten()
            .partition(|entry| changes.may_hide(&entry.path));
        let hidden = hidden.into_iter();
        fates.extend(hidden.map(|entry| (Fate::hidden(&entry), Some(Box::new(entry)))));
        gone.sort_by(|a, b| a.path.by_folder(&b.path));
        gone
    }

    /// Has what the draft brings looked at; what is found comes into force with it.
    fn observe(&self, draft: &Draft, settled: &Settled) -> Result<(), IndexError> {
        let Some(observer) = self.observer.filter(|_| !settled.news.is_empty()) else {
            return Ok(());
        };
        let news = settled.news.iter().map(|at| &settled.entries[*at].path);
        let files: Vec<_> = news.cloned().collect();
        let before = self.store.current().ok();
        let found = draft
            .searcher()
            .and_then(|searcher| {
                observer.observe(&News {
                    searcher: &searcher,
                    schema: draft.schema(),
                    before: before.as_ref(),
                    files: &files,
                    generation: draft.number(),
                })
            })
            .map_err(IndexError::engine(self.store.path()))?;
        let found = self.store.without_known(found)?;
        if found.is_empty() {
            return Ok(());
        }
        alerts::write_outbox(draft.path(), &found)
    }

    fn refusal(&self, report: &BuildReport, settled: &Settled) -> Option<Refusal> {
        let before = report.articles_before;
        let mut lost = settled.lost;
        if report.rebuilt_because.is_some() {
            let has_files = |folder: &Folder| {
                let mut read = settled.entries.iter();
                read.any(|entry| folder.has(&entry.path))
            };
            let refusal = self.refusal_of_empty_rebuild(has_files);
            if refusal.is_some() {
                return refusal;
            }
            // Where the catalog cannot be read, nobody knows of which files.
            lost = lost.max(before.saturating_sub(settled.tally.articles.there()));
        }
        self.guards.refusal(before, &settled.tally, lost)
    }
}

/// A draft and all that is to be published with it.
struct Made {
    draft: Draft,
    segments: Vec<tantivy::SegmentMeta>,
    settled: Settled,
    changes: Changes,
}

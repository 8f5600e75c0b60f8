//! What a job read into a draft, and what is still to be published of it.
//!
//! It is the second of the three values of a job. It combines what the threads read with what the
//! catalog knew. Readers of the index see nothing of it.

use super::changes::Changes;
use super::folders;
use super::guards::checks;
use super::guards::limits::Refusal;
use super::reading::outcome::FileOutcome;
use super::reading::threads::{Queue, Reading, Unlisted, read_all};
use super::report::build_report::{Before, Ending, JobOutcome, Volume};
use super::report::stage::{Clock, Stage};
use super::request::{Job, JobOptions};
use super::settle::{FileResults, is_as_before, settle};
use super::survey::Survey;
use crate::article::{ArchivePath, Folder};
use crate::index::catalog::entry::FileEntry;
use crate::index::elsewhere::RefusedArticle;
use crate::index::error::IndexError;
use crate::index::fault;
use crate::index::records::file::RecordsOf;
use crate::index::store::draft::{BuildFrom, Draft};
use crate::index::store::generation::Generation;
use crate::index::store::index_store::WriterLock;
use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use tantivy::SegmentMeta;

/// What a job read.
pub(super) struct Read {
    /// What became of every file, the unread ones included.
    pub(super) files: FileResults,
    /// How much was read.
    pub(super) volume: Volume,
    /// Whether the catalog has all of this already: files only looked changed, or still cannot be
    /// read.
    pub(super) is_unchanged: bool,
    /// The number of articles that files had and no longer have.
    pub(super) lost: u64,
    /// What is to be published.
    pub(super) unpublished: Unpublished,
}

/// A draft and all that is to be published with it. Dropping it leaves the index as it was.
pub(super) struct Unpublished {
    /// The draft.
    pub(super) draft: Draft,
    /// Segments with the articles that were read.
    pub(super) segments: Vec<SegmentMeta>,
    /// Entries for the catalog.
    pub(super) entries: Vec<FileEntry>,
    /// The files in `entries` with new articles, by their places there; the numbers of the new
    /// articles are higher than the one that is with the file.
    pub(super) news: Vec<(usize, u32)>,
    /// Files whose old articles are replaced by new ones.
    pub(super) replaced: Vec<ArchivePath>,
    /// The articles that files no longer have, whose other articles stay.
    pub(super) gone: Vec<(ArchivePath, Vec<u32>)>,
    /// Files whose articles were compared with those that they had.
    pub(super) compared: Vec<ArchivePath>,
    /// Files that are no longer there.
    pub(super) removed: Vec<FileEntry>,
}

impl Unpublished {
    /// The files whose lists of articles are not taken over.
    pub(super) fn without_lists(&self) -> Vec<ArchivePath> {
        let removed = self.removed.iter().map(|gone| &gone.path);
        let read = self.replaced.iter().chain(&self.compared);
        read.chain(removed).cloned().collect()
    }
}

impl Read {
    /// Reads what the survey found into a draft. Takes the changes out of the survey.
    pub(super) fn of(
        job: &Job,
        lock: &WriterLock,
        options: &JobOptions,
        survey: &mut Survey,
        clock: &mut Clock,
    ) -> Result<Self, IndexError> {
        let mut changes = std::mem::take(&mut survey.changes);
        let base = survey.base.as_ref();
        let from = base.map_or(BuildFrom::Nothing, BuildFrom::Generation);
        let languages = &job.settings.settings.languages;
        let mut draft = job.store.draft(lock, from, languages)?;
        draft.set_time_zone(job.settings.settings.timezone.clone());
        fault::point("draft");
        let mut read = read_files(job, options, &draft, base, &mut changes)?;
        refuse(&mut read.files, draft.refused()?);
        fault::point("read");
        folders::check_same(job, &survey.folders)?;
        if base.is_none() {
            changes.removed = recall(job, &mut read.files, &changes);
        }
        clock.end(Stage::Read);
        job.progress.finishing();
        let is_unchanged = base.is_some()
            && changes.removed.is_empty()
            && survey.has_same_settings
            && read
                .files
                .iter()
                .all(|(outcome, known)| is_as_before(outcome, known.as_deref()));
        let settled = settle(read.files, &changes, draft.number(), survey.started);
        Ok(Self {
            files: settled.files,
            volume: Volume {
                bytes: read.bytes,
                articles: read.articles,
            },
            is_unchanged,
            lost: settled.lost,
            unpublished: Unpublished {
                draft,
                segments: read.segments,
                entries: settled.entries,
                news: settled.news,
                replaced: settled.replaced,
                gone: settled.gone,
                compared: settled.compared,
                removed: changes.removed,
            },
        })
    }

    /// Why this must not be published; `None` if it may be.
    pub(super) fn refusal(&self, job: &Job, before: &Before) -> Option<Refusal> {
        let mut lost = self.lost;
        if before.rebuilt_because.is_some() {
            let has_files = |folder: &Folder| {
                let mut read = self.unpublished.entries.iter();
                read.any(|entry| folder.has(&entry.path))
            };
            let refusal = checks::empty_rebuild(job, has_files);
            if refusal.is_some() {
                return refusal;
            }
            // If the catalog cannot be read, it is not known which files lost articles.
            lost = lost.max(
                before
                    .articles
                    .saturating_sub(self.files.tally.articles.without_removed()),
            );
        }
        job.guards.refusal(before.articles, &self.files.tally, lost)
    }

    /// Finishes a job that publishes nothing, and drops the draft.
    pub(super) fn finish(self, outcome: JobOutcome) -> Ending {
        Ending {
            files: self.files,
            volume: self.volume,
            outcome,
        }
    }
}

/// Makes the articles that were refused problems of their files.
fn refuse(files: &mut [(FileOutcome, Option<Box<FileEntry>>)], refused: Vec<RefusedArticle>) {
    if refused.is_empty() {
        return;
    }
    let mut of_files: HashMap<ArchivePath, Vec<RefusedArticle>> = HashMap::new();
    for article in refused {
        let own = of_files.entry(article.path.clone()).or_default();
        own.push(article);
    }
    for (outcome, _) in files {
        for article in of_files.remove(&outcome.entry().path).into_iter().flatten() {
            outcome.refuse(&article);
        }
    }
}

/// Reads the changed files, or all files while they are listed.
fn read_files(
    job: &Job,
    options: &JobOptions,
    draft: &Draft,
    base: Option<&Generation>,
    changes: &mut Changes,
) -> Result<Reading, IndexError> {
    let unlisted = Mutex::new(Unlisted::default());
    let mut before = RecordsOf::default();
    let queue = if let Some(base) = base {
        let wanted: HashSet<_> = changes.to_read.iter().map(|change| &change.path).collect();
        before = base.records_of(|path| wanted.contains(path))?;
        Queue::of(std::mem::take(&mut changes.to_read))
    } else {
        Queue::of_walk(job.folders, &options.walk, &unlisted)
    };
    job.progress.begin(queue.length());
    let read = read_all(job, options, draft, &before, queue)?;
    let unlisted = unlisted.into_inner().unwrap_or_default();
    changes.problems.extend(unlisted.problems);
    changes.parts_of_pages += unlisted.parts_of_pages;
    Ok(read)
}

/// After a rebuild: looks up in the known catalog what is known about the files that were read,
/// so that they and their problems are reported as known ones. Returns the files of the catalog
/// that are no longer there. Files that may still exist although the walk did not find them count
/// as unreadable.
fn recall(
    job: &Job,
    files: &mut Vec<(FileOutcome, Option<Box<FileEntry>>)>,
    changes: &Changes,
) -> Vec<FileEntry> {
    let known = job.store.known_catalog().unwrap_or_default();
    if known.entries().is_empty() {
        return Vec::new();
    }
    let known = known.into_entries();
    // Places in the catalog spare a copy of each path.
    let paths = known.iter().map(|entry| entry.path.as_str());
    let places: HashMap<&str, usize> = paths.zip(0..).collect();
    let found: Vec<_> = files
        .iter()
        .map(|(outcome, _)| places.get(outcome.entry().path.as_str()).copied())
        .collect();
    drop(places);
    let mut known: Vec<_> = known.into_iter().map(Some).collect();
    for ((_, previous), at) in files.iter_mut().zip(found) {
        *previous = at.and_then(|at| known[at].take()).map(Box::new);
    }
    let (hidden, mut gone): (Vec<_>, Vec<_>) = known
        .into_iter()
        .flatten()
        .partition(|entry| changes.may_hide(&entry.path));
    let hidden = hidden.into_iter();
    files.extend(hidden.map(|entry| (FileOutcome::hidden(&entry), Some(Box::new(entry)))));
    gone.sort_by(|a, b| a.path.by_folder(&b.path));
    gone
}

//! Reads files on several threads.
//!
//! The threads take files from one queue, and help with large files of others when it is empty. How
//! much memory each may use is decided here; what happens to one file is in `worker`.

use super::companions::Surroundings;
use super::makers::Makers;
use super::opener::Opener;
use super::outcome::FileOutcome;
use super::worker::{AT_ONCE, Worker};
use crate::article::{ArchivePath, Folders, Problem};
use crate::discover::{Found, WalkOptions, walk};
use crate::index::catalog::entry::FileEntry;
use crate::index::error::IndexError;
use crate::index::job::changes::Change;
use crate::index::job::request::{BuildSettings, Job, JobOptions, Progress};
use crate::index::records::content::ContentHasher;
use crate::index::records::file::RecordsOf;
use crate::index::segments::segment_maker::ENGINE_MINIMUM;
use crate::index::store::draft::Draft;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use tantivy::SegmentMeta;

/// The share of the working memory that the engine's arenas get. The rest is for what the engine
/// needs in addition while a segment is written, for files in memory, and for the catalog. Measured
/// in docs/performance.md.
const ARENA_SHARE: f64 = 0.5;

/// The files to read, in the order of reading.
pub(in crate::index::job) struct Queue<'a> {
    changes: Box<dyn Iterator<Item = Change> + Send + 'a>,
    length: Option<usize>,
    /// How many threads could work at once, if it is known: a large file is work for several.
    parts: Option<usize>,
}

/// What a walk finds that is no file to read.
#[derive(Default)]
pub(in crate::index::job) struct Unlisted {
    /// What cannot be listed.
    pub(in crate::index::job) problems: Vec<(ArchivePath, Problem)>,
    /// The number of parts of saved pages.
    pub(in crate::index::job) parts_of_pages: u64,
}

impl<'a> Queue<'a> {
    /// These files.
    pub(in crate::index::job) fn of(changes: Vec<Change>) -> Self {
        let parts = changes.iter().map(|change| {
            let size = change.stat.map_or(0, |stat| stat.size);
            usize::try_from(size / AT_ONCE).unwrap_or(usize::MAX).max(1)
        });
        Self {
            parts: Some(parts.fold(0, usize::saturating_add)),
            length: Some(changes.len()),
            changes: Box::new(changes.into_iter()),
        }
    }

    /// Every file that a walk finds. Files are listed while others are read, because a first index
    /// has nothing to compare them with. What is no file to read is added to `unlisted`.
    pub(in crate::index::job) fn of_walk(
        folders: &'a Folders,
        options: &'a WalkOptions,
        unlisted: &'a Mutex<Unlisted>,
    ) -> Self {
        let files = walk(folders, options).filter_map(move |found| match found {
            Found::File(path) => Some(Change {
                path,
                stat: None,
                previous: None,
                is_forced: false,
            }),
            Found::Problem(path, problem) => {
                if let Ok(mut unlisted) = unlisted.lock() {
                    unlisted.problems.push((path, problem));
                }
                None
            }
            Found::Part => {
                if let Ok(mut unlisted) = unlisted.lock() {
                    unlisted.parts_of_pages += 1;
                }
                None
            }
        });
        Self {
            changes: Box::new(files),
            length: None,
            parts: None,
        }
    }

    /// The number of files, if it is known.
    pub(in crate::index::job) fn length(&self) -> Option<u64> {
        self.length.map(|length| length as u64)
    }
}

/// The number of threads, and the bytes of working memory for each: fewer threads than asked for if
/// the memory is not enough for all, or there is not enough to do.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a rough share of a few gigabytes"
)]
fn shares(settings: &BuildSettings, parts: Option<usize>) -> (usize, usize) {
    let memory = (settings.memory as f64 * ARENA_SHARE) as usize;
    let threads = settings
        .threads
        .min(memory / ENGINE_MINIMUM)
        .min(parts.unwrap_or(usize::MAX))
        .max(1);
    (threads, memory / threads)
}

/// What all workers read together.
#[derive(Default)]
pub(in crate::index::job) struct Reading {
    /// Each file, and what the catalog knew about it.
    pub(in crate::index::job) files: Vec<(FileOutcome, Option<Box<FileEntry>>)>,
    pub(in crate::index::job) segments: Vec<SegmentMeta>,
    pub(in crate::index::job) bytes: u64,
    pub(in crate::index::job) articles: u64,
}

/// Reads the files of the queue on several threads.
pub(in crate::index::job) fn read_all(
    job: &Job,
    options: &JobOptions,
    draft: &Draft,
    before: &RecordsOf,
    queue: Queue,
) -> Result<Reading, IndexError> {
    let progress = job.progress;
    let (threads, memory) = shares(job.settings, queue.parts);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let pool = pool
        .build()
        .map_err(|_| IndexError::Worker("starting threads"))?;
    let makers = Makers::new(threads, || draft.segment_maker(memory));
    let queue = Mutex::new(queue.changes);
    let failed = AtomicBool::new(false);
    let results = pool.broadcast(|_| {
        let around = Surroundings::new(job.folders, &options.walk);
        let worker = Worker {
            folders: job.folders,
            index: job.store.path(),
            options: &options.read,
            around: &around,
            makers: &makers,
            lists: before,
            draft,
            append_only: job.settings.append_only,
            hasher: ContentHasher::default(),
            opener: Opener::new(job.folders, job.settings.settings.follow),
            buffer: Vec::new(),
            bytes_read: 0,
            articles: 0,
            progress,
        };
        // If this worker ends with an error or a panic, the others stop.
        let stop = StopOthers(&failed);
        let result = run_worker(worker, &queue, &failed, progress);
        if result.is_ok() {
            std::mem::forget(stop);
        }
        result
    });
    let mut all = Reading::default();
    for result in results {
        let mut reading = result?;
        all.files.append(&mut reading.files);
        all.bytes += reading.bytes;
        all.articles += reading.articles;
    }
    let languages = makers.languages(draft.languages_before());
    for segments in pool.broadcast(|_| makers.finish(&languages)) {
        let mut segments = segments.map_err(IndexError::engine(job.store.path()))?;
        all.segments.append(&mut segments);
    }
    Ok(all)
}

/// Tells the other workers to stop when it is dropped.
struct StopOthers<'a>(&'a AtomicBool);

impl Drop for StopOthers<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn run_worker(
    mut worker: Worker,
    queue: &Mutex<Box<dyn Iterator<Item = Change> + Send + '_>>,
    failed: &AtomicBool,
    progress: &dyn Progress,
) -> Result<Reading, IndexError> {
    let mut files = Vec::new();
    while !failed.load(Ordering::Relaxed) {
        let next = queue
            .lock()
            .map_err(|_| IndexError::Worker("listing files"))?
            .next();
        let Some(change) = next else {
            progress.all_are_open();
            break;
        };
        let previous = change.previous.clone();
        files.push((worker.read(change)?, previous));
        progress.read();
    }
    Ok(Reading {
        files,
        segments: Vec::new(),
        bytes: worker.bytes_read,
        articles: worker.articles,
    })
}

//! Reading files on several threads at once.

use super::opener::Opener;
use crate::article::{ArchivePath, Folders, Problem};
use crate::discover::{Found, WalkOptions, walk};
use crate::formats::ReadOptions;
use crate::index::job::reading::worker::{Fate, Worker};
use crate::index::segments::segment_maker::SegmentMaker;
use crate::index::store::draft::ENGINE_MINIMUM;
use crate::index::{BuildSettings, Change, Draft, FileEntry, IndexError, IndexStore, Progress};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use tantivy::SegmentMeta;

/// Of the working memory, what the engine's arenas get; the rest is for what they need beside
/// them while a segment is written, for files in memory and for the catalog. Measured: see
/// docs/performance.md.
const ARENA_SHARE: f64 = 0.5;

/// The files to read, in the order of reading.
pub(in crate::index) struct Queue<'a> {
    changes: Box<dyn Iterator<Item = Change> + Send + 'a>,
    length: Option<usize>,
}

impl<'a> Queue<'a> {
    /// These files.
    pub(in crate::index) fn of(changes: Vec<Change>) -> Self {
        Self {
            length: Some(changes.len()),
            changes: Box::new(changes.into_iter()),
        }
    }

    /// Every file that a walk meets, listed while others are read: where nothing is known yet,
    /// nothing has to be compared first. What cannot be listed goes to `unlisted`.
    pub(in crate::index) fn of_walk(
        folders: &'a Folders,
        options: &'a WalkOptions,
        unlisted: &'a Mutex<Vec<(ArchivePath, Problem)>>,
    ) -> Self {
        let files = walk(folders, options).filter_map(move |found| match found {
            Found::File(path) => Some(Change {
                path,
                stat: None,
                previous: None,
            }),
            Found::Problem(path, problem) => {
                if let Ok(mut unlisted) = unlisted.lock() {
                    unlisted.push((path, problem));
                }
                None
            }
        });
        Self {
            changes: Box::new(files),
            length: None,
        }
    }

    /// How many files, if that is known.
    pub(in crate::index) fn length(&self) -> Option<u64> {
        self.length.map(|length| length as u64)
    }
}

/// How many threads read so many files, and the bytes that each may use: fewer threads than asked
/// for rather than more memory.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a rough share of some gigabytes"
)]
fn shares(settings: &BuildSettings, files: Option<usize>) -> (usize, usize) {
    let memory = (settings.memory as f64 * ARENA_SHARE) as usize;
    let threads = settings
        .threads
        .min(memory / ENGINE_MINIMUM)
        .min(files.unwrap_or(usize::MAX))
        .max(1);
    (threads, memory / threads)
}

/// What all workers together read.
#[derive(Default)]
pub(in crate::index) struct Reading {
    /// Each file's fate, and what the catalog knew of it.
    pub(in crate::index) fates: Vec<(Fate, Option<Box<FileEntry>>)>,
    pub(in crate::index) segments: Vec<SegmentMeta>,
    pub(in crate::index) bytes: u64,
    pub(in crate::index) articles: u64,
}

fn read_options(index: &Path, settings: &BuildSettings) -> Result<ReadOptions, IndexError> {
    settings
        .settings
        .read_options(jiff::Timestamp::now())
        .map_err(|error| IndexError::Folder {
            path: index.to_owned(),
            source: std::io::Error::new(std::io::ErrorKind::InvalidInput, error),
        })
}

/// Reads these files on several threads, each into segments of its own.
pub(in crate::index) fn read_all(
    folders: &Folders,
    store: &IndexStore,
    draft: &Draft,
    settings: &BuildSettings,
    queue: Queue,
    progress: &dyn Progress,
) -> Result<Reading, IndexError> {
    let options = read_options(store.path(), settings)?;
    let (threads, memory) = shares(settings, queue.length);
    let queue = Mutex::new(queue.changes);
    let failed = AtomicBool::new(false);
    let results: Vec<Result<Reading, IndexError>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let worker = Worker {
                    folders,
                    index: store.path(),
                    options: &options,
                    maker: draft.segment_maker(memory),
                    opener: Opener::new(folders),
                    buffer: Vec::new(),
                    bytes_read: 0,
                    articles: 0,
                };
                let (queue, failed) = (&queue, &failed);
                scope.spawn(move || {
                    // Until this one has ended well, however it ends, the others give up.
                    let stop = StopOthers(failed);
                    let result = run_worker(worker, queue, failed, progress);
                    if result.is_ok() {
                        std::mem::forget(stop);
                    }
                    result
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    let mut results = results.into_iter();
    let mut all = results.next().unwrap_or_else(|| Ok(Reading::default()))?;
    for result in results {
        let mut reading = result?;
        all.fates.append(&mut reading.fates);
        all.segments.append(&mut reading.segments);
        all.bytes += reading.bytes;
        all.articles += reading.articles;
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
    let mut fates = Vec::new();
    while !failed.load(Ordering::Relaxed) {
        let next = queue
            .lock()
            .map_err(|_| IndexError::Worker("the list of files".to_owned()))?
            .next();
        let Some(change) = next else { break };
        let previous = change.previous.clone();
        fates.push((worker.read(change)?, previous));
        progress.read();
    }
    let (bytes, articles, index) = (worker.bytes_read, worker.articles, worker.index);
    let maker: SegmentMaker = worker.maker;
    Ok(Reading {
        fates,
        segments: maker.finish().map_err(IndexError::engine(index))?,
        bytes,
        articles,
    })
}

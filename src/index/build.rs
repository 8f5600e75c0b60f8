//! From a folder to a published generation.

use super::reading::{Queue, Reading, read_all};
use super::worker::Fate;
use super::{
    BuildFrom, BuildReport, Catalog, Changes, Draft, FileCounts, FileEntry, FileProblem,
    Generation, IndexError, IndexStore, Settings, Stage,
};
use crate::article::{GlobError, PathGlobs, Severity};
use crate::discover::{WalkOptions, is_index, walk};
use crate::formats::READING;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

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
}

/// Brings the index of `folder` up to date, or makes it.
///
/// # Errors
/// If the folder cannot be walked, another process writes, or the index cannot be written. The
/// generation that was in force then still is.
pub fn build(
    folder: &Path,
    store: &IndexStore,
    settings: &BuildSettings,
    progress: &dyn Progress,
) -> Result<BuildReport, IndexError> {
    let mut clock = Clock::start();
    check_folder(folder)?;
    if is_index(folder) || store.path() == folder {
        return Err(IndexError::IsAnIndex(folder.to_owned()));
    }
    let lock = store.lock()?;
    store.clear_litter()?;
    let before = store.current_number().unwrap_or(None);
    let (base, rebuilt_because) = base_of(folder, store, settings)?;
    let options = walk_options(folder, store, &settings.settings)?;
    let unlisted = Mutex::new(Vec::new());
    let (mut changes, queue) = match &base {
        Some(generation) => {
            let mut changes = Changes::between(walk(folder, &options), generation.catalog()?);
            let queue = Queue::of(std::mem::take(&mut changes.to_read));
            (changes, queue)
        }
        None => (
            Changes::default(),
            Queue::of_walk(folder, &options, &unlisted),
        ),
    };
    clock.end(Stage::Walk);

    let settings_before = base
        .as_ref()
        .map(|generation| generation.manifest.settings.clone())
        .filter(|before| *before != settings.settings);
    let mut report = BuildReport {
        folder: folder.to_owned(),
        index: store.path().to_owned(),
        before,
        after: before.unwrap_or(0),
        rebuilt_because,
        settings_before,
        ..BuildReport::default()
    };
    report.files.count_standing(&changes);
    let is_settled = changes.is_empty() && report.settings_before.is_none();
    if let Some(generation) = base.as_ref().filter(|_| is_settled && queue.is_empty()) {
        report.stand(generation, Vec::new(), changes, clock);
        return Ok(report);
    }

    let from = base
        .as_ref()
        .map_or(BuildFrom::Nothing, BuildFrom::Generation);
    let draft = store.draft(lock, from)?;
    progress.begin(queue.length());
    let read = read_all(folder, store, &draft, settings, queue, progress)?;
    clock.end(Stage::Read);

    progress.finishing();
    changes
        .problems
        .extend(unlisted.into_inner().unwrap_or_default());
    report.bytes_read = read.bytes;
    report.articles_written = read.articles;
    let as_before = |(fate, _): &(Fate, bool)| {
        matches!(
            fate,
            Fate::Kept {
                as_before: true,
                ..
            }
        )
    };
    if let Some(generation) = base.as_ref().filter(|_| is_settled)
        && read.fates.iter().all(as_before)
    {
        // Files that could not be read the last time either: nothing to publish.
        report.stand(generation, read.fates, changes, clock);
        return Ok(report);
    }
    publish(draft, read, changes, settings, &mut report, clock)?;
    Ok(report)
}

/// Makes a generation of what was read and puts it in force.
fn publish(
    mut draft: Draft,
    read: Reading,
    mut changes: Changes,
    settings: &BuildSettings,
    report: &mut BuildReport,
    mut clock: Clock,
) -> Result<(), IndexError> {
    draft.add_segments(read.segments);
    let mut entries: Vec<FileEntry> = Vec::new();
    for (fate, known) in read.fates {
        let read_again = known && matches!(fate, Fate::Read(_));
        let entry = settle(fate, known, &mut report.files);
        if read_again {
            draft.remove_file(entry.path.clone());
        }
        entries.push(entry);
    }
    for gone in &changes.removed {
        draft.remove_file(gone.path.clone());
    }
    // What a merge reads and what it writes are both mapped into memory.
    draft.commit(settings.memory / 2)?;
    clock.end(Stage::Commit);

    entries.append(&mut changes.unchanged);
    entries.append(&mut changes.unseen);
    list_problems(report, entries.iter(), &changes);
    let catalog = Catalog::new(entries);
    let folder = report.folder.clone();
    let elsewhere = (report.index.parent() != Some(&folder)).then_some(folder);
    let generation = draft.publish(
        &catalog,
        settings.settings.clone(),
        elsewhere,
        settings.keep,
    )?;
    clock.end(Stage::Publish);
    report.after = generation.number();
    report.articles = generation.manifest.statistics.articles;
    report.stages = clock.stages;
    Ok(())
}

/// What a refresh of an index would have to do, without doing it.
///
/// # Errors
/// If the folder cannot be read.
pub fn changes_of(
    folder: &Path,
    store: &IndexStore,
    settings: &Settings,
    catalog: Catalog,
) -> Result<Changes, IndexError> {
    check_folder(folder)?;
    let options = walk_options(folder, store, settings)?;
    Ok(Changes::between(walk(folder, &options), catalog))
}

fn check_folder(folder: &Path) -> Result<(), IndexError> {
    fs::read_dir(folder)
        .map(drop)
        .map_err(|source| IndexError::Folder {
            path: folder.to_owned(),
            source,
        })
}

/// The generation to start from, or why everything is read although there is one.
fn base_of(
    folder: &Path,
    store: &IndexStore,
    settings: &BuildSettings,
) -> Result<(Option<Generation>, Option<String>), IndexError> {
    if !store.exists() {
        return Ok((None, None));
    }
    let because = match store.current() {
        Ok(_) if settings.full => "--full".to_owned(),
        Ok(generation) if generation.is_of_another_folder(folder) => {
            return Err(generation.other_folder(folder));
        }
        Ok(generation)
            if settings
                .settings
                .reads_otherwise_than(&generation.manifest.settings) =>
        {
            "files are to be read by other options".to_owned()
        }
        Ok(generation) if generation.manifest.reading != READING => {
            "this program reads files otherwise than the one that made it".to_owned()
        }
        Ok(generation) => match generation.catalog() {
            Ok(_) => return Ok((Some(generation), None)),
            Err(IndexError::Corrupt { reason, .. }) => reason,
            Err(error) => return Err(error),
        },
        Err(IndexError::Missing(_)) => return Ok((None, None)),
        Err(
            error @ (IndexError::SchemaChanged { .. }
            | IndexError::AnalysisChanged { .. }
            | IndexError::Corrupt { .. }),
        ) => error.to_string(),
        Err(error) => return Err(error),
    };
    Ok((None, Some(because)))
}

fn walk_options(
    folder: &Path,
    store: &IndexStore,
    settings: &Settings,
) -> Result<WalkOptions, IndexError> {
    let glob = |error: GlobError| IndexError::Folder {
        path: folder.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::InvalidInput, error),
    };
    Ok(WalkOptions {
        include: PathGlobs::new(&settings.include).map_err(glob)?,
        exclude: PathGlobs::new(&settings.exclude).map_err(glob)?,
        follow: settings.follow,
        index: store.path().to_owned(),
    })
}

/// Counts a file's fate and gives its entry.
fn settle(fate: Fate, known: bool, files: &mut FileCounts) -> FileEntry {
    match fate {
        Fate::Touched(entry) => {
            files.touched += 1;
            entry
        }
        Fate::Kept { entry, .. } => {
            if entry.articles > 0 {
                files.kept += 1;
            } else {
                files.failed += 1;
            }
            entry
        }
        Fate::Read(entry) => {
            match (entry.articles, entry.severity(), known) {
                (0, Some(Severity::Skipped), _) => files.skipped += 1,
                (0, _, _) => files.failed += 1,
                (_, _, true) => files.changed += 1,
                (_, _, false) => files.added += 1,
            }
            entry
        }
    }
}

impl BuildReport {
    /// Completes the report of a run that published nothing: the generation in force stands.
    fn stand(
        &mut self,
        generation: &Generation,
        fates: Vec<(Fate, bool)>,
        changes: Changes,
        clock: Clock,
    ) {
        self.articles = generation.manifest.statistics.articles;
        let mut entries: Vec<FileEntry> = Vec::new();
        for (fate, known) in fates {
            entries.push(settle(fate, known, &mut self.files));
        }
        let standing = changes.unchanged.iter().chain(&changes.unseen);
        list_problems(self, entries.iter().chain(standing), &changes);
        self.stages = clock.stages;
    }
}

impl FileCounts {
    /// Counts the files that were not read.
    fn count_standing(&mut self, changes: &Changes) {
        for entry in &changes.unchanged {
            match (entry.articles, entry.severity()) {
                (0, Some(Severity::Skipped)) => self.skipped += 1,
                (0, Some(_)) => self.failed += 1,
                _ => self.unchanged += 1,
            }
        }
        self.kept += changes.unseen.len() as u64;
        self.removed += changes.removed.len() as u64;
    }
}

fn list_problems<'a>(
    report: &mut BuildReport,
    entries: impl Iterator<Item = &'a FileEntry>,
    changes: &Changes,
) {
    let walked = changes.problems.iter().map(|(path, problem)| FileProblem {
        path: path.clone(),
        problem: problem.clone(),
    });
    report.problems.extend(walked);
    for entry in entries {
        report.more_problems += u64::from(entry.more_problems);
        let own = entry.problems.iter().map(|problem| FileProblem {
            path: entry.path.clone(),
            problem: problem.clone(),
        });
        report.problems.extend(own);
    }
    report
        .problems
        .sort_by(|a, b| (&a.path, a.problem.ordinal).cmp(&(&b.path, b.problem.ordinal)));
}

/// Times the stages, by a clock that never runs backwards.
struct Clock {
    since: Instant,
    stages: Vec<(Stage, Duration)>,
}

impl Clock {
    fn start() -> Self {
        Self {
            since: Instant::now(),
            stages: Vec::new(),
        }
    }

    fn end(&mut self, stage: Stage) {
        self.stages.push((stage, self.since.elapsed()));
        self.since = Instant::now();
    }
}

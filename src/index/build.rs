//! From a folder to a published generation.

use super::reading::read_all;
use super::store::is_index;
use super::worker::Fate;
use super::{
    BuildFrom, BuildReport, Catalog, Changes, Draft, FileCounts, FileEntry, FileProblem,
    Generation, IndexError, IndexStore, Settings, Stage,
};
use crate::article::Severity;
use crate::discover::{GlobError, PathGlobs, WalkOptions, walk};
use std::fs;
use std::path::Path;
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
    /// So many files have to be read, of so many bytes.
    fn begin(&self, files: u64, bytes: u64);
    /// One of them was read, of so many bytes.
    fn read(&self, bytes: u64);
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
    let before = store.current_number().unwrap_or(None);
    let (base, rebuilt_because) = base_of(folder, store, settings)?;
    let catalog = match &base {
        Some(generation) => generation.catalog()?,
        None => Catalog::default(),
    };
    let mut changes = find_changes(folder, store, &settings.settings, catalog)?;
    clock.end(Stage::Walk);

    let mut report = BuildReport {
        folder: folder.to_owned(),
        index: store.path().to_owned(),
        before,
        after: before.unwrap_or(0),
        rebuilt_because,
        settings_before: base
            .as_ref()
            .map(|generation| generation.manifest.settings.clone())
            .filter(|before| *before != settings.settings),
        files: FileCounts::default(),
        articles: 0,
        articles_written: 0,
        bytes_read: 0,
        problems: Vec::new(),
        more_problems: 0,
        stages: Vec::new(),
    };
    if let Some(generation) = &base
        && changes.is_empty()
        && generation.manifest.settings == settings.settings
    {
        report.articles = generation.manifest.statistics.articles;
        report.files.count_standing(&changes);
        let entries = changes.unchanged.iter().chain(&changes.unseen);
        list_problems(&mut report, entries, &changes);
        report.stages = clock.stages;
        return Ok(report);
    }

    let from = base
        .as_ref()
        .map_or(BuildFrom::Nothing, BuildFrom::Generation);
    let mut draft = store.draft(lock, from)?;
    let to_read = std::mem::take(&mut changes.to_read);
    let bytes = to_read.iter().map(|change| change.file.stat.size).sum();
    progress.begin(to_read.len() as u64, bytes);
    let read = read_all(folder, store, &draft, settings, to_read, progress)?;
    clock.end(Stage::Read);

    progress.finishing();
    report.bytes_read = read.bytes;
    report.articles_written = read.articles;
    report.files.count_standing(&changes);
    draft.add_segments(read.segments);
    let mut entries: Vec<FileEntry> = Vec::new();
    for (fate, known) in read.fates {
        entries.push(settle(fate, known, &mut draft, &mut report.files));
    }
    for gone in &changes.removed {
        draft.remove_file(gone.path.clone());
    }
    draft.commit(settings.memory)?;
    clock.end(Stage::Commit);

    list_problems(
        &mut report,
        entries
            .iter()
            .chain(&changes.unchanged)
            .chain(&changes.unseen),
        &changes,
    );
    entries.append(&mut changes.unchanged);
    entries.append(&mut changes.unseen);
    let catalog = Catalog::new(entries);
    let elsewhere = (store.path().parent() != Some(folder)).then(|| folder.to_owned());
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
    Ok(report)
}

/// What a refresh of an index would have to do, without doing it.
///
/// # Errors
/// If the folder or the catalog cannot be read.
pub fn changes_of(
    folder: &Path,
    store: &IndexStore,
    generation: &Generation,
) -> Result<Changes, IndexError> {
    check_folder(folder)?;
    find_changes(
        folder,
        store,
        &generation.manifest.settings,
        generation.catalog()?,
    )
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
            "dates are to be read in another order".to_owned()
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

fn find_changes(
    folder: &Path,
    store: &IndexStore,
    settings: &Settings,
    catalog: Catalog,
) -> Result<Changes, IndexError> {
    let glob = |error: GlobError| IndexError::Folder {
        path: folder.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::InvalidInput, error),
    };
    let options = WalkOptions {
        include: PathGlobs::new(&settings.include).map_err(glob)?,
        exclude: PathGlobs::new(&settings.exclude).map_err(glob)?,
        follow: settings.follow,
        index: store.path().to_owned(),
    };
    Ok(Changes::between(walk(folder, &options), catalog))
}

/// Counts a file's fate and tells the draft what has to go.
fn settle(fate: Fate, known: bool, draft: &mut Draft, files: &mut FileCounts) -> FileEntry {
    match fate {
        Fate::Touched(entry) => {
            files.touched += 1;
            entry
        }
        Fate::Kept(entry) => {
            if entry.articles > 0 {
                files.kept += 1;
            } else {
                files.failed += 1;
            }
            entry
        }
        Fate::Read(entry) => {
            if known {
                draft.remove_file(entry.path.clone());
            }
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

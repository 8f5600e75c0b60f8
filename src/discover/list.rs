//! Lists every file of an archive with its size, times and inode, sorted. Several threads ask the
//! system for these.
//!
//! The list is by folder, so that it has the path of each folder once. A million files take the
//! memory of their names and their [`FileStat`]s.

use super::stat::FileStat;
use super::walk::{Batch, Batches, WalkItem, WalkOptions, problem_of};
use crate::article::{ArchivePath, Folders, Problem};
use crate::platform::StatFolder;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// The largest number of files in a batch.
const CHUNK: usize = 1024;

/// The number of batches that may wait for each thread.
const WAITING: usize = 4;

/// The files in an archive's folders.
#[derive(Debug, Default)]
pub struct Listing {
    /// The folders with files, sorted, each once.
    pub folders: Vec<ListedFolder>,
    /// What could not be listed.
    pub problems: Vec<(ArchivePath, Problem)>,
    /// The number of files that are parts of saved pages. They are not in the folders above.
    pub parts_of_pages: u64,
}

/// The files of one folder.
#[derive(Debug)]
pub struct ListedFolder {
    /// The path of the folder in the archive.
    pub path: ArchivePath,
    /// Its files, sorted by name.
    pub files: Vec<ListedFile>,
}

/// One file.
#[derive(Debug)]
pub struct ListedFile {
    /// Its name without the folder, as [`ArchivePath::part`] returns it.
    pub name: Box<str>,
    /// Its size, times and inode.
    pub stat: FileStat,
}

/// Lists the files of the folders. This many threads, at least 1, ask the system about them: a
/// refresh that finds nothing changed mostly waits for these answers.
#[must_use]
pub fn list(folders: &Folders, options: &WalkOptions, threads: usize) -> Listing {
    let threads = threads.max(1);
    let (batches, waiting) = sync_channel(threads * WAITING);
    // The last thread drops it, so that the walk never waits for threads that have ended.
    let waiting = Arc::new(Mutex::new(waiting));
    let mut all = Listing::default();
    std::thread::scope(|scope| {
        let threads: Vec<_> = std::iter::repeat_n(waiting, threads)
            .map(|waiting| scope.spawn(move || stat_batches(&waiting, options.follow)))
            .collect();
        for folder in folders.iter() {
            for item in Batches::unsorted(folder, options, CHUNK) {
                match item {
                    // Sending fails if all threads have panicked; joining them says why.
                    WalkItem::Files(batch) => drop(batches.send(batch)),
                    WalkItem::Problem(path, problem) => all.problems.push((path, problem)),
                    WalkItem::Part => all.parts_of_pages += 1,
                }
            }
        }
        drop(batches);
        for thread in threads {
            let listed = thread.join();
            let mut listed = listed.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.folders.append(&mut listed.folders);
            all.problems.append(&mut listed.problems);
        }
    });
    all.sort();
    all
}

/// Asks the system about batches of files until there are no more.
fn stat_batches(waiting: &Mutex<Receiver<Batch>>, follow: bool) -> Listing {
    let mut listing = Listing::default();
    let next = || {
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.recv()
    };
    while let Ok(batch) = next() {
        let folder = StatFolder::open(batch.folder);
        let mut files = Vec::with_capacity(batch.files.len());
        for file in batch.files {
            let name = ArchivePath::part(&file).into_boxed_str();
            match folder.stat(&file, follow) {
                Ok(stat) => files.push(ListedFile {
                    name,
                    stat: stat.into(),
                }),
                Err(error) => listing
                    .problems
                    .push((batch.name.within(&name), problem_of(&error))),
            }
        }
        files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        if !files.is_empty() {
            listing.folders.push(ListedFolder {
                path: batch.name,
                files,
            });
        }
    }
    listing
}

impl Listing {
    /// Sorts everything, and joins the batches of each folder.
    fn sort(&mut self) {
        self.folders.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.folders.dedup_by(|later, earlier| {
            let same = later.path == earlier.path;
            if same {
                earlier.files.append(&mut later.files);
            }
            same
        });
        for folder in &mut self.folders {
            // Each batch is sorted, which makes this stable sort fast.
            folder.files.sort_by(|a, b| a.name.cmp(&b.name));
            folder.files.shrink_to_fit();
        }
        self.problems.sort_by(|a, b| a.0.cmp(&b.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PathGlobs;
    use crate::discover::{Found, walk};
    use std::fs;
    use std::path::Path;

    #[test]
    fn any_number_of_threads_lists_what_the_walk_finds() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["a", "a/deep/er", "b", "b-c"] {
            let folder = root.path().join(folder);
            fs::create_dir_all(&folder).unwrap();
            for number in 0..CHUNK + 100 {
                fs::write(folder.join(format!("{number}.txt")), "x").unwrap();
            }
        }
        let options = WalkOptions {
            include: PathGlobs::new(&[]).unwrap(),
            exclude: PathGlobs::new(&["b/1*".into()]).unwrap(),
            follow: false,
            index: Path::new("/none").to_owned(),
        };
        let folders = Folders::one(root.path().to_owned());
        let mut walked: Vec<_> = walk(&folders, &options)
            .map(|found| match found {
                Found::File(path) => path,
                other => panic!("{other:?}"),
            })
            .collect();
        walked.sort_by(ArchivePath::by_folder);
        for threads in [1, 2, 7] {
            let listing = list(&folders, &options, threads);
            let listed: Vec<_> = listing
                .folders
                .iter()
                .flat_map(|folder| {
                    folder
                        .files
                        .iter()
                        .map(|file| folder.path.within(&file.name))
                })
                .collect();
            assert!(listed == walked, "{threads} threads");
            assert_eq!(listing.folders.len(), 4, "each folder is listed once");
        }
    }
}

//! Every file of an archive, sorted, looked at on several threads.
//!
//! Files are kept by folder, so that a million of them take their names and what the file system says of them, and no
//! path twice.

use super::walk::{Batch, Batches, Met, problem_of};
use super::{FileStat, StatFolder, WalkOptions};
use crate::article::{ArchivePath, Folders, Problem};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// So many files of one folder are looked at in one go.
const CHUNK: usize = 1024;

/// So many batches wait for each thread that looks at files.
const WAITING: usize = 4;

/// What lies in an archive's folders.
#[derive(Debug, Default)]
pub struct Listing {
    /// The folders that files were met in, sorted, each once.
    pub folders: Vec<ListedFolder>,
    /// What could not be listed.
    pub problems: Vec<(ArchivePath, Problem)>,
}

/// The files of one folder.
#[derive(Debug)]
pub struct ListedFolder {
    /// The folder's name in the archive.
    pub path: ArchivePath,
    /// Its files, sorted by name.
    pub files: Vec<ListedFile>,
}

/// One file.
#[derive(Debug)]
pub struct ListedFile {
    /// Its own name, as [`ArchivePath::part`] gives it.
    pub name: Box<str>,
    /// What the file system says of it.
    pub stat: FileStat,
}

/// Lists the files of the folders, and looks at them on so many threads: of a refresh that finds nothing changed, most is
/// waiting for what the system says of each.
#[must_use]
pub fn list(folders: &Folders, options: &WalkOptions, threads: usize) -> Listing {
    let threads = threads.max(1);
    let (batches, waiting) = sync_channel(threads * WAITING);
    // It goes with the last that looks, so that no walk waits for one that is no more.
    let waiting = Arc::new(Mutex::new(waiting));
    let mut all = Listing::default();
    std::thread::scope(|scope| {
        let lookers: Vec<_> = std::iter::repeat_n(waiting, threads)
            .map(|waiting| scope.spawn(move || look_at_all(&waiting, options.follow)))
            .collect();
        for folder in folders.iter() {
            for met in Batches::unsorted(folder, options, CHUNK) {
                match met {
                    // It fails where all lookers have: they say why when they are joined.
                    Met::Files(batch) => drop(batches.send(batch)),
                    Met::Problem(path, problem) => all.problems.push((path, problem)),
                }
            }
        }
        drop(batches);
        for looker in lookers {
            let looked = looker.join();
            let mut looked = looked.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.folders.append(&mut looked.folders);
            all.problems.append(&mut looked.problems);
        }
    });
    all.sort();
    all
}

/// Looks at batches of files until no more come.
fn look_at_all(waiting: &Mutex<Receiver<Batch>>, follow: bool) -> Listing {
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
                Ok(stat) => files.push(ListedFile { name, stat }),
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
    /// Puts all in order, the parts of one folder together.
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
            // Each batch is in order, which a stable sort makes use of.
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
    fn any_number_of_threads_lists_what_the_walk_meets() {
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
                Found::Problem(path, problem) => panic!("{path}: {problem:?}"),
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
            assert_eq!(listing.folders.len(), 4, "each folder stands there once");
        }
    }
}

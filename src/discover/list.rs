//! Every file of an archive, sorted, looked at on several threads.
//!
//! Files are kept by folder, so that a million of them take their names and what the file system says of them, and no
//! path twice.

use super::walk::{Met, Place, roots};
use super::{FileStat, WalkOptions};
use crate::article::{ArchivePath, Folders, Problem};
use std::fs::DirEntry;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// So many entries of one folder are looked at in one go.
const CHUNK: usize = 512;

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

/// Lists the files of the folders on at most so many threads.
#[must_use]
pub fn list(folders: &Folders, options: &WalkOptions, threads: usize) -> Listing {
    let work = Work {
        state: Mutex::new(State {
            tasks: roots(folders, options)
                .into_iter()
                .map(|place| Task::List(Arc::new(place)))
                .collect(),
            waiting: 0,
            threads: threads.max(1),
        }),
        changed: Condvar::new(),
    };
    let mut listings: Vec<Listing> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| scope.spawn(|| work.run(options)))
            .collect();
        let own = work.run(options);
        let others = others.into_iter().map(|other| {
            other
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        std::iter::once(own).chain(others).collect()
    });
    let mut all = listings.pop().unwrap_or_default();
    for mut listing in listings {
        all.folders.append(&mut listing.folders);
        all.problems.append(&mut listing.problems);
    }
    all.sort();
    all
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
            folder.files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            folder.files.shrink_to_fit();
        }
        self.problems.sort_by(|a, b| a.0.cmp(&b.0));
    }
}

/// What one thread does at a time.
enum Task {
    /// List a folder.
    List(Arc<Place>),
    /// Look at some of a folder's entries.
    Look(Arc<Place>, Vec<io::Result<DirEntry>>),
}

struct State {
    tasks: Vec<Task>,
    /// Threads with nothing to do.
    waiting: usize,
    threads: usize,
}

struct Work {
    state: Mutex<State>,
    changed: Condvar,
}

impl Work {
    /// Works until no thread has anything left to do.
    fn run(&self, options: &WalkOptions) -> Listing {
        let mut listing = Listing::default();
        while let Some(task) = self.next() {
            match task {
                Task::List(place) => self.list(&place, options, &mut listing),
                Task::Look(place, entries) => self.look(&place, entries, options, &mut listing),
            }
        }
        listing
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Task> {
        let mut state = self.lock();
        loop {
            if let Some(task) = state.tasks.pop() {
                return Some(task);
            }
            state.waiting += 1;
            if state.waiting == state.threads {
                self.changed.notify_all();
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            if state.waiting == state.threads {
                return None;
            }
            state.waiting -= 1;
        }
    }

    fn add(&self, task: Task) {
        self.lock().tasks.push(task);
        self.changed.notify_one();
    }

    /// Lists a folder, leaving some of its entries to others if they have nothing to do.
    fn list(&self, place: &Arc<Place>, options: &WalkOptions, listing: &mut Listing) {
        let mut entries = match place.open() {
            Ok(entries) => entries,
            Err(problem) => {
                listing.problems.push((place.name.clone(), problem));
                return;
            }
        };
        loop {
            let chunk: Vec<_> = entries.by_ref().take(CHUNK).collect();
            let is_last = chunk.len() < CHUNK;
            if !is_last && self.lock().waiting > 0 {
                self.add(Task::Look(Arc::clone(place), chunk));
            } else {
                self.look(place, chunk, options, listing);
            }
            if is_last {
                return;
            }
        }
    }

    fn look(
        &self,
        place: &Arc<Place>,
        entries: Vec<io::Result<DirEntry>>,
        options: &WalkOptions,
        listing: &mut Listing,
    ) {
        let mut files = Vec::new();
        for entry in entries {
            match place.look(entry, options) {
                Some(Met::File(entry)) => match place.stat(&entry) {
                    Ok(file) => files.push(file),
                    Err(problem) => listing.problems.push(problem),
                },
                Some(Met::Link(name, stat)) => files.push(ListedFile { name, stat }),
                Some(Met::Folder(folder)) => self.add(Task::List(Arc::new(folder))),
                Some(Met::Problem(path, problem)) => listing.problems.push((path, problem)),
                None => {}
            }
        }
        if !files.is_empty() {
            listing.folders.push(ListedFolder {
                path: place.name.clone(),
                files,
            });
        }
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

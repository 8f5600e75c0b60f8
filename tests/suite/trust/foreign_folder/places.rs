//! Each file of an index replaced by something else: every command ends, and nothing outside changes.
//!
//! A short run gives each broken file to one of the commands that write, and then to the others. A
//! long run gives it to each of them first.

use super::super::is_long;
use super::{TRAPS, Trap, archive, contents, end_of, set};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

/// Files and folders of an index, below its folder. A star is the name of a segment.
const PLACES: [&str; 18] = [
    "CURRENT",
    "writer.lock",
    ".gitignore",
    "report.json",
    "alerts.jsonl",
    "alerts.state",
    "generations",
    "generations/00000001",
    "generations/00000001/manifest.json",
    "generations/00000001/catalog",
    "generations/00000001/seal",
    "generations/00000001/families",
    "generations/00000001/records",
    "generations/00000001/tantivy/.managed.json",
    "generations/00000001/tantivy/meta.json",
    "generations/00000001/tantivy/*.store",
    "generations/00000001/tantivy/*.term",
    "generations/00000001/tantivy/*.fast",
];

const READING: [&[&str]; 7] = [
    &["search", "--in", ".", "troops"],
    &["status", "--in", "."],
    &["generations", "--in", "."],
    &["verify", "--in", "."],
    &["export", "--in", "."],
    &["show", "--in", ".", "a.txt"],
    &["mark", "--in", ".", "--as", "story", "a.txt"],
];

const WRITING: [&[&str]; 6] = [
    &["reindex", "."],
    &["repair", "."],
    &["rollback", "--in", "."],
    &["reindex", ".", "--full"],
    &["transfer", ".", "copied", "--config", "../transfer.toml"],
    &["index", "."],
];

#[test]
fn whatever_an_index_is_made_of_nothing_outside_changes_and_every_command_ends() {
    let places = PLACES.iter().map(|place| (*place, false));
    // The folder is known by these two files.
    let places: Vec<_> = places.chain([("CURRENT", true)]).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((place, without_lock)) = places.get(at / TRAPS.len()) else {
                return;
            };
            // Each command that writes is the first one on a broken file.
            let firsts = if is_long() {
                0..WRITING.len()
            } else {
                at..at + 1
            };
            for first in firsts {
                every_command_ends(place, TRAPS[at % TRAPS.len()], *without_lock, first);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
}

/// The path of a file of the index; that of a segment by its extension.
fn path_of(index: &Path, place: &str) -> PathBuf {
    let path = index.join(place);
    let (Some(folder), Some(ending)) = (path.parent(), place.split_once('*')) else {
        return path;
    };
    let mut files = fs::read_dir(folder).unwrap();
    let mut paths = files.by_ref().map(|entry| entry.unwrap().path());
    let found = paths.find(|path| path.to_string_lossy().ends_with(ending.1));
    found.unwrap_or_else(|| panic!("no {place}"))
}

/// Runs every command on an index with a file replaced, and from the `first` on those that write.
fn every_command_ends(place: &str, trap: Trap, without_lock: bool, first: usize) {
    let archive = archive();
    let outside = archive.beside("outside");
    let before = contents(&outside);
    let index = archive.store().path().to_owned();
    set(trap, &path_of(&index, place), &outside);
    let writing = WRITING.iter().cycle().skip(first % WRITING.len());
    for command in READING.iter().chain(writing.take(WRITING.len())) {
        if without_lock {
            let _ = fs::remove_file(index.join("writer.lock"));
        }
        let what = format!("{command:?} with {place} as {trap:?}, without lock: {without_lock}");
        let child = archive
            .command(&archive.folder())
            .args(*command)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let status = end_of(child, &what);
        assert!(
            status.code().is_some_and(|code| code <= 4),
            "{what}: {status}"
        );
        assert_eq!(contents(&outside), before, "{what}");
    }
}

/// Nothing says how long the other files have to be.
#[test]
fn without_a_seal_no_file_is_read_whatever_its_length() {
    let archive = archive();
    let generation = archive.store().path().join("generations/00000001");
    fs::write(generation.join("seal"), "x").unwrap();
    for name in ["families", "catalog", "tantivy/*.store", "tantivy/*.term"] {
        set(Trap::Huge, &path_of(&generation, name), &generation);
    }
    for command in [&["verify", "--in", "."][..], &["repair", "."]] {
        let what = format!("{command:?}");
        let mut child = archive.command(&archive.folder());
        let status = end_of(child.args(command).spawn().unwrap(), &what);
        assert_eq!(
            status.code(),
            Some(if command[0] == "repair" { 0 } else { 2 })
        );
    }
    archive.run(&["verify", "--in", "."]).exits(0);
}

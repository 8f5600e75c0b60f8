//! Readers during writes, two jobs at once, stale lock files, and folders that disappear while they are read.

use super::is_long;
use crate::harness::{Archive, Silent, answer, found, request, settings};
use dateline::article::Folders;
use dateline::index::{
    BuildSettings, ChangeDetection, Guards, IndexError, IndexStore, Job, Progress, build,
};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const FILES: usize = 6;

fn write_all(archive: &Archive, round: usize) {
    for file in 0..FILES {
        archive.write(
            &format!("{file}.txt"),
            format!("Zebra{round}\n\nBody of a zebra.\n"),
        );
    }
}

#[test]
fn every_answer_comes_from_one_generation_while_others_are_published_and_removed() {
    let archive = Archive::new();
    write_all(&archive, 0);
    archive.index();
    let rounds = if is_long() { 50 } else { 15 };
    let (done, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    let store = archive.store();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let generation = store.current().unwrap();
                    let page = answer(&generation, &request(&generation, "body"));
                    let headlines: std::collections::HashSet<_> = page
                        .hits
                        .iter()
                        .map(|hit| hit.article.headline.as_str())
                        .collect();
                    assert_eq!(
                        (page.total, headlines.len()),
                        (FILES as u64, 1),
                        "{headlines:?}"
                    );
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for round in 1..=rounds {
            write_all(&archive, round);
            build(&archive.folder(), &store, &settings(), &Silent).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
    println!(
        "{} answers while {rounds} generations were published",
        answers.into_inner()
    );
}

#[test]
fn two_jobs_at_once_publish_one_after_the_other_or_not_at_all() {
    let archive = Archive::new();
    write_all(&archive, 0);
    let spawn = || {
        let mut command = archive.command(&archive.folder());
        command
            .args(["reindex", "--full", "."])
            .stderr(Stdio::null());
        command.spawn().unwrap()
    };
    for _ in 0..5 {
        let codes: Vec<_> = [spawn(), spawn(), spawn()]
            .map(|mut child| child.wait().unwrap().code().unwrap())
            .into_iter()
            .collect();
        assert!(codes.iter().all(|code| [0, 75].contains(code)), "{codes:?}");
        assert!(codes.contains(&0), "{codes:?}");
        archive.run(&["verify"]).exits(0);
    }
}

#[test]
fn a_stale_lock_file_locks_nothing() {
    let archive = Archive::new();
    write_all(&archive, 0);
    archive.index();
    fs::write(archive.folder().join(".dateline/writer.lock"), "12345\n").unwrap();
    archive.run(&["reindex", "--full", "."]).exits(0);
}

#[test]
fn a_removed_lock_file_does_no_harm() {
    let archive = Archive::of(&[("a.txt", "Zebra\n\nBody.\n")]);
    let index = archive.folder().join("idx").display().to_string();
    archive.run(&["index", "--index", &index]).exits(0);
    let lock = archive.folder().join("idx/writer.lock");
    fs::remove_file(&lock).unwrap();
    // Another index of the same folder does not take this one for articles either.
    archive.run(&["index", "."]).exits(0).says("1 added");
    archive
        .run(&["index", "--index", &index])
        .exits(0)
        .says("1 unchanged");
    assert!(lock.is_file());
}

#[test]
fn a_folder_that_vanishes_while_it_is_read_costs_no_article() {
    let archive = Archive::new();
    for file in 0..400 {
        archive.write(&format!("{}/{file}.txt", file % 7), "Zebra\n\nBody.\n");
    }
    let store = IndexStore::at(archive.beside("idx"));
    let index = archive.beside("idx").display().to_string();
    archive.run(&["index", "--index", &index]).exits(0);
    let aside = archive.beside("aside");
    for wait in [2, 10, 25] {
        let beside = archive.beside("");
        let mut child = archive
            .command(&beside)
            .args(["reindex", "--full"])
            .arg(archive.folder())
            .env("DATELINE_INDEX", &index)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        fs::rename(archive.folder(), &aside).unwrap();
        let code = child.wait().unwrap().code().unwrap();
        assert!([0, 2, 4].contains(&code), "{code}");
        let generation = store.current().unwrap();
        assert_eq!(generation.manifest.statistics.articles, 400);
        assert!(!found(&generation, "zebra").is_empty());
        fs::rename(&aside, archive.folder()).unwrap();
        let mut again = archive.command(&beside);
        again
            .args(["reindex", "--full"])
            .arg(archive.folder())
            .env("DATELINE_INDEX", &index);
        assert!(again.output().unwrap().status.success());
    }
}

/// Moves an archive's folder away when this many of its files were read, and may put an empty folder in its place,
/// as after an unmount.
struct Unmounted {
    folder: PathBuf,
    aside: PathBuf,
    after: usize,
    leaves_a_folder: bool,
    read: AtomicUsize,
}

impl Progress for Unmounted {
    fn begin(&self, _: Option<u64>) {}

    fn read(&self) {
        if self.read.fetch_add(1, Ordering::Relaxed) + 1 == self.after {
            fs::rename(&self.folder, &self.aside).unwrap();
            if self.leaves_a_folder {
                fs::create_dir(&self.folder).unwrap();
            }
        }
    }

    fn finishing(&self) {}
}

#[test]
fn a_disk_that_is_unmounted_while_it_is_read_stops_a_job_without_guards() {
    let archive = Archive::new();
    let write_all = |body: &str| {
        for file in 0..60 {
            let text = format!("Zebra\n\n{body}\n");
            archive.write(&format!("{}/{file}.txt", file % 7), text);
        }
    };
    let store = IndexStore::at(archive.beside("idx"));
    let folders = Folders::one(archive.folder());
    write_all("Body.");
    build(&archive.folder(), &store, &settings(), &Silent).unwrap();
    write_all("Another body.");
    for full in [false, true] {
        for after in [1, 31, 60] {
            for leaves_a_folder in [false, true] {
                let what =
                    format!("full: {full}, after {after}, leaves a folder: {leaves_a_folder}");
                let unmounted = Unmounted {
                    folder: archive.folder(),
                    aside: archive.beside("aside"),
                    after,
                    leaves_a_folder,
                    read: AtomicUsize::new(0),
                };
                let settings = BuildSettings { full, ..settings() };
                let job = Job {
                    folders: &folders,
                    store: &store,
                    settings: &settings,
                    change_detection: ChangeDetection::ByStat,
                    guards: Guards::none(),
                    observer: None,
                    progress: &unmounted,
                };
                let ended = job.run();
                assert!(
                    matches!(ended, Err(IndexError::Folder { .. })),
                    "{what}: {ended:?}"
                );
                let generation = store.current().unwrap();
                assert_eq!(generation.number(), 1, "{what}");
                assert_eq!(store.generations().unwrap(), [1], "{what}");
                assert!(!archive.beside("idx/generations/draft").exists(), "{what}");
                let _ = fs::remove_dir(archive.folder());
                fs::rename(archive.beside("aside"), archive.folder()).unwrap();
            }
        }
    }
    let again = build(&archive.folder(), &store, &settings(), &Silent).unwrap();
    assert_eq!((again.files.changed, again.articles), (60, 60));
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_written_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::new();
    write_all(&archive, 0);
    archive.index();
    write_all(&archive, 1);
    let index = archive.folder().join(".dateline");
    let mode = |mode| {
        for folder in [index.join("generations"), index.clone()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    mode(0o555);
    // Root may write there despite the mode; `full_disk` tests a disk that is read-only for everybody.
    if fs::write(index.join("probe"), "").is_err() {
        archive.run(&["reindex", "."]).exits(2);
        assert_eq!(archive.generation().number(), 1);
    }
    mode(0o755);
}

#[cfg(unix)]
#[test]
fn a_low_limit_of_open_files_is_enough_or_reported() {
    let archive = Archive::new();
    for round in 0..12 {
        archive.write(&format!("{round}.txt"), "Zebra\n\nBody.\n");
        archive.index();
    }
    archive.write("more.txt", "Zebra\n\nBody.\n");
    for limit in [16, 24, 64] {
        let program = env!("CARGO_BIN_EXE_dateline");
        let mut shell = std::process::Command::new("sh");
        let script = format!("ulimit -n {limit}; exec {program} reindex .");
        shell.args(["-c", &script]).current_dir(archive.folder());
        let output = shell.output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 2)), "{limit}: {code:?}\n{stderr}");
        assert!(!stderr.contains("panicked"), "{limit}\n{stderr}");
        archive.run(&["verify"]).exits(0);
    }
    archive.run(&["reindex", "."]).exits(0);
    archive.run(&["search", "path:more.txt"]).exits(0);
}

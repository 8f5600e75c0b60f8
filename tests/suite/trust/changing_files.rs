//! Files that change while they are read: a job is held at every step of reading, and the file is changed then. The next
//! job has the index that a fresh one would make, and a change that a job could see is reported.

use super::export::export;
use super::is_long;
use crate::harness::Archive;
use dateline::index::{IndexStore, READING_POINTS};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Longer than any job here takes on a slow machine.
const LONGEST: Duration = Duration::from_mins(2);

const NAME: &str = "wire.jsonl";

/// One article per line. A large file is above the size up to which files are read at once.
fn lines(word: &str, is_large: bool) -> String {
    let padding = if is_large { 1_200_000 } else { 10 };
    let lines: Vec<String> = (0..4)
        .map(|number| {
            let headline = format!("{word} {number}");
            let text = format!("A body of {headline}.");
            let json = format!("{{\"headline\":\"{headline}\",\"body\":\"{text}\"}}");
            format!("{json}{}\n", " ".repeat(padding))
        })
        .collect();
    lines.concat()
}

/// How the file is changed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    Grow,
    Shrink,
    Rewrite,
    Replace,
    Remove,
    Link,
    Pipe,
    Folder,
}

const CHANGES: [Change; 8] = [
    Change::Grow,
    Change::Shrink,
    Change::Rewrite,
    Change::Replace,
    Change::Remove,
    Change::Link,
    Change::Pipe,
    Change::Folder,
];

impl Change {
    fn apply(self, file: &Path, aside: &Path) {
        let is_large = fs::metadata(file).unwrap().len() > 1_000_000;
        let other = lines("Quagga", is_large);
        match self {
            Self::Grow => {
                let mut file = File::options().append(true).open(file).unwrap();
                file.write_all(b"{\"headline\":\"Okapi\",\"body\":\"The tail.\"}\n")
                    .unwrap();
            }
            Self::Shrink => {
                let text = fs::read_to_string(file).unwrap();
                let end = text.find('\n').unwrap() + 1;
                let file = File::options().write(true).open(file).unwrap();
                file.set_len(end as u64).unwrap();
            }
            Self::Rewrite => fs::write(file, other).unwrap(),
            Self::Replace => {
                fs::write(aside, other).unwrap();
                fs::rename(aside, file).unwrap();
            }
            Self::Remove => fs::remove_file(file).unwrap(),
            Self::Link => {
                fs::write(aside, other).unwrap();
                fs::remove_file(file).unwrap();
                symlink(aside, file).unwrap();
            }
            Self::Pipe => {
                fs::remove_file(file).unwrap();
                let made = Command::new("mkfifo").arg(file).status().unwrap();
                assert!(made.success());
            }
            Self::Folder => {
                fs::remove_file(file).unwrap();
                fs::create_dir(file).unwrap();
            }
        }
    }

    /// Whether the file that a job has open differs afterwards, on every file system.
    fn changes_the_open_file(self) -> bool {
        matches!(self, Self::Grow | Self::Shrink | Self::Rewrite)
    }
}

/// Runs a job, changes the file at a point, and returns what the job said.
fn held_at(archive: &Archive, point: &str, change: impl FnOnce()) -> Output {
    let hold = archive.beside("held");
    let mut child = archive
        .command(&archive.folder())
        .arg("index")
        .env("DATELINE_HOLD", point)
        .env("DATELINE_HOLD_FILE", &hold)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let began = Instant::now();
    let mut change = Some(change);
    loop {
        if hold.exists()
            && let Some(change) = change.take()
        {
            change();
            fs::remove_file(&hold).unwrap();
        }
        if child.try_wait().unwrap().is_some() {
            break;
        }
        if began.elapsed() > LONGEST {
            child.kill().unwrap();
            panic!("a job that was held at {point} does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(change.is_none(), "{point} is never reached");
    child.wait_with_output().unwrap()
}

#[test]
fn a_file_that_changes_at_any_step_is_read_again_by_the_next_job() {
    let mut turn = 0;
    for is_large in [false, true] {
        for is_refresh in [false, true] {
            let points = READING_POINTS.into_iter().filter(|point| match *point {
                // A new file that is read in order is hashed while it is read.
                "hashed" => is_large && is_refresh,
                "streamed" => is_large,
                _ => true,
            });
            for point in points {
                let of_turn = [CHANGES[turn % CHANGES.len()], CHANGES[turn % 3]];
                let changes = if is_long() { &CHANGES[..] } else { &of_turn };
                turn += 1;
                for change in changes {
                    check(point, *change, is_large, is_refresh);
                }
            }
        }
    }
}

fn check(point: &str, change: Change, is_large: bool, is_refresh: bool) {
    let what = format!("{change:?} at {point}, large: {is_large}, refresh: {is_refresh}");
    let archive = Archive::new();
    if is_refresh {
        archive.write(NAME, lines("Gnu", is_large));
        archive.run(&["index"]).exits(0);
    }
    archive.write(NAME, lines("Zebra", is_large));
    let aside = archive.beside("aside");
    let file = archive.folder().join(NAME);
    let output = held_at(&archive, point, || change.apply(&file, &aside));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{what}\n{stderr}");
    let was_open = !["open", "opened"].contains(&point);
    if is_large && was_open && change.changes_the_open_file() {
        assert!(
            stderr.contains("changed while it was read"),
            "{what}\n{stderr}"
        );
        let status = archive.run(&["status", "--problems"]).exits(0).stdout();
        assert!(
            status.contains("changed while it was read"),
            "{what}\n{status}"
        );
    }
    archive.run(&["index"]).exits(0);
    let fresh = archive.beside("fresh");
    archive
        .run(&["index", "--index", fresh.to_str().unwrap()])
        .exits(0);
    let (after, fresh) = (export(&archive.store()), export(&IndexStore::at(fresh)));
    assert!(after == fresh, "{what}\n{after}\n{fresh}");
    assert!(!after.contains("changed while"), "{what}");
    let number = archive.generation().number();
    archive.run(&["index"]).exits(0);
    assert_eq!(archive.generation().number(), number, "{what}");
    archive.run(&["verify", "--sources"]).exits(0);
}

#[test]
fn a_file_that_keeps_growing_is_in_the_index_and_said_to_change() {
    let archive = Archive::new();
    archive.write(NAME, lines("Zebra", true));
    let file = archive.folder().join(NAME);
    for round in 0..3 {
        held_at(&archive, "streamed", || {
            Change::Grow.apply(&file, &archive.beside("aside"));
        });
        let generation = archive.generation();
        let articles = generation.searcher().num_docs();
        assert_eq!(articles, 4 + round, "what was read before is not lost");
    }
    archive.run(&["index"]).exits(0);
    assert_eq!(archive.generation().searcher().num_docs(), 4 + 3);
}

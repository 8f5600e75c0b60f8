//! A disk that fills up while a job writes to it: a real disk, of every size from none to enough.
//!
//! The index is on a small tmpfs. Its size, or its number of files, is raised step by step until a job succeeds;
//! each job starts from what the previous one left. In addition the length of single files is limited. Where nobody
//! may mount a disk this is the only test, and it says so.

use super::export::export;
use super::small_disk::{PAGE, SmallDisk};
use crate::harness::Archive;
use dateline::index::IndexStore;
use std::fs;
use std::io::Write;
use std::process::{Command, Output};

const CONFIG: &str = "\
[archive.news]
folders = [\"articles\"]
index = \"idx\"
[watch.zebras]
existing = true
query = \"zebra\"
";

/// What runs short.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Short {
    /// Bytes on the disk.
    Bytes,
    /// Files on the disk.
    Files,
    /// Bytes in any one file.
    FileLength,
}

/// An archive whose index is on a small disk.
struct Squeezed {
    archive: Archive,
    disk: Option<SmallDisk>,
}

impl Squeezed {
    /// If no small disk can be mounted, it says so on stderr and does without.
    fn new() -> Self {
        let archive = Archive::new();
        fs::write(archive.beside("dateline.toml"), CONFIG).unwrap();
        let index = archive.beside("idx");
        fs::create_dir(&index).unwrap();
        let disk = SmallDisk::over(&index);
        if let Err(why) = &disk {
            // Not with `println`: the output of a test that passes is not shown.
            let _ = writeln!(
                std::io::stderr(),
                "no small disk can be mounted ({why}): only the length of files is limited"
            );
        }
        let disk = disk.ok();
        Self { archive, disk }
    }

    fn run(&self, command: &mut Command) -> Output {
        match &self.disk {
            Some(disk) => disk.run(command).unwrap(),
            None => command.output().unwrap(),
        }
    }

    fn dateline(&self, arguments: &[&str]) -> Output {
        let mut command = self.archive.command(&self.archive.folder());
        self.run(command.args(arguments))
    }

    #[track_caller]
    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.dateline(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}\n{stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs the program with this much space and no more.
    fn within(&self, short: Short, room: usize, arguments: &[&str]) -> Output {
        let option = match short {
            Short::Bytes => format!("size={}", room * PAGE),
            Short::Files => format!("nr_inodes={room}"),
            Short::FileLength => return self.with_short_files(room, arguments),
        };
        let disk = self.disk.as_ref().expect("short only where there is one");
        disk.remount(&option);
        let output = self.dateline(arguments);
        disk.remount("size=64m,nr_inodes=100000");
        output
    }

    /// Runs the program with no file longer than this many blocks of the shell, of 512 or 1024 bytes.
    fn with_short_files(&self, blocks: usize, arguments: &[&str]) -> Output {
        let own = self.archive.command(&self.archive.folder());
        // A program that ignores the signal gets an error.
        let script = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";
        let mut limited = Command::new("sh");
        limited.args(["-c", script, &blocks.to_string()]);
        limited.arg(own.get_program()).args(arguments);
        limited.current_dir(self.archive.folder());
        for (name, value) in own.get_envs() {
            limited.env(name, value.unwrap_or_default());
        }
        self.run(&mut limited)
    }

    /// What can run short here.
    fn shortages(&self) -> &'static [Short] {
        match self.disk {
            Some(_) => &[Short::Bytes, Short::Files, Short::FileLength],
            None => &[Short::FileLength],
        }
    }

    /// The space that is in use already.
    fn least(&self, short: Short) -> usize {
        let (bytes, files) = self.disk.as_ref().map_or((0, 0), SmallDisk::in_use);
        match short {
            // A size of 0 means no limit.
            Short::Bytes => (bytes / PAGE).max(1),
            Short::Files => files,
            Short::FileLength => 0,
        }
    }

    /// Everything in the index.
    fn export(&self) -> String {
        let copy = self.archive.beside("copy");
        let _ = fs::remove_dir_all(&copy);
        let mut copying = Command::new("cp");
        copying.arg("-a").arg(self.archive.beside("idx")).arg(&copy);
        assert!(self.run(&mut copying).status.success());
        export(&IndexStore::at(copy))
    }

    /// All files in the folder of the index. The names of segments are shortened to their extensions.
    fn files(&self) -> Vec<String> {
        let mut find = Command::new("find");
        find.arg(self.archive.beside("idx"))
            .args(["-printf", "%P\n"]);
        let found = self.run(&mut find).stdout;
        let mut names: Vec<_> = String::from_utf8_lossy(&found)
            .lines()
            .map(|name| match name.split_once("tantivy/") {
                Some((place, segment)) => {
                    let ending = segment
                        .split_once('.')
                        .map_or(segment, |(_, ending)| ending);
                    format!("{place}{ending}")
                }
                None => name.to_owned(),
            })
            .collect();
        names.sort();
        names
    }

    fn alerts(&self) -> usize {
        let mut cat = Command::new("cat");
        cat.arg(self.archive.beside("idx/alerts.jsonl"));
        let journal = self.run(&mut cat).stdout;
        String::from_utf8_lossy(&journal).lines().count()
    }
}

fn article(headline: &str) -> String {
    format!("{headline}\n\nZebra body of {headline}.\n")
}

/// Lines of a stream of articles.
fn lines(numbers: std::ops::Range<u32>) -> String {
    let line = |number| format!(r#"{{"headline": "Line {number}", "body": "A zebra."}}"#) + "\n";
    numbers.map(line).collect()
}

/// An archive with one generation, and changes since then.
fn changed() -> Squeezed {
    let squeezed = Squeezed::new();
    let archive = &squeezed.archive;
    for number in 0..4 {
        archive.write(&format!("{number}.txt"), article(&format!("Old {number}")));
    }
    archive.write("stream.jsonl", lines(0..20));
    squeezed.succeeds(&["reindex", "--threads=1"]);
    archive.write("stream.jsonl", lines(0..25));
    archive.write("0.txt", article("Edited"));
    archive.write("sub/4.txt", article("New"));
    archive.remove("1.txt");
    squeezed
}

/// No index yet.
fn unindexed() -> Squeezed {
    let squeezed = Squeezed::new();
    squeezed.archive.write("0.txt", article("First"));
    squeezed.archive.write("sub/1.txt", article("Second"));
    squeezed.archive.write("stream.jsonl", lines(0..20));
    squeezed
}

/// The answer of the index, while jobs fail.
const SEARCH: &[&str] = &[
    "search", "--in", "news", "--format", "paths", "--limit", "100", "zebra",
];
/// A search would make a missing index; this does not.
const STATUS: &[&str] = &["status", "--in", "news"];

/// The archive, the question, and the job.
type Scene = (
    fn() -> Squeezed,
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn on_a_full_disk_a_job_fails_clearly_and_with_space_it_succeeds() {
    let scenes: [Scene; 3] = [
        (unindexed, STATUS, &["reindex", "--threads=1"]),
        (changed, SEARCH, &["reindex", "--threads=1"]),
        (changed, SEARCH, &["reindex", "--threads=1", "--full"]),
    ];
    for (scene, question, job) in scenes {
        let roomy = scene();
        roomy.succeeds(job);
        for short in roomy.shortages() {
            let squeezed = scene();
            let failures = raise(&squeezed, *short, question, job);
            println!("{job:?}, short of {short:?}: {failures} runs failed");
            assert!(failures > 2, "{short:?} was never short");
            assert_eq!(squeezed.files(), roomy.files(), "{short:?}");
            assert!(squeezed.export() == roomy.export(), "{short:?}");
            assert_eq!(squeezed.alerts(), roomy.alerts(), "{short:?}");
            squeezed.succeeds(&["verify", "--in", "news"]);
        }
    }
}

/// Raises the space until a job succeeds. Returns how many failed before.
fn raise(squeezed: &Squeezed, short: Short, question: &[&str], job: &[&str]) -> usize {
    let least = squeezed.least(short);
    let (mut current, mut job) = (squeezed.dateline(question), job);
    for failures in 0.. {
        let room = least + failures;
        let ran = squeezed.within(short, room, job);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        if ran.status.success() {
            return failures;
        }
        let what = format!("{short:?} {room}, {:?}\n{stderr}", ran.status);
        let named = ["No space left on device", "File too large"];
        assert!(named.iter().any(|name| stderr.contains(name)), "{what}");
        assert!(!stderr.contains("IoError"), "{what}");
        if ran.status.code() == Some(3) {
            // There was no space for its alerts. The next job writes them, and does nothing else.
            let is_published = stderr.contains(" published, ") || stderr.contains(" is current, ");
            assert!(is_published, "{what}");
            (current, job) = (squeezed.dateline(question), &["reindex"]);
            continue;
        }
        assert_eq!(ran.status.code(), Some(2), "{what}");
        assert!(stderr.contains("hint: news: make room"), "{what}");
        let answer = squeezed.dateline(question);
        assert_eq!(answer.stdout, current.stdout, "{what}");
        assert_eq!(answer.status.code(), current.status.code(), "{what}");
    }
    unreachable!("a job needs a finite space")
}

#[test]
fn on_a_read_only_disk_a_job_fails_clearly_and_searches_work() {
    let squeezed = changed();
    let Some(disk) = &squeezed.disk else {
        return;
    };
    let old = squeezed.succeeds(SEARCH);
    disk.remount("ro");
    let ran = squeezed.dateline(&["reindex"]);
    let stderr = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("Read-only file system"), "{stderr}");
    assert!(
        stderr.contains("hint: news: use another folder for the index"),
        "{stderr}"
    );
    assert_eq!(squeezed.succeeds(SEARCH), old);
    squeezed.succeeds(&["verify", "--in", "news"]);
    disk.remount("rw");
    squeezed.succeeds(&["reindex"]);
    assert_ne!(squeezed.succeeds(SEARCH), old);
}

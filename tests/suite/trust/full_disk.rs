//! A disk that fills up while a job writes to it: a real one, of every size from none to enough.
//!
//! The index lies on a small tmpfs, whose size, or number of files, is raised step by step, each time over what the
//! run before has left there, until a run passes. The length of any one file is limited too, which is all that is left
//! where a machine lets nobody mount a disk; then that is said.

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

/// An archive whose index lies where room can be scarce.
struct Squeezed {
    archive: Archive,
    disk: Option<SmallDisk>,
}

impl Squeezed {
    /// Says so on stderr where there can be no small disk, and goes without.
    fn new() -> Self {
        let archive = Archive::new();
        fs::write(archive.beside("dateline.toml"), CONFIG).unwrap();
        let index = archive.beside("idx");
        fs::create_dir(&index).unwrap();
        let disk = SmallDisk::over(&index);
        if let Err(why) = &disk {
            // Past the test's own output, which nobody sees of a test that passes.
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

    /// The program with so much room and no more.
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

    /// The program, with no file longer than so many blocks, of 512 bytes or of 1024, as the shell has them.
    fn with_short_files(&self, blocks: usize, arguments: &[&str]) -> Output {
        let own = self.archive.command(&self.archive.folder());
        // A program that ignores the signal gets an error instead.
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

    /// The room that is taken already.
    fn least(&self, short: Short) -> usize {
        let (bytes, files) = self.disk.as_ref().map_or((0, 0), SmallDisk::in_use);
        match short {
            // A disk of no bytes would have no limit.
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

    /// Whatever lies in the index's folder, names of segments shortened to their endings.
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

/// One generation in force, and changes that no run has seen.
fn changed() -> Squeezed {
    let squeezed = Squeezed::new();
    let archive = &squeezed.archive;
    for number in 0..4 {
        archive.write(&format!("{number}.txt"), article(&format!("Old {number}")));
    }
    squeezed.succeeds(&["reindex", "--threads=1"]);
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
    squeezed
}

/// What an index answers, whatever a job does meanwhile.
const SEARCH: &[&str] = &["search", "--in", "news", "--format", "paths", "zebra"];
/// A search would make an index where there is none; this does not.
const STATUS: &[&str] = &["status", "--in", "news"];

/// What there is at first, what is asked of it, and the job.
type Scene = (
    fn() -> Squeezed,
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn on_a_disk_that_is_full_a_job_fails_clearly_and_with_room_it_does_all() {
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

/// Raises the room until a run passes; how many failed before.
fn raise(squeezed: &Squeezed, short: Short, question: &[&str], job: &[&str]) -> usize {
    let least = squeezed.least(short);
    let (mut in_force, mut job) = (squeezed.dateline(question), job);
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
            // Its alerts have no room yet. They are the next run's, which need do nothing else.
            let is_in_force = stderr.contains(" published, ") || stderr.contains(" is current, ");
            assert!(is_in_force, "{what}");
            (in_force, job) = (squeezed.dateline(question), &["reindex"]);
            continue;
        }
        assert_eq!(ran.status.code(), Some(2), "{what}");
        assert!(stderr.contains("hint: news: make room"), "{what}");
        let answer = squeezed.dateline(question);
        assert_eq!(answer.stdout, in_force.stdout, "{what}");
        assert_eq!(answer.status.code(), in_force.status.code(), "{what}");
    }
    unreachable!("there is an end to what a run needs")
}

#[test]
fn on_a_disk_that_is_read_only_a_job_fails_clearly_and_searches_go_on() {
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

//! The power fails while a job runs, and the disk has lost what was not synced.
//!
//! A tracer records what a job does to the folder around an index. After each step a model of a disk says what may be
//! left: all of it, only what was synced, names without their bytes, or all but one renaming, as Pillai et al. found
//! file systems to do ("All File Systems Are Not Created Equal", OSDI 2014) and as `SQLite` is tested. Whatever is left,
//! the index is exactly the old or the new one, `verify` finds nothing, and the next job makes the new one, with each
//! alert once in the journal and in the feed. After a job has ended its work is not lost.

mod disk;

use super::export::export;
use super::traced::{Change, Mode, Tracer};
use super::{Chance, is_long};
use crate::harness::Archive;
use dateline::index::{IndexError, IndexStore};
use disk::{Disk, hash_of, put};
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

const CONFIG: &str = "\
[archive.news]
folders = [\"articles\"]
index = \"kept/idx\"
[watch.zebras]
existing = true
query = \"zebra\"
feed = \"feeds/zebras.atom\"
";

/// What a job does not write.
const SOURCES: [&str; 3] = ["articles", "state", "dateline.toml"];

/// How many states a short test looks at.
const SHORT: usize = 24;

const REFRESH: &[&str] = &["reindex", "--threads=1"];

fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

/// Lines of a stream of articles.
fn lines(numbers: std::ops::Range<u32>) -> String {
    let line = |number| format!(r#"{{"headline": "Zebra line {number}", "body": "A body."}}"#);
    numbers.map(|number| line(number) + "\n").collect()
}

/// An archive without an index.
fn without_index() -> Archive {
    let archive = Archive::new();
    fs::write(archive.beside("dateline.toml"), CONFIG).unwrap();
    for number in 0..4 {
        archive.write(
            &format!("{number}.txt"),
            article(&format!("Zebra {number}")),
        );
    }
    archive.write("stream.jsonl", lines(0..5));
    archive
}

/// An archive with one generation, and changes of every kind since then.
fn with_changes() -> Archive {
    let archive = without_index();
    archive.run(REFRESH).exits(0);
    archive.write("0.txt", article("Zebra of an edited file"));
    archive.write("7.txt", article("Zebra of a new file"));
    archive.write("stream.jsonl", lines(0..8));
    archive.remove("1.txt");
    fs::rename(
        archive.folder().join("2.txt"),
        archive.folder().join("8.txt"),
    )
    .unwrap();
    archive
}

/// An archive whose next job replaces the oldest of two generations.
fn with_two_generations() -> Archive {
    let archive = with_changes();
    archive.run(REFRESH).exits(0);
    archive.write("9.txt", article("Another zebra"));
    archive.write("stream.jsonl", lines(0..9));
    archive
}

/// An archive with two generations and nothing new.
fn unchanged() -> Archive {
    let archive = with_changes();
    archive.run(REFRESH).exits(0);
    archive
}

/// An archive with a file that was written again with the same content: a job changes the catalog alone.
fn touched() -> Archive {
    let archive = without_index();
    archive.run(REFRESH).exits(0);
    archive.write("0.txt", article("Zebra 0"));
    archive
}

fn store(archive: &Archive) -> IndexStore {
    IndexStore::at(archive.beside("kept/idx"))
}

/// Everything in the index; `None` if there is none.
fn contents(archive: &Archive) -> Option<String> {
    match store(archive).current() {
        Ok(_) => Some(export(&store(archive))),
        Err(IndexError::Missing(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

/// The alerts of the journal and the number of entries of the feed.
fn alerts(archive: &Archive) -> (Vec<String>, usize) {
    let journal = store(archive).alerts().unwrap();
    let mut found: Vec<_> = journal
        .into_iter()
        .map(|alert| format!("{} {}", alert.id, alert.headline))
        .collect();
    let all = found.len();
    found.sort();
    found.dedup();
    assert_eq!(found.len(), all, "an alert is there twice");
    let feed = fs::read_to_string(archive.beside("feeds/zebras.atom")).unwrap_or_default();
    (found, feed.matches("<entry>").count())
}

/// A job whose steps are followed by a loss of power.
struct Scene {
    archive: Archive,
    root: PathBuf,
    steps: Vec<Change>,
    before: Disk,
    old: Option<String>,
    new: String,
    /// What the index, the journal and the feed are after one more job.
    next: (String, (Vec<String>, usize)),
}

impl Scene {
    /// `None` if programs cannot be traced here.
    fn play(archive: Archive, mode: Mode, job: &[&str]) -> Option<Self> {
        let tracer = Tracer::new()?;
        let root = archive.beside("").canonicalize().unwrap();
        let old = contents(&archive);
        let before = Disk::of(&root, &SOURCES);
        let mut command = archive.command(&archive.folder());
        command.args(job);
        let ran = tracer.run(&root, mode, &command);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let new = contents(&archive).unwrap();
        archive.run(REFRESH).exits(0);
        let next = (contents(&archive).unwrap(), alerts(&archive));
        Some(Self {
            archive,
            root,
            steps: ran.changes,
            before,
            old,
            new,
            next,
        })
    }

    /// Loses the power after each step, or after some of them.
    fn lose_power(self, name: &str) {
        let Self {
            archive,
            root,
            steps,
            before: mut disk,
            old,
            new,
            next,
        } = self;
        let mut chance = Chance::printed(name);
        let mut seen = HashSet::new();
        let mut states = Vec::new();
        for done in 0..=steps.len() {
            for loss in disk.losses() {
                let tree = disk.after(loss);
                if seen.insert(hash_of(&tree)) {
                    states.push((done, loss, tree));
                }
            }
            if let Some(step) = steps.get(done) {
                disk.apply(step);
            }
        }
        let all = states.len();
        // The states after the last step are those in which nothing may be lost.
        let is_last = |done: usize| done == steps.len();
        if !is_long() {
            let share = all.div_ceil(SHORT);
            states.retain(|(done, _, _)| is_last(*done) || chance.below(share) == 0);
        }
        println!(
            "{name}: {} steps, {all} states, {} tried",
            steps.len(),
            states.len()
        );
        let (mut olds, mut news) = (0, 0);
        for (done, loss, tree) in states {
            let last = done.checked_sub(1).map(|last| &steps[last]);
            let what = format!("{name}: after step {done}, {}, {loss:?}", shown(last));
            put(&tree, &root, &SOURCES);
            let found = std::panic::catch_unwind(|| contents(&archive));
            let found = found.unwrap_or_else(|_| panic!("{what}: the index cannot be read"));
            let is_new = found.as_ref() == Some(&new);
            assert!(
                is_new || found == old,
                "{what}: neither the old index nor the new one"
            );
            assert!(
                is_new || !is_last(done),
                "{what}: a job that has ended is lost"
            );
            if is_new {
                news += 1;
            } else {
                olds += 1;
            }
            if found.is_some() {
                let damages = store(&archive).verify().unwrap().damages;
                assert!(damages.is_empty(), "{what}: {damages:?}");
            }
            let ran = archive.run(REFRESH);
            let said = ran.explained();
            assert!(said.contains("exit Some(0)"), "{what}\n{said}");
            let now = (contents(&archive).unwrap(), alerts(&archive));
            assert!(
                now.0 == next.0,
                "{what}: the next job makes another index\n{said}"
            );
            assert_eq!(now.1, next.1, "{what}\n{said}");
            let damages = store(&archive).verify().unwrap().damages;
            assert!(
                damages.is_empty(),
                "{what}: after the next job: {damages:?}"
            );
        }
        println!("{name}: {olds} states were the old index, {news} the new one");
    }
}

/// A step, without the bytes that it writes.
fn shown(step: Option<&Change>) -> String {
    match step {
        Some(Change::Write(path, at, bytes)) => format!("{} bytes at {at} of {path}", bytes.len()),
        step => format!("{step:?}"),
    }
}

fn lose_power(name: &str, archive: Archive, mode: Mode, job: &[&str]) {
    if let Some(scene) = Scene::play(archive, mode, job) {
        scene.lose_power(name);
    }
}

#[test]
fn without_power_a_first_index_is_missing_or_whole() {
    lose_power("first index", without_index(), Mode::Record, REFRESH);
}

#[test]
fn without_power_a_refresh_is_the_old_index_or_the_new_one() {
    lose_power("refresh", with_changes(), Mode::Record, REFRESH);
}

#[test]
fn without_power_a_refresh_that_removes_a_generation_is_the_old_index_or_the_new_one() {
    lose_power(
        "third generation",
        with_two_generations(),
        Mode::Record,
        REFRESH,
    );
}

#[test]
fn without_power_a_refresh_on_a_disk_without_links_is_the_old_index_or_the_new_one() {
    lose_power("no links", with_changes(), Mode::NoLinks, REFRESH);
}

#[test]
fn without_power_a_refresh_of_the_catalog_alone_is_the_old_index_or_the_new_one() {
    lose_power("catalog alone", touched(), Mode::NoLinks, REFRESH);
}

#[test]
fn without_power_a_full_rebuild_is_the_old_index_or_the_new_one() {
    let job = ["reindex", "--threads=1", "--full"];
    lose_power("full rebuild", with_changes(), Mode::Record, &job);
}

#[test]
fn without_power_a_rollback_is_done_or_not() {
    let job = ["rollback", "--in", "news"];
    lose_power("rollback", unchanged(), Mode::Record, &job);
}

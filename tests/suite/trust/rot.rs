//! Damage that leaves names, times and mostly lengths as they are, in every kind of file of an index, followed by jobs
//! that carry files over and merge them. No job makes a healthy looking index from damaged parts.

use super::export::export;
use super::{Chance, is_long};
use crate::harness::Archive;
use dateline::index::{IndexError, IndexStore};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const CONFIG: &str = "\
[archive.news]
folders = [\"articles\"]
index = \"idx\"
[watch.zebras]
existing = true
query = \"zebra\"
hook = [\"false\"]
";

fn article(headline: &str) -> String {
    format!("{headline}\n\nThe body of {headline} is long enough for a phrase.\n")
}

/// A file of many records.
fn stream(numbers: &[u32]) -> String {
    let lines = numbers.iter();
    let lines =
        lines.map(|number| format!("{{\"headline\": \"No {number}\", \"body\": \"Text.\"}}\n"));
    lines.collect()
}

/// An archive with segments of several jobs, deleted articles, and alerts that were not delivered.
fn archive() -> Archive {
    let archive = Archive::new();
    // How many segments there are depends on the number of threads.
    let reindex = || archive.run(&["reindex", "--threads", "1"]).exits(3);
    fs::write(archive.beside("dateline.toml"), CONFIG).unwrap();
    for number in 0..60 {
        archive.write(
            &format!("old/{number:02}.txt"),
            article(&format!("Zebra {number}")),
        );
    }
    archive.write("stream.jsonl", stream(&[1, 2, 3]));
    reindex();
    archive.write("more.txt", article("Another zebra"));
    reindex();
    archive.remove("old/00.txt");
    archive.write("stream.jsonl", stream(&[4, 1, 3]));
    archive.write("last.txt", article("The last zebra"));
    reindex();
    archive.run(&["verify", "--in", "news"]).exits(0);
    archive
}

/// The files of the current generation and those beside the generations, by what kind of file each is.
fn kinds(index: &Path) -> BTreeMap<String, PathBuf> {
    let generation = index.join("generations/00000003");
    let mut kinds: BTreeMap<String, PathBuf> = BTreeMap::new();
    for folder in [index, &generation, &generation.join("tantivy")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let is_lock = ["lock", "gitignore"].iter().any(|end| name.ends_with(end));
            if path.is_dir() || is_lock {
                continue;
            }
            let folder = folder.file_name().unwrap().to_str().unwrap();
            // The files of segments have random names.
            let kind = match name.rsplit_once('.') {
                Some((segment, end)) if segment.len() >= 32 => end.to_owned(),
                _ => format!("{folder}/{name}"),
            };
            // The largest of a kind is of the first job.
            let size = |path: &Path| fs::metadata(path).unwrap().len();
            match kinds.get(&kind) {
                Some(other) if size(other) >= size(&path) => {}
                _ => drop(kinds.insert(kind, path)),
            }
        }
    }
    kinds
}

/// Changes a file and puts its time back, as a disk that loses bytes does.
fn rot(file: &Path, how: &str, chance: &mut Chance) {
    let time = fs::metadata(file).unwrap().modified().unwrap();
    let mut bytes = fs::read(file).unwrap();
    let at = match how {
        "first byte" => 0,
        "last byte" => bytes.len() - 1,
        // Another digit may be the number of another generation that is there.
        "a byte" if file.ends_with("CURRENT") => 0,
        _ => chance.below(bytes.len()),
    };
    match how {
        "deleted" => return fs::remove_file(file).unwrap(),
        "cut" => bytes.truncate(at),
        _ => bytes[at] ^= 1 << chance.below(8),
    }
    write_unseen(file, &bytes, time);
}

/// Writes a file and puts its time back. Generations share files, and a disk loses the bytes of all
/// of them.
fn write_unseen(file: &Path, bytes: &[u8], time: SystemTime) {
    fs::write(file, bytes).unwrap();
    let file = File::options().write(true).open(file).unwrap();
    file.set_modified(time).unwrap();
}

type Step = fn(&Archive);

/// What is changed in the articles, so that the next job carries files over, or merges them.
const STEPS: [(&str, Step); 3] = [
    ("adds", |archive| {
        archive.write("new.txt", article("A new zebra"));
    }),
    ("deletes", |archive| archive.remove("old/07.txt")),
    ("merges", |archive| {
        for number in 10..55 {
            archive.remove(&format!("old/{number}.txt"));
        }
    }),
];

#[test]
fn damage_is_never_merged_or_sealed_as_if_it_were_whole() {
    let mut chance = Chance::printed("rot");
    let ways = ["a byte", "first byte", "last byte", "cut", "deleted"];
    let mut turn = 0;
    let (mut stopped, mut found_later) = (0, 0);
    let count = kinds(&archive().beside("idx")).len();
    assert!(count >= 16, "{count} kinds of files");
    for place in 0..count {
        for (step, apply) in STEPS {
            for (number, how) in ways.into_iter().enumerate() {
                turn += 1;
                if !is_long() && (turn + number) % 11 != 0 {
                    continue;
                }
                let archive = archive();
                let index = archive.beside("idx");
                let (kind, file) = kinds(&index).into_iter().nth(place).unwrap();
                let what = format!("{kind}: {how}; a job that {step}");
                // An archive may be without a report.
                if kind == "idx/report.json" && how == "deleted" {
                    continue;
                }
                rot(&file, how, &mut chance);
                let verified = archive.run(&["verify", "--in", "news"]).explained();
                assert!(verified.contains("exit Some(2)"), "{what}\n{verified}");
                apply(&archive);
                let ran = archive.run(&["reindex", "--allow-removals"]);
                assert!(
                    !ran.stderr().contains("panicked"),
                    "{what}\n{}",
                    ran.explained()
                );
                let verified = archive.run(&["verify", "--in", "news"]);
                // The next job replaces the report.
                if kind == "idx/report.json" {
                    verified.exits(0);
                    continue;
                }
                if ran.stderr().contains("dateline repair") {
                    stopped += 1;
                } else {
                    found_later += 1;
                }
                let verified = verified.explained();
                // A job writes the places of articles again, from the lists, and `verify` compares both.
                if kind.ends_with("/places") && verified.contains("exit Some(0)") {
                    continue;
                }
                assert!(verified.contains("exit Some(2)"), "{what}\n{verified}");
                let repaired = archive
                    .run(&["repair", "news", "--allow-removals"])
                    .exits(0);
                archive.run(&["verify", "--in", "news"]).exits(0);
                let fresh = archive.beside("fresh");
                archive
                    .run(&["index", ".", "--index", fresh.to_str().unwrap()])
                    .exits(0);
                // What was not damaged is not rebuilt; the next job brings the rest.
                archive.run(&["reindex", "--allow-removals"]).exits(3);
                let (after, fresh) = (IndexStore::at(index.clone()), IndexStore::at(fresh));
                assert!(export(&after) == export(&fresh), "{what}");
                // Every alert is there, or it is said that lines cannot be read.
                let alerts = after.alerts().unwrap().len();
                let said = repaired.stderr();
                let is_told = said.contains("cannot be read") || how == "cut";
                assert!(
                    alerts >= 62 || is_told,
                    "{what}: {alerts}\n{said}\n{verified}"
                );
            }
        }
    }
    println!("{stopped} jobs stopped; {found_later} times `verify` found what was carried over");
    assert!(stopped > 0 && found_later > 0);
}

/// The engine panics on some of these bytes while it opens a segment.
#[test]
fn an_index_with_any_damaged_column_is_opened_or_called_damaged() {
    let archive = archive();
    let index = archive.beside("idx");
    let columns = kinds(&index).remove("fast").unwrap();
    let time = fs::metadata(&columns).unwrap().modified().unwrap();
    let whole = fs::read(&columns).unwrap();
    let store = IndexStore::at(index);
    let mut damaged = 0;
    for at in (0..whole.len())
        .step_by(7)
        .chain(whole.len() - 200..whole.len())
    {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        write_unseen(&columns, &bytes, time);
        match store.current() {
            Ok(_) => {}
            Err(IndexError::Corrupt { .. }) => damaged += 1,
            Err(error) => panic!("byte {at}: {error}"),
        }
    }
    assert!(damaged > 0);
    archive.run(&["repair", "news"]).exits(0);
    archive.run(&["search", "--in", "news", "zebra"]).exits(0);
}

#[test]
fn a_missing_file_of_positions_stops_a_job_that_has_nothing_to_do() {
    let archive = archive();
    let positions = kinds(&archive.beside("idx")).remove("pos").unwrap();
    fs::remove_file(&positions).unwrap();
    archive
        .run(&["reindex"])
        .exits(2)
        .says(".pos is missing or is no file")
        .says("dateline repair ");
    archive.run(&["repair", "news"]).exits(0);
    archive
        .run(&["search", "--in", "news", "\"long enough for\""])
        .exits(0);
}

#[test]
fn damaged_records_of_alerts_lose_no_alert_and_stop_the_job_that_needs_them() {
    for (name, line) in [
        ("alerts.jsonl", "is not what was written"),
        ("alerts.state", "alerts.state"),
    ] {
        let archive = archive();
        let file = archive.beside("idx").join(name);
        let text = fs::read_to_string(&file).unwrap();
        // A letter of a headline: it is still JSON.
        let damaged = text.replacen("Zebra 41", "Zebra 47", 1);
        assert_ne!(damaged, text);
        fs::write(&file, damaged).unwrap();
        archive.run(&["verify", "--in", "news"]).exits(2).says(name);
        archive.write("new.txt", article("A new zebra"));
        let ran = archive.run(&["reindex"]);
        let said = ran.stderr();
        assert!(
            said.contains(line) && said.contains("dateline repair"),
            "{}",
            ran.explained()
        );
        archive
            .run(&["repair", "news"])
            .exits(0)
            .says(&format!("{name} was damaged; it is kept as {name}.damaged"));
        archive.run(&["verify", "--in", "news"]).exits(0);
        assert!(
            archive
                .beside("idx")
                .join(format!("{name}.damaged"))
                .is_file()
        );
        // Nothing was delivered so far, so everything still is.
        fs::write(
            archive.beside("dateline.toml"),
            CONFIG.replace("false", "true"),
        )
        .unwrap();
        let told = archive.run(&["reindex", "--alerts"]).exits(0).stdout();
        let told = told.lines().count();
        let expected = if name == "alerts.state" {
            2..=63
        } else {
            63..=64
        };
        assert!(expected.contains(&told), "{name}: {told}");
        assert_eq!(archive.run(&["reindex", "--alerts"]).exits(0).stdout(), "");
        assert!(
            IndexStore::at(archive.beside("idx"))
                .alerts()
                .unwrap()
                .len()
                >= 63
        );
    }
}

#[test]
fn a_damaged_report_is_found_and_set_aside() {
    let archive = archive();
    let report = archive.beside("idx/report.json");
    let text = fs::read_to_string(&report).unwrap();
    fs::write(&report, text.replacen("published", "publisher", 1)).unwrap();
    archive
        .run(&["verify", "--in", "news"])
        .exits(2)
        .says("report.json: is not what was written");
    archive
        .run(&["repair", "news"])
        .exits(0)
        .says("report.json is removed")
        .says("the articles are not damaged");
    archive.run(&["verify", "--in", "news"]).exits(0);
    let store = IndexStore::at(archive.beside("idx"));
    assert_eq!(
        store.current_number().unwrap(),
        Some(3),
        "nothing is rebuilt"
    );
}

#[test]
fn files_beside_the_generations_are_repaired_at_once_whatever_their_length() {
    const LENGTH: u64 = 1 << 40;
    for name in ["alerts.jsonl", "alerts.state", "report.json"] {
        let archive = archive();
        let path = archive.beside("idx").join(name);
        let file = File::options().write(true).open(&path).unwrap();
        // It takes no space on the disk.
        file.set_len(LENGTH).unwrap();
        archive.run(&["verify", "--in", "news"]).exits(2).says(name);
        archive
            .run(&["repair", "news"])
            .exits(0)
            .says(&format!("{name} was damaged; it is kept as {name}.damaged"));
        let kept = fs::metadata(path.with_added_extension("damaged")).unwrap();
        assert_eq!(kept.len(), LENGTH, "{name}");
        archive.run(&["verify", "--in", "news"]).exits(0);
        let alerts = IndexStore::at(archive.beside("idx")).alerts().unwrap();
        assert_eq!(alerts.len(), 62, "{name}");
    }
}

//! An index with random changes, as somebody might make them who wants to do harm: every command ends, says what is
//! wrong, and changes nothing outside.
//!
//! All files keep one time, so that nothing looks written to since it was sealed and the bytes are really read. In half
//! of the cases the seal is made to fit.

use super::super::{Chance, is_long};
use super::{TRAPS, Trap, archive, contents, end_of, set};
use crate::harness::Archive;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

/// They only read.
const READERS: [&[&str]; 11] = [
    &["search", "--in", ".", "troops"],
    &["search", "--in", ".", "\"the last\" OR tro* -left"],
    &[
        "search",
        "--in",
        ".",
        "--format",
        "json",
        "--sort",
        "oldest",
        "body:left",
    ],
    &[
        "search",
        "--in",
        ".",
        "--queries",
        "topics.tsv",
        "--format",
        "trec",
    ],
    &["show", "--in", ".", "a.txt"],
    &["show", "--in", ".", "1"],
    &["status", "--in", ".", "--problems"],
    &["generations", "--in", "."],
    &["verify", "--in", "."],
    &["verify", "--in", ".", "--sources"],
    &["parse", "a.txt"],
];

/// Each of them gets the same changed index.
const WRITERS: [&[&str]; 6] = [
    &["rollback", "--in", "."],
    &["index", "."],
    &["reindex", "."],
    &["reindex", "--config", "../dateline.toml"],
    &["repair", "."],
    &["reindex", ".", "--full"],
];

/// The files below a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What was made a link or a device is not changed again: that would change what is outside.
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            found.extend(files(&path));
        } else if kind.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What JSON and numbers are replaced by.
const WORDS: [&str; 12] = [
    "-1",
    "0",
    "18446744073709551615",
    "1e999",
    "null",
    "[]",
    "{}",
    "\"../../../../outside/precious\"",
    "\"/etc/passwd\"",
    "\"\\u001b]0;x\\u0007\"",
    "99999999999999999999",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
];

/// Changes a file, and says how.
fn mutate(file: &Path, outside: &Path, chance: &mut Chance) -> String {
    let mut bytes = fs::read(file).unwrap_or_default();
    let at = chance.below(bytes.len().max(1));
    let how = match chance.below(8) {
        0 | 1 if !bytes.is_empty() => {
            bytes[at] ^= 1 << chance.below(8);
            format!("a bit of byte {at}")
        }
        2 => {
            let end = bytes.len().min(at + 8);
            bytes[at.min(end)..end].fill(0xff);
            format!("ones at {at}")
        }
        3 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        4 => {
            let length = 1 + chance.below(64);
            let some: Vec<u8> = (0..length)
                .map(|_| chance.below(256).to_le_bytes()[0])
                .collect();
            let end = bytes.len().min(at + length);
            bytes.splice(at.min(end)..end, some);
            format!("{length} random bytes at {at}")
        }
        5 => {
            // A file that has room for all the memory there is, and takes no space.
            let made = fs::File::options().write(true).open(file);
            made.and_then(|file| file.set_len(1 << 40)).unwrap();
            return "1 TiB long".to_owned();
        }
        6 => {
            // With a seal that fits, a huge file is really read.
            let traps = TRAPS.into_iter().filter(|trap| !matches!(trap, Trap::Huge));
            let trap = traps.cycle().nth(chance.below(64)).unwrap_or(Trap::Missing);
            set(trap, file, outside);
            return format!("{trap:?}");
        }
        _ => {
            let word = WORDS[chance.below(WORDS.len())];
            replace_a_value(&mut bytes, at, word);
            format!("{word} near {at}")
        }
    };
    fs::write(file, bytes).unwrap();
    how
}

/// Puts a word in the place of the first number or text of JSON after a place.
fn replace_a_value(bytes: &mut Vec<u8>, at: usize, word: &str) {
    let rest = bytes[at..]
        .iter()
        .position(|byte| *byte == b':' || *byte == b'[');
    let start = rest.map_or(at, |found| at + found + 1);
    let length = bytes[start..]
        .iter()
        .position(|byte| b",}]\n".contains(byte));
    let end = start + length.unwrap_or(0);
    bytes.splice(start..end, word.bytes());
}

/// Makes the seal of a generation fit its files, as its maker can.
fn seal_again(generation: &Path) {
    let Ok(seal) = fs::read_to_string(generation.join("seal")) else {
        return;
    };
    let mut lines = vec![seal.lines().next().unwrap_or_default().to_owned()];
    for line in seal.lines().skip(1) {
        let Some(name) = line.splitn(3, ' ').nth(2) else {
            continue;
        };
        let file = generation.join(name);
        let is_small =
            fs::symlink_metadata(&file).is_ok_and(|it| it.is_file() && it.len() < 1 << 30);
        let Ok(bytes) = (if is_small { fs::read(&file) } else { continue }) else {
            continue;
        };
        let from = if name.ends_with("json") || name == "alerts.jsonl" {
            0
        } else {
            bytes.len().saturating_sub(4096)
        };
        let hash = &blake3::hash(&bytes[from..]).to_hex()[..32];
        lines.push(format!("{hash} {} {name}", bytes.len()));
    }
    let text = lines.join("\n") + "\n";
    let hash = blake3::hash(text.as_bytes()).to_hex();
    fs::write(generation.join("seal"), format!("{text}{hash}\n")).unwrap();
}

/// Makes all files as old as each other.
fn make_old(folder: &Path) {
    let time = SystemTime::now() - Duration::from_hours(1);
    for path in files(folder) {
        if fs::symlink_metadata(&path).is_ok_and(|it| it.is_file()) {
            fs::File::open(&path).unwrap().set_modified(time).unwrap();
        }
    }
}

/// An index with two generations, alerts and a report.
fn full_archive() -> Archive {
    let archive = archive();
    archive.write("topics.tsv", "1\ttroops leave\n2\tlast\n");
    let config = "[archive.news]\nfolders = [\"articles\"]\nindex = \"articles/.dateline\"\n\
                  [watch.troops]\nquery = \"troops\"\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive.run(&["reindex", "news"]).exits(0);
    archive.write("b.txt", "Troops return\n\nThey came back.\n");
    archive.run(&["reindex", "news"]).exits(0);
    archive
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    let made = Command::new("cp").arg("-a").args([from, to]).status();
    assert!(made.unwrap().success());
}

/// Changes a copy of an index in one to three places, and says how.
fn change(index: &Path, outside: &Path, chance: &mut Chance) -> Vec<String> {
    let mut changes = Vec::new();
    for _ in 0..=chance.below(3) {
        let all = files(index);
        let file = &all[chance.below(all.len())];
        let name = file.strip_prefix(index).unwrap().display().to_string();
        changes.push(format!("{name}: {}", mutate(file, outside, chance)));
    }
    if chance.below(2) == 0 {
        for number in 1..4 {
            let generation = index.join(format!("generations/{number:08}"));
            let seal = fs::symlink_metadata(generation.join("seal"));
            if seal.is_ok_and(|it| it.is_file() && it.len() < 1 << 20) {
                seal_again(&generation);
                changes.push("sealed again".to_owned());
            }
        }
    }
    make_old(index);
    changes
}

/// Runs a command on a changed index. Returns whether it said that something is wrong.
fn ends_well(archive: &Archive, command: &[&str], what: &str) -> bool {
    let stderr = archive.beside("stderr");
    let mut child = archive.command(&archive.folder());
    let child = child
        .args(command)
        .stdout(Stdio::null())
        .stderr(fs::File::create(&stderr).unwrap())
        .spawn()
        .unwrap();
    let status = end_of(child, what);
    let said = fs::read(stderr).unwrap();
    let has_control = said.iter().any(|byte| [7, 0x1b].contains(byte));
    let said = String::from_utf8_lossy(&said);
    assert!(
        status.code().is_some_and(|code| code <= 4),
        "{what}: {status}\n{said}"
    );
    assert!(!said.contains("panicked"), "{what}\n{said}");
    assert!(!has_control, "{what}\n{said:?}");
    status.code() == Some(2)
}

#[test]
fn whatever_bytes_an_index_has_nothing_outside_changes_and_every_command_ends() {
    let mut chance = Chance::printed("mutations");
    let mutations = if is_long() { 1000 } else { 6 };
    let archive = full_archive();
    let index = archive.store().path().to_owned();
    let outside = archive.beside("outside");
    let before = contents(&outside);
    let (kept, hostile) = (archive.beside("kept"), archive.beside("hostile"));
    fs::rename(&index, &kept).unwrap();
    let mut clear = 0;
    for number in 0..mutations {
        copy(&kept, &hostile);
        let changes = change(&hostile, &outside, &mut chance);
        copy(&hostile, &index);
        let writers = WRITERS.iter().map(|command| (command, true));
        for (command, writes) in READERS
            .iter()
            .map(|command| (command, false))
            .chain(writers)
        {
            if writes {
                copy(&hostile, &index);
            }
            let what = format!("{number}: {changes:?}, {command:?}");
            clear += u32::from(ends_well(&archive, command, &what));
            assert_eq!(contents(&outside), before, "{what}");
        }
    }
    println!("{mutations} mutations: {clear} commands failed with a message");
}

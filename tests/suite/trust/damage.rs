//! Damaged bytes of an index: `verify` names the file, a search answers correctly or fails clearly, and nothing
//! panics or hangs.

use super::{Chance, is_long};
use crate::harness::{Archive, sample_corpus};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Longer than any search of the sample takes on a slow machine.
const LONGEST: Duration = Duration::from_mins(1);

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs the program and waits. If it takes too long, it is killed and the test fails.
fn run(archive: &Archive, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut child = archive
        .command(&archive.folder())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > LONGEST {
            child.kill().unwrap();
            panic!("{arguments:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Damages the bytes of a file and says how; `None` if the file is to be deleted.
fn damage(bytes: &[u8], chance: &mut Chance) -> (String, Option<Vec<u8>>) {
    let at = chance.below(bytes.len().max(1));
    let mut damaged = bytes.to_vec();
    match chance.below(4) {
        0 if !bytes.is_empty() => {
            damaged[at] ^= 1 << chance.below(8);
            (format!("a bit of byte {at} flipped"), Some(damaged))
        }
        1 if bytes[at..].iter().take(64).any(|byte| *byte != 0) => {
            damaged
                .iter_mut()
                .skip(at)
                .take(64)
                .for_each(|byte| *byte = 0);
            (format!("zeroed from {at}"), Some(damaged))
        }
        2 if !bytes.is_empty() => {
            damaged.truncate(at);
            (format!("cut at {at}"), Some(damaged))
        }
        _ => ("deleted".to_owned(), None),
    }
}

#[test]
fn damage_anywhere_is_reported_and_never_causes_a_panic() {
    let mut chance = Chance::printed("damage");
    let places = if is_long() { 200 } else { 50 };
    let archive = sample_corpus();
    archive.index();
    let search = ["search", "troops", "withdrawal"];
    let right = run(&archive, &search).1;
    let index = archive.folder().join(".dateline");
    let unimportant = ["writer.lock", ".gitignore"];
    let files: Vec<_> = files(&index)
        .into_iter()
        .filter(|file| !unimportant.iter().any(|name| file.ends_with(name)))
        .collect();
    let mut failed = 0;
    assert!(files.len() <= places, "each file is damaged: {files:?}");
    for place in 0..places {
        let file = &files[place % files.len()];
        let bytes = fs::read(file).unwrap();
        let (how, damaged) = damage(&bytes, &mut chance);
        match damaged {
            Some(damaged) => fs::write(file, damaged).unwrap(),
            None => fs::remove_file(file).unwrap(),
        }
        let what = format!("{}: {how}", file.display());
        let (code, _, stderr) = run(&archive, &["verify"]);
        assert_eq!(code, Some(2), "{what}\n{stderr}");
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(stderr.contains(name), "{what}\n{stderr}");
        let (code, stdout, stderr) = run(&archive, &search);
        assert!(code.is_some(), "{what}: ended by a signal");
        assert!(!stderr.contains("panicked"), "{what}\n{stderr}");
        if code == Some(0) {
            assert_eq!(stdout, right, "{what}");
        } else {
            failed += 1;
            assert!(
                stderr.contains("hint") || code == Some(1),
                "{what}\n{stderr}"
            );
        }
        fs::write(file, bytes).unwrap();
    }
    println!("{places} places: {failed} searches failed clearly, the others answered correctly");
    archive.run(&["verify", "--sources"]).exits(0);
}

#[test]
fn a_damaged_index_is_repaired_from_its_articles() {
    let archive = sample_corpus();
    archive.index();
    let before = super::export::export(&archive.store());
    archive.run(&["repair"]).exits(0).says("nothing is damaged");
    let tantivy = archive
        .folder()
        .join(".dateline/generations/00000001/tantivy");
    for file in files(&tantivy)
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "store"))
    {
        fs::write(file, "x").unwrap();
    }
    archive
        .run(&["verify"])
        .exits(2)
        .says(".store: has 1 bytes")
        .says("dateline repair");
    archive
        .run(&["repair"])
        .exits(0)
        .says("generation 2 published");
    archive.run(&["verify"]).exits(0).says("nothing is damaged");
    assert!(before == super::export::export(&archive.store()));
    assert_eq!(archive.store().generations().unwrap(), [2]);
}

#[test]
fn verify_reports_sources_that_changed_since_the_last_refresh() {
    let archive = Archive::of(&[("a.txt", "Alpha\n\nBody.\n"), ("b.txt", "Beta\n\nBody.\n")]);
    archive.index();
    archive
        .run(&["verify", "--sources"])
        .exits(0)
        .says("2 sources compared");
    archive.write("b.txt", "Gamma\n\nBody.\n");
    archive
        .run(&["verify", "--sources"])
        .exits(0)
        .says("1 file changed since");
}

//! The n-th call to the operating system fails, once or from then on. The old generation or the new one is current,
//! and the next job repairs the rest.
//!
//! A preloaded library (`tests/faults/shim.c`) counts the opens, writes, syncs, renames, links and new folders below
//! the archive and its index, by this program and by the engine, and makes one of them fail. It does not see system
//! calls that are made without the C library: the engine's renames of `meta.json`.

use super::export::export;
use super::{Chance, is_long};
use crate::harness::{Archive, Ran};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CODES: [(&str, &str); 4] = [
    ("EIO", "5"),
    ("EACCES", "13"),
    ("EMFILE", "24"),
    ("ENOSPC", "28"),
];

/// Compiles the library; `None` if there is no C compiler.
fn shim(folder: &Path) -> Option<PathBuf> {
    let library = folder.join("shim.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .arg("-ldl")
        .status();
    built
        .is_ok_and(|status| status.success())
        .then_some(library)
}

fn article(headline: &str) -> String {
    format!("{headline}\n\nZebra body of {headline}.\n")
}

/// An archive with one generation, and changes since then.
fn changed_archive() -> Archive {
    let archive = Archive::new();
    for number in 0..4 {
        archive.write(&format!("{number}.txt"), article(&format!("Old {number}")));
    }
    archive.run(&["reindex", "."]).exits(0);
    archive.write("0.txt", article("Edited"));
    archive.write("sub/4.txt", article("New"));
    archive.remove("1.txt");
    archive
}

struct Fault<'a> {
    library: &'a Path,
    at: usize,
    always: bool,
    code: &'a str,
}

fn run(archive: &Archive, fault: &Fault) -> (Option<i32>, String, usize) {
    let folder = archive.folder().canonicalize().unwrap();
    let count = archive.beside("count");
    let mut command = archive.command(&folder);
    command
        .args(["reindex", "--threads=1", "."])
        .env("LD_PRELOAD", fault.library)
        .env("FAULT_UNDER", &folder)
        .env("FAULT_COUNT", &count)
        .env("FAULT_AT", fault.at.to_string())
        .env("FAULT_ERRNO", fault.code);
    if fault.always {
        command.env("FAULT_ALWAYS", "1");
    }
    let output = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let calls = fs::read_to_string(count).unwrap_or_default();
    (
        output.status.code(),
        stderr,
        calls.trim().parse().unwrap_or(0),
    )
}

fn lines(text: &str) -> BTreeSet<&str> {
    text.lines()
        .map(|path| path.rsplit("articles/").next().unwrap())
        .collect()
}

fn search(archive: &Archive) -> Ran {
    archive.run(&["search", "--format", "paths", "zebra"])
}

#[test]
fn if_any_call_fails_the_index_is_complete_and_the_next_job_repairs_the_rest() {
    let home = tempfile::tempdir().unwrap();
    let Some(library) = shim(home.path()) else {
        println!("skipped: no C compiler");
        return;
    };
    let mut chance = Chance::printed("n-th fault");
    let untouched = changed_archive();
    let old = search(&untouched).exits(0).stdout();
    let none = Fault {
        library: &library,
        at: 0,
        always: false,
        code: "5",
    };
    let (code, stderr, calls) = run(&untouched, &none);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(calls > 50, "the library counts: {calls} calls");
    let (new, expected) = (
        search(&untouched).exits(0).stdout(),
        export(&untouched.store()),
    );
    let stride = if is_long() { 1 } else { calls / 12 };
    for always in [false, true] {
        let from = 1 + chance.below(stride);
        let places = (from..=calls).step_by(stride);
        // The last calls decide which generation is current.
        let last = (calls - 8..=calls).filter(|at| !(at - from).is_multiple_of(stride));
        for at in places.chain(last) {
            let (name, code) = CODES[chance.below(CODES.len())];
            let archive = changed_archive();
            let fault = Fault {
                library: &library,
                at,
                always,
                code,
            };
            let (ended, stderr, _) = run(&archive, &fault);
            let what = format!("call {at} of {calls}, {name}, always: {always}\n{stderr}");
            assert!(matches!(ended, Some(0 | 2 | 3 | 4)), "{ended:?} {what}");
            assert!(
                !stderr.contains("panicked") && !stderr.contains("defect"),
                "{what}"
            );
            let answered = search(&archive).exits(0).stdout();
            match ended {
                // The old articles of a file that could not be read stay, so the answer may be between old and new.
                Some(0) => {
                    let [old, new, answered] = [&old, &new, &answered].map(|own| lines(own));
                    assert!(answered.is_subset(&(&old | &new)), "{what}\n{answered:?}");
                    assert!(answered.is_superset(&(&old & &new)), "{what}\n{answered:?}");
                }
                Some(3) => assert!(answered == new, "{what}\n{answered}"),
                _ => assert!(answered == old, "{what}\n{answered}"),
            }
            archive.run(&["verify"]).exits(0);
            archive.run(&["reindex", "--allow-removals", "."]).exits(0);
            assert!(export(&archive.store()) == expected, "{what}");
        }
    }
}

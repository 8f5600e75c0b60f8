//! The n-th call to the operating system fails, once or from then on. The old generation or the new one is current,
//! and the next job repairs the rest.
//!
//! The tracer counts the calls that open, write, sync, rename, link, remove or make something below the archive and its
//! index, by this program and by the engine, and makes one of them fail.

use super::export::export;
use super::traced::{Mode, Tracer};
use super::{Chance, is_long};
use crate::harness::{Archive, Ran};
use std::collections::BTreeSet;

const CODES: [(&str, i32); 4] = [("EIO", 5), ("EACCES", 13), ("EMFILE", 24), ("ENOSPC", 28)];

fn article(headline: &str) -> String {
    format!("{headline}\n\nZebra body of {headline}.\n")
}

/// An archive with one generation, and changes since then.
fn changed_archive() -> Archive {
    let archive = Archive::new();
    for number in 0..4 {
        archive.write(&format!("{number}.txt"), article(&format!("Old {number}")));
    }
    let line = |number| format!("{{\"headline\": \"No {number}\", \"body\": \"Zebra\"}}\n");
    let stream = |numbers: &[u32]| {
        numbers
            .iter()
            .map(|number| line(*number))
            .collect::<String>()
    };
    archive.write("stream.jsonl", stream(&[1, 2, 3]));
    archive.run(&["reindex", "."]).exits(0);
    archive.write("stream.jsonl", stream(&[4, 1, 3]));
    archive.write("0.txt", article("Edited"));
    archive.write("sub/4.txt", article("New"));
    archive.remove("1.txt");
    archive
}

fn run(tracer: &Tracer, archive: &Archive, mode: Mode) -> (Option<i32>, String, usize) {
    let folder = archive.folder().canonicalize().unwrap();
    let mut command = archive.command(&folder);
    command.args(["reindex", "--threads=1", "."]);
    let ran = tracer.run(&folder, mode, &command);
    (ran.code, ran.stderr, ran.calls)
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
    let Some(tracer) = Tracer::new() else {
        return;
    };
    let mut chance = Chance::printed("n-th fault");
    let untouched = changed_archive();
    let old = search(&untouched).exits(0).stdout();
    let (code, stderr, calls) = run(&tracer, &untouched, Mode::Record);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(calls > 100, "the tracer counts: {calls} calls");
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
            let (ended, stderr, _) = run(&tracer, &archive, Mode::Fault { at, code, always });
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

//! Whatever happens to a file, the index and the report are right, and the counts add up.

use crate::harness::{Archive, found, settings};
use dateline::index::{BuildReport, BuildSettings, FileCounts};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

fn set_modified(archive: &Archive, name: &str, time: SystemTime) {
    let file = File::options()
        .write(true)
        .open(archive.folder().join(name))
        .unwrap();
    file.set_modified(time).unwrap();
}

type Step = fn(&Archive);

/// What is done to an archive of two files, the fates that the report has for them, and the word that is found then.
fn steps() -> Vec<(&'static str, Step, FileCounts, &'static str)> {
    let other = FileCounts {
        unchanged: 1,
        ..FileCounts::default()
    };
    let changed = FileCounts {
        changed: 1,
        ..other
    };
    let mut steps = edits(changed);
    steps.push((
        "nothing",
        |_| {},
        FileCounts {
            unchanged: 2,
            ..other
        },
        "alpha",
    ));
    steps.push((
        "touched with the same content",
        |archive| {
            set_modified(archive, "a.txt", SystemTime::now() + Duration::from_mins(1));
        },
        FileCounts {
            touched: 1,
            ..other
        },
        "alpha",
    ));
    steps.push((
        "renamed",
        |archive| {
            let folder = archive.folder();
            fs::rename(folder.join("a.txt"), folder.join("z.txt")).unwrap();
        },
        FileCounts { moved: 1, ..other },
        "alpha",
    ));
    steps.push((
        "removed",
        |archive| archive.remove("a.txt"),
        FileCounts {
            removed: 1,
            ..other
        },
        "",
    ));
    steps.push((
        "copied",
        |archive| archive.write("c.txt", article("Alpha")),
        FileCounts {
            added: 1,
            unchanged: 2,
            ..other
        },
        "alpha",
    ));
    steps
}

/// Edits that some way of detecting changes does not notice.
fn edits(changed: FileCounts) -> Vec<(&'static str, Step, FileCounts, &'static str)> {
    let edits: [(&str, Step); 4] = [
        ("edited to equal size, its time put back", |archive| {
            let path = archive.folder().join("a.txt");
            let before = fs::metadata(&path).unwrap().modified().unwrap();
            archive.write("a.txt", article("Omega"));
            set_modified(archive, "a.txt", before);
        }),
        (
            "replaced within the same second by a file of equal size and time",
            |archive| {
                let path = archive.folder().join("a.txt");
                let before = fs::metadata(&path).unwrap().modified().unwrap();
                archive.write("new", article("Omega"));
                set_modified(archive, "new", before);
                fs::rename(archive.folder().join("new"), path).unwrap();
            },
        ),
        ("an old file restored", |archive| {
            archive.write("a.txt", article("Omega"));
            let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_001);
            set_modified(archive, "a.txt", old);
        }),
        ("edited by a clock that went backwards", |archive| {
            archive.write("a.txt", article("Omega is longer"));
            set_modified(
                archive,
                "a.txt",
                SystemTime::now() - Duration::from_hours(24),
            );
        }),
    ];
    edits
        .into_iter()
        .map(|(what, step)| (what, step, changed, "omega"))
        .collect()
}

#[test]
fn every_kind_of_change_is_reported_as_what_it_is() {
    for (what, step, expected, word) in steps() {
        let archive = Archive::of(&[("a.txt", &article("Alpha")), ("b.txt", &article("Beta"))]);
        archive.index();
        step(&archive);
        let report = archive.index();
        assert_eq!(report.files, expected, "{what}");
        for candidate in ["alpha", "omega"] {
            let there = !found(&archive.generation(), candidate).is_empty();
            assert_eq!(there, candidate == word, "{what}: {candidate}");
        }
    }
}

#[test]
fn a_rebuild_reports_changes_as_a_refresh_does_and_keeps_problems() {
    for (what, step, expected, word) in steps() {
        let archive = Archive::of(&[("a.txt", &article("Alpha")), ("b.txt", &article("Beta"))]);
        archive.index();
        step(&archive);
        archive.write("c-empty.txt", "");
        let report = archive.index_with(&BuildSettings {
            full: true,
            ..settings()
        });
        let expected = FileCounts {
            failed: 1,
            ..expected
        };
        assert_eq!(report.files, expected, "{what}");
        assert_eq!(
            found(&archive.generation(), "omega").is_empty(),
            word != "omega"
        );
        let since = |report: &BuildReport| report.problems[0].since;
        let again = archive.index_with(&BuildSettings {
            full: true,
            ..settings()
        });
        assert_eq!(
            (since(&report), since(&again)),
            (Some(2), Some(2)),
            "{what}"
        );
        assert_eq!(
            again.files.unchanged,
            report.files.without_removed() - 1,
            "{what}"
        );
    }
}

/// Something that happens to a file.
#[derive(Debug, Clone)]
enum Act {
    Write(u8, u8),
    Empty(u8),
    Foreign(u8),
    Lines(u8, u8),
    Remove(u8),
    Rename(u8, u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0u8..8, 0u8..6).prop_map(|(file, text)| Act::Write(file, text)),
        (0u8..8).prop_map(Act::Empty),
        (0u8..8).prop_map(Act::Foreign),
        (0u8..8, 0u8..5).prop_map(|(file, lines)| Act::Lines(file, lines)),
        (0u8..8).prop_map(Act::Remove),
        (0u8..8, 0u8..8).prop_map(|(from, to)| Act::Rename(from, to)),
    ]
}

fn carry_out(archive: &Archive, act: &Act) {
    let name = |file: &u8| match file % 3 {
        0 => format!("{file}.txt"),
        1 => format!("sub/{file}.jsonl"),
        _ => format!("sub/deep/{file}.bin"),
    };
    match act {
        Act::Write(file, text) => archive.write(&name(file), article(&format!("Text {text}"))),
        Act::Empty(file) => archive.write(&name(file), ""),
        Act::Foreign(file) => archive.write(&name(file), [0u8, 159, 146, 150]),
        Act::Lines(file, lines) => {
            let line = |number| format!("{{\"title\":\"Line {number}\"}}\nbroken\n");
            archive.write(&name(file), (0..*lines).map(line).collect::<String>());
        }
        Act::Remove(file) => {
            let _ = fs::remove_file(archive.folder().join(name(file)));
        }
        Act::Rename(from, to) => {
            let to = archive.folder().join(name(to));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            let _ = fs::rename(archive.folder().join(name(from)), to);
        }
    }
}

fn paths(archive: &Archive) -> BTreeSet<String> {
    let catalog = archive.generation().catalog().unwrap();
    catalog
        .entries()
        .iter()
        .map(|entry| entry.path.to_string())
        .collect()
}

fn check_consistency(archive: &Archive, report: &BuildReport, before: &BTreeSet<String>) {
    let after = paths(archive);
    let files = report.files;
    assert_eq!(files.without_removed(), after.len() as u64, "{files:?}");
    assert_eq!(
        report.articles_of.without_removed(),
        report.articles,
        "{report:?}"
    );
    assert_eq!(archive.generation().searcher().num_docs(), report.articles);
    let gone = before.difference(&after).count() as u64;
    assert_eq!(files.removed + files.moved, gone, "{files:?}");
    assert_eq!(report.moves.len() as u64, files.moved);
    let new = after.difference(before).count() as u64;
    assert!(
        files.added + files.moved <= new,
        "{files:?} of {new} new ones"
    );
    let flagged = |fate: &str| {
        let listed = report.problems.iter();
        listed
            .filter(|own| own.problem.kind.as_str() == fate)
            .count()
    };
    assert!(
        flagged("empty") as u64 <= files.failed + files.skipped,
        "{files:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if super::is_long() { 128 } else { 12 }))]
    #[test]
    fn counts_add_up_whatever_happens_between_jobs(
        runs in prop::collection::vec((prop::collection::vec(act(), 0..6), any::<bool>()), 1..5)
    ) {
        let archive = Archive::new();
        archive.write("always.txt", article("Always"));
        archive.index();
        for (acts, full) in runs {
            let before = paths(&archive);
            for act in &acts {
                carry_out(&archive, act);
            }
            let report = archive.index_with(&BuildSettings { full, ..settings() });
            check_consistency(&archive, &report, &before);
        }
    }
}

//! Refreshing an index: only changed files are read, and the result equals a new index.

use crate::harness::{Archive, Silent, found, settings};
use dateline::article::ProblemKind;
use dateline::index::{FileCounts, build};
use std::fs;

fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

#[test]
fn each_file_is_counted_by_its_fate() {
    let archive = Archive::of(&[
        ("a.txt", &article("Alpha")),
        ("b.txt", &article("Beta")),
        ("c.txt", &article("Gamma")),
        ("d.txt", &article("Delta")),
        ("e.txt", ""),
        ("f.jpg", "x"),
    ]);
    let first = archive.index();
    assert_eq!(
        first.files,
        FileCounts {
            added: 4,
            failed: 1,
            skipped: 1,
            ..FileCounts::default()
        }
    );
    archive.write("b.txt", article("Brand new"));
    archive.remove("c.txt");
    archive.write("g.txt", article("Eta"));
    // The same content in a new file, as an editor or rsync writes it.
    let copy = archive.folder().join("copy");
    fs::write(&copy, article("Delta")).unwrap();
    fs::rename(&copy, archive.folder().join("d.txt")).unwrap();
    let second = archive.index();
    assert_eq!(
        second.files,
        FileCounts {
            added: 1,
            changed: 1,
            touched: 1,
            unchanged: 1,
            removed: 1,
            failed: 1,
            skipped: 1,
            ..FileCounts::default()
        }
    );
    assert_eq!(
        (second.before, second.after, second.articles),
        (Some(1), 2, 4)
    );
    assert_eq!(second.articles_written, 2);
    let generation = archive.generation();
    assert_eq!(found(&generation, "gamma beta"), Vec::<String>::new());
    assert_eq!(found(&generation, "brand"), ["b.txt"]);
    let third = archive.index();
    assert!(!third.published(), "without changes nothing is published");
    assert_eq!(third.files.unchanged, 4);
    assert_eq!(
        third.problems, second.problems,
        "problems are still reported"
    );
}

#[test]
fn an_index_that_lost_all_its_articles_gets_new_ones() {
    let archive = Archive::of(&[("a.txt", &article("Alpha"))]);
    archive.index();
    archive.write("a.txt", "");
    assert_eq!(archive.index().articles, 0);
    archive.write("a.txt", article("Omega"));
    assert_eq!(archive.index().articles, 1);
    assert_eq!(found(&archive.generation(), "omega"), ["a.txt"]);
}

#[test]
fn a_change_with_the_same_size_and_time_is_found() {
    let archive = Archive::of(&[("a.txt", &article("Alpha"))]);
    archive.index();
    let path = archive.folder().join("a.txt");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, article("Omega")).unwrap();
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(before)
        .unwrap();
    let report = archive.index();
    if cfg!(unix) {
        assert_eq!(report.files.changed, 1);
        assert_eq!(found(&archive.generation(), "omega"), ["a.txt"]);
    }
}

#[test]
fn a_moved_file_is_found_in_its_new_place() {
    let archive = Archive::of(&[
        ("old/a.txt", &article("Alpha")),
        ("b.txt", &article("Beta")),
    ]);
    archive.index();
    fs::rename(archive.folder().join("old"), archive.folder().join("new")).unwrap();
    archive.index();
    assert_eq!(found(&archive.generation(), "alpha"), ["new/a.txt"]);
}

#[test]
fn all_records_of_a_changed_file_are_replaced() {
    let lines = |words: &[&str]| -> String {
        let lines: Vec<_> = words
            .iter()
            .map(|word| format!("{{\"title\":\"{word}\"}}\n"))
            .collect();
        lines.concat()
    };
    let archive = Archive::of(&[("w.jsonl", &lines(&["alpha", "beta", "gamma"]))]);
    assert_eq!(archive.index().articles, 3);
    archive.write("w.jsonl", lines(&["delta", "beta"]));
    assert_eq!(archive.index().articles, 2);
    assert_eq!(
        found(&archive.generation(), "alpha gamma"),
        Vec::<String>::new()
    );
    assert_eq!(found(&archive.generation(), "beta"), ["w.jsonl#2"]);
}

#[test]
fn globs_select_the_files() {
    let archive = Archive::of(&[
        ("a.txt", &article("Alpha")),
        ("drafts/b.txt", &article("Beta")),
        ("wire/c.txt", &article("Gamma")),
    ]);
    archive
        .run(&["index", "--exclude", "drafts"])
        .exits(0)
        .says("2 added");
    archive
        .run(&["index", "--include", "wire/**"])
        .exits(0)
        .says("1 unchanged")
        .says("1 removed");
    archive
        .run(&["index", "--include", "["])
        .exits(2)
        .says("`[`");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_a_problem_and_its_articles_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::of(&[
        ("a.txt", &article("Alpha")),
        ("closed/b.txt", &article("Beta")),
        ("c.txt", &article("Gamma")),
    ]);
    archive.index();
    let mode = |name: &str, mode| {
        let path = archive.folder().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("closed", 0o000);
    mode("c.txt", 0o000);
    if fs::read_dir(archive.folder().join("closed")).is_ok() {
        // Root can read everything, so there is nothing to test.
        mode("closed", 0o755);
        return;
    }
    let report = archive.index();
    mode("closed", 0o755);
    mode("c.txt", 0o644);
    assert_eq!(report.articles, 3, "{report:?}");
    assert_eq!(report.files.kept, 2);
    let unreadable = report
        .problems
        .iter()
        .filter(|p| p.problem.kind == ProblemKind::Unreadable);
    assert_eq!(unreadable.count(), 2);
    assert_eq!(found(&archive.generation(), "beta"), ["closed/b.txt"]);
    let again = archive.index();
    assert_eq!((again.articles, again.problems.len()), (3, 0), "{again:?}");
}

#[test]
fn a_missing_folder_changes_nothing() {
    let archive = Archive::of(&[("a.txt", &article("Alpha"))]);
    archive.index();
    let gone = archive.beside("gone");
    assert!(build(&gone, &archive.store(), &settings(), &Silent).is_err());
    assert_eq!(archive.generation().number(), 1);
}

#[test]
fn a_full_run_reads_everything_again() {
    let archive = Archive::of(&[("a.txt", &article("Alpha"))]);
    archive.run(&["index"]).exits(0);
    archive
        .run(&["index"])
        .exits(0)
        .says("generation 1 is current")
        .says("1 unchanged");
    archive
        .run(&["index", "--full"])
        .exits(0)
        .says("generation 2 published")
        .says("rebuilt: --full")
        .says("1 unchanged");
}

#[test]
fn a_large_file_is_streamed_and_not_indexed_again_if_only_touched() {
    let archive = Archive::new();
    let body = "word ".repeat(2_000);
    let lines: Vec<_> = (0..600)
        .map(|number| format!("{{\"title\":\"Number {number}\",\"text\":\"{body}\"}}\n"))
        .collect();
    let lines = lines.concat();
    assert!(lines.len() > 5 << 20);
    archive.write("big.jsonl", &lines);
    let first = archive.index();
    assert_eq!(
        (first.articles, first.bytes_read),
        (600, lines.len() as u64)
    );
    archive.write("big.jsonl", &lines);
    let second = archive.index();
    assert_eq!((second.files.touched, second.articles_written), (1, 0));
}

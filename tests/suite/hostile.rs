//! Files that are odd, broken or malicious are listed and never stop a run.

use crate::harness::{Archive, found, sample_corpus};
use dateline::article::ProblemKind;
use proptest::prelude::*;

#[test]
fn the_odd_files_of_the_corpus_have_the_expected_problems() {
    let archive = sample_corpus();
    let report = archive.index();
    let problems: Vec<(String, ProblemKind)> = report
        .problems
        .iter()
        .map(|own| (own.path.to_string(), own.problem.kind))
        .collect();
    for (path, kind) in [
        ("odd/binary.txt", ProblemKind::NotText),
        ("odd/empty.txt", ProblemKind::Empty),
        ("odd/blank.txt", ProblemKind::Empty),
        ("odd/broken.jsonl", ProblemKind::Malformed),
        ("odd/broken.jsonl", ProblemKind::NoText),
        ("odd/broken-utf8.txt", ProblemKind::BadEncoding),
        ("odd/cut-short.txt.gz", ProblemKind::Damaged),
        ("odd/members.zip", ProblemKind::Empty),
        ("odd/ambiguous-date.txt", ProblemKind::AmbiguousDate),
        ("odd/future-date.txt", ProblemKind::FutureDate),
        ("judgments.toml", ProblemKind::UnknownFormat),
    ] {
        assert!(
            problems.contains(&(path.to_owned(), kind)),
            "{path} {kind}: {problems:?}"
        );
    }
    let generation = archive.generation();
    assert_eq!(
        found(&generation, "path:odd/old-date.txt")[0],
        "odd/old-date.txt"
    );
    let json = archive
        .run(&["show", "odd/old-date.txt", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["published"], "1605-06-01");
    let json = archive
        .run(&["show", "odd/future-date.txt", "--format", "json"])
        .exits(0)
        .json();
    assert!(json["published"].is_null(), "{json}");
    let json = archive
        .run(&["show", "odd/month-only.txt", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(
        (&json["published"], &json["precision"]),
        (&"2021-01".into(), &"month".into())
    );
}

#[cfg(unix)]
#[test]
fn file_names_of_any_bytes_are_indexed_shown_and_printed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let names: [&[u8]; 6] = [
        b"caf\xe9.txt",
        b"two\nlines.txt",
        b"-n.txt",
        b"it's \"quoted\" $(x).txt",
        b"back\\x41slash.txt",
        b"hash#3.txt",
    ];
    let archive = Archive::new();
    for name in names {
        std::fs::write(
            archive.folder().join(OsStr::from_bytes(name)),
            "Zebra\n\nZebra.\n",
        )
        .unwrap();
    }
    let report = archive.index();
    assert_eq!(
        (report.articles, report.problems.len()),
        (6, 0),
        "{report:?}"
    );
    let ran = archive
        .run(&["search", "zebra", "--format", "paths", "-0"])
        .exits(0);
    let mut printed: Vec<&[u8]> = ran
        .stdout_bytes()
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .collect();
    printed.sort_unstable();
    let mut expected = names.to_vec();
    expected.sort_unstable();
    assert_eq!(printed, expected);
    archive
        .run(&["show", "hash#3.txt"])
        .exits(0)
        .prints("Zebra");
    archive.write("gone.txt", "x");
    assert_eq!(
        archive.index().files.unchanged,
        6,
        "the next run recognises them"
    );
}

#[test]
fn a_link_loop_a_pipe_and_an_unknown_format_do_not_stop_a_run() {
    let archive = Archive::of(&[("a.txt", "Zebra\n\nBody.\n"), ("b.xyz", "?")]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", archive.folder().join("loop")).unwrap();
    archive.run(&["index", "--follow"]).exits(0).says("1 added");
    archive.run(&["search", "zebra"]).exits(0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_bytes_in_any_file_give_articles_or_problems(
        files in prop::collection::vec(
            ("[a-z]{1,6}\\.(txt|jsonl|text|bin)", prop::collection::vec(any::<u8>(), 0..300)),
            1..6,
        )
    ) {
        let archive = Archive::new();
        for (name, bytes) in &files {
            archive.write(name, bytes);
        }
        let report = archive.index();
        let counts = report.files;
        let names: std::collections::HashSet<_> = files.iter().map(|(name, _)| name).collect();
        prop_assert_eq!(counts.added + counts.failed + counts.skipped, names.len() as u64);
        prop_assert_eq!(archive.generation().searcher().num_docs(), report.articles);
    }
}

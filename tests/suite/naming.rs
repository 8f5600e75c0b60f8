//! How archives, files and hits are named on the command line: in one way by every command.

use crate::archives::{configure, two};
use crate::harness::Archive;
use std::fs;
use std::process::Command;

#[test]
fn an_archive_is_named_in_one_way_by_every_command() {
    let archive = two();
    configure(&archive);
    let above = archive.beside("");
    archive.run(&["index", "wire", "--full"]).exits(0);
    for command in [
        &["verify"][..],
        &["status"],
        &["generations"],
        &["repair"],
        &["reindex"],
        &["index"],
        &["rollback", "--to", "1"],
    ] {
        for name in [&["wire"][..], &["--in", "wire"], &["articles/wire"]] {
            archive.run_in(&above, &[command, name].concat()).exits(0);
        }
        archive
            .run_in(&above, &[command, &["none"]].concat())
            .exits(2)
            .says("no folder none");
    }
    archive
        .run_in(&above, &["rollback", "wire", "--in", "kayhan"])
        .exits(2);
    archive
        .run_in(&above, &["generations"])
        .exits(2)
        .says("dateline.toml has 2 archives");
    archive
        .run_in(&archive.folder().join("wire"), &["repair"])
        .exits(0)
        .says("nothing is damaged");
    archive
        .run_in(&above, &["rollback", "wire", "--to", "2"])
        .exits(0)
        .says("dateline rollback --to 1 --in wire");
}

#[test]
fn nonsense_is_refused_with_what_would_be_right() {
    let archive = two();
    for (arguments, right) in [
        (&["index", "wire", "--max-file-size", "0"][..], "512MiB"),
        (&["index", "wire", "--max-file-size", "1B"], "at least 1KiB"),
        (&["index", "wire", "--memory", "0"], "512MiB"),
        (&["index", "wire", "--memory", "1kB"], "or more"),
        (&["index", "wire", "--threads", "0"], "1 or more"),
        (&["reindex", "wire", "--keep", "0"], "1 or more"),
        (&["generations", "wire", "--keep", "-1"], "-1"),
        (&["search", "--timeout", "0s", "x"], "such as 2s"),
        (&["search", "--in", "", "x"], "a value is required"),
        (
            &[
                "search", "--in", "wire", "--in", "kayhan", "--index", "i", "x",
            ],
            "one folder",
        ),
        (
            &["search", "--all", "--in", "wire", "x"],
            "cannot be used with",
        ),
    ] {
        archive.run(arguments).exits(2).says(right);
    }
}

#[test]
fn minus_is_standard_input_or_output() {
    let archive = two();
    let piped = |line: &str| {
        let program = env!("CARGO_BIN_EXE_dateline");
        let line = line.replace("dateline", program);
        let mut command = Command::new("sh");
        command.args(["-c", &line]).current_dir(archive.folder());
        command.env("DATELINE_STATE", archive.beside("state"));
        let output = command.output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8(text).unwrap()
    };
    let report = piped("dateline reindex --quiet --report - wire");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["exit_code"], 0);
    assert!(!archive.folder().join("-").exists());
    let synonyms = piped("echo 'harvest, crop' | dateline search --in wire --aliases - crop");
    assert!(synonyms.contains("Harvest"), "{synonyms}");
    fs::write(archive.beside("qrels"), "1 0 x 1\n").unwrap();
    let topics = "printf '1\\tharvest\\n' | dateline eval --in wire --qrels ../qrels --topics -";
    let measured = piped(topics);
    assert!(measured.contains("ndcg@10"), "{measured}");
    for twice in [
        "dateline eval --in wire --qrels - --topics - </dev/null",
        "dateline search --in wire --queries - --aliases - --format jsonl </dev/null",
    ] {
        let said = piped(twice);
        assert!(said.contains("standard input is named twice"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_waited_for_after_saying_so() {
    let archive = Archive::new();
    let line = "mkfifo pipe && { dateline parse pipe & sleep 1; echo 'Alpha' > pipe; wait; } 2>&1";
    let line = line.replace("dateline", env!("CARGO_BIN_EXE_dateline"));
    let mut command = Command::new("sh");
    let output = command.args(["-c", &line]).current_dir(archive.folder());
    let text = String::from_utf8(output.output().unwrap().stdout).unwrap();
    assert!(
        text.contains("pipe is a pipe: waiting for what is written to it"),
        "{text}"
    );
    assert!(text.contains("Alpha"), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn each_script_has_a_last_search_of_its_own() {
    let archive = two();
    let script = |lines: &str| {
        let lines = lines.replace("dateline", env!("CARGO_BIN_EXE_dateline"));
        let mut command = Command::new("setsid");
        // Without a controlling terminal the parent process counts, which is this shell.
        command
            .args(["-w", "sh", "-c", &lines])
            .current_dir(archive.folder());
        command.env("DATELINE_STATE", archive.beside("state"));
        let output = command.output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let own = script("dateline search --in wire harvest; dateline show 1; dateline show 9; :");
    assert!(own.contains("A good harvest"), "{own}");
    assert!(
        own.contains("no rank 9: the last search in this terminal showed rank 1 of 1"),
        "{own}"
    );
    let other = script("dateline show 1; :");
    assert!(
        other.contains("there was no search in this terminal before"),
        "{other}"
    );
    let pipeline = script("dateline search --in wire harvest | cat; dateline cite 1 | cat");
    assert!(pipeline.contains("Harvest.”"), "{pipeline}");
}

//! The report of a job: its schema, its contents, and where it can be written.

use crate::harness::Archive;
use crate::reindex::{article, configured};
use std::fs;
use std::path::Path;

/// The report of the last run, validated with its schema.
pub(crate) fn report(archive: &Archive) -> serde_json::Value {
    let report = serde_json::from_slice(&fs::read(archive.beside("run.json")).unwrap()).unwrap();
    if let Err(error) = against_schema(&report) {
        panic!("{error:#}\n{report:#}");
    }
    report
}

fn against_schema(report: &serde_json::Value) -> Result<(), String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let schema = compiler
        .compile(file.to_str().unwrap(), &mut schemas)
        .unwrap();
    schemas
        .validate(report, schema)
        .map_err(|error| error.to_string())
}

pub(crate) fn report_argument(archive: &Archive) -> String {
    format!("--report={}", archive.beside("run.json").display())
}

#[test]
fn every_report_is_valid_and_the_schema_rejects_invalid_ones() {
    let archive = Archive::of(&[("a.txt", &article("Zebra")), ("b.txt", ""), ("c.xyz", "?")]);
    let config = "[archive.news]\nfolders = [\"articles\"]\n[archive.gone]\nfolders = [\"gone\"]\n\
        [watch.zebras]\nexisting = true\nquery = \"zebra\"\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    let argument = report_argument(&archive);
    archive.run(&["reindex", &argument]).exits(2);
    let good = report(&archive);
    let news = &good["archives"][1];
    assert_eq!(news["alerts"][0]["headline"], "Zebra");
    assert_eq!(news["problems"].as_array().unwrap().len(), 2);
    assert!(
        good["peak_memory_bytes"]
            .as_u64()
            .is_none_or(|bytes| bytes > 1 << 20)
    );
    for (pointer, value) in [
        ("/format_version", serde_json::json!(2)),
        ("/archives/1/files/added", serde_json::json!(-1)),
        ("/archives/1/outcome", serde_json::json!("done")),
        ("/archives/1/started", serde_json::json!("today")),
        ("/archives/0/error", serde_json::json!(null)),
        (
            "/archives/1/problems/0/since_generation",
            serde_json::json!("1"),
        ),
    ] {
        let mut wrong = good.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(against_schema(&wrong).is_err(), "{pointer}");
    }
    let mut wrong = good.clone();
    wrong["archives"][1]
        .as_object_mut()
        .unwrap()
        .remove("files");
    assert!(against_schema(&wrong).is_err());
    let hooks = fs::read(archive.folder().join(".dateline/report.json")).unwrap();
    against_schema(&serde_json::from_slice(&hooks).unwrap()).unwrap();
}

#[cfg(unix)]
#[test]
fn the_disk_space_that_a_first_index_needs_is_estimated() {
    let archive = configured(&["a.txt"], "");
    let argument = report_argument(&archive);
    archive.run(&["reindex", &argument]).exits(0);
    let space = report(&archive)["archives"][0]["space_bytes"].clone();
    // Nothing is estimated if the free space is larger than all files on the disk.
    if !space.is_null() {
        let size = article("a.txt").len() as u64;
        assert!(space["needed"].as_u64().unwrap() >= size, "{space}");
        assert!(space["free"].as_u64().unwrap() > 0, "{space}");
    }
}

#[test]
fn a_problem_has_the_generation_that_first_had_it() {
    let archive = configured(&["a.txt"], "");
    archive.write("b.txt", "");
    archive.run(&["reindex"]).exits(0);
    archive.write("c.txt", "");
    archive.write("a.txt", article("other"));
    let argument = report_argument(&archive);
    archive.run(&["reindex", &argument]).exits(0);
    let problems = &report(&archive)["archives"][0]["problems"];
    assert_eq!(
        (&problems[0]["path"], &problems[0]["since_generation"]),
        (&"b.txt".into(), &1.into())
    );
    assert_eq!(
        (&problems[1]["path"], &problems[1]["since_generation"]),
        (&"c.txt".into(), &2.into())
    );
    // The file changes but is still empty, so the problem is not new.
    archive.write("b.txt", " ");
    archive.run(&["reindex", &argument]).exits(0);
    let problems = report(&archive)["archives"][0]["problems"].clone();
    assert_eq!(problems[0]["since_generation"], 1, "{problems}");
    let status = archive.run(&["status", "--format", "json"]).exits(0).json();
    assert_eq!(status["problems"], problems, "a status says the same");
}

#[test]
fn a_report_that_cannot_be_written_fails_before_the_job() {
    let archive = configured(&["a.txt"], "");
    archive
        .run(&["reindex", "--report", "nowhere/run.json"])
        .exits(2)
        .says("cannot write a report to nowhere/run.json");
    assert!(!archive.store().exists());
    archive
        .run(&["reindex", "--dry-run", "--report=run.json"])
        .exits(2)
        .says("cannot be used with");
}

#[cfg(unix)]
#[test]
fn a_report_is_written_to_pipes_and_link_targets_without_replacing_them() {
    let archive = configured(&["a.txt"], "");
    let printed = archive
        .run(&["reindex", "--report", "/dev/stdout"])
        .exits(0)
        .json();
    assert_eq!(printed["archives"][0]["outcome"], "published");
    let (link, file) = (archive.beside("link.json"), archive.beside("run.json"));
    fs::write(&file, "old").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let argument = format!("--report={}", link.display());
    archive.run(&["reindex", &argument]).exits(0);
    assert_eq!(report(&archive)["archives"][0]["outcome"], "current");
    assert!(link.is_symlink());
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_does_not_fit_on_the_disk_does_not_fail_the_job() {
    let archive = configured(&["a.txt"], "");
    archive
        .run(&["reindex", "--report=/dev/full"])
        .exits(3)
        .says("news: generation 1 published")
        .says("cannot write /dev/full: No space left");
    assert!(!Path::new("/dev/full").is_file());
}

#[cfg(unix)]
#[test]
fn two_moved_files_with_equal_content_keep_their_own_origins() {
    let archive = configured(&[], "");
    archive.write("a.txt", article("Twin"));
    archive.write("b.txt", article("Twin"));
    archive.run(&["reindex"]).exits(0);
    for (from, to) in [("a.txt", "z.txt"), ("b.txt", "y.txt")] {
        fs::rename(archive.folder().join(from), archive.folder().join(to)).unwrap();
    }
    let argument = report_argument(&archive);
    archive
        .run(&["reindex", &argument])
        .exits(0)
        .says("2 moved");
    let moves = &report(&archive)["archives"][0]["moves"];
    let expected = serde_json::json!([
        {"from": "a.txt", "to": "z.txt"},
        {"from": "b.txt", "to": "y.txt"}
    ]);
    assert_eq!(moves, &expected);
}

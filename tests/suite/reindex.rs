//! Jobs: what they do, refuse and report, and with which exit code they end.

use crate::harness::Archive;
use std::fs;
use std::path::Path;

pub(crate) fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

/// An archive with a configuration of one archive, `news`, and these further settings.
pub(crate) fn configured(files: &[&str], settings: &str) -> Archive {
    let archive = Archive::new();
    for name in files {
        archive.write(name, article(name));
    }
    let config = format!("[archive.news]\nfolders = [\"articles\"]\n{settings}\n");
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive
}

/// The report of the last run, held against its schema.
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

#[test]
fn every_report_is_as_its_schema_says_and_the_schema_says_something() {
    let archive = Archive::of(&[("a.txt", &article("Zebra")), ("b.txt", ""), ("c.xyz", "?")]);
    let config = "[archive.news]\nfolders = [\"articles\"]\n[archive.gone]\nfolders = [\"gone\"]\n\
        [watch.zebras]\nquery = \"zebra\"\n";
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

pub(crate) fn report_argument(archive: &Archive) -> String {
    format!("--report={}", archive.beside("run.json").display())
}

#[test]
fn a_job_refreshes_reports_and_ends_with_nought() {
    let archive = configured(&["a.txt", "b.txt", "c.txt", "old/d.txt"], "");
    archive
        .run(&["reindex"])
        .exits(0)
        .says("news: generation 1 published, 4 articles; 4 added");
    archive
        .run(&["reindex"])
        .exits(0)
        .says("news: generation 1 is current, 4 articles; 4 unchanged");
    archive.write("b.txt", article("Brand new"));
    archive.write("e.txt", article("Epsilon"));
    archive.remove("c.txt");
    fs::rename(archive.folder().join("old"), archive.folder().join("new")).unwrap();
    let argument = report_argument(&archive);
    archive
        .run(&["reindex", &argument])
        .exits(0)
        .says("1 added, 1 changed, 1 moved, 1 unchanged, 1 removed");
    let report = report(&archive);
    let own = &report["archives"][0];
    assert_eq!(own["outcome"], "published");
    assert_eq!(
        (&own["generation_before"], &own["generation_after"]),
        (&1.into(), &2.into())
    );
    assert_eq!(own["moves"][0]["from"], "old/d.txt");
    assert_eq!(own["moves"][0]["to"], "new/d.txt");
    assert_eq!(own["articles"]["by_fate"]["removed"], 1);
    assert_eq!(own["articles"]["after"], 4);
}

#[test]
fn quiet_says_nothing_unless_something_is_wrong() {
    let archive = configured(&["a.txt"], "");
    let ran = archive.run(&["reindex", "--quiet"]).exits(0);
    assert_eq!((ran.stderr(), ran.stdout()), (String::new(), String::new()));
    archive.remove("a.txt");
    archive
        .run(&["reindex", "--quiet"])
        .exits(4)
        .says("news: refused");
}

#[cfg(unix)]
#[test]
fn each_of_two_files_with_one_content_moved_from_where_it_was() {
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

#[cfg(unix)]
#[test]
fn the_room_that_is_needed_is_estimated_before_a_first_index_too() {
    let archive = configured(&["a.txt"], "");
    let argument = report_argument(&archive);
    archive.run(&["reindex", &argument]).exits(0);
    let space = report(&archive)["archives"][0]["space_bytes"].clone();
    // Where there is room for all that the disk holds, nothing is estimated.
    if !space.is_null() {
        let size = article("a.txt").len() as u64;
        assert!(space["needed"].as_u64().unwrap() >= size, "{space}");
        assert!(space["free"].as_u64().unwrap() > 0, "{space}");
    }
}

#[test]
fn a_problem_is_known_since_the_run_that_met_it() {
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
    // The file changes and is as empty as before: nothing new.
    archive.write("b.txt", " ");
    archive.run(&["reindex", &argument]).exits(0);
    let problems = report(&archive)["archives"][0]["problems"].clone();
    assert_eq!(problems[0]["since_generation"], 1, "{problems}");
}

#[test]
fn one_archive_that_fails_does_not_stop_the_others_and_the_code_is_the_worst() {
    let archive = Archive::of(&[("a.txt", &article("a"))]);
    let config =
        "[archive.a-gone]\nfolders = [\"gone\"]\n[archive.b-here]\nfolders = [\"articles\"]\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    let argument = report_argument(&archive);
    archive
        .run(&["reindex", &argument])
        .exits(2)
        .says("a-gone: cannot read the folder")
        .says("b-here: generation 1 published");
    let report = report(&archive);
    let outcomes: Vec<_> = (0..2)
        .map(|own| report["archives"][own]["outcome"].clone())
        .collect();
    assert_eq!(outcomes, ["failed", "published"]);
    assert_eq!(report["exit_code"], 2);
}

#[test]
fn a_plain_folder_is_refreshed_as_its_last_run_read_it() {
    let archive = Archive::of(&[("a.txt", &article("a")), ("drafts/b.txt", &article("b"))]);
    archive.run(&["index", "--exclude", "drafts"]).exits(0);
    archive.write("c.txt", article("c"));
    archive
        .run(&["reindex", "."])
        .exits(0)
        .says("1 added, 1 unchanged");
    archive
        .run(&["reindex"])
        .exits(2)
        .says("no archive is named");
    archive
        .run(&["reindex", "nowhere"])
        .exits(2)
        .says("no folder nowhere");
}

#[test]
fn a_checksum_finds_what_size_and_times_hide() {
    let archive = configured(&["a.txt", "b.txt"], "");
    archive.run(&["reindex"]).exits(0);
    archive
        .run(&["reindex", "--checksum"])
        .exits(0)
        .says("generation 1 is current, 2 articles; 2 unchanged");
}

#[test]
fn another_language_rebuilds_and_finds_its_words() {
    let archive = Archive::new();
    archive.write(
        "a.txt",
        "Les nationalités\n\nLe gouvernement a décidé les nominations.\n",
    );
    let config = |language: &str| {
        let text = format!("[archive.news]\nfolders = [\"articles\"]\nlanguage = \"{language}\"\n");
        fs::write(archive.beside("dateline.toml"), text).unwrap();
    };
    config("none");
    archive.run(&["reindex"]).exits(0);
    archive.run(&["search", "nomination"]).exits(1);
    archive.run(&["search", "nominations"]).exits(0);
    config("french");
    archive
        .run(&["reindex"])
        .exits(0)
        .says("rebuilt: words are to be read in another language");
    archive.run(&["search", "nomination"]).exits(0);
    archive.run(&["search", "nationalité"]).exits(0);
}

#[test]
fn a_time_without_an_offset_is_that_of_the_zone() {
    let archive = configured(&[], "timezone = \"Asia/Tehran\"");
    archive.write(
        "a.jsonl",
        "{\"title\":\"Alpha\",\"date\":\"2021-01-19T22:00\",\"text\":\"x\"}\n",
    );
    archive.run(&["reindex"]).exits(0);
    archive
        .run(&["show", "a.jsonl", "--format", "json"])
        .exits(0)
        .prints("2021-01-19T22:00+03:30");
}

#[test]
fn a_report_that_cannot_be_written_is_known_before_the_job() {
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
fn a_report_goes_into_pipes_and_through_links_and_never_in_their_place() {
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

/// `/dev/full` is a disk without room.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_finds_no_room_does_not_make_a_job_one_that_failed() {
    let archive = configured(&["a.txt"], "");
    archive
        .run(&["reindex", "--report=/dev/full"])
        .exits(3)
        .says("news: generation 1 published")
        .says("cannot write /dev/full: No space left");
    assert!(!Path::new("/dev/full").is_file());
}

#[cfg(unix)]
fn script(archive: &Archive, name: &str, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = archive.beside(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

#[cfg(unix)]
#[test]
fn hooks_run_around_a_job_and_a_failing_before_stops_it() {
    let archive = configured(&["a.txt"], "");
    let log = archive.beside("log");
    let note = format!(
        "echo \"$DATELINE_HOOK $DATELINE_ARCHIVE $1 $DATELINE_EXIT_CODE\" >> {}",
        log.display()
    );
    let hook = script(&archive, "hook", &note);
    let copy = script(
        &archive,
        "copy",
        &format!(
            "{note}; cp \"$DATELINE_REPORT\" {}",
            archive.beside("run.json").display()
        ),
    );
    let failing = script(&archive, "failing", "exit 7");
    let config = |before: &str| {
        let text = format!(
            "[archive.news]\nfolders = [\"articles\"]\nbefore = [\"{before}\", \"a b;c\"]\n\
             after = [\"{copy}\"]\non-failure = [\"{hook}\"]\n"
        );
        fs::write(archive.beside("dateline.toml"), text).unwrap();
    };
    config(&hook);
    archive.run(&["reindex"]).exits(0);
    let said = fs::read_to_string(&log).unwrap();
    assert_eq!(
        said, "before news a b;c \nafter news  0\n",
        "no shell reads arguments"
    );
    assert_eq!(report(&archive)["archives"][0]["outcome"], "published");
    config(&failing);
    archive.write("b.txt", article("b"));
    archive
        .run(&["reindex"])
        .exits(2)
        .says("exit code 7")
        .says("nothing was done");
    assert!(
        fs::read_to_string(&log)
            .unwrap()
            .ends_with("on-failure news  2\n")
    );
    assert_eq!(archive.generation().number(), 1);
    let text = format!("[archive.news]\nfolders = [\"articles\"]\nafter = [\"{failing}\"]\n");
    fs::write(archive.beside("dateline.toml"), text).unwrap();
    archive
        .run(&["reindex", "--quiet"])
        .exits(3)
        .says("generation 2 published")
        .says("exit code 7");
}

#[test]
fn two_jobs_at_once_never_meet_and_the_second_may_wait() {
    let archive = configured(&["a.txt"], "");
    archive.run(&["reindex"]).exits(0);
    let lock = archive.store().lock().unwrap();
    let argument = report_argument(&archive);
    archive
        .run(&["reindex", &argument])
        .exits(75)
        .says("another process is writing");
    let busy = report(&archive)["archives"][0].clone();
    assert_eq!(busy["outcome"], "busy");
    assert_eq!(
        (&busy["generation_before"], &busy["generation_after"]),
        (&1.into(), &1.into())
    );
    let began = std::time::Instant::now();
    archive.run(&["reindex", "--wait", "1600ms"]).exits(75);
    // The pauses grow: the fifth alone would take as long again.
    let took = began.elapsed().as_secs_f64();
    assert!((1.6..3.0).contains(&took), "{took} s");
    let waiting = archive
        .command(&archive.folder())
        .args(["reindex", "--wait=1m"])
        .spawn();
    std::thread::sleep(std::time::Duration::from_millis(300));
    drop(lock);
    assert!(waiting.unwrap().wait().unwrap().success());
}

#[test]
fn the_readme_and_the_help_have_the_table_of_exit_codes() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let help = Archive::new().run(&["--help"]).stdout();
    let man = Archive::new().run(&["man"]).stdout();
    let (_, section) = readme.split_once("## Exit codes").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let table = dateline::cli::ExitStatus::TABLE;
    let expected = table.map(|(status, meaning)| format!("| {} | {meaning} |", status.code()));
    assert_eq!(rows.collect::<Vec<_>>(), expected);
    for (_, meaning) in table {
        let words: Vec<_> = meaning.split_whitespace().collect();
        let help: Vec<_> = help.split_whitespace().collect();
        assert!(
            help.windows(words.len()).any(|part| part == words),
            "{meaning}"
        );
        assert!(man.replace('\\', "").contains(meaning), "{meaning}");
    }
}

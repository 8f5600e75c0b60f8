//! Jobs: what they do, refuse and report, and their exit codes.

use crate::harness::Archive;
use crate::reports::{report, report_argument};
use std::fs;
use std::path::Path;

pub(crate) fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

/// An archive with a configuration file for one archive, `news`, with these additional settings.
pub(crate) fn configured(files: &[&str], settings: &str) -> Archive {
    let archive = Archive::new();
    for name in files {
        archive.write(name, article(name));
    }
    let config = format!("[archive.news]\nfolders = [\"articles\"]\n{settings}\n");
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive
}

#[test]
fn a_job_refreshes_reports_and_ends_with_exit_code_0() {
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
fn a_plain_folder_is_refreshed_with_the_options_of_its_last_run() {
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
fn a_job_with_checksums_finds_no_change_where_there_is_none() {
    let archive = configured(&["a.txt", "b.txt"], "");
    archive.run(&["reindex"]).exits(0);
    archive
        .run(&["reindex", "--checksum"])
        .exits(0)
        .says("generation 1 is current, 2 articles; 2 unchanged");
}

#[test]
fn another_language_rebuilds_the_index_and_its_words_are_found() {
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
fn a_time_without_an_offset_gets_the_one_of_the_time_zone() {
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

/// Writes a shell script, and returns its path.
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
fn hooks_run_before_and_after_a_job_and_a_failing_first_hook_stops_it() {
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
        "arguments do not pass through a shell"
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
fn two_jobs_never_run_at_once_and_the_second_may_wait() {
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
    // The pauses grow, so the fifth would double the time.
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
fn the_docs_and_the_help_have_the_table_of_exit_codes() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let docs = fs::read_to_string(docs).unwrap();
    let help = Archive::new().run(&["--help"]).stdout();
    let man = Archive::new().run(&["man"]).stdout();
    let (_, section) = docs.split_once("## Exit codes").unwrap();
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

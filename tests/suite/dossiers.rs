//! Dossiers: articles marked for a story, found again by `mark:`, whatever happens to the archive and to the file.

use crate::harness::Archive;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

fn article(id: &str, date: &str, headline: &str, body: &str) -> String {
    let record = json!({
        "id": id, "headline": headline, "published": date, "source": "North Lantern", "body": body
    });
    format!("{record}\n")
}

/// Four articles on a ferry, in two files.
fn archive() -> Archive {
    let archive = Archive::of(&[]);
    let mut wire = article(
        "F1",
        "2021-01-19",
        "Ferry sails",
        "The ferry sails at noon.",
    );
    wire += &article(
        "F2",
        "2021-02-01",
        "Ferry waits",
        "The ferry waits for the storm to end.",
    );
    wire += &article(
        "F3",
        "2021-03-01",
        "Ferry sinks",
        "The ferry sinks. Nobody is hurt.",
    );
    archive.write("wire.jsonl", wire);
    archive.write(
        "more.jsonl",
        article(
            "F4",
            "2021-04-01",
            "Ferry raised",
            "Divers raise the ferry.",
        ),
    );
    archive.index();
    archive
}

fn file(archive: &Archive) -> PathBuf {
    archive.beside("state").join("marks.jsonl")
}

/// The ids of what a query finds, sorted.
fn ids(archive: &Archive, query: &str) -> Vec<String> {
    let page = archive
        .run(&["search", query, "--sort", "oldest", "--format", "json"])
        .json();
    let hits = page["hits"].as_array().unwrap();
    hits.iter()
        .map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The marks as `marks --format json` prints them.
fn marks(archive: &Archive) -> Vec<Value> {
    let printed = archive
        .run(&["marks", "--format", "json"])
        .exits(0)
        .stdout();
    printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn ranks_ids_and_whole_queries_are_marked_and_found_again() {
    let archive = archive();
    archive
        .run(&["marks"])
        .exits(0)
        .says("no article is marked");
    archive
        .run(&["search", "ferry", "--sort", "oldest"])
        .exits(0);
    archive
        .run(&[
            "mark",
            "1",
            "3",
            "--as",
            "karsova",
            "--note",
            "denied twice",
        ])
        .exits(0)
        .says("2 articles marked as karsova: dateline search mark:karsova");
    assert_eq!(ids(&archive, "mark:karsova"), ["F1", "F3"]);
    archive
        .run(&["mark", "id:F1", "more.jsonl", "--as", "karsova"])
        .exits(0)
        .says("1 article marked as karsova, 1 article was in karsova already");
    assert_eq!(ids(&archive, "mark:karsova ferry"), ["F1", "F3", "F4"]);
    assert_eq!(ids(&archive, "ferry -mark:karsova"), ["F2"]);
    assert_eq!(ids(&archive, "mark:karsova sinks"), ["F3"]);
    archive
        .run(&["mark", "--query", "storm OR sinks", "--as", "storms"])
        .exits(0);
    assert_eq!(ids(&archive, "mark:storms"), ["F2", "F3"]);
    assert_eq!(ids(&archive, "mark:storms AND mark:karsova"), ["F3"]);
    archive
        .run(&["mark", "--query", "nothinglikethis", "--as", "storms"])
        .exits(1);
    let names = archive.run(&["marks"]).exits(0).stdout();
    assert_eq!(names, "karsova  3 articles\nstorms   2 articles\n");
    let list = archive.run(&["marks", "karsova"]).exits(0).stdout();
    insta::assert_snapshot!(list);
    archive
        .run(&["unmark", "id:F3", "--as", "karsova"])
        .exits(0)
        .says("1 article removed");
    assert_eq!(ids(&archive, "mark:karsova"), ["F1", "F4"]);
    archive
        .run(&["unmark", "id:F3", "--as", "karsova"])
        .exits(1)
        .says("nothing was removed");
    archive
        .run(&["unmark", "--as", "karsova"])
        .exits(2)
        .says("--everything");
    archive
        .run(&["unmark", "--everything", "--as", "karsova"])
        .exits(0);
    archive
        .run(&["search", "mark:karsova"])
        .exits(1)
        .says("no article is marked `karsova`; the names are storms");
    archive
        .run(&["search", "mark:storm"])
        .exits(1)
        .says("is `mark:storms` meant?");
}

#[test]
fn every_command_with_a_query_knows_marks() {
    let archive = archive();
    archive
        .run(&["mark", "id:F1", "id:F4", "--as", "karsova"])
        .exits(0);
    let run = |arguments: &[&str]| archive.run(arguments).exits(0).stdout();
    assert_eq!(run(&["export", "mark:karsova"]).lines().count(), 2);
    assert!(run(&["timeline", "mark:karsova", "--format", "json"]).contains("\"total\":2"));
    assert!(run(&["facets", "mark:karsova", "--by", "year"]).contains("2021"));
    assert!(run(&["kwic", "mark:karsova", "ferry"]).contains("raise the ferry"));
    assert_eq!(run(&["search", "mark:karsova", "--count"]).trim(), "2");
    archive.write("queries.tsv", "q1\tmark:karsova\n");
    let many = run(&["search", "--queries", "queries.tsv", "--format", "csv"]);
    assert_eq!(many.lines().count(), 3, "{many}");
    archive
        .run(&["search", "--save", "story", "mark:karsova raise"])
        .exits(0);
    assert_eq!(ids(&archive, "watch:story"), ["F4"]);
    let explained = archive
        .run(&["search", "--explain-query", "mark:karsova"])
        .exits(0);
    explained.says("query: must have a place in the dossier `karsova`");
    for typed in [
        &["search", "mark:k"][..],
        &["marks", "k"],
        &["mark", "1", "--as", "k"],
    ] {
        let offered = run(&[&["complete", "fish", "--"], typed].concat());
        assert!(offered.contains("karsova\t2 articles"), "{offered}");
    }
}

#[test]
fn marks_outlast_moved_files_rebuilds_and_corrections_and_name_what_is_gone() {
    let archive = archive();
    archive
        .run(&["mark", "--query", "ferry", "--as", "karsova"])
        .exits(0);
    let moved = fs::read_to_string(archive.folder().join("wire.jsonl")).unwrap();
    archive.remove("wire.jsonl");
    archive.write(
        "deep/er/renamed.jsonl",
        moved.replace("at noon", "at midnight"),
    );
    archive.remove("more.jsonl");
    archive.run(&["index", ".", "--full"]).exits(0);
    assert_eq!(ids(&archive, "mark:karsova"), ["F1", "F2", "F3"]);
    let list = marks(&archive);
    let states: Vec<_> = list
        .iter()
        .map(|own| own["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["changed", "there", "there", "gone"]);
    assert_eq!(list[3]["headline"], "Ferry raised");
    assert_eq!(list[1]["found_at"], "deep/er/renamed.jsonl#2");
    archive
        .run(&["marks", "karsova"])
        .exits(0)
        .prints("gone from ");
    archive
        .run(&["unmark", "F4", "--as", "karsova"])
        .exits(0)
        .says("1 article removed");
    // Marked again, the corrected article is not in the dossier twice.
    archive.run(&["mark", "id:F1", "--as", "karsova"]).exits(0);
    assert_eq!(ids(&archive, "mark:karsova"), ["F1", "F2", "F3"]);
}

#[test]
fn an_id_of_another_archive_is_another_article() {
    let archive = archive();
    let other = archive.beside("other");
    fs::create_dir(&other).unwrap();
    fs::write(
        other.join("x.jsonl"),
        article("F1", "2020-01-01", "Ferry of others", "Elsewhere."),
    )
    .unwrap();
    archive.run_in(&other, &["index", "."]).exits(0);
    archive.run(&["mark", "id:F1", "--as", "karsova"]).exits(0);
    let both = [
        "search",
        "mark:karsova",
        "--in",
        ".",
        "--in",
        "../other",
        "--format",
        "json",
    ];
    let page = archive.run(&both).exits(0).json();
    assert_eq!(page["total"], 1, "{page}");
    assert_eq!(page["hits"][0]["headline"], "Ferry sails");
    let elsewhere = archive
        .run_in(&other, &["marks", "karsova", "--format", "json"])
        .exits(0);
    assert_eq!(elsewhere.json()["state"], "unknown");
    let nowhere = archive
        .run_in(&archive.beside("state"), &["marks", "karsova"])
        .exits(0);
    nowhere.says("is not known").prints("Ferry sails");
}

#[test]
fn a_corrected_article_is_the_one_in_its_place() {
    let archive = archive();
    // Other articles have the id: in the archive, and in one whose folder has the same name.
    let other = article("F1", "2020-05-05", "Bakery prize", "The best bread.");
    archive.write("prize.jsonl", &other);
    archive.index();
    archive
        .run(&["mark", "wire.jsonl", "--as", "karsova"])
        .exits(0);
    let text = fs::read_to_string(archive.folder().join("wire.jsonl")).unwrap();
    archive.write("wire.jsonl", text.replace("at noon", "at midnight"));
    archive.index();
    let page = archive
        .run(&["search", "mark:karsova", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(page["total"], 1, "{page}");
    assert_eq!(page["hits"][0]["headline"], "Ferry sails");
    let folder = archive.folder();
    let namesake = archive.beside("far").join(folder.file_name().unwrap());
    fs::create_dir_all(&namesake).unwrap();
    fs::write(namesake.join("wire.jsonl"), other).unwrap();
    archive.run_in(&namesake, &["index", "."]).exits(0);
    archive
        .run_in(&namesake, &["search", "mark:karsova"])
        .exits(1);
}

#[test]
fn two_processes_at_once_lose_no_mark() {
    let archive = archive();
    let names: Vec<String> = (0..12).map(|number| format!("story-{number}")).collect();
    let running: Vec<_> = names
        .iter()
        .map(|name| {
            let mut command = archive.command(&archive.folder());
            command
                .args(["mark", "id:F1", "--as", name])
                .stderr(Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    for mut process in running {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!(marks(&archive).len(), names.len());
}

#[test]
fn a_damaged_file_is_told_and_never_written_over() {
    let archive = archive();
    archive.run(&["mark", "id:F1", "--as", "karsova"]).exits(0);
    let mut damaged = fs::read_to_string(file(&archive)).unwrap();
    damaged += "{\"mark\": half a li";
    fs::write(file(&archive), &damaged).unwrap();
    for arguments in [
        &["mark", "id:F2", "--as", "karsova"][..],
        &["unmark", "--everything", "--as", "karsova"],
        &["marks"],
        &["search", "mark:karsova"],
    ] {
        let ran = archive.run(arguments).exits(2);
        ran.says("is damaged or no file of marks: line 3")
            .says("hint: repair that line");
        assert_eq!(
            fs::read_to_string(file(&archive)).unwrap(),
            damaged,
            "{arguments:?}"
        );
    }
    // What does not ask for marks does not read them.
    archive.run(&["search", "ferry"]).exits(0);
    let newer = "{\"dateline_marks\":2}\n";
    fs::write(file(&archive), newer).unwrap();
    archive
        .run(&["mark", "id:F1", "--as", "a"])
        .exits(2)
        .says("version 2");
    assert_eq!(fs::read_to_string(file(&archive)).unwrap(), newer);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_marks_as_they_were() {
    let archive = archive();
    let note = "n".repeat(4096);
    archive
        .run(&["mark", "id:F1", "--as", "karsova", "--note", &note])
        .exits(0);
    let before = fs::read(file(&archive)).unwrap();
    // A limit on the length of files fails as a full disk does.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" mark id:F2 --as karsova --note \"$1\"";
    let mut command = std::process::Command::new("sh");
    let output = command
        .args([
            "-c",
            script,
            env!("CARGO_BIN_EXE_dateline"),
            &"m".repeat(8192),
        ])
        .current_dir(archive.folder())
        .env("DATELINE_STATE", archive.beside("state"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("which are unchanged: File too large"),
        "{said}"
    );
    assert!(said.contains("hint: make room on the disk"), "{said}");
    assert_eq!(fs::read(file(&archive)).unwrap(), before);
    let left = fs::read_dir(archive.beside("state")).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains(".new")),
        "{left:?}"
    );
}

#[test]
fn the_files_of_two_people_are_merged() {
    let archive = archive();
    archive
        .run(&["mark", "id:F1", "--as", "karsova", "--note", "theirs"])
        .exits(0);
    archive.run(&["mark", "id:F2", "--as", "karsova"]).exits(0);
    let theirs = archive.beside("theirs.jsonl");
    fs::write(
        &theirs,
        archive
            .run(&["marks", "karsova", "--format", "json"])
            .stdout(),
    )
    .unwrap();
    fs::remove_file(file(&archive)).unwrap();
    archive
        .run(&["mark", "id:F1", "--as", "karsova", "--note", "mine"])
        .exits(0);
    archive.run(&["mark", "id:F4", "--as", "karsova"]).exits(0);
    let path = theirs.to_str().unwrap();
    archive
        .run(&["marks", "--merge", path])
        .exits(0)
        .says("1 mark added; 1 got notes; 0 were there already");
    assert_eq!(ids(&archive, "mark:karsova"), ["F1", "F2", "F4"]);
    assert_eq!(marks(&archive)[0]["notes"], json!(["mine", "theirs"]));
    let once = fs::read(file(&archive)).unwrap();
    archive
        .run(&["marks", "--merge", path])
        .exits(0)
        .says("2 were there already");
    assert_eq!(fs::read(file(&archive)).unwrap(), once);
    // The file itself is merged as well.
    fs::copy(file(&archive), &theirs).unwrap();
    archive.run(&["marks", "--merge", path]).exits(0);
    fs::write(&theirs, "{\"mark\":\"a\"}\n").unwrap();
    archive
        .run(&["marks", "--merge", path])
        .exits(2)
        .says("your marks are unchanged");
    fs::write(
        &theirs,
        String::from_utf8(once.clone())
            .unwrap()
            .replace("karsova", "a b"),
    )
    .unwrap();
    archive
        .run(&["marks", "--merge", path])
        .exits(2)
        .says("cannot be the name of a dossier");
    assert_eq!(fs::read(file(&archive)).unwrap(), once);
}

#[test]
fn what_a_mark_says_never_controls_a_terminal_a_table_or_a_note() {
    let archive = Archive::of(&[]);
    let evil = "=HYPERLINK(\"x\") \u{1b}[2J*bold* <b>\u{202e}";
    archive.write("a.jsonl", article("E1", "2021-01-01", evil, "Evil ferry."));
    archive.index();
    archive
        .run(&[
            "mark",
            "id:E1",
            "--as",
            "karsova",
            "--note",
            "\u{1b}]0;t\u{7}# note",
        ])
        .exits(0);
    for format in ["text", "json", "csv", "markdown"] {
        let printed = archive
            .run(&["marks", "karsova", "--format", format])
            .exits(0)
            .stdout();
        assert!(
            !printed.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{format}: {printed:?}"
        );
        assert!(printed.contains("HYPERLINK"), "{format}: {printed:?}");
    }
    let csv = archive.run(&["marks", "--format", "csv"]).stdout();
    assert!(csv.contains("\"'=HYPERLINK"), "{csv}");
    let markdown = archive.run(&["marks", "--format", "markdown"]).stdout();
    assert!(
        markdown.contains("\\*bold\\*") && !markdown.contains("<b>"),
        "{markdown}"
    );
    for name in ["", "a b", "-x", "a\u{1b}"] {
        let name = format!("--as={name}");
        archive
            .run(&["mark", "id:E1", &name])
            .exits(2)
            .says("cannot be the name");
    }
}

#[test]
fn a_watch_of_a_job_cannot_ask_for_marks() {
    let archive = archive();
    let config = "[archive.news]\nfolder = \".\"\n[watch.story]\nquery = \"mark:karsova\"\n";
    archive.write("dateline.toml", config);
    archive
        .run(&["config", "check"])
        .exits(2)
        .says("asks for `mark:karsova`, which finds nothing in a job");
}

//! The place of an index, the folder it belongs to, and who may write to it.

use crate::harness::Archive;
use std::fs;

const ARTICLE: &str = "paper.example\n\nNews ID: 86685\nPublish Date : 19 January 2021 - 22:00\n\n\
    Bloc Confirms Troops Pullout\n\nBAGHDAD (Dispatches) – The bloc wants foreign troops out.\n";

#[test]
fn an_index_is_found_from_a_subfolder() {
    let archive = Archive::of(&[("deep/er/a.txt", ARTICLE)]);
    archive.run(&["index"]).exits(0);
    archive
        .run_in(&archive.folder().join("deep/er"), &["search", "pullout"])
        .exits(0)
        .prints("deep/er/a.txt");
}

#[test]
fn without_an_index_the_hint_names_the_command_that_makes_one() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive
        .run(&["search", "x"])
        .exits(2)
        .says("no index in")
        .says("dateline index .");
    archive.run(&["status"]).exits(2).says("dateline index .");
    archive
        .run(&["search", "--in", "nowhere", "x"])
        .exits(2)
        .says("no folder nowhere");
    archive
        .run(&["index", "a.txt"])
        .exits(2)
        .says("not a folder");
}

#[test]
fn the_index_may_be_in_another_place() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let index = archive.beside("elsewhere");
    let index = index.to_str().unwrap();
    archive.run(&["index", ".", "--index", index]).exits(0);
    assert!(!archive.folder().join(".dateline").exists());
    archive
        .run(&["search", "--index", index, "pullout"])
        .exits(0)
        .prints("a.txt");
    let mut command = archive.command(&archive.folder());
    command
        .env("DATELINE_INDEX", index)
        .args(["search", "pullout", "--format", "paths"]);
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a.txt\n");
    archive
        .run(&["status", "--in", ".", "--index", index])
        .exits(0)
        .prints("yes, the folder");
    // An index does not decide which folders are looked at.
    archive
        .run(&["status", "--index", index])
        .exits(0)
        .prints("unknown: name its folder too");
    archive
        .run(&["verify", "--sources", "--index", index])
        .exits(2)
        .says("--in FOLDER");
}

#[test]
fn an_index_inside_the_folder_is_not_walked() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let folder = archive.folder();
    let index = folder.join("idx");
    for _ in 0..2 {
        archive
            .run(&["index", ".", "--index", index.to_str().unwrap()])
            .exits(0);
    }
    archive
        .run(&["status", "--index", index.to_str().unwrap()])
        .prints("1 article in 1 of 1 file");
}

#[test]
fn an_index_belongs_to_one_folder_and_overwrites_nothing_else() {
    let archive = Archive::of(&[
        ("one/a.txt", ARTICLE),
        ("two/b.txt", ARTICLE),
        ("mine/CURRENT", "precious"),
        ("mine/generations/draft/x", "precious"),
    ]);
    archive.run(&["index", "one", "--index", "ix"]).exits(0);
    for arguments in [
        &["index", "two", "--index", "ix"][..],
        &["search", "--in", "two", "--index", "ix", "pullout"],
    ] {
        archive.run(arguments).exits(2).says("is of the folder");
    }
    archive
        .run(&["index", "two", "--index", "ix", "--full"])
        .exits(0);
    archive
        .run(&["index", "one", "--index", "mine"])
        .exits(2)
        .says("is not empty and is not an index");
    assert!(archive.folder().join("mine/generations/draft/x").exists());
    archive
        .run(&["index", "ix"])
        .exits(2)
        .says("is an index, not a folder of articles");
    archive.run(&["index", "one", "--index", "one"]).exits(2);
    // An index is never walked, whatever its name.
    archive.run(&["index"]).exits(0).says("files: 4 added\n");
}

#[test]
fn options_that_differ_from_the_last_run_are_reported() {
    let archive = Archive::of(&[("a.txt", ARTICLE), ("b.txt", ARTICLE)]);
    archive
        .run(&["index", "--exclude", "./b.txt"])
        .exits(0)
        .says("1 added");
    archive
        .run(&["index"])
        .exits(0)
        .says("reading as before: --exclude './b.txt'; --defaults forgets that")
        .says("1 unchanged");
    let other = archive.run(&["index", "--month-first"]).exits(0);
    other
        .says("1 article,")
        .says("dates are to be read in another order");
    let all = archive.run(&["index", "--defaults"]).exits(0);
    all.says("2 articles,")
        .says("dates are to be read in another order");
    archive.run(&["index", "--exclude", "./a.txt"]).exits(0);
    archive
        .run(&["index", "--exclude", "./b.txt"])
        .exits(0)
        .says("the options have changed; the run before had --exclude './a.txt'");
}

#[test]
fn the_hint_repeats_the_place_of_a_missing_index() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive
        .run(&["search", "--index", "nowhere", "x"])
        .exits(2)
        .says("name the folder of the articles as well as the index");
    let mut command = archive.command(&archive.folder());
    command
        .env("DATELINE_INDEX", "")
        .env("DATELINE_STATE", "")
        .args(["index"]);
    assert!(
        command.output().unwrap().status.success(),
        "an empty variable counts as unset"
    );
}

#[test]
fn an_index_can_be_read_by_everybody_who_can_read_its_folder() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.index();
    let generation = archive.folder().join(".dateline/generations/00000001");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode();
    let expected = mode(&generation.join("manifest.json"));
    for entry in fs::read_dir(generation.join("tantivy")).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.run(&["index"]).exits(0);
    let lock = archive.store().lock().unwrap();
    archive
        .run(&["index"])
        .exits(75)
        .says("another process is writing");
    archive.run(&["search", "pullout"]).exits(0);
    drop(lock);
    archive.run(&["index"]).exits(0);
}

#[test]
fn an_index_with_another_schema_or_analysis_must_be_rebuilt() {
    for (key, value, said) in [
        ("schema_version", serde_json::json!(99), "schema version 99"),
        ("analysis", serde_json::json!("other"), "another analysis"),
    ] {
        let archive = Archive::of(&[("a.txt", ARTICLE)]);
        archive.run(&["index"]).exits(0);
        let manifest = archive
            .folder()
            .join(".dateline/generations/00000001/manifest.json");
        let mut json: serde_json::Value =
            serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
        json[key] = value;
        fs::write(&manifest, json.to_string()).unwrap();
        archive
            .run(&["search", "pullout"])
            .exits(2)
            .says(said)
            .says("rebuild it: dateline index ");
        archive
            .run(&["index"])
            .exits(0)
            .says("rebuilt: ")
            .says("1 unchanged");
        archive.run(&["search", "pullout"]).exits(0);
    }
}

#[test]
fn an_index_below_is_named_and_a_file_is_shown_from_any_folder() {
    let archive = Archive::of(&[("deep/a.txt", ARTICLE)]);
    archive.index();
    let above = archive.beside("");
    archive
        .run_in(&above, &["search", "x"])
        .exits(2)
        .says("add --in . to search the indexes below it");
    let file = archive.folder().join("deep/a.txt");
    let whole = file.display().to_string();
    for name in [whole.as_str(), "articles/deep/a.txt"] {
        archive.run_in(&above, &["show", name]).exits(0);
    }
    archive
        .run_in(&above, &["show", "articles/deep/b.txt"])
        .exits(2);
}

#[test]
fn a_value_that_is_no_number_is_named() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    for (typed, said) in [
        (&["search", "x", "-n", "-1"][..], "invalid value '-1'"),
        (
            &["search", "x", "-n", "y"],
            "write a whole number, 0 or more",
        ),
        (&["facets", "--limit", "-1"], "invalid value '-1'"),
        (&["index", "--max-file-size", "-5"], "invalid value '-5'"),
        (
            &["rollback", "--to", "-1"],
            "write a whole number, 0 or more",
        ),
    ] {
        archive.run(typed).exits(2).says(said);
    }
}

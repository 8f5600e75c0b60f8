//! Folders that are searched and lie inside an indexed one, or above several, or have no index.

use crate::archives::{configure, two};
use crate::harness::Archive;
use std::fs;
use std::path::Path;

#[test]
fn a_folder_inside_an_indexed_one_is_searched_in_its_index() {
    let archive = two();
    let before = names(&archive.folder());
    archive
        .run(&["search", "--in", "kayhan/2020", "strike"])
        .exits(0)
        .says("note: searching kayhan/2020 in the index of ")
        .prints("2020/b.txt");
    archive
        .run(&["search", "--in", "kayhan/2020", "pullout"])
        .exits(1);
    let both = [
        "--in",
        "kayhan/2020",
        "--in",
        "wire",
        "--format",
        "paths",
        "--sort",
        "oldest",
    ];
    let found = archive
        .run(&[&["search", "--since", "2000"][..], &both].concat())
        .exits(0);
    let ends: Vec<_> = found
        .stdout()
        .lines()
        .map(|line| line.rsplit('/').next().unwrap().to_owned())
        .collect();
    assert_eq!(ends, ["c.txt", "b.txt", "a.txt"]);
    // What is suggested is in that folder, too.
    let typo = archive.run(&[
        "search",
        "--in",
        "kayhan/2020",
        "pullot",
        "--format",
        "json",
    ]);
    assert_eq!(typo.json()["suggestions"].as_array().unwrap().len(), 0);
    assert_eq!(names(&archive.folder()), before);
}

#[test]
fn a_folder_inside_is_searched_in_an_index_that_is_kept_elsewhere() {
    let archive = two();
    let index = ["--index", "elsewhere"];
    let run = |command: &[&str]| archive.run(&[command, &index[..]].concat());
    run(&["index", "kayhan"]).exits(0);
    run(&["search", "--in", "kayhan/2020", "strike"])
        .exits(0)
        .prints("2020/b.txt");
    run(&["search", "--in", "kayhan/2020", "pullout"]).exits(1);
    run(&["search", "--in", "wire", "pullout"])
        .exits(2)
        .says("is of the folder");
    run(&["search", "strike"]).exits(0);
    let json = archive.run(&[
        "search",
        "--in",
        "kayhan/2020",
        "strike",
        "--format",
        "json",
    ]);
    let note = json.json()["notes"][0].as_str().unwrap().to_owned();
    assert!(
        note.starts_with("searching kayhan/2020 in the index of "),
        "{note}"
    );
}

/// Every file and folder below a folder.
fn names(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(names(&path));
        }
        all.push(path);
    }
    all.sort();
    all
}

#[test]
fn a_folder_above_several_indexes_searches_them_and_says_what_is_in_none() {
    let archive = two();
    archive.write("loose.txt", "Loose\n\nPullout of no index.\n");
    archive.write("more/deep/d.txt", "Deep\n\nPullout.\n");
    let before = names(&archive.folder());
    let above = archive.beside("");
    archive
        .run_in(&above, &["search", "--in", "articles", "pullout"])
        .exits(0)
        .says("articles has no index: searching the 2 indexes below it: articles/kayhan, articles/wire")
        .says("2 files (loose.txt, more/deep/d.txt); to search all: dateline index articles")
        .prints("1–2 of 2 articles");
    assert_eq!(names(&archive.folder()), before);
    configure(&archive);
    archive
        .run_in(&above, &["search", "--in", "articles", "pullout"])
        .exits(0)
        .says("the 2 indexes below it: kayhan, wire");
}

#[cfg(unix)]
#[test]
fn a_link_below_a_folder_is_no_index() {
    let archive = two();
    let elsewhere = Archive::of(&[("secret.txt", "Secret\n\nPullout secret.\n")]);
    elsewhere.run(&["index"]).exits(0);
    let link = |target: &Path, name: &str| {
        std::os::unix::fs::symlink(target, archive.folder().join(name)).unwrap();
    };
    link(&elsewhere.folder(), "linked");
    fs::create_dir(archive.folder().join("trap")).unwrap();
    link(&elsewhere.folder().join(".dateline"), "trap/.dateline");
    let ran = archive.run(&["search", "--in", ".", "pullout"]).exits(0);
    assert!(
        ran.stdout().contains("1–2 of 2 articles"),
        "{}",
        ran.stdout()
    );
}

#[test]
fn a_folder_without_an_index_is_indexed_after_saying_so_and_only_if_it_is_named() {
    let archive = Archive::of(&[("a.txt", "Alpha\n\nAlpha pullout.\n")]);
    archive
        .run(&["search", "pullout"])
        .exits(2)
        .says("no index in ");
    archive.run(&["show", "a.txt", "--in", "."]).exits(2);
    assert!(!archive.folder().join(".dateline").exists());
    archive
        .run(&["search", "--in", ".", "pullout"])
        .exits(0)
        .says("note: . has no index yet: making it in ")
        .prints("a.txt");
}

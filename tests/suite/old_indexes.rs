//! Indexes that were made by this and by older programs: they answer, or say how to rebuild them.
//!
//! Each folder of `tests/indexes/` but `articles` is an index of the articles there, with the name
//! of the version that made it. docs/versions.md has the promise.

use crate::harness::Archive;
use std::fs;
use std::path::{Path, PathBuf};

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/indexes")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn a_kept_index_answers_or_says_how_to_rebuild_it_and_the_next_job_does() {
    let mut versions = 0;
    for entry in fs::read_dir(kept()).unwrap() {
        let made_by = entry.unwrap().path();
        if made_by.ends_with("articles") {
            continue;
        }
        versions += 1;
        let archive = Archive::new();
        copy(&kept().join("articles"), &archive.folder());
        copy(&made_by, &archive.beside("index"));
        let search = [
            "search",
            "--index",
            "../index",
            "--format",
            "json",
            "lighthouse",
        ];
        let ran = archive.run(&search);
        if ran.stderr().contains("rebuild it") {
            ran.exits(2);
        } else {
            let found = ran.exits(0).json();
            assert_eq!(found["total"], 2, "{}", made_by.display());
            assert_eq!(found["hits"][0]["id"], "karsova-1");
            archive.run(&["verify", "--index", "../index"]).exits(0);
        }
        // The job reads the articles where they are now.
        archive
            .run(&["index", "--full", ".", "--index", "../index"])
            .exits(0);
        let found = archive.run(&search).exits(0).json();
        assert_eq!(found["total"], 2, "{}", made_by.display());
    }
    assert!(versions > 0, "no index is kept");
}

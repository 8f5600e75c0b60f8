//! An index whose `CURRENT` leads to no generation: guards and watches go on from the newest one.
//!
//! Such an index must not look like an empty one. Otherwise a rebuild would remove every article of
//! a disk that is not mounted, and watches would report every article again.

use crate::harness::Archive;
use crate::reindex::{article, configured};
use std::fs;
use std::path::PathBuf;

const FILES: [&str; 3] = ["a.txt", "b.txt", "c.txt"];

/// An archive with two generations, the newer of which has three articles.
fn archive(settings: &str) -> Archive {
    let archive = configured(&FILES[..2], &format!("index = \"idx\"\n{settings}"));
    archive.run(&["reindex"]).exits(0);
    archive.write(FILES[2], article(FILES[2]));
    archive.run(&["reindex"]).exits(0);
    archive
}

fn current(archive: &Archive) -> PathBuf {
    archive.beside("idx/CURRENT")
}

/// Makes `CURRENT` lead nowhere.
fn lose(archive: &Archive, content: Option<&str>) {
    match content {
        Some(content) => fs::write(current(archive), content).unwrap(),
        None => fs::remove_file(current(archive)).unwrap(),
    }
}

/// What `CURRENT` may be instead of the number of a generation.
const LOST: [Option<&str>; 4] = [None, Some("?"), Some("none yet\n"), Some("00000009\n")];

#[test]
fn guards_count_the_articles_of_the_newest_generation() {
    for content in LOST {
        let archive = archive("max-removed = \"20%\"");
        archive.remove("a.txt");
        archive.remove("b.txt");
        lose(&archive, content);
        let full = archive.run(&["reindex", "--full"]).exits(4);
        full.says("2 of 3 articles would be removed");
        archive.remove("c.txt");
        for job in [
            &["reindex", "--full"][..],
            &["reindex", "--full", "--dry-run"],
        ] {
            archive.run(job).exits(4).says("the index has 3 from it");
        }
        // With a damaged generation a repair is a rebuild.
        fs::write(archive.beside("idx/generations/00000002/families"), "x").unwrap();
        let repaired = archive.run(&["repair", "news"]).exits(4);
        repaired.says("the index has 3 from it");
        assert!(archive.beside("idx/generations/00000002").exists());
        archive
            .run(&["repair", "news", "--allow-removals"])
            .exits(0);
        archive.run(&["verify", "--in", "news"]).exits(0);
    }
}

#[test]
fn a_whole_generation_is_current_again_and_nothing_is_rebuilt() {
    for content in &LOST[..3] {
        let archive = archive("");
        lose(&archive, *content);
        let repaired = archive.run(&["repair", "news"]).exits(0);
        repaired
            .says("CURRENT is written again; it names generation 2")
            .says("the articles are not damaged");
        assert_eq!(fs::read(current(&archive)).unwrap(), b"00000002\n");
        let refreshed = archive.run(&["reindex"]).exits(0);
        refreshed.says("generation 2 is current, 3 articles; 3 unchanged");
        archive
            .run(&["repair", "news"])
            .exits(0)
            .says("nothing is damaged");
    }
}

#[test]
fn a_rebuild_names_the_damage_and_brings_only_what_is_new() {
    for content in LOST {
        let archive = archive("[watch.bodies]\nquery = \"body\"");
        lose(&archive, content);
        archive.write("b.txt", article("Beta"));
        archive.write("d.txt", article("Delta"));
        let ran = archive.run(&["reindex", "--full", "--alerts"]).exits(0);
        let alerts = ran.stdout();
        ran.says("1 added, 1 changed, 2 unchanged")
            .says("rebuilt: --full; the index was damaged: ");
        assert_eq!(alerts.lines().count(), 2, "{content:?}: {alerts}");
    }
}

#[test]
fn alerts_that_a_killed_job_left_in_the_newest_generation_are_not_lost() {
    let archive = archive("[watch.bodies]\nexisting = true\nquery = \"body\"");
    let journal = archive.beside("idx/alerts.jsonl");
    let all = fs::read_to_string(&journal).unwrap();
    let of_first: Vec<_> = all
        .lines()
        .filter(|line| line.contains("\"generation\":1"))
        .collect();
    assert_eq!((of_first.len(), all.lines().count()), (2, 3));
    // As a first job leaves it that is killed before it writes the journal.
    for name in [
        "idx/alerts.jsonl",
        "idx/alerts.state",
        "idx/generations/00000001",
    ] {
        let path = archive.beside(name);
        fs::remove_file(&path)
            .or_else(|_| fs::remove_dir_all(&path))
            .unwrap();
    }
    lose(&archive, None);
    archive.run(&["reindex", "--full"]).exits(0);
    let found = fs::read_to_string(&journal).unwrap();
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(all.contains(&found), "{found}");
}

#[test]
fn a_state_of_alerts_that_is_missing_too_is_damage() {
    let archive = archive("[watch.bodies]\nexisting = true\nquery = \"body\"");
    fs::remove_file(archive.beside("idx/alerts.state")).unwrap();
    lose(&archive, None);
    for job in [&["reindex"][..], &["reindex", "--full"]] {
        archive.run(job).exits(2).says("is missing");
    }
    archive
        .run(&["repair", "news"])
        .exits(0)
        .says("alerts.state did not say any more");
    archive.run(&["verify", "--in", "news"]).exits(0);
}

#[test]
fn a_rebuild_keeps_the_settings_that_the_index_was_made_with() {
    let archive = Archive::of(&[
        ("a.txt", "Alpha\n\nA body.\n"),
        ("b.md", "Beta\n\nA body.\n"),
    ]);
    archive.run(&["index", ".", "--include", "*.txt"]).exits(0);
    let index = archive.folder().join(".dateline");
    fs::remove_file(index.join("CURRENT")).unwrap();
    fs::write(index.join("generations/00000001/families"), "x").unwrap();
    archive
        .run(&["repair"])
        .exits(0)
        .says("generation 2 published");
    archive.run(&["search", "body"]).exits(0).prints("a.txt");
    archive.run(&["search", "beta"]).exits(1);
}

//! Jobs that are killed after each step: the next job makes the same index as if nothing was killed, and every alert is
//! delivered once.

use super::export::export;
use crate::harness::Archive;
use std::collections::HashSet;
use std::fs;

const CONFIG: &str = "\
[archive.news]
folders = [\"articles\"]
index = \"idx\"
[watch.zebras]
existing = true
query = \"zebra\"
feed = \"zebras.atom\"
";

fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

/// A file of many records.
fn stream(headlines: &[&str]) -> String {
    let lines = headlines.iter();
    let lines =
        lines.map(|headline| format!("{{\"headline\": \"{headline}\", \"body\": \"Text.\"}}\n"));
    lines.collect()
}

/// An archive with one generation, and changes of every kind since then.
fn changed_archive() -> Archive {
    let archive = Archive::new();
    fs::write(archive.beside("dateline.toml"), CONFIG).unwrap();
    for number in 0..6 {
        archive.write(&format!("{number}.txt"), article(&format!("Old {number}")));
    }
    archive.write("old/moved.txt", article("Zebra that moves"));
    archive.write("stream.jsonl", stream(&["A", "B", "C", "D"]));
    archive.run(&["reindex", "--allow-removals"]).exits(0);
    archive.write("stream.jsonl", stream(&["New", "D", "A", "A", "C"]));
    archive.write("0.txt", article("Zebra of an edited file"));
    archive.write("7.txt", article("Zebra of a new file"));
    archive.remove("1.txt");
    fs::rename(archive.folder().join("old"), archive.folder().join("new")).unwrap();
    archive
}

fn store(archive: &Archive) -> dateline::index::IndexStore {
    dateline::index::IndexStore::at(archive.beside("idx"))
}

fn alerts(archive: &Archive) -> Vec<String> {
    let text = fs::read_to_string(archive.beside("idx/alerts.jsonl")).unwrap_or_default();
    let mut found: Vec<_> = text
        .lines()
        .map(|line| {
            let alert: serde_json::Value = serde_json::from_str(line).unwrap();
            format!("{} {}", alert["id"], alert["headline"])
        })
        .collect();
    let all = found.len();
    found.sort();
    found.dedup();
    assert_eq!(found.len(), all, "an alert is there twice");
    found
}

#[test]
fn a_job_that_is_killed_at_any_step_is_completed_by_the_next() {
    let untouched = changed_archive();
    let search = [
        "search", "--in", "news", "--format", "paths", "--sort", "oldest", "zebra",
    ];
    let answers = |archive: &Archive| {
        let ran = archive.run(&search).exits(0).stdout();
        ran.lines()
            .map(|line| line.rsplit("articles/").next().unwrap().to_owned())
            .collect::<HashSet<_>>()
    };
    let old = answers(&untouched);
    untouched.run(&["reindex"]).exits(0);
    let new = answers(&untouched);
    let expected = (export(&store(&untouched)), alerts(&untouched));
    assert_eq!(
        expected.1.len(),
        3,
        "a moved file is reported once: {:?}",
        expected.1
    );
    assert_ne!(old, new);
    for point in dateline::index::FAULT_POINTS {
        let archive = changed_archive();
        let output = archive
            .command(&archive.folder())
            .arg("reindex")
            .env("DATELINE_FAULT", point)
            .output()
            .unwrap();
        assert!(output.status.code().is_none(), "{point} is never reached");
        let answered = answers(&archive);
        assert!(answered == old || answered == new, "{point}: {answered:?}");
        archive.run(&["verify", "--in", "news"]).exits(0);
        archive.run(&["reindex"]).exits(0);
        assert!(
            export(&store(&archive)) == expected.0,
            "{point}: the index differs"
        );
        assert_eq!(alerts(&archive), expected.1, "{point}");
        let feed = fs::read_to_string(archive.beside("zebras.atom")).unwrap();
        assert_eq!(feed.matches("<entry>").count(), 3, "{point}: {feed}");
        archive.run(&["verify", "--in", "news"]).exits(0);
        archive.run(&["reindex"]).exits(0).says("is current");
    }
}

#[test]
fn an_alert_that_one_command_did_not_deliver_is_delivered_by_the_next_job() {
    let archive = changed_archive();
    let killed = archive
        .command(&archive.folder())
        .arg("reindex")
        .env("DATELINE_FAULT", "current")
        .output()
        .unwrap();
    assert!(killed.status.code().is_none());
    // Another command publishes before the next job.
    archive.write("8.txt", article("Nothing"));
    archive
        .run(&["index", "news"])
        .exits(0)
        .says("generation 3 published");
    let told = archive.run(&["reindex", "--alerts"]).exits(0).stdout();
    let headlines: Vec<_> = told.lines().filter(|line| line.contains("Zebra")).collect();
    assert_eq!(headlines.len(), 2, "{told}");
    assert_eq!(archive.run(&["reindex", "--alerts"]).exits(0).stdout(), "");
}

#[test]
fn a_first_job_that_was_killed_is_taken_up_or_starts_again() {
    let points = dateline::index::FAULT_POINTS.map(str::to_owned);
    // The first job writes `CURRENT` twice.
    let twice = "current-written:2".to_owned();
    for point in points.into_iter().chain([twice]) {
        let archive = Archive::new();
        fs::write(archive.beside("dateline.toml"), CONFIG).unwrap();
        for number in 0..3 {
            archive.write(
                &format!("{number}.txt"),
                article(&format!("Zebra {number}")),
            );
        }
        let output = archive
            .command(&archive.folder())
            .arg("reindex")
            .env("DATELINE_FAULT", &point)
            .output()
            .unwrap();
        assert!(output.status.code().is_none(), "{point} is never reached");
        let is_whole = archive.beside("idx/generations/00000001").is_dir();
        let code = if is_whole { 0 } else { 2 };
        archive.run(&["verify", "--in", "news"]).exits(code);
        let ran = archive.run(&["reindex"]).exits(0);
        let said = if is_whole {
            "1 is current"
        } else {
            "1 published"
        };
        assert!(ran.stderr().contains(said), "{point}: {}", ran.explained());
        assert_eq!(alerts(&archive).len(), 3, "{point}");
        archive.run(&["verify", "--in", "news"]).exits(0);
        archive.run(&["reindex"]).exits(0).says("is current");
    }
}

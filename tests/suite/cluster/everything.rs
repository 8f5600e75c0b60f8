//! Commands about all matches of a query say the same of an archive on a cluster as of a local one.

use super::{node, run, twins};
use crate::harness::{Archive, Ran, sample_corpus};
use serde_json::Value;
use std::fs;

/// The sample corpus in a local index and on a cluster of three shards.
pub(super) fn corpus(node: &str) -> Archive {
    let archive = sample_corpus();
    twins(&archive, node, 3);
    run(&archive, &["reindex", "near"]).exits(0);
    run(&archive, &["reindex", "far"]).exits(0);
    archive
}

/// Runs a command on both, and gives what was printed, without times and names.
pub(super) fn both(archive: &Archive, arguments: &[&str]) -> [String; 2] {
    ["near", "far"].map(|name| {
        let mut all = arguments.to_vec();
        all.splice(1..1, ["--in", name]);
        let ran: Ran = run(archive, &all);
        assert!(!ran.stderr().contains("error"), "{}", ran.explained());
        assert!(!ran.stdout().is_empty(), "{}", ran.explained());
        // Lines of a CSV end with the name of the archive.
        same(&ran.stdout().replace(&format!(",{name}\n"), ",-\n"))
    })
}

/// What is printed, without what differs from run to run.
pub(super) fn same(printed: &str) -> String {
    if let Some(value) = same_value(printed) {
        return value;
    }
    let lines = printed.lines();
    let lines = lines.map(|line| same_value(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The same for one value; none if this is no JSON.
fn same_value(printed: &str) -> Option<String> {
    let mut value: Value = serde_json::from_str(printed).ok()?;
    without(&mut value);
    Some(value.to_string())
}

/// Takes out what differs.
fn without(value: &mut Value) {
    if let Some(object) = value.as_object_mut() {
        for key in ["took_ms", "archives", "archive", "family", "index"] {
            object.remove(key);
        }
        object.values_mut().for_each(without);
    }
    if let Some(list) = value.as_array_mut() {
        list.iter_mut().for_each(without);
    }
}

#[test]
fn everything_that_a_query_finds_is_the_same_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    for arguments in [
        &["timeline", "troops", "--format", "json"][..],
        &["timeline", "--format", "json"],
        &["timeline", "troops", "--by", "day", "--format", "csv"],
        &[
            "timeline", "troops", "--split", "source", "--format", "json",
        ],
        &[
            "timeline", "--split", "byline", "--by", "year", "--format", "json",
        ],
        &[
            "timeline",
            "troops",
            "--compare",
            "withdrawal",
            "--format",
            "json",
        ],
        &["timeline", "troop*", "--since", "2021", "--format", "json"],
        &["facets", "troops", "--format", "json"],
        &["facets", "--format", "json"],
        &[
            "facets",
            "troops -syria",
            "--by",
            "year,source,language",
            "--format",
            "json",
        ],
        &["kwic", "troops", "--sort", "date", "--format", "json"],
        &[
            "kwic",
            "\"foreign troops\"",
            "--sort",
            "date",
            "--format",
            "csv",
        ],
        &["kwic", "troop*", "--sort", "left", "--format", "csv"],
        &[
            "kwic", "troops", "--sort", "right", "-n", "7", "--format", "csv",
        ],
        &["terms", "troops", "--format", "json"],
        &[
            "terms",
            "troops withdrawal",
            "--by",
            "year",
            "--format",
            "json",
        ],
        &[
            "search", "troops", "--sample", "5", "--seed", "7", "--copies", "show", "--format",
            "json",
        ],
        &[
            "search", "*", "--sample", "2", "--per", "year", "--copies", "show", "--format", "json",
        ],
        &[
            "search", "*", "--sample", "2", "--per", "source", "--copies", "show", "--format",
            "json",
        ],
        &["export", "troops"],
        &["export", "--sample", "9", "--seed", "3"],
    ] {
        let [near, far] = both(&archive, arguments);
        assert_eq!(near, far, "{arguments:?}");
    }
}

#[test]
fn lines_of_a_concordance_are_the_same_on_a_cluster_in_any_order() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    let lines = both(&archive, &["kwic", "troops", "--format", "csv"]).map(|printed| {
        let mut lines: Vec<_> = printed.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    });
    assert!(lines[0].len() > 10);
    assert_eq!(lines[0], lines[1]);
}

#[test]
fn similar_articles_are_the_same_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    let hits = run(
        &archive,
        &["search", "--in", "near", "troops", "--format", "json"],
    )
    .json();
    let hits = hits["hits"].as_array().unwrap();
    assert!(hits.len() > 4);
    for hit in hits {
        let id = format!("id:{}", hit["id"].as_str().unwrap());
        for more in [&[][..], &["troop*"], &["--after", "-n", "3"]] {
            let mut arguments = vec!["similar", id.as_str()];
            arguments.extend(more);
            arguments.extend(["--format", "json"]);
            let [near, far] = both(&archive, &arguments);
            assert_eq!(near, far, "{arguments:?}");
        }
    }
}

#[test]
fn marks_and_notes_are_found_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    archive.write(
        "odd.jsonl",
        "{\"headline\": \"troops stay\", \"date\": \"never\"}\n{\"headline\": \"troops leave\"}\n",
    );
    run(&archive, &["reindex", "near"]).exits(0);
    run(&archive, &["reindex", "far"]).exits(0);
    run(
        &archive,
        &["mark", "--in", "far", "--as", "east", "--query", "troops"],
    )
    .exits(0);
    for query in [
        "mark:east",
        "mark:east withdrawal",
        "-mark:east",
        "is:noted",
        "troops -is:noted",
    ] {
        let near = super::ids(&archive, "near", &[query]);
        assert_eq!(near, super::ids(&archive, "far", &[query]), "{query}");
    }
    assert!(super::ids(&archive, "far", &["mark:east"]).1 > 5);
    assert!(super::ids(&archive, "far", &["is:noted"]).1 > 0);
}

#[test]
fn marks_and_samples_know_articles_that_moved_in_their_files() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    let line = |n: u32| format!("{{\"id\": \"n{n}\", \"headline\": \"zeppelin {n}\"}}\n");
    let lines: Vec<String> = (0..40).map(line).collect();
    archive.write("all.jsonl", lines.concat());
    twins(&archive, &node, 1);
    let index = || {
        for name in ["near", "far"] {
            run(&archive, &["reindex", name, "--allow-removals"]).exits(0);
        }
    };
    index();
    // Every article is at another place now.
    archive.write("all.jsonl", [line(99), lines[5..].concat()].concat());
    index();
    run(
        &archive,
        &["mark", "--in", "far", "--as", "moved", "id:n7", "id:n30"],
    )
    .exits(0);
    for query in [
        &["mark:moved"][..],
        &["zeppelin", "--sample", "6"],
        &["-mark:moved", "--sample", "3"],
    ] {
        let near = super::ids(&archive, "near", query);
        assert_eq!(near, super::ids(&archive, "far", query), "{query:?}");
    }
    assert_eq!(super::ids(&archive, "far", &["mark:moved"]).1, 2);
}

/// The places of the marked articles differ in every file; what they were sent as does not.
#[test]
fn articles_that_moved_to_other_places_in_each_of_many_files_are_found_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    let line = |number: usize, word: &str| {
        format!("{{\"id\": \"n{number}\", \"headline\": \"{word} {number}\"}}\n")
    };
    // Each file has other four of twelve places.
    let places = (0..1_usize << 12).filter(|set| set.count_ones() == 4);
    let places: Vec<usize> = places.take(450).collect();
    assert_eq!(places.len(), 450);
    twins(&archive, &node, 1);
    for has_moved in [false, true] {
        for (file, set) in places.iter().enumerate() {
            let (mut marked, mut lines) = (0, String::new());
            for place in 0..12 {
                if set >> place & 1 == 1 {
                    lines += &line(100 * file + marked, "zeppelin");
                    marked += 1;
                } else if has_moved {
                    lines += &line(100 * file + 50 + place, "balloon");
                }
            }
            archive.write(&format!("{file}.jsonl"), lines);
        }
        for name in ["near", "far"] {
            run(&archive, &["reindex", name]).exits(0);
        }
    }
    let marked = ["mark", "--in", "far", "--as", "all", "--query", "zeppelin"];
    run(&archive, &marked).exits(0);
    let near = super::ids(&archive, "near", &["mark:all"]);
    assert_eq!(near.1, 4 * 450);
    assert_eq!(near, super::ids(&archive, "far", &["mark:all"]));
    let [near, far] = both(&archive, &["terms", "mark:all", "--format", "json"]);
    assert_eq!(near, far);
}

#[test]
fn watches_of_an_archive_on_a_cluster_tell_what_is_new() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    archive.write("a.txt", "Zebra at large\n\nA body.\n");
    archive.write("b.jsonl", "{\"headline\": \"Nothing\"}\n");
    twins(&archive, &node, 1);
    let config = archive.beside("dateline.toml");
    let text = fs::read_to_string(&config).unwrap()
        + "\n[watch.zebras]\nquery = \"zebra OR zeb?as\"\nexisting = true\n";
    fs::write(&config, text).unwrap();
    let alerts = |name: &str| -> Vec<String> {
        let ran = run(&archive, &["reindex", name, "--alerts", "--allow-removals"]).exits(0);
        let lines = ran.stdout();
        let alerts = lines.lines().map(|line| {
            let alert: Value = serde_json::from_str(line).unwrap();
            format!(
                "{} {} {}",
                alert["headline"], alert["path"], alert["ordinal"]
            )
        });
        let mut alerts: Vec<_> = alerts.collect();
        alerts.sort();
        alerts
    };
    let step = |expected: usize, what: &str| {
        let (near, far) = (alerts("near"), alerts("far"));
        assert_eq!(near, far, "{what}");
        assert_eq!(near.len(), expected, "{what}");
    };
    step(1, "what is there already, as the watch wants it");
    step(0, "nothing new");
    archive.write("c.txt", "Another zebra\n\nA body.\n");
    archive.write(
        "b.jsonl",
        "{\"headline\": \"New zebra\"}\n{\"headline\": \"Nothing\"}\n",
    );
    step(2, "an article, and one before others of its file");
    fs::rename(
        archive.folder().join("c.txt"),
        archive.folder().join("d.txt"),
    )
    .unwrap();
    step(0, "a moved file is not new");
    archive.write("d.txt", "Two zebxas of another colour\n\nA body.\n");
    step(1, "a changed article, found by a wildcard");
}

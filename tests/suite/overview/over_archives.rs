//! Concordances and samples over several archives together.
//!
//! What one archive answers alone is tested next to this file.

use crate::archives::two;
use crate::harness::Archive;
use std::collections::BTreeSet;

fn json(archive: &Archive, arguments: &[&str]) -> serde_json::Value {
    archive.run(arguments).exits(0).json()
}

#[test]
fn a_concordance_has_the_lines_of_all_archives() {
    let archive = two();
    let lines = |folders: &[&str]| {
        let typed = [&["kwic", "pullout", "--format", "json"], folders].concat();
        let all = json(&archive, &typed)["lines"].as_array().unwrap().len();
        assert!(all > 0, "{typed:?}");
        all
    };
    let (one, other) = (lines(&["--in", "kayhan"]), lines(&["--in", "wire"]));
    assert_eq!(lines(&["--in", "kayhan", "--in", "wire"]), one + other);
}

#[test]
fn a_sample_is_drawn_from_all_archives() {
    let archive = two();
    let drawn = |count: &str| -> Vec<String> {
        let sample = [
            "search",
            "since:2000",
            "--in",
            "kayhan",
            "--in",
            "wire",
            "--sample",
            count,
            "--seed",
            "3",
            "--format",
            "json",
        ];
        let page = json(&archive, &sample);
        let hits = page["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["headline"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = drawn("4");
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 4, "{all:?}");
    assert_eq!(drawn("4"), all);
    assert_eq!(drawn("2"), all[..2]);
}

#[test]
fn similar_articles_are_those_of_all_archives_that_are_searched() {
    let story = |end: &str| format!("Quarry\n\nThe quarry of Dunmarrow buried a crane. {end}\n");
    let archive = Archive::of(&[
        (
            "one/a.txt",
            &story("An inspector had warned the owner of cracks in its walls for years."),
        ),
        ("one/b.txt", "Tulips\n\nTulips were sold again.\n"),
        (
            "two/a.txt",
            &story("With dogs and lamps rescuers dug through a cold and windy night."),
        ),
        ("two/c.txt", "Rain\n\nRain is expected in the hills.\n"),
    ]);
    for name in ["one", "two"] {
        archive.run(&["index", name]).exits(0);
    }
    let both = ["--in", "one", "--in", "two"];
    let found = |typed: &[&str]| {
        // What is found is a last search itself.
        archive
            .run(&[&["search", "inspector", "--format", "paths"], &both[..]].concat())
            .exits(0);
        let typed = [&["similar", "1", "--format", "json"], typed].concat();
        let page = archive.run(&typed).json();
        let hits = page["hits"].as_array().unwrap().iter();
        let name = |hit: &serde_json::Value| format!("{}/{}", hit["archive"], hit["path"]);
        hits.map(|hit| name(hit).replace('"', ""))
            .collect::<Vec<_>>()
    };
    // Two archives have a file of that name, and only one of them is the article itself.
    assert_eq!(found(&both), ["two/a.txt"]);
    assert_eq!(found(&["--in", "one"]), Vec::<String>::new());
}

//! Random samples: the same for the same archive, seed and query, and from all matches alike.

use super::{archive, articles};
use crate::harness::Archive;
use std::collections::{BTreeMap, BTreeSet};

fn ids(archive: &Archive, arguments: &[&str]) -> Vec<String> {
    let ran = archive.run(
        &[
            &["search", "--format", "jsonl", "--fields", "id"],
            arguments,
        ]
        .concat(),
    );
    let stdout = ran.stdout();
    let hits = stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    hits.map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_sample_is_drawn_from_the_matches_and_stays_the_same() {
    let archive = archive();
    let all: BTreeSet<_> = ids(&archive, &["ferry", "-n", "1000"])
        .into_iter()
        .collect();
    let sample = ids(&archive, &["ferry", "--sample", "10", "--seed", "7"]);
    assert_eq!(sample.len(), 10);
    assert!(sample.iter().all(|id| all.contains(id)));
    assert_eq!(sample.iter().collect::<BTreeSet<_>>().len(), 10);
    assert_eq!(
        ids(&archive, &["ferry", "--sample", "4", "--seed", "7"]),
        sample[..4]
    );
    assert_ne!(
        ids(&archive, &["ferry", "--sample", "10", "--seed", "8"]),
        sample
    );
    // A larger sample than there are matches has them all.
    assert_eq!(
        ids(&archive, &["ferry", "--sample", "1000"]).len(),
        all.len()
    );
    let exported = archive
        .run(&["export", "ferry", "--sample", "10", "--seed", "7"])
        .exits(0);
    for id in &sample {
        assert!(exported.stdout().contains(&format!("\"id\":\"{id}\"")));
    }
    exported.says("a random sample: 10 of 27 articles, seed 7");
}

/// A sample is of articles: copies of one text are drawn like others.
#[test]
fn a_sample_has_as_many_articles_as_were_asked_for() {
    let text = "The ferry left the harbour at noon with two hundred passengers, and the captain said \
                that the crossing would take three hours because of the wind and the waves.";
    let lines: Vec<String> = (0..30)
        .map(|number| format!("{{\"id\":\"{number}\",\"headline\":\"Ferry\",\"body\":\"{text}\"}}"))
        .collect();
    let archive = Archive::of(&[("copies.jsonl", &lines.join("\n"))]);
    archive.index();
    assert_eq!(ids(&archive, &["ferry", "-n", "100"]).len(), 1);
    assert_eq!(ids(&archive, &["ferry", "--sample", "12"]).len(), 12);
    let counted = archive
        .run(&["search", "ferry", "--sample", "12", "--count"])
        .exits(0);
    assert_eq!(counted.stdout().trim(), "30");
    assert!(!counted.stderr().contains("sample"), "{}", counted.stderr());
    archive
        .run(&["search", "ferry", "--sample", "3", "-n", "1"])
        .exits(2)
        .says("--limit");
}

#[test]
fn segments_do_not_change_a_sample() {
    let archive = Archive::new();
    for number in 0..8 {
        archive.write(
            &format!("{number}.jsonl"),
            articles(number * 10..number * 10 + 10),
        );
        archive.index();
    }
    let arguments = ["ferry", "--sample", "9", "--per", "source", "--seed", "3"];
    let in_many = ids(&archive, &arguments);
    std::fs::remove_dir_all(archive.store().path()).unwrap();
    archive.index();
    assert_eq!(ids(&archive, &arguments), in_many);
}

#[test]
fn a_stratified_sample_has_as_many_of_each() {
    let archive = archive();
    let export = |per: &str| {
        let ran = archive
            .run(&["export", "--sample", "3", "--per", per])
            .exits(0);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for line in ran.stdout().lines() {
            let article: serde_json::Value = serde_json::from_str(line).unwrap();
            let value = match per {
                "year" => article["published"]
                    .as_str()
                    .map(|date| date[..4].to_owned()),
                field => article[field].as_str().map(str::to_owned),
            };
            *counts.entry(value.unwrap_or_default()).or_default() += 1;
        }
        counts
    };
    let of = |names: &[&str]| -> BTreeMap<String, usize> {
        names.iter().map(|name| ((*name).to_owned(), 3)).collect()
    };
    assert_eq!(
        export("source"),
        of(&["", "Paper 0", "Paper 1", "Paper 2", "Paper 3"])
    );
    assert_eq!(export("year"), of(&["", "2019", "2020", "2021"]));
    archive
        .run(&["search", "ferry", "--per", "source"])
        .exits(2)
        .says("--sample");
}

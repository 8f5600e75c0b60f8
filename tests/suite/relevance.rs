//! The options of ranking, tested with the program.

use crate::harness::{Archive, sample_corpus};
use serde_json::Value;

fn hits(archive: &Archive, arguments: &[&str]) -> Vec<Value> {
    let format = ["--format", "jsonl"];
    let ran = archive.run(&[&["search"], arguments, &format[..]].concat());
    ran.stdout()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ids(hits: &[Value]) -> Vec<&str> {
    hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

fn wire(articles: &[(&str, &str, &str, &str)]) -> Archive {
    let lines: Vec<String> = articles
        .iter()
        .map(|(id, date, headline, body)| {
            serde_json::json!({"id": id, "date": date, "headline": headline, "body": body})
                .to_string()
        })
        .collect();
    Archive::of(&[("wire.jsonl", &lines.join("\n"))])
}

#[test]
fn the_parts_of_an_explanation_give_the_score() {
    let archive = sample_corpus();
    archive.index();
    for options in [&[][..], &["--expand"], &["--recency", "1y"]] {
        let query = ["troops", "withdrawal", "base", "--explain"];
        let hits = hits(&archive, &[&query[..], options].concat());
        assert!(!hits.is_empty());
        for hit in &hits {
            let explanation = &hit["explanation"];
            let number = |key: &str| explanation[key].as_f64().unwrap();
            let sum = |key: &str| -> f64 {
                let words = explanation[key].as_array().unwrap().iter();
                words.map(|word| word["score"].as_f64().unwrap()).sum()
            };
            let typed = (sum("words") * number("coordination") + number("passage"))
                * number("proximity")
                * number("typed_share");
            let whole = typed + number("added_share") * sum("added");
            let whole = whole * explanation["recency"].as_f64().unwrap_or(1.0);
            assert!((whole - number("score")).abs() < 1e-9, "{hit}");
            let score = hit["score"].as_f64().unwrap();
            assert!((whole - score).abs() < 1e-3, "{whole} for {hit}");
        }
    }
}

#[test]
fn an_expanded_query_finds_articles_related_to_the_first_hits() {
    let archive = wire(&[
        (
            "a",
            "2021",
            "Ferry sinks",
            "The ferry sank off Norvik harbour in a gale.",
        ),
        (
            "b",
            "2021",
            "Ferry inquiry",
            "A gale off Norvik harbour sank the ferry.",
        ),
        (
            "c",
            "2021",
            "Norvik harbour",
            "Divers in Norvik harbour wait for the gale to pass.",
        ),
        ("d", "2021", "Bread", "Loaves rise overnight."),
    ]);
    archive.index();
    assert_eq!(ids(&hits(&archive, &["ferry"])).len(), 2);
    for how in ["--expand", "--expand=bo1"] {
        let found = hits(&archive, &["ferry", how]);
        assert_eq!(ids(&found)[2..], ["c"], "{how}");
    }
    archive
        .run(&["search", "ferry", "--expand", "--explain-query"])
        .exits(0)
        .says("norvik  added");
}

#[test]
fn a_half_life_ranks_newer_articles_higher() {
    let archive = wire(&[
        (
            "old",
            "2001",
            "Harbour strike",
            "Harbour strike, harbour strike.",
        ),
        (
            "new",
            "2021",
            "Quiet days",
            "Nobody spoke of the strike in the harbour.",
        ),
    ]);
    archive.index();
    assert_eq!(ids(&hits(&archive, &["harbour", "strike"])), ["old", "new"]);
    let recent = hits(&archive, &["harbour", "strike", "--recency", "1y"]);
    assert_eq!(ids(&recent), ["new", "old"]);
    archive
        .run(&["search", "strike", "--recency", "soon"])
        .exits(2)
        .says("30d");
}

#[test]
fn ranking_settings_can_be_changed_by_option_and_in_the_configuration() {
    let archive = wire(&[
        (
            "head",
            "2021",
            "Harbour",
            "Boats and boats and boats lie there.",
        ),
        (
            "body",
            "2021",
            "Boats",
            "Harbour, harbour, harbour, harbour, harbour, harbour.",
        ),
    ]);
    archive.index();
    let heavy = ["harbour", "--ranking", "weight.headline=20"];
    assert_eq!(ids(&hits(&archive, &heavy)), ["head", "body"]);
    let light = ["harbour", "--ranking", "weight.headline=0"];
    assert_eq!(ids(&hits(&archive, &light)), ["body", "head"]);
    archive
        .run(&["search", "harbour", "--ranking", "k2=1"])
        .exits(2)
        .says("unknown setting `k2`");
    for (weight, first) in [("20", "head"), ("0", "body")] {
        let config = format!(
            "[archive.news]\nfolders = [\"articles\"]\nranking = [\"weight.headline={weight}\"]\n"
        );
        std::fs::write(archive.beside("dateline.toml"), config).unwrap();
        let found = hits(&archive, &["harbour", "--in", "news"]);
        assert_eq!(ids(&found)[0], first);
    }
}

#[test]
fn articles_whose_source_forbids_publication_are_found_only_on_request() {
    let line = |id: &str, status: &str| {
        format!(
            "{{\"id\": \"{id}\", \"headline\": \"Harbour {id}\", \"body\": \"Ships.\", \
             \"versioncreated\": \"2021-01-01T00:00:00Z\", \"pubstatus\": \"{status}\"}}\n"
        )
    };
    let lines = ["usable", "withheld", "canceled"].map(|status| line(status, status));
    let archive = Archive::of(&[("wire.jsonl", &lines.concat())]);
    archive.index();
    assert_eq!(ids(&hits(&archive, &["harbour"])), ["usable"]);
    assert_eq!(ids(&hits(&archive, &["harbour", "--any-status"])).len(), 3);
    let asked = hits(&archive, &["+harbour", "status:withheld"]);
    assert_eq!(ids(&asked), ["withheld"]);
    assert_eq!(asked[0]["status"], "withheld");
}

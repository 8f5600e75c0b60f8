//! Copies and versions: hits of an archive on a cluster are folded as those of a local one.

use super::everything::{both, corpus};
use super::{node, run, twins};
use crate::harness::Archive;
use serde_json::json;

const TEXT: &str = "Lawmakers voted late on Monday to order the withdrawal of all foreign troops within \
    fourteen months. The bill passed by ninety votes to sixty after a session of eleven hours in the \
    old chamber. Its sponsors said that the last convoy would leave before the spring floods close \
    the northern road for weeks.";

fn line(id: &str, headline: &str, text: &str, date: &str) -> String {
    let record = json!({
        "id": id, "headline": headline, "text": text, "date": date, "source": "Paper",
    });
    format!("{record}\n")
}

#[test]
fn hits_are_folded_on_a_cluster_as_in_a_local_index() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    let mut lines = String::new();
    for number in 0..7 {
        let text = format!("{TEXT} {}", ["", "More reports follow."][number % 2]);
        let (id, headline) = (format!("copy-{number}"), format!("Vote on troops {number}"));
        lines += &line(&id, &headline, &text, &format!("2021-07-{}", 10 + number));
    }
    // Versions of one article, which nothing but the id joins, and one that does not match.
    lines += &line(
        "story",
        "Convoy of the north",
        "The convoy left.",
        "2021-08-01",
    );
    lines += &line(
        "story",
        "Convoy of the north",
        "The convoy of troops has left.",
        "2021-08-02",
    );
    archive.write("more.jsonl", lines);
    for name in ["near", "far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    for arguments in [
        &["search", "troops", "--format", "json"][..],
        &["search", "troops", "-n", "50", "--format", "json"],
        &["search", "convoy", "--format", "json"],
        &["search", "convoy", "--versions", "--format", "json"],
        &["search", "\"more reports\"", "--format", "json"],
        &["search", "troops", "--sort", "oldest", "--format", "json"],
        &["search", "lawmakers", "--offset", "1", "--format", "json"],
        &["search", "tro?ps", "--expand", "--format", "json"],
        &["copies", "id:copy-3", "--format", "json"],
        &["copies", "id:copy-0"],
    ] {
        let [near, far] = both(&archive, arguments);
        assert_eq!(near, far, "{arguments:?}");
    }
    let families = ["near", "far"].map(|name| {
        let search = [
            "search",
            "--in",
            name,
            "lawmakers OR convoy",
            "--format",
            "json",
        ];
        let page = run(&archive, &search).json();
        let hits = page["hits"].as_array().unwrap().iter();
        let families: Vec<_> = hits.map(|hit| hit["family"].clone()).collect();
        assert!(families.iter().any(|family| !family.is_null()));
        families
    });
    assert_eq!(families[0], families[1]);
    let page = run(
        &archive,
        &[
            "search",
            "--in",
            "far",
            "lawmakers voted",
            "--format",
            "json",
        ],
    );
    assert_eq!(page.json()["hits"][0]["copies"], 6, "{}", page.explained());
    // An id that versions have names the current one.
    let shown = run(&archive, &["show", "--in", "far", "id:story"]).exits(0);
    assert!(shown.stdout().contains("has left"), "{}", shown.explained());
}

#[test]
fn more_candidates_are_asked_for_where_most_are_copies() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    let mut lines = String::new();
    for number in 0..450 {
        let date = format!("2021-{:02}-{:02}", 1 + number / 28 % 12, 1 + number % 28);
        lines += &line(&format!("c{number}"), "Troops vote", TEXT, &date);
    }
    for number in 0..8 {
        let text =
            format!("Nothing else {number} happened here, and troops were named once in it.");
        lines += &line(
            &format!("o{number}"),
            &format!("Other {number}"),
            &text,
            "2020-01-01",
        );
    }
    archive.write("all.jsonl", lines);
    twins(&archive, &node, 1);
    for name in ["near", "far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    for arguments in [
        &["search", "troops", "--format", "json"][..],
        &["search", "troops vote", "-n", "3", "--format", "json"],
    ] {
        let [near, far] = both(&archive, arguments);
        assert_eq!(near, far, "{arguments:?}");
    }
}

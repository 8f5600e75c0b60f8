//! Words that only a dictionary knows, and words of the first hits: the same on a cluster as in a
//! local index.

use super::everything::{both, corpus};
use super::{ids, node, run, twins};
use crate::harness::Archive;
use serde_json::Value;

#[test]
fn wildcards_and_misspelt_words_find_the_same_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    for query in [
        "tro?ps",
        "*draw*",
        "w*d*l",
        "withdrawl~",
        "troosp~ withdrawal",
        "headline:tro?ps",
        "+troops -with*al",
        "the*",
        "studi*",
        "gover*nt minister",
        "qqx?q",
    ] {
        for arguments in [
            &["search", query, "--copies", "show", "--format", "json"][..],
            &["facets", query, "--by", "year,source", "--format", "json"],
            &["timeline", query, "--format", "json"],
            &["kwic", query, "--sort", "date", "--format", "json"],
        ] {
            let [near, far] = both(&archive, arguments);
            assert_eq!(near, far, "{arguments:?}");
        }
    }
}

#[test]
fn words_of_the_first_hit_are_the_same_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    for query in [
        "troops",
        "troops withdrawal",
        "+troops syria",
        "minister",
        "qqxxq",
    ] {
        for more in [
            &[][..],
            &["-n", "50"],
            &["--explain"],
            &["--ranking", "feedback-articles=5"],
        ] {
            let mut arguments = vec!["search", query, "--expand", "--copies", "show"];
            arguments.extend(["--format", "json"]);
            arguments.extend(more);
            let [near, far] = both(&archive, &arguments);
            assert_eq!(near, far, "{arguments:?}");
        }
    }
    let added = run(
        &archive,
        &[
            "search", "--in", "far", "troops", "--expand", "--format", "json",
        ],
    );
    assert!(
        added.stdout().contains("\"added\":true"),
        "{}",
        added.explained()
    );
}

#[test]
fn other_searches_are_suggested_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = corpus(&node);
    for query in [
        "withdrawl troosp",
        "headline:troosp",
        "source:kayhann",
        "troops \"no such words\"",
        "troops date:1803",
        "withdarw*",
        "qqxxq",
    ] {
        let pages = ["near", "far"].map(|name| {
            let page = run(
                &archive,
                &[
                    "search", "--in", name, query, "--copies", "show", "--format", "json",
                ],
            );
            let page: Value = serde_json::from_str(&page.stdout()).unwrap();
            (page["suggestions"].clone(), page["notes"].clone())
        });
        assert_eq!(pages[0], pages[1], "{query}");
    }
}

#[test]
fn the_words_of_a_cluster_follow_its_articles() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[
        ("a.txt", "Alpha\n\nzeppelins rise"),
        ("b.txt", "Beta\n\nrain"),
    ]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    let found = |query: &str| ids(&archive, "far", &[query]).1;
    assert_eq!(found("zep?elins"), 1);
    archive.write("c.txt", "Gamma\n\nzeppelins and balloons");
    archive.remove("a.txt");
    run(&archive, &["reindex", "far", "--allow-removals"]).exits(0);
    assert_eq!((found("zep?elins"), found("bal*ns")), (1, 1));
    run(&archive, &["rollback", "far"]).exits(0);
    assert_eq!((found("zep?elins"), found("bal*ns")), (1, 0));
    // Another machine fetches them with the rest of the state.
    std::fs::remove_dir_all(archive.beside("far")).unwrap();
    assert_eq!((found("zep?elins"), found("bal*ns")), (1, 0));
    run(&archive, &["verify", "--in", "far"]).exits(0);
    // A damaged list is noticed.
    let words = archive.beside("far").join("generations/00000001/words");
    let mut bytes = std::fs::read(&words).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xFF;
    std::fs::write(&words, bytes).unwrap();
    run(&archive, &["verify", "--in", "far"])
        .exits(2)
        .says("words");
}

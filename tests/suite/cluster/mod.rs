//! Archives on a cluster, compared with local ones. They need an OpenSearch: `DATELINE_OPENSEARCH`
//! is its address. Without one they are skipped, with a line that says how to run them.
//!
//! `proxy` stands before a node and makes calls go wrong, for `faults`, `refused` and
//! `transfer`.

mod copies;
mod everything;
mod faults;
mod nodes;
mod proxy;
mod refused;
mod served;
mod several;
mod state;
mod tls;
mod transfer;
mod tunnel;
mod words;

use crate::harness::{Archive, sample_folder};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of a node; `None` after a line that says how to name one.
fn node() -> Option<String> {
    let node = std::env::var("DATELINE_OPENSEARCH").ok();
    if node.is_none() {
        println!(
            "skipped: DATELINE_OPENSEARCH=$(tests/cluster/opensearch start target/opensearch) cargo test --test suite cluster"
        );
    }
    node
}

/// An archive with the same files in a local index (`near`) and on the cluster (`far`). Its name
/// there is one that no other test has.
fn twins(archive: &Archive, node: &str, shards: u32) {
    let name = name_there();
    let text = format!(
        "[archive.near]\nfolder = \"articles\"\nindex = \"near\"\n\n\
         [archive.far]\nfolder = \"articles\"\n\
         index = \"opensearch+{node}/{name}\"\n\
         state = \"far\"\nshards = {shards}\nreplicas = 0\n"
    );
    std::fs::write(archive.beside("dateline.toml"), text).unwrap();
}

/// A name on the cluster that no other test has.
fn name_there() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("test-{}-{number}", std::process::id())
}

/// Calls a node, and gives the answer with its head.
fn call(node: &str, method: &str, path: &str, body: &str) -> String {
    let host = node.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The name on the cluster of the archive `far`.
fn name_of_far(archive: &Archive, node: &str) -> String {
    let text = std::fs::read_to_string(archive.beside("dateline.toml")).unwrap();
    let (_, rest) = text.split_once(&format!("opensearch+{node}/")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn run(archive: &Archive, arguments: &[&str]) -> crate::harness::Ran {
    let config = archive.beside("dateline.toml");
    let mut all = vec!["--config", config.to_str().unwrap()];
    all.extend(arguments);
    archive.run(&all)
}

fn ids(archive: &Archive, name: &str, query: &[&str]) -> (Vec<(String, u64)>, u64) {
    let mut arguments = vec![
        "search", "--in", name, "--format", "json", "--copies", "show",
    ];
    arguments.extend(query);
    let ran = run(archive, &arguments);
    let page: Value = serde_json::from_str(&ran.stdout())
        .unwrap_or_else(|_| panic!("{query:?}: {}", ran.stderr()));
    let hits = page["hits"].as_array().unwrap().iter().map(|hit| {
        let path = hit["path"].as_str().unwrap_or_default().to_owned();
        (
            path,
            hit["record"]
                .as_u64()
                .or(hit["ordinal"].as_u64())
                .unwrap_or(1),
        )
    });
    (hits.collect(), page["total"].as_u64().unwrap())
}

#[test]
fn an_archive_on_a_cluster_answers_as_a_local_one() {
    let Some(node) = node() else { return };
    for shards in [1, 3] {
        let archive = crate::harness::sample_corpus();
        twins(&archive, &node, shards);
        run(&archive, &["reindex", "near"]).exits(0);
        run(&archive, &["reindex", "far"]).exits(0);
        let judgments = std::fs::read_to_string(sample_folder().join("judgments.toml")).unwrap();
        let judgments: toml::Table = judgments.parse().unwrap();
        let judged = judgments["query"].as_array().unwrap().iter();
        let mut queries: Vec<String> = judged
            .map(|query| query["text"].as_str().unwrap().to_owned())
            .collect();
        for more in [
            "\"foreign troops\"",
            "troops -syria",
            "+troops withdrawal",
            "troop*",
            "headline:troops",
            "path:dump",
            "has:bylines",
            "language:fa",
            "\"troops withdrawal\"~5",
            "COVID-19",
            "source:kayhan OR troops",
            "date:2021",
        ] {
            queries.push(more.to_owned());
        }
        for query in &queries {
            let (near, total) = ids(&archive, "near", &[query]);
            let (far, there) = ids(&archive, "far", &[query]);
            assert_eq!(total, there, "{query} on {shards} shards");
            assert_eq!(near, far, "{query} on {shards} shards");
        }
        for sort in ["newest", "oldest"] {
            let (near, _) = ids(
                &archive,
                "near",
                &["troops", "--sort", sort, "--offset", "3"],
            );
            let (far, _) = ids(
                &archive,
                "far",
                &["troops", "--sort", sort, "--offset", "3"],
            );
            assert_eq!(near, far, "{sort}");
        }
    }
}

#[test]
fn a_refresh_of_a_cluster_changes_what_changed_and_can_be_taken_back() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[
        ("a.txt", "Alpha\n\nzeppelins rise"),
        ("b.txt", "Beta\n\nzeppelins fall"),
    ]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    archive.remove("a.txt");
    archive.write("b.txt", "Beta\n\nballoons fall");
    archive.write("c.txt", "Gamma\n\nzeppelins land");
    run(&archive, &["reindex", "far", "--allow-removals"]).exits(0);
    let found = |query: &str| -> Vec<String> {
        let (mut hits, _) = ids(&archive, "far", &[query]);
        hits.sort();
        hits.into_iter().map(|(path, _)| path).collect()
    };
    assert_eq!(found("zeppelins"), ["c.txt"]);
    assert_eq!(found("balloons"), ["b.txt"]);
    run(&archive, &["rollback", "far"]).exits(0);
    assert_eq!(found("zeppelins"), ["a.txt", "b.txt"]);
    // The next generation continues from the one that was gone back to.
    run(&archive, &["reindex", "far", "--allow-removals"]).exits(0);
    assert_eq!(found("zeppelins"), ["c.txt"]);
    assert_eq!(found("balloons"), ["b.txt"]);
    // Another machine knows nothing, and fetches the state.
    std::fs::remove_dir_all(archive.beside("far")).unwrap();
    assert_eq!(found("zeppelins"), ["c.txt"]);
    run(&archive, &["reindex", "far"]).exits(0);
    run(&archive, &["verify", "--in", "far"]).exits(0);
}

#[test]
fn hostile_texts_and_values_stay_values_on_a_cluster() {
    let Some(node) = node() else { return };
    let hostile = "{\"match_all\":{}} \u{e000}\u{e001} */ \"}} OR * \u{1f}\u{2028} zeppelin";
    let archive = Archive::of(&[("x.jsonl", "")]);
    let line =
        serde_json::json!({"headline": hostile, "body": hostile, "source": hostile, "id": hostile});
    archive.write("x.jsonl", format!("{line}\n"));
    archive.write("y.txt", "Other\n\nnothing of the kind");
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "near"]).exits(0);
    run(&archive, &["reindex", "far"]).exits(0);
    for query in [
        "zeppelin",
        "match_all",
        "\"match all\"",
        "source:\"}}\"",
        "*",
        "path:x.jsonl",
        "nothing",
    ] {
        let near = ids(&archive, "near", &[query]);
        assert_eq!(near, ids(&archive, "far", &[query]), "{query}");
    }
    let near = run(&archive, &["export", "--in", "near"])
        .stdout()
        .replace("\"near\"", "\"far\"");
    assert_eq!(near, run(&archive, &["export", "--in", "far"]).stdout());
}

#[test]
fn what_a_cluster_cannot_do_is_an_error() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    for arguments in [
        &["search", "--in", "far", "=zeppelin"][..],
        &["search", "--in", "far", "--expand=bo1", "zeppelins"],
        &["search", "--in", "far", "--copies", "only", "zeppelins"],
    ] {
        let ran = run(&archive, arguments).exits(2);
        assert!(
            ran.stderr().contains("cluster"),
            "{arguments:?}: {}",
            ran.stderr()
        );
    }
    // The state alone is no index.
    archive
        .run(&[
            "search",
            "--index",
            archive.beside("far").to_str().unwrap(),
            "zeppelins",
        ])
        .exits(2)
        .says("on a cluster");
}

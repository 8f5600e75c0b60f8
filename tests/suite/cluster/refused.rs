//! Articles that the cluster refuses for good: they are problems of their files, and the job goes
//! on. They are sent again when their files change, or with `--full`. A full disk refuses all of
//! them, and stops the job.

use super::faults::{proxied, run_proxied};
use super::proxy::Proxy;
use super::{call, ids, name_of_far, node, run, twins};
use crate::harness::Archive;
use std::time::{Duration, Instant};

fn line(id: &str, headline: &str) -> String {
    format!("{{\"id\": \"{id}\", \"headline\": \"{headline}\"}}\n")
}

/// The problems of articles that were refused: their files and places.
fn refused(archive: &Archive) -> Vec<(String, u64)> {
    let status = run(archive, &["status", "--in", "far", "--format", "json"]).json();
    let problems = status["problems"].as_array().unwrap().iter();
    let refused = problems.filter(|problem| problem["kind"] == "not-taken");
    let found = refused.map(|problem| {
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains("refused"), "{detail}");
        assert!(detail.contains("serjal"), "the cluster's reason: {detail}");
        (
            problem["path"].as_str().unwrap().to_owned(),
            problem["ordinal"].as_u64().unwrap(),
        )
    });
    found.collect()
}

#[test]
fn an_article_that_is_refused_is_a_problem_of_its_file_and_is_sent_again_with_it() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    let wrong = line("r2", "unwelcome zeppelin");
    let lines = [line("r1", "zeppelin"), wrong, line("r3", "zeppelins again")].concat();
    archive.write("a.jsonl", &lines);
    archive.write("b.txt", "An unwelcome zeppelin\n\nIt is here.\n");
    archive.write("c.txt", "A zeppelin\n\nIt is here.\n");
    twins(&archive, &node, 1);
    let proxy = Proxy::before(&node);
    proxied(&archive, &node, &proxy);
    run(&archive, &["reindex", "near"]).exits(0);
    proxy.spoils(Some("unwelcome"));
    let reindex = |expected: i32| {
        let ran = run_proxied(
            &archive,
            &["reindex", "far", "--strict=0%", "--allow-removals"],
        );
        ran.exits(expected)
    };
    let same = |without: &str| {
        let query = format!("zeppelin {without}");
        let near = ids(&archive, "near", &[&query]);
        assert_eq!(near, ids(&archive, "far", &["zeppelin"]));
        assert!(near.1 > 1);
    };
    // Exit code 3: there are problems.
    reindex(3).says("2 records cannot be read");
    assert_eq!(
        refused(&archive),
        [("a.jsonl".into(), 2), ("b.txt".into(), 1)]
    );
    same("-unwelcome");
    run(&archive, &["verify", "--in", "far"]).exits(0);

    // Nothing is tried again as long as nothing changes.
    run(&archive, &["reindex", "far"])
        .exits(0)
        .says("generation 1 is current");
    assert_eq!(refused(&archive).len(), 2);

    // A record before the others: all of the file moved, and the refused one is refused again.
    archive.write(
        "a.jsonl",
        [line("r0", "the first zeppelin"), lines.clone()].concat(),
    );
    run(&archive, &["reindex", "near"]).exits(0);
    reindex(3);
    assert_eq!(
        refused(&archive),
        [("a.jsonl".into(), 3), ("b.txt".into(), 1)]
    );
    same("-unwelcome");

    // Now the cluster takes them. A file that grew is read whole.
    proxy.spoils(None);
    let grown = [
        line("r0", "the first zeppelin"),
        lines,
        line("r4", "a zeppelin more"),
    ]
    .concat();
    archive.write("a.jsonl", grown);
    run(&archive, &["reindex", "near"]).exits(0);
    reindex(3);
    assert_eq!(refused(&archive), [("b.txt".into(), 1)]);
    same("-path:b.txt");
    run_proxied(&archive, &["reindex", "far", "--full"]).exits(0);
    assert!(refused(&archive).is_empty());
    same("");
}

#[test]
fn a_transfer_leaves_out_no_article_that_is_refused() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[
        ("a.txt", "Alpha\n\nzeppelins rise"),
        ("b.txt", "Beta\n\nunwelcome zeppelins"),
    ]);
    twins(&archive, &node, 1);
    let proxy = Proxy::before(&node);
    proxied(&archive, &node, &proxy);
    run(&archive, &["reindex", "near"]).exits(0);
    proxy.spoils(Some("unwelcome"));
    let ran = run_proxied(&archive, &["transfer", "near", "far"]).exits(2);
    ran.says("the cluster refused b.txt#1");
    let state = run(&archive, &["status", "--in", "far"]);
    assert!(!state.succeeded(), "{}", state.explained());
    proxy.spoils(None);
    run_proxied(&archive, &["transfer", "near", "far"]).exits(0);
    assert_eq!(
        ids(&archive, "near", &["zeppelins"]),
        ids(&archive, "far", &["zeppelins"])
    );
}

#[test]
fn an_index_that_refuses_everything_stops_the_job() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    let lines: Vec<String> = (0..1_100)
        .map(|n| line(&format!("n{n}"), "unwelcome"))
        .collect();
    archive.write("a.jsonl", lines.concat());
    twins(&archive, &node, 1);
    let proxy = Proxy::before(&node);
    proxied(&archive, &node, &proxy);
    proxy.spoils(Some("unwelcome"));
    let ran = run_proxied(&archive, &["reindex", "far"]).exits(2);
    ran.says("more than 1000 articles were refused");
    let state = run(&archive, &["status", "--in", "far", "--format", "json"]);
    assert!(!state.succeeded(), "{}", state.explained());
}

#[test]
fn a_full_disk_stops_the_job_with_its_reason_and_readers_notice_nothing() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    archive.write("b.txt", "Beta\n\nzeppelins fall");
    let name = name_of_far(&archive, &node);
    for index in [format!("{name}-00000001"), format!("{name}.state")] {
        // What a node sets whose disk is full.
        let block = |value: &str| {
            let body = format!("{{\"index.blocks.read_only_allow_delete\": {value}}}");
            let answer = call(&node, "PUT", &format!("/{index}/_settings"), &body);
            assert!(answer.contains("\"acknowledged\":true"), "{answer}");
        };
        block("true");
        let began = Instant::now();
        let ran = run(&archive, &["reindex", "far"]).exits(2);
        ran.says("disk usage exceeded flood-stage watermark");
        assert!(began.elapsed() < Duration::from_mins(1));
        assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 1, "{index}");
        block("null");
    }
    run(&archive, &["reindex", "far"]).exits(0);
    assert_eq!(ids(&archive, "far", &["zeppelins"]).1, 2);
}

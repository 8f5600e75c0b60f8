//! Archives that go from one index to another: to a cluster, back, and from one archive there to
//! another. What arrives is what was there, also after transfers that were killed, and after calls
//! that went wrong.

use super::everything::same;
use super::proxy::{Fault, Proxy};
use super::{ids, name_there, node, run};
use crate::harness::{Archive, Ran, sample_corpus};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// Archives of one folder: `near` and `back` are local, `far` and `other` on the cluster.
fn configure(archive: &Archive, node: &str) {
    let mut text = String::new();
    for name in ["near", "back"] {
        let _ = writeln!(
            text,
            "[archive.{name}]\nfolder = \"articles\"\nindex = \"{name}\"\n"
        );
    }
    for (name, shards) in [("far", 3), ("other", 1)] {
        let there = name_there();
        let _ = writeln!(
            text,
            "[archive.{name}]\nfolder = \"articles\"\nindex = \"opensearch+{node}/{there}\"\n\
             state = \"{name}\"\nshards = {shards}\nreplicas = 0\n"
        );
    }
    text += "[watch.zebras]\nquery = \"zebra\"\nexisting = true\n";
    fs::write(archive.beside("dateline.toml"), text).unwrap();
}

/// The sample corpus, and a file whose records moved after the first job, with a record that must
/// not be used yet and one with a problem.
fn corpus() -> Archive {
    let archive = sample_corpus();
    archive.write("moved.jsonl", records(""));
    archive
}

fn records(first: &str) -> String {
    format!(
        "{first}{{\"id\": \"m1\", \"headline\": \"zebra one\"}}\n\
         {{\"id\": \"m2\", \"headline\": \"zebra two\", \"embargo\": \"2099-01-01T00:00:00Z\"}}\n\
         {{\"id\": \"m3\", \"headline\": \"zebra three\", \"date\": \"never\"}}\n"
    )
}

/// Everything that an archive has, in an order of its own.
fn exported(archive: &Archive, name: &str) -> Vec<String> {
    let ran = run(archive, &["export", "--any-status", "--in", name]).exits(0);
    let mut lines: Vec<String> = ran.stdout().lines().map(same).collect();
    lines.sort();
    lines
}

fn transfer(archive: &Archive, from: &str, to: &str) -> Ran {
    run(archive, &["transfer", from, to])
}

/// The hash that a transfer says.
fn hash(ran: &Ran) -> String {
    let said = ran.stderr();
    let hash = said.trim_end().rsplit_once("their hash is ");
    hash.unwrap_or_else(|| panic!("{}", ran.explained()))
        .1
        .to_owned()
}

#[test]
fn an_archive_goes_to_a_cluster_and_to_another_and_back_whole() {
    let Some(node) = node() else { return };
    let archive = corpus();
    configure(&archive, &node);
    run(&archive, &["reindex", "near"]).exits(0);
    let other = "{\"id\": \"m0\", \"headline\": \"balloon\", \"date\": \"soon\"}\n";
    archive.write("moved.jsonl", records(other));
    run(&archive, &["reindex", "near"]).exits(0);
    run(
        &archive,
        &["mark", "--in", "near", "--as", "east", "--query", "troops"],
    )
    .exits(0);

    let first = hash(&transfer(&archive, "near", "far").exits(0));
    assert_eq!(first, hash(&transfer(&archive, "far", "other").exits(0)));
    // As on another machine: only the cluster has the state.
    fs::remove_dir_all(archive.beside("other")).unwrap();
    assert_eq!(first, hash(&transfer(&archive, "other", "back").exits(0)));

    let names = ["far", "other", "back"];
    let expected = exported(&archive, "near");
    assert!(expected.iter().any(|line| line.contains("embargoed")));
    for name in names {
        assert_eq!(expected, exported(&archive, name), "{name}");
    }
    for query in [
        "troops withdrawal",
        "\"foreign troops\"",
        "troop*",
        "language:fa",
        "language:de",
        "is:noted",
        "mark:east",
        "zebra",
        "*",
    ] {
        let near = ids(&archive, "near", &[query]);
        assert!(near.1 > 0, "{query}");
        for name in names {
            assert_eq!(near, ids(&archive, name, &[query]), "{query} in {name}");
        }
    }
    // The copies and versions of a local index are found again.
    let families = |name: &str| {
        let arguments = [
            "search", "--copies", "only", "-n", "50", "*", "--format", "json",
        ];
        let ran = run(&archive, &[&arguments[..], &["--in", name]].concat()).exits(0);
        same(&ran.stdout())
    };
    assert_eq!(families("near"), families("back"));
    for name in names {
        run(&archive, &["verify", "--in", name]).exits(0);
        let problems = |name: &str| {
            let status = run(&archive, &["status", "--in", name, "--format", "json"]);
            status.json()["problems"].to_string()
        };
        assert_eq!(problems("near"), problems(name), "{name}");
    }

    // The next job reads what changed and nothing else, and tells of nothing that was there.
    let another = "{\"id\": \"m9\", \"headline\": \"zebra nine\"}\n";
    archive.write("moved.jsonl", records(&[another, other].concat()));
    for name in ["near", "far", "other", "back"] {
        let ran = run(&archive, &["reindex", name, "--alerts"]).exits(0);
        let alerts = ran.stdout();
        let alerts: Vec<Value> = alerts
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let told = alerts
            .iter()
            .filter(|alert| alert["headline"] == "zebra nine");
        assert_eq!(told.count(), 1, "{name}");
        let before = if name == "near" { 3 } else { 0 };
        assert!(alerts.len() <= 1 + before, "{name}: {alerts:?}");
        assert!(ran.stderr().contains(" 1 changed, "), "{}", ran.explained());
        assert_eq!(ids(&archive, name, &["zebra"]).1, 3, "{name}");
    }
    let expected = exported(&archive, "near");
    for name in names {
        assert_eq!(expected, exported(&archive, name), "{name}");
    }
}

#[test]
fn a_transfer_that_is_killed_is_done_again() {
    let Some(node) = node() else { return };
    let archive = corpus();
    configure(&archive, &node);
    run(&archive, &["reindex", "near"]).exits(0);
    let expected = exported(&archive, "near");
    let config = archive.beside("dateline.toml");
    for (from, to) in [("near", "far"), ("far", "back")] {
        for round in 0..8 {
            let mut command = archive.command(&archive.folder());
            command.arg("--config").arg(&config);
            command.args(["transfer", from, to]);
            let null = Stdio::null;
            let mut job = command.stdout(null()).stderr(null()).spawn().unwrap();
            thread::sleep(Duration::from_millis(20 + round * 70));
            // It may have ended by itself.
            let _ = job.kill();
            job.wait().unwrap();
        }
        let ran = transfer(&archive, from, to);
        if !ran.succeeded() {
            ran.exits(2).says("has an index already");
        }
        assert_eq!(expected, exported(&archive, to), "{from} to {to}");
        run(&archive, &["reindex", to]).exits(0).says(" unchanged");
    }
}

#[test]
fn a_transfer_through_faults_is_whole_or_has_a_reason() {
    let Some(node) = node() else { return };
    let archive = Archive::new();
    for n in 0..8 {
        archive.write(
            &format!("{n}.txt"),
            format!("Zeppelin {n}\n\nzeppelins {n}\n"),
        );
    }
    let proxy = Proxy::before(&node);
    configure(&archive, proxy.address());
    run(&archive, &["reindex", "near"]).exits(0);
    let expected = exported(&archive, "near");
    let mut failed = 0;
    for (from, to) in [("near", "other"), ("other", "back")] {
        let mut at = 1;
        loop {
            // Each transfer goes to an archive that is not there.
            if to == "other" {
                configure(&archive, proxy.address());
            }
            let _ = fs::remove_dir_all(archive.beside(to));
            proxy.fails(Fault::in_turn(at), at);
            let ran = transfer(&archive, from, to);
            let is_over = proxy.calls() < at;
            proxy.fails(Fault::None, 0);
            if !ran.succeeded() {
                let said = ran.stderr();
                let is_clear = said.contains("the cluster") || said.contains("cannot reach");
                assert!(is_clear, "at {at}\n{}", ran.explained());
                failed += 1;
                let again = transfer(&archive, from, to);
                if !again.succeeded() {
                    again.exits(2).says("has an index already");
                }
            }
            assert_eq!(expected, exported(&archive, to), "{from} to {to}, at {at}");
            if is_over {
                break;
            }
            at += 1;
        }
        assert!(at > 2, "{from} to {to} made {at} calls");
    }
    assert!(failed > 0, "a node that fails is a failure");
}

#[test]
fn what_cannot_be_transferred_says_why_at_once() {
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    fs::create_dir(archive.beside("elsewhere")).unwrap();
    let text = "[archive.near]\nfolder = \"articles\"\nindex = \"near\"\n\n\
         [archive.back]\nfolder = \"articles\"\nindex = \"back\"\n\n\
         [archive.moved]\nfolder = \"elsewhere\"\nindex = \"moved\"\n\n\
         [archive.far]\nfolder = \"articles\"\nstate = \"far\"\n\
         index = \"opensearch+http://127.0.0.1:1/nobody\"\n";
    fs::write(archive.beside("dateline.toml"), text).unwrap();
    transfer(&archive, "near", "back").exits(2).says("no index");
    run(&archive, &["reindex", "near"]).exits(0);
    let began = Instant::now();
    for (from, to) in [("near", "far"), ("far", "back")] {
        transfer(&archive, from, to).exits(2).says("cannot reach");
    }
    assert!(began.elapsed() < Duration::from_secs(30));
    transfer(&archive, "near", "nowhere")
        .exits(2)
        .says("nowhere");
    transfer(&archive, "near", "near").exits(2).says("already");
    // Between local indexes it works too.
    let first = hash(&transfer(&archive, "near", "back").exits(0));
    assert_eq!(exported(&archive, "near"), exported(&archive, "back"));
    transfer(&archive, "near", "back").exits(2).says("already");
    let moved = transfer(&archive, "near", "moved").exits(0);
    let moved = moved.says("was made from");
    assert_eq!(first, hash(&moved));
}

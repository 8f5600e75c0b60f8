//! Archives on a cluster and local ones in one search: the same answer as of local ones alone.

use super::everything::same;
use super::{node, run};
use crate::harness::{Archive, sample_corpus};
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

/// Three parts of the sample corpus: two in local indexes and on the cluster, one in a local index.
fn parts(node: &str) -> Archive {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let archive = sample_corpus();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    let parts = [("here", "text"), ("wire", "jsonl"), ("mixed", "formats")];
    let text: Vec<String> = parts
        .iter()
        .map(|(name, folder)| {
            format!(
                "[archive.{name}]\nfolder = \"articles/{folder}\"\nindex = \"{name}\"\n\n\
                 [archive.{name}-far]\nfolder = \"articles/{folder}\"\n\
                 index = \"opensearch+{node}/test-{process}-{number}-{name}\"\n\
                 state = \"{name}-far\"\nshards = 2\nreplicas = 0\n\n"
            )
        })
        .collect();
    let text = text.concat();
    fs::write(archive.beside("dateline.toml"), text).unwrap();
    for name in ["here", "wire", "mixed", "wire-far", "mixed-far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    archive
}

/// Runs a command on the local archives, and on those of which some are on the cluster.
fn compare(archive: &Archive, arguments: &[&str]) {
    let local = ["here", "wire", "mixed"];
    let expected = asked(archive, arguments, &local);
    assert!(!expected.is_empty(), "{arguments:?}");
    for names in [
        ["here", "wire-far", "mixed"],
        ["here", "wire", "mixed-far"],
        ["here", "wire-far", "mixed-far"],
    ] {
        let found = asked(archive, arguments, &names);
        assert_eq!(expected, found, "{arguments:?} in {names:?}");
    }
}

fn asked(archive: &Archive, arguments: &[&str], names: &[&str]) -> String {
    let mut all = arguments.to_vec();
    for name in names {
        all.extend(["--in", name]);
    }
    let ran = run(archive, &all);
    assert!(!ran.stderr().contains("error"), "{}", ran.explained());
    same(&ran.stdout())
}

#[test]
fn local_archives_and_those_on_a_cluster_answer_together() {
    let Some(node) = node() else { return };
    let archive = parts(&node);
    let judgments: toml::Table =
        fs::read_to_string(crate::harness::sample_folder().join("judgments.toml"))
            .unwrap()
            .parse()
            .unwrap();
    let judged = judgments["query"].as_array().unwrap().iter();
    let judged = judged.map(|query| query["text"].as_str().unwrap());
    for query in judged.chain([
        "troop*",
        "\"foreign troops\"",
        "troops -syria",
        "has:bylines",
    ]) {
        compare(
            &archive,
            &["search", query, "--copies", "show", "--format", "json"],
        );
    }
    for arguments in [
        &[
            "search", "troops", "--sort", "newest", "--offset", "3", "--copies", "show",
            "--format", "json",
        ][..],
        &[
            "search",
            "troops",
            "--explain",
            "--copies",
            "show",
            "--format",
            "json",
        ],
        &["search", "troops", "--count"],
        &["search", "troops", "--format", "json"],
        &["search", "tr?ops", "--format", "json"],
        &["search", "withdrawl~ troosp", "--format", "json"],
        &[
            "search",
            "troops withdrawal",
            "--expand",
            "--format",
            "json",
        ],
        &["timeline", "troops", "--format", "json"],
        &["timeline", "--split", "source", "--format", "json"],
        &["facets", "troops", "--format", "json"],
        &["kwic", "troops", "--sort", "date", "--format", "csv"],
        &["kwic", "troops", "--sort", "left", "--format", "csv"],
        &["terms", "troops", "--format", "json"],
        &["export", "troops"],
    ] {
        compare(&archive, arguments);
    }
}

#[test]
fn marks_and_folders_mean_the_files_of_their_own_archive() {
    let Some(node) = node() else { return };
    let archive = parts(&node);
    for name in ["here", "wire-far"] {
        run(
            &archive,
            &["mark", "--in", name, "--as", "east", "--query", "army"],
        )
        .exits(0);
    }
    compare(
        &archive,
        &[
            "search",
            "mark:east",
            "--copies",
            "show",
            "--format",
            "json",
        ],
    );
    compare(
        &archive,
        &["search", "is:noted", "--copies", "show", "--format", "json"],
    );
    compare(&archive, &["search", "-mark:east", "--count"]);
}

#[test]
fn what_one_archive_cannot_do_fails_for_all_of_them() {
    let Some(node) = node() else { return };
    let archive = parts(&node);
    let both = ["--in", "here", "--in", "wire-far"];
    for arguments in [
        &["search", "=troop"][..],
        &["timeline", "=troop"],
        &["search", "troops", "--copies", "only"],
    ] {
        let mut all = arguments.to_vec();
        all.extend(both);
        run(&archive, &all).exits(2).says("cluster");
    }
}

//! Nodes that die, that stop answering, and that come back, while a job loads and while others
//! search. With one copy of each part nothing that was published is lost, and no search fails.
//!
//! These tests need three nodes of `tests/cluster/opensearch`, whose folder is named by
//! `DATELINE_OPENSEARCH_NODES`. They kill and pause them, so they go one after the other.

use super::{call, name_there, run};
use crate::harness::{Archive, Ran};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The three nodes, for one test at a time. All of them run again when it is dropped.
struct Nodes {
    folder: String,
    address: String,
    missing: Option<(usize, bool)>,
    _turn: MutexGuard<'static, ()>,
}

impl Nodes {
    /// `None` after a line that says how to start them.
    fn take() -> Option<Self> {
        static TURN: Mutex<()> = Mutex::new(());
        let Ok(folder) = std::env::var("DATELINE_OPENSEARCH_NODES") else {
            println!(
                "skipped: OPENSEARCH_PORT=9380 tests/cluster/opensearch start target/nodes --nodes 3 && DATELINE_OPENSEARCH_NODES=target/nodes cargo test --test suite cluster::nodes"
            );
            return None;
        };
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let address = script(&["url", &folder]);
        Some(Self {
            folder,
            address,
            missing: None,
            _turn: turn,
        })
    }

    /// One that is not the manager of the cluster, counted from 1; or the manager.
    fn pick(&self, is_manager: bool) -> usize {
        let all = self.address.trim_start_matches("http://").split(',');
        let asked = all.clone().find_map(|host| {
            let answer = call(host, "GET", "/_cat/cluster_manager?h=node", "");
            let (_, name) = answer.rsplit_once("node-")?;
            name.trim().chars().next()?.to_digit(10)
        });
        let manager = asked.expect("a node knows its manager") as usize;
        if is_manager {
            manager
        } else {
            manager % all.count() + 1
        }
    }

    fn kill(&mut self, node: usize) {
        script(&["kill", &self.folder, &node.to_string()]);
        self.missing = Some((node, true));
    }

    fn pause(&mut self, node: usize) {
        script(&["pause", &self.folder, &node.to_string()]);
        self.missing = Some((node, false));
    }

    /// The node that was killed or paused comes back, and all copies with it.
    fn come_back(&mut self) {
        let Some((node, is_dead)) = self.missing.take() else {
            return;
        };
        let command = if is_dead { "restart" } else { "resume" };
        script(&[command, &self.folder, &node.to_string()]);
        let (first, _) = self.address.split_once(',').unwrap();
        let path = "/_cluster/health?wait_for_nodes=3&wait_for_status=green&timeout=5s";
        let began = Instant::now();
        while !call(first, "GET", path, "").contains("\"timed_out\":false") {
            // A cluster gives up after five attempts to put a part on a node that has just come
            // back.
            call(first, "POST", "/_cluster/reroute?retry_failed=true", "");
            assert!(
                began.elapsed() < Duration::from_mins(3),
                "{node} is not back"
            );
        }
    }
}

impl Drop for Nodes {
    fn drop(&mut self) {
        if !thread::panicking() {
            return self.come_back();
        }
        if let Some((node, is_dead)) = self.missing.take() {
            let command = if is_dead { "restart" } else { "resume" };
            script(&[command, &self.folder, &node.to_string()]);
        }
    }
}

fn script(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(root.join("tests/cluster/opensearch"));
    let ran = command.current_dir(root).args(arguments).output().unwrap();
    assert!(
        ran.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

/// Files of many articles in an archive `far` with a copy of each part, and the same in `near`.
fn loaded(nodes: &Nodes, files: usize) -> Archive {
    let archive = Archive::new();
    for file in 0..files {
        archive.write(&format!("{file}.jsonl"), lines(file, 0));
    }
    let (address, name) = (&nodes.address, name_there());
    let text = format!(
        "[archive.near]\nfolder = \"articles\"\nindex = \"near\"\n\n\
         [archive.far]\nfolder = \"articles\"\nindex = \"opensearch+{address}/{name}\"\n\
         state = \"far\"\nshards = 3\nreplicas = 1\n"
    );
    fs::write(archive.beside("dateline.toml"), text).unwrap();
    run(&archive, &["reindex", "near"]).exits(0);
    archive
}

/// The articles of a file, in its n-th state.
fn lines(file: usize, state: usize) -> String {
    let line = |n: usize| {
        let body = format!("zeppelin {file} {n} ").repeat(60);
        format!(
            "{{\"id\": \"{file}-{n}\", \"headline\": \"Zeppelin {state}\", \"body\": \"{body}\"}}\n"
        )
    };
    (0..100).map(line).collect()
}

fn change(archive: &Archive, files: usize, state: usize) {
    for file in 0..files {
        archive.write(&format!("{file}.jsonl"), lines(file, state));
    }
    run(archive, &["reindex", "near"]).exits(0);
}

fn start(archive: &Archive, arguments: &[&str]) -> Child {
    let mut command = archive.command(&archive.folder());
    command.arg("--config").arg(archive.beside("dateline.toml"));
    let command = command.args(arguments);
    let command = command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn exported(archive: &Archive, name: &str) -> Vec<String> {
    let ran = run(archive, &["export", "--in", name]).exits(0);
    let printed = ran.stdout().replace(&format!("\"{name}\""), "\"-\"");
    let mut lines: Vec<_> = printed.lines().map(without_family).collect();
    lines.sort();
    lines
}

fn without_family(line: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
    value.as_object_mut().unwrap().remove("family");
    value.to_string()
}

fn count(archive: &Archive) -> Ran {
    run(archive, &["search", "--in", "far", "zeppelin", "--count"])
}

#[test]
fn a_node_that_dies_or_falls_silent_fails_no_search_and_no_refresh() {
    let Some(mut nodes) = Nodes::take() else {
        return;
    };
    let files = 12;
    let archive = loaded(&nodes, files);
    run(&archive, &["reindex", "far"]).exits(0);
    let expected = exported(&archive, "near");
    assert_eq!(expected, exported(&archive, "far"));
    let mut state = 0;
    for (is_dead, is_manager) in [(true, false), (false, true)] {
        let what = format!("dead: {is_dead}, manager: {is_manager}");
        let node = nodes.pick(is_manager);
        state += 1;
        change(&archive, files, state);
        let mut job = start(&archive, &["reindex", "far"]);
        thread::sleep(Duration::from_millis(700));
        if is_dead {
            nodes.kill(node);
        } else {
            nodes.pause(node);
        }
        // What is searched is the generation before or the new one, and each has all articles.
        while job.try_wait().unwrap().is_none() {
            assert_eq!(count(&archive).exits(0).stdout().trim(), "1200", "{what}");
        }
        let done = job.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{what}: {said}");
        assert_eq!(
            exported(&archive, "near"),
            exported(&archive, "far"),
            "{what}"
        );
        nodes.come_back();
        assert_eq!(
            exported(&archive, "near"),
            exported(&archive, "far"),
            "{what}"
        );
        run(&archive, &["reindex", "far"])
            .exits(0)
            .says(" unchanged");
    }
}

#[test]
fn a_first_job_whose_node_comes_back_goes_on_and_one_that_lost_it_starts_again() {
    let Some(mut nodes) = Nodes::take() else {
        return;
    };
    let archive = loaded(&nodes, 12);
    // There is one copy of each part while an index is loaded: it waits for the node.
    let job = start(&archive, &["reindex", "far"]);
    thread::sleep(Duration::from_millis(1_500));
    let node = nodes.pick(false);
    nodes.kill(node);
    thread::sleep(Duration::from_secs(2));
    nodes.come_back();
    let done = job.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert_eq!(exported(&archive, "near"), exported(&archive, "far"));

    // Parts of what a killed job left are gone with a node: all is sent again.
    let mut job = start(&archive, &["reindex", "far", "--full"]);
    thread::sleep(Duration::from_millis(1_500));
    let _ = job.kill();
    job.wait().unwrap();
    let node = nodes.pick(false);
    nodes.kill(node);
    run(&archive, &["reindex", "far", "--full"]).exits(0);
    assert_eq!(exported(&archive, "near"), exported(&archive, "far"));
}

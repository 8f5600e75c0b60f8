//! Calls that go wrong. A job succeeds or fails with a reason, and the next one completes it. A
//! search gives the right answer or none.

use super::proxy::{Fault, Proxy};
use super::{ids, node, run, twins};
use crate::harness::Archive;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

/// A second configuration of the archive on the cluster, which goes through a proxy.
pub(super) fn proxied(archive: &Archive, node: &str, proxy: &Proxy) {
    let text = fs::read_to_string(archive.beside("dateline.toml")).unwrap();
    let text = text.replace(node, proxy.address());
    fs::write(archive.beside("proxied.toml"), text).unwrap();
}

pub(super) fn run_proxied(archive: &Archive, arguments: &[&str]) -> crate::harness::Ran {
    let config = archive.beside("proxied.toml");
    let mut all = vec!["--config", config.to_str().unwrap()];
    all.extend(arguments);
    archive.run(&all)
}

/// An archive on the cluster with some articles, and the same in a local index.
fn zeppelins(node: &str) -> (Archive, Proxy) {
    let archive = Archive::new();
    for n in 0..8 {
        archive.write(
            &format!("{n}.txt"),
            format!("Zeppelin {n}\n\nzeppelins rise {n}\n"),
        );
    }
    twins(&archive, node, 1);
    let proxy = Proxy::before(node);
    proxied(&archive, node, &proxy);
    for name in ["near", "far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    (archive, proxy)
}

/// Changes, adds and removes files; `round` tells one time from the next.
fn change(archive: &Archive, round: u32) {
    archive.write(
        "0.txt",
        format!("Zeppelin again\n\nzeppelins fall {round}\n"),
    );
    archive.write(
        &format!("new-{round}.txt"),
        format!("Balloon {round}\n\nzeppelins land\n"),
    );
    if round > 0 {
        archive.remove(&format!("new-{}.txt", round - 1));
    }
}

fn reindexed(archive: &Archive) {
    for name in ["near", "far"] {
        run(archive, &["reindex", name, "--allow-removals"]).exits(0);
    }
    for query in ["zeppelins", "*"] {
        assert_eq!(
            ids(archive, "near", &[query]),
            ids(archive, "far", &[query]),
            "{query}"
        );
    }
}

#[test]
fn a_job_through_faults_succeeds_or_says_why_and_the_next_one_completes_it() {
    let Some(node) = node() else { return };
    let (archive, proxy) = zeppelins(&node);
    change(&archive, 0);
    proxy.fails(Fault::None, 0);
    run_proxied(&archive, &["reindex", "far", "--allow-removals"]).exits(0);
    let calls = proxy.calls();
    assert!(calls > 10, "a job makes some calls: {calls}");
    let mut failed = 0;
    for at in 1..=calls {
        // Each call goes wrong in one way, and each way is had by every fifth call.
        let kind = Fault::in_turn(at);
        change(&archive, at);
        proxy.fails(kind, at);
        let ran = run_proxied(&archive, &["reindex", "far", "--allow-removals"]);
        if !ran.succeeded() {
            let said = ran.stderr();
            let is_clear = said.contains("the cluster") || said.contains("cannot reach");
            assert!(is_clear, "{kind:?} at {at}\n{}", ran.explained());
            failed += 1;
        }
        reindexed(&archive);
    }
    assert!(failed > 0, "a node that fails is a failure");
}

#[test]
fn a_search_through_faults_gives_the_right_answer_or_none() {
    let Some(node) = node() else { return };
    let (archive, proxy) = zeppelins(&node);
    let mut refused = 0;
    for arguments in [
        &["search", "zeppelins", "--format", "paths"][..],
        &["timeline", "zeppelins", "--format", "csv"],
        &["facets", "zeppelins", "--format", "csv"],
        &["kwic", "zeppelins", "--sort", "date", "--format", "csv"],
        &["terms", "zeppelins", "--format", "csv"],
        &["search", "zeppelins", "--sample", "3", "--format", "paths"],
        &["export", "zeppelins"],
    ] {
        let mut all = arguments.to_vec();
        all.extend(["--in", "far"]);
        proxy.fails(Fault::None, 0);
        let expected = run_proxied(&archive, &all);
        let calls = proxy.calls();
        assert!(
            calls > 0 && !expected.stdout().is_empty(),
            "{}",
            expected.explained()
        );
        for at in 1..=calls {
            for kind in [Fault::Unsent, Fault::Half, Fault::Busy, Fault::Failed] {
                proxy.fails(kind, at);
                let ran = run_proxied(&archive, &all);
                if !ran.succeeded() {
                    let said = ran.stderr();
                    let is_clear = said.contains("the cluster") || said.contains("cannot reach");
                    assert!(is_clear, "{kind:?} at {at}\n{}", ran.explained());
                    refused += 1;
                    continue;
                }
                assert_eq!(
                    ran.stdout(),
                    expected.stdout(),
                    "{arguments:?}: {kind:?} at {at}"
                );
            }
        }
    }
    assert!(refused > 0, "a node that fails is a failure");
}

#[test]
fn a_node_that_holds_a_connection_is_asked_again() {
    let Some(node) = node() else { return };
    let (archive, proxy) = zeppelins(&node);
    let expected = run(
        &archive,
        &["search", "--in", "far", "zeppelins", "--format", "paths"],
    );
    proxy.fails(Fault::Held, 2);
    let ran = run_proxied(
        &archive,
        &["search", "--in", "far", "zeppelins", "--format", "paths"],
    );
    assert_eq!(ran.exits(0).stdout(), expected.stdout());
}

#[test]
fn a_job_that_is_killed_at_any_time_is_completed_by_the_next_one() {
    let Some(node) = node() else { return };
    let (archive, _) = zeppelins(&node);
    let config = archive.beside("dateline.toml");
    for round in 0..12 {
        change(&archive, round);
        let mut command = archive.command(&archive.folder());
        command.arg("--config").arg(&config);
        command.args(["reindex", "far", "--allow-removals"]);
        let mut job = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(u64::from(round) * 60));
        // It may have ended by itself.
        let _ = job.kill();
        job.wait().unwrap();
        reindexed(&archive);
    }
}

#[test]
fn each_call_has_the_password_and_nothing_says_it() {
    let Some(node) = node() else { return };
    let (archive, proxy) = zeppelins(&node);
    let config = archive.beside("proxied.toml");
    let text = fs::read_to_string(&config).unwrap();
    let text = text.replace(
        "state = \"far\"",
        "state = \"far\"\nsecrets = \"secrets.toml\"",
    );
    fs::write(&config, text).unwrap();
    let secrets = archive.beside("secrets.toml");
    fs::write(&secrets, "user = \"reader\"\npassword = \"open sesame\"\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&secrets, fs::Permissions::from_mode(0o600)).unwrap();
    }
    proxy.fails(Fault::None, 0);
    let found = run_proxied(&archive, &["search", "--in", "far", "zeppelins"]).exits(0);
    // base64 of `reader:open sesame`
    let sent = "authorization: Basic cmVhZGVyOm9wZW4gc2VzYW1l";
    let heads = proxy.heads();
    assert!(!heads.is_empty());
    for head in heads {
        assert!(head.to_lowercase().contains(&sent.to_lowercase()), "{head}");
    }
    proxy.fails(Fault::Failed, 1);
    let failed = run_proxied(&archive, &["search", "--in", "far", "zeppelins"]).exits(2);
    for ran in [found, failed] {
        assert!(!ran.explained().contains("sesame"), "{}", ran.explained());
    }
}

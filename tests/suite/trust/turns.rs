//! Who waits for the right to write gets it in turn, hooks do not keep others waiting, and a hook that takes too long is
//! ended together with what it started.

use crate::harness::Archive;
use dateline::index::{IndexError, IndexStore};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Longer than anything here takes on a slow machine.
const LONG: Duration = Duration::from_mins(2);

fn article(headline: &str) -> String {
    format!("{headline}\n\nA body of {headline}.\n")
}

fn archive() -> Archive {
    let archive = Archive::of(&[("a.txt", "Zebra\n\nA body.\n")]);
    archive.index();
    archive
}

/// The number of processes and threads that wait.
fn waiting(index: &Path) -> usize {
    let entries = fs::read_dir(index).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| name.to_str().unwrap().starts_with("wait."))
        .count()
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LONG, "not until now: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn those_who_wait_take_turns_in_the_order_in_which_they_came() {
    let archive = archive();
    let store = archive.store();
    let waiters = if super::is_long() { 12 } else { 5 };
    let served = Mutex::new(Vec::new());
    let held = store.lock().unwrap();
    std::thread::scope(|scope| {
        for number in 0..waiters {
            let (store, served) = (&store, &served);
            scope.spawn(move || {
                let _lock = store.lock_within(LONG).unwrap();
                served.lock().unwrap().push(number);
            });
            until("a ticket is drawn", || waiting(store.path()) == number + 1);
        }
        drop(held);
    });
    let order: Vec<_> = (0..waiters).collect();
    assert_eq!(served.into_inner().unwrap(), order);
    assert_eq!(waiting(store.path()), 0, "no ticket is left");
}

#[test]
fn a_wait_ends_and_a_ticket_of_a_killed_process_stops_nobody() {
    let archive = archive();
    let store = archive.store();
    let held = store.lock().unwrap();
    let short = store.lock_within(Duration::from_millis(100));
    assert!(matches!(short, Err(IndexError::Busy(_))));
    assert_eq!(waiting(store.path()), 0, "no ticket is left");
    let mut child = archive
        .command(&archive.folder())
        .args(["reindex", ".", "--wait", "1h"])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    until("a process waits", || waiting(store.path()) == 1);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(waiting(store.path()), 1);
    std::thread::scope(|scope| {
        scope.spawn(|| drop(store.lock_within(LONG).unwrap()));
        until("another waits", || waiting(store.path()) != 0);
        drop(held);
    });
    assert_eq!(
        waiting(store.path()),
        0,
        "tickets that were left are removed"
    );
    archive.run(&["reindex", ".", "--wait", "1h"]).exits(0);
}

/// A configuration whose watch has this hook.
fn configure(archive: &Archive, archive_keys: &str, watch_keys: &str) {
    let text = format!(
        "[archive.news]\nfolders = [\"articles\"]\nindex = \"idx\"\n{archive_keys}\n\
         [watch.zebras]\nexisting = true\nquery = \"zebra\"\n{watch_keys}\n"
    );
    fs::write(archive.beside("dateline.toml"), text).unwrap();
}

#[test]
fn a_hook_may_run_a_job_of_the_same_archive() {
    let archive = Archive::of(&[("a.txt", "Zebra\n\nA body.\n")]);
    let program = env!("CARGO_BIN_EXE_dateline");
    let log = archive.beside("log").display().to_string();
    // The first hook brings another article. Its alert is delivered by the process that delivers already.
    let script = format!(
        "cat \\\"$DATELINE_ALERTS\\\" >> {log}; test -e b.txt && exit; \
         printf 'Zebra two\\\\n\\\\nA body.\\\\n' > b.txt; {program} reindex news"
    );
    configure(
        &archive,
        "",
        &format!("hook = [\"sh\", \"-c\", \"{script}\"]"),
    );
    let ran = archive.run(&["reindex"]).exits(0);
    assert!(ran.stderr().contains("2 alerts"), "{}", ran.explained());
    let log = fs::read_to_string(&log).unwrap();
    assert_eq!(log.lines().count(), 2, "{log}");
    let store = IndexStore::at(archive.beside("idx"));
    assert_eq!(store.current_number().unwrap(), Some(2));
}

/// A shell command that starts another process, writes down its number, and does not end.
fn endless(archive: &Archive, traps: &str) -> String {
    let file = archive.beside("child").display().to_string();
    format!("{traps} sleep 100000 & echo $! > {file}; wait; sleep 100000")
}

/// Whether a process is there and is not only waited for.
fn runs(number: &str) -> bool {
    let state = std::process::Command::new("ps")
        .args(["-o", "stat=", "-p", number.trim()])
        .output()
        .unwrap();
    let state = String::from_utf8_lossy(&state.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}

#[test]
fn a_hook_of_a_watch_that_takes_too_long_is_ended_with_all_that_it_started() {
    for traps in ["", "trap '' TERM;"] {
        let archive = Archive::of(&[("a.txt", &article("Zebra"))]);
        let script = endless(&archive, traps);
        configure(
            &archive,
            "",
            &format!("hook-timeout = \"500ms\"\nhook = [\"sh\", \"-c\", \"{script}\"]"),
        );
        archive
            .run(&["reindex"])
            .exits(3)
            .says("hook `watch.zebras`")
            .says("took longer than 500ms");
        let child = fs::read_to_string(archive.beside("child")).unwrap();
        until("the child process is ended", || !runs(&child));
        let report = fs::read(archive.beside("idx/report.json")).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        let hook = &report["archives"][0]["hooks"][0];
        assert_eq!(hook["exit_code"], serde_json::Value::Null);
        assert!(
            hook["error"].as_str().unwrap().contains("took longer"),
            "{hook}"
        );
        // The alert is not lost.
        configure(&archive, "", "hook = [\"true\"]");
        let told = archive.run(&["reindex", "--alerts"]).exits(0).stdout();
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

#[test]
fn hooks_around_a_job_have_a_limit_only_where_it_is_set() {
    let archive = Archive::of(&[("a.txt", &article("Zebra"))]);
    let script = endless(&archive, "");
    let before = format!("before = [\"sh\", \"-c\", \"{script}\"]");
    configure(&archive, &format!("hook-timeout = \"300ms\"\n{before}"), "");
    archive
        .run(&["reindex"])
        .exits(2)
        .says("took longer than 300ms")
        .says("its `before` hook failed");
    configure(
        &archive,
        "before = [\"sleep\", \"1\"]",
        "hook-timeout = \"100ms\"",
    );
    archive.run(&["reindex"]).exits(0);
    let shown = archive.run(&["config", "show"]).exits(0).stdout();
    let limits = shown.lines().filter(|line| line.contains("hook-timeout"));
    assert_eq!(limits.count(), 2, "{shown}");
    for wrong in ["\"0s\"", "\"-1m\"", "5", "\"soon\""] {
        configure(&archive, &format!("hook-timeout = {wrong}"), "");
        archive
            .run(&["config", "check"])
            .exits(2)
            .says("hook-timeout")
            .says("allowed is a duration");
    }
}

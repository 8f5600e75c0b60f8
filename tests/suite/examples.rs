//! The files of `examples/` work. Where the machine lacks a program, the test prints that it is
//! skipped.

use crate::harness::Archive;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ARTICLE: &str = "Alpha headline\n\nAlpha body.\n";

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// Runs a command. Prints a line and gives `None` if there is no such program.
fn try_to(command: &mut Command) -> Option<Output> {
    let output = command.output();
    if output.is_err() {
        println!("skipped: cannot run {command:?}");
    }
    output.ok()
}

fn assert_success(output: &Output) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{text}", output.status);
}

#[test]
fn the_example_configuration_runs_and_alerts() {
    let archive = Archive::new();
    let root = archive.beside("");
    for folder in ["kayhan", "wire", "lantern"] {
        archive.write(&format!("{folder}/a.txt"), ARTICLE);
    }
    fs::copy(example("dateline.toml"), root.join("dateline.toml")).unwrap();
    archive
        .run(&["config", "check"])
        .exits(0)
        .prints("2 archives, 1 watch");
    archive
        .run(&["reindex"])
        .exits(0)
        .says("kayhan: generation 1 published, 2 articles")
        .says("lantern: generation 1 published, 1 article");
    let troops = "Talks\n\nBAGHDAD (Wire) - The withdrawal of troops began on Monday.\n";
    archive.write("wire/b.txt", troops);
    archive.run(&["reindex", "kayhan"]).exits(0).says("1 alert");
    let feed = fs::read_to_string(root.join("feeds/troops.atom")).unwrap();
    assert!(feed.contains("<title>Talks</title>"), "{feed}");
}

#[test]
fn the_makefile_refreshes_and_verifies() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    let mut make = Command::new("make");
    make.arg("-f").arg(example("Makefile")).arg("verify");
    make.arg(format!("DATELINE={}", env!("CARGO_BIN_EXE_dateline")))
        .arg("ARCHIVE=articles");
    make.current_dir(archive.beside(""));
    if let Some(output) = try_to(&mut make) {
        assert_success(&output);
        assert!(archive.beside("report.json").is_file());
        assert_eq!(archive.generation().number(), 1);
    }
}

#[cfg(unix)]
#[test]
fn the_line_for_cron_is_quiet_and_waits_for_the_previous_job() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    fs::write(
        archive.beside("dateline.toml"),
        "[archive.a]\nfolders = [\"articles\"]\n",
    )
    .unwrap();
    let crontab = fs::read_to_string(example("crontab")).unwrap();
    let line = crontab
        .lines()
        .find(|line| line.starts_with("*/10"))
        .unwrap();
    let command = line
        .split_whitespace()
        .skip(5)
        .collect::<Vec<_>>()
        .join(" ");
    let path = crontab.lines().find_map(|line| line.strip_prefix("PATH="));
    let bin = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = path
        .unwrap()
        .replace("/usr/local/bin", bin.to_str().unwrap());
    // Cron sets no other variables.
    let run = || {
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).env_clear();
        shell.env("HOME", archive.beside("")).env("PATH", &path);
        shell.output().unwrap()
    };
    let is_silent = || {
        let output = run();
        assert_success(&output);
        let said = (output.stdout.len(), output.stderr.len());
        assert_eq!(said, (0, 0), "cron would send mail");
    };
    is_silent();
    let lock = archive.store().lock().unwrap();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(is_silent);
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(!waiting.is_finished());
        drop(lock);
    });
}

/// The units are only checked. Starting them needs a running systemd.
#[cfg(target_os = "linux")]
#[test]
fn the_systemd_units_are_valid() {
    let home = tempfile::tempdir().unwrap();
    let mut verify = Command::new("systemd-analyze");
    verify.args(["verify", "--man=no"]);
    for unit in ["dateline-reindex.service", "dateline-reindex.timer"] {
        let text = fs::read_to_string(example("systemd").join(unit)).unwrap();
        let text = text.replace("/usr/local/bin/dateline", env!("CARGO_BIN_EXE_dateline"));
        let path = home.path().join(unit);
        fs::write(&path, text).unwrap();
        verify.arg(path);
    }
    if let Some(output) = try_to(&mut verify) {
        let said = String::from_utf8_lossy(&output.stderr);
        let own: Vec<_> = said
            .lines()
            .filter(|line| line.contains("dateline-reindex"))
            .collect();
        assert!(own.is_empty(), "{said}");
    }
}

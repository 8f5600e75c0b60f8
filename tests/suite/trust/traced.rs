//! Runs the program below a tracer, `tests/faults/trace.c`, which records the calls to the operating system that change
//! something below a folder, or makes one of them fail. It sees every call, also those without the C library.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The compiled tracer.
pub(super) struct Tracer {
    home: TempDir,
    program: PathBuf,
}

/// What the tracer does.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mode {
    /// It only records.
    Record,
    /// There are no hard links, as on file systems of cameras and sticks.
    NoLinks,
    /// The call with this number fails with this error, or that one and all later ones.
    Fault { at: usize, code: i32, always: bool },
}

/// A change below the folder. Names are paths below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Create(String),
    Write(String, usize, Vec<u8>),
    Truncate(String, usize),
    Sync(String),
    MakeFolder(String),
    Rename(String, String),
    Link(String, String),
    Remove(String),
}

/// What a run did.
pub(super) struct Traced {
    /// The exit code; 128 and more for a signal.
    pub(super) code: Option<i32>,
    pub(super) stderr: String,
    pub(super) changes: Vec<Change>,
    /// The number of calls that could have failed.
    pub(super) calls: usize,
}

impl Tracer {
    /// Compiles it. `None` if there is no C compiler, or programs may not be traced here: it says so.
    pub(super) fn new() -> Option<Self> {
        let home = tempfile::tempdir().unwrap();
        let program = home.path().join("trace");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/trace.c");
        let built = Command::new("cc")
            .args(["-O1", "-o"])
            .args([&program, &source])
            .status();
        if !built.is_ok_and(|status| status.success()) {
            println!("skipped: no C compiler");
            return None;
        }
        let tracer = Self { home, program };
        let tried = tracer.run(
            Path::new("/nowhere"),
            Mode::Record,
            &Command::new("/bin/true"),
        );
        if tried.code != Some(0) {
            println!("skipped: programs may not be traced here");
            return None;
        }
        Some(tracer)
    }

    /// Runs a program below it. `folder` is a path without links.
    pub(super) fn run(&self, folder: &Path, mode: Mode, command: &Command) -> Traced {
        let log = self.home.path().join("log");
        let (at, code, mode) = match mode {
            Mode::Record => (0, 0, "record"),
            // EPERM, as vfat says it.
            Mode::NoLinks => (0, 1, "links"),
            Mode::Fault { at, code, always } => (at, code, if always { "always" } else { "once" }),
        };
        let mut traced = Command::new(&self.program);
        traced
            .args([folder, &log])
            .args([at.to_string(), code.to_string(), mode.to_owned()])
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::null());
        if let Some(current) = command.get_current_dir() {
            traced.current_dir(current);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => traced.env(name, value),
                None => traced.env_remove(name),
            };
        }
        let output = traced.output().unwrap();
        let (mut changes, mut calls) = (Vec::new(), 0);
        let log = std::fs::read_to_string(log).unwrap_or_default();
        for line in log.lines() {
            let words: Vec<_> = line.split('\t').collect();
            match *words.as_slice() {
                ["calls", count] => calls = count.parse().unwrap(),
                // Linux says so of an open file that another thread has removed meanwhile. What
                // happens to it is lost anyway.
                ["write" | "truncate" | "sync", path, ..] if path.ends_with(" (deleted)") => {}
                [what, ref words @ ..] => changes.push(change(folder, what, words)),
                [] => {}
            }
        }
        Traced {
            code: output.status.code(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            changes,
            calls,
        }
    }
}

fn change(folder: &Path, what: &str, words: &[&str]) -> Change {
    let name = |at: usize| {
        let path = Path::new(words[at]).strip_prefix(folder);
        path.unwrap_or_else(|_| panic!("{what} leads out: {words:?}"))
            .to_string_lossy()
            .into_owned()
    };
    let number = || words[1].parse().unwrap();
    match what {
        "create" => Change::Create(name(0)),
        "write" => Change::Write(name(0), number(), bytes(words[2])),
        "truncate" => Change::Truncate(name(0), number()),
        "sync" => Change::Sync(name(0)),
        "mkdir" => Change::MakeFolder(name(0)),
        "rename" => Change::Rename(name(0), name(1)),
        "link" => Change::Link(name(0), name(1)),
        "unlink" | "rmdir" => Change::Remove(name(0)),
        _ => unreachable!("{what}"),
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

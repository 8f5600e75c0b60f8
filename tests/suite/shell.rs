//! A folder with a copy of the sample corpus and a shell that knows the program, for commands as
//! people paste them.

use crate::harness::{Archive, sample_corpus};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) struct Shell {
    archive: Archive,
}

/// What a command left.
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    /// Stdout and stderr, in the order in which they were written; the folder is `/home/ada`.
    pub(crate) printed: String,
}

impl Shell {
    pub(crate) fn new() -> Self {
        let archive = sample_corpus();
        fs::rename(archive.folder(), archive.beside("sample-corpus")).unwrap();
        Self { archive }
    }

    /// The folder in which commands are run; `sample-corpus` is in it.
    pub(crate) fn folder(&self) -> PathBuf {
        self.archive.beside("")
    }

    /// Runs a command line, 80 columns wide.
    pub(crate) fn run(&self, line: &str) -> Answer {
        let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
        let own = program.parent().unwrap().display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {line}\n}} 2>&1")])
            .current_dir(self.folder())
            .stdin(Stdio::null())
            .env_remove("DATELINE_INDEX")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env("PATH", format!("{own}:{path}"))
            .env("COLUMNS", "80")
            .env("DATELINE_STATE", self.archive.beside("state"))
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        let folder = self.folder().canonicalize().unwrap();
        Answer {
            code: output.status.code(),
            printed: printed.replace(folder.to_str().unwrap(), "/home/ada"),
        }
    }
}

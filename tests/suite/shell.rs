//! A folder with a copy of the sample corpus and a shell that knows the program, for commands as
//! people paste them: one after the other into one shell, so that `show 1` is of the search before.

use crate::harness::{Archive, sample_corpus};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// What the shell prints after each command, before the exit code.
const END: &str = "--- end of the command: ";

pub(crate) struct Shell {
    archive: Archive,
    process: Mutex<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
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
        let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
        let own = program.parent().unwrap().display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut child = Command::new("sh")
            .current_dir(archive.beside(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .env_remove("DATELINE_INDEX")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env("PATH", format!("{own}:{path}"))
            .env("COLUMNS", "80")
            .env("DATELINE_STATE", archive.beside("state"))
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let running = Running {
            child,
            input,
            output,
        };
        Self {
            archive,
            process: Mutex::new(running),
        }
    }

    /// The folder in which commands are run; `sample-corpus` is in it.
    pub(crate) fn folder(&self) -> PathBuf {
        self.archive.beside("")
    }

    /// Runs a command line, 80 columns wide.
    pub(crate) fn run(&self, line: &str) -> Answer {
        let mut shell = self.process.lock().unwrap();
        let command = format!("{{ {line}\n}} </dev/null 2>&1\nprintf '\\n{END}%s\\n' $?\n");
        shell.input.write_all(command.as_bytes()).unwrap();
        let mut printed = String::new();
        let code = loop {
            let mut bytes = Vec::new();
            let read = shell.output.read_until(b'\n', &mut bytes).unwrap();
            assert!(read > 0, "the shell ended: {line}\n{printed}");
            let text = String::from_utf8_lossy(&bytes);
            match text.strip_prefix(END) {
                Some(code) => break code.trim().parse().ok(),
                None => printed.push_str(&text),
            }
        };
        // The line feed before the mark.
        printed.pop();
        let folder = self.folder().canonicalize().unwrap();
        Answer {
            code,
            printed: printed.replace(folder.to_str().unwrap(), "/home/ada"),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The pager, as git has it: text for people goes through it if a terminal would show it.
//!
//! `DATELINE_PAGER` or `PAGER` names it, else it is `less`; a name that is empty or `cat` means none. `LESS` is set to
//! `FRX` if it is not set: a text that fits is printed as without a pager, and colours are kept. Both variables are the
//! user's own, so a shell reads them, as with git. The exit code is that of the program, whatever the pager says.

use crate::platform;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// What names the pager; the first that is set counts.
const VARIABLES: [&str; 2] = ["DATELINE_PAGER", "PAGER"];

/// The first version of `less` that passes links on.
const LINKS_SINCE: u32 = 566;

/// Whether `--no-pager` was typed.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Uses no pager in this process.
pub(crate) fn never() {
    NEVER.store(true, Ordering::Relaxed);
}

/// The pager for standard output; `None` if there is to be none.
fn pager() -> Option<OsString> {
    if NEVER.load(Ordering::Relaxed) || !io::stdout().is_terminal() {
        return None;
    }
    let set = VARIABLES.map(std::env::var_os);
    let pager = match set.into_iter().flatten().next() {
        Some(pager) => pager,
        None => platform::PAGER?.into(),
    };
    let name = pager.to_string_lossy();
    let is_none = matches!(name.trim(), "" | "cat");
    (!is_none).then_some(pager)
}

/// Whether text for people goes through a pager.
pub(super) fn is_used() -> bool {
    pager().is_some()
}

/// Whether links (OSC 8) reach the terminal, and no pager shows them as garbage.
pub(super) fn passes_links() -> bool {
    let Some(pager) = pager() else {
        return true;
    };
    let pager = pager.to_string_lossy();
    let Some(less) = pager
        .split_whitespace()
        .next()
        .filter(|name| name.ends_with("less"))
    else {
        return false;
    };
    let version = Command::new(less)
        .arg("--version")
        .stdin(Stdio::null())
        .output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let number = version.unwrap_or_default();
    let number = number.split_whitespace().nth(1).unwrap_or_default();
    let digits = number.split(|c: char| !c.is_ascii_digit()).next();
    digits
        .and_then(|digits| digits.parse().ok())
        .is_some_and(|number: u32| number >= LINKS_SINCE)
}

/// What became of a text for the pager.
pub(super) enum Paged {
    /// The pager showed it.
    Shown,
    /// There is no pager.
    NoPager,
    /// This pager cannot be run.
    Unusable(String),
}

/// Shows a text in the pager and waits until it ends. A pager that ends before it has read everything is no failure.
pub(super) fn show(text: &[u8]) -> Paged {
    let Some(pager) = pager() else {
        return Paged::NoPager;
    };
    let mut command = by_shell(&pager);
    for (variable, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if std::env::var_os(variable).is_none() {
            command.env(variable, value);
        }
    }
    let ended = command.stdin(Stdio::piped()).spawn().and_then(|mut child| {
        if let Some(mut input) = child.stdin.take() {
            // It may end before it has read everything.
            let _ = input.write_all(text);
        }
        child.wait()
    });
    match ended {
        // A shell says 127 if there is no such program, and 126 if it cannot be run.
        Ok(status) if !matches!(status.code(), Some(126 | 127)) => Paged::Shown,
        _ if is_set() => Paged::Unusable(pager.to_string_lossy().into_owned()),
        _ => Paged::NoPager,
    }
}

/// Whether the user named a pager.
fn is_set() -> bool {
    VARIABLES
        .iter()
        .any(|name| std::env::var_os(name).is_some())
}

/// A command of the user's own environment. One without anything that a shell reads needs none.
fn by_shell(typed: &OsStr) -> Command {
    let text = typed.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || " ./_-+".contains(c);
    let mut words = text.split_whitespace();
    match words.next() {
        Some(program) if !platform::HAS_SHELL || text.chars().all(plain) => {
            let mut command = Command::new(program);
            command.args(words);
            command
        }
        _ => {
            let mut command = Command::new("sh");
            command.arg("-c").arg(typed);
            command
        }
    }
}

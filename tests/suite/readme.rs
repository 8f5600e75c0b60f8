//! The README invites: it is short, and what it tells people to type finds something.

use crate::markdown::{fences, in_repository, read};

/// The most lines that it may have.
const LINES: usize = 160;

fn readme() -> String {
    read(&in_repository("README.md"))
}

#[test]
fn it_is_short() {
    let lines = readme().lines().count();
    assert!(lines <= LINES, "{lines} lines");
}

#[cfg(unix)]
#[test]
fn every_line_of_the_first_session_finds_something() {
    let readme = readme();
    let (_, section) = readme.split_once("## A first session").unwrap();
    let session = &fences(section)[0];
    assert_eq!(session.language(), "sh");
    let shell = crate::shell::Shell::new();
    let mut searches = 0;
    for line in session.body.lines() {
        let answer = shell.run(line);
        let printed = answer.printed;
        assert_eq!(answer.code, Some(0), "{line}\n{printed}");
        assert!(!printed.trim().is_empty(), "{line}: nothing is printed");
        searches += usize::from(line.starts_with("dateline search"));
    }
    assert!(searches >= 5, "{searches} searches");
}

#[test]
fn it_has_the_two_commands() {
    let typed: Vec<String> = fences(&readme()).into_iter().map(|own| own.body).collect();
    for command in [
        "cargo run --release -- search --in sample-corpus troops withdrawal\n",
        "cargo test\n",
    ] {
        assert!(typed.iter().any(|block| block == command), "{command}");
    }
}

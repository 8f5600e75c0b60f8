//! Snapshots of the help texts, so that every change of them is reviewed. Bless with
//! `INSTA_UPDATE=always cargo test help`.

use crate::harness::Archive;

fn help(arguments: &[&str]) -> String {
    Archive::new().run(arguments).exits(0).stdout()
}

#[test]
fn help_texts_are_as_recorded() {
    insta::assert_snapshot!("help", help(&["--help"]));
    for command in [
        "index",
        "search",
        "show",
        "eval",
        "status",
        "parse",
        "reindex",
        "generations",
        "rollback",
        "verify",
        "repair",
    ] {
        insta::assert_snapshot!(format!("help-{command}"), help(&[command, "--help"]));
    }
}

#[test]
fn the_manual_page_and_the_completions_name_every_command() {
    let man = help(&["man"]);
    let script = help(&["completions", "bash"]);
    for command in ["index", "search", "show", "eval", "status", "parse"] {
        assert!(
            man.contains(&format!("DATELINE {}", command.to_uppercase())),
            "{man}"
        );
        assert!(script.contains(command));
    }
    for option in ["\\-\\-since", "\\-\\-memory", "Exit codes"] {
        assert!(man.contains(option), "{option} is not in the manual page");
    }
}

#[test]
fn without_a_command_the_help_is_shown() {
    let ran = Archive::new().run::<&str>(&[]).exits(2);
    assert!(
        ran.stderr().contains("Usage: dateline"),
        "{}",
        ran.explained()
    );
}

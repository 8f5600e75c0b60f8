//! Snapshots of the help texts, so that every change of them is reviewed. Bless with
//! `INSTA_UPDATE=always cargo test --test suite help`.

use crate::harness::Archive;

fn help(arguments: &[&str]) -> String {
    Archive::new().run(arguments).exits(0).stdout()
}

/// The subcommands, as `--help` lists them.
fn commands() -> Vec<String> {
    let help = help(&["--help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let is_name = |line: &&str| !line.starts_with("   ");
    let names = list.lines().filter(is_name);
    let names = names.filter_map(|line| line.split_whitespace().next());
    let names: Vec<_> = names.filter(|name| *name != "help").collect();
    assert!(names.contains(&"search"), "{help}");
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn help_texts_are_as_recorded() {
    insta::assert_snapshot!("help", help(&["--help"]));
    for command in commands().iter().map(String::as_str) {
        insta::assert_snapshot!(format!("help-{command}"), help(&[command, "--help"]));
    }
}

#[test]
fn the_manual_page_and_the_completions_name_every_command() {
    let man = help(&["man"]);
    let script = help(&["completions", "bash"]);
    for command in commands() {
        assert!(
            man.contains(&format!("DATELINE {}", command.to_uppercase())),
            "{man}"
        );
        assert!(script.contains(&command));
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

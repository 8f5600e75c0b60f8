//! Snapshots of the help texts, so that every change of them is reviewed. Bless with
//! `INSTA_UPDATE=always cargo test --test suite help`.

use crate::harness::Archive;
use std::fs;
use std::path::Path;
use std::process::Command;

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
    insta::assert_snapshot!("short", help(&["-h"]));
    for command in commands().iter().map(String::as_str) {
        insta::assert_snapshot!(format!("help-{command}"), help(&[command, "--help"]));
        insta::assert_snapshot!(format!("short-{command}"), help(&[command, "-h"]));
    }
}

#[test]
fn short_help_fits_a_screen() {
    for command in commands() {
        let short = help(&[command.as_str(), "-h"]);
        let lines = short.lines().count();
        assert!(lines <= 40, "{command} has {lines} lines\n{short}");
        let widest = short.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{short}");
    }
    assert!(help(&["-h"]).lines().count() <= 44);
}

/// The pages of the manual by their names.
fn pages(archive: &Archive) -> Vec<(String, String)> {
    let folder = archive.beside("man1");
    archive
        .run(&["man", "--dir", folder.to_str().unwrap()])
        .exits(0)
        .says("pages");
    let files = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let pages = files.map(|file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(file).unwrap().replace("\\-", "-"))
    });
    pages.collect()
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let archive = Archive::new();
    let pages = pages(&archive);
    let commands = commands();
    assert_eq!(pages.len(), commands.len() + 1);
    for command in &commands {
        let name = format!("dateline-{command}.1");
        let (_, page) = pages.iter().find(|(own, _)| *own == name).unwrap();
        for section in [
            "NAME",
            "SYNOPSIS",
            "OPTIONS",
            "EXIT STATUS",
            "ENVIRONMENT",
            "FILES",
            "EXAMPLES",
            "SEE ALSO",
        ] {
            assert!(
                page.contains(&format!(".SH {section}\n")),
                "{name} has no {section}"
            );
        }
        let printed = archive.run(&["man", command]).exits(0).stdout();
        assert_eq!(printed.replace("\\-", "-"), *page);
    }
    let whole = archive.run(&["man"]).exits(0).stdout();
    assert!(whole.contains("dateline\\-search(1)"), "{whole}");
    archive
        .run(&["man", "nonsense"])
        .exits(2)
        .says("the commands are index, search");
}

#[test]
fn pages_of_the_manual_render_without_a_warning() {
    let archive = Archive::new();
    for (name, _) in pages(&archive) {
        let file = archive.beside("man1").join(&name);
        for typed in [
            &["groff", "-ww", "-man", "-Tutf8", "-Kutf8", "-z"][..],
            &["mandoc", "-Tlint", "-Wwarning"],
        ] {
            let Ok(output) = Command::new(typed[0]).args(&typed[1..]).arg(&file).output() else {
                println!("skipped: no {}", typed[0]);
                continue;
            };
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said).into_owned();
            // A page has no date, so that it is the same whenever it is made.
            let mut said = said.lines().filter(|line| !line.contains("missing date"));
            assert_eq!(said.next(), None, "{typed:?} {name}");
        }
    }
}

/// The texts of the program, apart from the tables of the manual itself.
fn sources() -> String {
    fn add(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("guide/manual") {
                add(&path, all);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("fault.rs")
            {
                all.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = String::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

#[test]
fn the_manual_names_the_variables_and_files_that_there_are() {
    let archive = Archive::new();
    let pages = pages(&archive);
    let (_, whole) = pages.iter().find(|(name, _)| name == "dateline.1").unwrap();
    let section = |name: &str| {
        let (_, after) = whole.split_once(&format!(".SH {name}\n")).unwrap();
        after.split(".SH ").next().unwrap().to_owned()
    };
    let names = |section: &str| -> Vec<String> {
        let lines = section
            .lines()
            .filter_map(|line| line.strip_prefix("\\fB\\&"));
        lines
            .map(|line| line.trim_end_matches("\\fR").to_owned())
            .collect()
    };
    let sources = sources();
    // Those of libraries: anstream reads colours.
    let of_libraries = ["NO_COLOR", "CLICOLOR_FORCE"];
    let variables = names(&section("ENVIRONMENT"));
    assert!(variables.len() > 10, "{variables:?}");
    for name in &variables {
        let is_there =
            sources.contains(&format!("\"{name}\"")) || of_libraries.contains(&name.as_str());
        assert!(is_there, "nothing reads {name}");
    }
    let own = sources
        .split("\"DATELINE_")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap());
    for name in own {
        let name = format!("DATELINE_{name}");
        let is_name = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        if !is_name || name == "DATELINE_BLESS" {
            continue; // a sentence, or a variable of tests
        }
        assert!(variables.contains(&name), "{name} is not in the manual");
    }
    for path in names(&section("FILES")) {
        let name = path.rsplit('/').next().unwrap();
        assert!(
            sources.contains(&format!("\"{name}\"")),
            "nothing knows {path}"
        );
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

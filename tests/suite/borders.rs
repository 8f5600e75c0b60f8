//! Rooms import downward only: the table of ARCHITECTURE.md, checked against the source.

mod imports;

use imports::{Imports, code, rust_files};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, the rooms of ours it may import, and the crates it must not know.
const ROOMS: [(&str, &[&str], &[&str]); 12] = [
    ("article", &[], &["tantivy", "clap", "walkdir", "anyhow"]),
    ("analysis", &[], &["clap", "walkdir", "anyhow"]),
    ("discover", &["article"], &["tantivy", "clap", "anyhow"]),
    (
        "formats",
        &["article"],
        &["tantivy", "clap", "walkdir", "anyhow"],
    ),
    (
        "schema",
        &["article", "analysis"],
        &["clap", "walkdir", "anyhow"],
    ),
    (
        "index",
        &["article", "analysis", "discover", "formats", "schema"],
        &["clap", "anyhow"],
    ),
    (
        "query",
        &["article", "analysis", "schema"],
        &["clap", "walkdir", "anyhow"],
    ),
    ("evaluation", &[], &["tantivy", "clap", "walkdir", "anyhow"]),
    (
        "watch",
        &["article", "schema", "index", "query"],
        &["clap", "walkdir", "anyhow"],
    ),
    (
        "config",
        &[
            "article", "analysis", "discover", "schema", "index", "query",
        ],
        &["tantivy", "clap", "walkdir", "anyhow"],
    ),
    (
        "present",
        &["article", "evaluation", "query", "index"],
        &["tantivy", "clap", "anyhow"],
    ),
    (
        "cli",
        &[
            "article",
            "analysis",
            "discover",
            "evaluation",
            "formats",
            "schema",
            "index",
            "query",
            "present",
            "watch",
            "config",
        ],
        &[],
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn every_room_imports_only_what_its_border_allows() {
    for (room, allowed, foreign) in ROOMS {
        for file in rust_files(&source().join(room)) {
            let code = code(&fs::read_to_string(&file).unwrap());
            for (other, ..) in ROOMS {
                let crossed = code.contains(&format!("crate::{other}::"))
                    || code.contains(&format!("crate::{other};"));
                assert!(
                    !crossed || other == room || allowed.contains(&other),
                    "{} imports {other}",
                    file.display()
                );
            }
            for name in foreign {
                assert!(
                    !code.contains(&format!("{name}::")),
                    "{} knows {name}",
                    file.display()
                );
            }
            assert!(
                !code.contains("crate::{"),
                "{}: one room a `use`",
                file.display()
            );
        }
    }
}

#[test]
fn only_present_and_cli_print() {
    for file in rust_files(&source()) {
        let printing = ["present", "cli"]
            .iter()
            .any(|room| file.starts_with(source().join(room)));
        let code = code(&fs::read_to_string(&file).unwrap());
        for call in [
            "println!",
            "eprintln!",
            "print!(",
            "io::stdout",
            "io::stderr",
        ] {
            assert!(
                printing || !code.contains(call),
                "{} prints",
                file.display()
            );
        }
    }
}

#[test]
fn no_two_files_import_each_other() {
    let circles = Imports::read(&source()).circles();
    let shown: Vec<String> = circles
        .iter()
        .map(|circle| {
            let files: Vec<_> = circle.iter().map(|module| module.join("/")).collect();
            files.join(", ")
        })
        .collect();
    assert!(shown.is_empty(), "import circles:\n{}", shown.join("\n"));
}

/// Longer files say more about their role and border.
const SHORT_FILE: usize = 60;

/// How many lines the header of a longer file has at least.
const HEADER_LINES: usize = 3;

#[test]
fn every_file_opens_with_its_role_and_border() {
    for file in rust_files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        let header = text.lines().take_while(|line| line.starts_with("//!"));
        let wanted = match text.lines().count() {
            0..=SHORT_FILE => 1,
            _ => HEADER_LINES,
        };
        let found = header.count();
        assert!(
            found >= wanted,
            "{}: its header has {found} lines, fewer than {wanted}",
            file.display()
        );
    }
}

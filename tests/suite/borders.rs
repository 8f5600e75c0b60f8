//! Rooms import downward only: the table of ARCHITECTURE.md, checked against the source.

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

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Code without its comments and documentation, which may name any room.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_room_imports_only_what_its_border_allows() {
    for (room, allowed, foreign) in ROOMS {
        for file in files(&source().join(room)) {
            let code = code(&file);
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
    for file in files(&source()) {
        let printing = ["present", "cli"]
            .iter()
            .any(|room| file.starts_with(source().join(room)));
        let code = code(&file);
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
fn every_module_says_what_it_is() {
    for file in files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not open with its role",
            file.display()
        );
    }
}

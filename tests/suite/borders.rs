//! Rooms import downward only: the table of ARCHITECTURE.md, checked against the source.

mod imports;

use imports::{Imports, Module, code, rust_files};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, the rooms of ours it may import, and the crates it must not know.
const ROOMS: [(&str, &[&str], &[&str]); 19] = [
    ("platform", &[], &["tantivy", "clap", "walkdir", "anyhow"]),
    ("article", &[], &["tantivy", "clap", "walkdir", "anyhow"]),
    ("analysis", &[], &["clap", "walkdir", "anyhow"]),
    ("discover", &["article"], &["tantivy", "clap", "anyhow"]),
    (
        "formats",
        &["article"],
        &["tantivy", "clap", "walkdir", "anyhow"],
    ),
    ("copies", &["article"], &["clap", "walkdir", "anyhow"]),
    (
        "dossiers",
        &["article"],
        &["tantivy", "clap", "walkdir", "anyhow"],
    ),
    (
        "schema",
        &["article", "analysis", "copies"],
        &["clap", "walkdir", "anyhow"],
    ),
    (
        "index",
        &[
            "article", "analysis", "copies", "discover", "formats", "schema",
        ],
        &["clap", "anyhow"],
    ),
    (
        "query",
        &["article", "analysis", "copies", "schema"],
        &["clap", "walkdir", "anyhow"],
    ),
    ("evaluation", &[], &["tantivy", "clap", "walkdir", "anyhow"]),
    (
        "watch",
        &["article", "schema", "index", "query"],
        &["clap", "walkdir", "anyhow"],
    ),
    (
        "cluster",
        &["article", "analysis", "formats", "schema", "index", "query"],
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
        &[
            "article",
            "copies",
            "dossiers",
            "evaluation",
            "query",
            "index",
        ],
        &["tantivy", "clap", "anyhow"],
    ),
    (
        "browse",
        &["article", "dossiers", "query", "present"],
        &["tantivy", "clap", "walkdir", "anyhow"],
    ),
    (
        "serve",
        &[
            "article", "analysis", "cluster", "copies", "dossiers", "schema", "index", "query",
            "config", "present",
        ],
        &["tantivy", "clap", "walkdir", "anyhow"],
    ),
    (
        "cli",
        &[
            "article",
            "analysis",
            "browse",
            "copies",
            "discover",
            "dossiers",
            "evaluation",
            "formats",
            "schema",
            "index",
            "query",
            "present",
            "watch",
            "cluster",
            "config",
            "serve",
        ],
        &[],
    ),
    (
        "library",
        &[
            "article", "discover", "formats", "index", "query", "present", "serve", "cli",
        ],
        &["tantivy", "clap", "walkdir"],
    ),
];

/// The room that every other one may import.
const GROUND: &str = "platform";

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
                    !crossed || other == room || other == GROUND || allowed.contains(&other),
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
fn only_the_platform_asks_for_the_system() {
    // Tests may ask for what they need.
    let asks = [
        "(unix)",
        "(unix,",
        "(not(unix",
        ", unix)",
        "(windows",
        "target_os",
        "target_family",
        "libc::",
        "std::os::",
        "rustix::",
    ];
    for file in rust_files(&source()) {
        if file.starts_with(source().join(GROUND)) || file.ends_with("tests.rs") {
            continue;
        }
        let code = code(&fs::read_to_string(&file).unwrap());
        let tests = ["#[cfg(all(test, unix))]", "#[cfg(test)]\n#[cfg(unix)]"];
        let code = tests.iter().fold(code.as_str(), |code, tests| {
            code.split(tests).next().unwrap()
        });
        for ask in asks {
            assert!(!code.contains(ask), "{} has {ask}", file.display());
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

/// The floors of rooms with many folders, from the ground: a folder imports only those before it.
/// Files beside the folders are on no floor; the test above keeps them out of circles.
const FLOORS: [(&str, &[&str]); 6] = [
    (
        "formats",
        &[
            "bytes",
            "xml",
            "package",
            "lines",
            "gather",
            "record",
            "readers",
            "container",
        ],
    ),
    (
        "index",
        &[
            "place",
            "catalog",
            "elsewhere",
            "segments",
            "records",
            "store",
            "alerts",
            "job",
        ],
    ),
    (
        "query",
        &[
            "ask",
            "request",
            "passages",
            "plan",
            "dictionary",
            "rank",
            "engine",
            "overview",
            "suggest",
        ],
    ),
    (
        "present",
        &["terminal", "markup", "records", "formats", "job"],
    ),
    (
        "serve",
        &[
            "archives",
            "ask",
            "security",
            "http",
            "api",
            "pages",
            "assistants",
        ],
    ),
    (
        "cli",
        &[
            "shell",
            "args",
            "output",
            "failure",
            "archives",
            "searching",
            "jobs",
            "guide",
            "commands",
        ],
    ),
];

#[test]
fn folders_import_only_from_lower_floors() {
    let imports = Imports::read(&source());
    let is_test = |module: &Module| module.iter().any(|name| name == "tests");
    for (room, floors) in FLOORS {
        let floor = |module: &Module| {
            let folder = module.get(1).filter(|_| module[0] == room)?;
            floors.iter().position(|name| name == folder)
        };
        for (module, others) in imports.of.iter().filter(|(module, _)| !is_test(module)) {
            for other in others {
                let is_upward = floor(other) > floor(module) && floor(module).is_some();
                assert!(
                    !is_upward,
                    "{} imports {}, which is on a floor above it",
                    module.join("/"),
                    other.join("/")
                );
            }
        }
        for folder in fs::read_dir(source().join(room)).unwrap() {
            let name = folder.unwrap().file_name().into_string().unwrap();
            let has_floor = name.contains('.') || floors.contains(&name.as_str());
            let is_for_tests = ["test_support", "snapshots"].contains(&name.as_str());
            assert!(has_floor || is_for_tests, "{room}/{name} has no floor");
        }
    }
}

/// The most entries of a folder side by side.
const ENTRIES: usize = 16;

#[test]
fn no_folder_has_too_many_entries() {
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder).unwrap().collect();
        if folder == source() {
            // The rooms are in the table above, which has an order; next to them are the roots of the program and the
            // library.
            let is_known = |name: &str| {
                ["lib.rs", "main.rs", "library"].contains(&name)
                    || ROOMS.iter().any(|(room, ..)| *room == name)
            };
            entries
                .retain(|entry| !is_known(&entry.as_ref().unwrap().file_name().to_string_lossy()));
        }
        assert!(
            entries.len() <= ENTRIES,
            "{} has {} entries; a concept is missing",
            folder.display(),
            entries.len()
        );
        let paths = entries.into_iter().map(|entry| entry.unwrap().path());
        folders.extend(paths.filter(|path| path.is_dir()));
    }
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

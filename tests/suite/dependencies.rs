//! What other people wrote and the program has in it: its licences, where it comes from, and the notice that goes with
//! the program.
//!
//! The rules are those of `deny.toml`. Everything is read from what `cargo metadata` says about `Cargo.lock`, for all
//! features and systems.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The packages and the arrows between them; `None` if cargo may not be run, or they are not on this machine and cannot
/// be downloaded.
fn metadata() -> Option<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--all-features",
        ])
        .current_dir(root())
        .output();
    let why = match output {
        Ok(output) if output.status.success() => {
            return Some(serde_json::from_slice(&output.stdout).unwrap());
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    assert!(std::env::var_os("CI").is_none(), "{why}");
    println!("skipped: {why}");
    None
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().unwrap().iter()
}

fn rules() -> toml::Table {
    let text = fs::read_to_string(root().join("deny.toml")).unwrap();
    text.parse().unwrap()
}

/// Whether a licence expression (SPDX, also with `/` for OR) can be met with these licences.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    let (met, rest) = any_of(&words, allowed);
    assert!(rest.is_empty(), "{expression} cannot be read");
    met
}

fn any_of<'a>(words: &'a [&'a str], allowed: &BTreeSet<&str>) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = all_of(words, allowed);
    while let Some(("OR", more)) = rest.split_first().map(|(word, more)| (*word, more)) {
        let (other, left) = all_of(more, allowed);
        (met, rest) = (met | other, left);
    }
    (met, rest)
}

fn all_of<'a>(words: &'a [&'a str], allowed: &BTreeSet<&str>) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = one_of(words, allowed);
    while let Some(("AND", more)) = rest.split_first().map(|(word, more)| (*word, more)) {
        let (other, left) = one_of(more, allowed);
        (met, rest) = (met & other, left);
    }
    (met, rest)
}

fn one_of<'a>(words: &'a [&'a str], allowed: &BTreeSet<&str>) -> (bool, &'a [&'a str]) {
    match words {
        ["(", rest @ ..] => {
            let (met, rest) = any_of(rest, allowed);
            (met, rest.strip_prefix(&[")"]).expect("a bracket is closed"))
        }
        [licence, "WITH", exception, rest @ ..] => {
            let with = format!("{licence} WITH {exception}");
            (allowed.contains(with.as_str()), rest)
        }
        [licence, rest @ ..] => (allowed.contains(licence), rest),
        [] => panic!("a licence is missing"),
    }
}

#[test]
fn a_licence_expression_is_met_as_it_says() {
    let allowed = BTreeSet::from(["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"]);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT/GPL-3.0-only", true),
        ("GPL-3.0-only OR MIT AND Zlib", true),
        ("MIT AND GPL-3.0-only", false),
        ("(GPL-3.0-only OR MIT) AND Zlib", true),
        ("(GPL-3.0-only OR MIT) AND GPL-2.0-only", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn every_dependency_has_a_licence_and_a_source_that_are_allowed() {
    let Some(metadata) = metadata() else { return };
    let rules = rules();
    let list = rules["licenses"]["allow"].as_array().unwrap();
    let allowed: BTreeSet<_> = list
        .iter()
        .map(|licence| licence.as_str().unwrap())
        .collect();
    let exceptions = rules["licenses"]["exceptions"].as_array().unwrap();
    let banned: BTreeSet<_> = rules["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .map(|banned| banned["name"].as_str().unwrap())
        .collect();
    let mut wrong = banned_features(&metadata, &rules);
    let mut others = 0;
    for package in packages(&metadata) {
        let name = package["name"].as_str().unwrap();
        let Some(source) = package["source"].as_str() else {
            let path = Path::new(package["manifest_path"].as_str().unwrap());
            assert!(path.starts_with(root().canonicalize().unwrap()), "{name}");
            continue;
        };
        others += 1;
        let licence = package["license"].as_str().unwrap_or("none");
        let own = exceptions
            .iter()
            .filter(|own| own["crate"].as_str() == Some(name));
        let own = own.flat_map(|own| own["allow"].as_array().unwrap());
        let allowed = allowed
            .iter()
            .copied()
            .chain(own.map(|own| own.as_str().unwrap()));
        if !is_met(licence, &allowed.collect()) {
            writeln!(wrong, "{name}: {licence} is not in deny.toml").unwrap();
        }
        if !source.starts_with("registry+") || !source.ends_with("/crates.io-index") {
            writeln!(wrong, "{name} comes from {source}").unwrap();
        }
        if banned.contains(name) {
            writeln!(wrong, "{name} is banned by deny.toml").unwrap();
        }
    }
    assert!(others > 100, "{others} dependencies");
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is wrong with the features of packages of which only some are allowed.
fn banned_features(metadata: &Value, rules: &toml::Table) -> String {
    let mut wrong = String::new();
    let by_id: HashMap<_, _> = packages(metadata)
        .map(|it| (&it["id"], &it["name"]))
        .collect();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    for rule in rules["bans"]["features"].as_array().unwrap() {
        let name = rule["crate"].as_str().unwrap();
        let own = nodes.iter().find(|node| by_id[&node["id"]] == name);
        let own = own.unwrap_or_else(|| panic!("{name} is no dependency"));
        let features = own["features"].as_array().unwrap();
        for banned in rule["deny"].as_array().unwrap() {
            if features.iter().any(|own| own.as_str() == banned.as_str()) {
                writeln!(wrong, "{name} has the feature {banned:?}").unwrap();
            }
        }
    }
    wrong
}

/// The packages whose code is in the program or in its Python module, on any system: what they depend on, without what
/// only builds or tests them.
fn in_the_program(metadata: &Value) -> Vec<&Value> {
    let by_id: HashMap<_, _> = packages(metadata)
        .map(|it| (it["id"].as_str().unwrap(), it))
        .collect();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let nodes: HashMap<_, _> = nodes
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it))
        .collect();
    let own = ["dateline", "dateline-python"];
    let programs = by_id
        .iter()
        .filter(|(_, package)| own.contains(&package["name"].as_str().unwrap()));
    let mut left: Vec<_> = programs.map(|(id, _)| *id).collect();
    assert_eq!(left.len(), own.len(), "{left:?}");
    let mut found = BTreeMap::new();
    while let Some(id) = left.pop() {
        let package = by_id[id];
        let mut targets = package["targets"].as_array().unwrap().iter();
        // Macros run in the compiler.
        let is_macro = targets.any(|target| target["kind"][0] == "proc-macro");
        let name = (package["name"].to_string(), package["version"].to_string());
        if is_macro || found.insert(name, package).is_some() {
            continue;
        }
        for to in nodes[id]["deps"].as_array().unwrap() {
            let kinds = to["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                left.push(to["pkg"].as_str().unwrap());
            }
        }
    }
    found
        .into_values()
        .filter(|package| !package["source"].is_null())
        .collect()
}

/// The files of a package that state its licence: of several licences to choose from, those of MIT.
fn licence_files(package: &Value) -> Vec<PathBuf> {
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let entries = fs::read_dir(manifest.parent().unwrap()).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
            let starts = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];
            path.is_file() && starts.iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    let of_mit = |path: &PathBuf| {
        path.to_string_lossy()
            .to_uppercase()
            .ends_with("LICENSE-MIT")
    };
    let licence = package["license"].as_str().unwrap_or_default();
    if !licence.contains("AND") && files.iter().any(of_mit) {
        files.retain(of_mit);
    }
    files
}

/// The texts of a package's licence; those of another package of the same repository if it has none itself.
fn licence_texts<'a>(package: &'a Value, all: &[&'a Value]) -> Vec<String> {
    let repository = &package["repository"];
    let siblings = all
        .iter()
        .filter(|other| !repository.is_null() && other["repository"] == *repository);
    let files = [&package]
        .into_iter()
        .chain(siblings)
        .map(|package| licence_files(package))
        .find(|files| !files.is_empty());
    let read = |file: &PathBuf| {
        let text = String::from_utf8_lossy(&fs::read(file).unwrap()).replace('\r', "");
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    };
    let texts: Vec<_> = files.unwrap_or_default().iter().map(read).collect();
    if !texts.is_empty() {
        return texts;
    }
    let authors: Vec<_> = package["authors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    vec![format!(
        "The package has no text of its licence. Its authors: {}.",
        authors.join(", ")
    )]
}

#[test]
fn the_notice_has_the_licence_of_everything_in_the_program() {
    let Some(metadata) = metadata() else { return };
    let all = in_the_program(&metadata);
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in &all {
        let word = |key: &str| package[key].as_str().unwrap_or("none").to_owned();
        let name = format!("{} {} ({})", word("name"), word("version"), word("license"));
        for text in licence_texts(package, &all) {
            by_text.entry(text).or_default().push(name.clone());
        }
    }
    let mut sections: Vec<_> = by_text.into_iter().collect();
    sections.sort_by(|(_, a), (_, b)| a.cmp(b));
    let mut notice = "The program `dateline` and its Python module have parts by others. This file names each with its \
                      licence, and has the texts\nof the licences. It goes with every copy of them. A test writes it \
                      (tests/suite/dependencies.rs). The standard library\nof Rust is in them too: Copyright (c) \
                      The Rust Project contributors, MIT OR Apache-2.0.\n"
        .to_owned();
    for (text, names) in sections {
        let line = "-".repeat(100);
        writeln!(notice, "\n{line}\n{}\n{line}\n\n{text}", names.join("\n")).unwrap();
    }
    let file = root().join("NOTICE.txt");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        fs::write(&file, &notice).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == notice,
        "NOTICE.txt is not current; write it again: DATELINE_BLESS=1 cargo test --test suite notice"
    );
    assert!(all.len() > 100, "{} parts", all.len());
}

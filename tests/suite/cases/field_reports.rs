//! Small inputs made after public bug reports of neighbouring programs.

use super::{check, day, faults_of_body, folder, parsed, texts};
use crate::harness::Archive;
use serde_json::Value;
use std::fs;
use unicode_normalization::UnicodeNormalization;

/// The cases that do not hold yet.
const NOT_YET: &[&str] = &[];

#[test]
fn inputs_of_field_reports_are_read_whole() {
    check("field-reports", NOT_YET, |case| {
        if case["run"] == "parse" {
            faults_of_parse(case)
        } else {
            faults_of_search(case)
        }
    });
}

fn faults_of_parse(case: &Value) -> Vec<String> {
    let found = parsed(&Archive::new(), "field-reports", case);
    let want = &case["expect"];
    let mut faults = Vec::new();
    let number = found.len() as u64;
    let least = want["n_min"].as_u64().unwrap_or(1);
    if number < least || want["n"].as_u64().is_some_and(|exactly| number != exactly) {
        faults.push(format!("{number} articles"));
    }
    let Some(first) = found.first() else {
        return faults;
    };
    for key in ["headline", "language", "bylines"] {
        if want.get(key).is_some_and(|wanted| *wanted != first[key]) {
            faults.push(format!("{key} is {}", first[key]));
        }
    }
    if want.get("day").is_some_and(|wanted| *wanted != day(first)) {
        faults.push(format!("published is {}", first["published"]));
    }
    if let Some(not) = want["not_day"].as_str()
        && found.iter().any(|article| day(article) == not)
    {
        faults.push(format!("published is {not}"));
    }
    let bodies: Vec<_> = found
        .iter()
        .map(|one| one["body"].as_str().unwrap())
        .collect();
    let bodies = bodies.join("\n");
    faults.extend(faults_of_body(&bodies, want));
    if let Some(once) = want["once"].as_str()
        && bodies.matches(once).count() != 1
    {
        faults.push(format!("{once:?} is not there once"));
    }
    faults
}

fn faults_of_search(case: &Value) -> Vec<String> {
    let archive = Archive::new();
    let from = folder("field-reports").join(case["files"].as_str().unwrap());
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        archive.write(&name, fs::read(entry.path()).unwrap());
    }
    let mut arguments = vec!["index", "."];
    arguments.extend(texts(&case["options"]));
    archive.run(&arguments).exits(0);
    let query = case["query"].as_str().unwrap();
    let ran = archive.run(&["search", "--format", "jsonl", "-n", "100", "--", query]);
    let hits = ran.stdout();
    let hits = hits
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    // One file may have its name in two forms of Unicode.
    let same = |name: &str| name.nfc().collect::<String>();
    let paths: Vec<_> = hits
        .filter_map(|hit| Some(same(hit["path"].as_str()?)))
        .collect();
    let misses = texts(&case["found"]).filter(|name| !paths.contains(&same(name)));
    let finds = texts(&case["missing"]).filter(|name| paths.contains(&same(name)));
    misses
        .map(|name| format!("misses {name}"))
        .chain(finds.map(|name| format!("finds {name}")))
        .collect()
}

//! Inputs of other programs and of real archives, each with what must come of it.
//!
//! `tests/cases/` has a folder for each: `field-reports` after public bug reports, `exports` with
//! the structure of exports, collections and office files, `forms` with lists of words. A list next
//! to each test names the cases that do not hold yet. A case that holds is removed from its list.

mod exports;
mod field_reports;
mod forms;

use crate::harness::{Archive, Ran};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of one set of cases.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

/// The cases of a set, as its `cases.json` has them.
fn cases(name: &str) -> Vec<Value> {
    let json = fs::read(folder(name).join("cases.json")).unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// The articles that `dateline parse` prints.
fn articles(ran: &Ran) -> Vec<Value> {
    let lines = ran.stdout();
    let objects = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    objects.filter(|one| one.get("body").is_some()).collect()
}

/// What `dateline parse` makes of the files of a case.
fn parsed(archive: &Archive, set: &str, case: &Value) -> Vec<Value> {
    let mut arguments = vec!["parse", "--format", "jsonl"];
    arguments.extend(texts(&case["options"]));
    arguments.push(case["files"].as_str().unwrap());
    articles(&archive.run_in(&folder(set), &arguments))
}

/// The texts of a list; none if there is no list.
fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

/// The day of an article's date; empty if it has none.
fn day(article: &Value) -> &str {
    let published = article["published"].as_str().unwrap_or_default();
    published.get(..10).unwrap_or(published)
}

/// The texts of `case[key]` that are in `body`, or are not, as a list of faults.
fn faults_of_body(body: &str, case: &Value) -> Vec<String> {
    let lacks = texts(&case["body"]).filter(|text| !body.contains(*text));
    let has = texts(&case["not_body"]).filter(|text| body.contains(*text));
    lacks
        .map(|text| format!("the body lacks {text:?}"))
        .chain(has.map(|text| format!("the body has {text:?}")))
        .collect()
}

/// Fails unless exactly the cases in `not_yet` have faults.
#[track_caller]
fn check(set: &str, not_yet: &[&str], faults: impl Fn(&Value) -> Vec<String>) {
    let cases = cases(set);
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case["files"].as_str().unwrap();
        let faults = faults(case);
        match (faults.is_empty(), not_yet.contains(&name)) {
            (false, false) => wrong.push(format!("{name}: {}", faults.join("; "))),
            (true, true) => wrong.push(format!("{name}: it holds, remove it from the list")),
            _ => {}
        }
    }
    for name in not_yet {
        let is_known = cases.iter().any(|case| case["files"] == **name);
        assert!(is_known, "no case is called {name}");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

//! Jobs that are killed at random times while the folder changes, compared with a simple model of the folder.

use super::export::export;
use super::{Chance, is_long};
use crate::harness::Archive;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// A file of many articles that only grows.
const STREAM: &str = "stream.jsonl";

/// The content of the folder: each file with its headline.
struct Model {
    archive: Archive,
    files: BTreeMap<String, String>,
    /// The number of articles in [`STREAM`], which are in `files`, too.
    streamed: usize,
    made: usize,
}

impl Model {
    fn write(&mut self, name: String) {
        self.made += 1;
        let headline = format!("Headline{}", self.made);
        self.archive
            .write(&name, format!("{headline}\n\nZebra body of {headline}.\n"));
        self.files.insert(name, headline);
    }

    /// Adds an article to the stream.
    fn grow(&mut self) {
        self.made += 1;
        self.streamed += 1;
        let headline = format!("Headline{}", self.made);
        let path = self.archive.folder().join(STREAM);
        let mut file = fs::File::options();
        let mut file = file.create(true).append(true).open(path).unwrap();
        let body = format!("Zebra body of {headline}.");
        writeln!(file, r#"{{"headline": "{headline}", "body": "{body}"}}"#).unwrap();
        let name = match self.streamed {
            1 => STREAM.to_owned(),
            number => format!("{STREAM}#{number}"),
        };
        self.files.insert(name, headline);
    }

    fn any(&self, chance: &mut Chance) -> Option<String> {
        let names = self.files.keys().filter(|name| !name.starts_with(STREAM));
        let names: Vec<_> = names.collect();
        (!names.is_empty()).then(|| names[chance.below(names.len())].clone())
    }

    /// Changes something: adds, edits, deletes, renames, copies or touches a file, or adds to the stream.
    fn change(&mut self, chance: &mut Chance) {
        let fresh = format!("{}/{}.txt", chance.below(4), self.made);
        let Some(name) = self.any(chance) else {
            return self.write(fresh);
        };
        let path = |name: &str| self.archive.folder().join(name);
        match chance.below(8) {
            6 | 7 => self.grow(),
            0 => self.write(fresh),
            1 => self.write(name),
            2 => {
                fs::remove_file(path(&name)).unwrap();
                self.files.remove(&name);
            }
            3 | 4 => {
                let is_copy = chance.below(2) == 0;
                fs::create_dir_all(path(&fresh).parent().unwrap()).unwrap();
                self.made += 1;
                let headline = self.files[&name].clone();
                if is_copy {
                    fs::copy(path(&name), path(&fresh)).unwrap();
                } else {
                    fs::rename(path(&name), path(&fresh)).unwrap();
                    self.files.remove(&name);
                }
                self.files.insert(fresh, headline);
            }
            _ => {
                let content = fs::read(path(&name)).unwrap();
                fs::write(path(&name), content).unwrap();
            }
        }
    }

    /// The content of the index: each file with its headline.
    fn found(&self) -> BTreeMap<String, String> {
        let generation = self.archive.generation();
        let request = {
            let mut request = crate::harness::request(&generation, "zebra");
            request.limit = 10_000;
            request
        };
        let page = crate::harness::answer(&generation, &request);
        let hits = page.hits.into_iter().map(|hit| hit.article);
        hits.map(|article| (article.origin.to_string(), article.headline))
            .collect()
    }
}

#[test]
fn jobs_that_are_killed_again_and_again_lose_nothing() {
    let mut chance = Chance::printed("random kills");
    let rounds = if is_long() { 200 } else { 20 };
    let mut model = Model {
        archive: Archive::new(),
        files: BTreeMap::new(),
        made: 0,
        streamed: 0,
    };
    for _ in 0..40 {
        model.grow();
    }
    for _ in 0..40 {
        let name = format!("{}/{}.txt", chance.below(4), model.made);
        model.write(name);
    }
    model.archive.run(&["reindex", "."]).exits(0);
    let began = Instant::now();
    model.archive.run(&["reindex", "--full", "."]).exits(0);
    // Most jobs are killed, some finish.
    let longest = usize::try_from(began.elapsed().as_micros()).unwrap() * 3 / 2;
    let (mut current, mut killed) = (model.files.clone(), 0);
    for round in 0..rounds {
        for _ in 0..=chance.below(8) {
            model.change(&mut chance);
        }
        let mut child = model
            .archive
            .command(&model.archive.folder())
            .args(["reindex", "--allow-removals", "."])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(chance.below(longest) as u64));
        let _ = child.kill();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let found = model.found();
        assert!(
            found == current || found == model.files,
            "round {round}: neither the previous state nor the new one: {found:?}"
        );
        current = found;
        let code = i32::from(current.is_empty());
        model.archive.run(&["search", "zebra"]).exits(code);
        if round % 10 == 9 {
            model
                .archive
                .run(&["reindex", "--allow-removals", "."])
                .exits(0);
            assert_eq!(model.found(), model.files);
            current = model.files.clone();
            model.archive.run(&["verify"]).exits(0);
        }
    }
    model
        .archive
        .run(&["reindex", "--allow-removals", "."])
        .exits(0);
    assert_eq!(model.found(), model.files);
    println!("{killed} of {rounds} jobs were killed before their end");
    assert!(killed > 0);
    let repaired = export(&model.archive.store());
    fs::remove_dir_all(model.archive.folder().join(".dateline")).unwrap();
    model.archive.run(&["reindex", "."]).exits(0);
    assert!(
        repaired == export(&model.archive.store()),
        "differs from a fresh index"
    );
}

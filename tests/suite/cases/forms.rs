//! Forms of words: which the query for another form must find, and which it must not.
//!
//! One archive has an article for each word of the lists, each twice and in two orders, so that the
//! order of articles decides no tie.

use super::folder;
use crate::harness::{Archive, answer, request};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::fs;

/// The most hits of a query that are looked at.
const HITS: usize = 40;

/// A list of pairs, what must hold of a pair, and the share of pairs that it must hold of.
struct List {
    name: &'static str,
    holds: fn(&Answers, &str, &str) -> bool,
    least: f64,
}

const LISTS: &[List] = &[
    List {
        name: "irregular",
        holds: one_word,
        least: 0.95,
    },
    List {
        name: "demonyms",
        holds: one_word,
        least: 0.95,
    },
    List {
        name: "apart",
        holds: apart,
        least: 0.8,
    },
    List {
        name: "own-first",
        holds: own_first,
        least: 0.95,
    },
];

/// The share of queries of `spellings` that must find their sentence among the first three hits.
const SPELLINGS: f64 = 0.95;

/// For each word of a query, the words of the articles that were found, with their best scores.
struct Answers(HashMap<String, HashMap<String, f64>>);

impl Answers {
    fn finds(&self, query: &str, word: &str) -> bool {
        self.0[query].contains_key(word)
    }

    fn is_first(&self, query: &str, other: &str) -> bool {
        let scores = &self.0[query];
        let own = scores.get(query);
        own.is_some_and(|own| scores.get(other).is_none_or(|score| own > score))
    }
}

fn one_word(found: &Answers, a: &str, b: &str) -> bool {
    found.finds(a, b) && found.finds(b, a) && own_first(found, a, b)
}

fn own_first(found: &Answers, a: &str, b: &str) -> bool {
    found.is_first(a, b) && found.is_first(b, a)
}

fn apart(found: &Answers, a: &str, b: &str) -> bool {
    let own = found.finds(a, a) && found.finds(b, b);
    own && !found.finds(a, b) && !found.finds(b, a)
}

fn rows(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder("forms").join(name).with_extension("tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

fn answers(words: &BTreeSet<String>) -> Answers {
    let archive = Archive::new();
    let mut lines = String::new();
    let backwards = words.iter().rev();
    for word in words.iter().chain(backwards) {
        let body = format!("A {word} was in the news of the harbour town, according to a clerk.");
        let article = serde_json::json!({
            "id": word, "headline": "Report of the day", "date": "2021-05-02", "language": "en",
            "body": body,
        });
        writeln!(lines, "{article}").unwrap();
    }
    archive.write("words.jsonl", lines);
    archive.index();
    let generation = archive.generation();
    let found = words.iter().map(|word| {
        let mut request = request(&generation, word);
        request.limit = HITS;
        let mut scores = HashMap::new();
        for hit in answer(&generation, &request).hits {
            let best = scores.entry(hit.article.id.0).or_insert(hit.score);
            *best = hit.score.max(*best);
        }
        (word.clone(), scores)
    });
    Answers(found.collect())
}

#[test]
fn forms_of_a_word_are_found_and_other_words_are_not() {
    let lists: Vec<_> = LISTS.iter().map(|list| (list, rows(list.name))).collect();
    let pairs = lists.iter().flat_map(|(_, pairs)| pairs).flatten();
    let found = answers(&pairs.cloned().collect());
    for (list, pairs) in &lists {
        let holds = |pair: &&Vec<String>| (list.holds)(&found, &pair[0], &pair[1]);
        let holding = pairs.iter().filter(holds).count();
        let missed: Vec<_> = pairs.iter().filter(|pair| !holds(pair)).collect();
        let share = share(holding, pairs.len());
        assert!(
            share >= list.least,
            "{}: {share:.3}, missed {missed:?}",
            list.name
        );
    }
}

#[test]
fn words_are_found_as_people_write_them() {
    let archive = Archive::new();
    let sentences = rows("spellings");
    for (number, row) in sentences.iter().enumerate() {
        let text = format!(
            "Headline number {number}\n\nDate: 2 May 2021\n\nPARIS - {}. \
             Filler words follow here for the length of the text.\n",
            row[0]
        );
        archive.write(&format!("{number:03}.txt"), text);
    }
    archive.index();
    let generation = archive.generation();
    let (mut missed, mut total) = (Vec::new(), 0);
    for (number, row) in sentences.iter().enumerate() {
        for query in &row[1..] {
            total += 1;
            let mut request = request(&generation, query);
            request.limit = 3;
            let hits = answer(&generation, &request).hits;
            let file = format!("{number:03}.txt");
            if !hits
                .iter()
                .any(|hit| hit.article.origin.path.as_str() == file)
            {
                missed.push(query);
            }
        }
    }
    let share = share(total - missed.len(), total);
    assert!(share >= SPELLINGS, "{share:.3}, missed {missed:?}");
}

#[expect(clippy::cast_precision_loss, reason = "there are some hundred")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

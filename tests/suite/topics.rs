//! TREC-like topics from outside the repository: how well long questions rank.
//!
//! `DATELINE_TOPICS=FOLDER cargo test --test suite topics -- --ignored --nocapture`, with
//! `corpus.jsonl` (`id`, `headline`, `body`), `topics.tsv` (id, text) and `qrels.txt` in FOLDER.

use crate::harness::{Archive, answer_with, request};
use dateline::query::Aliases;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

/// Grades by topic and article.
fn read_qrels(text: &str) -> HashMap<String, HashMap<String, f64>> {
    let mut qrels: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for line in text.lines() {
        if let [topic, _, article, grade] = line.split_whitespace().collect::<Vec<_>>()[..] {
            let grade: f64 = grade.parse().unwrap();
            qrels
                .entry(topic.to_owned())
                .or_default()
                .insert(article.to_owned(), grade.max(0.0));
        }
    }
    qrels
}

/// A topic as words: what would be an operator of the query language is taken out.
fn plain_words(topic: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-'.".contains(c);
    let text: String = topic
        .chars()
        .map(|c| if plain(c) { c } else { ' ' })
        .collect();
    let words = text
        .split_whitespace()
        .map(|word| word.trim_start_matches('-').to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

fn dcg(grades: impl Iterator<Item = f64>) -> f64 {
    let discounted = (2u32..).zip(grades.take(10));
    discounted
        .map(|(place, grade)| grade / f64::from(place).log2())
        .sum()
}

fn average_precision(grades: &[f64], relevant: f64) -> f64 {
    let (mut found, mut sum) = (0.0, 0.0);
    for (rank, grade) in (1u32..).zip(grades) {
        if *grade > 0.0 {
            found += 1.0;
            sum += found / f64::from(rank);
        }
    }
    sum / relevant
}

#[test]
#[ignore = "needs topics from outside the repository, named by DATELINE_TOPICS"]
fn topics_from_outside() {
    let folder = PathBuf::from(std::env::var_os("DATELINE_TOPICS").expect("DATELINE_TOPICS"));
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let archive = Archive::new();
    archive.write("corpus.jsonl", read("corpus.jsonl"));
    archive.index();
    let generation = archive.generation();
    let qrels = read_qrels(&read("qrels.txt"));
    let topics = read("topics.tsv");
    for (name, aliases) in [
        ("with aliases", Aliases::news_english()),
        ("as typed", Aliases::default()),
    ] {
        let (mut count, mut ndcg, mut map) = (0.0, 0.0, 0.0);
        for line in topics.lines() {
            let (id, text) = line.split_once('\t').unwrap();
            let Some(grades) = qrels.get(id) else {
                continue;
            };
            let mut ideal: Vec<f64> = grades
                .values()
                .copied()
                .filter(|grade| *grade > 0.0)
                .collect();
            if ideal.is_empty() {
                continue;
            }
            ideal.sort_by(|a, b| b.total_cmp(a));
            let mut asked = request(&generation, &plain_words(text));
            asked.limit = 1000;
            let found: Vec<f64> = answer_with(&generation, &asked, &aliases)
                .hits
                .iter()
                .map(|hit| grades.get(&hit.article.id.0).copied().unwrap_or(0.0))
                .collect();
            let relevant = f64::from(u32::try_from(ideal.len()).unwrap());
            ndcg += dcg(found.iter().copied()) / dcg(ideal.into_iter());
            map += average_precision(&found, relevant);
            count += 1.0;
        }
        println!(
            "{count} topics, {name}: nDCG@10 {:.4}, MAP {:.4}",
            ndcg / count,
            map / count
        );
        assert!(count > 0.0, "no topic has a relevant article");
    }
}

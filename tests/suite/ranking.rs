//! Is the right article first? The judged queries of `sample-corpus`, and the figures recorded.

use crate::harness::{answer, answer_with, request, sample_corpus};
use dateline::query::Aliases;
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write as _;

/// What ranking reached when it was last changed on purpose. A change for the better is recorded
/// here; one for the worse has to be explained.
const RECORDED: Figures = Figures {
    success: 0.8469,
    reciprocal_rank: 0.9035,
    ndcg: 0.8706,
};

#[derive(Deserialize)]
struct Judgments {
    query: Vec<Judged>,
}

#[derive(Deserialize)]
struct Judged {
    text: String,
    #[serde(default)]
    grade3: Vec<String>,
    #[serde(default)]
    grade2: Vec<String>,
    #[serde(default)]
    grade1: Vec<String>,
}

/// Means over queries.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    /// How often the first hit is of grade 2 or 3.
    success: f64,
    /// The inverse of the rank of the first hit of grade 2 or 3.
    reciprocal_rank: f64,
    /// Normalised discounted cumulative gain of the first ten, gain 2^grade − 1 (Järvelin &
    /// Kekäläinen 2002, in the form of Burges et al. 2005).
    ndcg: f64,
}

impl Judged {
    fn grades(&self) -> HashMap<String, u32> {
        let graded = [(3, &self.grade3), (2, &self.grade2), (1, &self.grade1)];
        graded
            .into_iter()
            .flat_map(|(grade, paths)| paths.iter().map(move |path| (name(path), grade)))
            .collect()
    }
}

/// The first record of a file is shown without its number.
fn name(path: &str) -> String {
    path.strip_suffix("#1").unwrap_or(path).to_owned()
}

fn gain(grades: &[u32]) -> f64 {
    (2u32..)
        .zip(grades.iter().take(10))
        .map(|(place, grade)| f64::from((1 << grade) - 1) / f64::from(place).log2())
        .sum()
}

fn figures(grades: &HashMap<String, u32>, ranked: &[String]) -> Figures {
    let found: Vec<u32> = ranked
        .iter()
        .map(|path| grades.get(path).copied().unwrap_or(0))
        .collect();
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let first = (1u32..).zip(&found).find(|(_, grade)| **grade >= 2);
    Figures {
        success: f64::from(u8::from(found.first().is_some_and(|grade| *grade >= 2))),
        reciprocal_rank: first.map_or(0.0, |(rank, _)| 1.0 / f64::from(rank)),
        ndcg: gain(&found) / gain(&ideal),
    }
}

#[test]
fn the_judged_queries_rank_as_well_as_recorded() {
    let mean = judged_figures(&Aliases::news_english());
    for (name, reached, recorded) in [
        ("success@1", mean.success, RECORDED.success),
        ("MRR", mean.reciprocal_rank, RECORDED.reciprocal_rank),
        ("nDCG@10", mean.ndcg, RECORDED.ndcg),
    ] {
        assert!(
            reached >= recorded - 0.0001,
            "{name} fell from {recorded} to {reached:.4}"
        );
    }
    judged_figures(&Aliases::default());
}

/// The means over all judged queries, printed with each one's own.
fn judged_figures(aliases: &Aliases) -> Figures {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let file = crate::harness::sample_folder().join("judgments.toml");
    let judgments: Judgments = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(judgments.query.len() >= 40);
    let mut sum = Figures::default();
    let mut lines = String::new();
    for judged in &judgments.query {
        let page = answer_with(&generation, &request(&generation, &judged.text), aliases);
        let ranked: Vec<_> = page
            .hits
            .iter()
            .map(|hit| hit.article.origin.to_string())
            .collect();
        let own = figures(&judged.grades(), &ranked);
        writeln!(
            lines,
            "{:.0} {:.2} {:.3}  {}",
            own.success, own.reciprocal_rank, own.ndcg, judged.text
        )
        .unwrap();
        sum.success += own.success;
        sum.reciprocal_rank += own.reciprocal_rank;
        sum.ndcg += own.ndcg;
    }
    let count = f64::from(u32::try_from(judgments.query.len()).unwrap());
    let mean = Figures {
        success: sum.success / count,
        reciprocal_rank: sum.reciprocal_rank / count,
        ndcg: sum.ndcg / count,
    };
    println!(
        "{lines}success@1 {:.4}  MRR {:.4}  nDCG@10 {:.4}",
        mean.success, mean.reciprocal_rank, mean.ndcg
    );
    mean
}

#[test]
fn every_judged_article_is_in_the_index() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let file = crate::harness::sample_folder().join("judgments.toml");
    let judgments: Judgments = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut all = request(&generation, "");
    all.limit = 1000;
    let known: Vec<_> = answer(&generation, &all)
        .hits
        .iter()
        .map(|hit| hit.article.origin.to_string())
        .collect();
    assert!(known.len() >= 80);
    for judged in &judgments.query {
        for path in judged.grades().keys() {
            assert!(
                known.contains(path),
                "{path} of `{}` is not indexed",
                judged.text
            );
        }
    }
}

//! The answers to the judged queries of `sample-corpus`, as a snapshot. A change of ranking changes
//! the snapshot. Bless with `INSTA_UPDATE=always cargo test judged`, and read the diff.

use crate::harness::{answer, request, sample_corpus, sample_folder};
use dateline::evaluation::{Evaluation, Measure, Qrels, Run};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write as _;

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

impl Judged {
    fn grades(&self) -> HashMap<String, u32> {
        let graded = [(3, &self.grade3), (2, &self.grade2), (1, &self.grade1)];
        graded
            .into_iter()
            .flat_map(|(grade, paths)| paths.iter().map(move |path| (name(path), grade)))
            .collect()
    }
}

/// The first record of a file is displayed without its number.
fn name(path: &str) -> String {
    path.strip_suffix("#1").unwrap_or(path).to_owned()
}

fn judgments() -> Vec<Judged> {
    let file = sample_folder().join("judgments.toml");
    let judgments: Judgments = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    judgments.query
}

/// The measures with their grades. For success@1 and MRR an article is relevant if its grade is 2
/// or 3. For nDCG the gain is 2^grade − 1 (Burges et al. 2005).
fn measured(judged: &[Judged], run: &Run) -> [Evaluation; 2] {
    let (mut right, mut gains) = (Qrels::default(), Qrels::default());
    for own in judged {
        for (path, grade) in own.grades() {
            let doubled = right.judge(&own.text, &path, i32::from(grade >= 2));
            let gain = gains.judge(&own.text, &path, (1 << grade) - 1);
            assert_eq!(
                (doubled, gain),
                (None, None),
                "{} is judged twice",
                own.text
            );
        }
    }
    [(right, "success@1 mrr"), (gains, "ndcg@10")].map(|(qrels, names)| {
        let measures: Vec<Measure> = names.split(' ').map(|name| name.parse().unwrap()).collect();
        let evaluation = Evaluation::new(&qrels, run, &measures, |_| true).unwrap();
        assert_eq!(
            evaluation.topics.len(),
            judged.len(),
            "each query has a relevant article"
        );
        evaluation
    })
}

/// The values of one query, or the means: `success@1 1.0000  mrr 1.0000  ndcg@10 0.9123`.
fn figures(evaluations: &[Evaluation], at: Option<usize>) -> String {
    let scores = evaluations.iter().flat_map(|evaluation| &evaluation.scores);
    let shown = scores.map(|own| {
        let value = at.map_or_else(|| own.mean(), |at| own.by_topic[at]);
        format!("{} {value:.4}", own.measure)
    });
    shown.collect::<Vec<_>>().join("  ")
}

#[test]
fn the_judged_queries_are_answered_as_recorded() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let judged = judgments();
    assert!(judged.len() >= 60);
    let mut run = Run::default();
    for own in &judged {
        let hits = answer(&generation, &request(&generation, &own.text)).hits;
        let paths = hits.iter().map(|hit| hit.article.origin.to_string());
        run.insert(&*own.text, paths.collect());
    }
    let evaluations = measured(&judged, &run);
    let means = figures(&evaluations, None);
    let mut golden = format!("{} queries  {means}\n", judged.len());
    for (at, own) in judged.iter().enumerate() {
        let figures = figures(&evaluations, Some(at));
        writeln!(golden, "\n{}\n  {figures}", own.text).unwrap();
        let grades = own.grades();
        for path in run.of_topic(&own.text).iter().take(5) {
            let grade = grades.get(path).map_or("-".to_owned(), u32::to_string);
            writeln!(golden, "  {grade} {path}").unwrap();
        }
    }
    println!("{means}");
    insta::assert_snapshot!("judged", golden);
}

#[test]
fn every_judged_article_is_in_the_index() {
    let archive = sample_corpus();
    archive.index();
    let generation = archive.generation();
    let mut all = request(&generation, "");
    all.limit = 1000;
    let known: Vec<_> = answer(&generation, &all)
        .hits
        .iter()
        .map(|hit| hit.article.origin.to_string())
        .collect();
    assert!(known.len() >= 80);
    for judged in judgments() {
        for path in judged.grades().keys() {
            assert!(
                known.contains(path),
                "{path} of `{}` is not indexed",
                judged.text
            );
        }
    }
}

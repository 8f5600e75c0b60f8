//! `dateline eval` and TREC runs: measures agree with `trec_eval`, and a run has the order of a
//! search.
//!
//! `tests/evaluation/expected.py` made the example and its expected values with `pytrec_eval`.

use crate::harness::{Archive, Ran};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/evaluation")
        .join(name)
}

fn expected() -> Value {
    serde_json::from_str(&fs::read_to_string(example("expected.json")).unwrap()).unwrap()
}

/// All measures with expected values.
fn all_measures() -> String {
    let expected = expected();
    let names = expected["means"].as_object().unwrap().keys();
    names.map(String::as_str).collect::<Vec<_>>().join(",")
}

/// Evaluates the example's run.
fn evaluate(measures: &str, more: &[&str]) -> Ran {
    let (qrels, run) = (example("qrels.txt"), example("run.trec"));
    let mut arguments = vec!["eval", "--qrels", qrels.to_str().unwrap()];
    arguments.extend(["--run", run.to_str().unwrap(), "--measure", measures]);
    arguments.extend(more);
    Archive::new().run(&arguments)
}

#[track_caller]
fn close(value: &Value, expected: &Value, within: f64, what: &str) {
    let (value, expected) = (value.as_f64().unwrap(), expected.as_f64().unwrap());
    assert!(
        (value - expected).abs() < within,
        "{what}: {value}, expected {expected}"
    );
}

#[test]
fn measures_agree_with_trec_eval_to_four_digits() {
    let expected = expected();
    let json = evaluate(&all_measures(), &["--format", "json", "--per-topic"])
        .exits(0)
        .json();
    assert_eq!(json["without_relevant"], serde_json::json!(["t7", "t19"]));
    let topics = json["per_topic"].as_array().unwrap();
    let names: Vec<_> = topics.iter().map(|own| own["topic"].clone()).collect();
    assert_eq!(Value::from(names), expected["topics"]);
    let measures = json["measures"].as_array().unwrap();
    assert_eq!(measures.len(), 13);
    for own in measures {
        let name = own["measure"].as_str().unwrap();
        close(&own["mean"], &expected["means"][name], 5e-5, name);
        for (at, topic) in topics.iter().enumerate() {
            let expected = &expected["by_topic"][name][at];
            let what = format!("{name} of {}", topic["topic"]);
            close(&topic["values"][name], expected, 5e-5, &what);
        }
    }
}

#[test]
fn two_runs_are_compared_and_p_values_agree_with_scipy() {
    let expected = expected();
    let other = example("other.trec");
    let json = evaluate(
        &all_measures(),
        &["--format", "json", "--against", other.to_str().unwrap()],
    )
    .exits(0)
    .json();
    for own in json["measures"].as_array().unwrap() {
        let name = own["measure"].as_str().unwrap();
        close(&own["other"], &expected["means_of_other"][name], 5e-5, name);
        if !expected["p_values"][name].is_null() {
            close(&own["p"], &expected["p_values"][name], 0.01, name);
        }
    }
}

#[test]
fn a_mean_below_the_required_value_exits_with_1() {
    let mean = expected()["means"]["map"].as_f64().unwrap();
    let just = format!("map={mean:.4}");
    evaluate("map", &["--require", &just, "--require", "recall@7=0"]).exits(0);
    let more = format!("map={:.4}", mean + 0.0001);
    evaluate("map", &["--require", &just, "--require", &more])
        .exits(1)
        .says("below the required");
    evaluate("map", &["--require", "map=2"]).exits(2);
    evaluate("map", &["--require", "bpref=0.2"])
        .exits(2)
        .says("unknown measure `bpref`");
}

#[test]
fn the_default_output_is_a_table() {
    let other = example("other.trec");
    let ran = evaluate(
        "ndcg@10,recall@100",
        &["--per-topic", "--against", other.to_str().unwrap()],
    )
    .exits(0);
    insta::assert_snapshot!("evaluation", ran.stdout());
}

const ARTICLES: &str = r#"{"id": "a b", "headline": "Troops leave", "body": "The troops left the island."}
{"id": "twin", "headline": "Storm", "body": "A storm hit the island."}
{"id": "twin", "headline": "Storm", "body": "A storm hit the island and the port."}
{"id": "c1", "headline": "Port strike", "body": "Dockers struck at the port."}
{"id": "c2", "headline": "Port strike", "body": "Dockers struck at the port."}
{"id": "c3", "headline": "Port strike", "body": "Dockers struck at the port."}
"#;

const TOPICS: &str =
    "1\tWhat of \"troops\" (NOT storms) -port: island?\n2\tport OR strike\n3\tzeppelins\n4\t???\n";

const QRELS: &str = "1 0 a%20b 2\n1 0 twin -1\n2 0 c3 1\n3 0 c1 1\n9 0 c1 1\n";

fn archive() -> Archive {
    let archive = Archive::of(&[("wire.jsonl", ARTICLES)]);
    fs::write(archive.beside("topics.tsv"), TOPICS).unwrap();
    fs::write(archive.beside("qrels.txt"), QRELS).unwrap();
    archive.index();
    archive
}

#[test]
fn a_run_has_one_line_per_hit_and_strictly_decreasing_scores() {
    let archive = archive();
    let ran = archive
        .run(&[
            "search",
            "--queries",
            "../topics.tsv",
            "--format",
            "trec",
            "--run-name",
            "my run",
        ])
        .exits(0)
        .says("nothing was found for 2 topics")
        .says("left out 1 hit with the id");
    let stdout = ran.stdout();
    let lines: Vec<Vec<&str>> = stdout
        .lines()
        .map(|line| line.split(' ').collect())
        .collect();
    assert!(
        lines
            .iter()
            .all(|line| line.len() == 6 && line[1] == "Q0" && line[5] == "my%20run")
    );
    let column = |topic: &str, at: usize| -> Vec<String> {
        let own = lines.iter().filter(|line| line[0] == topic);
        own.map(|line| line[at].to_owned()).collect()
    };
    assert_eq!(column("1", 2)[..2], ["a%20b", "twin"]);
    assert_eq!(column("2", 2)[..3], ["c1", "c2", "c3"]);
    for topic in ["1", "2"] {
        let scores = column(topic, 4);
        let scores: Vec<f32> = scores.iter().map(|score| score.parse().unwrap()).collect();
        assert!(scores.windows(2).all(|two| two[0] > two[1]), "{scores:?}");
        let ranks: Vec<_> = (1..=scores.len()).map(|rank| rank.to_string()).collect();
        assert_eq!(column(topic, 3), ranks);
    }
}

#[test]
fn a_search_and_its_run_have_the_same_measures() {
    let archive = archive();
    let files = ["--topics", "../topics.tsv", "--qrels", "../qrels.txt"];
    let with = |more: &[&str]| {
        let arguments = ["eval", "--format", "json", "--per-topic"];
        let arguments: Vec<_> = arguments.iter().chain(&files).chain(more).collect();
        archive.run(&arguments).exits(0)
    };
    let searched = with(&["--in", "."]).says("nothing was found for 1 topic");
    let json = searched.json();
    assert_eq!(json["topics"], 3);
    assert_eq!(json["unjudged"], serde_json::json!(["4"]));
    assert_eq!(json["not_asked"], serde_json::json!(["9"]));
    let ranks = |at: usize| json["per_topic"][at]["values"]["mrr"].to_string();
    assert_eq!(
        [ranks(0), ranks(1), ranks(2)],
        ["1.0", "0.3333333333333333", "0.0"]
    );
    let run = archive
        .run(&[
            "search",
            "--queries",
            "../topics.tsv",
            "--format",
            "trec",
            "-n",
            "1000",
        ])
        .exits(0);
    fs::write(archive.beside("run.trec"), run.stdout()).unwrap();
    let read = with(&["--run", "../run.trec"]).says("run.trec has nothing for 1 topic: counted");
    assert_eq!(read.stdout(), searched.stdout());
}

#[test]
fn a_run_sorted_by_date_keeps_that_order() {
    let archive = Archive::of(&[
        ("a.txt", "Date: 2020-01-01\n\nPort strike\n\nDockers.\n"),
        ("b.txt", "Date: 2022-01-01\n\nPort\n\nA port.\n"),
        ("c.txt", "Date: 2021-01-01\n\nStrike\n\nDockers.\n"),
    ]);
    archive.index();
    fs::write(archive.beside("topics.tsv"), "1\tport strike\n").unwrap();
    let search = |more: &[&str]| {
        let arguments = ["search", "--queries", "../topics.tsv", "--format", "trec"];
        archive.run(&[&arguments, more].concat()).exits(0).stdout()
    };
    let run = search(&["--sort", "oldest"]);
    let scores: Vec<_> = run
        .lines()
        .map(|line| line.split(' ').nth(4).unwrap())
        .collect();
    assert_eq!(scores, ["0", "-1", "-2"]);
    assert_eq!(search(&["--since", "2021", "-n", "1"]).lines().count(), 1);
}

#[test]
fn wrong_arguments_and_files_are_reported() {
    let archive = archive();
    for (arguments, code, message) in [
        (
            &["search", "a", "--format", "trec"][..],
            2,
            "--queries FILE",
        ),
        (
            &["search", "--queries", "../topics.tsv"],
            2,
            "--format jsonl, csv, tsv or trec",
        ),
        (
            &["search", "--queries", "../topics.tsv", "port"],
            2,
            "cannot be used with",
        ),
        (
            &["search", "--queries", "../none", "--format", "trec"],
            2,
            "cannot read ../none",
        ),
        (
            &[
                "eval",
                "--qrels",
                "../qrels.txt",
                "--topics",
                "../qrels.txt",
            ],
            2,
            "qrels.txt:1: no tab",
        ),
        (&["eval", "--qrels", "../qrels.txt"], 2, "--topics"),
        (
            &[
                "eval",
                "--qrels",
                "../topics.tsv",
                "--topics",
                "../topics.tsv",
            ],
            2,
            "topics.tsv:1: 8 columns",
        ),
        (
            &["eval", "--qrels", "../qrels.txt", "--run", "../topics.tsv"],
            2,
            "topics.tsv:1: the score `(NOT` is not a number",
        ),
    ] {
        archive.run(arguments).exits(code).says(message);
    }
    fs::write(archive.beside("others.tsv"), "77\tport\n").unwrap();
    archive
        .run(&[
            "eval",
            "--qrels",
            "../qrels.txt",
            "--topics",
            "../others.tsv",
        ])
        .exits(2)
        .says("topics and judgments have no id in common");
}

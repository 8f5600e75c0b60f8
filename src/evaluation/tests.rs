//! Tests of reading and measuring.
//!
//! The test against `trec_eval` is in `tests/suite/evaluation.rs`.

use super::lines::Lines;
use super::{Evaluation, EvaluationError, Measure, Qrels, Run, Topic, randomisation_test, topics};
use proptest::prelude::*;
use std::path::Path;

fn topics_of(text: &str) -> Result<Vec<Topic>, EvaluationError> {
    topics::of_lines(
        Lines::new(Path::new("topics"), text.as_bytes()),
        topics::Ids::Required,
    )
}

fn qrels_of(text: &str) -> Result<Qrels, EvaluationError> {
    Qrels::of_lines(Lines::new(Path::new("qrels"), text.as_bytes()))
}

fn run_of(text: &str) -> Result<Run, EvaluationError> {
    Run::of_lines(Lines::new(Path::new("run"), text.as_bytes()))
}

fn message<T>(result: Result<T, EvaluationError>) -> String {
    match result {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn topics_are_read_in_both_formats() {
    let classic = "<top>\n\n<num> Number: 051\n<dom> Domain: Economics\n<title> Topic:  Airbus\n  subsidies < 5\n\n\
        <desc> Description:\nDocuments\n<narr> Narrative: long\n</top>\n\n\
        <top><num>202</num><desc> Description: Status of treaties</desc></top>";
    for (text, expected) in [
        (
            "1\ttroops withdrawal\r\nb\t a\tb \n\n",
            &[("1", "troops withdrawal"), ("b", "a\tb")][..],
        ),
        ("\u{feff}1\tx", &[("1", "x")]),
        (
            classic,
            &[
                ("51", "Airbus subsidies < 5"),
                ("202", "Status of treaties"),
            ],
        ),
        ("<top> <num> 0 <title> a <b> c", &[("0", "a")]),
    ] {
        let read: Vec<_> = topics_of(text).unwrap();
        let read: Vec<_> = read
            .iter()
            .map(|t| (t.id.as_str(), t.text.as_str()))
            .collect();
        assert_eq!(read, expected, "{text}");
    }
}

#[test]
fn an_error_names_its_file_and_line() {
    for (found, expected) in [
        (
            message(topics_of("1\ta\n2 b")),
            "topics:2: no tab; expected a topic's id, a tab, its text",
        ),
        (
            message(topics_of("\n1\t ")),
            "topics:2: topic 1 has no text",
        ),
        (
            message(topics_of("a b\tc")),
            "topics:1: white space in the id `a b`; judgments cannot refer to it",
        ),
        (
            message(topics_of("1\ta\n1\tb")),
            "topics:2: a second topic 1",
        ),
        (
            message(topics_of("<top>\n<title> a\n</top>")),
            "topics:1: a topic without an id",
        ),
        (message(topics_of("\n\n")), "topics contains no topic"),
        (message(topics_of("<top")), "topics contains no topic"),
        (
            message(qrels_of("1 0 a 1\n1 0 b")),
            "qrels:2: 3 columns; expected 4: topic, 0, article, grade",
        ),
        (
            message(qrels_of("1 0 a 1.5")),
            "qrels:1: the grade `1.5` is not a whole number",
        ),
        (
            message(qrels_of("1 0 a 1\n1 0 a 1\n1 0 a 2")),
            "qrels:3: a is judged 1 and 2 for topic 1",
        ),
        (message(qrels_of(" ")), "qrels contains no judgment"),
        (
            message(run_of("1 Q0 a 1 2.0")),
            "run:1: 5 columns; expected 6: topic, Q0, article, rank, score, name of the run",
        ),
        (
            message(run_of("1 Q0 a 1 nan x")),
            "run:1: the score `nan` is not a number",
        ),
        (
            message(run_of("1 Q0 a 1 2 x\n1 Q0 a 2 1 x")),
            "run:2: a is listed twice for topic 1",
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn bytes_that_are_not_text_are_reported_with_their_line() {
    let lines = Lines::new(Path::new("qrels"), &b"1 0 a 1\n1 0 \xff 1\n"[..]);
    assert!(message(Qrels::of_lines(lines)).starts_with("qrels:2: not UTF-8"));
    let long = vec![b'x'; 1 << 21];
    let lines = Lines::new(Path::new("qrels"), &long[..]);
    assert_eq!(
        message(Qrels::of_lines(lines)),
        "qrels:1: a line of more than 1048576 bytes"
    );
}

#[test]
fn a_run_is_ordered_by_score_and_then_by_descending_id() {
    let run = run_of(
        "1 Q0 a 1 1.00000002 x\n1 Q0 c 2 1.00000001 x\n1 Q0 b 3 1 x\n1 Q0 d 9 2e0 x\n1 Q0 e 1 -0.0 x y\n1 Q0 f 1 0 x\n",
    );
    assert_eq!(run.unwrap().of_topic("1"), ["d", "c", "b", "a", "f", "e"]);
}

#[test]
fn measures_have_the_values_computed_by_hand() {
    let (found, ideal) = ([0, 2, 0, 1], [3, 2, 1]);
    let log = |rank: f64| (rank + 1.0).log2();
    let best = 3.0 + 2.0 / log(2.0) + 1.0 / log(3.0);
    for (measure, expected) in [
        ("ndcg", (2.0 / log(2.0) + 1.0 / log(4.0)) / best),
        ("ndcg@2", (2.0 / log(2.0)) / (3.0 + 2.0 / log(2.0))),
        ("map", (0.5 + 0.5) / 3.0),
        ("map@3", 0.5 / 3.0),
        ("mrr", 0.5),
        ("mrr@1", 0.0),
        ("p@10", 0.2),
        ("recall@2", 1.0 / 3.0),
        ("success@1", 0.0),
        ("success@2", 1.0),
    ] {
        let value = measure.parse::<Measure>().unwrap().value(&found, &ideal);
        assert!(
            (value - expected).abs() < 1e-12,
            "{measure}: {value} for {expected}"
        );
    }
}

#[test]
fn the_name_of_a_measure_parses_as_it_displays() {
    for (typed, name) in [
        ("nDCG@10", "ndcg@10"),
        ("ndcg", "ndcg"),
        ("AP", "map"),
        ("recip_rank", "mrr"),
        ("P@5", "p@5"),
        ("recall@1000", "recall@1000"),
        ("success@1", "success@1"),
    ] {
        assert_eq!(typed.parse::<Measure>().unwrap().to_string(), name);
    }
    for wrong in [
        "", "p", "recall", "ndcg@0", "ndcg@", "ndcg@-1", "bpref", "map@x",
    ] {
        assert!(wrong.parse::<Measure>().is_err(), "{wrong}");
    }
}

#[test]
fn a_topic_counts_if_it_has_a_relevant_article_and_was_searched() {
    let qrels = qrels_of("1 0 a 1\n2 0 a 0\n3 0 a -1\n4 0 a 2\n5 0 a 1").unwrap();
    let run = run_of("1 Q0 a 1 1 x\n2 Q0 a 1 1 x\n5 Q0 a 1 1 x\n6 Q0 a 1 1 x").unwrap();
    let measures = ["map".parse().unwrap()];
    let own = Evaluation::new(&qrels, &run, &measures, |topic| topic != "5").unwrap();
    assert_eq!(own.topics, ["1", "4"]);
    assert_eq!(own.without_relevant, ["2", "3"]);
    assert_eq!(own.not_asked, ["5"]);
    assert_eq!(own.scores[0].by_topic, [1.0, 0.0]);
    let none = Evaluation::new(&qrels, &run, &measures, |topic| topic == "2");
    assert_eq!(
        message(none),
        "no topic to evaluate: no article is judged relevant"
    );
    let none = Evaluation::new(&qrels, &run, &measures, |_| false);
    assert!(message(none).ends_with("have no id in common"));
}

#[test]
fn with_few_topics_all_permutations_are_tried() {
    for (own, other, expected) in [
        (&[0.5, 0.5][..], &[0.5, 0.5][..], 1.0),
        (&[1.0], &[0.0], 1.0),
        (&[1.0, 1.0, 1.0], &[0.0, 0.0, 0.5], 0.25),
        (&[1.0, 0.0, 1.0, 0.3], &[0.0, 0.1, 0.0, 0.3], 0.5),
    ] {
        let p = randomisation_test(own, other);
        assert!((p - expected).abs() < 1e-12, "{own:?}: {p}");
    }
}

#[test]
fn with_many_topics_permutations_are_random_and_always_the_same() {
    let own: Vec<f64> = (0..80).map(|i| f64::from(i % 7) / 7.0).collect();
    let better: Vec<f64> = own.iter().map(|value| value + 0.01).collect();
    let p = randomisation_test(&better, &own);
    assert!(p > 0.0 && p < 0.0001, "{p}");
    let mixed: Vec<f64> = (0..80).map(|i| f64::from(i % 5) / 5.0).collect();
    let p = randomisation_test(&mixed, &own);
    assert!(p > 0.05, "{p}");
    assert_eq!(p.to_bits(), randomisation_test(&mixed, &own).to_bits());
}

#[test]
fn a_query_without_an_id_has_the_number_of_its_line() {
    let read = |text: &str| {
        let lines = Lines::new(Path::new("queries"), text.as_bytes());
        topics::of_lines(lines, topics::Ids::OrNumbers)
    };
    let queries = read("a1\ttroops\n\nport strike\n").unwrap();
    let read_as: Vec<_> = queries
        .iter()
        .map(|own| (own.id.as_str(), own.text.as_str()))
        .collect();
    assert_eq!(read_as, [("a1", "troops"), ("3", "port strike")]);
    assert!(
        read("2\ttroops\nport strike\n").is_err(),
        "two have the id 2"
    );
}

proptest! {
    #[test]
    fn no_text_causes_a_panic(text in "[<>/a-z0-9\t\n .*\u{0}é]{0,200}") {
        let _ = topics_of(&text);
        let _ = qrels_of(&text);
        let _ = run_of(&text);
    }

    #[test]
    fn values_are_between_zero_and_one(
        found in proptest::collection::vec(0..4_i32, 0..30),
        more in proptest::collection::vec(1..4_i32, 0..10),
        rank in 1..40_u32,
    ) {
        let mut ideal: Vec<i32> = found.iter().copied().filter(|g| *g > 0).chain(more).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        for name in ["ndcg", "map", "mrr", "p", "recall", "success"] {
            let value = format!("{name}@{rank}").parse::<Measure>().unwrap().value(&found, &ideal);
            prop_assert!((0.0..=1.0 + 1e-12).contains(&value), "{name}: {value}");
        }
    }
}

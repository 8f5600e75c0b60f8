//! Concordances, words of a result, similar articles.

use super::{archive, articles};
use crate::harness::{Archive, sample_corpus};
use std::process::Stdio;

#[test]
fn every_occurrence_is_a_line_and_matches_are_aligned() {
    let archive = archive();
    let ran = archive.run(&["kwic", "ferry"]).exits(0);
    let shown = ran.stdout();
    // 27 articles have the word twice.
    assert_eq!(shown.lines().count(), 54, "{shown}");
    let places: Vec<_> = shown
        .lines()
        .map(|line| line.find("ferry").map(|at| line[..at].chars().count()))
        .collect();
    let columns = |line: &str| line.chars().count() <= 80;
    assert!(shown.lines().all(columns), "{shown}");
    let aligned = places[0];
    assert!(
        shown.lines().all(|line| {
            let chars: String = line.chars().skip(aligned.unwrap()).collect();
            chars.starts_with("ferry")
        }),
        "{shown}"
    );
    let csv = archive
        .run(&["kwic", "ferry", "--format", "csv", "--width", "9"])
        .stdout();
    let second = csv.lines().nth(1).unwrap().to_owned();
    assert!(second.contains(",The ,ferry, left the,body,4,"), "{second}");
    let json = archive.run(&["kwic", "ferry", "--format", "json", "-n", "3"]);
    let json = json.exits(0).json();
    assert_eq!(json["lines"].as_array().unwrap().len(), 3);
    assert_eq!(json["is_cut"], true);
}

#[test]
fn lines_are_sorted_by_date_or_by_the_words_around() {
    let archive = Archive::of(&[
        (
            "b.txt",
            "x\n\nDate: 2021-01-02\n\nOne\n\nA red ferry zooms. The blue ferry arrives.\n",
        ),
        (
            "a.txt",
            "x\n\nDate: 2021-01-03\n\nTwo\n\nA green ferry moves.\n",
        ),
        (
            "c.txt",
            "x\n\nDate: 2021-01-01\n\nThree\n\nAn old ferry boat.\n",
        ),
    ]);
    archive.index();
    let sorted = |order: &str| {
        let ran = archive
            .run(&["kwic", "ferry", "--sort", order, "--format", "jsonl"])
            .exits(0);
        let lines: Vec<serde_json::Value> = ran
            .stdout()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let word = |line: &serde_json::Value| match order {
            "right" => line["right"]
                .as_str()
                .unwrap()
                .split_whitespace()
                .next()
                .unwrap()
                .to_owned(),
            _ => line["left"]
                .as_str()
                .unwrap()
                .split_whitespace()
                .last()
                .unwrap()
                .to_owned(),
        };
        lines.iter().map(word).collect::<Vec<_>>()
    };
    assert_eq!(sorted("left"), ["blue", "green", "old", "red"]);
    assert_eq!(sorted("right"), ["arrives.", "boat.", "moves.", "zooms."]);
    assert_eq!(sorted("date"), ["old", "red", "blue", "green"]);
    let first = archive.run(&["kwic", "ferry", "--sort", "left", "-n", "1"]);
    let first = first.exits(0).stdout();
    assert!(
        first.contains("blue") && first.lines().count() == 1,
        "{first}"
    );
    archive.run(&["kwic"]).exits(2).says("dateline kwic");
    archive.run(&["kwic", "zeppelin"]).exits(1);
    archive
        .run(&["kwic", "path:a.txt"])
        .exits(1)
        .says("no word of the query");
}

#[test]
fn a_concordance_ends_quietly_when_nobody_reads_it_and_shows_no_control_characters() {
    let body = "A \u{1b}[31mred\u{7} \u{202e}ferry\u{9b}2J ".repeat(4_000);
    let line =
        serde_json::json!({"headline": "h\u{1b}]0;x\u{7}", "source": "s\u{1b}[2J", "body": body});
    let archive = Archive::of(&[("a.jsonl", &format!("{line}\n"))]);
    archive.index();
    for format in ["text", "json", "jsonl", "csv", "tsv"] {
        let shown = archive
            .run(&["kwic", "ferry", "--format", format])
            .exits(0)
            .stdout();
        assert!(
            !shown.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']),
            "{format}"
        );
    }
    let mut command = archive.command(&archive.folder());
    command
        .args(["kwic", "ferry"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn words_tell_the_matches_from_the_rest() {
    let archive = archive();
    let json = archive
        .run(&["terms", "ferry", "--format", "json", "-n", "4"])
        .exits(0)
        .json();
    let terms = json["terms"].as_array().unwrap();
    let names: Vec<_> = terms
        .iter()
        .map(|term| term["term"].as_str().unwrap())
        .collect();
    for name in ["harbour", "captain", "sails"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(
        !names.contains(&"ferry") && !names.contains(&"series"),
        "{names:?}"
    );
    assert_eq!(
        (&terms[0]["count"], &terms[0]["all"]),
        (&27.into(), &27.into())
    );
    let by_year = archive
        .run(&["terms", "ferry", "--by", "year", "--format", "json"])
        .json();
    let periods = by_year["periods"].as_array().unwrap();
    assert_eq!(periods.len(), 3);
    let dated: u64 = periods
        .iter()
        .map(|period| period["total"].as_u64().unwrap())
        .sum();
    assert_eq!(dated, 24);
    assert!(
        periods
            .iter()
            .all(|period| !period["terms"].as_array().unwrap().is_empty())
    );
    archive.run(&["terms"]).exits(2).says("nothing to compare");
    archive.run(&["terms", "zeppelin"]).exits(1);
    archive
        .run(&["terms", "series"])
        .exits(0)
        .says("nothing to compare with");
}

#[test]
fn words_are_compared_with_the_articles_of_their_language() {
    let archive = Archive::new();
    for number in 0..20 {
        let text = format!("Council {number}\n\nThe council of the town met on item {number}.\n");
        archive.write(&format!("en/{number}.txt"), text);
        // Every article of these has the same function words; every fifth is about the port.
        let subject = if number % 5 == 0 {
            "کارگران بندر اعتصاب کردند"
        } else {
            "نمایندگان مجلس رای دادند"
        };
        let text = format!(
            "گزارش {number}\n\nدر این روز {subject} و آن را به همه گفتند. این خبر از شهر شماره {number} است.\n"
        );
        archive.write(&format!("fa/{number}.txt"), text);
    }
    archive.index();
    let json = archive
        .run(&["terms", "بندر", "--format", "json"])
        .exits(0)
        .json();
    let terms = json["terms"].as_array().unwrap();
    let names: Vec<_> = terms
        .iter()
        .map(|term| term["term"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"کارگران"), "{names:?}");
    for name in ["این", "روز", "خبر", "شهر"] {
        assert!(!names.contains(&name), "{names:?}");
    }
    assert_eq!((&json["total"], &json["all"]), (&4.into(), &40.into()));
}

#[test]
fn similar_articles_share_the_subject_and_are_no_copies() {
    let archive = sample_corpus();
    archive.index();
    archive
        .run(&["search", "ferry", "--format", "json"])
        .exits(0);
    let json = archive
        .run(&["similar", "1", "--format", "json", "-n", "3"])
        .exits(0)
        .json();
    let hits = json["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 3);
    for key in ["rank", "score", "id", "headline", "path", "passages"] {
        assert!(!hits[0][key].is_null(), "{key}");
    }
    let term = &json["terms"][0];
    assert!(term["score"].as_f64().unwrap() > 0.0 && term["count"].as_u64().unwrap() > 1);
    assert!(json["terms"].as_array().unwrap().len() <= 30);
    let next = archive
        .run(&["show", "1", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(next["id"], hits[0]["id"]);
}

fn story(id: u32, date: &str, text: &str) -> String {
    let line = serde_json::json!({"id": id.to_string(), "date": date, "headline": format!("Story {id}"), "body": text});
    format!("{line}\n")
}

#[test]
fn background_and_what_followed_are_found_by_date() {
    let text =
        |extra: &str| format!("The quarry collapsed near Dunmarrow and buried a crane. {extra}");
    let lines = [
        story(
            1,
            "2021-01-01",
            &text("An inspector had warned of cracks in the walls for years."),
        ),
        story(
            2,
            "2021-03-01",
            &text("Rescuers dug through the night with dogs and lamps."),
        ),
        story(
            3,
            "2021-03-01",
            &text("Rescuers dug through the night with dogs and lamps."),
        ),
        story(
            4,
            "2021-03-20",
            &text("The court heard the owner, who denied every charge."),
        ),
        story(
            5,
            "2022-03-20",
            &text("A memorial of stone was opened by the mayor in the rain."),
        ),
        story(
            6,
            "2021-03-02",
            "Tulips were sold at the market in great numbers again.",
        ),
    ];
    let archive = Archive::of(&[("a.jsonl", &lines.concat()), ("b.jsonl", &articles(0..40))]);
    archive.index();
    let ids = |options: &[&str]| {
        let fixed = ["similar", "id:2", "--format", "json"];
        let ran = archive.run(&[&fixed, options].concat());
        let hits = ran.json()["hits"].as_array().unwrap().clone();
        let mut ids: Vec<_> = hits
            .iter()
            .map(|hit| hit["id"].as_str().unwrap().to_owned())
            .collect();
        ids.retain(|id| id.parse::<u32>().is_ok_and(|id| id < 6));
        ids.sort();
        ids
    };
    assert_eq!(ids(&[]), ["1", "4", "5"]);
    assert_eq!(ids(&["--before"]), ["1"]);
    assert_eq!(ids(&["--after"]), ["4", "5"]);
    assert_eq!(ids(&["--within", "30d"]), ["4"]);
    assert_eq!(ids(&["--after", "--within", "19d"]), ["4"]);
    assert_eq!(ids(&["--after", "--within", "18d"]), Vec::<String>::new());
    assert_eq!(ids(&["--before", "--within", "8w"]), Vec::<String>::new());
    assert_eq!(ids(&["--since", "2021-03", "--until", "2021-12"]), ["4"]);
    assert_eq!(ids(&["--after", "--until", "2021"]), ["4"]);
    assert_eq!(ids(&["court"]), ["4"]);
    assert_eq!(ids(&["-court", "since:2021-03"]), ["5"]);
    assert_eq!(ids(&["memor*", "OR", "inspector"]), ["1", "5"]);
    archive
        .run(&["similar", "id:2", "--within", "soon"])
        .exits(2)
        .says("30d");
    archive
        .run(&["similar", "id:2", "--before", "--after"])
        .exits(2);
}

#[test]
fn similar_articles_are_found_after_others_are_gone() {
    let archive = Archive::new();
    for number in 0..12 {
        archive.write(
            &format!("{number}.jsonl"),
            articles(number * 10..number * 10 + 10),
        );
    }
    archive.index();
    for gone in 1..12 {
        archive.remove(&format!("{gone}.jsonl"));
        archive.index();
        let ran = archive.run(&["similar", "id:n3", "--format", "json"]);
        let json = ran.json();
        for hit in json["hits"].as_array().unwrap() {
            assert_ne!(hit["id"], "n3");
            let path = hit["path"].as_str().unwrap();
            assert!(archive.folder().join(path).exists(), "{path}");
        }
    }
    let nothing = Archive::of(&[("a.txt", "One\n\nA single article.\n")]);
    nothing.index();
    nothing
        .run(&["similar", "a.txt"])
        .exits(1)
        .says("no similar article");
}

#[test]
fn words_of_scripts_without_spaces_are_whole() {
    let mut lines = String::new();
    for number in 0..6 {
        let text = format!(
            "東京都知事選挙の投票が始まり、有権者は午前中から列を作った。第{number}投票所。"
        );
        lines += &story(number, "2021-03-01", &text);
    }
    for number in 6..12 {
        let text =
            format!("大阪の動物園で赤ちゃんパンダが生まれ、来月から公開される。{number}頭目。");
        lines += &story(number, "2021-03-02", &text);
    }
    let archive = Archive::of(&[("a.jsonl", &lines)]);
    archive.run(&["index", "--language", "japanese"]).exits(0);
    let terms = archive.run(&["terms", "投票", "--format", "json"]).exits(0);
    let terms = terms.json()["terms"].clone();
    let terms: Vec<_> = terms.as_array().unwrap().iter().collect();
    let words: Vec<_> = terms
        .iter()
        .map(|own| own["term"].as_str().unwrap())
        .collect();
    assert!(
        words.contains(&"都知事") && words.contains(&"東京"),
        "{words:?}"
    );
    assert!(
        !words.contains(&"京都") && !words.contains(&"から"),
        "{words:?}"
    );
    for own in &terms {
        assert_eq!(own["count"], 6, "{own}");
    }
    let lines = archive.run(&["kwic", "知事", "--format", "json"]).exits(0);
    assert_eq!(lines.json()["lines"][0]["match"], "都知事");
    let similar = archive.run(&["similar", "a.jsonl", "--format", "json"]);
    let similar = similar.json()["terms"].clone();
    let words: Vec<_> = similar
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["term"].clone())
        .collect();
    assert!(words.contains(&serde_json::json!("都知事")), "{words:?}");
}

//! Timelines and facets: every number is that of a search.

use super::{archive, articles};
use crate::harness::{Archive, sample_corpus};
use serde_json::Value;
use std::collections::BTreeSet;

fn count(archive: &Archive, arguments: &[&str]) -> u64 {
    let ran = archive.run(&[&["search", "--count"], arguments].concat());
    ran.stdout().trim().parse().unwrap()
}

fn buckets(json: &Value) -> &Vec<Value> {
    json["buckets"].as_array().unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn a_period_counts_what_a_search_of_it_finds_and_none_is_left_out() {
    let archive = archive();
    for by in ["day", "week", "month", "quarter", "year"] {
        let json = archive
            .run(&["timeline", "ferry", "--by", by, "--format", "json"])
            .exits(0)
            .json();
        assert_eq!(json["by"], by);
        let all = buckets(&json);
        let sum: u64 = all.iter().map(|bucket| number(&bucket["count"])).sum();
        assert_eq!(sum + number(&json["undated"]), number(&json["total"]));
        assert_eq!(number(&json["total"]), count(&archive, &["ferry"]));
        assert!(number(&json["undated"]) > 0);
        for pair in all.windows(2) {
            let last: jiff::civil::Date = text(&pair[0]["to"]).parse().unwrap();
            assert_eq!(last.tomorrow().unwrap().to_string(), text(&pair[1]["from"]));
        }
        let some = all.iter().filter(|bucket| number(&bucket["count"]) > 0);
        for bucket in some.step_by(if by == "day" { 5 } else { 3 }) {
            let span = format!("{}..{}", text(&bucket["from"]), text(&bucket["to"]));
            assert_eq!(
                number(&bucket["count"]),
                count(&archive, &["ferry", "--on", &span]),
                "{by} {span}"
            );
            let among_all = count(&archive, &["--on", &span]);
            assert_eq!(number(&bucket["all"]), among_all, "{by} {span}");
            let share = bucket["share"].as_f64().unwrap();
            let expected =
                bucket["count"].as_f64().unwrap() / f64::from(u32::try_from(among_all).unwrap());
            assert!((share - expected).abs() < 1e-6);
        }
    }
}

#[test]
fn a_week_starts_on_monday_and_dates_of_a_year_alone_are_named() {
    let archive = archive();
    let ran = archive.run(&["timeline", "--by", "week", "--format", "json"]);
    let json = ran.json();
    let first: jiff::civil::Date = text(&buckets(&json)[0]["from"]).parse().unwrap();
    assert_eq!(first.weekday(), jiff::civil::Weekday::Monday);
    // Of ten articles, one is dated to a year and one to a month.
    assert_eq!(json["coarse"], 16);
    let by_month = archive.run(&["timeline", "--by", "month"]);
    let by_month = by_month.says("8 articles are dated to a month or a year alone");
    assert!(
        archive
            .run(&["timeline", "--by", "year"])
            .stderr()
            .is_empty()
    );
    assert!(by_month.stdout().contains("2019-01"));
}

#[test]
fn the_dates_of_a_search_are_the_span_of_its_timeline() {
    let archive = archive();
    let run = |arguments: &[&str]| {
        let fixed = ["timeline", "ferry", "--by", "month", "--format", "json"];
        archive.run(&[&fixed, arguments].concat()).json()
    };
    let json = run(&["--since", "2018-12", "--until", "2020-03-10"]);
    let all = buckets(&json);
    assert_eq!(all[0]["from"], "2018-12-01");
    assert_eq!(all[0]["mark"], "empty");
    assert_eq!(all[all.len() - 1]["to"], "2020-03-31");
    assert_eq!(json["undated"], 0);
    // The last month ends early, for the matches and for all articles.
    let cut = count(&archive, &["--on", "2020-03-01..2020-03-10"]);
    assert_eq!(number(&all[all.len() - 1]["all"]), cut);
    let in_query = run(&["--", "since:2020"]);
    let first = &buckets(&in_query)[0];
    assert_eq!(number(&first["all"]), count(&archive, &["--on", "2020-01"]));
    let nothing = archive.run(&["timeline", "zeppelin", "--format", "json"]);
    assert_eq!(
        nothing.exits(1).json()["buckets"].as_array().unwrap().len(),
        0
    );
}

#[test]
fn peaks_and_gaps_are_marked_and_long_gaps_are_one_line() {
    let line = |number: u32, date: &str, word: &str| {
        format!(
            "{{\"id\":\"{number}\",\"date\":\"{date}\",\"headline\":\"h\",\"body\":\"{word} text\"}}\n"
        )
    };
    let mut lines = String::new();
    for day in 1..=28 {
        lines += &line(day, &format!("2021-01-{day:02}"), "rain");
        if day % 4 == 1 {
            lines += &line(100 + day, &format!("2021-01-{day:02}"), "flood");
        }
    }
    for number in 200..212 {
        lines += &line(number, "2021-01-21", "flood");
    }
    lines += &line(300, "1605-01-01", "rain flood");
    let archive = Archive::of(&[("a.jsonl", &lines)]);
    archive.index();
    let json = archive
        .run(&[
            "timeline", "flood", "--by", "day", "--since", "2021", "--format", "json",
        ])
        .json();
    let marks: Vec<_> = buckets(&json)
        .iter()
        .filter(|bucket| bucket["mark"] == "peak")
        .map(|bucket| text(&bucket["from"]).to_owned())
        .collect();
    assert_eq!(marks, ["2021-01-21"]);
    assert_eq!(buckets(&json)[1]["mark"], "gap");
    let shown = archive.run(&["timeline", "flood", "--by", "day"]).stdout();
    assert!(shown.contains("peak"), "{shown}");
    assert!(shown.contains("… 151,950 days, no articles") || shown.contains("days, no articles"));
    assert!(shown.lines().count() < 60, "{shown}");
    assert!(
        shown.lines().all(|line| line.chars().count() <= 80),
        "{shown}"
    );
}

#[test]
fn several_series_are_one_long_table() {
    let archive = archive();
    let rows = |arguments: &[&str]| {
        let fixed = ["timeline", "--by", "year", "--format", "csv"];
        let ran = archive.run(&[&fixed, arguments].concat()).exits(0);
        let lines: Vec<String> = ran.stdout().lines().map(str::to_owned).collect();
        assert_eq!(lines[0], "query,value,from,to,count,all,share,mark");
        lines[1..].to_vec()
    };
    let compared = rows(&["ferry", "--compare", "council"]);
    assert_eq!(compared.len(), 8);
    // Articles without a date are a row of their own.
    let undated = count(&archive, &["ferry", "-has:date"]);
    assert_eq!(compared[6], format!("ferry,,,,{undated},,,undated"));
    assert!(compared[0].starts_with("ferry,,2019-01-01,2019-12-31,"));
    assert!(compared[3].starts_with("council,,2019-01-01,2019-12-31,"));
    let split = rows(&["ferry", "--split", "source"]);
    let values: BTreeSet<_> = split
        .iter()
        .map(|row| row.split(',').nth(1).unwrap())
        .collect();
    assert_eq!(
        values,
        BTreeSet::from(["", "Paper 0", "Paper 1", "Paper 2", "Paper 3"])
    );
    for row in split.iter().filter(|row| row.contains("Paper 2,2020")) {
        let cells: Vec<_> = row.split(',').collect();
        let found = count(&archive, &["+ferry source:\"paper 2\"", "--on", "2020"]);
        let all = count(&archive, &["source:\"paper 2\"", "--on", "2020"]);
        assert_eq!(cells[4..6], [found.to_string(), all.to_string()], "{row}");
    }
    let queries = archive.beside("queries.tsv");
    std::fs::write(&queries, "a\tferry\nrain hills\n").unwrap();
    let file = queries.to_str().unwrap();
    let of_file = rows(&["--queries", file]);
    assert!(of_file[0].starts_with("a,,2019"));
    assert!(of_file[3].starts_with("rain hills,,2019"));
    let json = archive
        .run(&[
            "timeline",
            "--queries",
            file,
            "--by",
            "year",
            "--format",
            "json",
        ])
        .json();
    assert_eq!(json["rows"].as_array().unwrap().len(), 6);
    assert_eq!(json["series"][0]["query"], "a");
    archive
        .run(&["timeline", "ferry", "--split", "source", "-n", "2"])
        .says("3 more values: --limit 5");
}

#[test]
fn a_drawing_stands_alone_and_escapes_what_it_says() {
    let archive = archive();
    let hostile = "</title><script>alert(1)</script>\u{202e}&\u{7}";
    for arguments in [
        &["ferry", "--title", hostile][..],
        &["ferry", "--compare", hostile],
        &[hostile],
        &["--split", "keywords"],
    ] {
        let ran = archive.run(&[&["timeline", "--format", "svg"], arguments].concat());
        let svg = ran.stdout();
        assert!(svg.starts_with("<svg xmlns"), "{svg}");
        for bad in ["<script", "\u{202e}", "\u{7}", "href", "url("] {
            assert!(!svg.contains(bad), "{bad}: {svg}");
        }
        let mut reader = quick_xml::Reader::from_str(&svg);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        assert!(svg.contains("<title>") && svg.contains("</text>"));
    }
    archive
        .run(&["timeline", "--title", "x"])
        .exits(2)
        .says("add --format svg");
}

#[test]
fn a_facet_counts_what_a_search_of_its_value_finds() {
    let archive = sample_corpus();
    archive.index();
    let json = archive.run(&["facets", "--format", "json"]).exits(0).json();
    let total = number(&json["total"]);
    let exported = archive.run(&["export"]).stdout();
    assert_eq!(total, exported.lines().count() as u64);
    for (name, values) in json["facets"].as_object().unwrap() {
        let values = values.as_array().unwrap();
        assert!(!values.is_empty(), "{name}");
        let counts: Vec<_> = values.iter().map(|value| number(&value["count"])).collect();
        assert!(
            name == "year" || counts.is_sorted_by(|a, b| a >= b),
            "{name}"
        );
        if name == "year" {
            let sum: u64 = counts.iter().sum();
            assert_eq!(sum + number(&json["without"][name]), total);
        }
    }
    for (name, value) in [("language", "fa"), ("format", "warc"), ("year", "2021")] {
        let values = json["facets"][name].as_array().unwrap();
        let Some(found) = values.iter().find(|own| own["value"] == value) else {
            continue;
        };
        let query = match name {
            "year" => format!("on:{value}"),
            name => format!("{name}:{value}"),
        };
        assert_eq!(
            number(&found["count"]),
            count(&archive, &[&query]),
            "{query}"
        );
    }
    let few = archive.run(&[
        "facets",
        "--by",
        "source,year",
        "-n",
        "2",
        "--format",
        "csv",
    ]);
    let rows: Vec<String> = few.stdout().lines().map(str::to_owned).collect();
    assert_eq!(rows[0], "field,value,count,share");
    assert_eq!(
        rows.iter().filter(|row| row.starts_with("source,")).count(),
        3
    );
    assert!(rows.iter().filter(|row| row.starts_with("year,")).count() > 2);
}

#[test]
fn articles_that_are_gone_do_not_count() {
    let archive = archive();
    archive.write("more.jsonl", articles(80..120));
    archive.index();
    let all = archive.run(&["facets", "--format", "json"]).json();
    archive.remove("more.jsonl");
    archive.index();
    let less = archive.run(&["facets", "--format", "json"]).json();
    assert_eq!((number(&all["total"]), number(&less["total"])), (120, 80));
    let rebuilt = Archive::of(&[("all.jsonl", &articles(0..80))]);
    rebuilt.index();
    for command in ["facets", "timeline"] {
        let shown = |archive: &Archive| archive.run(&[command, "--format", "json"]).json();
        assert_eq!(shown(&archive), shown(&rebuilt), "{command}");
    }
}

#[test]
fn several_archives_are_counted_together() {
    let (one, other) = (archive(), Archive::of(&[("b.jsonl", &articles(80..120))]));
    other.index();
    let whole = Archive::of(&[("c.jsonl", &articles(0..120))]);
    whole.index();
    let (first, second) = (one.folder(), other.folder());
    let both = [
        "--in",
        first.to_str().unwrap(),
        "--in",
        second.to_str().unwrap(),
    ];
    for command in [
        &["timeline", "ferry", "--by", "month"][..],
        &["facets", "ferry"],
        &["timeline", "--split", "keywords"],
        &["terms", "ferry"],
    ] {
        let together = one.run(&[command, &both, &["--format", "csv"]].concat());
        let alone = whole.run(&[command, &["--format", "csv"]].concat());
        assert_eq!(together.exits(0).stdout(), alone.stdout(), "{command:?}");
    }
}

#[test]
fn values_of_articles_are_hostile() {
    let value = format!("Pa\u{1b}[31mper\u{202e}\n{}", "x".repeat(70_000));
    let line = serde_json::json!({
        "id": "1", "date": "2021-01-19", "headline": "Ferry", "body": "A ferry.", "source": value,
        "section": "=1+1", "keywords": ["a", "a", "b"], "place": "قم",
    });
    let archive = Archive::of(&[("a.jsonl", &format!("{line}\n"))]);
    archive.index();
    for format in ["text", "json", "csv"] {
        for command in ["facets", "timeline"] {
            let split = if command == "timeline" {
                "--split"
            } else {
                "--by"
            };
            let fields: &[&str] = match command {
                "timeline" => &["source", "section"],
                _ => &["source,section,keywords"],
            };
            for field in fields {
                let ran = archive
                    .run(&[command, split, field, "--format", format])
                    .exits(0);
                let shown = ran.stdout();
                assert!(
                    !shown.contains(['\u{1b}', '\u{202e}']),
                    "{command} {format}"
                );
                assert!(format != "csv" || !shown.contains(",=1+1"), "{shown}");
                if format == "text" {
                    let widest = shown.lines().map(|line| line.chars().count()).max();
                    assert!(widest.unwrap() <= 80, "{shown}");
                }
            }
        }
    }
    let json = archive
        .run(&["facets", "--by", "keywords", "--format", "json"])
        .json();
    assert_eq!(
        json["facets"]["keywords"][0],
        serde_json::json!({"value": "a", "count": 1})
    );
}

#[test]
fn a_search_shows_when_its_hits_were_published() {
    let archive = archive();
    let ran = archive
        .run(&["search", "ferry", "--timeline", "-n", "1"])
        .exits(0);
    let first = ran.stdout().lines().next().unwrap().to_owned();
    assert!(
        first.contains("2019-01 to 2021-10 by month, most in"),
        "{first}"
    );
    assert!(first.contains("without a date"), "{first}");
    let refused = archive.run(&["search", "ferry", "--timeline", "--format", "json"]);
    refused.exits(2).says("dateline timeline");
}

#[test]
fn a_value_that_no_article_has_comes_with_the_one_that_is_meant() {
    let archive = archive();
    let meant = "no article has the source `paper 1`: is `source=Paper 1` meant?";
    for command in ["search", "facets", "timeline"] {
        archive
            .run(&[command, "--value", "source=paper 1"])
            .exits(1)
            .says(meant);
    }
    archive
        .run(&["facets", "ferry", "--value", "source=Zebra"])
        .says("no article has the source `Zebra`\n");
    archive
        .run(&["terms", "zeppelin"])
        .exits(1)
        .says("no article has `zeppelin`");
}

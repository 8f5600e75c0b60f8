//! Searches that are odd: what was probably meant is said, what has no effect is refused, and one bad
//! line of many does not stop the others.

use crate::harness::Archive;
use std::fs;

fn archive() -> Archive {
    let archive = Archive::new();
    let articles = [
        r#"{"id":"-1","title":"Port strike","text":"The port strike began. Ferries wait.","url":"https://x.example/a?b=1","page":"7","date":"2021-01-19"}"#,
        r#"{"id":"2","title":"Harbour strike","text":"The harbour strike and the ferries.","date":"2015-05-01"}"#,
        r#"{"id":"3","title":"Odd date","text":"A strike.","date":"the day before"}"#,
        r#"{"id":"4","title":"=SUM(1)","text":"Ferries of the harbour.","date":"2015-05-02"}"#,
    ];
    archive.write("+odd/a.jsonl", articles.join("\n"));
    archive.write(
        "line\nfeed.txt",
        "A line\n\nA text in a file with a line feed in its name.\n",
    );
    archive.index();
    archive
}

#[test]
fn what_was_probably_meant_is_said() {
    let archive = archive();
    archive
        .run(&["search", "--save", "strikes", "port strike"])
        .exits(0);
    for (typed, note) in [
        (&["after:2020"][..], "is `since:` meant?"),
        (&["from:2020"], "is `since:` or `author:` meant?"),
        (
            &["https://x.example/a?b=1"],
            "url:\"https://x.example/a?b=1\" finds articles of this address",
        ),
        (
            &["2021-01-19"],
            "date:2021-01-19 finds what was published then",
        ),
        (&["+odd/a.jsonl"], "path:+odd/a.jsonl finds what is in it"),
        (&["watch:strike"], "is `watch:strikes` meant?"),
        (&["watch:zebra"], "the names are strikes"),
        (
            &["status:foo"],
            "the values are usable, embargoed, withheld, canceled",
        ),
        (&["strike", "-n", "0"], "3 articles match; -n 0 shows none"),
        (&["strike", "is:"], "it takes withheld, embargoed"),
        (&["port^0"], "a boost is from 0.01 to 100"),
    ] {
        let ran = archive.run(&[&["search"], typed].concat());
        assert!(ran.stderr().contains(note), "{note}\n{}", ran.explained());
    }
    // The commands of the notes find it.
    for query in [
        "url:\"https://x.example/a?b=1\"",
        "date:2021-01-19",
        "page:*",
    ] {
        let found = archive
            .run(&["search", query, "--format", "tsv", "--fields", "id"])
            .exits(0);
        assert_eq!(found.stdout(), "id\n-1\n", "{query}");
        assert_eq!(found.stderr(), "", "{query}");
    }
}

#[test]
fn notes_are_few_whatever_is_typed() {
    let archive = archive();
    let odd: Vec<String> = (0..600)
        .map(|number| format!("§{} *x{number}y* ", "!".repeat(number % 7 + 1)))
        .collect();
    let said = archive.run(&["search", &odd.concat()]).stderr();
    let notes = said
        .lines()
        .filter(|line| line.starts_with("note: "))
        .count();
    assert!(notes < 30, "{notes}\n{said}");
    let json = archive
        .run(&["search", &odd.concat(), "--format", "json"])
        .json();
    assert!(json["notes"].as_array().unwrap().len() <= 24);
}

#[test]
fn an_option_without_effect_is_refused() {
    let archive = archive();
    for (typed, said) in [
        (&["-0", "--format", "csv"][..], "-0 is for paths"),
        (
            &["--explain", "--format", "csv"],
            "--format csv shows no explanations",
        ),
        (
            &["--explain", "--format", "paths"],
            "--format paths shows no explanations",
        ),
    ] {
        archive
            .run(&[&["search", "strike"], typed].concat())
            .exits(2)
            .says(said);
    }
    archive
        .run(&["search", "strike", "-0", "--format", "paths"])
        .exits(0);
}

#[test]
fn one_bad_line_of_many_queries_is_named_and_the_others_are_answered() {
    let archive = archive();
    let queries = b"a\tstrike\nb c\tharbour\na\tferries\n\xff\xfe\nd\tferries\n".to_vec();
    fs::write(archive.beside("q.tsv"), queries).unwrap();
    let ask = |format: &str| archive.run(&["search", "--queries", "../q.tsv", "--format", format]);
    let ran = ask("jsonl")
        .exits(3)
        .says("q.tsv:2: white space in the id `b c`")
        .says("q.tsv:3: a second topic a")
        .says("q.tsv:4: not UTF-8");
    let ids: Vec<String> = ran
        .stdout()
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(ids, ["a", "d"]);
    fs::write(archive.beside("q.tsv"), "b c\tx\n").unwrap();
    ask("jsonl")
        .exits(2)
        .says("q.tsv:1")
        .says("contains no topic");
    fs::write(archive.beside("q.tsv"), "a\tstrike\n").unwrap();
    ask("jsonl").exits(0);
}

#[test]
fn no_cell_of_a_table_with_tabs_is_a_formula() {
    let archive = archive();
    let table = archive
        .run(&[
            "search",
            "ferries",
            "--sort",
            "newest",
            "--format",
            "tsv",
            "--fields",
            "id,path,headline",
        ])
        .exits(0)
        .stdout();
    assert_eq!(
        table,
        "id\tpath\theadline\n-1\t'+odd/a.jsonl\tPort strike\n4\t'+odd/a.jsonl\t'=SUM(1)\n2\t'+odd/a.jsonl\tHarbour strike\n"
    );
    let csv = archive
        .run(&[
            "search",
            "port",
            "--format",
            "csv",
            "--fields",
            "path,headline",
        ])
        .exits(0)
        .stdout();
    assert!(
        csv.contains("'+odd/a.jsonl,"),
        "a spreadsheet gets no formula\n{csv}"
    );
}

#[test]
fn a_note_is_on_its_article_and_a_name_may_have_a_line_feed() {
    let archive = archive();
    let found = |query: &str| {
        let ran = archive.run(&["search", query, "--format", "jsonl"]);
        let lines = ran.stdout();
        let titles = lines.lines().map(|line| {
            let hit: serde_json::Value = serde_json::from_str(line).unwrap();
            hit["headline"].as_str().unwrap().to_owned()
        });
        titles.collect::<Vec<_>>()
    };
    assert_eq!(found("is:noted"), ["Odd date"]);
    assert_eq!(found("path:*.txt"), ["A line"]);
    assert_eq!(found("path:line?feed*"), ["A line"]);
}

#[test]
fn what_feedback_adds_is_counted_within_the_filters() {
    let archive = archive();
    for query in [
        &["harbour", "since:2015", "until:2015"][..],
        &["harbour", "--until", "2015", "--since", "2015"],
    ] {
        let arguments = [
            &[
                "search",
                "--expand",
                "--format",
                "json",
                "--ranking",
                "feedback-articles=4",
            ],
            query,
        ]
        .concat();
        let ran = archive.run(&arguments);
        assert!(!ran.stderr().contains("unknown"), "{}", ran.explained());
        let json = ran.json();
        let hits = json["hits"].as_array().unwrap().len() as u64;
        assert_eq!(json["total"].as_u64().unwrap(), hits, "{}", ran.explained());
        assert!(hits <= 2, "{}", ran.explained());
    }
}

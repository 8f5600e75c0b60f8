//! The commands as users type them: exit codes, messages, hints.

use crate::harness::{Archive, sample_corpus};
use std::fs;

const ARTICLE: &str = "paper.example\n\nNews ID: 86685\nPublish Date : 19 January 2021 - 22:00\n\n\
    Bloc Confirms Troops Pullout\n\nBAGHDAD (Dispatches) – The bloc wants foreign troops out.\n";

#[test]
fn show_marks_the_words_that_a_pattern_fits_and_those_of_a_watch() {
    let archive = Archive::of(&[("a.txt", "Bloc\n\nThe withdrawal of troops.\n")]);
    let config = "[archive.news]\nfolders = [\"articles\"]\n[watch.w]\nquery = \"withdrawal\"\n";
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive.run(&["reindex"]).exits(0);
    for query in ["withdrawal", "withdrawl~", "with*wal", "watch:w"] {
        archive.run(&["search", "--in", "news", query]).exits(0);
        let arguments = ["show", "--in", "news", "1", "--color", "always"];
        let shown = archive.run(&arguments).exits(0).stdout();
        let line = shown.lines().find(|line| line.contains("of troops"));
        let (before, after) = line.unwrap().split_once("withdrawal").unwrap();
        assert!(
            before.ends_with('m') && after.starts_with('\u{1b}'),
            "{query}: {shown:?}"
        );
    }
}

#[test]
fn the_first_command_builds_the_index_and_answers() {
    let archive = sample_corpus();
    let folder = archive.folder();
    let parsed = archive.run(&["parse", ".", "--format", "jsonl"]).stdout();
    // The other lines are problems.
    let is_article = |line: &&str| line.contains("\"headline\":");
    let articles = parsed.lines().filter(is_article).count();
    let ran = archive
        .run_in(
            folder.parent().unwrap(),
            &["search", "--in", "articles", "troops", "withdrawal"],
        )
        .exits(0)
        .prints("1–10 of ")
        .says("made the index of ")
        .says(&format!("{articles} articles, "))
        .says("hint: list what was not read: dateline status --problems --in articles\n");
    assert!(ran.stdout().contains("troops"), "{}", ran.explained());
    let again = archive
        .run_in(
            folder.parent().unwrap(),
            &["search", "--in", "articles", "troops", "withdrawal"],
        )
        .exits(0);
    assert_eq!(again.stdout(), ran.stdout());
    assert_eq!(again.stderr(), "", "an existing index is not built again");
}

#[test]
fn nothing_found_is_exit_code_1_and_an_empty_stdout() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.run(&["index"]).exits(0);
    for format in ["text", "jsonl", "paths"] {
        let ran = archive
            .run(&["search", "zeppelin", "--format", format])
            .exits(1)
            .says("no article matches");
        assert_eq!(ran.stdout(), "", "{format}");
    }
    let json = archive
        .run(&["search", "zeppelin", "--format", "json"])
        .exits(1)
        .json();
    assert_eq!(json["total"], 0);
}

#[test]
fn words_need_no_quotes_and_exclusions_are_not_options() {
    let archive = Archive::of(&[
        ("a.txt", ARTICLE),
        (
            "b.txt",
            "Troops in Syria\n\nForeign troops in Syria, Hamas said.\n",
        ),
    ]);
    archive.run(&["index"]).exits(0);
    for excluded in ["-syria", "-hamas", "-body:syria"] {
        let ran = archive
            .run(&["search", "troops", excluded, "-n", "5", "--format", "paths"])
            .exits(0);
        assert_eq!(ran.stdout(), "a.txt\n", "{excluded}");
    }
    archive
        .run(&["search", "--", "troops", "-syria", "--format"])
        .exits(0)
        .prints("a.txt");
}

#[test]
fn a_search_can_be_limited_by_dates() {
    let archive = Archive::of(&[
        ("a.txt", ARTICLE),
        ("2021/03/b.txt", "March\n\nTroops.\n"),
        ("2022/c.txt", "Later\n\nTroops.\n"),
        ("d.txt", "Undated\n\nTroops.\n"),
        (
            "e.jsonl",
            "{\"title\":\"West\",\"date\":\"2021-01-19T22:00-05:00\",\"text\":\"Troops.\"}\n",
        ),
    ]);
    archive.run(&["index"]).exits(0);
    for (options, expected) in [
        (
            &["--since", "2021", "--until", "2021"][..],
            &["b", "e", "a"][..],
        ),
        (
            &["--since", "2021-01", "--until", "2021-03"],
            &["b", "e", "a"],
        ),
        (&["--on", "19 January 2021"], &["e", "a"]),
        (&["--on", "2021-01-20"], &[]),
        (&["--since", "2021-01-19T22:00"], &["c", "b", "e", "a"]),
        (&["--since", "2021-01-20T02:00Z"], &["c", "b", "e"]),
        (&["--until", "2021-01-19T21:59"], &[]),
        (&["--since", "January 2022"], &["c"]),
    ] {
        let arguments = [
            &["search", "troops", "--sort", "newest", "--format", "jsonl"],
            options,
        ];
        let ran = archive.run(&arguments.concat());
        let stems: Vec<String> = ran
            .stdout()
            .lines()
            .map(|line| {
                let hit: serde_json::Value = serde_json::from_str(line).unwrap();
                let path = hit["path"].as_str().unwrap().to_owned();
                let name = path.rsplit('/').next().unwrap().to_owned();
                name.split('.').next().unwrap().to_owned()
            })
            .collect();
        assert_eq!(stems, expected, "{options:?}\n{}", ran.explained());
    }
    archive
        .run(&["search", "troops", "--since", "soon"])
        .exits(2)
        .says("--since soon is not a date")
        .says("2021-01-19");
    archive
        .run(&["search", "troops", "--on", "03/04/2021"])
        .exits(2)
        .says("can be read in two ways");
}

#[test]
fn an_article_is_shown_by_rank_id_and_path() {
    let archive = Archive::of(&[
        ("wire/a.txt", ARTICLE),
        (
            "wire/b.jsonl",
            "{\"id\":\"x\",\"title\":\"One\"}\n\n{\"id\":\"y\",\"title\":\"Two\",\"text\":\"Body two.\"}\n",
        ),
    ]);
    archive.run(&["index"]).exits(0);
    archive.run(&["search", "pullout"]).exits(0);
    for name in ["1", "id:86685", "wire/a.txt", "./wire/a.txt"] {
        archive
            .run(&["show", name])
            .exits(0)
            .prints("Bloc Confirms Troops Pullout")
            .prints("19 January 2021 22:00 (from the metadata)")
            .prints("BAGHDAD (Dispatches) – The bloc wants foreign troops out.");
    }
    archive
        .run(&["show", "wire/b.jsonl#3"])
        .exits(0)
        .prints("Body two.");
    archive
        .run(&["show", "wire/b.jsonl"])
        .exits(0)
        .prints("One");
    archive
        .run_in(archive.folder().parent().unwrap(), &["show", "1"])
        .exits(0)
        .prints("Bloc Confirms");
    let json = archive
        .run(&["show", "y", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["body"], "Body two.");
    assert_eq!(json["ordinal"], 3);
    archive
        .run(&["show", "7"])
        .exits(2)
        .says("the last search in this terminal showed rank 1 of 1 article");
    archive
        .run(&["show", "nothing"])
        .exits(2)
        .says("no article `nothing`");
}

#[test]
fn a_rank_refers_to_the_named_index() {
    let archive = Archive::of(&[("one/a.txt", ARTICLE), ("two/b.txt", "Other\n\nPullout.\n")]);
    archive.run(&["search", "--in", "one", "pullout"]).exits(0);
    archive.run(&["search", "--in", "two", "pullout"]).exits(0);
    archive
        .run(&["show", "--in", "two", "1"])
        .exits(0)
        .prints("Other");
    archive
        .run(&["show", "--in", "one", "1"])
        .exits(2)
        .says("rank 1 of the last search is in two");
    archive
        .run_in(&archive.folder().join("one"), &["show", "1"])
        .exits(0)
        .prints("Other")
        .says("rank 1 of the last search, which was in ");
    archive
        .run_in(&archive.folder().join("one"), &["show", "../one/a.txt"])
        .exits(0)
        .prints("Bloc Confirms");
}

#[test]
fn an_id_of_two_articles_is_reported_as_ambiguous() {
    let archive = Archive::of(&[("a.txt", ARTICLE), ("b.txt", ARTICLE)]);
    archive.run(&["index"]).exits(0);
    archive
        .run(&["show", "86685"])
        .exits(2)
        .says("no rank 86685")
        .says("if it is an id, write id:86685");
    archive
        .run(&["show", "id:86685"])
        .exits(2)
        .says("2 articles have the id 86685: a.txt, b.txt")
        .says("name one by its path: a.txt");
}

#[test]
fn status_shows_the_contents_and_whether_they_are_current() {
    let archive = Archive::of(&[("a.txt", ARTICLE), ("b.txt", "\0\0"), ("c.jpg", "\u{1}")]);
    archive.run(&["index"]).exits(0);
    archive
        .run(&["status"])
        .exits(0)
        .prints("1 article in 1 of 3 files")
        .prints("19 January 2021 22:00 to 19 January 2021 22:00")
        .prints("yes, the folder has not changed")
        .prints("b.txt: not a text");
    archive.write("new.txt", ARTICLE);
    archive
        .run(&["status", "--problems"])
        .exits(0)
        .prints("no: 1 file new or changed, 0 gone")
        .prints("c.jpg: `.jpg` is not a format that is read");
    let json = archive.run(&["status", "--format", "json"]).exits(0).json();
    assert_eq!(json["manifest"]["statistics"]["articles"], 1);
    assert_eq!(json["freshness"]["state"], "changed");
    assert_eq!(json["problems"].as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_page_after_the_last_hit_and_impossible_dates_are_reported() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive.run(&["index"]).exits(0);
    archive
        .run(&["search", "pullout", "--offset", "5"])
        .exits(0)
        .says("1 article matched; --offset 5 is after the last");
    archive
        .run(&["search", "pullout", "--since", "2022", "--until", "2021"])
        .exits(1)
        .says("the first date is later than the last");
    archive
        .run(&["search", "§"])
        .exits(1)
        .says("has no letter or digit");
    archive
        .run(&["search", "pullout", "§"])
        .exits(0)
        .says("has no letter or digit");
}

#[test]
fn another_order_of_day_and_month_rebuilds_the_index() {
    let archive = Archive::of(&[("a.txt", "Date: 03/04/2021\n\nHeadline\n\nBody.\n")]);
    archive
        .run(&["index"])
        .exits(0)
        .says("taken as 3 April 2021");
    archive
        .run(&["index", "--month-first"])
        .exits(0)
        .says("rebuilt: dates are to be read in another order");
    archive
        .run(&["search", "body", "--format", "json"])
        .prints("\"published\":\"2021-03-04\"");
}

#[test]
fn memory_and_threads_are_checked() {
    let archive = Archive::of(&[("a.txt", ARTICLE)]);
    archive
        .run(&["index", "--memory", "1MiB"])
        .exits(2)
        .says("give it 64.0 MiB or more");
    archive.run(&["index", "--memory", "much"]).exits(2);
    archive.run(&["index", "--threads", "0"]).exits(2);
    archive
        .run(&["index", "--threads", "3", "--memory", "128MiB"])
        .exits(0);
}

#[test]
fn a_closed_pipe_is_success() {
    let archive = sample_corpus();
    archive.index();
    let mut command = archive.command(&archive.folder());
    let mut child = command
        .args(["search", "the", "-n", "100", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

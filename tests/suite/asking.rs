//! Patterns of words, dates, filters and boosts on an index, and what the program says about them.

use crate::harness::{Archive, answer, engine, request};
use dateline::query::ask::{Ask, QUERY_LANGUAGE};
use dateline::query::{FileRecords, FileSet, Files, Named, SearchPage, SearchRequest};
use std::convert::Infallible;
use std::sync::LazyLock;

/// An article as a line of JSON: an id, a date, a headline, a text, and other members.
fn line(id: &str, date: &str, headline: &str, body: &str, more: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"date\":\"{date}\",\"headline\":\"{headline}\",\"body\":\"{body}\"{more}}}\n"
    )
}

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let lines = [
        line(
            "leave",
            "2021-01-19",
            "Troops leave",
            "They withdrew on Monday.",
            "",
        ),
        line(
            "vote",
            "2021-02-03",
            "A vote",
            "The withdrawal of all troops.",
            ",\"place\":\"Zelim\"",
        ),
        line(
            "harness",
            "2021-11-30",
            "Horses",
            "A drawing of harnesses, drawn by hand.",
            "",
        ),
        line(
            "held",
            "2020-05-05",
            "Troops held",
            "Withheld troops.",
            ",\"pubstatus\":\"withheld\"",
        ),
        line(
            "cafe",
            "2019",
            "Cafés open",
            "The café withdrawals of an obfuscated bank.",
            "",
        ),
        line(
            "undated",
            "",
            "No date",
            "Nothing but a happy drawbridge.",
            "",
        ),
    ];
    let archive = Archive::of(&[
        ("wire.jsonl", &lines.concat()),
        (
            "odd.txt",
            "Date: 41 Foo 2021\n\nOdd troops\n\nA date that nobody reads.\n",
        ),
    ]);
    archive.index();
    archive
});

fn page_of(mut asked: SearchRequest) -> SearchPage {
    asked.limit = 50;
    asked.now = Some("2021-02-10T12:00[Asia/Tehran]".parse().unwrap());
    answer(&ARCHIVE.generation(), &asked)
}

fn page(query: &str) -> SearchPage {
    page_of(request(&ARCHIVE.generation(), query))
}

#[track_caller]
fn finds(query: &str, expected: &str) {
    let page = page(query);
    let mut ids: Vec<_> = page.hits.iter().map(|hit| name(&hit.article)).collect();
    ids.sort_unstable();
    let mut expected: Vec<_> = expected.split_whitespace().collect();
    expected.sort_unstable();
    assert_eq!(ids, expected, "{query}\n{:?}", page.notes);
}

fn name(article: &dateline::article::Article) -> &str {
    match article.origin.path.as_str() {
        "odd.txt" => "odd",
        _ => &article.id.0,
    }
}

#[test]
fn wildcards_fit_whole_words_as_they_were_written() {
    for (query, expected) in [
        ("*draw*", "leave vote harness cafe undated"),
        ("with?rawal", "vote leave cafe"),
        ("*awing", "harness"),
        ("dr*wn", "harness"),
        ("caf?", ""),
        ("c?fe", "cafe"),
        ("C?FÉ", "cafe"),
        // `obfusc` and `happi` are stems that nobody wrote.
        ("*bfusc", ""),
        ("*bfuscated", "cafe"),
        ("*appi", ""),
        ("headline:*roops", "leave odd"),
        ("path:*ir?", ""),
        ("path:w*jsonl", "leave vote harness cafe undated"),
        ("-*draw*", "odd"),
        ("happi*", ""),
        ("happ*", "undated"),
        ("obfusc*", "cafe"),
    ] {
        finds(query, expected);
    }
}

#[test]
fn fuzzy_words_find_the_words_they_are_like() {
    for (query, expected) in [
        ("withdrawl~", "vote leave cafe"),
        ("withdrawl~1", "vote leave cafe"),
        ("tropos~1", "leave vote odd"),
        ("ithdrawal~2", ""),
        ("place:zelum~1", "vote"),
        ("headline:withdrawl~", ""),
    ] {
        finds(query, expected);
    }
    let page = page("withdrawl~");
    assert!(
        page.notes[0].contains("finds withdrawal"),
        "{:?}",
        page.notes
    );
    assert!(page.hits.iter().all(|hit| hit.score > 0.0));
    let vote = page.hits.iter().find(|hit| hit.article.id.0 == "vote");
    let passage = &vote.unwrap().passages[0];
    let marked: Vec<_> = passage
        .matches
        .iter()
        .map(|at| &passage.text[at.clone()])
        .collect();
    assert_eq!(marked, ["withdrawal"]);
}

#[test]
fn words_of_deleted_articles_are_no_words() {
    let archive = Archive::of(&[
        ("a.txt", "One\n\nThe zeppelin left.\n"),
        ("b.txt", "Two\n\nA ship.\n"),
    ]);
    archive.index();
    archive.remove("a.txt");
    archive.index();
    let generation = archive.generation();
    assert_eq!(
        answer(&generation, &request(&generation, "zepp?lin")).total,
        0
    );
}

#[test]
fn dates_are_filters_that_leave_words_wanted() {
    for (query, expected) in [
        ("troops date:2021", "leave vote"),
        ("troops date:2021-01..2021-01", "leave"),
        ("troops date:..2020", ""),
        ("since:last month -horses", "leave vote"),
        ("on:2021-Q1", "leave vote"),
        ("date:30d", "leave vote harness"),
        ("until:\"1 year ago\"", "cafe"),
        ("on:3 February 2021", "vote"),
        ("-date:2021 troops", "odd"),
        ("date:2019 OR date:2021-01", "cafe leave"),
        ("has:date", "leave vote harness cafe"),
        ("-has:date", "undated odd"),
        ("has:place", "vote"),
        ("troops has:place", "vote"),
    ] {
        finds(query, expected);
    }
}

#[test]
fn a_status_is_a_filter() {
    for (query, expected) in [
        ("troops is:withheld", "held"),
        ("is:restricted", "held"),
        ("is:embargoed", ""),
        ("troops", "leave vote odd"),
    ] {
        finds(query, expected);
    }
}

#[test]
fn a_watch_and_notes_are_what_the_caller_says() {
    let generation = ARCHIVE.generation();
    let asked = |query: &str| {
        let fields = generation.schema.searchable_names();
        let (ask, _) = Ask::parse(query, &fields);
        let watch = |name: &str| match name {
            "both" => Some("troops withdrawal -date:2019".to_owned()),
            "inner" => Some("watch:both place:zelim".to_owned()),
            "loop" => Some("watch:loop".to_owned()),
            _ => None,
        };
        let noted = || {
            let odd = FileRecords {
                path: dateline::article::ArchivePath::from_stored("odd.txt"),
                records: None,
            };
            let (mut files, odd) = (FileSet::default(), Files::Listed([odd].into()));
            files.add(&engine(&generation).snapshot, 0, odd);
            Ok::<_, Infallible>(files)
        };
        let named = Named::of(&ask, &fields, watch, noted).unwrap();
        let page = page_of(SearchRequest {
            named,
            ..SearchRequest::new(ask, 50)
        });
        let ids: Vec<_> = page
            .hits
            .iter()
            .map(|hit| name(&hit.article).to_owned())
            .collect();
        (ids, page.notes)
    };
    assert_eq!(asked("watch:inner").0, ["vote"]);
    let mut both = asked("watch:both").0;
    both.sort();
    assert_eq!(both, ["leave", "odd", "vote"]);
    assert_eq!(asked("is:noted").0, ["odd"]);
    assert!(asked("watch:loop").1[0].contains("names itself"));
    assert!(asked("watch:gone").1[0].contains("no watch"));
}

#[test]
fn a_boost_changes_the_order_and_nothing_else() {
    let scores = |query: &str| -> Vec<(String, f64)> {
        let page = page(query);
        let scores = page.hits.iter();
        scores
            .map(|hit| (name(&hit.article).to_owned(), hit.score))
            .collect()
    };
    let plain = scores("troops horses");
    let boosted = scores("troops horses^5");
    assert_eq!(plain.len(), boosted.len());
    assert_eq!(boosted[0].0, "harness");
    assert!(boosted[0].1 > 2.0 * plain.iter().find(|hit| hit.0 == "harness").unwrap().1);
    assert_eq!(scores("troops horses"), scores("troops^1 horses^1"));
    assert_eq!(page("(troops OR horses)^2").total, plain.len() as u64);
}

#[test]
fn the_output_says_which_words_are_missing_and_which_were_optional() {
    for (query, note) in [
        ("zzz troops", "no article has `zzz`"),
        (
            "leave headline:troops",
            "`leave` is optional here; 1 of 2 found have it; + requires a word",
        ),
        (
            "leave vote headline:troops",
            "`leave`, `vote` are optional here; 0 of 2 found have them all; + requires a word",
        ),
        (
            "troops OR headline:pullout",
            "no article has `pullout` in `headline`",
        ),
    ] {
        assert!(
            page(query).notes.contains(&note.to_owned()),
            "{query}: {:?}",
            page(query).notes
        );
    }
    for query in [
        "troops",
        "troops vote",
        "+troops +vote",
        "headline:troops",
        "troops date:2021",
    ] {
        assert_eq!(page(query).notes, [""; 0], "{query}");
    }
}

#[test]
fn every_line_of_the_language_is_run() {
    for typed in QUERY_LANGUAGE.iter().flat_map(|row| row.typed) {
        let ran = ARCHIVE.run(&["search", "--", typed]);
        let explained = ran.explained();
        let is_answered = explained.contains("exit Some(0)") || explained.contains("exit Some(1)");
        assert!(is_answered, "{explained}");
        assert!(!explained.contains("read as words"), "{explained}");
        assert!(!explained.contains("is not a field"), "{explained}");
    }
}

#[test]
fn options_and_filters_have_one_grammar_of_dates() {
    for (option, value, filter) in [
        ("--since", "2021-02", "since:2021-02"),
        ("--until", "19 January 2021", "until:2021-01-19"),
        ("--on", "2021-Q1", "on:2021-Q1"),
        ("--on", "2021-01..2021-02", "date:2021-01..2021-02"),
        ("--since", "1000y", "since:1000y"),
        ("--until", "yesterday", "until:yesterday"),
    ] {
        let paths = |arguments: &[&str]| {
            let ran = ARCHIVE.run(&[&["search", "--format", "csv"], arguments].concat());
            ran.exits(0).stdout()
        };
        assert_eq!(
            paths(&["troops", option, value]),
            paths(&["troops", filter]),
            "{value}"
        );
    }
    ARCHIVE
        .run(&["search", "--since", "soon", "a"])
        .exits(2)
        .says("soon is not a date");
    ARCHIVE
        .run(&["search", "--on", "03/04/2021", "a"])
        .exits(2)
        .says("two ways");
}

#[test]
fn dates_alone_list_articles_by_date() {
    let ran = ARCHIVE.run(&["search", "--since", "2021", "--format", "jsonl"]);
    let said = ran.stderr();
    let lines = ran.exits(0).stdout();
    let ids: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, ["harness", "vote", "leave"]);
    assert_eq!(said, "");
}

#[test]
fn a_query_that_was_meant_otherwise_is_answered_with_a_note() {
    let archive = Archive::of(&[("dump/a.txt", "Troops leave\n\nThey left.\n")]);
    archive.index();
    archive
        .run(&["search", "-i", "troops"])
        .exits(0)
        .says("`-i` is no option and was left out: capitals make no difference")
        .prints("a.txt");
    archive
        .run(&["search", "dump/", "troops"])
        .exits(0)
        .says("`dump/` is a folder, and was read as words: to search in it, --in dump/");
    archive
        .run(&["search", "troops", "AND"])
        .exits(0)
        .says("`AND` has no operand");
    archive
        .run(&["search", "headlin:troops"])
        .says("is `headline:` meant?");
    archive
        .run(&[
            "search",
            "leave",
            "headline:troops",
            "since:1d",
            "--explain-query",
        ])
        .says("query: must have the word `troops` in the field `headline`")
        .says("query: may have the word `leave`");
}

#[test]
fn the_rule_for_words_is_in_the_help() {
    let help = Archive::new().run(&["search", "--help"]).exits(0).stdout();
    for line in dateline::query::ask::RULE {
        assert!(help.contains(line), "{help}");
    }
}

//! The output formats of a search, as the program prints them.

use crate::harness::{Archive, sample_corpus};

const HOSTILE: &str = "Red \u{1b}[31malert\u{7} \u{9b}2J \u{202e}reversed\n\n\
    Place \u{1b}]0;title\u{7} and \u{2066}more\u{2069} troops\u{0}\u{8}.\n";

fn archive() -> Archive {
    let archive = Archive::of(&[(
        "a.txt",
        "paper.example\n\nNews ID: 7\nDate: 2021-01-19\n\nTroops, \"leave\"\n\n\
         Łódź — “Foreign troops left,” he said.\n",
    )]);
    archive.index();
    archive
}

#[test]
fn a_hit_in_json_has_every_key_and_offsets_in_characters() {
    let json = archive()
        .run(&["search", "foreign troops", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["format_version"], dateline::present::FORMAT_VERSION);
    assert_eq!(json["query"], "foreign troops");
    assert_eq!(json["archives"][0]["generation"], 1);
    let hit = &json["hits"][0];
    for key in [
        "rank",
        "score",
        "archive",
        "id",
        "headline",
        "published",
        "precision",
        "source",
        "place",
        "path",
        "ordinal",
        "passages",
    ] {
        assert!(!hit[key].is_null() || key == "place", "{key}: {hit}");
    }
    assert_eq!(hit["published"], "2021-01-19");
    assert_eq!(hit["precision"], "day");
    let passage = &hit["passages"][0];
    let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
    let marked: Vec<String> = passage["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| {
            let at = |index: usize| usize::try_from(range[index].as_u64().unwrap()).unwrap();
            text[at(0)..at(1)].iter().collect()
        })
        .collect();
    assert_eq!(marked, ["Foreign", "troops"]);
}

#[test]
fn csv_quotes_and_paths_can_be_piped() {
    let archive = archive();
    let csv = archive
        .run(&["search", "troops", "--format", "csv"])
        .exits(0);
    let mut reader = csv::Reader::from_reader(csv.stdout_bytes());
    let headers = reader.headers().unwrap().clone();
    let record = reader.records().next().unwrap().unwrap();
    let column = |name| &record[headers.iter().position(|own| own == name).unwrap()];
    assert_eq!(column("headline"), "Troops, \"leave\"");
    assert_eq!(column("id"), "7");
    let paths = archive
        .run(&["search", "troops", "--format", "paths"])
        .exits(0);
    assert_eq!(paths.stdout(), "a.txt\n");
    let nul = archive
        .run(&["search", "troops", "--format", "paths", "-0"])
        .exits(0);
    assert_eq!(nul.stdout(), "a.txt\0");
}

#[test]
fn a_pipe_gets_text_without_colour_unless_colour_is_always_on() {
    let archive = archive();
    let plain = archive.run(&["search", "troops"]).exits(0).stdout();
    assert!(!plain.contains('\u{1b}'));
    let colored = archive
        .run(&["search", "troops", "--color", "always"])
        .exits(0)
        .stdout();
    assert!(colored.contains("\u{1b}[1m"));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
    let mut command = archive.command(&archive.folder());
    command
        .env("NO_COLOR", "1")
        .args(["search", "troops", "--color", "never"]);
    assert_eq!(
        String::from_utf8_lossy(&command.output().unwrap().stdout),
        plain
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let archive = sample_corpus();
    archive.index();
    for width in [40, 60, 80, 120] {
        let mut command = archive.command(&archive.folder());
        command
            .env("COLUMNS", width.to_string())
            .args(["search", "the minister said", "-n", "40"]);
        let output = command.output().unwrap();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let columns = unicode_width::UnicodeWidthStr::width(line);
            // Paths are not wrapped, so that they can be copied.
            assert!(
                columns <= width || line.contains('/'),
                "{columns} > {width}: {line}"
            );
        }
    }
}

#[test]
fn control_characters_in_articles_are_never_printed() {
    let archive = Archive::of(&[("a\u{1b}[31m.txt", HOSTILE.trim_end_matches('\u{0}'))]);
    archive.write(
        "b.jsonl",
        serde_json::json!({
            "id": "\u{1b}[2J", "headline": HOSTILE, "body": HOSTILE, "source": "\u{9b}1m",
            "place": "\u{202e}x", "url": "\u{7}", "bylines": ["\u{1b}c"], "keywords": ["\u{85}"],
        })
        .to_string(),
    );
    archive.index();
    let mut outputs = Vec::new();
    for format in ["text", "json", "jsonl", "csv"] {
        let ran = archive.run(&["search", "troops", "--format", format]);
        outputs.push((format.to_owned(), ran.stdout() + &ran.stderr()));
    }
    for arguments in [
        &["show", "b.jsonl"][..],
        &["show", "b.jsonl", "--format", "json"],
        &["status", "--problems"],
        &["search", "\u{1b}[31m foo\u{9b}:bar \"\u{202e}"],
        &["show", "\u{1b}[31mnothing"],
    ] {
        let ran = archive.run(arguments);
        outputs.push((format!("{arguments:?}"), ran.stdout() + &ran.stderr()));
    }
    for (what, text) in outputs {
        let raw = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(raw, None, "{what}: {text:?}");
    }
}

//! `dateline parse`: shows what the readers find in files, without an index.

use crate::harness::{Archive, Ran, sample_folder};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

fn lines(ran: &Ran) -> Vec<Value> {
    let stdout = ran.stdout();
    let parsed = stdout.lines().map(serde_json::from_str);
    parsed.collect::<Result<_, _>>().unwrap()
}

#[test]
fn each_article_is_an_object_with_every_field() {
    let archive = Archive::of(&[(
        "wire/a.jsonl",
        "{\"headline\": \"One\", \"date\": \"03/04/2021\", \"author\": \"Ann Lee\", \"lang\": \"EN\"}\n{}\n",
    )]);
    let ran = archive
        .run(&["parse", "wire", "--format", "jsonl"])
        .exits(0);
    let objects = lines(&ran);
    let keys: Vec<_> = objects[0].as_object().unwrap().keys().collect();
    // And those of the file: path, ordinal, format, language_from, notes, left_out.
    let fields = dateline::article::fields::in_parsed_json().len();
    assert_eq!(keys.len(), fields + 6, "{keys:?}");
    for (key, value) in [
        ("path", "wire/a.jsonl".into()),
        ("ordinal", 1.into()),
        ("format", "json-lines".into()),
        ("headline", "One".into()),
        ("published", "2021-04-03".into()),
        ("precision", "day".into()),
        ("published_from", "field".into()),
        ("bylines", vec!["Ann Lee"].into()),
        ("language", "en".into()),
        ("language_from", "declared".into()),
        ("status", "usable".into()),
        ("agency", Value::Null),
    ] {
        assert_eq!(objects[0][key], value, "{key}");
    }
    let note = objects[0]["notes"][0].as_str().unwrap();
    assert!(note.starts_with("`03/04/2021` reads as"), "{note}");
    assert_eq!(objects[1]["path"], "wire/a.jsonl");
    assert_eq!(objects[1]["kind"], "no-text");
    assert!(
        objects[1]["problem"]
            .as_str()
            .unwrap()
            .starts_with("line 2")
    );
    assert!(
        !archive.folder().join(".dateline").exists(),
        "nothing is indexed"
    );
}

#[test]
fn the_text_output_shows_articles_notes_and_unread_files() {
    let archive = Archive::of(&[
        (
            "a.txt",
            "Date: 03/04/2021\n\nThe headline of the day\n\nPARIS (AP) - The body of it.\n",
        ),
        ("empty.txt", ""),
        ("esc\u{1b}ape.txt", "\u{1b}[31mRed\n\nBody.\n"),
    ]);
    let ran = archive.run(&["parse", "."]).exits(0);
    ran.prints("── ./a.txt\nThe headline of the day\n")
        .prints("format    text\n")
        .prints("note      `03/04/2021` reads as 3 April or March 4")
        .prints("── ./empty.txt\nnot read (empty): nothing but white space in it\n")
        .prints("── ./esc\u{fffd}ape.txt\n\u{fffd}[31mRed\n");
}

#[test]
fn the_exit_code_tells_whether_something_was_read() {
    let archive = Archive::of(&[("a.txt", "Zebra\n"), ("empty.txt", "")]);
    archive.run(&["parse", "a.txt"]).exits(0);
    archive.run(&["parse", "empty.txt"]).exits(1);
    archive
        .run(&["parse", "a.txt", "gone.txt"])
        .exits(2)
        .says("gone.txt");
    archive
        .run(&["parse", "a.txt", "--format-of", "*=pdf"])
        .exits(2)
        .says("unknown reader `pdf`");
    archive
        .run(&["parse", "a.txt", "--date-from", "moon"])
        .exits(2)
        .says("the sources are");
}

#[test]
fn the_format_of_standard_input_is_detected_or_given() {
    let archive = Archive::new();
    let parse = |input: &[u8], more: &[&str]| {
        let mut child = archive
            .command(&archive.folder())
            .args(["parse", "-", "--format", "jsonl"])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let line = b"{\"headline\": \"One\"}\n";
    assert_eq!(parse(line, &[])["headline"], "One");
    assert_eq!(parse(line, &["--format-of", "-=text"])["format"], "text");
    assert_eq!(parse(b"Plain\n\nBody.\n", &[])["headline"], "Plain");
}

#[test]
fn a_summary_counts_by_format() {
    let folder = sample_folder();
    let folder = folder.to_str().unwrap();
    let archive = Archive::new();
    let ran = archive
        .run(&["parse", folder, "--summary", "--format", "jsonl"])
        .exits(0);
    let rows = lines(&ran);
    let row = |format: &str| {
        let found = rows.iter().find(|row| row["format"] == format);
        found
            .unwrap_or_else(|| panic!("no {format} in {rows:?}"))
            .clone()
    };
    let text = row("text");
    assert!(text["articles"].as_u64() > Some(80), "{text}");
    assert_eq!(text["problems"]["ambiguous-date"], 1, "{text}");
    assert!(row("(none)")["problems"]["unknown-format"].as_u64() > Some(0));
    let ran = archive.run(&["parse", folder, "--summary"]).exits(0);
    ran.prints("format ").prints("json-lines ");
}

#[test]
fn fields_with_other_names_are_read_with_a_field_map() {
    let archive = Archive::of(&[(
        "a.jsonl",
        "{\"kop\": \"Een\", \"tekst\": {\"lang\": \"Inhoud.\"}}\n",
    )]);
    archive.run(&["parse", "a.jsonl"]).exits(1);
    let map = ["--field-map", "headline=kop,body=tekst.lang"];
    archive
        .run(&[&["parse", "a.jsonl", "--format", "jsonl"], &map[..]].concat())
        .exits(0)
        .prints("\"headline\":\"Een\"")
        .prints("\"body\":\"Inhoud.\"");
    archive.run(&["index"]).exits(0);
    archive
        .run(&[&["index"], &map[..]].concat())
        .exits(0)
        .says("rebuilt: ")
        .says("1 unchanged");
    archive
        .run(&["index", "--field-map", "kop"])
        .exits(2)
        .says("write FIELD=NAME");
}

#[test]
fn tables_and_records_in_other_character_sets_are_read() {
    let archive = Archive::new();
    archive.write(
        "a.csv",
        b"headline,body\nCaf\xE9 ouvert,Un caf\xE9 a ouvert \xE0 Z\xFCrich.\n",
    );
    let utf16: Vec<u8> = "\u{feff}{\"headline\": \"Café ouvert\"}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    archive.write("b.jsonl", utf16);
    for file in ["a.csv", "b.jsonl"] {
        let ran = archive.run(&["parse", file, "--format", "jsonl"]).exits(0);
        ran.prints("\"headline\":\"Café ouvert\"")
            .prints("\"notes\":[]");
    }
}

#[test]
fn reading_options_change_the_result_and_cause_a_rebuild() {
    let archive = Archive::of(&[(
        "2021/01/19/a.dat",
        &format!(
            "Date: 3 May 2020\n\nThe headline\n\n{}.\n",
            "Body of some words. ".repeat(60)
        ),
    )]);
    archive.run(&["index"]).exits(0).says("1 of other formats");
    let options = [
        "--format-of",
        "*.dat=text",
        "--date-from",
        "path,metadata-line",
    ];
    let ran = archive.run(&[&["index"], &options[..]].concat()).exits(0);
    ran.says(": 1 article, ")
        .says("rebuilt: files are to be read by other options")
        .says("1 unchanged");
    archive
        .run(&["show", "2021/01/19/a.dat", "--format", "json"])
        .prints("\"published\":\"2021-01-19\"");
    archive
        .run(&[&["index"], &options[..]].concat())
        .says("is current");
    archive
        .run(&[
            "index",
            "--max-file-size",
            "1KiB",
            "--format-of",
            "*.dat=text",
        ])
        .exits(0)
        .says("larger than 1.0 KiB");
}

//! Completions, as bash asks for them: names from the configuration and the index, one word each
//! whatever they contain, and nothing is written or said.

use crate::harness::Archive;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The name of an archive that a shell would run.
const HOSTILE: &str = "x $(touch PWNED); `touch PWNED`";

fn archive() -> Archive {
    let archive = Archive::new();
    let articles = [
        r#"{"id":"1","title":"One","source":"North Lantern","place":"Oslo","language":"no","date":"2021-01-19","text":"x"}"#,
        r#"{"id":"2","title":"Two","source":"$(touch PWNED) Post","language":"nb","text":"x"}"#,
        r#"{"id":"3","title":"Three","source":"Evil\u001b[31m\nWire","text":"x"}"#,
    ];
    archive.write("a.jsonl", articles.join("\n"));
    let config = format!(
        "[archive.kayhan]\nfolders = [\"articles\"]\n[archive.\"{HOSTILE}\"]\nfolders = [\"other\"]\n\
         [archive.\"a\\u001bb\"]\nfolders = [\"third\"]\n[watch.strikes]\nquery = \"port strike\"\n"
    );
    fs::write(archive.beside("dateline.toml"), config).unwrap();
    archive.run(&["index", "kayhan"]).exits(0);
    archive
        .run(&["search", "--in", "kayhan", "--save", "troops", "x"])
        .exits(0);
    archive
}

/// Runs a script of bash in the folder of the configuration; `None` if there is no bash.
fn bash(archive: &Archive, script: &str) -> Option<(String, String)> {
    let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
    let own = program.parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["--norc", "-c", script])
        .current_dir(archive.beside(""))
        .stdin(Stdio::null())
        .env_remove("DATELINE_INDEX")
        .env("PATH", format!("{own}:{path}"))
        .env("DATELINE_STATE", archive.beside("state"))
        .output()
        .ok()?;
    let [out, said] =
        [output.stdout, output.stderr].map(|own| String::from_utf8_lossy(&own).into_owned());
    Some((out, said))
}

/// What bash offers at the end of each line: each line is typed, and its function is called as bash
/// calls it.
fn offered(archive: &Archive, lines: &[&str]) -> Option<Vec<Vec<String>>> {
    let mut script = String::from("eval \"$(dateline completions bash)\"\n");
    for line in lines {
        let word = line
            .rsplit([' ', ':', '='])
            .next()
            .unwrap()
            .trim_start_matches(['"', '\'']);
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
        let typed = format!(
            "COMP_LINE={}; COMP_POINT=${{#COMP_LINE}}; _dateline dateline {} ''\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\" ---\n",
            quoted(line),
            quoted(word)
        );
        script.push_str(&typed);
    }
    let (out, said) = bash(archive, &script)?;
    assert_eq!(said, "", "nothing is said while somebody types");
    let answers = out.split("---\n").take(lines.len());
    Some(
        answers
            .map(|own| {
                own.lines()
                    .filter(|own| !own.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .collect(),
    )
}

/// Every file below a folder, with its size and times.
fn files(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let own = fs::symlink_metadata(&path).unwrap();
        if own.is_dir() {
            all.extend(files(&path));
        }
        all.insert(path, (own.len(), own.mtime(), own.mtime_nsec()));
    }
    all
}

#[test]
fn names_and_values_are_completed_from_the_configuration_and_the_index() {
    let archive = archive();
    let cases = [
        ("dateline sea", "search"),
        ("dateline search --in kay", "kayhan"),
        ("dateline verify --in=kay", "kayhan"),
        ("dateline search --in kayhan sour", "source:"),
        (
            "dateline search --in kayhan source:Nor",
            "\\\"North\\ Lantern\\\"",
        ),
        (
            "dateline search --in kayhan 'source:Nor",
            "\"North Lantern\"",
        ),
        ("dateline search --in kayhan +place:O", "Oslo"),
        ("dateline search --in kayhan language:n", "nb no"),
        ("dateline search --in kayhan path:", "a.jsonl"),
        ("dateline search --in kayhan since:202", "2021"),
        ("dateline search --in kayhan --since last-w", "last-week"),
        ("dateline search status:e", "embargoed"),
        ("dateline search is:n", "noted"),
        ("dateline search has:pla", "place"),
        ("dateline search watch:", "strikes troops"),
        ("dateline saved show t", "troops"),
        ("dateline rollback --in kayhan --to ", "1"),
        ("dateline verify ka", "kayhan"),
        ("dateline facets --by source,ye", "source,year"),
        ("dateline timeline --split sou", "source"),
        ("dateline kwic --sort le", "left"),
        ("dateline parse --format-of *.dat=json-l", "json-lines"),
        ("dateline index --language fre", "french"),
        ("dateline search --format js", "json jsonl"),
        (
            "dateline search --fields headline,publ",
            "headline,published headline,published_from",
        ),
        ("dateline search --ranking k", "k1="),
        ("dateline search -syria --expan", "--expand"),
        ("dateline search --expand=r", "rm3"),
        ("dateline search -- --expan", ""),
        ("dateline config show k", "kayhan"),
        ("dateline nonsense --x y ", ""),
    ];
    let lines: Vec<_> = cases.iter().map(|(line, _)| *line).collect();
    let before = files(&archive.beside(""));
    let Some(answers) = offered(&archive, &lines) else {
        println!("skipped: no bash");
        return;
    };
    for ((line, expected), answer) in cases.iter().zip(answers) {
        assert_eq!(answer.join(" "), *expected, "{line}");
    }
    assert_eq!(
        files(&archive.beside("")),
        before,
        "completing writes nothing"
    );
}

#[test]
fn hostile_names_are_words_and_run_nothing() {
    let archive = archive();
    let lines = [
        "dateline search --in ",
        "dateline search --in kayhan source:",
        "dateline search --in kayhan \"source:",
        "dateline config show ",
    ];
    let Some(answers) = offered(&archive, &lines) else {
        println!("skipped: no bash");
        return;
    };
    let all = answers.concat();
    assert!(all.iter().all(|own| !own.contains('\u{1b}')), "{all:?}");
    // Bash itself quotes where files may be meant; what it does not quote is quoted.
    assert!(answers[0].contains(&HOSTILE.to_owned()), "{answers:?}");
    assert!(
        answers[1].contains(&"\\\"\\$\\(touch\\ PWNED\\)\\ Post\\\"".to_owned()),
        "{answers:?}"
    );
    assert!(
        answers[2].iter().all(|own| !own.contains('$')),
        "{answers:?}"
    );
    let escaped = "x\\ \\$\\(touch\\ PWNED\\)\\;\\ \\`touch\\ PWNED\\`";
    assert!(answers[3].contains(&escaped.to_owned()), "{answers:?}");
    // Each is one word for bash, which gets the name back.
    let (out, _) = bash(&archive, &format!("printf %s {escaped}")).unwrap();
    assert_eq!(out, HOSTILE);
    assert!(!archive.beside("PWNED").exists());
}

#[test]
fn a_broken_index_or_configuration_completes_nothing_and_says_nothing() {
    let archive = archive();
    let generations = archive.folder().join(".dateline/generations");
    let newest = fs::read_dir(generations)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::write(newest.join("manifest.json"), "{").unwrap();
    let lines = [
        "dateline search --in kayhan source:",
        "dateline search --in kayhan sour",
    ];
    let Some(answers) = offered(&archive, &lines) else {
        println!("skipped: no bash");
        return;
    };
    assert_eq!(answers, [vec![], vec!["source:".to_owned()]]);
    fs::write(archive.beside("dateline.toml"), "[[[").unwrap();
    let answers = offered(&archive, &["dateline search watch:", "dateline reindex "]).unwrap();
    assert!(
        !answers.concat().contains(&"strikes".to_owned()),
        "{answers:?}"
    );
    for typed in [
        &["complete", "zsh"][..],
        &["complete", "bash", "--", "", ""],
        &["complete", "fish", "--", "\u{fffd}"],
    ] {
        let ran = archive.run(typed).exits(0);
        assert_eq!(ran.stderr(), "", "{typed:?}");
    }
}

#[test]
fn zsh_and_fish_get_values_with_what_they_mean() {
    let archive = archive();
    let folder = archive.beside("");
    for shell in ["zsh", "fish"] {
        archive
            .run_in(&folder, &["complete", shell, "--", "search", "watch:s"])
            .exits(0)
            .prints("values\nwatch:strikes\tport strike\n");
        archive
            .run_in(&folder, &["complete", shell, "--", "search", "--in", ""])
            .prints("folders\n");
        archive
            .run_in(&folder, &["complete", shell, "--", "parse", ""])
            .prints("files\n");
        let script = archive.run(&["completions", shell]).exits(0).stdout();
        let file = archive.beside(&format!("script.{shell}"));
        fs::write(&file, &script).unwrap();
        let Ok(checked) = Command::new(shell).arg("-n").arg(&file).output() else {
            println!("skipped: no {shell}");
            continue;
        };
        assert!(checked.status.success(), "{shell}: {checked:?}");
    }
}

#[test]
fn ranks_of_the_last_search_are_completed_with_their_headlines() {
    let archive = archive();
    archive.run(&["search", "--in", "kayhan", "x"]).exits(0);
    for words in [
        &["show", ""][..],
        &["cite", "1", ""],
        &["mark", "strikes", ""],
        &["similar", ""],
        &["copies", ""],
    ] {
        let typed = [&["complete", "fish", "--"], words].concat();
        let offered = archive.run(&typed).exits(0).stdout();
        assert!(offered.contains("1\t"), "{words:?}: {offered}");
        assert!(offered.contains("\tThree"), "{words:?}: {offered}");
        assert!(offered.starts_with("files\n"), "{words:?}: {offered}");
    }
    let offered = archive.run(&["complete", "fish", "--", "show", "2"]);
    assert_eq!(offered.stdout().lines().count(), 2, "{}", offered.stdout());
}

#[test]
fn every_option_with_known_values_completes_them() {
    let archive = archive();
    let folder = archive.beside("");
    for (words, value) in [
        (&["index", "--format-of", "*.js"][..], "*.json="),
        (&["index", "--format-of=*.x=ni"], "--format-of=*.x=nitf"),
        (&["parse", "--kinds", "article,let"], "article,letter"),
        (&["index", "--max-file-size", ""], "64MiB"),
        (&["index", "--memory", ""], "64MiB"),
        (&["search", "--value", "sou"], "source="),
        (
            &["search", "--in", "kayhan", "--value", "source=North"],
            "source=North Lantern",
        ),
        (
            &["facets", "--in=kayhan", "--value=place=o"],
            "--value=place=Oslo",
        ),
        (&["search", "--ocr", ""], "yes"),
        (&["eval", "--measure", "map,mr"], "map,mrr"),
        (&["eval", "--require", "map"], "map="),
        (&["serve", "--listen", ""], "127.0.0.1:8470"),
    ] {
        for shell in ["zsh", "fish"] {
            let typed = [&["complete", shell, "--"], words].concat();
            let offered = archive.run_in(&folder, &typed).exits(0).stdout();
            let mut values = offered.lines().map(|line| line.split('\t').next().unwrap());
            assert!(values.any(|own| own == value), "{words:?}: {offered}");
        }
    }
    let lines = [
        "dateline search --in kayhan --value source=North",
        "dateline index --format-of *.x=ni",
    ];
    let Some(answers) = offered(&archive, &lines) else {
        println!("skipped: no bash");
        return;
    };
    assert_eq!(answers[0], ["North\\ Lantern"]);
    assert!(answers[1].contains(&"nitf".to_owned()), "{answers:?}");
}

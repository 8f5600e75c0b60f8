//! What people do with an answer: read it in a pager, open it, cite it, take it along, ask again.

use crate::harness::{Archive, Ran};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

const PAGE: &str = "<html><head><title>Bridge reopens</title></head><body><article><h1>Bridge reopens</h1>\
    <p>OSLO, March 3, 2021 (Northern Wire) - The bridge reopened for troops on Monday.</p></article></body></html>";

/// Two articles on troops, one of them hostile, and a page.
fn archive() -> Archive {
    let archive = Archive::of(&[
        (
            "a.txt",
            "paper.example\n\nNews ID: 7\nDate: 2021-01-19\n\nTroops leave\n\n\
             BAGHDAD (Wire) - Foreign troops left on Monday. Nobody else did.\n",
        ),
        ("page.html", PAGE),
    ]);
    let hostile = serde_json::json!({
        "id": "9", "headline": "=HYPERLINK(\"x\") troops <b>}\nER  - ", "published": "2020-05-01",
        "source": "@evil", "url": "javascript:alert(1)", "bylines": ["A } \\input{x}"],
        "body": "The troops <script>alert(1)</script> *stayed*.\n\n# No heading"
    });
    archive.write("b.jsonl", hostile.to_string());
    archive.index();
    archive
}

/// The lines of JSON Lines.
fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Runs the program on a terminal (`script` of util-linux); `None` if this machine cannot.
#[cfg(target_os = "linux")]
fn on_terminal(
    archive: &Archive,
    environment: &[(&str, &str)],
    typed: &str,
) -> Option<(i32, String)> {
    let line = format!("'{}' {typed}", env!("CARGO_BIN_EXE_dateline"));
    let mut command = Command::new("script");
    command.args(["-q", "-e", "-c", &line, "/dev/null"]);
    command
        .current_dir(archive.folder())
        .stdin(Stdio::null())
        .env("DATELINE_STATE", archive.beside("state"))
        .env("TERM", "xterm")
        .env_remove("PAGER")
        .env_remove("DATELINE_PAGER")
        .env_remove("LESS")
        .env_remove("NO_COLOR")
        .envs(environment.iter().copied());
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
    Some((output.status.code()?, text))
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_a_pager_and_its_notes_with_it() {
    let archive = archive();
    let run = |environment: &[(&str, &str)], typed: &str| on_terminal(&archive, environment, typed);
    let sed = [("PAGER", "sed s/^/P:/; exit 3")];
    let Some((code, paged)) = run(&sed, "search troops 'nonsense:x'") else {
        println!("skipped: cannot run `script`");
        return;
    };
    assert_eq!(code, 0, "the exit code is that of the search\n{paged}");
    assert!(paged.contains("P:\u{1b}["), "{paged:?}");
    let note = paged.find("is not a field").unwrap();
    assert!(note < paged.find("articles").unwrap(), "{paged}");
    assert!(
        paged
            .lines()
            .all(|line| line.is_empty() || line.starts_with("P:")),
        "{paged}"
    );
    for (environment, typed) in [
        (&sed[..], "--no-pager search troops"),
        (&[("PAGER", "cat")], "search troops"),
        (&[("PAGER", "")], "search troops"),
        (
            &[("PAGER", "sed s/^/P:/"), ("DATELINE_PAGER", "cat")],
            "search troops",
        ),
        (&sed, "search troops --format json"),
    ] {
        let (code, text) = run(environment, typed).unwrap();
        assert_eq!(code, 0, "{typed}\n{text}");
        assert!(
            !text.contains("P:") && text.contains("Troops"),
            "{environment:?} {typed}\n{text}"
        );
    }
    let (code, text) = run(&sed, "search nothinglikethis").unwrap();
    assert_eq!(code, 1, "{text}");
    assert!(
        text.contains("no article matches") && !text.contains("P:"),
        "{text}"
    );
    let (code, text) = run(&[("PAGER", "no-such-pager-here")], "search troops").unwrap();
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("cannot run the pager") && text.contains("Troops"),
        "{text}"
    );
    // A pager that ends at once reads nothing.
    let (code, _) = run(&[("PAGER", "true")], "search troops").unwrap();
    assert_eq!(code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_links_that_lead_to_files() {
    let archive = archive();
    let Some((_, text)) = on_terminal(&archive, &[("PAGER", "cat")], "search bridge") else {
        println!("skipped: cannot run `script`");
        return;
    };
    let folder = archive.folder().canonicalize().unwrap();
    let link = format!("\u{1b}]8;;file://{}/page.html\u{1b}\\", folder.display());
    assert!(text.contains(&link), "{text:?}");
    let (_, text) = on_terminal(&archive, &[("PAGER", "cat")], "show b.jsonl").unwrap();
    assert!(!text.contains("]8;;javascript"), "{text:?}");
    let (_, text) = on_terminal(
        &archive,
        &[("PAGER", "cat"), ("NO_COLOR", "1")],
        "search bridge",
    )
    .unwrap();
    assert!(!text.contains("]8;;"), "{text:?}");
}

#[test]
fn an_article_is_shown_in_every_format_with_what_was_searched_for() {
    let archive = archive();
    archive.run(&["search", "troops"]).exits(0);
    let show = |article: &str, format: &str| {
        let ran = archive.run(&["show", article, "--format", format, "--color", "always"]);
        ran.exits(0).stdout()
    };
    let text = show("a.txt", "text");
    assert!(
        text.contains("Foreign \u{1b}[1m\u{1b}[31mtroops\u{1b}[0m left"),
        "{text:?}"
    );
    let html = show("a.txt", "html");
    assert!(html.contains("Foreign <mark>troops</mark> left"), "{html}");
    let markdown = show("a.txt", "markdown");
    assert!(markdown.contains("Foreign **troops** left"), "{markdown}");
    assert_eq!(
        show("a.txt", "raw").as_bytes(),
        fs::read(archive.folder().join("a.txt")).unwrap()
    );
    let hostile = show("b.jsonl", "html");
    assert!(
        !hostile.contains("<script") && !hostile.contains("href"),
        "{hostile}"
    );
    let markdown = show("b.jsonl", "markdown");
    assert!(markdown.contains("\n\\# No heading"), "{markdown}");
    // An article that the last search did not find has no marks of it.
    let page = show("page.html", "text");
    archive.run(&["search", "Baghdad"]).exits(0);
    assert!(!show("page.html", "text").contains("\u{1b}[31m"), "{page}");
}

/// A program that writes its arguments to a file, one a line.
#[cfg(unix)]
fn recorder(archive: &Archive, name: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = archive.beside("bin");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join(name);
    let record = archive.beside("record");
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"{name}\" \"$@\" > '{}'\n",
        record.display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program
}

#[cfg(unix)]
#[test]
fn an_article_is_opened_in_the_editor_and_a_page_in_the_browser() {
    let archive = archive();
    let url = "https://x.example/$(touch%20x)?a=1&b=;c";
    let linked =
        serde_json::json!({"id": "8", "headline": "Linked", "body": "Linked text.", "url": url});
    archive.write("c.jsonl", linked.to_string());
    archive.index();
    let editor = recorder(&archive, "editor");
    recorder(&archive, "xdg-open");
    let path = std::env::var("PATH").unwrap();
    let open = |arguments: &[&str], code: i32| {
        let _ = fs::remove_file(archive.beside("record"));
        let mut command = archive.command(&archive.folder());
        command
            .args(arguments)
            .env(
                "PATH",
                format!("{}:{path}", archive.beside("bin").display()),
            )
            .env("EDITOR", format!("{} --wait", editor.display()))
            .env_remove("VISUAL");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{said}");
        assert_eq!(output.stdout, b"", "{arguments:?}");
        fs::read_to_string(archive.beside("record")).unwrap_or(said)
    };
    let folder = archive.folder().canonicalize().unwrap();
    let folder = folder.display();
    assert_eq!(
        open(&["show", "a.txt", "--open"], 0),
        format!("editor\n--wait\n{folder}/a.txt\n")
    );
    assert_eq!(
        open(&["show", "page.html", "--open"], 0),
        format!("xdg-open\n{folder}/page.html\n")
    );
    // The address is one argument, and no shell reads it.
    assert_eq!(
        open(&["show", "c.jsonl", "--open"], 0),
        format!("xdg-open\n{url}\n")
    );
    // An address that is none of the web is never opened.
    assert_eq!(
        open(&["show", "b.jsonl", "--open"], 0),
        format!("editor\n--wait\n{folder}/b.jsonl\n")
    );
    assert_eq!(
        open(&["search", "bridge", "--open", "1"], 0),
        format!("xdg-open\n{folder}/page.html\n")
    );
    assert!(open(&["search", "bridge", "--open", "9"], 2).contains("there is no hit 9"));
    assert!(open(&["search", "nothinglikethis", "--open", "1"], 1).contains("no article matches"));
}

#[test]
fn a_citation_is_what_other_programs_read_back() {
    let archive = archive();
    archive
        .run(&["search", "troops", "--sort", "newest"])
        .exits(0);
    archive
        .run(&["cite", "2"])
        .exits(0)
        .prints("“Troops leave.” paper.example, 19 January 2021.");
    let hostile = archive.run(&["cite", "b.jsonl"]).exits(0).stdout();
    assert!(!hostile.contains("javascript"), "{hostile}");
    for style in ["bibtex", "ris"] {
        let cited = archive
            .run(&["cite", "a.txt", "b.jsonl", "--style", style])
            .exits(0);
        let file = archive.beside(&format!(
            "cited.{}",
            if style == "ris" { "ris" } else { "bib" }
        ));
        fs::write(&file, cited.stdout_bytes()).unwrap();
        let parsed = archive
            .run(&["parse", file.to_str().unwrap(), "--format", "jsonl"])
            .exits(0);
        let articles = lines(&parsed.stdout());
        assert_eq!(
            articles.len(),
            2,
            "{style}\n{}\n{}",
            cited.stdout(),
            parsed.stdout()
        );
        assert_eq!(articles[0]["headline"], "Troops leave", "{style}");
        assert_eq!(articles[0]["published"], "2021-01-19", "{style}");
        assert_eq!(articles[0]["source"], "paper.example", "{style}");
        let headline = articles[1]["headline"].as_str().unwrap();
        // Markup is no text of a headline, as in every reference that is read.
        assert!(
            headline.starts_with("=HYPERLINK(\"x\") troops ") && headline.contains("} ER -"),
            "{style}: {headline}"
        );
    }
    let found = archive
        .run(&["search", "troops", "--format", "ris"])
        .exits(0);
    assert_eq!(
        found.stdout().matches("\nER  - ").count(),
        3,
        "{}",
        found.stdout()
    );
}

#[test]
fn an_export_names_its_sources_and_is_read_back() {
    let archive = archive();
    let exported = archive.run(&["export"]).exits(0);
    let articles = lines(&exported.stdout());
    assert_eq!(articles.len(), 3);
    for article in &articles {
        let file = archive.folder().join(article["path"].as_str().unwrap());
        let sum = Command::new("sha256sum").arg(file).output().unwrap();
        let sum = String::from_utf8_lossy(&sum.stdout).into_owned();
        assert!(
            sum.starts_with(article["sha256"].as_str().unwrap()),
            "{sum} {article}"
        );
        assert_eq!(article["format_version"], dateline::present::FORMAT_VERSION);
    }
    let paths: Vec<_> = articles
        .iter()
        .map(|own| own["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["b.jsonl", "a.txt", "page.html"], "the oldest first");
    let some = archive.run(&["export", "Baghdad", "-Oslo"]).exits(0);
    assert_eq!(lines(&some.stdout()).len(), 1);
    archive
        .run(&["export", "nothinglikethis"])
        .exits(1)
        .says("no article matches");
    // It is an archive of its own.
    let copy = Archive::new();
    copy.write("export.jsonl", exported.stdout_bytes());
    copy.index();
    let again = copy.run(&["export"]).exits(0);
    for (one, other) in articles.iter().zip(lines(&again.stdout())) {
        for key in ["id", "headline", "published", "body", "source", "place"] {
            assert_eq!(one[key], other[key], "{key}");
        }
    }
    // A hash of what is no longer the source would be wrong.
    archive.write("a.txt", "Something else\n\nIt was changed.\n");
    let changed = archive
        .run(&["export", "Baghdad"])
        .exits(0)
        .says("1 file gone or changed");
    assert_eq!(lines(&changed.stdout())[0]["sha256"], Value::Null);
    // Nor is there one of what is no file any more, and nothing waits for it.
    archive.remove("a.txt");
    let pipe = archive.folder().join("a.txt");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let changed = archive.run(&["export", "Baghdad"]).exits(0);
    assert_eq!(lines(&changed.stdout())[0]["sha256"], Value::Null);
}

#[test]
fn what_may_not_be_published_may_not_after_an_export_was_read() {
    let archive = Archive::new();
    let mut records = String::new();
    for status in ["usable", "withheld", "Embargoed", "canceled", "live"] {
        let record = serde_json::json!({
            "id": status, "headline": format!("Ferry {status}"), "status": status,
            "body": "The ferry sails at noon.",
        });
        records.push_str(&record.to_string());
        records.push('\n');
    }
    let later = "{\"id\": \"later\", \"headline\": \"Ferry later\", \"body\": \"At noon.\", \
                 \"embargo\": \"2199-01-01T00:00:00Z\"}\n";
    archive.write("a.jsonl", records + later);
    archive.index();
    let restricted = |archive: &Archive| {
        let found = ["search", "--count", "is:restricted"];
        archive.run(&found).exits(0).stdout().trim().to_owned()
    };
    assert_eq!(restricted(&archive), "4");
    let exported = archive.run(&["export", "--any-status"]).exits(0);
    let copy = Archive::new();
    copy.write("export.jsonl", exported.stdout_bytes());
    copy.index();
    assert_eq!(restricted(&copy), "4");
}

#[test]
fn a_saved_query_has_a_name_and_the_configuration_wins() {
    let archive = archive();
    archive.run(&["saved"]).exits(0).says("no query is saved");
    archive
        .run(&["search", "--save", "leaving", "troops", "\"on monday\""])
        .exits(0)
        .says("saved as leaving");
    archive
        .run(&["saved", "show", "leaving"])
        .exits(0)
        .prints("troops \"on monday\"\n");
    archive
        .run(&["search", "--save", "leaving", "bridge"])
        .exits(0)
        .says("which was: troops \"on monday\"");
    archive
        .run(&["search", "--save", "a b", "bridge"])
        .exits(2)
        .says("cannot be the name of a query");
    let configuration =
        "[archive.a]\nfolders = [\"articles\"]\n[watch.ships]\nquery = \"bridge ship\"\n";
    let file = archive.beside("dateline.toml");
    fs::write(&file, configuration).unwrap();
    archive
        .run(&["search", "--save", "ships", "bridge"])
        .exits(2)
        .says("`ships` is a watch of the configuration");
    archive
        .run(&["saved", "remove", "ships"])
        .exits(2)
        .says("never written to");
    archive
        .run(&["saved", "show", "ships"])
        .exits(0)
        .prints("bridge ship\n");
    let listed = archive.run(&["saved", "--format", "json"]).exits(0);
    let today = jiff::ZonedDateTime::now().date().to_string();
    assert_eq!(
        lines(&listed.stdout()),
        [
            serde_json::json!({"name": "leaving", "query": "bridge", "saved_in": "own-file", "saved": today}),
            serde_json::json!({"name": "ships", "query": "bridge ship", "saved_in": "configuration", "saved": null}),
        ]
    );
    archive
        .run(&["saved", "remove", "leaving"])
        .exits(0)
        .says("which was: bridge");
    archive
        .run(&["saved", "show", "leaving"])
        .exits(2)
        .says("no query is saved as `leaving`");
    assert_eq!(fs::read_to_string(&file).unwrap(), configuration);
}

#[test]
fn a_count_is_a_number() {
    let archive = archive();
    archive.run(&["search", "troops", "-n", "1"]).exits(0);
    let counted = archive.run(&["search", "troops", "--count"]).exits(0);
    assert_eq!(counted.stdout(), "3\n");
    let none = archive
        .run(&["search", "nothinglikethis", "--count"])
        .exits(1);
    assert_eq!(none.stdout(), "0\n");
    // It is no search whose ranks are remembered.
    archive.run(&["show", "1"]).exits(0);
}

fn asked(archive: &Archive, queries: &str, format: &str) -> Ran {
    fs::write(archive.beside("queries.txt"), queries).unwrap();
    archive.run(&["search", "--queries", "../queries.txt", "--format", format])
}

#[test]
fn many_queries_are_answered_in_their_order() {
    let archive = archive();
    let many: Vec<_> = (0..200)
        .map(|number| format!("q{number}\ttroops {number}\n"))
        .collect();
    let many = many.concat();
    let answers = asked(&archive, &many, "jsonl").exits(0);
    let answers = lines(&answers.stdout());
    let ids: Vec<_> = answers
        .iter()
        .map(|own| own["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        ids,
        (0..200)
            .map(|number| format!("q{number}"))
            .collect::<Vec<_>>()
    );
    let one = archive
        .run(&["search", "troops", "7", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(answers[7]["hits"], one["hits"]);
    assert_eq!(answers[7]["total"], one["total"]);

    let mixed = "a\t+troops -bridge\nbridge\nb\tnothinglikethis\n";
    let answers = asked(&archive, mixed, "jsonl")
        .exits(0)
        .says("nothing was found for 1 query");
    let answers = lines(&answers.stdout());
    let seen: Vec<_> = answers
        .iter()
        .map(|own| (own["id"].clone(), own["total"].clone()))
        .collect();
    let expected = [("a", 2), ("2", 1), ("b", 0)].map(|(id, total)| (id.into(), total.into()));
    assert_eq!(seen, expected, "a line without an id has its number");

    let table = asked(&archive, mixed, "csv").exits(0);
    let mut reader = csv::Reader::from_reader(table.stdout_bytes());
    assert_eq!(reader.headers().unwrap().get(0), Some("query"));
    let rows: Vec<_> = reader
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    assert_eq!(rows, ["a", "a", "2"]);

    asked(&archive, mixed, "markdown")
        .exits(2)
        .says("--format markdown is for one query");
    let run = asked(&archive, "a\t+troops -bridge\n", "trec")
        .exits(0)
        .stdout();
    assert_eq!(
        run.lines().count(),
        3,
        "plain words have no operators\n{run}"
    );
}

#[test]
fn queries_come_from_standard_input_too() {
    let archive = archive();
    let mut command = archive.command(&archive.folder());
    command
        .args([
            "search",
            "--queries",
            "-",
            "--format",
            "tsv",
            "--fields",
            "path",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"bridge\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "query\tpath\n1\tpage.html\n"
    );
}

#[test]
fn a_table_is_safe_in_spreadsheets() {
    let archive = archive();
    for (format, quoted) in [("csv", "\"'=HYPERLINK"), ("tsv", "'=HYPERLINK")] {
        let table = archive
            .run(&[
                "search",
                "hyperlink",
                "--format",
                format,
                "--fields",
                "headline,source",
            ])
            .exits(0)
            .stdout();
        let row = table.lines().nth(1).unwrap();
        assert!(row.starts_with(quoted), "{table}");
        assert!(table.contains("'@evil"), "{table}");
    }
}

#[test]
fn passages_are_as_many_and_as_long_as_asked_for() {
    let filler = "Nothing of note was said on the day. ".repeat(30);
    let body = format!("Deep in the Straße troops stood. {filler}Then troops left. {filler}");
    let archive = Archive::of(&[("a.txt", &format!("Headline\n\n{body}\n"))]);
    archive.index();
    let search = |more: &[&str]| {
        let arguments = [&["search", "troops", "--format", "json"], more].concat();
        archive.run(&arguments).exits(0).json()["hits"][0]["passages"].clone()
    };
    assert_eq!(search(&[]).as_array().unwrap().len(), 1);
    let two = search(&["--passages", "5", "--context", "2"]);
    let texts: Vec<_> = two
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["text"].clone())
        .collect();
    assert_eq!(
        texts,
        [
            "the Straße troops stood. Nothing",
            "day. Then troops left. Nothing"
        ]
    );
    let first = &two[0];
    assert_eq!(
        first["highlights"],
        serde_json::json!([[11, 17]]),
        "in characters"
    );
    assert_eq!(
        first["highlights_bytes"],
        serde_json::json!([[12, 18]]),
        "in bytes"
    );
    assert_eq!(first["start"], first["start_bytes"]);
    assert!(two[1]["start_bytes"].as_u64().unwrap() == two[1]["start"].as_u64().unwrap() + 1);
}

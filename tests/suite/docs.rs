//! The pages of `docs/` show what the program prints.
//!
//! A block ```` ```console ```` has commands after `$ ` and what they print. Every command is run
//! in a folder with `sample-corpus` in it, which is indexed. A line `…` stands for any number of
//! lines, and `…` at the end of a line for the rest of it. If a block ```` ```json ```` follows, it
//! is the shape of the output: the same keys, other values. A block with a file's name after its
//! language is the content of that file.
//!
//! `DATELINE_BLESS=1 cargo test --test suite docs` writes what is printed into the pages. Read the
//! diff.

use crate::markdown::{
    Fence, Part, anchors, code_spans, files_of, in_repository, links, parts, read, written,
};
use crate::shell::Shell;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The widest line of Markdown, in characters.
pub(crate) const COLUMNS: usize = 100;

/// The folders with pages for people.
const PAGES: [&str; 5] = ["", "docs", "examples", "index-schema", "sample-corpus"];

/// Whether the tests write what they would otherwise compare.
pub(crate) fn blesses() -> bool {
    std::env::var_os("DATELINE_BLESS").is_some()
}

/// A command of a console block, and what the page says that it prints.
struct Example {
    command: String,
    printed: String,
}

fn examples(block: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), examples.last_mut()) {
            (Some(command), _) => examples.push(Example {
                command: command.to_owned(),
                printed: String::new(),
            }),
            (None, Some(example)) => {
                example.printed.push_str(line);
                example.printed.push('\n');
            }
            (None, None) => panic!("a console block opens with `$ `, not with {line}"),
        }
    }
    examples
}

/// Whether lines are those expected. `…` stands for any number of them, or for the rest of one.
fn fits(expected: &[&str], lines: &[&str]) -> bool {
    match (expected, lines) {
        ([], lines) => lines.is_empty(),
        (["…", rest @ ..], _) => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        ([first, rest @ ..], [line, lines @ ..]) => {
            let start = first.strip_suffix('…');
            let fits_line = first == line || start.is_some_and(|start| line.starts_with(start));
            fits_line && fits(rest, lines)
        }
        ([..], []) => false,
    }
}

/// Runs the commands of a block; gives the block as it ought to be.
fn run_block(shell: &Shell, block: &str, page: &str) -> String {
    let mut block_now = String::new();
    for Example { command, printed } in examples(block) {
        let answer = shell.run(&command);
        assert!(
            matches!(answer.code, Some(0 | 1)),
            "{page}: {command}\nexit {:?}\n{}",
            answer.code,
            answer.printed
        );
        let expected: Vec<_> = printed.lines().collect();
        let lines: Vec<_> = answer.printed.lines().collect();
        let is_right = fits(&expected, &lines);
        assert!(
            is_right || blesses(),
            "{page}: {command}\nthe page has\n{printed}\nthe program prints\n{}",
            answer.printed
        );
        let now = if is_right { &printed } else { &answer.printed };
        write!(block_now, "$ {command}\n{now}").unwrap();
    }
    block_now
}

/// Says where the shape of two values differs: in keys, or in the type of what is no `null`.
fn difference(shown: &Value, real: &Value, at: &str) -> Option<String> {
    match (shown, real) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::Object(shown), Value::Object(real)) => {
            let (ours, theirs): (Vec<_>, Vec<_>) = (shown.keys().collect(), real.keys().collect());
            if ours != theirs {
                return Some(format!("{at} has {ours:?}, the program writes {theirs:?}"));
            }
            let mut members = shown.iter().zip(real.values());
            members.find_map(|((key, shown), real)| difference(shown, real, &format!("{at}.{key}")))
        }
        (Value::Array(shown), Value::Array(real)) => {
            let (shown, real) = (shown.first()?, real.first()?);
            difference(shown, real, &format!("{at}[]"))
        }
        _ => {
            let same = std::mem::discriminant(shown) == std::mem::discriminant(real);
            (!same).then(|| format!("{at} is {shown}, the program writes {real}"))
        }
    }
}

fn check_shape(shell: &Shell, block: &str, shown: &str, page: &str) {
    let examples = examples(block);
    let [Example { command, .. }] = examples.as_slice() else {
        panic!("{page}: one command before a block of JSON");
    };
    let real = shell.run(command).printed;
    let real = serde_json::from_str(&real).unwrap_or_else(|e| panic!("{page}: {e}\n{real}"));
    let shown = serde_json::from_str(shown).unwrap_or_else(|e| panic!("{page}: {e}\n{shown}"));
    if let Some(difference) = difference(&shown, &real, "the example") {
        panic!("{page}: {command}\n{difference}");
    }
}

/// The block after a part, if only white space is between.
fn next_fence(parts: &[Part], at: usize) -> Option<&Fence> {
    match parts.get(at + 1..at + 3)? {
        [Part::Text(gap), Part::Fence(fence)] if gap.trim().is_empty() => Some(fence),
        _ => None,
    }
}

fn check_page(path: &Path) {
    let page = path.file_name().unwrap().to_string_lossy();
    let shell = Shell::new();
    assert_eq!(shell.run("dateline index sample-corpus").code, Some(0));
    let text = read(path);
    let mut parts = parts(&text);
    for at in 0..parts.len() {
        let Part::Fence(fence) = &parts[at] else {
            continue;
        };
        if let Some(name) = fence.file_name() {
            fs::write(shell.folder().join(name), &fence.body).unwrap();
        } else if fence.language() == "console" {
            let json = next_fence(&parts, at).filter(|next| next.language() == "json");
            if let Some(json) = json {
                check_shape(&shell, &fence.body, &json.body, &page);
                continue;
            }
            let body = run_block(&shell, &fence.body, &page);
            let info = fence.info.clone();
            parts[at] = Part::Fence(Fence { info, body });
        }
    }
    let now = written(&parts);
    if now != text {
        fs::write(path, now).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn the_examples_of_the_docs_are_what_the_program_prints() {
    for path in files_of("docs") {
        check_page(&path);
    }
}

#[test]
fn every_link_within_the_repository_leads_somewhere() {
    for path in PAGES.iter().flat_map(|folder| files_of(folder)) {
        let name = path.display();
        for link in links(&read(&path)) {
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match file {
                "" => path.clone(),
                _ => path.parent().unwrap().join(file),
            };
            assert!(target.exists(), "{name}: no file {link}");
            if !anchor.is_empty() {
                let anchors = anchors(&read(&target));
                assert!(
                    anchors.iter().any(|own| own == anchor),
                    "{name}: no heading for {link}; there are {anchors:?}"
                );
            }
        }
    }
}

#[test]
fn every_file_of_the_repository_that_a_page_names_is_there() {
    let rooms = [
        "src/",
        "tests/",
        "docs/",
        "examples/",
        "benches/",
        "index-schema/",
    ];
    for path in PAGES.iter().flat_map(|folder| files_of(folder)) {
        for span in code_spans(&read(&path)) {
            let is_a_path = rooms.iter().any(|room| span.starts_with(room));
            let is_exact = !span.contains(['<', '*', ' ', '…']);
            assert!(
                !is_a_path || !is_exact || in_repository(&span).exists(),
                "{}: there is no {span}",
                path.display()
            );
        }
    }
}

#[test]
fn lines_of_every_page_are_short() {
    for path in PAGES.iter().flat_map(|folder| files_of(folder)) {
        for (number, line) in (1..).zip(read(&path).lines()) {
            let columns = line.chars().count();
            assert!(
                columns <= COLUMNS,
                "{}:{number}: {columns} columns",
                path.display()
            );
        }
    }
}

#[test]
fn an_ellipsis_stands_for_lines_or_for_the_rest_of_one() {
    assert!(fits(&["a", "…", "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["a", "…"], &["a"]));
    assert!(fits(&["took …"], &["took 3 s"]));
    assert!(!fits(&["a", "…", "d"], &["a", "b"]));
    assert!(!fits(&["took …"], &["takes 3 s"]));
    assert!(!fits(&["a"], &["a", "b"]));
}

#[test]
fn a_key_that_is_missing_is_a_difference() {
    let value = |text| serde_json::from_str::<Value>(text).unwrap();
    let real = value(r#"{"hits": [{"id": "a", "place": null}]}"#);
    for (shown, is_right) in [
        (r#"{"hits": [{"id": "b", "place": "Zelim"}]}"#, true),
        (r#"{"hits": [{"id": "b"}]}"#, false),
        (r#"{"hits": [{"id": 1, "place": null}]}"#, false),
        (r#"{"hits": {"id": "b"}}"#, false),
    ] {
        let difference = difference(&value(shown), &real, "it");
        assert_eq!(difference.is_none(), is_right, "{shown}: {difference:?}");
    }
}

/// The names in the first column of the tables of a page.
fn names_in_tables(page: &str) -> Vec<String> {
    let text = read(&in_repository(page));
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned()))
        .collect()
}

/// The pages have every setting, by what `config show` prints: `key = value`, `# key is not set`,
/// and for ranking `#   key=value`.
#[cfg(unix)]
#[test]
fn the_tables_have_every_key_of_the_configuration_and_every_setting_of_ranking() {
    let shell = Shell::new();
    let config = "[archive.a]\nfolders = [\"sample-corpus\"]\n[watch.w]\nquery = \"a\"\n";
    fs::write(shell.folder().join("dateline.toml"), config).unwrap();
    let shown = shell.run("dateline config show").printed;
    let ranking = names_in_tables("docs/ranking.md");
    let keys = names_in_tables("docs/configuration.md");
    let mut found = 0;
    for line in shown.lines() {
        let (names, name) = if let Some((name, _)) = line.split_once(" is not set") {
            (&keys, name.trim_start_matches("# "))
        } else if let Some((name, _)) = line.split_once(" = ") {
            (&keys, name)
        } else if let Some((name, _)) = line.split_once('=') {
            (&ranking, name.trim_start_matches("#   "))
        } else {
            continue;
        };
        assert!(names.iter().any(|own| own == name), "no page has `{name}`");
        found += 1;
    }
    assert!(found > 30, "{found} settings in\n{shown}");
}

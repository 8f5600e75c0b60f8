//! Cold searches: each in a new process, with a warm page cache, compared with a minimal search
//! program and with `SQLite` FTS5.

use anyhow::{Context, ensure};
use dateline::index::IndexStore;
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::measure::{Contender, Table, Times, alternate};
use dateline_benches::{corpus, dump, program, setup};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use tempfile::TempDir;

const ROUNDS: usize = 51;

/// Frequent, less frequent and rare words of the news of 1987. Quoted words are a phrase.
const QUERIES: [&str; 8] = [
    "oil prices",
    "troops withdrawal",
    "cocoa",
    "yttrium",
    "\"trade surplus\"",
    "coffee export quotas",
    "central bank intervention",
    "what did the Federal Reserve say about interest rates",
];

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("search")? else {
        return Ok(());
    };
    let dateline = program::dateline()?;
    let place = TempDir::new()?;
    let (files, database) = (place.path().join("articles"), place.path().join("fts5.db"));
    let store = IndexStore::at(place.path().join("index"));
    prepare(&setup, &files, &store, &database)?;
    // The minimal program leaves a lock file in the folder, so it gets a copy of the segments.
    let segments = place.path().join("segments");
    copy(&contenders::segments(&store)?, &segments)?;
    let shell = sqlite_program();
    println!(
        "{} articles, {} segments; median (least–most) of {ROUNDS} processes; SQLite is {}\n",
        setup.count,
        store.current()?.searcher().segment_readers().len(),
        shell.name
    );

    let mut table = Table::new(&[
        "query",
        "matches",
        "dateline",
        "minimal program",
        "ratio",
        "SQLite, all the words",
        "ratio",
        "SQLite, any word",
        "ratio",
    ]);
    for query in QUERIES {
        let mut own = Command::new(&dateline);
        own.args(["search", "--index"])
            .arg(store.path())
            .arg(query)
            .env("XDG_STATE_HOME", place.path());
        let mut minimal = Command::new(env!("CARGO_BIN_EXE_minimal-search"));
        minimal.arg(&segments).args(units(query));
        let sqlite = |operator: &str| {
            let mut command = Command::new(&shell.program);
            command.arg(&database).arg(sql(query, operator));
            command
        };
        let times = compare([own, minimal, sqlite(" "), sqlite(" OR ")])?;
        table.row([
            query.to_owned(),
            matches(&dateline, &store, query, place.path())?.to_string(),
            times[0].to_string(),
            times[1].to_string(),
            format!("{:.2}", times[0].ratio(&times[1])),
            times[2].to_string(),
            format!("{:.2}", times[0].ratio(&times[2])),
            times[3].to_string(),
            format!("{:.2}", times[0].ratio(&times[3])),
        ]);
    }
    println!("{table}");
    let nothing = compare([Command::new(env!("CARGO_BIN_EXE_minimal-search"))])?;
    println!("A process that does nothing takes {}.", nothing[0]);
    Ok(())
}

/// Copies the files of a folder into a new one.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Writes the articles to files and indexes them with both engines.
fn prepare(
    setup: &dateline_benches::Setup,
    files: &Path,
    store: &IndexStore,
    database: &Path,
) -> anyhow::Result<()> {
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    dump::write(files, &stories)?;
    contenders::dateline(files, store, MEMORY)?;
    contenders::fts5(database, &dump::articles(&stories)?)?;
    Ok(())
}

struct Sqlite {
    program: PathBuf,
    name: String,
}

/// The `sqlite3` shell if it is installed, or else our own program.
fn sqlite_program() -> Sqlite {
    let version = Command::new("sqlite3").arg("--version").output();
    match version {
        Ok(output) if output.status.success() => {
            let text = String::from_utf8_lossy(&output.stdout);
            let number = text.split_whitespace().next().unwrap_or_default();
            Sqlite {
                program: "sqlite3".into(),
                name: format!("the sqlite3 shell {number}"),
            }
        }
        _ => Sqlite {
            program: env!("CARGO_BIN_EXE_sqlite-search").into(),
            name: "sqlite-search, because no sqlite3 shell is installed".to_owned(),
        },
    }
}

/// The words of a query; a phrase is one unit.
fn units(query: &str) -> Vec<&str> {
    match query.strip_prefix('"').and_then(|q| q.strip_suffix('"')) {
        Some(phrase) => vec![phrase],
        None => query.split(' ').collect(),
    }
}

fn sql(query: &str, operator: &str) -> String {
    let quoted: Vec<String> = units(query)
        .iter()
        .map(|unit| format!("\"{unit}\""))
        .collect();
    format!(
        "SELECT rowid FROM t WHERE t MATCH '{}' ORDER BY rank LIMIT 10",
        quoted.join(operator)
    )
}

/// The number of articles that dateline finds.
///
/// # Errors
/// If dateline fails.
fn matches(dateline: &Path, store: &IndexStore, query: &str, state: &Path) -> anyhow::Result<u64> {
    let output = Command::new(dateline)
        .args(["search", "--format", "json", "--index"])
        .arg(store.path())
        .arg(query)
        .env("XDG_STATE_HOME", state)
        .output()?;
    let page: serde_json::Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("dateline search {query} printed no page"))?;
    page["total"].as_u64().context("the page has no total")
}

/// Times the commands in turn. Each is run once before, to warm the page cache.
fn compare<const N: usize>(mut commands: [Command; N]) -> anyhow::Result<Vec<Times>> {
    for command in &mut commands {
        let output = command.stdin(Stdio::null()).output()?;
        ensure!(
            output.stderr.is_empty() || output.status.success() || output.status.code() == Some(1),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        command.stdout(Stdio::null()).stderr(Stdio::null());
    }
    let mut runs: Vec<Contender<'_>> = Vec::new();
    for command in &mut commands {
        runs.push((
            "",
            Box::new(|| {
                let began = Instant::now();
                command.status()?;
                Ok(began.elapsed())
            }),
        ));
    }
    alternate(ROUNDS, &mut runs)
}

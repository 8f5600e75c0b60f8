//! Counting what a search finds: a timeline and five facets, each in a new process, with a warm page
//! cache, compared with a search of the same words.

use anyhow::ensure;
use dateline::index::IndexStore;
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::measure::{Contender, Table, alternate};
use dateline_benches::{corpus, dump, program, setup};
use std::process::{Command, Stdio};
use std::time::Instant;
use tempfile::TempDir;

const ROUNDS: usize = 51;

const QUERIES: [&str; 3] = ["oil prices", "troops withdrawal", "cocoa export"];

const FACETS: &str = "source,place,agency,byline,year";

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("overview")? else {
        return Ok(());
    };
    let dateline = program::dateline()?;
    let place = TempDir::new()?;
    let files = place.path().join("articles");
    let store = IndexStore::at(place.path().join("index"));
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    dump::write(&files, &stories)?;
    contenders::dateline(&files, &store, MEMORY)?;
    println!(
        "{} articles; median (least–most) of {ROUNDS} processes\n",
        setup.count
    );
    let mut table = Table::new(&[
        "query",
        "search",
        "timeline",
        "ratio",
        "five facets",
        "ratio",
    ]);
    for query in QUERIES {
        let command = |arguments: &[&str]| {
            let mut command = Command::new(&dateline);
            command
                .args(arguments)
                .arg("--index")
                .arg(store.path())
                .arg(query)
                .env("XDG_STATE_HOME", place.path());
            command
        };
        let mut commands = [
            command(&["search"]),
            command(&["timeline"]),
            command(&["facets", "--by", FACETS]),
        ];
        for command in &mut commands {
            let output = command.stdin(Stdio::null()).output()?;
            ensure!(
                matches!(output.status.code(), Some(0 | 1)),
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
        let times = alternate(ROUNDS, &mut runs)?;
        table.row([
            query.to_owned(),
            times[0].to_string(),
            times[1].to_string(),
            format!("{:.2}", times[1].ratio(&times[0])),
            times[2].to_string(),
            format!("{:.2}", times[2].ratio(&times[0])),
        ]);
    }
    println!("{table}");
    Ok(())
}

//! Refreshes of an index: nothing changed, one file changed; against listing the folder.

use anyhow::ensure;
use dateline::index::IndexStore;
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::measure::{Contender, Table, alternate};
use dateline_benches::{corpus, dump, setup};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ROUNDS: usize = 11;

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("refresh")? else {
        return Ok(());
    };
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    let place = TempDir::new()?;
    let files = place.path().join("articles");
    dump::write(&files, &stories)?;
    let store = IndexStore::at(place.path().join("index"));
    // Files that changed just before they were indexed are hashed again: not what is measured here.
    std::thread::sleep(Duration::from_secs(3));
    contenders::dateline(&files, &store, MEMORY)?;

    let list = || {
        let mut command = Command::new("find");
        command
            .arg(&files)
            .args(["-type", "f", "-printf", "%s %T@ %C@ %i\n"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut changes = 0;
    let mut runs: Vec<Contender> = vec![
        (
            "nothing changed",
            Box::new(|| {
                let (took, report) = contenders::dateline(&files, &store, MEMORY)?;
                ensure!(!report.published(), "something changed");
                Ok(took)
            }),
        ),
        (
            "one file changed",
            Box::new(|| {
                let changing = &stories[stories.len() / 2];
                changes += 1;
                let text = format!("{}Updated {changes} times.\n", dump::file_text(changing));
                fs::write(files.join(dump::file_name(changing)), text)?;
                let (took, report) = contenders::dateline(&files, &store, MEMORY)?;
                ensure!(report.files.changed == 1, "{:?}", report.files);
                Ok(took)
            }),
        ),
    ];
    if list().status().is_ok_and(|status| status.success()) {
        runs.push((
            "find -type f -printf",
            Box::new(|| {
                let began = Instant::now();
                list().status()?;
                Ok(began.elapsed())
            }),
        ));
    }
    let times = alternate(ROUNDS, &mut runs)?;

    println!(
        "{} files; median (least–most) of {ROUNDS} runs\n",
        stories.len()
    );
    let mut table = Table::new(&["run", "time", "to find"]);
    for ((name, _), own) in runs.iter().zip(&times) {
        let ratio = match times.get(2) {
            Some(find) => format!("{:.2}", own.ratio(find)),
            None => "not measured here".to_owned(),
        };
        table.row([(*name).to_owned(), own.to_string(), ratio]);
    }
    println!("{table}");
    Ok(())
}

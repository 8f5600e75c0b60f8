//! A first index of text files, compared with Tantivy alone and with `SQLite` FTS5, which get the
//! articles from memory.

use anyhow::{Context, ensure};
use dateline::analysis::CurrentArticle;
use dateline::article::Article;
use dateline::index::{BuildReport, IndexStore};
use dateline::schema::ArticleSchema;
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::measure::{Contender, Table, Times, alternate, megabytes, time, to_f64};
use dateline_benches::{corpus, dump, memory, setup};
use std::cell::{Cell, RefCell};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const ROUNDS: usize = 9;

/// Makes this program index a folder and do nothing else, so that its memory can be measured.
const BUILD_ONLY: &str = "--build-only";

/// The working memory of the measured processes: the minimum of `dateline index`, a medium value,
/// and the value of the timed runs.
const WATCHED: [u64; 3] = [64 << 20, 128 << 20, MEMORY];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, folder, index, memory] = arguments.as_slice()
        && flag == BUILD_ONLY
    {
        let store = IndexStore::at(PathBuf::from(index));
        contenders::dateline(Path::new(folder), &store, memory.parse()?)?;
        return Ok(());
    }
    let Some(setup) = setup("index")? else {
        return Ok(());
    };
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    let text = corpus::text_bytes(&stories);
    let files = TempDir::new()?;
    let file_bytes = dump::write(files.path(), &stories)?;
    println!(
        "{} articles, {} of headlines and bodies, {} in files, {} different words; {} threads, {} of \
         working memory\n",
        stories.len(),
        megabytes(text),
        megabytes(file_bytes),
        corpus::vocabulary(&stories),
        dateline_benches::threads(),
        megabytes(MEMORY),
    );
    let articles = dump::articles(&stories)?;
    drop(stories);
    let report = compare(files.path(), &articles, text)?;
    ensure!(
        report.articles == articles.len() as u64,
        "{} articles were written, {} indexed",
        articles.len(),
        report.articles
    );
    drop(articles);
    println!("\nThe stages of dateline's last run:\n");
    let mut stages = Table::new(&["stage", "time"]);
    for (stage, took) in &report.stages {
        stages.row([stage.as_str().to_owned(), time(*took)]);
    }
    println!("{stages}\n{} problems listed", report.problems.len());
    watch(files.path())
}

/// Times the contenders and prints times, ratios and sizes. Returns dateline's last report.
fn compare(files: &Path, articles: &[Article], text: u64) -> anyhow::Result<BuildReport> {
    let schema = ArticleSchema::load();
    let report = RefCell::new(None);
    let sizes = [const { Cell::new(0) }; 4];
    let in_new_folder = |size: &Cell<u64>,
                         run: &dyn Fn(&Path) -> anyhow::Result<_>|
     -> anyhow::Result<std::time::Duration> {
        let folder = TempDir::new()?;
        let took = run(&folder.path().join("index"))?;
        size.set(contenders::bytes_below(folder.path()));
        Ok(took)
    };
    let mut runs: [Contender; 4] = [
        (
            "dateline, from files",
            Box::new(|| {
                in_new_folder(&sizes[0], &|index| {
                    let store = IndexStore::at(index.to_owned());
                    let (took, made) = contenders::dateline(files, &store, MEMORY)?;
                    report.replace(Some(made));
                    Ok(took)
                })
            }),
        ),
        (
            "bare Tantivy, same schema",
            Box::new(|| {
                in_new_folder(&sizes[1], &|index| {
                    contenders::tantivy(
                        index,
                        articles,
                        &schema,
                        schema.tokenizers(&CurrentArticle::default()),
                    )
                })
            }),
        ),
        (
            "bare Tantivy, en_stem",
            Box::new(|| {
                in_new_folder(&sizes[2], &|index| {
                    contenders::tantivy(index, articles, &schema, contenders::en_stem(&schema)?)
                })
            }),
        ),
        (
            "SQLite FTS5, no bodies",
            Box::new(|| in_new_folder(&sizes[3], &|index| contenders::fts5(index, articles))),
        ),
    ];
    let times = alternate(ROUNDS, &mut runs)?;
    let mut table = Table::new(&[
        "contender",
        "median (least–most)",
        "text per second",
        "dateline's time to it",
        "index",
        "index to text",
    ]);
    for (((name, _), own), size) in runs.iter().zip(&times).zip(&sizes) {
        table.row(row(name, own, &times[0], size.get(), text));
    }
    println!("{table}");
    drop(runs);
    report.take().context("dateline ran")
}

fn row(name: &str, own: &Times, dateline: &Times, size: u64, text: u64) -> [String; 6] {
    [
        name.to_owned(),
        own.to_string(),
        format!("{:.1} MB", to_f64(text) / 1e6 / own.median().as_secs_f64()),
        format!("{:.2}", dateline.ratio(own)),
        megabytes(size),
        format!("{:.2}", to_f64(size) / to_f64(text)),
    ]
}

/// Prints the peak memory of processes that only index.
fn watch(files: &Path) -> anyhow::Result<()> {
    println!("\nPeak memory of a process that only indexes:\n");
    let mut table = Table::new(&["--memory", "resident", "above --memory", "of it anonymous"]);
    for allowed in WATCHED {
        let folder = TempDir::new()?;
        let mut child = Command::new(env::current_exe()?)
            .arg(BUILD_ONLY)
            .arg(files)
            .arg(folder.path().join("index"))
            .arg(allowed.to_string())
            .stdin(Stdio::null())
            .spawn()?;
        let Some(peak) = memory::watch(&mut child)? else {
            println!("not measured: this needs Linux");
            return Ok(());
        };
        table.row([
            megabytes(allowed),
            megabytes(peak.resident),
            megabytes(peak.resident.saturating_sub(allowed)),
            megabytes(peak.anonymous),
        ]);
    }
    println!("{table}");
    Ok(())
}

//! Bytes to articles: what each reader takes alone, what HTML takes against its parser, and how much
//! of indexing is reading. On made-up files; needs no corpus.

#[path = "../../examples/measure-pages/tree.rs"]
mod tree;

use anyhow::{Context, ensure};
use dateline::article::ArchivePath;
use dateline::formats::{ArticleReader, Input, READERS, ReadOptions, read_articles};
use dateline_benches::material::{Material, json_line, material, stories};
use dateline_benches::measure::{Contender, Table, alternate};
use dateline_benches::{dump, processor, program};
use divan::Bencher;
use divan::counter::BytesCount;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// So many articles are read in each round.
const ARTICLES: usize = 500;

/// So many articles are indexed.
const INDEXED: usize = 50_000;

const ROUNDS: usize = 7;

static MATERIAL: LazyLock<Vec<Material>> =
    LazyLock::new(|| material(&stories(ARTICLES).expect("the sample corpus is there")));

fn main() -> anyhow::Result<()> {
    divan::main();
    against_the_parser()?;
    share_of_indexing()
}

#[divan::bench(args = MATERIAL.iter(), max_time = 1)]
fn read(bencher: Bencher<'_, '_>, material: &Material) {
    let counted = bencher.counter(BytesCount::new(material.bytes()));
    counted.bench(|| read_all(material));
}

#[divan::bench(max_time = 1)]
fn html5ever_alone(bencher: Bencher<'_, '_>) {
    let pages = pages();
    let counted = bencher.counter(BytesCount::new(pages.bytes()));
    counted.bench(|| build_all(pages));
}

fn pages() -> &'static Material {
    let pages = MATERIAL.iter().find(|material| material.format == "html");
    pages.expect("pages are among the formats")
}

/// Reads all files of a format. Returns how many articles they have.
fn read_all(material: &Material) -> usize {
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse().expect("a moment"));
    let path = ArchivePath::from_stored(&format!("article.{}", material.extension));
    let reader = READERS
        .iter()
        .find(|reader| reader.name() == material.format);
    let reader: &dyn ArticleReader = *reader.expect("there is a reader of that name");
    let articles = material.files.iter().map(|file| {
        let input = Input::whole(&path, &options, file);
        reader.read_all(input).into_iter().flatten().count()
    });
    let count = articles.sum();
    assert_eq!(count, ARTICLES, "articles of {material}");
    count
}

/// Builds the trees of all pages. Returns how many nodes they have.
fn build_all(pages: &Material) -> usize {
    let texts = pages.files.iter().map(|page| str::from_utf8(page));
    texts
        .map(|page| tree::build(page.expect("pages are written in UTF-8")).len())
        .sum()
}

/// HTML against html5ever, which only builds the tree, in turns.
fn against_the_parser() -> anyhow::Result<()> {
    let clocked = |work: fn(&Material) -> usize| {
        move || {
            let began = Instant::now();
            black_box(work(pages()));
            Ok(began.elapsed())
        }
    };
    let mut runs: Vec<Contender<'_>> = vec![
        ("dateline", Box::new(clocked(read_all))),
        ("html5ever alone", Box::new(clocked(build_all))),
    ];
    let times = alternate(ROUNDS, &mut runs)?;
    let mut table = Table::new(&["HTML", "time", "to html5ever"]);
    for ((name, _), own) in runs.iter().zip(&times) {
        table.row([
            (*name).to_owned(),
            own.to_string(),
            format!("{:.2}", own.ratio(&times[1])),
        ]);
    }
    println!("\n{table}");
    Ok(())
}

/// Reads files that lie in memory, languages included, as indexing does.
fn read_files(files: &[(ArchivePath, Vec<u8>)]) -> anyhow::Result<Duration> {
    let options = ReadOptions::at("2026-01-01T00:00:00Z".parse()?);
    let mut articles = 0;
    let began = Instant::now();
    for (path, bytes) in files {
        read_articles(Input::whole(path, &options, bytes), &mut |reading| {
            articles += usize::from(black_box(reading).item.is_ok());
            anyhow::Ok(())
        })?;
    }
    let took = began.elapsed();
    ensure!(articles == INDEXED, "{articles} articles were read");
    Ok(took)
}

/// A file's name and content.
type File = (PathBuf, Vec<u8>);

/// The time of reading, on one thread, in the CPU time of a process that indexes the same.
fn share_of_indexing() -> anyhow::Result<()> {
    let dateline = program::dateline()?;
    let stories = stories(INDEXED)?;
    let texts = stories
        .iter()
        .map(|story| (dump::file_name(story), dump::file_text(story).into_bytes()));
    let lines: String = stories.iter().map(json_line).collect();
    let kinds: [(&str, Vec<File>); 2] = [
        ("text", texts.collect()),
        ("json-lines", vec![("articles.jsonl".into(), lines.into())]),
    ];
    let mut table = Table::new(&["", "reading", "`index`", "share of reading"]);
    for (name, files) in kinds {
        let place = TempDir::new()?;
        let (folder, index_at) = (place.path().join("files"), place.path().join("index"));
        for (file, bytes) in &files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, bytes)?;
        }
        let named = |(file, bytes): File| (ArchivePath::from_relative(&file), bytes);
        let files: Vec<_> = files.into_iter().map(named).collect();
        let mut index = Command::new(&dateline);
        index
            .arg("index")
            .arg(&folder)
            .arg("--index")
            .arg(&index_at);
        let mut runs: Vec<Contender<'_>> = vec![
            ("reading", Box::new(|| read_files(&files))),
            (
                "index",
                Box::new(|| -> anyhow::Result<Duration> {
                    if index_at.exists() {
                        fs::remove_dir_all(&index_at).context("cannot remove the last index")?;
                    }
                    processor::user_time(&mut index)
                }),
            ),
        ];
        let times = alternate(ROUNDS, &mut runs)?;
        table.row([
            name.to_owned(),
            times[0].to_string(),
            times[1].to_string(),
            format!("{:.0} in a hundred", 100.0 * times[0].ratio(&times[1])),
        ]);
    }
    println!("{table}");
    Ok(())
}

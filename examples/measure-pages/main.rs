//! Measures how well the pages of news sites are read.
//!
//! ```text
//! cargo run --release --example measure-pages -- path/to/pages [--time] [--verbose]
//!     [--require-headline .95] [--require-day .97] [--require-body .95]
//! ```
//!
//! The folder contains pages, `X.html.gz` or `X.html`, and the expected results, `X.expected.json`
//! with `headline`, `published` and `paragraphs`. The program prints a line for each page that is
//! not read correctly, and then a summary. The exit code is 1 if a figure is below the required
//! one.

#![allow(clippy::print_stdout, reason = "the program prints its results")]

mod score;
mod tree;

use dateline::article::{ArchivePath, Article};
use dateline::formats::{HEAD_LEN, Input, ReadOptions, reader_for};
use score::{f1, fold, is_same_day};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// The expected result for a page, from a person or from rules for that site.
#[derive(serde::Deserialize)]
struct Expected {
    headline: String,
    published: Option<String>,
    paragraphs: Vec<String>,
}

/// The arguments.
#[derive(Default)]
struct Args {
    folder: PathBuf,
    time: bool,
    verbose: bool,
    headline: f64,
    day: f64,
    body: f64,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args = Args::read()?;
    let mut sums = [0.0; 3];
    let pages = pages(&args.folder)?;
    for page in &pages {
        let article = read(page);
        let score = score(article.as_ref().ok(), &page.expected);
        for (sum, value) in sums.iter_mut().zip(score) {
            *sum += value;
        }
        report(page, &article, score, args.verbose);
    }
    let count = f64::from(u32::try_from(pages.len().max(1))?);
    let [headline, day, body] = sums.map(|sum| sum / count);
    println!(
        "{} pages: headline {headline:.3}, publication day {day:.3}, body F1 {body:.3}",
        pages.len()
    );
    if args.time {
        time(&pages);
    }
    let is_enough = headline >= args.headline && day >= args.day && body >= args.body;
    Ok(if is_enough {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Args {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut args = Self::default();
        let mut given = std::env::args().skip(1);
        while let Some(arg) = given.next() {
            let mut number = || -> Result<f64, Box<dyn Error>> {
                Ok(given.next().ok_or("a figure is missing")?.parse()?)
            };
            match arg.as_str() {
                "--time" => args.time = true,
                "--verbose" => args.verbose = true,
                "--require-headline" => args.headline = number()?,
                "--require-day" => args.day = number()?,
                "--require-body" => args.body = number()?,
                folder => args.folder = folder.into(),
            }
        }
        Ok(args)
    }
}

/// A page and its expected result.
struct Page {
    name: String,
    html: Vec<u8>,
    expected: Expected,
}

fn pages(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let Some(name) = name.strip_suffix(".expected.json") else {
            continue;
        };
        let expected = serde_json::from_slice(&std::fs::read(&path)?)?;
        let packed = folder.join(format!("{name}.html.gz"));
        let html = if packed.exists() {
            let mut html = Vec::new();
            let file = std::fs::File::open(packed)?;
            std::io::copy(&mut flate2::read::MultiGzDecoder::new(file), &mut html)?;
            html
        } else {
            std::fs::read(folder.join(format!("{name}.html")))?
        };
        pages.push(Page {
            name: name.to_owned(),
            html,
            expected,
        });
    }
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(pages)
}

fn read(page: &Page) -> Result<Article, String> {
    let html = &page.html;
    let path = ArchivePath::from_stored(&format!("{}.html", page.name));
    let options = ReadOptions::at("2100-01-01T00:00:00Z".parse().expect("a moment"));
    let head = &html[..html.len().min(HEAD_LEN)];
    let reader = reader_for(&path, head).map_err(|problem| problem.detail)?;
    let mut why = String::from("the page is empty");
    for item in reader.read_all(Input::whole(&path, &options, html)) {
        match item {
            Ok(article) => return Ok(article),
            Err(problem) => why = problem.detail,
        }
    }
    Err(why)
}

/// Whether the headline and the day are correct (1 or 0), and the F1 of the tokens of the body.
fn score(article: Option<&Article>, expected: &Expected) -> [f64; 3] {
    let Some(article) = article else {
        return [0.0; 3];
    };
    let headline = fold(&article.headline) == fold(&expected.headline);
    let day = is_same_day(article.published.as_ref(), expected.published.as_deref());
    let body = f1(&article.body, &expected.paragraphs.join("\n"));
    [f64::from(headline), f64::from(day), body.0]
}

/// Prints the parts of a page that were not read correctly.
fn report(
    page: &Page,
    article: &Result<Article, String>,
    [headline, day, body]: [f64; 3],
    verbose: bool,
) {
    let Page { name, expected, .. } = page;
    let article = match article {
        Ok(article) => article,
        Err(why) => return println!("{name}: not read: {why}"),
    };
    let mut wrong = Vec::new();
    if headline < 1.0 {
        wrong.push(format!(
            "headline `{}` for `{}`",
            article.headline, expected.headline
        ));
    }
    if day < 1.0 {
        let published = article
            .published
            .map(|date| date.to_string())
            .unwrap_or_default();
        let wanted = expected.published.as_deref().unwrap_or_default();
        wrong.push(format!("date `{published}` for `{wanted}`"));
    }
    if body < 0.95 || verbose {
        let (f1, precision, recall) = f1(&article.body, &expected.paragraphs.join("\n"));
        wrong.push(format!(
            "body F1 {f1:.3} (precision {precision:.3}, recall {recall:.3})"
        ));
    }
    if !wrong.is_empty() {
        println!("{name}: {}", wrong.join("; "));
    }
    if verbose {
        differences(&article.body, &expected.paragraphs);
    }
}

/// Prints paragraphs that are only in one of two texts.
fn differences(body: &str, expected: &[String]) {
    let (wanted, found) = (fold(&expected.join("\n")), fold(body));
    for line in body
        .lines()
        .filter(|line| !line.is_empty() && !wanted.contains(&fold(line)))
    {
        println!("    + {line}");
    }
    for line in expected.iter().flat_map(|paragraph| paragraph.lines()) {
        if !found.contains(&fold(line)) {
            println!("    - {line}");
        }
    }
}

/// Prints the time of reading, and the time of the parser alone to build the trees.
fn time(pages: &[Page]) {
    const ROUNDS: u32 = 10;
    let run = |work: &dyn Fn(&Page)| {
        let started = Instant::now();
        for _ in 0..ROUNDS {
            pages.iter().for_each(work);
        }
        started.elapsed() / ROUNDS
    };
    let parsing = run(&|page| {
        std::hint::black_box(tree::build(&String::from_utf8_lossy(&page.html)));
    });
    let reading = run(&|page| {
        let _ = std::hint::black_box(read(page));
    });
    let size: usize = pages.iter().map(|page| page.html.len()).sum();
    println!(
        "{} KiB: the parser alone {parsing:.1?}, reading {reading:.1?}, {:.2} times as long",
        size >> 10,
        reading.as_secs_f64() / parsing.as_secs_f64()
    );
}

//! Measures how well the pages of news sites are read.
//!
//! ```text
//! cargo run --release --example measure-pages -- path/to/pages [--time] [--verbose]
//!     [--misses] [--half a|b] [--rejected docs/extraction.md]
//!     [--require-headline .95] [--require-day .97] [--require-body .95]
//! ```
//!
//! The folder contains pages, `X.html.gz` or `X.html`, and the expected results, `X.expected.json`.
//! These have `headline`, `published` and `paragraphs`, or `headline`, `day`, and segments of text
//! that are part of the article (`with`) or not (`without`). The program prints a line for each
//! whole page that is not read correctly, `--misses` prints what is wrong on each page of segments,
//! and then come summaries. The exit code is 1 if a figure is below the required one.

#![allow(clippy::print_stdout, reason = "the program prints its results")]

mod pages;
mod score;
mod segments;
mod tree;
mod whole;

use pages::{Expected, Page, pages, read};
use segments::{Counts, Rejected, half};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// The arguments.
#[derive(Default)]
struct Args {
    folder: PathBuf,
    time: bool,
    verbose: bool,
    misses: bool,
    /// Only pages of this half are listed.
    half: Option<String>,
    rejected: Option<PathBuf>,
    headline: f64,
    day: f64,
    body: f64,
}

/// Shares of headlines and days, and F1 of the bodies.
type Figures = [f64; 3];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args = Args::read()?;
    let pages = pages(&args.folder)?;
    let figures = [
        measure_whole(&pages, &args),
        measure_segments(&pages, &args)?,
    ];
    if args.time {
        time(&pages);
    }
    let required = [args.headline, args.day, args.body];
    let is_enough = figures
        .iter()
        .flatten()
        .all(|figures| figures.iter().zip(required).all(|(is, least)| *is >= least));
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
            let mut value = || given.next().ok_or("the value of an option is missing");
            match arg.as_str() {
                "--time" => args.time = true,
                "--verbose" => args.verbose = true,
                "--misses" => args.misses = true,
                "--half" => args.half = Some(value()?),
                "--rejected" => args.rejected = Some(value()?.into()),
                "--require-headline" => args.headline = value()?.parse()?,
                "--require-day" => args.day = value()?.parse()?,
                "--require-body" => args.body = value()?.parse()?,
                folder => args.folder = folder.into(),
            }
        }
        Ok(args)
    }
}

/// Measures the pages whose whole article is known, if there are any.
fn measure_whole(pages: &[Page], args: &Args) -> Option<Figures> {
    let mut sums = [0.0; 3];
    let mut count = 0;
    for page in pages {
        let Expected::Whole(expected) = &page.expected else {
            continue;
        };
        let article = read(page);
        let score = whole::score(article.as_ref().ok(), expected);
        for (sum, value) in sums.iter_mut().zip(score) {
            *sum += value;
        }
        count += 1;
        let article = article.as_ref().map_err(String::as_str);
        whole::report(page, expected, article, score, args.verbose);
    }
    if count == 0 {
        return None;
    }
    let figures = sums.map(|sum| sum / f64::from(count));
    let [headline, day, body] = figures;
    println!("{count} pages: headline {headline:.3}, publication day {day:.3}, body F1 {body:.3}");
    Some(figures)
}

/// Measures the pages of which segments are known, if there are any: all labels, then each half,
/// then without the labels that are rejected.
fn measure_segments(pages: &[Page], args: &Args) -> Result<Option<Figures>, Box<dyn Error>> {
    let rejected = args.rejected.as_deref().map(Rejected::read).transpose()?;
    let (mut all, mut trusted) = (Counts::default(), Counts::default());
    let mut halves = [("a", Counts::default()), ("b", Counts::default())];
    for page in pages {
        let Expected::Segments(expected) = &page.expected else {
            continue;
        };
        let article = read(page);
        let article = article.as_ref().map_err(String::as_str);
        let (counts, mut wrong) = segments::measure(page, expected, article, &Rejected::default());
        all.add(counts);
        let half = half(&page.name);
        for (name, sum) in &mut halves {
            if *name == half {
                sum.add(counts);
            }
        }
        if let Some(rejected) = &rejected {
            let counts;
            (counts, wrong) = segments::measure(page, expected, article, rejected);
            trusted.add(counts);
        }
        let is_listed = args.half.as_deref().is_none_or(|only| only == half);
        if args.misses && is_listed && !wrong.is_empty() {
            println!("{} ({half})", page.name);
            for what in wrong {
                println!("    {what}");
            }
        }
    }
    if all.is_empty() {
        return Ok(None);
    }
    all.print("all labels");
    for (name, counts) in halves {
        counts.print(&format!("half {name}"));
    }
    if rejected.is_some() {
        trusted.print("without rejected labels");
    }
    Ok(Some([all.headline(), all.day(), all.f1()]))
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

//! Measures how well pages of news sites are read.
//!
//! ```text
//! cargo run --example measure-pages -- path/to/pages [--time] [--verbose]
//!     [--require-headline .95] [--require-day .97] [--require-body .95]
//! ```
//!
//! The folder holds pages and what ought to be read from them: `X.html.gz` (or `X.html`) and
//! `X.expected.json` with `headline`, `published` and `paragraphs`. A line is printed for each page
//! that is not read right, then a summary. The exit code is 1 if a figure is below what is required.

use dateline::article::spelling::{DayOrder, read_date};
use dateline::article::{ArchivePath, Article, Published};
use dateline::formats::{Input, ReadOptions, reader_for};
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use unicode_normalization::UnicodeNormalization;

/// What a page says, as a person or a site's own rules read it.
#[derive(serde::Deserialize)]
struct Expected {
    headline: String,
    published: Option<String>,
    paragraphs: Vec<String>,
}

/// What is asked for.
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
    for (name, html, expected) in &pages {
        let article = read(name, html);
        let score = score(article.as_ref().ok(), expected);
        for (sum, value) in sums.iter_mut().zip(score) {
            *sum += value;
        }
        report(name, &article, expected, score, args.verbose);
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

type Page = (String, Vec<u8>, Expected);

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
        pages.push((name.to_owned(), html, expected));
    }
    pages.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(pages)
}

fn read(name: &str, html: &[u8]) -> Result<Article, String> {
    let path = ArchivePath::from_stored(&format!("{name}.html"));
    let options = ReadOptions {
        day_order: DayOrder::DayFirst,
        now: "2100-01-01T00:00:00Z".parse().expect("a moment"),
    };
    let head = &html[..html.len().min(dateline::formats::HEAD_LEN)];
    let reader = reader_for(&path, head).map_err(|problem| problem.detail)?;
    let mut why = String::from("nothing in it");
    for item in reader.read(Input::whole(&path, &options, html)) {
        match item {
            Ok(article) => return Ok(article),
            Err(problem) => why = problem.detail,
        }
    }
    Err(why)
}

/// Headline right, day right (1 or 0), F1 of the body's tokens.
fn score(article: Option<&Article>, expected: &Expected) -> [f64; 3] {
    let Some(article) = article else {
        return [0.0; 3];
    };
    let headline = fold(&article.headline) == fold(&expected.headline);
    let day = is_same_day(article.published.as_ref(), expected.published.as_deref());
    let body = f1(&article.body, &expected.paragraphs.join("\n"));
    [f64::from(headline), f64::from(day), body.0]
}

fn report(
    name: &str,
    article: &Result<Article, String>,
    expected: &Expected,
    [headline, day, body]: [f64; 3],
    verbose: bool,
) {
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

/// A text without differences of case, of quotation marks and of white space.
fn fold(text: &str) -> String {
    let mut folded = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\'' | '`'
            | '´' | '"' => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => {}
            c => folded.push(c),
        }
    }
    folded.trim().to_owned()
}

/// Whether two dates are of one day, on the clock of the one expected or as both are written.
fn is_same_day(found: Option<&Published>, expected: Option<&str>) -> bool {
    let expected =
        expected.map(|text| read_date(text, DayOrder::DayFirst).map(|date| date.published));
    match (found, expected) {
        (None, None) => true,
        (Some(found), Some(Some(expected))) => {
            let days = |seconds: i64| seconds.div_euclid(86_400);
            let offset = i64::from(expected.offset_seconds().unwrap_or(0));
            found.start().date() == expected.start().date()
                || (found.offset_seconds().is_some()
                    && days(found.utc_seconds() + offset) == days(expected.local_seconds()))
        }
        _ => false,
    }
}

/// F1, precision and recall of a text's tokens: words, and single characters of scripts without
/// spaces.
#[allow(
    clippy::cast_precision_loss,
    reason = "texts have fewer tokens than 2^52"
)]
fn f1(text: &str, expected: &str) -> (f64, f64, f64) {
    let (found, wanted) = (tokens(text), tokens(expected));
    let shared: usize = found
        .iter()
        .map(|(token, count)| (*count).min(wanted.get(token).copied().unwrap_or(0)))
        .sum();
    let count = |tokens: &HashMap<String, usize>| tokens.values().sum::<usize>().max(1) as f64;
    let (precision, recall) = (
        shared as f64 / count(&found),
        shared as f64 / count(&wanted),
    );
    if shared == 0 {
        return (0.0, 0.0, 0.0);
    }
    (
        2.0 * precision * recall / (precision + recall),
        precision,
        recall,
    )
}

fn tokens(text: &str) -> HashMap<String, usize> {
    let mut tokens = HashMap::new();
    let mut word = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase).chain([' ']) {
        let stands_alone = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if (!c.is_alphanumeric() || stands_alone) && !word.is_empty() {
            *tokens.entry(std::mem::take(&mut word)).or_default() += 1;
        }
        if stands_alone {
            *tokens.entry(c.to_string()).or_default() += 1;
        } else if c.is_alphanumeric() {
            word.push(c);
        }
    }
    tokens
}

/// Prints how long reading takes, in all and a page.
fn time(pages: &[Page]) {
    const ROUNDS: u32 = 10;
    let bytes: usize = pages.iter().map(|page| page.1.len()).sum();
    let started = Instant::now();
    for _ in 0..ROUNDS {
        for (name, html, _) in pages {
            let _ = std::hint::black_box(read(name, html));
        }
    }
    let took = started.elapsed() / ROUNDS;
    println!("reading took {took:.1?} for {} KiB", bytes >> 10);
}

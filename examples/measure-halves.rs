//! Measures how well articles on the same subject are found: does one half of an article find the
//! other?
//!
//! ```text
//! cargo run --release --example measure-halves -- sample-corpus [--asked 500] [--seed 1]
//! ```
//!
//! Articles with at least 60 words are cut in the middle, at a border of words; headlines are left
//! out, because both halves would have the same one. All halves are indexed as articles of their
//! own. Some first halves, drawn by the seed, are given to `Engine::similar`, and the other half is
//! looked for among the first ten hits. Nothing of the folder is changed.

#![allow(clippy::print_stdout, reason = "the program prints its results")]

#[path = "measured/mod.rs"]
mod measured;

use self::measured::{each_article, engine, index};
use dateline::article::Article;
use dateline::index::Generation;
use dateline::query::SearchRequest;
use dateline::query::ask::Ask;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Shorter articles have no two halves that say something.
const LEAST_WORDS: usize = 60;

/// The other half is looked for among so many hits.
const DEPTH: usize = 10;

/// The arguments.
struct Args {
    folder: PathBuf,
    asked: usize,
    seed: u64,
}

impl Args {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut args = Self {
            folder: PathBuf::new(),
            asked: 500,
            seed: 1,
        };
        let mut typed = std::env::args().skip(1);
        while let Some(argument) = typed.next() {
            let mut value = || typed.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--asked" => args.asked = value()?.parse()?,
                "--seed" => args.seed = value()?.parse()?,
                _ => args.folder = argument.into(),
            }
        }
        Ok(args)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::read()?;
    let scratch = tempfile::tempdir()?;
    let whole = index(&args.folder, &scratch.path().join("whole"))?;
    let mut articles: Vec<Article> = Vec::new();
    each_article(&whole, |article| articles.push(article))?;
    articles.retain(|article| article.body.split_whitespace().count() >= LEAST_WORDS);
    let halves = scratch.path().join("halves");
    fs::create_dir(&halves)?;
    let mut lines = String::new();
    for (number, article) in articles.iter().enumerate() {
        for (name, text) in [("a", 0), ("b", 1)].map(|(name, at)| (name, half(&article.body, at))) {
            let id = format!("{number}-{name}");
            writeln!(lines, "{}", serde_json::json!({"id": id, "body": text}))?;
        }
    }
    fs::write(halves.join("halves.jsonl"), lines)?;
    let generation = index(&halves, &scratch.path().join("index"))?;
    measure(&generation, articles.len(), &args)
}

/// The half of a text: the first or the second part of its words.
fn half(text: &str, at: usize) -> &str {
    let middle = text.floor_char_boundary(text.len() / 2);
    let middle = text[middle..]
        .find(char::is_whitespace)
        .map_or(text.len(), |space| middle + space);
    if at == 0 {
        &text[..middle]
    } else {
        &text[middle..]
    }
}

fn measure(generation: &Generation, articles: usize, args: &Args) -> Result<(), Box<dyn Error>> {
    let engine = engine(generation);
    let (mut first, mut among, mut reciprocal, mut asked) = (0, 0, 0.0, 0_u32);
    let mut took = Duration::ZERO;
    let mut random = args.seed;
    let asked_for = args.asked.min(articles);
    let mut numbers: Vec<usize> = (0..articles).collect();
    for place in 0..asked_for {
        // Fisher and Yates, with the generator of Steele et al. (SplitMix64).
        random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let left = u64::try_from(articles - place)?;
        numbers.swap(place, place + usize::try_from(mixed % left)?);
        let number = numbers[place];
        let found = engine.with_id(&format!("{number}-a"))?;
        let Some(article) = found.first() else {
            return Err(format!("half {number} is not in the index").into());
        };
        let request = SearchRequest::new(Ask::default(), DEPTH);
        let began = Instant::now();
        let similar = engine.similar(article, "", &request)?;
        took += began.elapsed();
        asked += 1;
        let other = format!("{number}-b");
        let mut hits = similar.page.hits.iter();
        if let Some(place) = hits.position(|hit| hit.article.id.0 == other) {
            first += u32::from(place == 0);
            among += 1;
            reciprocal += 1.0 / f64::from(u32::try_from(place + 1)?);
        }
    }
    let share = |count: u32| f64::from(count) / f64::from(asked.max(1));
    println!("{articles} articles, {asked} first halves asked");
    println!("the other half is first       {:.3}", share(first));
    println!("is among the first {DEPTH}        {:.3}", share(among));
    println!(
        "mean reciprocal rank          {:.3}",
        reciprocal / f64::from(asked.max(1))
    );
    println!("mean time                     {:?}", took / asked.max(1));
    Ok(())
}

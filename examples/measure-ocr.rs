//! Measures what errors of recognised print cost, and how much of that misread words bring back.
//!
//! ```text
//! cargo run --release --example measure-ocr -- FOLDER [--topics FILE --qrels FILE]
//!     [--items 300] [--levels 0,2,5,10] [--seed 1] [--ranking misread=0.5]
//! ```
//!
//! The articles of the folder are written again with errors in so many of a hundred characters, as
//! programs make them that recognise print: six in ten are usual ones (`rn` for `m`, `c` for `e`, `f`
//! for a long `s`), two are another letter, one is a letter too few, one a sign too many. Known
//! items are articles drawn by the seed, each asked for by four of its words. Everything is asked
//! with misread words and without them. Nothing of the folder is changed.

#![allow(clippy::print_stdout, reason = "the program prints its results")]

#[path = "measured/mod.rs"]
mod measured;

use self::measured::{each_article, engine, index};
use dateline::article::Article;
use dateline::evaluation::{Evaluation, Measure, Qrels, Run, read_topics};
use dateline::index::Generation;
use dateline::query::ask::Ask;
use dateline::query::{Engine, QueryPlan, Ranking, SearchError, SearchRequest, Synonyms};
use std::collections::HashSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The words of a query for a known item, and the fewest letters of each.
const WORDS: usize = 4;
const LETTERS: usize = 5;

/// How many hits of a known item are looked at, and of a topic.
const DEPTH: usize = 10;
const RUN: usize = 100;

/// Usual errors: what is printed, and what is read.
const USUAL: &[(&str, &str)] = &[
    ("rn", "m"),
    ("m", "rn"),
    ("e", "c"),
    ("c", "e"),
    ("li", "h"),
    ("h", "li"),
    ("h", "b"),
    ("b", "h"),
    ("i", "l"),
    ("l", "i"),
    ("l", "1"),
    ("i", "t"),
    ("t", "l"),
    ("s", "f"),
    ("f", "s"),
    ("s", "5"),
    ("o", "c"),
    ("o", "0"),
    ("a", "o"),
    ("a", "e"),
    ("u", "n"),
    ("n", "u"),
    ("u", "ii"),
    ("v", "y"),
    ("y", "v"),
    ("d", "cl"),
    ("cl", "d"),
    ("w", "vv"),
    ("g", "q"),
    ("q", "g"),
    ("k", "h"),
    ("r", "n"),
    ("n", "r"),
    ("n", "ri"),
    ("ri", "n"),
    ("m", "in"),
    ("f", "t"),
    ("t", "f"),
    ("e", "o"),
    ("p", "q"),
    ("x", "z"),
    ("j", "i"),
    ("z", "2"),
    ("e", "o"),
];

/// The generator of Steele et al. (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn letter(&mut self) -> char {
        let letter = u8::try_from(self.below(26)).unwrap_or(0);
        char::from(b'a' + letter)
    }
}

struct Args {
    folder: PathBuf,
    topics: Option<PathBuf>,
    qrels: Option<PathBuf>,
    items: usize,
    levels: Vec<usize>,
    seed: u64,
    ranking: Ranking,
}

impl Args {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut args = Self {
            folder: PathBuf::new(),
            topics: None,
            qrels: None,
            items: 300,
            levels: vec![0, 2, 5, 10],
            seed: 1,
            ranking: Ranking::default(),
        };
        let mut typed = std::env::args().skip(1);
        while let Some(argument) = typed.next() {
            let mut value = || typed.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--topics" => args.topics = Some(value()?.into()),
                "--qrels" => args.qrels = Some(value()?.into()),
                "--items" => args.items = value()?.parse()?,
                "--seed" => args.seed = value()?.parse()?,
                "--ranking" => args.ranking.change(&value()?, &[])?,
                "--levels" => {
                    let levels = value()?;
                    args.levels = levels
                        .split(',')
                        .map(str::parse)
                        .collect::<Result<_, _>>()?;
                }
                _ => args.folder = argument.into(),
            }
        }
        Ok(args)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::read()?;
    let scratch = tempfile::tempdir()?;
    let clean = index(&args.folder, &scratch.path().join("clean"))?;
    let mut articles: Vec<Article> = Vec::new();
    each_article(&clean, |article| articles.push(article))?;
    let items = known_items(&articles, args.items, &mut Random(args.seed));
    println!("{} articles, {} known items", articles.len(), items.len());
    for level in &args.levels {
        let folder = scratch.path().join(format!("{level}"));
        fs::create_dir(&folder)?;
        let mut random = Random(args.seed + 1);
        let mut lines = String::new();
        for (number, article) in articles.iter().enumerate() {
            let line = serde_json::json!({
                "id": format!("{number}/{}", article.id),
                "headline": with_errors(&article.headline, *level, &mut random),
                "body": with_errors(&article.body, *level, &mut random),
            });
            writeln!(lines, "{line}")?;
        }
        fs::write(folder.join("articles.jsonl"), lines)?;
        let generation = index(&folder, &scratch.path().join(format!("{level}-index")))?;
        for misread in [false, true] {
            measure(&generation, &items, *level, misread, &args)?;
        }
    }
    Ok(())
}

/// A text with errors in so many of a hundred of its letters.
fn with_errors(text: &str, level: usize, random: &mut Random) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        if !letter.is_alphabetic() || random.below(1000) >= level * 10 {
            out.push(letter);
            at += 1;
            continue;
        }
        let is_capital = letter.is_uppercase();
        let mut taken = 1;
        let read = match random.below(10) {
            0..=5 => {
                let rest: String = letters[at..].iter().take(2).collect();
                let rest = rest.to_lowercase();
                let usual: Vec<_> = USUAL
                    .iter()
                    .filter(|(from, _)| rest.starts_with(from))
                    .collect();
                match usual.get(random.below(usual.len())) {
                    Some((from, to)) => {
                        taken = from.chars().count();
                        (*to).to_owned()
                    }
                    None => random.letter().to_string(),
                }
            }
            6 | 7 => random.letter().to_string(),
            8 => String::new(),
            _ => {
                let signs = ['.', '\'', ' ', ','];
                let more = match random.below(2) {
                    0 => signs[random.below(signs.len())],
                    _ => random.letter(),
                };
                format!("{letter}{more}")
            }
        };
        out.push_str(&if is_capital {
            read.to_uppercase()
        } else {
            read
        });
        at += taken;
    }
    out
}

/// Articles drawn by chance, each with its number and a query of some of its words.
fn known_items(articles: &[Article], wanted: usize, random: &mut Random) -> Vec<(usize, String)> {
    let mut items = Vec::new();
    let mut drawn = HashSet::new();
    let mut tries = 0;
    while items.len() < wanted && tries < 50 * wanted {
        tries += 1;
        let number = random.below(articles.len());
        let mut words: Vec<String> = articles[number]
            .body
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() >= LETTERS)
            .map(str::to_lowercase)
            .collect();
        words.sort_unstable();
        words.dedup();
        if words.len() < 3 * WORDS || !drawn.insert(number) {
            continue;
        }
        let mut query = Vec::new();
        while query.len() < WORDS {
            query.push(words.swap_remove(random.below(words.len())));
        }
        items.push((number, query.join(" ")));
    }
    items
}

fn measure(
    generation: &Generation,
    items: &[(usize, String)],
    level: usize,
    misread: bool,
    args: &Args,
) -> Result<(), Box<dyn Error>> {
    let engine = engine(generation);
    let (mut reciprocal, mut took) = (0.0, Duration::ZERO);
    for (number, query) in items {
        let began = Instant::now();
        let ids = ranked(&engine, query, DEPTH, misread, args)?;
        took += began.elapsed();
        let start = format!("{number}/");
        if let Some(place) = ids.iter().position(|id| id.starts_with(&start)) {
            reciprocal += 1.0 / f64::from(u32::try_from(place + 1)?);
        }
    }
    let count = u32::try_from(items.len().max(1))?;
    let with = if misread { "with" } else { "without" };
    println!(
        "{level:2} %, {with:7} misread words: MRR@10 {:.4}, {:.1?} a query",
        reciprocal / f64::from(count),
        took / count
    );
    if let (Some(topics), Some(qrels)) = (&args.topics, &args.qrels) {
        let qrels = Qrels::read(qrels)?;
        let mut run = Run::default();
        let topics = read_topics(topics)?;
        for topic in &topics {
            let ids = ranked(&engine, &topic.text, RUN, misread, args)?;
            let ids = ids.iter().filter_map(|id| id.split_once('/'));
            run.insert(&topic.id, ids.map(|(_, id)| id.to_owned()).collect());
        }
        let measure: Measure = "ndcg@10".parse()?;
        let scores = Evaluation::new(&qrels, &run, &[measure], |_| true)?;
        println!("{:31}nDCG@10 {:.4}", "", scores.scores[0].mean());
    }
    Ok(())
}

fn ranked(
    engine: &Engine<'_>,
    query: &str,
    limit: usize,
    misread: bool,
    args: &Args,
) -> Result<Vec<String>, Box<dyn Error>> {
    let (ask, _) = Ask::of_plain_words(query);
    let request = SearchRequest {
        misread,
        ranking: args.ranking.clone(),
        ..SearchRequest::new(ask, limit)
    };
    let plan = QueryPlan::new(&request, engine.snapshot.schema, &Synonyms::default());
    let mut ids = Vec::new();
    engine.for_each(&plan, |_, article, _| {
        ids.push(article.id.0);
        Ok::<_, SearchError>(())
    })?;
    Ok(ids)
}

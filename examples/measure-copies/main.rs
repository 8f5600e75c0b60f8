//! Measures how well copies of one text are found.
//!
//! ```text
//! cargo run --release --example measure-copies -- articles.jsonl [--articles 100000]
//!     [--seed 7] [--require .97]
//! ```
//!
//! The file has real articles, one JSON object with `body` a line. From each eighth one come a family
//! of copies, changed as papers change them (`alter`). Then come articles that share a frame alone
//! (`templates`), and, up to the number that was asked for, texts of sentences of different articles.
//! All are indexed, and the families are compared with how the texts were made. A pair of articles is
//! found if both have the same family. The exit code is 1 if precision or recall is below `--require`.

#![allow(clippy::print_stdout, reason = "the program prints its results")]

mod alter;
mod random;
mod templates;

use alter::{KINDS, Text, copy, joined, split, words};
use dateline::index::{BuildSettings, Generation, IndexStore, Progress, Settings, build};
use dateline::query::ask::Ask;
use dateline::query::{Engine, QueryPlan, SearchError, SearchRequest, Snapshot, Synonyms};
use random::Random;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// The shortest article that copies are made of, in words.
const SHORTEST: usize = 40;

/// The longest sentence that other texts are made of, in words: longer ones are tables.
const LONGEST_SENTENCE: usize = 60;

struct Args {
    file: PathBuf,
    articles: usize,
    seed: u64,
    require: f64,
}

fn args() -> Result<Args, Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let mut args = Args {
        file: given.next().ok_or("name a file of articles")?.into(),
        articles: 100_000,
        seed: 7,
        require: 0.0,
    };
    while let Some(name) = given.next() {
        let value = given.next().ok_or_else(|| format!("{name} has no value"))?;
        match name.as_str() {
            "--articles" => args.articles = value.parse()?,
            "--seed" => args.seed = value.parse()?,
            "--require" => args.require = value.parse()?,
            _ => return Err(format!("unknown option {name}").into()),
        }
    }
    Ok(args)
}

/// A text, and how it was made.
struct Made {
    body: String,
    family: usize,
    kind: &'static str,
}

const ORIGINAL: &str = "original";

fn make(texts: &[Text], args: &Args) -> Vec<Made> {
    let mut random = Random(args.seed);
    let mut made = Vec::new();
    let mut families = 0;
    let mut push = |made: &mut Vec<Made>, body: String, kind, is_new| {
        families += usize::from(is_new);
        made.push(Made {
            body,
            family: families,
            kind,
        });
    };
    let step = (texts.len() * 40 / args.articles).max(8);
    for text in texts.iter().step_by(step) {
        push(&mut made, joined(text), ORIGINAL, true);
        for _ in 0..=random.below(6) {
            let kind = random.one_of(&KINDS.each_ref().map(|kind| *kind));
            let other = &texts[random.below(texts.len())];
            let body = copy(text, kind, other, &mut random);
            push(&mut made, body, kind, false);
        }
    }
    for _ in 0..args.articles / 20 {
        push(
            &mut made,
            templates::template(&mut random),
            "template",
            true,
        );
    }
    while made.len() < args.articles {
        let mut text = Text::new();
        for _ in 0..5 + random.below(10) {
            let other = &texts[random.below(texts.len())];
            let paragraph = &other[random.below(other.len())];
            let sentence = &paragraph[random.below(paragraph.len())];
            if sentence.split(' ').count() <= LONGEST_SENTENCE {
                text.push(vec![sentence.clone()]);
            }
        }
        if words(&text) >= SHORTEST {
            push(&mut made, joined(&text), "of other sentences", true);
        }
    }
    made
}

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Option<u64>) {}
    fn read(&self) {}
    fn finishing(&self) {}
}

/// The family of each article, by its place.
fn families(made: &[Made]) -> Result<Vec<Option<u64>>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles)?;
    let mut out = BufWriter::new(File::create(articles.join("made.jsonl"))?);
    for (place, made) in made.iter().enumerate() {
        let headline = format!("Headline {place}");
        let record = serde_json::json!({
            "id": format!("made-{place}"), "headline": headline, "text": made.body,
        });
        writeln!(out, "{record}")?;
    }
    out.flush()?;
    let store = IndexStore::within(&articles);
    let settings = BuildSettings {
        settings: Settings::default(),
        memory: 1 << 30,
        threads: 2,
        full: false,
        append_only: false,
        keep: 1,
    };
    build(&articles, &store, &settings, &Silent)?;
    let generation: Generation = store.current()?;
    let engine = Engine {
        elsewhere: None,
        snapshot: Snapshot::new(
            generation.searcher(),
            &generation.schema,
            &generation.manifest.statistics.tokens,
        )
        .with_families(generation.families()),
    };
    let all = SearchRequest {
        sort: dateline::query::SortOrder::Oldest,
        ..SearchRequest::new(Ask::default(), usize::MAX)
    };
    let plan = QueryPlan::new(&all, &generation.schema, &Synonyms::default());
    let mut families = vec![None; made.len()];
    engine.for_each(&plan, |_, article, family| {
        families[article.origin.ordinal as usize - 1] = family;
        Ok::<_, SearchError>(())
    })?;
    Ok(families)
}

/// The number of pairs among so many.
fn pairs(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

#[allow(clippy::cast_precision_loss, reason = "a share of some thousands")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args = args()?;
    let mut texts = Vec::new();
    for line in BufReader::new(File::open(&args.file)?).lines() {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let text = split(article["body"].as_str().unwrap_or_default());
        if words(&text) >= SHORTEST {
            texts.push(text);
        }
    }
    let made = make(&texts, &args);
    println!("{} articles, of {} real ones", made.len(), texts.len());
    let began = Instant::now();
    let found = families(&made)?;
    println!("indexed in {:.1} s", began.elapsed().as_secs_f64());

    // Whether each copy is found as one of its original.
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut original = None;
    for (made, found) in made.iter().zip(&found) {
        if made.kind == ORIGINAL {
            original = *found;
        } else if KINDS.contains(&made.kind) {
            let (right, all) = kinds.entry(made.kind).or_default();
            *right += usize::from(found.is_some() && *found == original);
            *all += 1;
        }
    }
    for (kind, (right, all)) in kinds {
        println!("{kind:25} {right:5} of {all:5}: {:.3}", share(right, all));
    }
    let mut by_truth: HashMap<usize, usize> = HashMap::new();
    let mut by_found: HashMap<u64, BTreeMap<usize, usize>> = HashMap::new();
    for (made, found) in made.iter().zip(&found) {
        *by_truth.entry(made.family).or_default() += 1;
        if let Some(found) = found {
            let family = by_found.entry(*found).or_default();
            *family.entry(made.family).or_default() += 1;
        }
    }
    let wanted: usize = by_truth.into_values().map(pairs).sum();
    let right = by_found
        .values()
        .flat_map(BTreeMap::values)
        .copied()
        .map(pairs);
    let right: usize = right.sum();
    let all = by_found.values().map(|family| pairs(family.values().sum()));
    let all: usize = all.sum();
    let (precision, recall) = (share(right, all), share(right, wanted));
    println!("pairs: {wanted} made, {all} found, {right} of these right");
    println!("precision {precision:.3}, recall {recall:.3}");
    Ok(ExitCode::from(u8::from(
        precision.min(recall) < args.require,
    )))
}

//! Text to tokens: compares the news analyzer with Tantivy's chains, on one thread.

use anyhow::Context;
use dateline::analysis::NewsAnalyzer;
use dateline_benches::corpus::{self, Story};
use dateline_benches::measure::{Contender, Table, alternate, megabytes, to_f64};
use dateline_benches::setup;
use std::cell::Cell;
use std::time::{Duration, Instant};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer, TokenizerManager};

const ROUNDS: usize = 7;

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("analyze")? else {
        return Ok(());
    };
    let original = corpus::read(&setup.corpus)?;
    let stories = corpus::multiply(&original, setup.count);
    let bytes: u64 = stories.iter().map(|story| story.body.len() as u64).sum();
    println!(
        "{} bodies, {}; {} different words, {} in the {} of the corpus\n",
        stories.len(),
        megabytes(bytes),
        corpus::vocabulary(&stories),
        corpus::vocabulary(&original),
        original.len()
    );

    let mut chains = [
        TextAnalyzer::from(NewsAnalyzer::english()),
        TokenizerManager::default()
            .get("en_stem")
            .context("Tantivy has no en_stem")?,
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .build(),
    ];
    let names = ["news analyzer", "en_stem", "SimpleTokenizer, LowerCaser"];
    let tokens = [const { Cell::new(0) }; 3];
    let mut runs: Vec<Contender> = Vec::new();
    for ((name, chain), count) in names.iter().zip(&mut chains).zip(&tokens) {
        let stories = &stories;
        runs.push((name, Box::new(move || Ok(analyze(chain, stories, count)))));
    }
    let times = alternate(ROUNDS, &mut runs)?;

    let mut table = Table::new(&[
        "chain",
        "time",
        "speed",
        "news analyzer's time to it",
        "tokens",
    ]);
    for ((name, own), count) in names.iter().zip(&times).zip(&tokens) {
        table.row([
            (*name).to_owned(),
            own.to_string(),
            format!(
                "{:.0} MB/s",
                to_f64(bytes) / 1e6 / own.median().as_secs_f64()
            ),
            format!("{:.2}", times[0].ratio(own)),
            count.get().to_string(),
        ]);
    }
    println!("{table}");
    Ok(())
}

fn analyze(chain: &mut TextAnalyzer, stories: &[Story], count: &Cell<u64>) -> Duration {
    let began = Instant::now();
    let mut tokens = 0;
    for story in stories {
        let mut stream = chain.token_stream(&story.body);
        while stream.advance() {
            tokens += u64::from(!stream.token().text.is_empty());
        }
    }
    count.set(tokens);
    began.elapsed()
}

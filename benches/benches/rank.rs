//! Ranking in one process with an open index: the first ten articles through all stages, and with
//! feedback, compared with Tantivy's own BM25 for the same words in the same fields.
//!
//! Only ranking is measured: both return the addresses of ten articles and read none of them.
//! Synonyms are used, as in a search by default.

use anyhow::Context;
use dateline::analysis::NewsAnalyzer;
use dateline::index::{Generation, IndexStore};
use dateline::query::ask::Ask;
use dateline::query::{Engine, Expansion, QueryPlan, SearchRequest, Snapshot, Synonyms};
use dateline_benches::contenders::{self, MEMORY};
use dateline_benches::measure::{Contender, Table, alternate};
use dateline_benches::{corpus, dump, setup};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tempfile::TempDir;

const ROUNDS: usize = 51;

/// Queries from one word to a question of thirty words.
const QUERIES: [&str; 10] = [
    "cocoa",
    "yttrium",
    "oil prices",
    "troops withdrawal",
    "coffee export quotas",
    "central bank intervention",
    "takeover bid for an airline",
    "japanese semiconductor trade dispute with the united states",
    "what did the federal reserve say about interest rates",
    "which countries of the oil exporters' organisation asked for lower production in order to keep \
     the price of a barrel of crude oil at eighteen dollars and why did the others refuse",
];

fn main() -> anyhow::Result<()> {
    let Some(setup) = setup("rank")? else {
        return Ok(());
    };
    let place = TempDir::new()?;
    let files = place.path().join("articles");
    let stories = corpus::multiply(&corpus::read(&setup.corpus)?, setup.count);
    dump::write(&files, &stories)?;
    let store = IndexStore::at(place.path().join("index"));
    contenders::dateline(&files, &store, MEMORY)?;
    let generation = store.current()?;
    let aliases = Synonyms::news_english();

    let mut table = Table::new(&[
        "query",
        "Tantivy's BM25",
        "dateline",
        "ratio",
        "--expand",
        "ratio",
    ]);
    let (mut ratios, mut expanded) = (Vec::new(), Vec::new());
    for query in QUERIES {
        let mut runs: Vec<Contender> = vec![
            ("", Box::new(|| bare(&generation, query))),
            (
                "",
                Box::new(|| dateline(&generation, query, None, &aliases)),
            ),
            (
                "",
                Box::new(|| dateline(&generation, query, Some(Expansion::Rm3), &aliases)),
            ),
        ];
        let times = alternate(ROUNDS, &mut runs)?;
        let (plain, more) = (times[1].ratio(&times[0]), times[2].ratio(&times[0]));
        table.row([
            query.chars().take(60).collect(),
            times[0].to_string(),
            times[1].to_string(),
            format!("{plain:.2}"),
            times[2].to_string(),
            format!("{more:.2}"),
        ]);
        ratios.push(plain);
        expanded.push(more);
    }
    println!("{} articles; {ROUNDS} rounds\n\n{table}", setup.count);
    println!(
        "Median ratio {:.2}, with --expand {:.2}",
        median(&mut ratios),
        median(&mut expanded)
    );
    Ok(())
}

/// The median; for an even number of ratios, the mean of the middle two.
fn median(ratios: &mut [f64]) -> f64 {
    ratios.sort_by(f64::total_cmp);
    let half = ratios.len() / 2;
    f64::midpoint(ratios[half], ratios[(ratios.len() - 1) / 2])
}

fn bare(generation: &Generation, query: &str) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let searcher = generation.searcher();
    let fields = generation.schema.fields;
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for word in NewsAnalyzer::english().terms(query) {
        for field in [fields.headline, fields.body] {
            let term = Term::from_field_text(field, &word);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            clauses.push((Occur::Should, Box::new(query)));
        }
    }
    black_box(searcher.search(
        &BooleanQuery::new(clauses),
        &TopDocs::with_limit(10).order_by_score(),
    )?);
    Ok(began.elapsed())
}

fn dateline(
    generation: &Generation,
    query: &str,
    expansion: Option<Expansion>,
    aliases: &Synonyms,
) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let (ask, _) = Ask::parse(query, &generation.schema.searchable_names());
    let request = SearchRequest {
        expansion,
        ..SearchRequest::new(ask, 10)
    };
    let engine = Engine {
        elsewhere: None,
        snapshot: Snapshot::new(
            generation.searcher(),
            &generation.schema,
            &generation.manifest.statistics.tokens,
        )
        .with_families(generation.families()),
    };
    let plan = QueryPlan::new(&request, &generation.schema, aliases);
    let ranked = engine.ranked(&plan)?;
    ranked.first().context("nothing matches")?;
    Ok(began.elapsed())
}

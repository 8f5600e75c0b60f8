//! A lower bound for a cold search: opens a Tantivy index, finds the ten best articles for some
//! words in headline and body, and prints their ids. It has no query syntax, no second stage and no
//! passages.
//!
//! Usage: `minimal-search SEGMENTS WORD…`; an argument of several words is a phrase.

use anyhow::Context;
use dateline::analysis::NewsAnalyzer;
use std::env;
use std::io::Write;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Index, ReloadPolicy, TantivyDocument, Term};

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args().skip(1);
    // Without arguments it does nothing, to measure the cost of starting a process.
    let Some(segments) = arguments.next() else {
        return Ok(());
    };
    let index = Index::open_in_dir(segments)?;
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let searcher = reader.searcher();
    let schema = index.schema();
    let fields = [schema.get_field("headline")?, schema.get_field("body")?];
    let mut analyzer = NewsAnalyzer::english();
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for argument in arguments {
        let words = analyzer.terms(&argument);
        for field in fields {
            let mut terms: Vec<Term> = words
                .iter()
                .map(|word| Term::from_field_text(field, word))
                .collect();
            let query: Box<dyn Query> = match terms.len() {
                0 => continue,
                1 => Box::new(TermQuery::new(
                    terms.remove(0),
                    IndexRecordOption::WithFreqs,
                )),
                _ => Box::new(PhraseQuery::new(terms)),
            };
            clauses.push((Occur::Should, query));
        }
    }
    let query = BooleanQuery::new(clauses);
    let best = searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
    let id = schema.get_field("id")?;
    let mut out = std::io::stdout().lock();
    for (_, address) in best {
        let document: TantivyDocument = searcher.doc(address)?;
        let id = document.get_first(id).context("a document has no id")?;
        writeln!(out, "{}", id.as_str().unwrap_or_default())?;
    }
    Ok(())
}

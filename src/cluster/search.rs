//! Searches in an archive on a cluster: one request that counts and names candidates with their texts.
//!
//! The filter of the generation is part of each request, so one search sees one generation, whatever is
//! published meanwhile.

use super::conditions;
use super::few::article;
use super::mapping::MOST_CANDIDATES;
use super::pages::whole;
use super::visible::visible;
use crate::analysis::Language;
use crate::article::Article;
use crate::index::elsewhere::Elsewhere;
use crate::index::elsewhere::sent::sent_term;
use crate::index::{Generation, few_articles};
use crate::query::{Asked, Condition, Few, SearchElsewhere, SortOrder, WordElsewhere};
use serde_json::{Value, json};
use std::error::Error as _;

/// More than any score: articles with all words come first.
const ALL_WORDS: f64 = 1.0e4;

/// How many articles are fetched at once, one after the other.
const PAGE: usize = 1_000;

/// A generation on a cluster.
struct Searching<'a> {
    generation: &'a Generation,
    elsewhere: &'a dyn Elsewhere,
}

/// What searches a generation, if its articles are elsewhere.
#[must_use]
pub fn searching(generation: &Generation) -> Option<Box<dyn SearchElsewhere + '_>> {
    let elsewhere = generation.elsewhere()?;
    Some(Box::new(Searching {
        generation,
        elsewhere,
    }))
}

impl Searching<'_> {
    fn ask(&self, what: &str, body: &Value) -> Result<Value, String> {
        let number = self.generation.number();
        let answer = self
            .elsewhere
            .ask(number, what, body)
            .map_err(|error| error.to_string())?;
        whole(&answer).map_err(|error| error.to_string())?;
        Ok(answer)
    }

    /// All that are in the generation and match.
    fn filter(&self, matching: &Condition) -> Value {
        json!([
            visible(self.generation.number()),
            conditions::query(matching)
        ])
    }

    /// The articles of hits, each with the language that it was read in.
    fn articles(&self, answer: &Value) -> Result<Vec<(Article, Language)>, String> {
        let schema = &self.generation.schema;
        let hits = answer["hits"]["hits"].as_array().into_iter().flatten();
        let read = hits.map(|hit| {
            let source = &hit["_source"];
            let stored = source["a"]
                .as_object()
                .ok_or("an article on the cluster is damaged")?;
            let language = source["read_in"].as_str().and_then(Language::from_name);
            Ok((article(stored, schema), language.unwrap_or(Language::None)))
        });
        let mut found = read.collect::<Result<Vec<_>, String>>()?;
        let articles = found.iter_mut().map(|(article, _)| article);
        self.generation.correct_places(articles).map_err(|error| {
            let cause = error.source().map(ToString::to_string);
            format!("{error}: {}", cause.unwrap_or_default())
        })?;
        Ok(found)
    }

    /// For each term the articles that have it: all, and those in the languages.
    fn counts(&self, asked: &Asked) -> Value {
        let now = visible(self.generation.number());
        let mut filters = Vec::with_capacity(2 * asked.counted.len());
        for (field, term) in &asked.counted {
            let term = json!({"term": {format!("t.{field}"): {"value": sent_term(term)}}});
            filters.push(json!({"bool": {"filter": [term, now]}}));
            if !asked.languages.is_empty() {
                let within = json!({"terms": {"read_in": asked.languages}});
                filters.push(json!({"bool": {"filter": [term, now, within]}}));
            }
        }
        json!({"all": {"global": {}, "aggs": {"terms": {"filters": {"filters": filters}}}}})
    }
}

/// How candidates are ranked: words by BM25, and those with all words before others.
fn ranked(words: &[WordElsewhere]) -> Vec<Value> {
    let each: Vec<Value> = words.iter().map(word).collect();
    let mut should = each.clone();
    if each.len() > 1 {
        should.push(json!({"constant_score": {
            "filter": {"bool": {"filter": each}},
            "boost": ALL_WORDS,
        }}));
    }
    should
}

fn word(word: &WordElsewhere) -> Value {
    let field = match &word.field {
        Some(field) => format!("t.{field}"),
        None => "rank".to_owned(),
    };
    let forms = word.forms.iter().map(|(terms, share)| {
        let each = terms
            .iter()
            .map(|term| json!({"term": {&field: {"value": sent_term(term), "boost": share * word.weight}}}));
        match terms.len() {
            1 => each.collect::<Value>()[0].clone(),
            _ => json!({"bool": {"must": each.collect::<Value>()}}),
        }
    });
    json!({"dis_max": {"queries": forms.collect::<Value>()}})
}

fn order(order: SortOrder) -> Value {
    let date = |order: &str| json!({"n.published": {"order": order, "missing": "_last"}});
    let names = [
        json!({"v.id": "asc"}),
        json!({"path": "asc"}),
        json!({"serial": "asc"}),
    ];
    let mut keys = match order {
        SortOrder::Relevance => vec![json!("_score"), date("desc")],
        SortOrder::Newest => vec![date("desc")],
        SortOrder::Oldest => vec![date("asc")],
        SortOrder::Quality => vec![
            json!({"n.quality": {"order": "desc", "missing": "_last"}}),
            date("desc"),
        ],
    };
    keys.extend(names);
    Value::Array(keys)
}

impl SearchElsewhere for Searching<'_> {
    fn few(&self, asked: &Asked) -> Result<Few, String> {
        if asked.candidates > MOST_CANDIDATES {
            return Err(format!(
                "a cluster lists the first {MOST_CANDIDATES} hits; export writes all of them"
            ));
        }
        let mut query = json!({"filter": self.filter(asked.matching)});
        if asked.order == SortOrder::Relevance {
            query["should"] = Value::Array(ranked(&asked.words));
        }
        let mut body = json!({
            "size": asked.candidates,
            "track_total_hits": true,
            "query": {"bool": query},
            "sort": order(asked.order),
            "_source": ["a", "read_in"],
        });
        if !asked.counted.is_empty() {
            body["aggs"] = self.counts(asked);
        }
        let answer = self.ask("_search?search_type=dfs_query_then_fetch", &body)?;
        let buckets = answer["aggregations"]["all"]["terms"]["buckets"].as_array();
        let counts: Vec<u64> = buckets
            .into_iter()
            .flatten()
            .map(|bucket| bucket["doc_count"].as_u64().unwrap_or(0))
            .collect();
        let each = if asked.languages.is_empty() { 1 } else { 2 };
        if counts.len() != each * asked.counted.len() {
            return Err("the cluster counted other terms than were asked".to_owned());
        }
        let counts = counts.chunks(each).map(|own| (own[0], own[each - 1]));
        let articles = self.articles(&answer)?;
        let searcher = few_articles(articles, &self.generation.schema);
        Ok(Few {
            searcher: searcher.map_err(|error| format!("the hits cannot be ranked: {error}"))?,
            total: answer["hits"]["total"]["value"].as_u64().unwrap_or(0),
            counts: counts.collect(),
        })
    }

    fn count(&self, matching: &Condition) -> Result<u64, String> {
        let body = json!({"query": {"bool": {"filter": self.filter(matching)}}});
        Ok(self.ask("_count", &body)?["count"].as_u64().unwrap_or(0))
    }

    fn each(
        &self,
        matching: &Condition,
        each: &mut dyn FnMut(Article) -> bool,
    ) -> Result<(), String> {
        let mut body = json!({
            "size": PAGE,
            "query": {"bool": {"filter": self.filter(matching)}},
            "sort": order(SortOrder::Oldest),
            "_source": ["a", "read_in"],
        });
        loop {
            let answer = self.ask("_search", &body)?;
            let articles = self.articles(&answer)?;
            let is_last = articles.len() < PAGE;
            for (article, _) in articles {
                if !each(article) {
                    return Ok(());
                }
            }
            let hits = answer["hits"]["hits"].as_array();
            let Some(last) = hits.and_then(|hits| hits.last()).filter(|_| !is_last) else {
                return Ok(());
            };
            body["search_after"] = last["sort"].clone();
        }
    }
}

//! Carrying a plan out on one generation.
//!
//! Ranking has three stages. The first sums up what words give, in single precision, and rules out
//! what cannot be among the best ([`crate::query::rank::first_stage::max_score`]). The second scores the rest exactly
//! ([`crate::query::rank::first_stage::best`]), so that the page is what scoring every match would give. The third looks at
//! what stands near what in the best of these.

use crate::analysis::NewsAnalyzer;
use crate::article::Article;
use crate::query::engine::count::count;
use crate::query::page::{SearchHit, SearchPage};
use crate::query::plan::query_plan::QueryPlan;
use crate::query::rank::relevance::Relevance;
use crate::query::rank::second_stage::rescore::Scored;
use crate::query::rank::ties::{ByDate, Ties, in_date_order};
use crate::query::request::SortOrder;
use crate::schema::ArticleSchema;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::time::Instant;
use tantivy::query::{BooleanQuery, RangeQuery};
use tantivy::schema::Field;
use tantivy::{DocAddress, Searcher, Term};

/// Answers plans from one generation.
pub struct Engine<'a> {
    /// The generation's segments.
    pub searcher: &'a Searcher,
    /// Its schema.
    pub schema: &'a ArticleSchema,
    /// Tokens of its living articles, by field.
    pub tokens: &'a BTreeMap<String, u64>,
    /// Its number.
    pub generation: u64,
}

/// Why a search failed.
#[derive(Debug, thiserror::Error)]
#[error("the index cannot be searched")]
pub struct SearchError(#[from] tantivy::TantivyError);

impl Engine<'_> {
    /// Carries a plan out.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn search(&self, plan: &QueryPlan) -> Result<SearchPage, SearchError> {
        let began = Instant::now();
        let relevance = self.relevance(plan)?;
        let relevance = relevance.as_ref();
        let mut matching = plan.matching();
        if let Some(added) = relevance.and_then(Relevance::added_matches) {
            matching = Box::new(BooleanQuery::union(vec![matching, added]));
        }
        let total = count(self.searcher, matching.as_ref())?;
        let wanted = plan
            .offset
            .saturating_add(plan.limit)
            .min(usize::try_from(total).unwrap_or(usize::MAX));
        let ranked = self.first(plan, relevance, wanted)?;
        let mut analyzer = self.schema.analyzer();
        let mut hits = Vec::new();
        for (rank, scored) in (1..).zip(&ranked).skip(plan.offset).take(plan.limit) {
            let mut hit = self.hit(plan, rank, *scored, &mut analyzer)?;
            if let Some(relevance) = relevance.filter(|_| plan.explain) {
                hit.explanation = Some(relevance.explain(scored.address, rank)?);
            }
            hits.push(hit);
        }
        Ok(SearchPage {
            generation: self.generation,
            query: plan.shown.clone(),
            notes: [&plan.notes[..], &plan.aliases].concat(),
            words: relevance.map(Relevance::shown_words).unwrap_or_default(),
            total,
            offset: plan.offset as u64,
            hits,
            took: began.elapsed(),
        })
    }

    fn relevance<'p>(&'p self, plan: &'p QueryPlan) -> tantivy::Result<Option<Relevance<'p>>> {
        match plan.sort {
            SortOrder::Relevance => Relevance::new(self, plan),
            SortOrder::Newest | SortOrder::Oldest => Ok(None),
        }
    }

    /// The hits that [`Self::search`] would give, in the same order, by where they are.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn ranked(&self, plan: &QueryPlan) -> Result<Vec<Scored>, SearchError> {
        let relevance = self.relevance(plan)?;
        let wanted = plan.offset.saturating_add(plan.limit);
        let mut ranked = self.first(plan, relevance.as_ref(), wanted)?;
        Ok(ranked.split_off(plan.offset.min(ranked.len())))
    }

    /// The first `wanted` matches.
    fn first(
        &self,
        plan: &QueryPlan,
        relevance: Option<&Relevance>,
        wanted: usize,
    ) -> tantivy::Result<Vec<Scored>> {
        let wanted = wanted.min(usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX));
        match relevance {
            _ if wanted == 0 => Ok(Vec::new()),
            Some(relevance) => relevance.best(wanted),
            None => self.by_date(plan, wanted),
        }
    }

    /// The articles whose id, or whose path, is `name`, in the order of ties.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn lookup(&self, name: &str, by: Field) -> Result<Vec<Article>, SearchError> {
        Ok(self.articles_named(name, by)?)
    }

    fn articles_named(&self, name: &str, by: Field) -> tantivy::Result<Vec<Article>> {
        let term = Term::from_field_text(by, name);
        let query = RangeQuery::new(Bound::Included(term.clone()), Bound::Included(term));
        let collector = tantivy::collector::DocSetCollector;
        let found = self.searcher.search(&query, &collector)?;
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable();
        Ties::new(self.searcher).sort(&mut found)?;
        let articles = found.into_iter().map(|address| self.article(address));
        articles.collect()
    }

    /// The articles of an id, in the order of ties.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn with_id(&self, id: &str) -> tantivy::Result<Vec<Article>> {
        self.articles_named(id, self.schema.fields.id)
    }

    pub(in crate::query) fn article(&self, address: DocAddress) -> tantivy::Result<Article> {
        self.schema.stored(self.searcher, address)
    }

    fn hit(
        &self,
        plan: &QueryPlan,
        rank: u64,
        scored: Scored,
        analyzer: &mut NewsAnalyzer,
    ) -> Result<SearchHit, SearchError> {
        let article = self.article(scored.address)?;
        let fields = self.schema.fields;
        Ok(SearchHit {
            rank,
            score: scored.score,
            explanation: None,
            headline_matches: plan
                .highlights
                .ranges(&article.headline, fields.headline, analyzer),
            passages: plan
                .highlights
                .passages(&article.body, fields.body, analyzer),
            article,
        })
    }

    /// The first `wanted` matches by date, unscored.
    fn by_date(&self, plan: &QueryPlan, wanted: usize) -> tantivy::Result<Vec<Scored>> {
        let collector = ByDate {
            order: plan.sort,
            wanted,
        };
        let found = self.searcher.search(&plan.matching(), &collector)?;
        let ordered = in_date_order(&mut Ties::new(self.searcher), found, wanted)?;
        Ok(ordered
            .into_iter()
            .map(|address| Scored {
                score: 0.0,
                address,
            })
            .collect())
    }
}

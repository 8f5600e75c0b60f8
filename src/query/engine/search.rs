//! Carrying a plan out on a snapshot.
//!
//! Ranking has three steps. The first stage sums up the words' contributions in single precision,
//! and rules out what cannot be among the best. The rest is scored exactly, so the page is the one
//! that scoring every match would give. Then context is added to the scores of the best of these.

use super::by_date::{ByDate, in_date_order};
use super::count::count;
use super::folded::Folded;
use crate::analysis::NewsAnalyzer;
use crate::query::elsewhere::FarArchives;
use crate::query::page::{SearchHit, SearchPage, bounded};
use crate::query::plan::QueryPlan;
use crate::query::rank::relevance::Relevance;
use crate::query::rank::scored::Scored;
use crate::query::rank::ties::Ties;
use crate::query::request::SortOrder;
use crate::query::request::deadline::TimedOut;
use crate::query::snapshot::Snapshot;
use std::time::{Duration, Instant};
use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Query};

/// Answers plans from a snapshot.
pub struct Engine<'a> {
    /// What is searched.
    pub snapshot: Snapshot<'a>,
    /// The archives on other machines; the snapshot has none of their articles.
    pub elsewhere: Option<FarArchives<'a>>,
}

/// Why a search failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// It took longer than it may.
    #[error("the search took longer than {limit:?}")]
    TimedOut {
        /// The time that it may take.
        limit: Duration,
    },
    /// The articles are on other machines, which cannot be asked this. A sentence for who asks.
    #[error("{0}")]
    Unsupported(String),
    /// The articles are on other machines, which gave no answer. A sentence for who runs them.
    #[error("{0}")]
    Elsewhere(String),
    /// The segments cannot be read.
    #[error("the index cannot be searched")]
    Engine(#[source] tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match TimedOut::within(&error) {
            Some(TimedOut { limit }) => Self::TimedOut { limit },
            None => Self::Engine(error),
        }
    }
}

impl Engine<'_> {
    /// Carries a plan out.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn search(&self, plan: &QueryPlan) -> Result<SearchPage, SearchError> {
        if let Some(far) = &self.elsewhere {
            return self.search_elsewhere(far, plan);
        }
        let began = Instant::now();
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let relevance = self.relevance(plan)?;
        let relevance = relevance.as_ref();
        let mut matching = plan.matching();
        if let Some(added) = relevance.and_then(Relevance::added_matches) {
            matching = Box::new(BooleanQuery::union(vec![matching, added]));
        }
        let total = count(self.snapshot.searcher, matching.as_ref(), plan.deadline)?;
        let folded = self.folded(plan, relevance, matching.as_ref(), total)?;
        let mut analyzer = self.snapshot.schema.pooled_analyzer();
        let mut hits = Vec::new();
        for (rank, found) in (plan.offset as u64 + 1..).zip(&folded) {
            plan.deadline.check().map_err(tantivy::TantivyError::from)?;
            let mut hit = self.hit(plan, rank, found, &mut analyzer)?;
            if let Some(relevance) = relevance.filter(|_| plan.explain) {
                let best = self.snapshot.article(found.best.address)?;
                let mut explanation = relevance.explain(found.best.address, rank)?;
                relevance.name_forms(&mut explanation, &best, &mut analyzer);
                hit.explanation = Some(explanation);
            }
            hits.push(hit);
        }
        // The last one may have been long.
        plan.deadline.check().map_err(tantivy::TantivyError::from)?;
        let coverage = self.coverage(plan, relevance, total)?;
        Ok(SearchPage {
            archives: self.snapshot.archives.to_vec(),
            query: plan.shown.clone(),
            notes: bounded([&plan.notes[..], &plan.synonym_notes, &coverage].concat()),
            words: relevance.map(Relevance::shown_words).unwrap_or_default(),
            total,
            offset: plan.offset as u64,
            hits,
            suggestions: Vec::new(),
            took: began.elapsed(),
        })
    }

    fn relevance<'p>(&'p self, plan: &'p QueryPlan) -> tantivy::Result<Option<Relevance<'p>>> {
        match plan.sort {
            _ if plan.sample.is_some() => Ok(None),
            SortOrder::Relevance => Relevance::new(self.snapshot, plan),
            SortOrder::Newest | SortOrder::Oldest | SortOrder::Quality => Ok(None),
        }
    }

    /// The number of articles that match, without ranking them. Words that feedback would add do not
    /// count.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn total(&self, plan: &QueryPlan) -> Result<u64, SearchError> {
        if self.elsewhere.is_some() {
            return self.total_of_all(plan);
        }
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let matching = plan.matching();
        Ok(count(
            self.snapshot.searcher,
            matching.as_ref(),
            plan.deadline,
        )?)
    }

    /// The articles that match in the order of [`Self::search`], by their addresses. Copies are not
    /// folded: each article is there.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn ranked(&self, plan: &QueryPlan) -> Result<Vec<Scored>, SearchError> {
        self.here("a list of all matches")?;
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let relevance = self.relevance(plan)?;
        let wanted = plan.offset.saturating_add(plan.limit);
        let mut ranked = self.first(plan, relevance.as_ref(), wanted)?;
        Ok(ranked.split_off(plan.offset.min(ranked.len())))
    }

    /// The first `wanted` matches.
    pub(super) fn first(
        &self,
        plan: &QueryPlan,
        relevance: Option<&Relevance>,
        wanted: usize,
    ) -> tantivy::Result<Vec<Scored>> {
        let wanted =
            wanted.min(usize::try_from(self.snapshot.searcher.num_docs()).unwrap_or(usize::MAX));
        if let Some(sample) = &plan.sample {
            let mut drawn = self.sampled(plan, sample)?;
            drawn.truncate(wanted);
            return Ok(drawn);
        }
        match relevance {
            _ if wanted == 0 => Ok(Vec::new()),
            Some(relevance) => relevance.best(wanted),
            None => self.by_date(plan, wanted),
        }
    }

    pub(in crate::query) fn hit(
        &self,
        plan: &QueryPlan,
        rank: u64,
        found: &Folded,
        analyzer: &mut NewsAnalyzer,
    ) -> Result<SearchHit, SearchError> {
        let article = self.snapshot.article(found.shown)?;
        let fields = self.snapshot.schema.fields;
        analyzer.set_language(self.snapshot.schema.language_of(&article));
        Ok(SearchHit {
            rank,
            score: found.best.score,
            explanation: None,
            copies: self.copies_of(found.shown, plan)?,
            headline_matches: plan
                .highlights
                .ranges(&article.headline, fields.headline, analyzer),
            passages: plan
                .highlights
                .passages(&article.body, fields.body, plan.excerpts, analyzer),
            archive: self.snapshot.archive_name(found.shown),
            article,
        })
    }

    /// The addresses of all matches of a query, ascending.
    pub(super) fn addresses(&self, query: &dyn Query) -> tantivy::Result<Vec<DocAddress>> {
        let found = self.snapshot.searcher.search(query, &DocSetCollector)?;
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable();
        Ok(found)
    }

    /// The first `wanted` matches by date, unscored.
    fn by_date(&self, plan: &QueryPlan, wanted: usize) -> tantivy::Result<Vec<Scored>> {
        let collector = ByDate {
            order: plan.sort,
            wanted,
            places: self.snapshot.schema.places.clone(),
        };
        let found = self
            .snapshot
            .searcher
            .search(&plan.matching(), &collector)?;
        plan.deadline.check()?;
        let ordered = in_date_order(&mut Ties::new(self.snapshot), found, wanted)?;
        Ok(ordered
            .into_iter()
            .map(|address| Scored {
                score: 0.0,
                address,
            })
            .collect())
    }
}

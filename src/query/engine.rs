//! Carrying a plan out on one generation.
//!
//! Ranking has two stages. The first is Tantivy's BM25 with its pruning, weighted so that its sum
//! is an upper bound of every article's word score ([`Engine::first_stage`]); it gives the best
//! few hundred candidates. The second works out their exact scores ([`Rescorer`]). If an article
//! beyond the candidates could still belong among the best, the first stage is asked for more, so
//! that the page is what scoring every match would give.

use super::above::Above;
use super::order::{ByDate, break_ties, in_date_order};
use super::page::{SearchHit, SearchPage};
use super::plan::QueryPlan;
use super::ranking::Ranking;
use super::request::SortOrder;
use super::rescore::{FieldWeight, Rescorer, Scored, WeighedWord};
use super::statistics::Statistics;
use super::words::RankedWord;
use crate::analysis::NewsAnalyzer;
use crate::article::Article;
use crate::schema::ArticleSchema;
use std::collections::BTreeMap;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Score, Searcher, TantivyDocument, Term};

/// So many more candidates than are wanted are asked for at first.
const SPARE_CANDIDATES: usize = 30;

/// What a single-precision first stage may lack against the exact sum.
const ROUNDING: f64 = 1.0001;

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
    /// How to rank.
    pub ranking: Ranking,
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
        let total = self.searcher.search(&plan.matching(), &Count)? as u64;
        let wanted = plan
            .offset
            .saturating_add(plan.limit)
            .min(usize::try_from(total).unwrap_or(usize::MAX));
        let ranked = self.ranked(plan, wanted)?;
        let mut analyzer = self.schema.analyzer();
        let mut hits = Vec::new();
        for (rank, scored) in (1..).zip(&ranked).skip(plan.offset).take(plan.limit) {
            hits.push(self.hit(plan, rank, *scored, &mut analyzer)?);
        }
        Ok(SearchPage {
            generation: self.generation,
            query: plan.shown.clone(),
            notes: plan.notes.clone(),
            total,
            offset: plan.offset as u64,
            hits,
            took: began.elapsed(),
        })
    }

    /// The articles whose id, or whose path, is `name`, in the order of ties.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn lookup(&self, name: &str, by: Field) -> Result<Vec<Article>, SearchError> {
        let term = Term::from_field_text(by, name);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let collector = tantivy::collector::DocSetCollector;
        let mut found: Vec<_> = self
            .searcher
            .search(&query, &collector)?
            .into_iter()
            .collect();
        found.sort_unstable();
        break_ties(self.searcher, &mut found)?;
        found
            .into_iter()
            .map(|address| self.article(address))
            .collect()
    }

    fn article(&self, address: DocAddress) -> Result<Article, SearchError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        Ok(self.schema.article(&document))
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
            headline_matches: plan
                .highlights
                .ranges(&article.headline, fields.headline, analyzer),
            passages: plan
                .highlights
                .passages(&article.body, fields.body, analyzer),
            article,
        })
    }

    /// The first `wanted` matches in their order.
    fn ranked(&self, plan: &QueryPlan, wanted: usize) -> Result<Vec<Scored>, SearchError> {
        if wanted == 0 {
            return Ok(Vec::new());
        }
        if plan.sort == SortOrder::Relevance {
            let (statistics, words) = self.weigh(&plan.words)?;
            if !words.is_empty() {
                return Ok(self.by_relevance(plan, wanted, &statistics, &words)?);
            }
        }
        let collector = ByDate {
            order: plan.sort,
            wanted,
        };
        let found = self.searcher.search(&plan.matching(), &collector)?;
        let ordered = in_date_order(self.searcher, found, wanted)?;
        Ok(ordered
            .into_iter()
            .map(|address| Scored {
                score: 0.0,
                address,
            })
            .collect())
    }

    /// The words that are anywhere in the collection, with their weights.
    fn weigh(&self, words: &[RankedWord]) -> tantivy::Result<(Statistics, Vec<WeighedWord>)> {
        let mut statistics = Statistics::new(self.searcher, self.tokens);
        let mut weighed = Vec::new();
        for word in words {
            let fields = self.fields_of(word);
            if let Some(idf) = statistics.add_word(self.searcher, word, &fields)? {
                weighed.push(WeighedWord {
                    weight: idf * f64::from(word.count),
                    word: word.clone(),
                });
            }
        }
        Ok((statistics, weighed))
    }

    fn fields_of(&self, word: &RankedWord) -> Vec<Field> {
        match word.field {
            Some(field) => vec![field],
            None => self.schema.searched().map(|(field, _)| field).collect(),
        }
    }

    fn by_relevance(
        &self,
        plan: &QueryPlan,
        wanted: usize,
        statistics: &Statistics,
        words: &[WeighedWord],
    ) -> tantivy::Result<Vec<Scored>> {
        let fields: Vec<FieldWeight> = self
            .schema
            .searched()
            .map(|(field, boost)| FieldWeight {
                field,
                boost: f64::from(boost),
                average_length: statistics.average_length(field),
            })
            .collect();
        let rescorer = Rescorer {
            searcher: self.searcher,
            words,
            fields: &fields,
            ranking: self.ranking,
        };
        let window = if words.len() > 1 {
            self.ranking.window
        } else {
            0
        };
        let mut scored = self.best_by_words(plan, wanted.max(window), statistics, &rescorer)?;
        if window > 0 {
            // Which of equals are within the window must not depend on segments either.
            self.order_ties(&mut scored, window.saturating_sub(1), window)?;
            let window = window.min(scored.len());
            rescorer.add_proximity(&mut scored[..window])?;
        }
        self.order_ties(&mut scored, 0, wanted)?;
        scored.truncate(wanted);
        Ok(scored)
    }

    /// The `wanted` articles with the best scores by words, best first, and perhaps more.
    ///
    /// The first stage gives candidates; the score of the last one wanted then is a threshold
    /// that no article whose bound lies below it can reach. If the first stage may have left out
    /// others, it gives all that are above, in a second and last pass.
    fn best_by_words(
        &self,
        plan: &QueryPlan,
        wanted: usize,
        statistics: &Statistics,
        rescorer: &Rescorer,
    ) -> tantivy::Result<Vec<Scored>> {
        let query = self.first_stage(plan, statistics, rescorer.words);
        let depth = wanted.saturating_add(SPARE_CANDIDATES);
        let first = self.searcher.search_with_statistics_provider(
            &query,
            &TopDocs::with_limit(depth).order_by_score(),
            statistics,
        )?;
        let bound_of_rest = first
            .last()
            .filter(|_| first.len() == depth)
            .map(|(bound, _)| f64::from(*bound) * ROUNDING);
        let candidates = first.into_iter().map(|(_, address)| address).collect();
        let scored = rescorer.by_words(candidates)?;
        let threshold = scored.get(wanted - 1).map_or(0.0, |last| last.score);
        if bound_of_rest.is_none_or(|bound| bound < threshold) {
            return Ok(scored);
        }
        // Articles that match without any of the words score nothing, and belong behind the rest.
        let above = Above(if threshold > 0.0 {
            as_score(threshold / ROUNDING)
        } else {
            Score::MIN
        });
        let candidates = self
            .searcher
            .search_with_statistics_provider(&query, &above, statistics)?;
        rescorer.by_words(candidates)
    }

    /// Puts equal scores in the order of ties, as far as they reach into the places from `from`
    /// to before `to`.
    fn order_ties(&self, scored: &mut [Scored], from: usize, to: usize) -> tantivy::Result<()> {
        let mut at = 0;
        for equals in scored.chunk_by_mut(|a, b| a.score.total_cmp(&b.score).is_eq()) {
            if at >= to {
                break;
            }
            at += equals.len();
            if equals.len() > 1 && at > from {
                let mut addresses: Vec<_> = equals.iter().map(|equal| equal.address).collect();
                break_ties(self.searcher, &mut addresses)?;
                for (place, address) in equals.iter_mut().zip(addresses) {
                    place.address = address;
                }
            }
        }
        Ok(())
    }

    /// The query of the first stage: matches of the plan, each word in each field scored by
    /// Tantivy's BM25. Since saturation is concave, the sum over fields, each boosted by at least
    /// 1, is never below one saturation over the weighted sum; so the score is an upper bound of
    /// [`Ranking::score_of_words`].
    fn first_stage(
        &self,
        plan: &QueryPlan,
        statistics: &Statistics,
        words: &[WeighedWord],
    ) -> BooleanQuery {
        let mut scoring: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for WeighedWord { word, weight } in words {
            for (field, boost) in self.schema.searched() {
                if word.field.is_some_and(|only| only != field) {
                    continue;
                }
                for form in &word.forms {
                    let terms: Vec<Term> = form
                        .iter()
                        .map(|text| Term::from_field_text(field, text))
                        .collect();
                    // Tantivy multiplies by its own inverse document frequency of the terms.
                    let own = statistics.idf_of_row(&terms);
                    let factor = weight * f64::from(boost.max(1.0)) / own;
                    scoring.push((Occur::Should, boosted(terms, factor)));
                }
            }
        }
        let unscored = |query: &dyn Query| -> Box<dyn Query> {
            Box::new(ConstScoreQuery::new(query.box_clone(), 0.0))
        };
        let conditions = &plan.conditions;
        let required = conditions.required.iter().chain(&plan.dates);
        let mut clauses: Vec<_> = required
            .map(|q| (Occur::Must, unscored(q.as_ref())))
            .collect();
        let excluded = conditions.excluded.iter();
        clauses.extend(excluded.map(|q| (Occur::MustNot, q.box_clone())));
        if clauses.is_empty() {
            return BooleanQuery::new(scoring);
        }
        if conditions.needs_optional() {
            clauses.push((Occur::Must, Box::new(BooleanQuery::new(scoring))));
        } else {
            clauses.append(&mut scoring);
        }
        BooleanQuery::new(clauses)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "Tantivy scores in single precision"
)]
fn as_score(score: f64) -> Score {
    score as Score
}

fn boosted(mut terms: Vec<Term>, factor: f64) -> Box<dyn Query> {
    let query: Box<dyn Query> = if terms.len() == 1 {
        Box::new(TermQuery::new(
            terms.remove(0),
            IndexRecordOption::WithFreqs,
        ))
    } else {
        Box::new(PhraseQuery::new(terms))
    };
    Box::new(BoostQuery::new(query, as_score(factor)))
}

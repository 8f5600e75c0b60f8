//! Carrying a plan out on articles of which some or all are on other machines.
//!
//! The other engine counts the matches and names candidates, more than are wanted. These few are
//! fetched and become segments in memory, next to those that are here. The same plan runs on all of
//! them, with the counts of the whole collection. So ranking, passages and marks are the same code.
//! `gather` gets candidates and counts, `sample` names candidates by chance, `arriving` lists all
//! matches by date, `copies` adds the copies of candidates. What cannot be done so is an error.

mod arriving;
mod copies;
mod gather;
mod sample;
mod supported;

use self::gather::Candidates;
use self::supported::{check, unsupported};
use super::count::count;
use super::search::{Engine, SearchError};
use crate::article::Article;
use crate::query::elsewhere::{Condition, FarArchive, FarArchives};
use crate::query::page::SearchPage;
use crate::query::plan::QueryPlan;
use std::time::Instant;
use tantivy::schema::Field;

/// By how much more candidates are asked for if too few hits remain after folding, and how many at
/// most.
const MORE: usize = 4;
const MOST_CANDIDATES: usize = 10_000;

impl Engine<'_> {
    /// An error if articles are elsewhere: `what` cannot be done there.
    pub(in crate::query) fn here(&self, what: &str) -> Result<(), SearchError> {
        match &self.elsewhere {
            None => Ok(()),
            Some(_) => Err(unsupported(what)),
        }
    }

    /// The archives that are elsewhere, each with what a plan finds there.
    ///
    /// # Errors
    /// If the plan has something that cannot be asked there.
    pub(in crate::query) fn far<'p>(
        &'p self,
        plan: &QueryPlan,
    ) -> Result<impl Iterator<Item = (&'p FarArchive<'p>, Condition)> + use<'p>, SearchError> {
        self.far_or(plan, &[])
    }

    /// The same with what a plan also finds: what has one of `others` instead of the optional words.
    fn far_or<'p>(
        &'p self,
        plan: &QueryPlan,
        others: &[Condition],
    ) -> Result<impl Iterator<Item = (&'p FarArchive<'p>, Condition)> + use<'p>, SearchError> {
        let parts = self.elsewhere.as_ref().map(|far| far.parts.as_slice());
        let matching = if parts.is_some() {
            let again = self.with_words(plan)?;
            let plan = again.as_ref().unwrap_or(plan);
            check(plan)?;
            match others {
                [] => plan.portable.condition(),
                others => plan.portable.or_with(others.to_vec()),
            }
        } else {
            Condition::Nothing
        };
        let parts = parts.unwrap_or_default().iter();
        Ok(parts.map(move |part| (part, matching.of_archive(part.place))))
    }

    /// The number of matches elsewhere, and how many of them also satisfy each of these conditions.
    pub(in crate::query) fn counts_elsewhere(
        &self,
        plan: &QueryPlan,
        more: &[Condition],
    ) -> Result<Vec<u64>, SearchError> {
        let mut all = vec![0; more.len()];
        for (part, matching) in self.far(plan)? {
            let each = more.iter().map(|own| {
                let own = own.of_archive(part.place);
                match &matching {
                    Condition::All => own,
                    matching => Condition::all(vec![matching.clone(), own]),
                }
            });
            let counts = part.search.counts(&each.collect::<Vec<_>>());
            let counts = counts.map_err(SearchError::Elsewhere)?;
            for (all, count) in all.iter_mut().zip(counts) {
                *all += count;
            }
        }
        Ok(all)
    }

    /// The number of matches: here, and elsewhere.
    pub(super) fn total_of_all(&self, plan: &QueryPlan) -> Result<u64, SearchError> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let there = self.counts_elsewhere(plan, &[Condition::All])?;
        let matching = plan.matching();
        let here = count(self.snapshot.searcher, matching.as_ref(), plan.deadline)?;
        Ok(here + there.iter().sum::<u64>())
    }

    /// [`Self::search`] elsewhere.
    pub(super) fn search_elsewhere(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
    ) -> Result<SearchPage, SearchError> {
        let began = Instant::now();
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let mut few = Candidates {
            most: self.candidates(plan)?,
            with_copies: plan.limit > 0,
        };
        let mut page = loop {
            let (page, is_all) = self.on_these(far, plan, few, |engine, plan, matches| {
                let page = engine.search(plan)?;
                let total = matches.total;
                Ok((SearchPage { total, ..page }, matches.are_all_candidates))
            })?;
            // Most candidates may be copies of the others.
            let is_enough = is_all || few.most >= MOST_CANDIDATES;
            if page.hits.len() >= plan.limit || is_enough || plan.sample.is_some() {
                break page;
            }
            few.most = few.most.saturating_mul(MORE).min(MOST_CANDIDATES);
        };
        page.notes.extend(self.optional(plan, page.total)?);
        plan.deadline.check().map_err(tantivy::TantivyError::from)?;
        page.took = began.elapsed();
        Ok(page)
    }

    /// The articles elsewhere that satisfy a condition, in the order of dates.
    pub(super) fn articles_elsewhere(
        far: &FarArchives,
        condition: &Condition,
    ) -> Result<Vec<Article>, SearchError> {
        let mut found = Vec::new();
        for part in &far.parts {
            for article in part.search.each(&condition.of_archive(part.place)) {
                found.push(article.map_err(SearchError::Elsewhere)?.0);
            }
        }
        Ok(found)
    }

    pub(in crate::query) fn name(&self, field: Field) -> String {
        self.snapshot
            .schema
            .tantivy
            .get_field_name(field)
            .to_owned()
    }
}

//! Carrying a plan out on articles of which some or all are on other machines.
//!
//! The other engine counts the matches and names candidates, more than are wanted. These few are
//! fetched and become segments in memory, next to those that are here. The same plan runs on all of
//! them, with the counts of the whole collection. So ranking, passages and marks are the same code.
//! `sample` names candidates by chance, `arriving` lists all matches by date. What cannot be done
//! so is an error.

mod arriving;
mod sample;

use super::count::count;
use super::search::{Engine, SearchError};
use crate::article::Article;
use crate::query::elsewhere::{
    Asked, Condition, FarArchive, FarArchives, ReadArticle, WordElsewhere,
};
use crate::query::page::SearchPage;
use crate::query::plan::QueryPlan;
use crate::query::plan::words::RankedWord;
use crate::query::rank::statistics::counted_here;
use crate::query::request::SortOrder;
use crate::query::request::copies::Copies;
use crate::query::snapshot::{CollectionCounts, Snapshot};
use std::time::Instant;
use tantivy::schema::Field;

/// The least number of candidates: the first stage there is not exactly the one here.
const LEAST: usize = 100;

/// If more hits are wanted, it is asked first how many there are.
const MANY: usize = 1_000;

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
        plan: &'p QueryPlan,
    ) -> Result<impl Iterator<Item = (&'p FarArchive<'p>, Condition)>, SearchError> {
        let parts = self.elsewhere.as_ref().map(|far| far.parts.as_slice());
        if parts.is_some() {
            check(plan)?;
        }
        let parts = parts.unwrap_or_default().iter();
        Ok(parts.map(|part| (part, plan.portable.of_archive(part.place))))
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
        let there = self.counts_elsewhere(plan, &[Condition::All])?;
        let again = self.with_words_of_here(plan)?;
        let matching = again.as_ref().unwrap_or(plan).matching();
        let here = count(self.snapshot.searcher, matching.as_ref(), plan.deadline)?;
        Ok(here + there.iter().sum::<u64>())
    }

    /// Runs a plan on the candidates, and the articles that are here.
    pub(in crate::query) fn on_few<T>(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
        run: impl FnOnce(&Engine, u64) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        check(plan)?;
        let snapshot = self.snapshot;
        let counted = self.terms_of(plan);
        let names: Vec<(String, String)> = counted
            .iter()
            .map(|(field, term)| (self.name(*field), term.clone()))
            .collect();
        let mut counts = counted_here(snapshot, &counted, &plan.languages)?;
        let again = self.with_words_of_here(plan)?;
        let matching = again.as_ref().unwrap_or(plan).matching();
        let mut total = count(snapshot.searcher, matching.as_ref(), plan.deadline)?;
        let words = plan.words.iter().map(|word| self.word(plan, word));
        let words: Vec<WordElsewhere> = words.collect();
        let languages = snapshot.tokens.of(&plan.languages).map(|_| {
            let names = plan.languages.iter();
            names.map(|language| language.as_str().to_owned()).collect()
        });
        let languages: Vec<String> = languages.unwrap_or_default();
        let candidates = self.candidates(plan)?;
        let mut few: Vec<(usize, Vec<ReadArticle>)> = Vec::new();
        for (part, matching) in self.far(plan)? {
            let asked = Asked {
                matching: &matching,
                order: plan.sort,
                words: if plan.sort == SortOrder::Relevance {
                    &words
                } else {
                    &[]
                },
                candidates: if plan.sample.is_some() { 0 } else { candidates },
                counted: &names,
                languages: &languages,
            };
            let found = part.search.few(&asked).map_err(SearchError::Elsewhere)?;
            total += found.total;
            for (all, own) in counts.iter_mut().zip(found.counts) {
                *all = (all.0 + own.0, all.1 + own.1);
            }
            let articles = match &plan.sample {
                Some(sample) if plan.limit > 0 => self.drawn_elsewhere(part, &matching, sample)?,
                _ => found.articles,
            };
            few.push((part.place, articles));
        }
        let joined = far.join.join(few).map_err(SearchError::Elsewhere)?;
        let counts = CollectionCounts {
            articles: snapshot.counted_articles,
            terms: counted.into_iter().zip(counts).collect(),
        };
        let engine = Engine {
            snapshot: Snapshot {
                searcher: &joined.searcher,
                places: &joined.places,
                counts: Some(&counts),
                ..snapshot
            },
            elsewhere: None,
        };
        run(&engine, total)
    }

    /// How many candidates are asked for.
    fn candidates(&self, plan: &QueryPlan) -> Result<usize, SearchError> {
        if plan.limit == 0 {
            return Ok(0);
        }
        let wanted = plan.offset.saturating_add(plan.limit);
        let wanted = wanted.saturating_add(plan.ranking.window).max(LEAST);
        if wanted <= MANY {
            return Ok(wanted);
        }
        let mut most = 0;
        for (part, matching) in self.far(plan)? {
            let counts = part.search.counts(&[matching]);
            most = most.max(counts.map_err(SearchError::Elsewhere)?.into_iter().sum());
        }
        Ok(wanted.min(usize::try_from(most).unwrap_or(usize::MAX)))
    }

    /// [`Self::search`] elsewhere.
    pub(super) fn search_elsewhere(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
    ) -> Result<SearchPage, SearchError> {
        let began = Instant::now();
        let mut page = self.on_few(far, plan, |engine, total| {
            Ok(SearchPage {
                total,
                ..engine.search(plan)?
            })
        })?;
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

    /// The terms of a plan's words, each with a field that it is searched in.
    fn terms_of(&self, plan: &QueryPlan) -> Vec<(Field, String)> {
        if plan.sort != SortOrder::Relevance || plan.sample.is_some() {
            return Vec::new();
        }
        let mut terms = Vec::new();
        for word in &plan.words {
            let sequences = word.forms.iter().chain(&word.joined).chain(&word.synonyms);
            let sequences = sequences.chain(&word.related).chain(&word.misread);
            for term in sequences.flatten() {
                for (field, _) in self.snapshot.schema.searched() {
                    if word.field.is_some_and(|own| own != field) {
                        continue;
                    }
                    let counted = (field, term.clone());
                    if !terms.contains(&counted) {
                        terms.push(counted);
                    }
                }
            }
        }
        terms
    }

    fn word(&self, plan: &QueryPlan, word: &RankedWord) -> WordElsewhere {
        let ranking = &plan.ranking;
        let lists = [
            (&word.forms, 1.0),
            (&word.joined, 1.0),
            (&word.synonyms, ranking.alias),
            (&word.related, ranking.related),
            (&word.misread, ranking.misread),
        ];
        let forms = lists
            .into_iter()
            .flat_map(|(list, share)| list.iter().map(move |form| (form.clone(), share)));
        WordElsewhere {
            forms: forms.filter(|(form, _)| !form.is_empty()).collect(),
            field: word.field.map(|field| self.name(field)),
            weight: word.boost,
        }
    }
}

fn unsupported(what: &str) -> SearchError {
    SearchError::Elsewhere(format!(
        "{what} cannot be had from a cluster (docs/cluster.md)"
    ))
}

/// Fails if a plan has something that cannot be done elsewhere.
fn check(plan: &QueryPlan) -> Result<(), SearchError> {
    if let Some(why) = plan.portable.unsupported() {
        return Err(SearchError::Elsewhere(why.to_owned()));
    }
    if plan.expansion.is_some() {
        return Err(unsupported("words of the first hits (--expand)"));
    }
    if plan.folding.copies == Copies::Only {
        return Err(unsupported("copies"));
    }
    Ok(())
}

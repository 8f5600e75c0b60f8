//! Carrying a plan out on articles that are on other machines.
//!
//! The other engine counts the matches and names candidates, more than are wanted. These few are
//! fetched and become segments in memory, on which the same plan runs, with the counts of the whole
//! collection. So ranking, passages and marks are the same code. What cannot be done so is an error.

use super::search::{Engine, SearchError};
use crate::article::Article;
use crate::query::elsewhere::{Asked, Condition, SearchElsewhere, WordElsewhere};
use crate::query::page::SearchPage;
use crate::query::plan::QueryPlan;
use crate::query::plan::words::RankedWord;
use crate::query::request::SortOrder;
use crate::query::request::copies::Copies;
use crate::query::snapshot::{CollectionCounts, Snapshot};
use std::collections::HashMap;
use std::time::Instant;

/// The least number of candidates: the first stage there is not exactly the one here.
const LEAST: usize = 100;

impl Engine<'_> {
    /// An error if the articles are elsewhere: `what` cannot be done there.
    pub(in crate::query) fn here(&self, what: &str) -> Result<(), SearchError> {
        match &self.elsewhere {
            None => Ok(()),
            Some(_) => Err(unsupported(what)),
        }
    }

    /// Runs a plan on the candidates.
    pub(super) fn on_few<T>(
        &self,
        elsewhere: &dyn SearchElsewhere,
        plan: &QueryPlan,
        run: impl FnOnce(&Engine, u64) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        check(plan)?;
        let snapshot = self.snapshot;
        let wanted = plan.offset.saturating_add(plan.limit);
        let window = plan.ranking.window;
        let candidates = wanted.saturating_add(window).max(LEAST);
        let counted = self.terms_of(plan);
        let languages = snapshot.tokens.of(&plan.languages).map(|_| {
            let names = plan.languages.iter();
            names.map(|language| language.as_str().to_owned()).collect()
        });
        let asked = Asked {
            matching: &plan.portable,
            order: plan.sort,
            words: plan
                .words
                .iter()
                .map(|word| self.word(plan, word))
                .collect(),
            candidates: if plan.limit == 0 { 0 } else { candidates },
            counted,
            languages: languages.unwrap_or_default(),
        };
        let few = elsewhere.few(&asked).map_err(SearchError::Elsewhere)?;
        let fields = asked.counted.iter().map(|(field, term)| {
            let field = snapshot.schema.tantivy.get_field(field);
            Ok((field?, term.clone()))
        });
        let fields = fields.collect::<tantivy::Result<Vec<_>>>()?;
        let counts = CollectionCounts {
            articles: snapshot.counted_articles,
            terms: fields
                .into_iter()
                .zip(few.counts)
                .collect::<HashMap<_, _>>(),
        };
        let engine = Engine {
            snapshot: Snapshot {
                searcher: &few.searcher,
                counts: Some(&counts),
                families: None,
                ..snapshot
            },
            elsewhere: None,
        };
        run(&engine, few.total)
    }

    /// [`Self::search`] elsewhere.
    pub(super) fn search_elsewhere(
        &self,
        elsewhere: &dyn SearchElsewhere,
        plan: &QueryPlan,
    ) -> Result<SearchPage, SearchError> {
        let began = Instant::now();
        let mut page = self.on_few(elsewhere, plan, |engine, total| {
            Ok(SearchPage {
                total,
                ..engine.search(plan)?
            })
        })?;
        plan.deadline.check().map_err(tantivy::TantivyError::from)?;
        page.took = began.elapsed();
        Ok(page)
    }

    /// The articles that satisfy a condition, in the order of dates.
    pub(super) fn articles_elsewhere(
        elsewhere: &dyn SearchElsewhere,
        condition: &Condition,
    ) -> Result<Vec<Article>, SearchError> {
        let mut found = Vec::new();
        let mut keep = |article| {
            found.push(article);
            true
        };
        elsewhere
            .each(condition, &mut keep)
            .map_err(SearchError::Elsewhere)?;
        Ok(found)
    }

    /// The terms of a plan's words, each with a field that it is searched in.
    fn terms_of(&self, plan: &QueryPlan) -> Vec<(String, String)> {
        if plan.sort != SortOrder::Relevance {
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
                    let name = self.snapshot.schema.tantivy.get_field_name(field);
                    let counted = (name.to_owned(), term.clone());
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
        let name = |field| {
            self.snapshot
                .schema
                .tantivy
                .get_field_name(field)
                .to_owned()
        };
        WordElsewhere {
            forms: forms.filter(|(form, _)| !form.is_empty()).collect(),
            field: word.field.map(name),
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
    if plan.sample.is_some() {
        return Err(unsupported("a random sample"));
    }
    if plan.folding.copies == Copies::Only {
        return Err(unsupported("copies"));
    }
    Ok(())
}

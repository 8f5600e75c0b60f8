//! Candidates of the archives that are elsewhere, and the counts by which they are ranked.
//!
//! With feedback there are three rounds. The first gets candidates by the typed words; the best of
//! them name words to add. The second counts these in the whole collection, so that the same words are
//! chosen with the same weights as in a local index. The third gets candidates by all words. Those of
//! the first stay, so the words are the same when they are chosen once more for the page.

use super::copies::add_families;
use super::supported::{check, unsupported};
use crate::query::elsewhere::{
    Asked, Condition, FarArchives, JoinedCandidates, ReadArticle, WordElsewhere,
};
use crate::query::engine::count::count;
use crate::query::engine::search::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::plan::words::RankedWord;
use crate::query::rank::relevance::Relevance;
use crate::query::rank::statistics::counted_here;
use crate::query::request::SortOrder;
use crate::query::request::expansion::Expansion;
use crate::query::snapshot::{CollectionCounts, Snapshot};
use std::collections::{HashMap, HashSet};
use tantivy::query::{BooleanQuery, Query};
use tantivy::schema::Field;

/// The least number of candidates: the first stage there is not exactly the one here.
const LEAST: usize = 100;

/// If more hits are wanted, it is asked first how many there are.
const MANY: usize = 1_000;

/// What is asked of every archive that is elsewhere.
#[derive(Default)]
struct Round {
    /// What ranks the candidates.
    words: Vec<WordElsewhere>,
    /// What ranks in addition.
    added: Vec<WordElsewhere>,
    /// What an article may have instead of the optional words.
    others: Vec<Condition>,
    candidates: usize,
    /// The terms that are counted.
    counted: Vec<(Field, String)>,
}

/// How many candidates are wanted.
#[derive(Clone, Copy)]
pub(super) struct Candidates {
    /// At most so many of each archive.
    pub(super) most: usize,
    /// And the copies of these.
    pub(super) with_copies: bool,
}

/// All matches, of which the candidates are some.
#[derive(Clone, Copy)]
pub(in crate::query) struct Matches {
    /// Their number, here and elsewhere.
    pub(super) total: u64,
    /// Whether the candidates are all that are elsewhere.
    pub(super) are_all_candidates: bool,
}

/// What came.
struct Gathered {
    /// The candidates of each archive, by its place.
    few: Vec<(usize, Vec<ReadArticle>)>,
    /// The number of matches elsewhere.
    total: u64,
    /// What was counted, here too.
    counts: CollectionCounts,
}

impl Engine<'_> {
    /// Runs a plan on the candidates, and the articles that are here: calls `run` with an engine of
    /// them, the plan with the words that its patterns fit, and what is known of all matches. With their
    /// copies, hits say how many they have.
    pub(in crate::query) fn on_few<T>(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
        with_copies: bool,
        run: impl FnOnce(&Engine, &QueryPlan, Matches) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let few = Candidates {
            most: self.candidates(plan)?,
            with_copies,
        };
        self.on_these(far, plan, few, run)
    }

    /// The same on so many candidates of a plan without open patterns.
    pub(super) fn on_these<T>(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
        few: Candidates,
        run: impl FnOnce(&Engine, &QueryPlan, Matches) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        check(plan)?;
        let mut found = self.gather(
            plan,
            &Round {
                words: self.words(plan, 1.0),
                candidates: few.most,
                counted: self.terms_of(plan),
                ..Round::default()
            },
        )?;
        let mut matching = plan.matching();
        if let Some(how) = plan.expansion.filter(|_| ranks(plan)) {
            if how != Expansion::Rm3 {
                return Err(unsupported("feedback by divergence (--expand bo1)"));
            }
            if let Some(more) = self.add_feedback(far, plan, few.most, &mut found)? {
                matching = more;
            }
        }
        let are_all_candidates = found.few.iter().all(|(_, own)| own.len() < few.most);
        if few.with_copies {
            for ((_, articles), part) in found.few.iter_mut().zip(&far.parts) {
                add_families(part, articles, plan.deadline)?;
            }
        }
        let searcher = self.snapshot.searcher;
        let matches = Matches {
            total: found.total + count(searcher, matching.as_ref(), plan.deadline)?,
            are_all_candidates,
        };
        let counts = &found.counts;
        self.joined(far, found.few, counts, few.with_copies, |engine| {
            run(engine, plan, matches)
        })
    }

    /// Calls `run` with an engine of candidates and what is here. It knows the families of candidates if
    /// all their members are among them.
    pub(super) fn joined<T>(
        &self,
        far: &FarArchives,
        few: Vec<(usize, Vec<ReadArticle>)>,
        counts: &CollectionCounts,
        with_families: bool,
        run: impl FnOnce(&Engine) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let joined = far.join.join(few).map_err(SearchError::Elsewhere)?;
        run(&Engine {
            snapshot: Snapshot {
                families: if with_families {
                    Some(&joined.families)
                } else {
                    self.snapshot.families
                },
                ..self.snapshot_of(&joined, counts)
            },
            elsewhere: None,
        })
    }

    /// Candidates and what is here, with what was counted.
    fn snapshot_of<'s>(
        &'s self,
        joined: &'s JoinedCandidates,
        counts: &'s CollectionCounts,
    ) -> Snapshot<'s> {
        Snapshot {
            searcher: &joined.searcher,
            places: &joined.places,
            counts: Some(counts),
            // Addresses are those of another searcher.
            recent: None,
            ..self.snapshot
        }
    }

    /// Nothing is counted where nothing is ranked.
    pub(super) fn counts_of_nothing(&self) -> CollectionCounts {
        CollectionCounts {
            articles: self.snapshot.counted_articles,
            terms: HashMap::new(),
        }
    }

    fn gather(&self, plan: &QueryPlan, round: &Round) -> Result<Gathered, SearchError> {
        let snapshot = self.snapshot;
        let counted = round.counted.iter();
        let names: Vec<(String, String)> = counted
            .map(|(field, term)| (self.name(*field), term.clone()))
            .collect();
        let mut counts = counted_here(snapshot, &round.counted, &plan.languages)?;
        let languages = snapshot.tokens.of(&plan.languages).map(|_| {
            let names = plan.languages.iter();
            names.map(|language| language.as_str().to_owned()).collect()
        });
        let languages: Vec<String> = languages.unwrap_or_default();
        let (mut few, mut total) = (Vec::new(), 0);
        for (part, matching) in self.far_or(plan, &round.others)? {
            let asked = Asked {
                matching: &matching,
                order: plan.sort,
                words: &round.words,
                added: &round.added,
                candidates: if plan.sample.is_some() {
                    0
                } else {
                    round.candidates
                },
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
        Ok(Gathered {
            few,
            total,
            counts: CollectionCounts {
                articles: snapshot.counted_articles,
                terms: round.counted.iter().cloned().zip(counts).collect(),
            },
        })
    }

    /// Adds the candidates by the words of the first hits, and what they need to be ranked. Returns
    /// what matches here now; `None` if no words are added.
    fn add_feedback(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
        candidates: usize,
        found: &mut Gathered,
    ) -> Result<Option<Box<dyn Query>>, SearchError> {
        // The first articles are among those that the cluster ranks first, however many are wanted.
        let ranking = &plan.ranking;
        let most = LEAST.max(ranking.feedback_articles.saturating_add(ranking.window));
        let first = found.few.iter().map(|(place, articles)| {
            let articles = articles.iter().take(most).cloned();
            (*place, articles.collect())
        });
        let joined = far.join.join(first.collect());
        let joined = joined.map_err(SearchError::Elsewhere)?;
        let Some(relevance) = Relevance::typed(self.snapshot_of(&joined, &found.counts), plan)?
        else {
            return Ok(None);
        };
        let round = Round {
            counted: relevance.feedback_terms()?,
            ..Round::default()
        };
        drop(relevance);
        let more = self.gather(plan, &round)?.counts.terms;
        found.counts.terms.extend(more);
        let relevance = Relevance::new(self.snapshot_of(&joined, &found.counts), plan)?;
        let added = relevance.and_then(|own| Some((own.feedback()?, own.added_matches())));
        let Some((added, more)) = added else {
            return Ok(None);
        };
        let fields = self.snapshot.schema.searched();
        let terms = added.words.iter().flat_map(|(word, _)| &word.forms);
        let terms: Vec<String> = terms.flatten().cloned().collect();
        let others = fields.map(|(field, _)| Condition::OneOf {
            field: self.name(field),
            terms: terms.clone(),
        });
        let words = added.words.iter().map(|(word, share)| WordElsewhere {
            weight: *share,
            ..self.word(plan, word)
        });
        let round = Round {
            words: self.words(plan, added.share_of_typed),
            added: words.collect(),
            others: others.collect(),
            candidates,
            counted: Vec::new(),
        };
        let third = self.gather(plan, &round)?;
        found.total = third.total;
        add_new(&mut found.few, third.few);
        Ok(more.map(|more| -> Box<dyn Query> {
            Box::new(BooleanQuery::union(vec![plan.matching(), more]))
        }))
    }

    /// How many candidates are asked for.
    pub(super) fn candidates(&self, plan: &QueryPlan) -> Result<usize, SearchError> {
        if plan.limit == 0 && plan.expansion.is_none() {
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

    /// The terms of a plan's words, each with a field that it is searched in.
    fn terms_of(&self, plan: &QueryPlan) -> Vec<(Field, String)> {
        if !ranks(plan) {
            return Vec::new();
        }
        let (mut terms, mut known) = (Vec::new(), HashSet::new());
        for word in &plan.words {
            let sequences = word.forms.iter().chain(&word.joined).chain(&word.synonyms);
            let sequences = sequences.chain(&word.related).chain(&word.misread);
            for term in sequences.flatten() {
                for (field, _) in self.snapshot.schema.searched() {
                    if word.field.is_some_and(|own| own != field) {
                        continue;
                    }
                    let counted = (field, term.clone());
                    if known.insert(counted.clone()) {
                        terms.push(counted);
                    }
                }
            }
        }
        terms
    }

    /// The words of a plan, if they rank; `share` is what they count.
    fn words(&self, plan: &QueryPlan, share: f64) -> Vec<WordElsewhere> {
        let words = plan
            .words
            .iter()
            .filter(|_| plan.sort == SortOrder::Relevance);
        let words = words.map(|word| WordElsewhere {
            weight: share * word.boost,
            ..self.word(plan, word)
        });
        words.collect()
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

/// Adds the candidates of each archive that are not there yet.
fn add_new(few: &mut [(usize, Vec<ReadArticle>)], more: Vec<(usize, Vec<ReadArticle>)>) {
    for ((_, own), (_, more)) in few.iter_mut().zip(more) {
        let place = |(article, _): &ReadArticle| {
            let origin = &article.origin;
            (origin.path.clone(), origin.ordinal)
        };
        let known: HashSet<_> = own.iter().map(place).collect();
        own.extend(more.into_iter().filter(|one| !known.contains(&place(one))));
    }
}

/// Whether the hits of a plan are ranked by its words.
fn ranks(plan: &QueryPlan) -> bool {
    plan.sort == SortOrder::Relevance && plan.sample.is_none()
}

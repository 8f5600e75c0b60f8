//! The best matches by score, through all stages.
//!
//! Words are looked up and weighed; feedback adds words if that is wanted; the first stage finds
//! the best by words; the second adds context to the best of these.

use super::explain::Explanation;
use super::first_stage::filter::Filter;
use super::first_stage::top_by_words::{TopByWords, top_by_words};
use super::lookup::WordTerms;
use super::scored::Scored;
use super::scoring_context::{AddedWords, RankedField, ScoringContext, WeighedWord};
use super::second_stage::feedback::Feedback;
use super::second_stage::rescore;
use super::statistics::{Statistics, counted_articles};
use super::ties::{Ties, order_ties, order_ties_at};
use crate::analysis::{Language, NewsAnalyzer};
use crate::article::Article;
use crate::query::page::QueryWord;
use crate::query::plan::QueryPlan;
use crate::query::plan::queries::{any_of, joined, sequence, terms};
use crate::query::plan::words::RankedWord;
use crate::query::request::expansion::Expansion;
use crate::query::snapshot::Snapshot;
use std::collections::HashMap;
use tantivy::DocAddress;
use tantivy::query::{Occur, Query};
use tantivy::schema::Field;

/// A word that no article has.
pub(in crate::query) struct MissingWord {
    /// As it was typed.
    pub(in crate::query) text: String,
    /// The name of the one field that it was searched in.
    pub(in crate::query) field: Option<String>,
}

/// The words that feedback adds to a query.
pub(in crate::query) struct FeedbackWords {
    /// Each with what it counts besides its rarity.
    pub(in crate::query) words: Vec<(RankedWord, f64)>,
    /// What the typed words count.
    pub(in crate::query) share_of_typed: f64,
}

/// A plan's words, weighed on one generation.
pub(in crate::query) struct Relevance<'a> {
    snapshot: Snapshot<'a>,
    plan: &'a QueryPlan,
    filter: Filter,
    statistics: Statistics,
    words: Vec<WeighedWord>,
    /// The words that no article has.
    missing: Vec<MissingWord>,
    added: Option<AddedWords>,
    /// If words were added: the scores of the best articles by the typed words alone, best first.
    /// The scores by all words are at least as high.
    typed_alone: Vec<f64>,
    fields: Vec<RankedField>,
}

impl<'a> Relevance<'a> {
    /// Looks the plan's words up, weighs them, and adds words if the plan wants that. `None` if no
    /// article has any of the words.
    pub(in crate::query) fn new(
        snapshot: Snapshot<'a>,
        plan: &'a QueryPlan,
    ) -> tantivy::Result<Option<Self>> {
        let mut relevance = Self::typed(snapshot, plan)?;
        if let (Some(relevance), Some(how)) = (&mut relevance, plan.expansion) {
            relevance.expand(how)?;
        }
        Ok(relevance)
    }

    /// The same by the typed words alone.
    pub(in crate::query) fn typed(
        snapshot: Snapshot<'a>,
        plan: &'a QueryPlan,
    ) -> tantivy::Result<Option<Self>> {
        let statistics = match snapshot.counts {
            Some(counts) => {
                Statistics::counted(snapshot.searcher, snapshot.tokens, &plan.languages, counts)?
            }
            None => Statistics::new(snapshot.searcher, snapshot.tokens, &plan.languages)?,
        };
        let fields = ranked_fields(snapshot, plan, &statistics);
        let searched: Vec<Field> = fields.iter().map(|field| field.field).collect();
        let (mut words, mut missing) = (Vec::new(), Vec::new());
        let mut analyzer = snapshot.schema.pooled_analyzer();
        for word in &plan.words {
            plan.deadline.check()?;
            let (index, deadline) = (snapshot.searcher, plan.deadline);
            let terms = WordTerms::look_up(index, word, &searched, &mut analyzer, deadline)?;
            let articles = match snapshot.counts {
                Some(counts) => counted_articles(counts, word, &searched, &statistics),
                None => terms.articles(snapshot.searcher, &statistics.within)?,
            };
            if articles > 0 {
                words.push(WeighedWord {
                    weight: statistics.idf(articles) * word.boost,
                    word: word.clone(),
                    terms,
                });
            } else {
                let name = |field| snapshot.schema.tantivy.get_field_name(field).to_owned();
                missing.push(MissingWord {
                    text: word.typed(),
                    field: word.field.map(name),
                });
            }
        }
        if words.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            snapshot,
            plan,
            filter: Filter::new(plan, snapshot.searcher)?,
            statistics,
            words,
            missing,
            added: None,
            typed_alone: Vec::new(),
            fields,
        }))
    }

    /// The words that no article has.
    pub(in crate::query) fn missing(&self) -> &[MissingWord] {
        &self.missing
    }

    /// The words that rank, and their weights; added ones last.
    pub(in crate::query) fn shown_words(&self) -> Vec<QueryWord> {
        let shown = |words: &[WeighedWord], share: f64, added| -> Vec<QueryWord> {
            let words = words
                .iter()
                .map(|WeighedWord { word, weight, .. }| QueryWord {
                    word: word.shown(),
                    typed: word.typed_form().map(str::to_owned),
                    weight: share * weight,
                    added,
                });
            words.collect()
        };
        let Some(added) = &self.added else {
            return shown(&self.words, 1.0, false);
        };
        let mut all = shown(&self.words, added.share_of_typed, false);
        all.extend(shown(&added.words, added.share, true));
        all
    }

    /// The query for articles with an added word that satisfy everything but the optional words:
    /// they match too. `None` without added words, and if the query requires something.
    pub(in crate::query) fn added_matches(&self) -> Option<Box<dyn Query>> {
        let added = self.added.as_ref()?;
        if !self.plan.conditions.needs_optional() {
            return None;
        }
        let forms = added.words.iter().flat_map(|weighed| &weighed.word.forms);
        let queries = forms.flat_map(|form| {
            let fields = self.fields.iter();
            fields.map(|field| sequence(terms(field.field, form)))
        });
        let dates = self.plan.dates.as_deref();
        let mut clauses = self.plan.conditions.without_optional(dates);
        clauses.push((Occur::Must, any_of(queries.collect())));
        Some(joined(clauses))
    }

    /// The first `wanted` matches.
    pub(in crate::query) fn best(&self, wanted: usize) -> tantivy::Result<Vec<Scored>> {
        self.in_context(self.by_words(wanted)?, wanted)
    }

    /// The best articles by words alone: as many as are wanted, and at least as many as context
    /// scores are computed for.
    fn by_words(&self, wanted: usize) -> tantivy::Result<TopByWords> {
        let window = self.window();
        let wanted = wanted.max(window);
        let nth = wanted
            .checked_sub(1)
            .and_then(|nth| self.typed_alone.get(nth));
        let share = self
            .added
            .as_ref()
            .map_or(0.0, |added| added.share_of_typed);
        let floor = nth.map_or(0.0, |score| share * score);
        top_by_words(&self.context(), &self.filter, wanted, floor, window)
    }

    /// The first `wanted` of the best by words, in the order of their scores by words and context.
    fn in_context(&self, best: TopByWords, wanted: usize) -> tantivy::Result<Vec<Scored>> {
        let TopByWords {
            mut scored,
            contexts,
        } = best;
        let mut ties = Ties::new(self.snapshot);
        let window = self.window().min(scored.len());
        if window > 0 {
            // The choice between equals at the end of the window must not depend on segments.
            order_ties_at(&mut scored, window, &mut ties)?;
            rescore::add_context(&self.context(), &mut scored[..window], &contexts)?;
        }
        order_ties(&mut scored, wanted, &mut ties)?;
        scored.truncate(wanted);
        Ok(scored)
    }

    /// How the score of the hit at a rank, counted from 1, comes about.
    pub(in crate::query) fn explain(
        &self,
        address: DocAddress,
        rank: u64,
    ) -> tantivy::Result<Explanation> {
        let in_window = rank <= self.window() as u64;
        rescore::explain(&self.context(), address, in_window)
    }

    /// Names the forms in which the words of an explanation are in its article.
    pub(in crate::query) fn name_forms(
        &self,
        explanation: &mut Explanation,
        article: &Article,
        analyzer: &mut NewsAnalyzer,
    ) {
        let mut with_term: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, weighed) in self.words.iter().enumerate() {
            for term in weighed.word.single_terms() {
                let words = with_term.entry(term).or_default();
                if words.last() != Some(&number) {
                    words.push(number);
                }
            }
        }
        let texts = [&article.headline, &article.body];
        for text in texts.into_iter().chain(&article.keywords) {
            analyzer.each_word(text, |written, term| {
                for number in with_term.get(term).into_iter().flatten() {
                    explanation.words[*number].add_form(written);
                }
            });
        }
        for (share, weighed) in explanation.words.iter_mut().zip(&self.words) {
            share.leave_form_out(weighed.word.typed_text());
        }
    }

    /// The number of the best by words that context scores are computed for: none for a single
    /// word.
    fn window(&self) -> usize {
        if self.words.len() > 1 {
            self.plan.ranking.window
        } else {
            0
        }
    }

    fn context(&self) -> ScoringContext<'_> {
        ScoringContext {
            searcher: self.snapshot.searcher,
            words: &self.words,
            added: self.added.as_ref(),
            fields: &self.fields,
            body: self.snapshot.schema.fields.body,
            ranking: &self.plan.ranking,
            recency: self.plan.recency,
            deadline: self.plan.deadline,
        }
    }

    /// Adds words of the first hits.
    fn expand(&mut self, how: Expansion) -> tantivy::Result<()> {
        let best = self.by_words(self.plan.ranking.feedback_articles)?;
        let typed_alone = best.scored.iter().map(|hit| hit.score).collect();
        let first = self.first_texts(best)?;
        let fields: Vec<Field> = self.fields.iter().map(|field| field.field).collect();
        let mut analyzer = self.snapshot.schema.pooled_analyzer();
        self.added =
            self.with_feedback(&fields)
                .words(how, &first, &mut analyzer, &self.statistics)?;
        self.typed_alone = typed_alone;
        Ok(())
    }

    /// The terms that feedback may add, each with a field that it is searched in. What is chosen of
    /// them depends on how many articles of the whole collection have them.
    pub(in crate::query) fn feedback_terms(&self) -> tantivy::Result<Vec<(Field, String)>> {
        let best = self.by_words(self.plan.ranking.feedback_articles)?;
        let first = self.first_texts(best)?;
        let fields: Vec<Field> = self.fields.iter().map(|field| field.field).collect();
        let mut analyzer = self.snapshot.schema.pooled_analyzer();
        let feedback = self.with_feedback(&fields);
        let words = feedback.likely(&first, &mut analyzer, &self.statistics)?;
        let terms = words.iter().flat_map(|word| word.forms.iter().flatten());
        let each = terms.flat_map(|term| fields.iter().map(|field| (*field, term.clone())));
        Ok(each.collect())
    }

    /// The words that feedback added, with what each counts besides its rarity.
    pub(in crate::query) fn feedback(&self) -> Option<FeedbackWords> {
        let added = self.added.as_ref()?;
        let fields: Vec<Field> = self.fields.iter().map(|field| field.field).collect();
        let words = added.words.iter().map(|weighed| {
            let counts = self.snapshot.counts;
            let articles = counts.map_or(0, |counts| {
                counted_articles(counts, &weighed.word, &fields, &self.statistics)
            });
            let share = added.share * weighed.weight / self.statistics.idf(articles);
            (weighed.word.clone(), share)
        });
        Some(FeedbackWords {
            words: words.collect(),
            share_of_typed: added.share_of_typed,
        })
    }

    fn with_feedback<'f>(&'f self, fields: &'f [Field]) -> Feedback<'f> {
        Feedback {
            searcher: self.snapshot.searcher,
            counts: self.snapshot.counts,
            ranking: &self.plan.ranking,
            deadline: self.plan.deadline,
            fields,
            typed: self.words.iter().map(|word| word.word.count).sum(),
        }
    }

    /// The texts of the first of the best by words.
    fn first_texts(&self, best: TopByWords) -> tantivy::Result<Vec<(Scored, String, Language)>> {
        let mut first = Vec::new();
        for scored in self.in_context(best, self.plan.ranking.feedback_articles)? {
            self.plan.deadline.check()?;
            let article = self.snapshot.article(scored.address)?;
            let language = self.snapshot.schema.language_of(&article);
            let text = [article.headline, article.body].join("\n");
            first.push((scored, text, language));
        }
        Ok(first)
    }
}

/// The searched fields with their weights.
fn ranked_fields(
    snapshot: Snapshot,
    plan: &QueryPlan,
    statistics: &Statistics,
) -> Vec<RankedField> {
    let searched = snapshot.schema.searched();
    searched
        .map(|(field, boost)| {
            let name = snapshot.schema.tantivy.get_field_name(field).to_owned();
            let weight = plan.ranking.weights.get(&name).copied();
            let boost = weight.unwrap_or(f64::from(boost));
            let average_length = statistics.average_length(field);
            RankedField {
                by_length: plan.ranking.by_length(boost, average_length),
                field,
                boost,
                average_length,
                name,
            }
        })
        .collect()
}

//! The best matches by score, through all stages.

use crate::query::engine::search::Engine;
use crate::query::page::QueryWord;
use crate::query::plan::query_plan::QueryPlan;
use crate::query::plan::words::RankedWord;
use crate::query::rank::explain::Explanation;
use crate::query::rank::first_stage::best::{ByWords, best_by_words};
use crate::query::rank::first_stage::filter::Filter;
use crate::query::rank::lookup::WordTerms;
use crate::query::rank::second_stage::feedback::{Expansion, Feedback};
use crate::query::rank::second_stage::rescore::{
    Added, FieldWeight, Rescorer, Scored, WeighedWord,
};
use crate::query::rank::statistics::Statistics;
use crate::query::rank::ties::Ties;
use tantivy::query::{BooleanQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Term};

/// A plan's words, weighed on one generation.
pub(in crate::query) struct Relevance<'a> {
    engine: &'a Engine<'a>,
    plan: &'a QueryPlan,
    filter: Filter,
    statistics: Statistics,
    words: Vec<WeighedWord>,
    added: Option<Added>,
    /// Where words were added: the scores of the best articles by the typed words alone, best first.
    /// Those by all words are at least as good.
    typed_alone: Vec<f64>,
    fields: Vec<FieldWeight>,
}

impl<'a> Relevance<'a> {
    /// Looks the plan's words up and weighs them, and adds words if that is asked for. `None` if
    /// no word of it is anywhere in the collection.
    pub(in crate::query) fn new(
        engine: &'a Engine<'a>,
        plan: &'a QueryPlan,
    ) -> tantivy::Result<Option<Self>> {
        let statistics = Statistics::new(engine.searcher, engine.tokens);
        let fields = field_weights(engine, plan, &statistics);
        let searched: Vec<Field> = fields.iter().map(|own| own.field).collect();
        let mut words = Vec::new();
        for word in &plan.words {
            let terms = WordTerms::look_up(engine.searcher, word, &searched)?;
            let articles = terms.articles(engine.searcher)?;
            if articles > 0 {
                words.push(WeighedWord {
                    weight: statistics.idf(articles) * f64::from(word.count),
                    word: word.clone(),
                    terms,
                });
            }
        }
        if words.is_empty() {
            return Ok(None);
        }
        let mut relevance = Self {
            engine,
            plan,
            filter: Filter::new(plan, engine.searcher)?,
            statistics,
            words,
            added: None,
            typed_alone: Vec::new(),
            fields,
        };
        if let Some(how) = plan.expansion {
            relevance.expand(how, &searched)?;
        }
        Ok(Some(relevance))
    }

    /// The words that rank, and their weights.
    pub(in crate::query) fn shown_words(&self) -> Vec<QueryWord> {
        let shown = |words: &[WeighedWord], share: f64, added| -> Vec<QueryWord> {
            let words = words
                .iter()
                .map(|WeighedWord { word, weight, .. }| QueryWord {
                    word: word.shown(),
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

    /// Articles with a word that was added, which match as those do that have a typed one; none
    /// where the query requires something.
    pub(in crate::query) fn added_matches(&self) -> Option<Box<dyn Query>> {
        let added = self.added.as_ref()?;
        if !self.plan.conditions.needs_optional() {
            return None;
        }
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for WeighedWord { word, .. } in &added.words {
            for field in &self.fields {
                for terms in rows(word, field.field) {
                    any.push(row_query(terms));
                }
            }
        }
        Some(Box::new(BooleanQuery::union(any)))
    }

    /// The first `wanted` matches.
    pub(in crate::query) fn best(&self, wanted: usize) -> tantivy::Result<Vec<Scored>> {
        self.in_context(self.by_words(wanted)?, wanted)
    }

    /// The best articles by words alone: as many as are wanted, and as many as it is looked at what
    /// stands near what in.
    fn by_words(&self, wanted: usize) -> tantivy::Result<ByWords> {
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
        best_by_words(&self.rescorer(), &self.filter, wanted, floor, window)
    }

    /// The first `wanted` of the best by words, with what stands near what.
    fn in_context(&self, best: ByWords, wanted: usize) -> tantivy::Result<Vec<Scored>> {
        let ByWords {
            mut scored,
            contexts,
        } = best;
        let mut ties = Ties::new(self.engine.searcher);
        let window = self.window().min(scored.len());
        if window > 0 {
            // Which of equals are within the window must not depend on segments either.
            order_ties_at(&mut scored, window, &mut ties)?;
            self.rescorer()
                .add_context(&mut scored[..window], &contexts)?;
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
        self.rescorer().explain(address, in_window)
    }

    /// For how many of the best by words it is looked at what stands near what: with one word,
    /// nothing does.
    fn window(&self) -> usize {
        if self.words.len() > 1 {
            self.plan.ranking.window
        } else {
            0
        }
    }

    fn rescorer(&self) -> Rescorer<'_> {
        Rescorer {
            searcher: self.engine.searcher,
            words: &self.words,
            added: self.added.as_ref(),
            fields: &self.fields,
            body: self.engine.schema.fields.body,
            ranking: &self.plan.ranking,
            recency: self.plan.recency,
        }
    }

    /// Adds words of the first hits.
    fn expand(&mut self, how: Expansion, fields: &[Field]) -> tantivy::Result<()> {
        let articles = self.plan.ranking.feedback_articles;
        let best = self.by_words(articles)?;
        let typed_alone = best.scored.iter().map(|own| own.score).collect();
        let mut first = Vec::new();
        for scored in self.in_context(best, articles)? {
            let article = self.engine.article(scored.address)?;
            first.push((scored, [article.headline, article.body].join("\n")));
        }
        let feedback = Feedback {
            searcher: self.engine.searcher,
            ranking: &self.plan.ranking,
            fields,
            typed: self.words.iter().map(|word| word.word.count).sum(),
        };
        let mut analyzer = self.engine.schema.analyzer();
        self.added = feedback.words(how, &first, &mut analyzer, &self.statistics)?;
        self.typed_alone = typed_alone;
        Ok(())
    }
}

/// The searched fields with what an occurrence in them counts.
fn field_weights(engine: &Engine, plan: &QueryPlan, statistics: &Statistics) -> Vec<FieldWeight> {
    let searched = engine.schema.searched();
    searched
        .map(|(field, boost)| {
            let name = engine.schema.tantivy.get_field_name(field).to_owned();
            let weight = plan.ranking.weights.get(&name).copied();
            let boost = weight.unwrap_or(f64::from(boost));
            let average_length = statistics.average_length(field);
            FieldWeight {
                by_length: plan.ranking.by_length(boost, average_length),
                field,
                boost,
                average_length,
                name,
            }
        })
        .collect()
}

/// The rows of terms that a word may be in a field.
fn rows(word: &RankedWord, field: Field) -> impl Iterator<Item = Vec<Term>> {
    let is_searched = word.field.is_none_or(|only| only == field);
    let forms = word.forms.iter().chain(&word.aliases);
    forms.filter(move |_| is_searched).map(move |form| {
        form.iter()
            .map(|text| Term::from_field_text(field, text))
            .collect()
    })
}

fn row_query(mut terms: Vec<Term>) -> Box<dyn Query> {
    if terms.len() == 1 {
        let option = IndexRecordOption::WithFreqs;
        Box::new(TermQuery::new(terms.remove(0), option))
    } else {
        Box::new(PhraseQuery::new(terms))
    }
}

/// Puts equal scores in the order of ties, those in the places before `to`.
fn order_ties(scored: &mut [Scored], to: usize, ties: &mut Ties) -> tantivy::Result<()> {
    let mut begin = 0;
    for equals in scored.chunk_by_mut(|a, b| a.score.total_cmp(&b.score).is_eq()) {
        if begin >= to {
            break;
        }
        let wanted = to - begin;
        begin += equals.len();
        if equals.len() > 1 {
            let mut addresses: Vec<_> = equals.iter().map(|equal| equal.address).collect();
            ties.sort_first(&mut addresses, wanted)?;
            for (place, address) in equals.iter_mut().zip(addresses) {
                place.address = address;
            }
        }
    }
    Ok(())
}

/// Puts those in the order of ties that equal both the last before a place and the first behind.
fn order_ties_at(scored: &mut [Scored], place: usize, ties: &mut Ties) -> tantivy::Result<()> {
    let Some((last, first)) = scored.get(place.wrapping_sub(1)).zip(scored.get(place)) else {
        return Ok(());
    };
    if last.score.total_cmp(&first.score).is_ne() {
        return Ok(());
    }
    let equal = |own: &Scored| own.score.total_cmp(&first.score).is_eq();
    let begin = scored.iter().position(equal).unwrap_or(place);
    order_ties(&mut scored[begin..], place - begin, ties)
}

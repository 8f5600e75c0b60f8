//! The words that tell the matches of a query from the rest of the archive.
//!
//! The measure is the log-likelihood ratio G² of Dunning (1993) over a table of two by two: articles
//! that match or not, with the word or without. Articles are counted, not occurrences, so that one
//! long article does not make a word. In an archive of several languages a word is compared with the
//! articles in its own: to the others each of its function words would be telling. The words are
//! looked for in some of the matches if there are many; their counts are exact.

use super::vocabulary::{Vocabulary, documents_with, estimate};
use crate::analysis::Language;
use crate::query::engine::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::rank::counted::{DayColumn, number_of};
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::in_languages::InLanguages;
use crate::schema::StoredArticles;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use tantivy::schema::Field;

/// So many matches are read at most, spread evenly over all of them.
const MOST_READ: u64 = 1_000;

/// So many of one period, of which there may be many.
const MOST_READ_OF_PERIOD: u64 = 300;

/// A word that more than half of all articles have says nothing about some of them, in an archive of
/// at least so many.
const LEAST_ARCHIVE: u64 = 100;

/// So many words are counted exactly, for each that is wanted.
const CANDIDATES: usize = 4;

/// A word with one matching article is no sign of anything.
const LEAST_ARTICLES: u64 = 2;

/// A word that tells the matches from the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyTerm {
    /// The word in its most frequent spelling. It stands for all its forms.
    pub term: String,
    /// The log-likelihood ratio G²: above 10.83 with p < .001.
    pub score: f64,
    /// The number of matching articles that have it.
    pub count: u64,
    /// The number of all articles that have it.
    pub all: u64,
}

/// The words that tell the matches of a query from the rest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyTerms {
    /// The words, the most telling first.
    pub terms: Vec<KeyTerm>,
    /// The number of articles that match.
    pub total: u64,
    /// The number of all articles.
    pub all: u64,
    /// The number of matching articles in which the words were looked for.
    pub read: u64,
}

impl Engine<'_> {
    /// The `most` words that tell the matches of `plan` from the other articles of `all`; with `days`
    /// the matches from one day to another. The words of the query are left out.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn key_terms(
        &self,
        plan: &QueryPlan,
        all: &QueryPlan,
        days: Option<(Date, Date)>,
        most: usize,
    ) -> Result<KeyTerms, SearchError> {
        self.here("telling words")?;
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let (mut found, all) = (self.sets(plan)?, self.sets(all)?);
        if let Some((first, last)) = days {
            self.retain_days(&mut found, first, last)?;
        }
        let whole = Compared::new(found, all);
        let most_read = match days {
            None => MOST_READ,
            Some(_) => MOST_READ_OF_PERIOD,
        };
        let vocabulary = self.read_some(plan, &whole.found, whole.total, most_read)?;
        let by_language = self.by_language(&vocabulary, &whole)?;
        let compared = |language: Language| by_language.get(&language).unwrap_or(&whole);
        let mut terms = KeyTerms {
            terms: Vec::new(),
            total: whole.total,
            all: whole.articles,
            read: vocabulary.articles.into(),
        };
        let snapshot = self.snapshot;
        let fields = [snapshot.schema.fields.headline, snapshot.schema.fields.body];
        let mut candidates = Vec::new();
        for (term, word) in vocabulary.words() {
            let is_typed = || {
                plan.highlights
                    .has_word(term, &word.written().to_lowercase())
            };
            if u64::from(word.articles) < LEAST_ARTICLES.min(whole.total) || is_typed() {
                continue;
            }
            let own = compared(word.language);
            let with = estimate(snapshot, &fields, term)?.min(own.articles);
            let share = f64::from(word.articles) / f64::from(vocabulary.articles.max(1));
            let count = (share * as_f64(whole.total)).min(as_f64(with.min(own.total)));
            let score = own.log_likelihood(count, as_f64(with));
            if score > 0.0 {
                candidates.push((score, term, word));
            }
        }
        candidates.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        candidates.truncate(most.saturating_mul(CANDIDATES).max(50));
        for (_, term, word) in candidates {
            plan.deadline.check().map_err(tantivy::TantivyError::from)?;
            let own = compared(word.language);
            let (count, with) = self.count_in(term, &fields, own)?;
            let score = own.log_likelihood(as_f64(count), as_f64(with));
            let is_usual = own.articles >= LEAST_ARCHIVE && with > own.articles / 2;
            if score > 0.0 && !is_usual {
                let (count, all) = if by_language.is_empty() {
                    (count, with)
                } else {
                    self.count_in(term, &fields, &whole)?
                };
                terms.terms.push(KeyTerm {
                    term: word.written().to_owned(),
                    score,
                    count,
                    all,
                });
            }
        }
        let order =
            |a: &KeyTerm, b: &KeyTerm| b.score.total_cmp(&a.score).then(a.term.cmp(&b.term));
        terms.terms.sort_by(order);
        terms.terms.truncate(most);
        Ok(terms)
    }

    /// The living documents that match, by segment.
    fn sets(&self, plan: &QueryPlan) -> tantivy::Result<Vec<DocumentSet>> {
        let mut sets = Vec::new();
        self.each_match(plan, |_, found| {
            sets.push(found.clone());
            Ok(())
        })?;
        Ok(sets)
    }

    /// Leaves the documents from one day to another.
    fn retain_days(
        &self,
        found: &mut [DocumentSet],
        first: Date,
        last: Date,
    ) -> tantivy::Result<()> {
        let wanted = number_of(first)..=number_of(last);
        let segments = self.snapshot.searcher.segment_readers();
        for (reader, documents) in segments.iter().zip(found) {
            let days = DayColumn::open(reader)?;
            let mut within = DocumentSet::none(reader.max_doc());
            for doc in documents.docs() {
                if days.of(doc).is_some_and(|day| wanted.contains(&day)) {
                    within.insert(doc);
                }
            }
            *documents = within;
        }
        Ok(())
    }

    /// The words of some of the matches.
    fn read_some(
        &self,
        plan: &QueryPlan,
        found: &[DocumentSet],
        total: u64,
        most: u64,
    ) -> tantivy::Result<Vocabulary> {
        let schema = self.snapshot.schema;
        let mut analyzer = schema.analyzer();
        let mut vocabulary = Vocabulary::default();
        let mut number = 0;
        for (segment, documents) in (0..).zip(found) {
            let reader = self.snapshot.searcher.segment_reader(segment);
            let store = StoredArticles::open(schema, reader)?;
            for doc in documents.docs() {
                number += 1;
                let is_read = |number: u64| number * most.min(total) / total.max(1);
                if is_read(number) > is_read(number - 1) {
                    plan.deadline.check()?;
                    let article = store.article(doc)?;
                    analyzer.set_language(schema.language_of(&article));
                    vocabulary.add(&article, &mut analyzer);
                }
            }
        }
        Ok(vocabulary)
    }

    /// What the words of each language are compared with; nothing if the archive has one language.
    fn by_language(
        &self,
        vocabulary: &Vocabulary,
        whole: &Compared,
    ) -> tantivy::Result<BTreeMap<Language, Compared>> {
        let mut compared = BTreeMap::new();
        if self.snapshot.tokens.languages.len() < 2 {
            return Ok(compared);
        }
        for (_, word) in vocabulary.words() {
            let language = word.language;
            if let Entry::Vacant(entry) = compared.entry(language) {
                let snapshot = self.snapshot;
                let within = InLanguages::open(snapshot.searcher, snapshot.tokens, &[language])?;
                entry.insert(whole.within(&within));
            }
        }
        Ok(compared)
    }

    /// The number of articles with a term: of those that match, and of all.
    fn count_in(
        &self,
        term: &str,
        fields: &[Field],
        compared: &Compared,
    ) -> tantivy::Result<(u64, u64)> {
        let (mut count, mut with) = (0, 0);
        let segments = self.snapshot.searcher.segment_readers();
        for ((reader, found), all) in segments.iter().zip(&compared.found).zip(&compared.all) {
            let documents = documents_with(self.snapshot, reader, fields, term)?;
            count += documents.count_shared(found);
            with += documents.count_shared(all);
        }
        Ok((count, with.max(count)))
    }
}

/// The articles that are compared: those that match, and all, by segment.
struct Compared {
    found: Vec<DocumentSet>,
    all: Vec<DocumentSet>,
    /// The number of articles that match.
    total: u64,
    /// The number of all articles.
    articles: u64,
}

impl Compared {
    fn new(found: Vec<DocumentSet>, all: Vec<DocumentSet>) -> Self {
        let number = |sets: &[DocumentSet]| sets.iter().map(DocumentSet::count).sum::<u64>();
        let total = number(&found);
        Self {
            total,
            articles: number(&all).max(total),
            found,
            all,
        }
    }

    /// Those of them in some languages.
    fn within(&self, languages: &InLanguages) -> Self {
        let of = |sets: &[DocumentSet]| {
            let sets = (0..).zip(sets);
            let own = sets.map(|(segment, set)| match languages.of_segment(segment) {
                None => set.clone(),
                Some(is_in) => set.filtered(is_in),
            });
            own.collect()
        };
        Self::new(of(&self.found), of(&self.all))
    }

    /// G² of a word that `count` of the matches have and `with` of all articles.
    fn log_likelihood(&self, count: f64, with: f64) -> f64 {
        log_likelihood(count, as_f64(self.total), with, as_f64(self.articles))
    }
}

/// G² of a word that `count` of `total` matches have and `with` of all `articles`; 0 if it is not more
/// frequent in the matches than in the rest.
fn log_likelihood(count: f64, total: f64, with: f64, articles: f64) -> f64 {
    let rest = articles - total;
    let with = with.max(count);
    if rest <= 0.0 || count * rest <= (with - count) * total {
        return 0.0;
    }
    let cells = [
        (count, total, with),
        (total - count, total, articles - with),
        (with - count, rest, with),
        (rest - (with - count), rest, articles - with),
    ];
    let parts = cells.iter().map(|(observed, row, column)| {
        let expected = row * column / articles;
        if *observed > 0.0 && expected > 0.0 {
            observed * (observed / expected).ln()
        } else {
            0.0
        }
    });
    2.0 * parts.sum::<f64>()
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::log_likelihood;

    #[test]
    fn the_ratio_is_that_of_the_table() {
        // 2 (30 ln 30/5 + 70 ln 70/95 + 20 ln 20/45 + 880 ln 880/855)
        let score = log_likelihood(30.0, 100.0, 50.0, 1000.0);
        assert!((score - 83.04).abs() < 0.01, "{score}");
        for (count, total, with, articles) in [
            (5.0, 100.0, 50.0, 1000.0),
            (1.0, 100.0, 50.0, 1000.0),
            (100.0, 100.0, 100.0, 100.0),
            (0.0, 0.0, 0.0, 0.0),
        ] {
            assert!(log_likelihood(count, total, with, articles).abs() < f64::EPSILON);
        }
    }
}

//! The words that tell the matches of a query from the rest of the archive.
//!
//! The measure is the log-likelihood ratio G² of Dunning (1993) over a table of two by two: articles
//! that match or not, with the word or without. Articles are counted, not occurrences, so that one
//! long article does not make a word. In an archive of several languages a word is compared with the
//! articles in its own: to the others each of its function words would be telling. The words are
//! looked for in some of the matches if there are many; their counts are exact.

use super::compared::{Background, Compared, as_f64};
use super::vocabulary::{Vocabulary, Word, documents_with, estimates, with_word};
use crate::analysis::Language;
use crate::article::SECONDS_A_DAY;
use crate::query::elsewhere::Condition;
use crate::query::engine::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::rank::counted::{DayColumn, number_of};
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::in_languages::InLanguages;
use crate::schema::StoredArticles;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
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

/// So many words are estimated at once.
const AT_ONCE: usize = 500;

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
    /// All articles that `plan` finds, for [`key_terms`](Self::key_terms).
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn background<'p>(&self, plan: &'p QueryPlan) -> Result<Background<'p>, SearchError> {
        let there = self.counts_elsewhere(plan, &[Condition::All])?[0];
        Ok(Background::new(plan, self.sets(plan)?, there))
    }

    /// The `most` words that tell the matches of `plan` from the other articles of `background`;
    /// with `days` the matches from one day to another. The words of the query are left out.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn key_terms(
        &self,
        plan: &QueryPlan,
        background: &mut Background<'_>,
        days: Option<(Date, Date)>,
        most: usize,
    ) -> Result<KeyTerms, SearchError> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let mut found = self.sets(plan)?;
        if let Some((first, last)) = days {
            self.retain_days(&mut found, first, last)?;
        }
        let within = match days {
            Some((first, last)) => of_days(first, last),
            None => Condition::All,
        };
        let contrast = Contrast {
            plan,
            everything: background.plan,
            within,
        };
        let there = self.matches_elsewhere(&contrast, &Condition::All)?;
        let whole = background.compared(found, there);
        let most_read = match days {
            None => MOST_READ,
            Some(_) => MOST_READ_OF_PERIOD,
        };
        let mut vocabulary = self.read_some(plan, &whole.found, whole.total, most_read)?;
        self.read_some_elsewhere(&contrast, (whole.total, most_read), &mut vocabulary)?;
        let compared = self.by_language(&vocabulary, whole, &contrast, background)?;
        let whole = &compared.whole;
        let mut terms = KeyTerms {
            terms: Vec::new(),
            total: whole.total,
            all: whole.articles,
            read: vocabulary.articles.into(),
        };
        let snapshot = self.snapshot;
        let fields = [snapshot.schema.fields.headline, snapshot.schema.fields.body];
        let candidates = self.likely_words(&vocabulary, &contrast, &compared, most)?;
        let words: Vec<(Condition, &Condition)> = candidates
            .iter()
            .map(|(term, word)| {
                let with = with_word(self, &fields, term);
                (with, &compared.of(word.language).language)
            })
            .collect();
        let there = self.words_elsewhere(&contrast, &words)?;
        for ((term, word), there) in candidates.into_iter().zip(there) {
            plan.deadline.check().map_err(tantivy::TantivyError::from)?;
            let own = compared.of(word.language);
            let (count, with) = self.count_in(term, &fields, own)?;
            let count = count + there.own.0;
            let with = (with + there.own.1).max(count);
            let score = own.log_likelihood(as_f64(count), as_f64(with));
            let is_usual = own.articles >= LEAST_ARCHIVE && with > own.articles / 2;
            if score > 0.0 && !is_usual {
                let (count, all) = if compared.by_language.is_empty() {
                    (count, with)
                } else {
                    let (count, with) = self.count_in(term, &fields, whole)?;
                    let count = count + there.whole.0;
                    (count, (with + there.whole.1).max(count))
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

    /// The words whose exact counts may make them the first: those with the highest scores as far as
    /// some of the matches and estimates tell.
    fn likely_words<'v>(
        &self,
        vocabulary: &'v Vocabulary,
        contrast: &Contrast,
        compared: &ByLanguage,
        most: usize,
    ) -> Result<Vec<(&'v str, &'v Word)>, SearchError> {
        let snapshot = self.snapshot;
        let fields = [snapshot.schema.fields.headline, snapshot.schema.fields.body];
        let whole = &compared.whole;
        let mut likely: Vec<_> = vocabulary.words().collect();
        likely.retain(|(term, word)| {
            let typed = || {
                contrast
                    .plan
                    .highlights
                    .has_word(term, &word.written().to_lowercase())
            };
            u64::from(word.articles) >= LEAST_ARTICLES.min(whole.total) && !typed()
        });
        let wanted = most.saturating_mul(CANDIDATES).max(50);
        let share = |word: &Word| f64::from(word.articles) / f64::from(vocabulary.articles.max(1));
        // Those that most of the matches have come first: how far the score of a word can go
        // follows from that alone.
        likely.sort_unstable_by(|a, b| b.1.articles.cmp(&a.1.articles).then(a.0.cmp(b.0)));
        let mut candidates: Vec<(f64, &str, &Word)> = Vec::new();
        for likely in likely.chunks(AT_ONCE) {
            contrast
                .plan
                .deadline
                .check()
                .map_err(tantivy::TantivyError::from)?;
            let highest_count = share(likely[0].1) * as_f64(whole.total);
            let each = compared.by_language.values().chain(std::iter::once(whole));
            let highest = each.map(|own| {
                let count = highest_count.min(as_f64(own.total));
                own.log_likelihood(count, count)
            });
            let highest = highest.fold(0.0, f64::max);
            if candidates.len() >= wanted && candidates[wanted - 1].0 > highest {
                break;
            }
            let words: Vec<&str> = likely.iter().map(|(term, _)| *term).collect();
            let estimates = estimates(self, contrast.everything, &fields, &words)?;
            for ((term, word), with) in likely.iter().zip(estimates) {
                let own = compared.of(word.language);
                let with = with.min(own.articles);
                let count = share(word) * as_f64(whole.total);
                let count = count.min(as_f64(with.min(own.total)));
                let score = own.log_likelihood(count, as_f64(with));
                if score > 0.0 {
                    candidates.push((score, term, word));
                }
            }
            candidates.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            candidates.truncate(wanted);
        }
        let candidates = candidates.into_iter();
        Ok(candidates.map(|(_, term, word)| (term, word)).collect())
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
        let mut analyzer = schema.pooled_analyzer();
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

    /// What the words of each language are compared with.
    fn by_language(
        &self,
        vocabulary: &Vocabulary,
        whole: Compared,
        contrast: &Contrast,
        background: &mut Background<'_>,
    ) -> Result<ByLanguage, SearchError> {
        let mut by_language = BTreeMap::new();
        let snapshot = self.snapshot;
        if snapshot.tokens.languages.len() < 2 {
            return Ok(ByLanguage { whole, by_language });
        }
        let languages: BTreeSet<_> = vocabulary.words().map(|(_, word)| word.language).collect();
        for language in languages {
            let deadline = contrast.plan.deadline;
            deadline.check().map_err(tantivy::TantivyError::from)?;
            let open = || InLanguages::open(snapshot.searcher, snapshot.tokens, &[language]);
            let all = |own: &Condition| {
                let all = self.counts_elsewhere(contrast.everything, std::slice::from_ref(own));
                Ok::<_, SearchError>(all?[0])
            };
            background.add(language, || Ok(open()?), all)?;
            let matches = |own: &Condition| self.matches_elsewhere(contrast, own);
            if let Some(own) = background.in_language(language, &whole.found, matches)? {
                by_language.insert(language, own);
            }
        }
        Ok(ByLanguage { whole, by_language })
    }

    /// The number of matches elsewhere in a language.
    fn matches_elsewhere(
        &self,
        contrast: &Contrast,
        language: &Condition,
    ) -> Result<u64, SearchError> {
        let found = Condition::all(vec![contrast.within.clone(), language.clone()]);
        Ok(self.counts_elsewhere(contrast.plan, &[found])?[0])
    }

    /// The number of articles elsewhere that have each word, in its language and in any.
    fn words_elsewhere(
        &self,
        contrast: &Contrast,
        words: &[(Condition, &Condition)],
    ) -> Result<Vec<WordThere>, SearchError> {
        let (mut all, mut found) = (Vec::new(), Vec::new());
        for (with, language) in words {
            for language in [*language, &Condition::All] {
                let own = vec![with.clone(), language.clone()];
                found.push(Condition::all(
                    [&own[..], std::slice::from_ref(&contrast.within)].concat(),
                ));
                all.push(Condition::all(own));
            }
        }
        let found = self.counts_elsewhere(contrast.plan, &found)?;
        let all = self.counts_elsewhere(contrast.everything, &all)?;
        let each = found.chunks(2).zip(all.chunks(2));
        Ok(each
            .map(|(found, all)| WordThere {
                own: (found[0], all[0]),
                whole: (found[1], all[1]),
            })
            .collect())
    }

    /// Adds the words of some of the matches elsewhere: as large a part as is read here.
    fn read_some_elsewhere(
        &self,
        contrast: &Contrast,
        (total, most): (u64, u64),
        vocabulary: &mut Vocabulary,
    ) -> Result<(), SearchError> {
        let plan = contrast.plan;
        let mut analyzer = self.snapshot.schema.pooled_analyzer();
        for (part, matching) in self.far(plan)? {
            let matching = Condition::all(vec![matching, contrast.within.clone()]);
            let counts = part.search.counts(std::slice::from_ref(&matching));
            let count: u64 = counts.map_err(SearchError::Elsewhere)?.iter().sum();
            let most = (count * most.min(total)).div_ceil(total.max(1));
            let some = part.search.some(&matching, most);
            for (article, language) in some.map_err(SearchError::Elsewhere)? {
                plan.deadline.check().map_err(tantivy::TantivyError::from)?;
                analyzer.set_language(language);
                vocabulary.add(&article, &mut analyzer);
            }
        }
        Ok(())
    }

    /// The number of articles here with a term: of those that match, and of all.
    fn count_in(
        &self,
        term: &str,
        fields: &[Field],
        compared: &Compared,
    ) -> tantivy::Result<(u64, u64)> {
        let (mut count, mut with) = (0, 0);
        let segments = self.snapshot.searcher.segment_readers();
        let sets = compared.found.iter().zip(compared.all.iter());
        for (reader, (found, all)) in segments.iter().zip(sets) {
            let documents = documents_with(self.snapshot, reader, fields, term)?;
            count += documents.count_shared(found);
            with += documents.count_shared(all);
        }
        Ok((count, with))
    }
}

/// What words are compared in, by their language.
struct ByLanguage {
    whole: Compared,
    /// Nothing if the archive has one language.
    by_language: BTreeMap<Language, Compared>,
}

impl ByLanguage {
    fn of(&self, language: Language) -> &Compared {
        self.by_language.get(&language).unwrap_or(&self.whole)
    }
}

/// What is compared, where articles are elsewhere.
struct Contrast<'a> {
    plan: &'a QueryPlan,
    everything: &'a QueryPlan,
    /// The days of the matches.
    within: Condition,
}

/// The articles elsewhere that have a word: of those that match, and of all.
struct WordThere {
    /// In its language.
    own: (u64, u64),
    /// In any.
    whole: (u64, u64),
}

/// The articles from one day to another, both included.
fn of_days(first: Date, last: Date) -> Condition {
    let start = |day: i32| i64::from(day) * SECONDS_A_DAY;
    let (from, to) = (
        start(number_of(first)),
        start(number_of(last)) + SECONDS_A_DAY,
    );
    Condition::Range("published_local".to_owned(), Some(from), Some(to))
}

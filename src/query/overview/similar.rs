//! Other articles on the subject of one article.
//!
//! Its most telling words are searched for: frequent in it and rare in the archive. How many there
//! are is bounded, however long the article is, and each is looked up in the index as it is now, so
//! an article that is gone takes nothing along. docs/ranking.md has what was measured.

use super::vocabulary::{Vocabulary, documents_with, estimates, with_word};
use crate::analysis::{NewsAnalyzer, terms_of_key};
use crate::article::Article;
use crate::query::ask::Ask;
use crate::query::elsewhere::Condition;
use crate::query::engine::folded::Folded;
use crate::query::engine::{Engine, SearchError};
use crate::query::page::{SearchHit, SearchPage};
use crate::query::passages::{Mark, Pattern};
use crate::query::plan::QueryPlan;
use crate::query::plan::queries::{any_of, sequence, terms};
use crate::query::plan::synonyms::groups::Synonyms;
use crate::query::plan::words::RankedWord;
use crate::query::rank::statistics::Statistics;
use crate::query::request::ranking::Ranking;
use crate::query::request::{SearchRequest, SortOrder};
use crate::schema::PooledAnalyzer;
use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

/// The number of words that are searched for.
const MOST_TERMS: usize = 30;

/// A headline says in few words what the text is about: its words count so many times.
const HEADLINE: u32 = 3;

/// A word is looked for only if at least so many articles have it, the article itself included.
const LEAST_ARTICLES: u64 = 2;

/// The most articles that are looked at to find enough that are no copies.
const MOST_READ: usize = 2_000;

/// So many more articles are looked at than are wanted, for the article itself and its copies.
const SPARE: usize = 10;

/// The length of the sequences of words by which a copy is known.
const SHINGLE: usize = 4;

/// An article is a copy if it shares this share of the sequences of the shorter one.
const COPY: f64 = 0.5;

/// A word that was searched for.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectTerm {
    /// The word, as the article writes it most.
    pub term: String,
    /// Its weight: its frequency in the article, damped, times its rarity in the archive.
    pub score: f64,
    /// The number of articles that have it.
    pub count: u64,
}

/// A word to search for.
struct Wanted {
    term: String,
    /// In the article, damped.
    frequency: f64,
    shown: SubjectTerm,
}

/// Articles on the subject of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// The words that were searched for, the weightiest first.
    pub terms: Vec<SubjectTerm>,
    /// The articles, the most similar first. Their number is that of all other articles with one of
    /// the words, copies as well.
    pub page: SearchPage,
    /// How many copies of the article, or of a hit, were left out before the last hit.
    pub copies: u64,
}

impl Engine<'_> {
    /// Articles on the subject of `article`, of those that a request finds; its words only limit
    /// them. The article itself, which is in `archive`, and copies of it are left out.
    ///
    /// # Errors
    /// If the segments cannot be read, or the request's deadline has passed.
    pub fn similar(
        &self,
        article: &Article,
        archive: &str,
        request: &SearchRequest,
    ) -> Result<Similar, SearchError> {
        let began = Instant::now();
        let schema = self.snapshot.schema;
        let mut analyzer = schema.pooled_analyzer();
        analyzer.set_language(schema.language_of(article));
        let terms = self.subject(article)?;
        let mut plan = self.plan_for(&terms, request)?;
        let query: Vec<_> = terms.iter().map(|word| word.shown.term.clone()).collect();
        let mut similar = Similar {
            terms: terms.iter().map(|word| word.shown.clone()).collect(),
            copies: 0,
            page: SearchPage {
                archives: self.snapshot.archives.to_vec(),
                query: query.join(" "),
                notes: Vec::new(),
                words: Vec::new(),
                total: 0,
                offset: request.offset as u64,
                hits: Vec::new(),
                suggestions: Vec::new(),
                took: began.elapsed(),
            },
        };
        if similar.terms.is_empty() {
            return Ok(similar);
        }
        let wanted = request.offset.saturating_add(request.limit);
        let most = wanted.saturating_add(SPARE).max(MOST_READ);
        plan.limit = wanted.saturating_add(SPARE);
        let mut looked_at = 0;
        let mut gathered = Gathered {
            article,
            archive,
            source: Shingles::of(article, &mut analyzer),
            analyzer,
            shown: VecDeque::new(),
            offset: request.offset,
            wanted,
            rank: 0,
            itself: 0,
            copies: 0,
            hits: Vec::new(),
        };
        loop {
            let ranked = match &self.elsewhere {
                None => self.gather_after(&plan, looked_at, &mut gathered)?,
                // Patterns in the request are made words where its candidates are.
                Some(far) => self.on_few(far, &plan, true, |engine, _, _| {
                    let own = QueryPlan {
                        limit: plan.limit,
                        ..engine.plan_for(&terms, request)?
                    };
                    engine.gather_after(&own, looked_at, &mut gathered)
                })?,
            };
            looked_at = ranked;
            if gathered.is_full() || ranked < plan.limit || plan.limit >= most {
                break;
            }
            plan.limit = plan.limit.saturating_mul(4).min(most);
        }
        similar.copies = gathered.copies;
        similar.page.hits = gathered.hits;
        let left_out = gathered.itself + gathered.copies;
        similar.page.total = self.total(&plan)?.saturating_sub(left_out);
        similar.page.took = began.elapsed();
        Ok(similar)
    }

    /// Takes the hits of a plan after the first `after`, until enough are there. Returns how many were
    /// ranked.
    fn gather_after(
        &self,
        plan: &QueryPlan,
        after: usize,
        gathered: &mut Gathered<'_>,
    ) -> Result<usize, SearchError> {
        let mut analyzer = self.snapshot.schema.pooled_analyzer();
        let ranked = self.ranked(plan)?;
        for scored in ranked.iter().skip(after) {
            if gathered.is_full() {
                break;
            }
            plan.deadline.check().map_err(tantivy::TantivyError::from)?;
            let hit = self.hit(plan, 0, &Folded::of(*scored), &mut analyzer)?;
            gathered.take(hit);
        }
        Ok(ranked.len())
    }

    /// The weightiest words of an article: their terms, and how they are shown.
    fn subject(&self, article: &Article) -> Result<Vec<Wanted>, SearchError> {
        let snapshot = self.snapshot;
        let mut analyzer = snapshot.schema.pooled_analyzer();
        analyzer.set_language(snapshot.schema.language_of(article));
        let mut vocabulary = Vocabulary::default();
        let headline = Article {
            headline: article.headline.clone(),
            ..Article::default()
        };
        for _ in 1..HEADLINE {
            vocabulary.add(&headline, &mut analyzer);
        }
        vocabulary.add(article, &mut analyzer);
        let languages = [analyzer.language()];
        let statistics = Statistics::of_all(snapshot, &languages)?;
        let fields = [snapshot.schema.fields.headline, snapshot.schema.fields.body];
        let all = QueryPlan::new(
            &SearchRequest {
                any_status: true,
                ..SearchRequest::new(Ask::default(), 0)
            },
            snapshot.schema,
            &Synonyms::default(),
        );
        let words: Vec<_> = vocabulary.words().collect();
        let terms: Vec<&str> = words.iter().map(|(term, _)| *term).collect();
        let counts = estimates(self, &all, &fields, &terms)?;
        let mut likely = Vec::new();
        for ((term, word), count) in words.into_iter().zip(counts) {
            if count >= LEAST_ARTICLES {
                let frequency = 1.0 + f64::from(word.occurrences).ln();
                likely.push((frequency * statistics.idf(count), term, word, frequency));
            }
        }
        likely.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        likely.truncate(2 * MOST_TERMS);
        let with_words: Vec<_> = likely
            .iter()
            .map(|(_, term, ..)| with_word(self, &fields, term))
            .collect();
        let there = self.counts_elsewhere(&all, &with_words)?;
        // Estimates count deleted articles too, which may not decide.
        let mut subject = Vec::with_capacity(likely.len());
        for ((_, term, word, frequency), mut count) in likely.into_iter().zip(there) {
            for reader in snapshot.searcher.segment_readers() {
                let mut documents = documents_with(snapshot, reader, &fields, term)?;
                documents.retain_alive(reader);
                count += documents.count();
            }
            if count >= LEAST_ARTICLES {
                subject.push(Wanted {
                    term: term.to_owned(),
                    frequency,
                    shown: SubjectTerm {
                        term: word.written().to_owned(),
                        score: frequency * statistics.idf(count),
                        count,
                    },
                });
            }
        }
        let weight = |word: &Wanted| word.shown.score;
        subject.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.term.cmp(&b.term)));
        subject.truncate(MOST_TERMS);
        Ok(subject)
    }

    /// The plan that looks for any of these words among what the request finds.
    fn plan_for(
        &self,
        words: &[Wanted],
        request: &SearchRequest,
    ) -> Result<QueryPlan, SearchError> {
        let schema = self.snapshot.schema;
        let ask = if request.ask.is_empty() {
            Ask::default()
        } else {
            Ask::of_condition(request.ask.as_condition())
        };
        let request = SearchRequest {
            ask,
            sort: SortOrder::Relevance,
            offset: 0,
            ranking: Ranking {
                coordination: 0.0,
                proximity: 0.0,
                passage: 0.0,
                window: 0,
                ..request.ranking.clone()
            },
            expansion: None,
            ..request.clone()
        };
        let plan = QueryPlan::new(&request, schema, &Synonyms::default());
        let again = self.with_words(&plan)?;
        let mut plan = again.unwrap_or(plan);
        // The query of the request limits, and the words of the article rank.
        let required = std::mem::take(&mut plan.conditions.required);
        plan.conditions.filters.extend(required);
        plan.words.clear();
        let mut any = Vec::new();
        let fields = [schema.fields.headline, schema.fields.body];
        for word in words {
            any.push(with_word(self, &fields, &word.term));
            let form = terms_of_key(&word.term);
            let in_fields = fields.iter().map(|field| sequence(terms(*field, &form)));
            plan.conditions.optional.push(any_of(in_fields.collect()));
            plan.conditions.optional_texts.push(word.shown.term.clone());
            let pattern = Pattern::Sequence(vec![form.clone()]);
            plan.highlights.add(Mark {
                field: None,
                pattern,
            });
            let mut ranked = RankedWord::added(&word.term);
            if form.len() > 1 {
                ranked.forms = vec![form];
            }
            plan.words.push(RankedWord {
                boost: word.frequency,
                ..ranked
            });
        }
        plan.portable.filters.push(Condition::any(any));
        // It is complete, and must not be made again.
        plan.open = None;
        Ok(plan)
    }
}

/// The similar articles so far.
struct Gathered<'a> {
    article: &'a Article,
    /// The archive of the article.
    archive: &'a str,
    source: Shingles,
    /// That of the article's language.
    analyzer: PooledAnalyzer<'a>,
    /// The texts of the last ones.
    shown: VecDeque<Shingles>,
    offset: usize,
    /// So many are enough, with those before the offset.
    wanted: usize,
    rank: usize,
    /// How often the article itself, or a version of it, was met.
    itself: u64,
    copies: u64,
    hits: Vec<SearchHit>,
}

impl Gathered<'_> {
    fn is_full(&self) -> bool {
        self.rank >= self.wanted
    }

    /// Takes the next hit, unless it is the article or a copy of what is there.
    fn take(&mut self, mut hit: SearchHit) {
        let article = self.article;
        let is_itself = hit.archive == self.archive && hit.article.origin == article.origin;
        if is_itself || is_version(&hit.article, article) {
            self.itself += 1;
            return;
        }
        let text = Shingles::of(&hit.article, &mut self.analyzer);
        // A text that stands in several papers is shown once. Parts of a text are copies here, too.
        if self.source.is_copy(&text) || self.shown.iter().any(|other| other.is_copy(&text)) {
            self.copies += 1;
            return;
        }
        self.shown.push_back(text);
        if self.shown.len() > MOST_COMPARED {
            self.shown.pop_front();
        }
        self.rank += 1;
        if self.rank > self.offset {
            hit.rank = self.rank as u64;
            self.hits.push(hit);
        }
    }
}

/// Whether one is a version of the other: an id is that of one article of a publication only.
/// An id without a publication proves nothing: exports number their articles from 1.
fn is_version(one: &Article, other: &Article) -> bool {
    one.id == other.id && one.source.is_some() && one.source == other.source
}

/// With so many of the articles before it a similar one is compared, so that a text is shown once.
const MOST_COMPARED: usize = 100;

/// The sequences of words of an article, as hashes.
struct Shingles(HashSet<u64>);

impl Shingles {
    fn of(article: &Article, analyzer: &mut NewsAnalyzer) -> Self {
        let mut last: VecDeque<u64> = VecDeque::with_capacity(SHINGLE + 1);
        let mut shingles = HashSet::new();
        analyzer.each_word(&article.body, |_, term| {
            let mut hasher = DefaultHasher::new();
            term.hash(&mut hasher);
            last.push_back(hasher.finish());
            if last.len() > SHINGLE {
                last.pop_front();
            }
            if last.len() == SHINGLE {
                let mut hasher = DefaultHasher::new();
                last.hash(&mut hasher);
                shingles.insert(hasher.finish());
            }
        });
        Self(shingles)
    }

    /// Whether two texts share most of their sequences.
    fn is_copy(&self, other: &Self) -> bool {
        let shared = self.0.intersection(&other.0).count();
        let shorter = self.0.len().min(other.0.len());
        #[allow(
            clippy::cast_precision_loss,
            reason = "articles have fewer than 2^52 words"
        )]
        let is_most = shorter > 0 && shared as f64 >= COPY * shorter as f64;
        is_most
    }
}

//! What a query marks in one article, and the articles of a plan one by one, without passages.
//!
//! The article need not be a hit: the plan is asked of it alone.

use super::count::each_segment;
use super::search::{Engine, SearchError};
use crate::article::Article;
use crate::query::elsewhere::FarArchives;
use crate::query::plan::QueryPlan;
use crate::query::rank::document_set::DocumentSet;
use crate::query::request::SortOrder;
use crate::schema::StoredArticles;
use std::ops::Range;
use tantivy::{DocAddress, SegmentReader};

/// What a query marks in an article: byte ranges, ascending, not overlapping, at character borders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the headline.
    pub headline: Vec<Range<usize>>,
    /// In the body.
    pub body: Vec<Range<usize>>,
}

impl Engine<'_> {
    /// What a plan marks in an article, whether it matches or not.
    ///
    /// # Errors
    /// If the words of the index that patterns fit cannot be read in time.
    pub fn marks(&self, plan: &QueryPlan, article: &Article) -> Result<Marks, SearchError> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let fields = self.snapshot.schema.fields;
        let mut analyzer = self.snapshot.schema.pooled_analyzer();
        analyzer.set_language(self.snapshot.schema.language_of(article));
        let mut marks = |text, field| plan.highlights.ranges(text, field, &mut analyzer);
        Ok(Marks {
            headline: marks(&article.headline, fields.headline),
            body: marks(&article.body, fields.body),
        })
    }

    /// Calls `each` with every article that matches, as [`Self::ranked`] orders them, and the id of
    /// its family of copies. Returns the notes of the plan, with those on the words that its patterns
    /// fit.
    ///
    /// # Errors
    /// If the segments cannot be read, and the errors of `each`.
    pub fn for_each<E: From<SearchError>>(
        &self,
        plan: &QueryPlan,
        mut each: impl FnMut(usize, Article, Option<u64>) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        if let Some(far) = &self.elsewhere {
            if plan.sort != SortOrder::Oldest || plan.sample.is_some() {
                return self.on_few_for_each(far, plan, each);
            }
            let (mut number, end) = (0, plan.offset.saturating_add(plan.limit));
            self.each_by_date(plan, |place, article| {
                number += 1;
                if number > plan.offset && number <= end {
                    each(place, article, None)?;
                }
                Ok::<_, E>(number < end)
            })?;
            return Ok(plan.notes.clone());
        }
        let again = self.with_words(plan).map_err(SearchError::from)?;
        let plan = again.as_ref().unwrap_or(plan);
        for found in self.ranked(plan)? {
            let article = self
                .snapshot
                .article(found.address)
                .map_err(SearchError::from)?;
            let place = self.snapshot.archive_at(found.address);
            each(place, article, self.family_id(found.address))?;
        }
        Ok(plan.notes.clone())
    }

    /// Calls `each` with every article that matches, in the order of the index, until it says that no
    /// more are wanted. Each block of stored articles is unpacked once, and no list of all matches is
    /// made.
    ///
    /// # Errors
    /// If the articles are on other machines, the segments cannot be read, and the errors of `each`.
    pub fn for_each_stored<E: From<SearchError>>(
        &self,
        plan: &QueryPlan,
        mut each: impl FnMut(Article) -> Result<bool, E>,
    ) -> Result<(), E> {
        self.here("articles in the order of the index")?;
        let mut found = Vec::new();
        self.each_match(plan, |_, documents| {
            found.push(documents.clone());
            Ok(())
        })
        .map_err(SearchError::from)?;
        for article in self.stored(&found).skip(plan.offset).take(plan.limit) {
            let (_, article) = article.map_err(SearchError::from)?;
            if !each(article)? {
                break;
            }
        }
        Ok(())
    }

    /// Calls `each` with every segment and its living documents that match.
    pub(in crate::query) fn each_match(
        &self,
        plan: &QueryPlan,
        each: impl FnMut(&SegmentReader, &DocumentSet) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let matching = plan.matching();
        each_segment(
            self.snapshot.searcher,
            matching.as_ref(),
            plan.deadline,
            each,
        )
    }

    /// The stored articles of these documents, a set for each segment, in the order of the index,
    /// each with the place of its archive.
    pub(in crate::query) fn stored<'s>(
        &'s self,
        found: &'s [DocumentSet],
    ) -> impl Iterator<Item = tantivy::Result<(usize, Article)>> + 's {
        let segments = self.snapshot.searcher.segment_readers().iter().zip(found);
        (0..)
            .zip(segments)
            .flat_map(|(segment, (reader, documents))| {
                let archive = self.snapshot.archive_at(DocAddress::new(segment, 0));
                let (store, failed) = match StoredArticles::open(self.snapshot.schema, reader) {
                    Ok(store) => (Some(store), None),
                    Err(error) => (None, Some(Err(error))),
                };
                let articles = store
                    .into_iter()
                    .flat_map(|store| documents.docs().map(move |doc| store.article(doc)))
                    .map(move |article| Ok((archive, article?)));
                failed.into_iter().chain(articles)
            })
    }

    /// [`Self::for_each`] where candidates are brought here.
    fn on_few_for_each<E: From<SearchError>>(
        &self,
        far: &FarArchives,
        plan: &QueryPlan,
        each: impl FnMut(usize, Article, Option<u64>) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let mut failed = None;
        let given = self.on_few(far, plan, false, |engine, plan, _| {
            match engine.for_each(plan, each) {
                Ok(notes) => Ok(notes),
                Err(error) => {
                    failed = Some(error);
                    Ok(Vec::new())
                }
            }
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(given?),
        }
    }
}

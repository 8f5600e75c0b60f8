//! All matches by date, those that are here and those that arrive from elsewhere.
//!
//! The lists of all places are in the same order already, so the earliest of their first articles is the
//! next one. Memory has a page of each.

use crate::article::Article;
use crate::query::elsewhere::Arriving;
use crate::query::engine::search::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::request::SortOrder;
use std::iter::Peekable;

/// What decides the order: the date, the id, the path and the place in the file.
type ByDate<'a> = (bool, i64, &'a str, &'a str, u32);

fn by_date(article: &Article) -> ByDate<'_> {
    let date = article.published.map(|date| date.utc_seconds());
    (
        date.is_none(),
        date.unwrap_or(0),
        &article.id.0,
        article.origin.path.as_str(),
        article.origin.ordinal,
    )
}

impl Engine<'_> {
    /// Calls `each` with every match, the oldest first, and the place of its archive, until it says
    /// that no more are wanted.
    pub(in crate::query) fn each_by_date<E: From<SearchError>>(
        &self,
        plan: &QueryPlan,
        mut each: impl FnMut(usize, Article) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut lists: Vec<(usize, Peekable<Arriving>)> = Vec::new();
        for (part, matching) in self.far(plan)? {
            lists.push((part.place, part.search.each(&matching).peekable()));
        }
        let again = self.with_words_of_here(plan).map_err(SearchError::from)?;
        let here = again.as_ref().unwrap_or(plan);
        debug_assert!(here.sort == SortOrder::Oldest, "lists are by date");
        let all = self.first(here, None, usize::MAX);
        let mut here = all.map_err(SearchError::from)?.into_iter();
        let mut next_here = None;
        loop {
            plan.deadline
                .check()
                .map_err(|error| SearchError::from(tantivy::TantivyError::from(error)))?;
            if next_here.is_none()
                && let Some(found) = here.next()
            {
                let article = self.snapshot.article(found.address);
                let article = article.map_err(SearchError::from)?;
                next_here = Some((self.snapshot.archive_at(found.address), article));
            }
            let mut first: Option<usize> = None;
            for at in 0..lists.len() {
                if let Some(Err(why)) = lists[at].1.peek() {
                    return Err(SearchError::Elsewhere(why.clone()).into());
                }
                let (before, rest) = lists.split_at_mut(at);
                let Some(Ok((own, _))) = rest[0].1.peek() else {
                    continue;
                };
                let is_first = match first {
                    None => true,
                    Some(best) => match before[best].1.peek() {
                        Some(Ok((best, _))) => by_date(own) < by_date(best),
                        _ => true,
                    },
                };
                if is_first {
                    first = Some(at);
                }
            }
            let there = first.and_then(|at| match lists[at].1.peek() {
                Some(Ok((article, _))) => Some((at, article)),
                _ => None,
            });
            let (place, article) = match (next_here.take(), there) {
                (None, None) => return Ok(()),
                (Some(own), None) => own,
                (Some(own), Some((_, article))) if by_date(&own.1) <= by_date(article) => own,
                (own, Some((at, _))) => {
                    next_here = own;
                    let place = lists[at].0;
                    match lists[at].1.next() {
                        Some(Ok((article, _))) => (place, article),
                        _ => continue,
                    }
                }
            };
            if !each(place, article)? {
                return Ok(());
            }
        }
    }
}

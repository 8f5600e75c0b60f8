//! All matches by date, those that are here and those that arrive from elsewhere.
//!
//! The lists of all places are in the same order already, so the earliest of their first articles
//! is the next one. Memory has a page of each.

use crate::article::Article;
use crate::query::engine::search::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::request::SortOrder;

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

/// Matches in the order of dates, each with the place of its archive.
struct List<'a> {
    /// The next one, if it was fetched.
    head: Option<(usize, Article)>,
    rest: Box<dyn Iterator<Item = Result<(usize, Article), SearchError>> + 'a>,
}

impl<'a> List<'a> {
    fn of(rest: impl Iterator<Item = Result<(usize, Article), SearchError>> + 'a) -> Self {
        Self {
            head: None,
            rest: Box::new(rest),
        }
    }

    fn order(&self) -> Option<ByDate<'_>> {
        self.head.as_ref().map(|(_, article)| by_date(article))
    }
}

/// Takes the earliest of all lists; of equal ones that of the first list.
fn take_earliest(lists: &mut Vec<List>) -> Result<Option<(usize, Article)>, SearchError> {
    for list in lists.iter_mut().filter(|list| list.head.is_none()) {
        list.head = list.rest.next().transpose()?;
    }
    lists.retain(|list| list.head.is_some());
    let earliest = lists
        .iter_mut()
        .min_by(|one, other| one.order().cmp(&other.order()));
    Ok(earliest.and_then(|list| list.head.take()))
}

impl Engine<'_> {
    /// Calls `each` with every match, the oldest first, and the place of its archive, until it says
    /// that no more are wanted.
    pub(in crate::query) fn each_by_date<E: From<SearchError>>(
        &self,
        plan: &QueryPlan,
        mut each: impl FnMut(usize, Article) -> Result<bool, E>,
    ) -> Result<(), E> {
        let again = self.with_words(plan).map_err(SearchError::from)?;
        let plan = again.as_ref().unwrap_or(plan);
        let far: Vec<_> = self.far(plan)?.collect();
        debug_assert!(plan.sort == SortOrder::Oldest, "lists are by date");
        let here = self.first(plan, None, usize::MAX);
        let here = here.map_err(SearchError::from)?.into_iter();
        let mut lists = vec![List::of(here.map(|found| {
            let article = self.snapshot.article(found.address)?;
            Ok((self.snapshot.archive_at(found.address), article))
        }))];
        for (part, matching) in &far {
            let arriving = part.search.each(matching);
            lists.push(List::of(arriving.map(|article| match article {
                Ok((article, _)) => Ok((part.place, article)),
                Err(why) => Err(SearchError::Elsewhere(why)),
            })));
        }
        while let Some((place, article)) = take_earliest(&mut lists)? {
            plan.deadline
                .check()
                .map_err(|error| SearchError::from(tantivy::TantivyError::from(error)))?;
            if !each(place, article)? {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(date: &str, id: &str) -> Article {
        let mut article = Article {
            published: date.parse().ok(),
            ..Article::default()
        };
        article.id.0 = id.to_owned();
        article
    }

    fn list(place: usize, articles: &[(&str, &str)]) -> List<'static> {
        let articles = articles
            .iter()
            .map(|(date, id)| Ok((place, article(date, id))));
        List::of(articles.collect::<Vec<_>>().into_iter())
    }

    #[test]
    fn lists_become_one_by_date_and_equal_articles_come_in_the_order_of_the_lists() {
        let mut lists = vec![
            list(
                0,
                &[("2021-01-02", "b"), ("2021-01-04", "d"), ("none", "f")],
            ),
            list(1, &[]),
            list(
                2,
                &[("2021-01-01", "a"), ("2021-01-02", "b"), ("none", "e")],
            ),
            list(3, &[("2021-01-03", "c")]),
        ];
        let mut found = Vec::new();
        while let Some((place, article)) = take_earliest(&mut lists).unwrap() {
            found.push(format!("{}{place}", article.id.0));
        }
        assert_eq!(found.join(" "), "a2 b0 b2 c3 d0 e2 f0");
    }

    #[test]
    fn a_list_that_fails_is_an_error_and_not_shorter() {
        let failing = [
            Ok((1, article("2021-01-01", "a"))),
            Err(SearchError::Elsewhere("it is gone".to_owned())),
        ];
        let mut lists = vec![
            list(0, &[("2021-01-02", "b")]),
            List::of(failing.into_iter()),
        ];
        assert_eq!(take_earliest(&mut lists).unwrap().unwrap().0, 1);
        assert!(take_earliest(&mut lists).is_err());
    }
}

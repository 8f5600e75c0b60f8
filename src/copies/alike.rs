//! Keys by which the copies and versions of an article are found where no rows are compared: articles
//! on other machines are looked up by them.
//!
//! Two articles that `pairs` or `versions` may join have a key in common. Articles that have one in
//! common need not be copies, so those that came are compared by the same rules.

use super::fingerprint::WORDS;
use super::pairs::{PARTS, join_copies, part_of_sketch};
use super::record::{ADDRESS, ID, KEYS, Record, TEXT};
use super::sketches::Rows;
use super::union::Sets;
use super::versions::{InTime, join_versions};
use crate::article::{Article, Status};
use std::cmp::Ordering;
use std::collections::HashSet;

/// The most keys that an article has.
pub const MOST_KEYS: usize = 3 + PARTS;

impl Record {
    /// The keys of an article, each once.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let row: Vec<u64> = self.values().collect();
        let own = |letter: char, place: u32| {
            let hash = row.get(place as usize).filter(|hash| **hash != 0)?;
            Some(format!("{letter}{hash:x}"))
        };
        let has_sketch = row.len() > KEYS as usize;
        let text = own('t', TEXT).filter(|_| has_sketch);
        let mut keys: Vec<String> = text.into_iter().collect();
        keys.extend(own('i', ID));
        keys.extend(own('a', ADDRESS));
        if has_sketch {
            let word = |word: usize| row[KEYS as usize + word];
            keys.extend((0..PARTS).filter_map(|part| {
                let value = part_of_sketch(word(part / 2), part)?;
                Some(format!("{part:02}{value:x}"))
            }));
        }
        keys
    }
}

/// A few articles with their rows.
struct FewRows<'a>(Vec<(&'a Article, Vec<u64>)>);

/// For each article whether it is in a family with one of the first ones, which are in theirs.
#[must_use]
pub fn in_families_of(articles: &[&Article], first: usize) -> Vec<bool> {
    let rows = articles.iter().map(|article| {
        let row = Record::of(article);
        (*article, row.values().collect())
    });
    let few = FewRows(rows.collect());
    let mut sets = Sets::new(few.articles());
    join_copies(&few, &mut sets, 1);
    join_versions(&few, &mut sets);
    let numbers = 0..few.articles();
    let wanted: HashSet<u32> = numbers
        .clone()
        .take(first)
        .map(|own| sets.least(own))
        .collect();
    numbers
        .map(|own| wanted.contains(&sets.least(own)))
        .collect()
}

impl FewRows<'_> {
    fn value(&self, article: u32, place: usize) -> u64 {
        let row = &self.0[article as usize].1;
        row.get(place).copied().unwrap_or(0)
    }
}

impl Rows for FewRows<'_> {
    fn articles(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    fn key(&self, article: u32, place: u32) -> u64 {
        self.value(article, place as usize)
    }

    fn has_sketch(&self, article: u32) -> bool {
        self.0[article as usize].1.len() == KEYS as usize + WORDS
    }

    fn word(&self, article: u32, word: usize) -> u64 {
        self.value(article, KEYS as usize + word)
    }
}

impl InTime for FewRows<'_> {
    fn is_restricted(&self, article: u32) -> bool {
        self.0[article as usize].0.status != Status::Usable
    }

    fn in_order(&self, a: u32, b: u32) -> Ordering {
        let order = |article: u32| {
            let article = self.0[article as usize].0;
            let date = article.published.map(|date| date.utc_seconds());
            (
                date.is_none(),
                date,
                &article.origin.path,
                article.origin.ordinal,
            )
        };
        order(a).cmp(&order(b))
    }

    fn by_time(&self, a: u32, b: u32) -> Ordering {
        let [(a, _), (b, _)] = [a, b].map(|article| &self.0[article as usize]);
        let date = |article: &Article| article.published.map(|date| date.utc_seconds());
        match (date(a), date(b)) {
            (Some(a), Some(b)) if a != b => a.cmp(&b),
            (Some(_), None) | (None, Some(_)) => Ordering::Equal,
            _ if a.origin.path == b.origin.path => a.origin.ordinal.cmp(&b.origin.ordinal),
            _ => Ordering::Equal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Lawmakers voted late on Monday to order the withdrawal of all foreign troops \
        within fourteen months. The bill passed by ninety votes to sixty after a session of eleven \
        hours in the old chamber. Its sponsors said that the last convoy would leave in spring.";

    fn article(id: &str, body: &str) -> Article {
        let mut article = Article {
            body: body.to_owned(),
            headline: "Lawmakers vote".to_owned(),
            ..Article::default()
        };
        article.id.0 = id.to_owned();
        article
    }

    #[test]
    fn articles_that_are_joined_have_a_key_in_common() {
        let one = article("a", TEXT);
        let copy = article("b", &format!("{TEXT} More reports follow."));
        let other = article(
            "c",
            "Rain fell on the harbour for the whole of the week, and no ship left.",
        );
        let mut version = article("a", "Lawmakers have voted, it is said.");
        version.published = "2021-02-02".parse().ok();
        let mut dated = one.clone();
        dated.published = "2021-01-01".parse().ok();
        let all = [&dated, &copy, &other, &version];
        assert_eq!(in_families_of(&all, 1), [true, true, false, true]);
        let keys =
            |own: &Article| -> HashSet<String> { Record::of(own).keys().into_iter().collect() };
        assert!(!keys(&one).is_disjoint(&keys(&copy)));
        assert!(!keys(&one).is_disjoint(&keys(&version)));
        assert!(keys(&one).is_disjoint(&keys(&other)));
        assert!(keys(&one).len() <= MOST_KEYS);
        assert!(Record::of(&Article::default()).keys().is_empty());
    }
}

//! Families that are brought up to date, compared with families found among all articles.
//!
//! Articles come, go and are merged at random; a seed repeats a case.

use super::before::Old;
use super::{Limits, update};
use crate::copies::pairs::join_copies;
use crate::copies::record::{ADDRESS, HEADLINE, ID, KEYS, ROW, TEXT};
use crate::copies::sketches::{Row, Rows};
use crate::copies::union::Sets;
use crate::copies::versions::{InTime, Replaced, join_versions};
use proptest::prelude::*;
use std::cmp::Ordering;
use std::collections::HashMap;

/// An article as the search for copies sees it.
#[derive(Debug, Clone, Copy)]
struct Article {
    /// Articles are the same one if this is equal.
    serial: usize,
    row: Row,
    day: Option<u64>,
    is_restricted: bool,
}

struct Archive(Vec<Article>);

impl Archive {
    fn article(&self, article: u32) -> &Article {
        &self.0[article as usize]
    }
}

impl Rows for Archive {
    fn articles(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap()
    }

    fn key(&self, article: u32, place: u32) -> u64 {
        self.article(article).row.numbers[place as usize]
    }

    fn has_sketch(&self, article: u32) -> bool {
        self.article(article).row.has_sketch()
    }

    fn word(&self, article: u32, word: usize) -> u64 {
        self.article(article).row.numbers[KEYS as usize + word]
    }
}

impl InTime for Archive {
    fn by_time(&self, a: u32, b: u32) -> Ordering {
        match (self.article(a).day, self.article(b).day) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => Ordering::Equal,
        }
    }

    fn in_order(&self, a: u32, b: u32) -> Ordering {
        let order = |article| {
            let own = self.article(article);
            (own.day.is_none(), own.day, own.serial)
        };
        order(a).cmp(&order(b))
    }

    fn is_restricted(&self, article: u32) -> bool {
        self.article(article).is_restricted
    }
}

/// Numbers at random, always the same ones for a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % end
    }

    /// A text that has each place of its sketch from one of a few ancestors. `distance` is how many
    /// places of 100 are from another ancestor than its own.
    fn row(&mut self, ancestors: u64, distance: u64) -> Row {
        let mut row = Row::EMPTY;
        row.length = if self.below(10) == 0 { KEYS } else { ROW };
        let own = self.below(ancestors);
        for place in KEYS as usize..row.length as usize {
            for lane in 0..4 {
                let is_own = self.below(100) >= distance;
                let of = if is_own { own } else { self.below(ancestors) };
                let empty = place + lane == 9;
                let value = if empty {
                    0
                } else {
                    1 + of * 64 + (place * 4 + lane) as u64 % 61
                };
                row.numbers[place] |= value << (16 * lane);
            }
        }
        let hash = row.numbers.iter().fold(7u64, |hash, number| {
            (hash ^ number)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(23)
        });
        row.numbers[TEXT as usize] = hash | 1;
        row.numbers[ID as usize] = self.below(60);
        row.numbers[ADDRESS as usize] = self.below(5) * self.below(2);
        row.numbers[HEADLINE as usize] = 1 << self.below(3) | 1 << self.below(40);
        row
    }

    fn article(&mut self, serial: usize, ancestors: u64, distance: u64) -> Article {
        Article {
            serial,
            row: self.row(ancestors, distance),
            day: (self.below(8) > 0).then(|| self.below(30)),
            is_restricted: self.below(6) == 0,
        }
    }
}

/// Families of articles, each with its least serial and its replacement.
type Families = Vec<(u32, bool, bool)>;

fn found(mut sets: Sets, replaced: &Replaced, articles: u32) -> Families {
    let own = (0..articles).map(|article| {
        let by = replaced.of(article);
        (sets.least(article), by.is_seen(false), by.is_seen(true))
    });
    own.collect()
}

fn found_from_nothing(all: &Archive) -> (Sets, Replaced) {
    let mut sets = Sets::new(all.articles());
    join_copies(all, &mut sets, 1);
    let replaced = join_versions(all, &mut sets);
    (sets, replaced)
}

/// What is known of `now` from `before`. Some articles that stay are taken for new ones, as those of
/// merged segments are.
fn old(before: &Archive, now: &Archive, merged: impl Fn(usize) -> bool) -> Old {
    let (mut sets, replaced) = found_from_nothing(before);
    let places = now.0.iter().zip(0u32..);
    let places: HashMap<usize, u32> = places.map(|(own, place)| (own.serial, place)).collect();
    let mut sizes = vec![0; before.0.len()];
    for article in 0..before.articles() {
        sizes[sets.least(article) as usize] += 1;
    }
    let mut old = Old::new(now.articles(), before.articles());
    let mut stays = vec![false; now.0.len()];
    for (article, own) in (0..).zip(&before.0) {
        let least = sets.least(article);
        let family = (sizes[least as usize] > 1).then_some(least);
        let place = places.get(&own.serial).filter(|_| !merged(own.serial));
        match (place, family) {
            (None, _) => old.lose(own.row, family),
            (Some(place), Some(family)) => old.keep(*place, family, replaced.of(article)),
            (Some(_), None) => {}
        }
        if let Some(place) = place {
            stays[*place as usize] = true;
        }
    }
    for (place, stays) in (0..).zip(stays) {
        if !stays {
            old.add(place);
        }
    }
    old
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_brought_up_to_date_is_what_is_found_from_nothing(
        seed in any::<u64>(),
        size in 1..220usize,
        ancestors in 1..12u64,
        distance in 20..75u64,
    ) {
        let mut random = Random(seed);
        let mut archive = Archive((0..size).map(|serial| random.article(serial, ancestors, distance)).collect());
        let mut next = size;
        for step in 0..8 {
            let mut now = Archive(archive.0.clone());
            for _ in 0..random.below(3) {
                if !now.0.is_empty() {
                    let at = random.below(now.0.len() as u64);
                    now.0.swap_remove(usize::try_from(at).unwrap());
                }
            }
            for _ in 0..random.below(4) {
                let mut article = random.article(next, ancestors, distance);
                if random.below(4) == 0 && !now.0.is_empty() {
                    let at = random.below(now.0.len() as u64);
                    article.row = now.0[usize::try_from(at).unwrap()].row;
                }
                now.0.push(article);
                next += 1;
            }
            let merges = random.below(3) == 0;
            let before = old(&archive, &now, |serial| merges && serial % 50 == step);
            let limits = Limits {
                rounds: usize::MAX,
                changed: usize::MAX,
                entries: usize::MAX,
                threads: 1 + step % 3,
            };
            let (sets, replaced) = update(&now, before, &limits).unwrap();
            let (all, all_replaced) = found_from_nothing(&now);
            prop_assert_eq!(
                found(sets, &replaced, now.articles()),
                found(all, &all_replaced, now.articles())
            );
            archive = now;
        }
    }
}

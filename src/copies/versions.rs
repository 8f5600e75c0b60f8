//! Versions of one article: corrections and updates, which have its id or its address and a later
//! text.
//!
//! An id alone proves little, as exports number their articles from 1, and so does an address that
//! a feed gives to all its articles. So two versions have a related text or headline as well.

use super::record::{ADDRESS, HEADLINE, ID};
use super::repeated::Repeated;
use super::sketches::Rows;
use super::union::Sets;
use std::cmp::Ordering;

/// By which later versions an article was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replacement {
    /// By one that everybody may use.
    pub(super) by_public: bool,
    /// By one that is embargoed, withheld or canceled.
    pub(super) by_restricted: bool,
}

impl Replacement {
    /// Whether a later version replaced it, for a reader who is shown restricted articles or not.
    #[must_use]
    pub fn is_seen(self, finds_restricted: bool) -> bool {
        self.by_public || finds_restricted && self.by_restricted
    }
}

/// In how many later articles of one id or address a version is looked for.
pub(super) const LATER: usize = 16;

/// The articles that a later version has replaced.
pub(super) struct Replaced {
    by_public: Bits,
    by_restricted: Bits,
}

impl Replaced {
    /// No article of so many.
    pub(super) fn none(articles: u32) -> Self {
        Self {
            by_public: Bits::new(articles),
            by_restricted: Bits::new(articles),
        }
    }

    /// Notes how an article was replaced, too.
    pub(super) fn add(&mut self, article: u32, replaced: Replacement) {
        if replaced.by_public {
            self.by_public.insert(article);
        }
        if replaced.by_restricted {
            self.by_restricted.insert(article);
        }
    }

    /// How an article was replaced.
    pub(super) fn of(&self, article: u32) -> Replacement {
        Replacement {
            by_public: self.by_public.has(article),
            by_restricted: self.by_restricted.has(article),
        }
    }
}

/// A set of articles.
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// An empty set of so many articles.
    pub(super) fn new(articles: u32) -> Self {
        Self(vec![0; articles.div_ceil(64) as usize])
    }

    pub(super) fn has(&self, article: u32) -> bool {
        self.0[(article / 64) as usize] & 1 << (article % 64) != 0
    }

    pub(super) fn insert(&mut self, article: u32) {
        self.0[(article / 64) as usize] |= 1 << (article % 64);
    }
}

/// The order of articles in time; equal where it is not known which one is later.
pub(super) trait InTime {
    /// Compares the times of two articles.
    fn by_time(&self, a: u32, b: u32) -> Ordering;

    /// An order of all articles that agrees with the times.
    fn in_order(&self, a: u32, b: u32) -> Ordering;

    /// Whether the source of an article forbids its use.
    fn is_restricted(&self, article: u32) -> bool;
}

/// Joins the versions of articles, and finds those that were replaced.
pub(super) fn join_versions<R: Rows + InTime>(all: &R, sets: &mut Sets) -> Replaced {
    let mut replaced = Replaced::none(all.articles());
    for place in [ID, ADDRESS] {
        for mut group in groups(all, place) {
            join_group(all, &mut group, sets, &mut replaced);
        }
    }
    replaced
}

/// Puts articles with an equal id or address into their order, and joins the versions among them.
pub(super) fn join_group<R: Rows + InTime>(
    all: &R,
    group: &mut [u32],
    sets: &mut Sets,
    replaced: &mut Replaced,
) {
    group.sort_unstable_by(|a, b| all.in_order(*a, *b));
    for (at, a) in group.iter().enumerate() {
        for b in group[at + 1..].iter().take(LATER) {
            if is_version(all, *a, *b) {
                sets.join(*a, *b);
                let by_restricted = all.is_restricted(*b);
                let by = Replacement {
                    by_public: !by_restricted,
                    by_restricted,
                };
                replaced.add(*a, by);
            }
        }
    }
}

/// Whether `b`, which has the id or address of `a`, is a later version of it.
pub(super) fn is_version<R: Rows + InTime>(all: &R, a: u32, b: u32) -> bool {
    all.text(a) != all.text(b) && all.by_time(a, b).is_lt() && are_related(all, a, b)
}

/// The articles with an equal hash at a place of their rows, where there are several.
fn groups(all: &impl Rows, place: u32) -> Vec<Vec<u32>> {
    let with_key = || {
        let keys = (0..all.articles()).map(|article| (all.key(article, place), article));
        keys.filter(|(key, _)| *key != 0)
    };
    let mut repeated = Repeated::new(all.articles() as usize);
    for (key, _) in with_key() {
        repeated.add(key);
    }
    let mut entries: Vec<(u64, u32)> = with_key()
        .filter(|(key, _)| repeated.has_twice(*key))
        .collect();
    entries.sort_unstable();
    let groups = entries.chunk_by(|a, b| a.0 == b.0);
    groups
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, article)| *article).collect())
        .collect()
}

/// Whether two texts, or their headlines, have so much in common that one may be a version of the
/// other.
fn are_related(all: &impl Rows, a: u32, b: u32) -> bool {
    let (head_a, head_b) = (all.key(a, HEADLINE), all.key(b, HEADLINE));
    let (both, either) = (
        (head_a & head_b).count_ones(),
        (head_a | head_b).count_ones(),
    );
    both > 0 && 2 * both >= either
        || all.has_sketch(a) && all.has_sketch(b) && all.overlap(a, b).is_related()
}

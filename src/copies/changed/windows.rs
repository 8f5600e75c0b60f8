//! Pairs that are not compared any more, because an article was added between them.
//!
//! In a large group each article is compared with its next ones only. One that is added pushes
//! others apart. Such a pair still belongs together if the group has a chain from one to the other;
//! if not, its family must be found from nothing.

use super::before::Old;
use crate::copies::pairs::{EACH_WITH_EACH, NEIGHBOURS, Sketched, in_order, join_near};
use crate::copies::sketches::Rows;
use crate::copies::union::Sets;
use crate::copies::versions::{InTime, LATER, Replaced, is_version, join_group};

/// Joins the near-duplicates among articles with an equal part, one for each text. Appends articles
/// of families that may have parted to `parted`.
pub(super) fn join_copies(
    all: &impl Rows,
    old: &Old,
    (part, articles): (usize, &[u32]),
    sets: &mut Sets,
    parted: &mut Vec<u32>,
) {
    let sketched = articles.iter().copied();
    let sketched = sketched.map(|article| (all.sketch(article), all.text(article), article));
    let mut group: Vec<Sketched> = sketched.collect();
    let reach = in_order(&mut group, part);
    let is_kept = |(at, text): (usize, &Sketched)| (!old.is_added(text.2)).then_some(at);
    let kept: Vec<usize> = group.iter().enumerate().filter_map(is_kept).collect();
    if reach == group.len() || kept.len() == group.len() {
        return join_near(&group, reach, sets);
    }
    let is_copy = |a: usize, b: usize| group[a].0.overlap(&group[b].0).is_copy();
    let mut own = Sets::new(u32::try_from(group.len()).unwrap_or(u32::MAX));
    for (at, number) in (0..group.len()).zip(0u32..) {
        for (other, next) in (at + 1..group.len()).zip(number + 1..).take(reach) {
            if own.least(number) != own.least(next) && is_copy(at, other) {
                own.join(number, next);
                sets.join(group[at].2, group[other].2);
            }
        }
    }
    let mut are_linked = |a: usize, b: usize| {
        let [a, b] = [a, b].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        own.least(a) == own.least(b)
    };
    // Some between them may have been removed, so this may be more than what was compared.
    let reach_before = if kept.len() > EACH_WITH_EACH {
        NEIGHBOURS
    } else {
        kept.len()
    };
    for (a, b) in pushed_apart(&kept, reach_before, reach) {
        if !are_linked(a, b) && is_copy(a, b) {
            parted.push(group[a].2);
        }
    }
}

/// Joins the versions among articles with an equal id or address. Appends articles of families that
/// may have parted to `parted`.
pub(super) fn join_versions<R: Rows + InTime>(
    all: &R,
    old: &Old,
    mut group: Vec<u32>,
    (sets, replaced): (&mut Sets, &mut Replaced),
    parted: &mut Vec<u32>,
) {
    join_group(all, &mut group, sets, replaced);
    let is_kept = |(at, article): (usize, &u32)| (!old.is_added(*article)).then_some(at);
    let kept: Vec<usize> = group.iter().enumerate().filter_map(is_kept).collect();
    if kept.len() == group.len() {
        return;
    }
    for (a, b) in pushed_apart(&kept, LATER, LATER) {
        if is_version(all, group[a], group[b]) {
            parted.push(group[a]);
        }
    }
}

/// The pairs of kept articles that were near each other before, and are not now. Articles are named
/// by their places in a group.
fn pushed_apart(
    kept: &[usize],
    reach_before: usize,
    reach: usize,
) -> impl Iterator<Item = (usize, usize)> {
    kept.iter().enumerate().flat_map(move |(at, a)| {
        let near = kept[at + 1..].iter().take(reach_before);
        near.filter(move |b| **b - *a > reach)
            .map(move |b| (*a, *b))
    })
}

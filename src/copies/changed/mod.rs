//! The families of a generation from those of the one before it: only what was added or removed is
//! compared.
//!
//! The result is the same as that of a search among all articles. Two articles belong together if
//! there is a chain of pairs between them, each pair found in a group: of articles with an equal
//! part of their sketches, with one text, one id or one address. A group in which nothing was
//! added or removed has the same pairs as before. So:
//!
//! - A family is dissolved if one of its articles was removed. All groups of its other articles
//!   are read.
//! - All groups are read that have an article that was added or removed. They may have new pairs.
//! - A pair of large groups may be lost, because an article was added between the two (`windows`). Then
//!   their family is dissolved too, and all is done again.
//!
//! The other families stay.

mod before;
mod groups;
mod keys;
#[cfg(test)]
mod tests;
mod windows;

use super::living::Living;
use super::sketches::Rows;
use super::union::Sets;
use super::versions::{InTime, Replaced};
pub use before::Before;
use before::Old;
use groups::Groups;
use keys::{Purpose, Wanted};

/// If more than one of this many articles was added or removed, or is in a dissolved family,
/// comparing all is about as cheap.
const SHARE: usize = 50;

/// So many may come and go in any archive.
const FEW: usize = 1_000;

/// How often families may be dissolved.
const ROUNDS: usize = 4;

/// The families of articles, and how these were replaced; `None` if too much has changed.
pub(super) fn find(
    living: &Living<'_>,
    before: &Before<'_>,
    threads: usize,
) -> tantivy::Result<Option<(Sets, Replaced)>> {
    if !before.families.are_current() {
        return Ok(None);
    }
    let most = (living.articles() as usize / SHARE).max(FEW);
    let old = Old::open(living, before, most)?;
    let limits = Limits {
        rounds: ROUNDS,
        changed: most,
        entries: most + living.articles() as usize,
        threads,
    };
    Ok(old.and_then(|old| update(living, old, &limits)))
}

/// What may be spent before all articles are compared instead.
struct Limits {
    rounds: usize,
    /// The articles that were added or are in dissolved families.
    changed: usize,
    /// The articles of all groups that are read, on each thread.
    entries: usize,
    threads: usize,
}

/// The same for articles wherever they are.
fn update<R: Rows + InTime>(all: &R, mut old: Old, limits: &Limits) -> Option<(Sets, Replaced)> {
    for _ in 0..limits.rounds {
        let changed: Vec<u32> = old.added.iter().copied().chain(old.loose()).collect();
        if changed.len() > limits.changed {
            return None;
        }
        let (mut sets, mut replaced) = old.kept();
        if changed.is_empty() && old.removed.is_empty() {
            return Some((sets, replaced));
        }
        let rows = changed.iter().map(|article| all.row(*article));
        let wanted = Wanted::of(rows.chain(old.removed.iter().copied()));
        let is_added = |article| old.is_added(article);
        let groups = Groups::read(all, &wanted, &is_added, limits.threads, limits.entries)?;
        for (a, b) in groups.same() {
            sets.join(*a, *b);
        }
        let mut parted = Vec::new();
        for (purpose, group) in groups.each() {
            match purpose {
                Purpose::Part(part) => {
                    let group = (part, group.as_slice());
                    windows::join_copies(all, &old, group, &mut sets, &mut parted);
                }
                Purpose::Text => {}
                Purpose::Version => {
                    let found = (&mut sets, &mut replaced);
                    windows::join_versions(all, &old, group, found, &mut parted);
                }
            }
        }
        let dissolved = parted.iter().filter(|article| old.dissolve(**article));
        if dissolved.count() == 0 {
            return Some((sets, replaced));
        }
    }
    None
}

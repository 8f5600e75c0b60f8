//! Compares the articles of a file, while it is read, with the list of those that it had.
//!
//! An article whose hash is in the list, and was not met yet, is kept. Of several equal ones each is
//! met once, in their order. What is left of the list at the end is removed. In the usual case, in
//! which records follow each other as before, nothing is sorted and no hash is searched for.

use super::table::RecordTable;
use std::collections::HashMap;

/// What becomes of an article that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::index) enum RecordFate {
    /// The index has it already.
    Kept,
    /// It is indexed under this number.
    New(u32),
}

/// How many articles of a file have each fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::index) struct RecordCounts {
    /// New ones that replace none.
    pub(in crate::index) added: u64,
    /// New ones, each in the place of one that was removed.
    pub(in crate::index) changed: u64,
    /// Kept ones that changed their order among the kept ones; as few as explain the new order.
    pub(in crate::index) moved: u64,
    /// The other kept ones.
    pub(in crate::index) unchanged: u64,
    /// Removed ones that no new one replaces.
    pub(in crate::index) removed: u64,
}

impl RecordCounts {
    /// Takes out a new article that was refused.
    pub(in crate::index) fn refuse(&mut self) {
        if self.added > 0 {
            self.added -= 1;
        } else if self.changed > 0 {
            self.changed -= 1;
            self.removed += 1;
        }
    }
}

/// A file of which all articles were compared.
#[derive(Debug, Default)]
pub(in crate::index) struct Matched {
    /// The new list; `None` if the file cannot be compared the next time.
    pub(in crate::index) table: Option<RecordTable>,
    /// The numbers of the articles that are no longer in the file, ascending.
    pub(in crate::index) gone: Vec<u32>,
    /// New articles have higher numbers than this one.
    pub(in crate::index) new_after: u32,
    /// How many articles have each fate.
    pub(in crate::index) counts: RecordCounts,
}

/// A comparison.
pub(in crate::index) struct Matching {
    old: RecordTable,
    /// The numbers of the old articles.
    serials: Vec<u32>,
    /// For each old article, whether it was met.
    is_met: Vec<bool>,
    /// The place in the old list after the last one that was met.
    next: usize,
    /// The places in the old list by hash, once they are needed.
    by_hash: Option<ByHash>,
    new: RecordTable,
    /// The highest number of an article of the file.
    last_serial: u32,
    /// Whether there are no more numbers.
    is_full: bool,
    new_after: u32,
    order: Order,
    kept: u64,
    /// How many articles were kept without a comparison.
    kept_before: u64,
}

impl Matching {
    /// Compares with the list of a file; with `None` all articles are new.
    pub(in crate::index) fn with(old: Option<RecordTable>) -> Self {
        let old = old.unwrap_or_default();
        let serials: Vec<u32> = old.serials.iter().collect();
        let last_serial = serials.iter().copied().max().unwrap_or(0);
        Self {
            is_met: vec![false; serials.len()],
            old,
            serials,
            next: 0,
            by_hash: None,
            new: RecordTable::default(),
            last_serial,
            is_full: false,
            new_after: last_serial,
            order: Order::default(),
            kept: 0,
            kept_before: 0,
        }
    }

    /// Goes on after the end of a list, all of whose articles are kept.
    pub(in crate::index) fn after(old: RecordTable) -> Self {
        let last_serial = old.serials.iter().max().unwrap_or(0);
        Self {
            last_serial,
            new_after: last_serial,
            kept_before: old.hashes.len() as u64,
            new: old,
            ..Self::with(None)
        }
    }

    /// Compares the next article: its hash, and its place in the file.
    pub(in crate::index) fn take(&mut self, hash: u64, ordinal: u32) -> RecordFate {
        let Some(at) = self.find(hash) else {
            return RecordFate::New(self.add(hash, ordinal));
        };
        self.is_met[at] = true;
        self.next = at + 1;
        self.kept += 1;
        self.order.add(at);
        self.new.push(hash, self.serials[at], ordinal);
        RecordFate::Kept
    }

    /// The place in the old list of an article with this hash that was not met yet.
    fn find(&mut self, hash: u64) -> Option<usize> {
        if self.old.hashes.get(self.next) == Some(&hash) && !self.is_met[self.next] {
            return Some(self.next);
        }
        if self.old.hashes.is_empty() {
            return None;
        }
        let hashes = &self.old.hashes;
        let by_hash = self.by_hash.get_or_insert_with(|| ByHash::of(hashes));
        by_hash.find(hash, hashes, &self.is_met)
    }

    /// Gives a new article a number: its place in the file, or a higher one if that may be in use.
    fn add(&mut self, hash: u64, ordinal: u32) -> u32 {
        match self.last_serial.checked_add(1) {
            Some(next) => self.last_serial = next.max(ordinal),
            None => self.is_full = true,
        }
        self.new.push(hash, self.last_serial, ordinal);
        self.last_serial
    }

    /// Ends the comparison.
    pub(in crate::index) fn finish(self) -> Matched {
        let unmet = self.serials.iter().zip(&self.is_met);
        let unmet = unmet.filter(|(_, is_met)| !**is_met);
        let mut gone: Vec<u32> = unmet.map(|(serial, _)| *serial).collect();
        gone.sort_unstable();
        let kept = self.kept + self.kept_before;
        let new = self.new.hashes.len() as u64 - kept;
        let changed = new.min(gone.len() as u64);
        let moved = self.kept - self.order.in_order();
        Matched {
            counts: RecordCounts {
                added: new - changed,
                changed,
                moved,
                unchanged: kept - moved,
                removed: gone.len() as u64 - changed,
            },
            gone,
            new_after: self.new_after,
            table: (!self.is_full).then_some(self.new),
        }
    }
}

/// The places in a list by the hash there.
struct ByHash {
    places: Vec<u32>,
    /// For a hash that is there several times: how many of its places were met.
    met: HashMap<u64, usize>,
}

impl ByHash {
    fn of(hashes: &[u64]) -> Self {
        let mut places: Vec<u32> = (0..u32::MAX).take(hashes.len()).collect();
        places.sort_unstable_by_key(|place| (hashes[*place as usize], *place));
        Self {
            places,
            met: HashMap::new(),
        }
    }

    /// The first place of a hash that was not met.
    fn find(&mut self, hash: u64, hashes: &[u64], is_met: &[bool]) -> Option<usize> {
        let of = |place: &u32| hashes[*place as usize];
        let first = self.places.partition_point(|place| of(place) < hash);
        let has_several = self
            .places
            .get(first + 1)
            .is_some_and(|place| of(place) == hash);
        let start = match self.met.get(&hash) {
            Some(met) if has_several => first + met,
            _ => first,
        };
        let rest = self.places.get(start..)?;
        let equal = rest.iter().take_while(|place| of(place) == hash);
        let found = equal
            .enumerate()
            .find(|(_, place)| !is_met[**place as usize]);
        let (passed, place) = found?;
        if has_several {
            self.met.insert(hash, start - first + passed);
        }
        Some(*place as usize)
    }
}

/// The length of the longest ascending part of a sequence, by patience sorting (Fredman 1975).
#[derive(Default)]
struct Order {
    /// For each length, the least end of an ascending part of that length.
    ends: Vec<u32>,
}

impl Order {
    fn add(&mut self, place: usize) {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        if self.ends.last().is_none_or(|last| *last < place) {
            self.ends.push(place);
            return;
        }
        let at = self.ends.partition_point(|end| *end < place);
        self.ends[at] = place;
    }

    fn in_order(&self) -> u64 {
        self.ends.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a file of these articles, each known by a number, after another one.
    fn read(old: Option<RecordTable>, articles: &[u64]) -> (Vec<RecordFate>, Matched) {
        let mut matching = Matching::with(old);
        let fates = articles.iter().zip(1..);
        let fates = fates.map(|(hash, ordinal)| matching.take(*hash, ordinal));
        let fates = fates.collect();
        (fates, matching.finish())
    }

    fn counts(before: &[u64], after: &[u64]) -> [u64; 5] {
        let (_, first) = read(None, before);
        let (_, second) = read(first.table, after);
        let counts = second.counts;
        let RecordCounts {
            added,
            changed,
            moved,
            unchanged,
            removed,
        } = counts;
        [added, changed, moved, unchanged, removed]
    }

    #[test]
    fn articles_are_counted_by_what_became_of_them() {
        for (before, after, expected) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], [0, 0, 0, 3, 0]),
            (&[1, 2, 3], &[1, 2, 3, 4], [1, 0, 0, 3, 0]),
            (&[1, 2, 3], &[9, 1, 2, 3], [1, 0, 0, 3, 0]),
            (&[1, 2, 3], &[1, 9, 3], [0, 1, 0, 2, 0]),
            (&[1, 2, 3], &[1, 3], [0, 0, 0, 2, 1]),
            (&[1, 2, 3, 4], &[4, 1, 2, 3], [0, 0, 1, 3, 0]),
            (&[1, 2, 3, 4], &[2, 3, 4, 1], [0, 0, 1, 3, 0]),
            (&[5, 5, 5], &[5, 5], [0, 0, 0, 2, 1]),
            (&[5, 5], &[5, 5, 5], [1, 0, 0, 2, 0]),
            (&[1, 2], &[8, 9], [0, 2, 0, 0, 0]),
        ] {
            assert_eq!(counts(before, after), expected, "{before:?} -> {after:?}");
        }
    }

    #[test]
    fn appended_articles_keep_numbers_and_places_the_same() {
        let (_, first) = read(None, &[1, 2, 3]);
        let mut resumed = Matching::after(first.table.clone().unwrap());
        for (hash, ordinal) in [(4, 4), (5, 5)] {
            assert_eq!(resumed.take(hash, ordinal), RecordFate::New(ordinal));
        }
        let resumed = resumed.finish();
        let (fates, second) = read(first.table, &[1, 2, 3, 4, 5]);
        assert_eq!(
            (resumed.table.as_ref(), resumed.counts),
            (second.table.as_ref(), second.counts)
        );
        assert_eq!(fates[3..], [RecordFate::New(4), RecordFate::New(5)]);
        assert!(!second.table.unwrap().has_moved());
    }

    proptest! {
        /// The index has the articles of the file after each reading, each once, and no other.
        #[test]
        fn what_is_kept_and_added_is_what_is_there(
            files in prop::collection::vec(prop::collection::vec(0_u64..12, 0..20), 1..6)
        ) {
            let mut table = None;
            let mut index: HashMap<u32, u64> = HashMap::new();
            for file in files {
                let (fates, matched) = read(table.take(), &file);
                for gone in &matched.gone {
                    prop_assert!(index.remove(gone).is_some());
                }
                let mut new = 0;
                for (hash, fate) in file.iter().zip(&fates) {
                    if let RecordFate::New(serial) = fate {
                        prop_assert!(*serial > matched.new_after);
                        prop_assert!(index.insert(*serial, *hash).is_none());
                        new += 1;
                    }
                }
                let counts = matched.counts;
                prop_assert_eq!(counts.added + counts.changed, new);
                prop_assert_eq!(counts.changed + counts.removed, matched.gone.len() as u64);
                prop_assert_eq!(counts.moved + counts.unchanged + new, file.len() as u64);
                // No more articles are indexed than have to be.
                let of = |list: &[u64], hash| list.iter().filter(|other| **other == hash).count();
                let table_now = matched.table.unwrap();
                let listed = table_now.hashes.iter().zip(table_now.serials.iter());
                prop_assert_eq!(index.len(), file.len());
                for ((hash, serial), (expected, ordinal)) in listed.zip(file.iter().zip(1..)) {
                    prop_assert_eq!(hash, expected);
                    prop_assert_eq!(index[&serial], *hash);
                    prop_assert_eq!(table_now.ordinals.iter().nth(ordinal - 1), u32::try_from(ordinal).ok());
                }
                for hash in 0..12 {
                    let all: Vec<u64> = index.values().copied().collect();
                    prop_assert_eq!(of(&all, hash), of(&file, hash));
                }
                table = Some(table_now);
            }
        }
    }
}

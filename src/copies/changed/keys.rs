//! What articles must have in common to be compared: equal parts of their sketches, the same text,
//! the same id, the same address.
//!
//! All articles of an archive are asked whether they have one of a few keys, so that question is
//! cheap.

use crate::copies::pairs::{PARTS, part_of_sketch};
use crate::copies::record::{ADDRESS, ID, KEYS, TEXT};
use crate::copies::sketches::Row;
use std::collections::HashSet;

/// What a key is of: a part of the sketch from 0, or one of these.
const OF_TEXT: usize = PARTS;
const OF_ID: usize = PARTS + 1;
const OF_ADDRESS: usize = PARTS + 2;

/// Something that articles may have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    kind: usize,
    value: u64,
}

/// What is made of the articles with an equal key.
pub(super) enum Purpose {
    /// They are near-duplicates, perhaps. This is the part that is equal.
    Part(usize),
    /// They have one text.
    Text,
    /// They are versions, perhaps.
    Version,
}

impl Key {
    /// What it is for.
    pub(super) fn purpose(self) -> Purpose {
        match self.kind {
            OF_TEXT => Purpose::Text,
            OF_ID | OF_ADDRESS => Purpose::Version,
            part => Purpose::Part(part),
        }
    }

    /// 64 bits that differ for most keys.
    fn hash(self) -> u64 {
        (self.value ^ (self.kind as u64) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Calls `each` with the keys of an article.
pub(super) fn each_key(row: &Row, mut each: impl FnMut(Key)) {
    let mut own = |kind, value: u64| {
        if value != 0 {
            each(Key { kind, value });
        }
    };
    own(OF_ID, row.numbers[ID as usize]);
    own(OF_ADDRESS, row.numbers[ADDRESS as usize]);
    if !row.has_sketch() {
        return;
    }
    own(OF_TEXT, row.numbers[TEXT as usize]);
    for part in 0..PARTS {
        let word = row.numbers[KEYS as usize + part / 2];
        if let Some(value) = part_of_sketch(word, part) {
            own(part, value);
        }
    }
}

/// The least number of bits that are asked first, as a power of two: 32 KB.
const LEAST_BITS: u32 = 18;

/// Bits for each key, as a power of two.
const BITS_PER_KEY: u32 = 6;

/// A set of keys.
pub(super) struct Wanted {
    keys: HashSet<Key>,
    /// A bit for each hash of a key, which tells most others apart.
    bits: Vec<u64>,
    shift: u32,
}

impl Wanted {
    /// The keys of some articles.
    pub(super) fn of(rows: impl Iterator<Item = Row>) -> Self {
        let mut keys = HashSet::new();
        for row in rows {
            each_key(&row, |key| {
                keys.insert(key);
            });
        }
        let length = (keys.len().max(1).ilog2() + 1 + BITS_PER_KEY).clamp(LEAST_BITS, 32);
        let mut wanted = Self {
            bits: vec![0; 1 << (length - 6)],
            shift: u64::BITS - length,
            keys,
        };
        for key in &wanted.keys {
            let place = key.hash() >> wanted.shift;
            wanted.bits[(place / 64) as usize] |= 1 << (place % 64);
        }
        wanted
    }

    /// Whether a key is in the set.
    #[inline]
    pub(super) fn has(&self, key: Key) -> bool {
        let place = key.hash() >> self.shift;
        self.bits[(place / 64) as usize] & 1 << (place % 64) != 0 && self.keys.contains(&key)
    }
}

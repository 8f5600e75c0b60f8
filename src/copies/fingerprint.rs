//! The fingerprint of a text: an exact hash, and a sketch that near-duplicates share most of.
//!
//! The sketch is a `MinHash` by one permutation (Li, Owen, Zhang 2012: One Permutation Hashing). Its
//! first part is of shingles, [`SHINGLE`] units in a row; its second part is of facts, numbers and
//! names with the units beside them. Texts that only share a frame (match reports, weather, tables
//! of shares) have many shingles in common and few facts. Texts with one table in common have many
//! facts in common and few shingles. Copies share both. Libraries compute one hash function for
//! each place of a sketch, so 64 places cost 64 multiplications a word where these cost a few; see
//! docs/copies.md.

use super::units::{Unit, WORD, each_unit, mix};

/// The places in one number of a sketch.
const LANES: usize = 4;

/// The same, to count with.
const PLACES_OF_A_NUMBER: u32 = 4;

/// The bits of a place.
const BITS: usize = 16;

/// The numbers of a sketch for shingles.
pub(super) const OF_SHINGLES: usize = 12;

/// The numbers of a sketch for facts.
const OF_FACTS: usize = 4;

/// The numbers of a sketch.
pub(super) const WORDS: usize = OF_SHINGLES + OF_FACTS;

/// The units of a shingle.
const SHINGLE: u32 = 4;

/// A shingle with so many numbers is part of a table, and is left out: two texts with one table in
/// common are not copies.
const OF_A_TABLE: u32 = 3;

/// The shortest text that has a sketch, in words.
pub(super) const SHORTEST: u32 = 20;

/// A sketch of a text: what near-duplicates share most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch(pub(super) [u64; WORDS]);

/// What is known of a text without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// A hash of all its units, not 0.
    pub text: u64,
    /// Its sketch, unless it is shorter than 20 words.
    pub sketch: Option<Sketch>,
}

impl Fingerprint {
    /// The fingerprint of a text; `None` for one without a letter or digit.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut shingles = Shingles::default();
        each_unit(text, |unit| shingles.push(unit));
        (shingles.length > 0).then(|| Self {
            text: mix(shingles.text).max(1),
            sketch: (shingles.length >= SHORTEST * WORD).then(|| shingles.sketch()),
        })
    }
}

/// A set of words as 64 bits, to compare two headlines.
pub(super) fn word_bits(text: &str) -> u64 {
    let mut bits = 0;
    each_unit(text, |unit| bits |= 1 << (mix(unit.hash) >> 58));
    bits
}

/// A hash of texts as they are, not 0.
pub(super) fn exact_hash(texts: &[&str]) -> u64 {
    let hash = texts.iter().fold(1, |hash, text| {
        let bytes = text.bytes().fold(hash, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        mix(bytes)
    });
    hash.max(1)
}

/// The least ranks of hashes, one for each place.
struct Least<const PLACES: usize>([u64; PLACES]);

impl<const PLACES: usize> Least<PLACES> {
    /// A hash has a place, a rank and, in the low bits of an entry, an identity.
    #[inline]
    fn add(&mut self, hash: u64) {
        let place = (((hash & 0xffff) * PLACES as u64) >> 16) as usize;
        let entry = hash >> 32 << BITS | (hash >> 16 & 0xffff);
        self.0[place] = self.0[place].min(entry);
    }

    /// Writes the identities. 0 is a place without a hash.
    fn write(&self, words: &mut [u64]) {
        for (place, entry) in self.0.iter().enumerate() {
            if *entry != u64::MAX {
                words[place / LANES] |= (entry & 0xffff).max(1) << (place % LANES * BITS);
            }
        }
    }
}

/// A text while it is read.
#[allow(clippy::struct_field_names, reason = "shingles are what it makes")]
struct Shingles {
    /// The hash of all units so far.
    text: u64,
    length: u32,
    last: [u64; SHINGLE as usize],
    /// How many units there were, modulo the length of a shingle.
    place: usize,
    /// The cyclic polynomial of the last units (Cohen 1997).
    window: u64,
    units: u32,
    /// Which of the last units are numbers, a bit each.
    numbers: u32,
    /// The unit before, and whether it was a fact.
    before: (u64, bool),
    shingles: Least<{ OF_SHINGLES * LANES }>,
    facts: Least<{ OF_FACTS * LANES }>,
}

impl Default for Shingles {
    fn default() -> Self {
        Self {
            text: 0,
            length: 0,
            last: [0; SHINGLE as usize],
            place: 0,
            window: 0,
            units: 0,
            numbers: 0,
            before: (0, false),
            shingles: Least([u64::MAX; OF_SHINGLES * LANES]),
            facts: Least([u64::MAX; OF_FACTS * LANES]),
        }
    }
}

/// How far the window is turned for each unit.
const TURN: u32 = 11;

impl Shingles {
    #[inline]
    fn push(&mut self, unit: Unit) {
        let oldest = std::mem::replace(&mut self.last[self.place], unit.hash);
        self.place = (self.place + 1) % SHINGLE as usize;
        self.window =
            self.window.rotate_left(TURN) ^ oldest.rotate_left(TURN * SHINGLE) ^ unit.hash;
        self.text = (self.text ^ (unit.hash << 1 | u64::from(unit.is_fact)))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
        self.length = self.length.saturating_add(unit.length);
        self.units = self.units.saturating_add(1);
        self.numbers = (self.numbers << 1 | u32::from(unit.is_number)) & ((1 << SHINGLE) - 1);
        if self.units >= SHINGLE && self.numbers.count_ones() < OF_A_TABLE {
            self.shingles.add(mix(self.window));
        }
        // A fact counts with the unit before it, and with the one after it.
        let (before, was_fact) = self.before;
        if unit.is_fact || was_fact {
            self.facts.add(mix(before.rotate_left(7) ^ unit.hash));
        }
        self.before = (unit.hash, unit.is_fact);
    }

    fn sketch(&self) -> Sketch {
        let mut words = [0; WORDS];
        let (shingles, facts) = words.split_at_mut(OF_SHINGLES);
        self.shingles.write(shingles);
        self.facts.write(facts);
        Sketch(words)
    }
}

/// How many places two sketches, or parts of them, have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The places that are equal.
    pub same: u32,
    /// The places that at least one of them has.
    pub either: u32,
}

/// How much two sketches share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Of their shingles.
    pub shingles: Share,
    /// Of their facts.
    pub facts: Share,
}

impl Share {
    fn of(pairs: impl Iterator<Item = (u64, u64)>) -> Self {
        let (mut same, mut either) = (0, 0);
        for (a, b) in pairs {
            let none = empty(a | b);
            either += PLACES_OF_A_NUMBER - none.count_ones();
            same += (empty(a ^ b) & !none).count_ones();
        }
        Self { same, either }
    }

    /// Whether the share of equal places is at least `percent`.
    pub(super) fn is_at_least(self, percent: u32) -> bool {
        self.same * 100 >= self.either * percent
    }
}

/// The low bits of each place but its highest one.
const LOW: u64 = 0x7fff_7fff_7fff_7fff;

/// The highest bit of each place that is 0.
#[inline]
fn empty(word: u64) -> u64 {
    !(((word & LOW) + LOW) | word | LOW)
}

/// The least share of equal places of copies, of shingles and of facts each, in percent.
const LEAST: u32 = 36;

/// The least sum of both shares, in percent.
const LEAST_SUM: u32 = 88;

/// With fewer places for facts than these, shingles alone decide. Their least share is then half of
/// [`LEAST_SUM`].
const FEW_FACTS: u32 = 8;

/// With this share of equal shingles, in percent, texts are copies whatever their facts. A text in
/// capitals alone has no names.
const ENOUGH: u32 = 80;

/// The least number of equal places of shingles: fewer may be chance in a short text.
const LEAST_SAME: u32 = 4;

impl Overlap {
    /// Whether the texts are near-duplicates.
    #[must_use]
    pub fn is_copy(self) -> bool {
        let Self { shingles, facts } = self;
        if shingles.same < LEAST_SAME || !shingles.is_at_least(LEAST) {
            return false;
        }
        if facts.either < FEW_FACTS {
            return shingles.is_at_least(LEAST_SUM / 2);
        }
        let sum = shingles.same * facts.either + facts.same * shingles.either;
        let least = LEAST_SUM * shingles.either * facts.either;
        shingles.is_at_least(ENOUGH) || facts.is_at_least(LEAST) && sum * 100 >= least
    }

    /// Whether the texts may be versions of one article, which its id or address says.
    pub(super) fn is_related(self) -> bool {
        self.shingles.same >= LEAST_SAME && self.shingles.is_at_least(LEAST_RELATED)
    }
}

/// The least share of equal shingles of two versions of an article, in percent.
const LEAST_RELATED: u32 = 12;

impl Sketch {
    /// How much it shares with another one.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Overlap {
        let mut pairs = self.0.into_iter().zip(other.0);
        Overlap {
            shingles: Share::of(pairs.by_ref().take(OF_SHINGLES)),
            facts: Share::of(pairs),
        }
    }
}

//! Which numbers occur more than once among many, nearly: some that occur once are taken for others.
//!
//! Most numbers of an archive are of one article alone. Two bits for each number tell them from the
//! rest, so that only the rest has to be sorted.

/// A set of numbers that were seen, by some of their bits (a Bloom filter with one hash function).
pub(super) struct Repeated {
    once: Vec<u64>,
    twice: Vec<u64>,
    mask: u64,
}

impl Repeated {
    /// A set for about so many numbers.
    pub(super) fn new(numbers: usize) -> Self {
        let bits = (8 * numbers).next_power_of_two().clamp(1 << 10, 1 << 31);
        Self {
            once: vec![0; bits / 64],
            twice: vec![0; bits / 64],
            mask: bits as u64 - 1,
        }
    }

    /// Forgets all numbers.
    pub(super) fn clear(&mut self) {
        self.once.fill(0);
        self.twice.fill(0);
    }

    /// Adds a number.
    pub(super) fn add(&mut self, number: u64) {
        let (place, bit) = self.place(number);
        self.twice[place] |= self.once[place] & bit;
        self.once[place] |= bit;
    }

    /// Whether a number may have been added more than once.
    pub(super) fn has_twice(&self, number: u64) -> bool {
        let (place, bit) = self.place(number);
        self.twice[place] & bit != 0
    }

    #[allow(clippy::cast_possible_truncation, reason = "the mask is below 2^31")]
    fn place(&self, number: u64) -> (usize, u64) {
        let bits = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32 & self.mask;
        ((bits / 64) as usize, 1 << (bits % 64))
    }
}

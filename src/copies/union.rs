//! Sets of articles that are joined pair by pair (union-find, Galler and Fischer 1964).
//!
//! The least article of a set stands for it, so the sets do not depend on the order of joining.

/// Disjoint sets of the numbers from 0.
#[derive(Clone)]
pub(super) struct Sets(Vec<u32>);

impl Sets {
    /// Each number in a set of its own.
    pub(super) fn new(numbers: u32) -> Self {
        Self((0..numbers).collect())
    }

    /// The least number of the set of a number.
    pub(super) fn least(&mut self, mut number: u32) -> u32 {
        loop {
            let parent = self.0[number as usize];
            if parent == number {
                return number;
            }
            let above = self.0[parent as usize];
            self.0[number as usize] = above;
            number = above;
        }
    }

    /// Joins the sets of two numbers.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.least(a), self.least(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// Joins what other sets of the same numbers have joined.
    pub(super) fn join_all(&mut self, mut other: Self) {
        for number in (0u32..).take(self.0.len()) {
            let least = other.least(number);
            if least != number {
                self.join(number, least);
            }
        }
    }
}

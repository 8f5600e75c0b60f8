//! What programs that recognise print take for what: the cost of reading one letter as another.
//!
//! Costs are in tenths of an error. Letters that look alike in print cost less than others. The
//! letters are folded: `ſ` is `s` here, and is read as `f`. The pairs are those that studies of
//! recognised texts name (Taghva & Stofsky 2001; Holley 2009).

use std::sync::OnceLock;

/// An error that is not usual, in tenths of an error.
pub(super) const ERROR: u8 = 10;

/// A usual error.
pub(super) const USUAL: u8 = 4;

/// Letters that are taken for each other.
const ALIKE: &[&str] = &[
    "ceo", "eao", "o0dq", "iltj1", "tfr", "s5", "sf", "bh6", "hnk", "nur", "uv", "vyw", "gq9",
    "gy", "mnw", "xz", "pq", "cg", "z2", "bd", "a4", "e6",
];

/// One letter and two that are taken for it, or it for them.
const SPLIT: &[(char, &str)] = &[
    ('m', "rn"),
    ('m', "nn"),
    ('m', "in"),
    ('m', "ni"),
    ('h', "li"),
    ('h', "ii"),
    ('d', "cl"),
    ('d', "ol"),
    ('u', "ii"),
    ('u', "li"),
    ('n', "ii"),
    ('n', "ri"),
    ('w', "vv"),
    ('w', "iv"),
    ('b', "lo"),
    ('b', "li"),
    ('k', "lc"),
    ('k', "li"),
    ('a', "ci"),
    ('f', "if"),
    ('y', "ij"),
];

/// The costs, looked up once: a query compares millions of letters.
pub(super) struct Confusions {
    /// By both letters, of those that are ASCII.
    alike: [[bool; 128]; 128],
    /// By the one letter, the first and the second of the two.
    is_split: [bool; 128],
}

impl Confusions {
    /// The usual errors.
    pub(super) fn get() -> &'static Self {
        static TABLE: OnceLock<Confusions> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut table = Self {
                alike: [[false; 128]; 128],
                is_split: [false; 128],
            };
            for group in ALIKE {
                for one in group.bytes() {
                    for other in group.bytes() {
                        table.alike[usize::from(one)][usize::from(other)] = true;
                    }
                }
            }
            for (one, _) in SPLIT {
                table.is_split[*one as usize] = true;
            }
            table
        })
    }

    /// The cost of reading one letter as another.
    pub(super) fn substitution(&self, letter: char, read: char) -> u8 {
        if letter == read {
            return 0;
        }
        let row = self.alike.get(letter as usize);
        match row.and_then(|row| row.get(read as usize)) {
            Some(true) => USUAL,
            _ => ERROR,
        }
    }

    /// The cost of reading one letter as these two, or these two as the one; `None` if it is not
    /// usual.
    pub(super) fn split(&self, letter: char, first: char, second: char) -> Option<u8> {
        if !self.is_split.get(letter as usize).copied().unwrap_or(false) {
            return None;
        }
        let is_usual = SPLIT.iter().any(|(one, two)| {
            let mut two = two.chars();
            *one == letter && two.next() == Some(first) && two.next() == Some(second)
        });
        is_usual.then_some(USUAL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_cost_less() {
        let table = Confusions::get();
        for (letter, read, cost) in [
            ('e', 'e', 0),
            ('e', 'c', USUAL),
            ('c', 'e', USUAL),
            ('s', 'f', USUAL),
            ('e', 'x', ERROR),
        ] {
            assert_eq!(table.substitution(letter, read), cost, "{letter}{read}");
        }
        assert_eq!(table.split('m', 'r', 'n'), Some(USUAL));
        assert_eq!(table.split('h', 'l', 'i'), Some(USUAL));
        assert_eq!(table.split('m', 'n', 'r'), None);
    }
}

//! Which articles of a file are at another place than the index has stored.
//!
//! The index keeps the number that it stored; the file `places` has the current ones.

use super::table::RecordTable;

/// Numbers of articles that follow each other and moved by the same number of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moved {
    first: u32,
    last: u32,
    shift: i64,
}

/// The articles of a file that moved, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::index) struct MovedRecords(Vec<Moved>);

impl MovedRecords {
    /// Those of a list.
    pub(in crate::index) fn of(table: &RecordTable) -> Self {
        let mut all: Vec<Moved> = Vec::new();
        for (serial, ordinal) in table.serials.iter().zip(table.ordinals.iter()) {
            let shift = i64::from(ordinal) - i64::from(serial);
            match all.last_mut() {
                Some(last) if last.shift == shift && last.last.checked_add(1) == Some(serial) => {
                    last.last = serial;
                }
                _ if shift == 0 => {}
                _ => all.push(Moved {
                    first: serial,
                    last: serial,
                    shift,
                }),
            }
        }
        all.sort_unstable_by_key(|moved| moved.first);
        Self(all)
    }

    /// By how many places the article of this number moved.
    pub(in crate::index) fn shift(&self, serial: u64) -> Option<i64> {
        let after = self
            .0
            .partition_point(|moved| u64::from(moved.first) <= serial);
        let last = self.0.get(after.checked_sub(1)?)?;
        (serial <= u64::from(last.last)).then_some(last.shift)
    }

    /// The place in the file of the article of this number.
    pub(in crate::index) fn place(&self, serial: u32) -> u32 {
        let shift = self.shift(serial.into()).unwrap_or(0);
        let place = u64::from(serial).saturating_add_signed(shift);
        u32::try_from(place).unwrap_or(serial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_articles_that_moved_have_a_shift() {
        let mut table = RecordTable::default();
        for (serial, ordinal) in [(9, 1), (1, 2), (2, 3), (3, 4), (6, 6), (7, 7), (8, 9)] {
            table.push(0, serial, ordinal);
        }
        let moved = MovedRecords::of(&table);
        let shifts: Vec<_> = (0..11).map(|serial| moved.shift(serial)).collect();
        let one = Some(1);
        let expected = [
            None,
            one,
            one,
            one,
            None,
            None,
            None,
            None,
            one,
            Some(-8),
            None,
        ];
        assert_eq!(shifts, expected);
        let places: Vec<_> = (0..11).map(|serial| moved.place(serial)).collect();
        assert_eq!(places, [0, 2, 3, 4, 4, 5, 6, 7, 9, 1, 10]);
    }
}

//! A list of numbers that mostly count up, in little memory and few bytes.
//!
//! Numbers that follow each other by one are a run, which takes eight bytes of memory. On disk the
//! differences between runs are written with as few bytes as they need, and compressed.

/// The bytes of a table are not those that were written.
#[derive(Debug, thiserror::Error)]
#[error("a list of records is damaged")]
pub(in crate::index) struct TableError;

/// A list of numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::index) struct Numbers {
    /// The first number of each run, and how many numbers it has.
    runs: Vec<(u32, u32)>,
}

impl Numbers {
    /// Adds a number at the end.
    pub(in crate::index) fn push(&mut self, number: u32) {
        if let Some((first, length)) = self.runs.last_mut()
            && first.checked_add(*length) == Some(number)
        {
            *length += 1;
            return;
        }
        self.runs.push((number, 1));
    }

    /// All numbers in their order.
    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = u32> {
        let runs = self.runs.iter();
        runs.flat_map(|(first, length)| (0..*length).map(move |at| first.wrapping_add(at)))
    }

    /// The bytes of the list.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut expected = 0;
        for (first, length) in &self.runs {
            let step = i64::from(*first) - expected;
            put(&mut bytes, ((step << 1) ^ (step >> 63)).cast_unsigned());
            put(&mut bytes, u64::from(*length) - 1);
            expected = i64::from(*first) + i64::from(*length);
        }
        bytes
    }

    /// Reads what [`Self::encode`] wrote: a list of so many numbers.
    pub(super) fn decode(mut bytes: &[u8], count: u64) -> Result<Self, TableError> {
        let (mut runs, mut expected, mut sum) = (Vec::new(), 0_i64, 0_u64);
        while !bytes.is_empty() {
            let step = take(&mut bytes).ok_or(TableError)?;
            let step = (step >> 1).cast_signed() ^ -(step & 1).cast_signed();
            let first = expected.checked_add(step).ok_or(TableError)?;
            let first = u32::try_from(first).map_err(|_| TableError)?;
            let length = take(&mut bytes).and_then(|length| length.checked_add(1));
            let length = length.ok_or(TableError)?;
            sum = sum.checked_add(length).ok_or(TableError)?;
            let length = u32::try_from(length).map_err(|_| TableError)?;
            expected = i64::from(first) + i64::from(length);
            runs.push((first, length));
        }
        if sum == count {
            Ok(Self { runs })
        } else {
            Err(TableError)
        }
    }
}

/// Writes a number, seven bits a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

/// Reads such a number from the front.
fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_is_read_back(list in prop::collection::vec(prop_oneof![0_u32..20, any::<u32>()], 0..50)) {
            let mut numbers = Numbers::default();
            for number in &list {
                numbers.push(*number);
            }
            prop_assert_eq!(numbers.iter().collect::<Vec<_>>(), list.clone());
            let bytes = numbers.encode();
            let read = Numbers::decode(&bytes, list.len() as u64).unwrap();
            prop_assert_eq!(&read, &numbers);
            prop_assert!(Numbers::decode(&bytes, list.len() as u64 + 1).is_err());
        }
    }

    #[test]
    fn numbers_that_count_up_take_few_bytes() {
        let mut numbers = Numbers::default();
        (1..=1_000_000).for_each(|number| numbers.push(number));
        assert!(numbers.encode().len() < 10);
    }
}

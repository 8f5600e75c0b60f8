//! A random sample of what matches.
//!
//! Each article draws a number from its path, its place in the file and the seed. The highest numbers
//! are the sample, so it is the same for the same archive, seed and query, whatever the segments
//! are. An article that is added or removed changes no other article's number.

use super::period::Period;
use twox_hash::XxHash3_128;

/// Which articles are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The number of articles, or the number of each stratum.
    pub size: usize,
    /// What the numbers are drawn from.
    pub seed: u64,
    /// What is drawn from one by one: `size` articles of each. `None` for all matches together.
    pub per: Option<Stratum>,
}

/// What divides matches into strata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stratum {
    /// The period of their date.
    Period(Period),
    /// Their value of a field, one of [`FACETS`](crate::query::FACETS).
    Field(&'static str),
}

impl Sample {
    /// The number of an article, from 0 to 1 (excluded). The name of an archive is one of several that are
    /// searched together; else it is empty.
    #[must_use]
    pub(in crate::query) fn number(&self, archive: &str, path: &[u8], ordinal: u64) -> f64 {
        let mut named = [archive.as_bytes(), &[0], path, &[0]].concat();
        named.extend_from_slice(&ordinal.to_le_bytes());
        let hash = XxHash3_128::oneshot_with_seed(self.seed, &named);
        // As many bits as a number between 0 and 1 keeps.
        let bits = u64::try_from(hash >> (128 - 53)).unwrap_or(0);
        #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
        let number = bits as f64 / (1_u64 << 53) as f64;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spread_evenly_and_depend_on_the_seed() {
        let sample = |seed| Sample {
            size: 1,
            seed,
            per: None,
        };
        let numbers: Vec<f64> = (0..10_000)
            .map(|n| sample(7).number("", b"a/b.jsonl", n))
            .collect();
        for tenth in 0..10 {
            let within = f64::from(tenth) / 10.0..f64::from(tenth + 1) / 10.0;
            let count = numbers.iter().filter(|number| within.contains(number));
            let count = count.count();
            assert!((850..1150).contains(&count), "{tenth}: {count}");
        }
        let bits = |seed, archive, path| sample(seed).number(archive, path, 1).to_bits();
        assert_ne!(bits(7, "", b"a"), bits(8, "", b"a"));
        assert_ne!(bits(7, "", b"a"), bits(7, "", b"b"));
        assert_ne!(bits(7, "x", b"a"), bits(7, "y", b"a"));
    }
}

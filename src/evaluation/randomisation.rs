//! Whether two runs differ by more than chance: Fisher's randomisation test for paired values
//! (Smucker, Allan & Carterette, "A comparison of statistical significance tests for information
//! retrieval evaluation", CIKM 2007).
//!
//! If the runs were equally good, the two values of each topic could be swapped. The p-value is the
//! share of permutations (swaps in a set of topics) in which the means differ at least as much as
//! observed.

/// The number of random permutations, if there are too many to try all.
pub const PERMUTATIONS: u32 = 100_000;

/// The largest number of differing topics for which all permutations are tried: 2 to this power.
const ALL_UP_TO: usize = 16;

/// Sums that differ by less than this count as equal, because of rounding errors.
const ROUNDING: f64 = 1e-9;

/// The two-sided p-value for the values of two runs, a pair for each topic: above 0 and at most 1.
/// The same values give the same p-value on every machine.
#[must_use]
pub fn randomisation_test(own: &[f64], other: &[f64]) -> f64 {
    let differences = own.iter().zip(other).map(|(own, other)| own - other);
    // Swapping equal values changes nothing.
    let differences: Vec<f64> = differences.filter(|d| d.abs() > ROUNDING).collect();
    let observed = differences.iter().sum::<f64>().abs() - ROUNDING;
    let as_extreme =
        |signs: &mut dyn FnMut() -> u64| swapped(&differences, signs).abs() >= observed;
    if differences.len() <= ALL_UP_TO {
        let all = 1_u32 << differences.len();
        let extreme = (0..all).filter(|signs| as_extreme(&mut || u64::from(*signs)));
        return share(extreme, all);
    }
    let mut random = SplitMix64(0);
    let drawn = (0..PERMUTATIONS).filter(|_| as_extreme(&mut || random.next()));
    // The observed order counts as one permutation (Phipson & Smyth 2010), so p is never 0.
    share(std::iter::once(0).chain(drawn), PERMUTATIONS + 1)
}

fn share(part: impl Iterator<Item = u32>, whole: u32) -> f64 {
    part.fold(0.0, |count, _| count + 1.0) / f64::from(whole)
}

/// The sum of the differences, with the sign reversed for each bit that is set. `signs` gives the
/// bits for 64 differences at a time.
fn swapped(differences: &[f64], signs: &mut dyn FnMut() -> u64) -> f64 {
    let mut sum = 0.0;
    for chunk in differences.chunks(64) {
        let mut signs = signs();
        for difference in chunk {
            sum += if signs & 1 == 0 {
                *difference
            } else {
                -difference
            };
            signs >>= 1;
        }
    }
    sum
}

/// A generator of pseudorandom numbers: Steele, Lea & Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

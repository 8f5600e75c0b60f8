//! Measures of a ranking, as `trec_eval` computes them.
//!
//! | here | in `trec_eval` | |
//! |---|---|---|
//! | `ndcg`, `ndcg@10` | `ndcg`, `ndcg_cut_10` | Järvelin & Kekäläinen 2002: the sum of the grades, each divided by log2(rank + 1), over that sum in the best possible order of all judged articles |
//! | `map`, `map@100` | `map`, `map_cut_100` | the sum of the precisions at the ranks of the relevant articles, over the number of all relevant articles |
//! | `mrr`, `mrr@10` | `recip_rank` | the inverse of the rank of the first relevant article |
//! | `p@10` | `P_10` | relevant articles among the first 10, over 10 |
//! | `recall@100` | `recall_100` | relevant articles among the first 100, over all relevant articles |
//! | `success@1` | `success_1` | 1 if one of the first articles, up to the rank, is relevant, else 0 |

use super::EvaluationError;
use std::fmt::{self, Display, Formatter};
use std::num::NonZeroU32;
use std::str::FromStr;

/// A measure with values from 0 to 1. If it has a rank, articles after that rank do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Normalised discounted cumulative gain.
    Ndcg(Option<NonZeroU32>),
    /// Average precision; its mean over topics is MAP.
    AveragePrecision(Option<NonZeroU32>),
    /// The inverse of the rank of the first relevant article; its mean is MRR.
    ReciprocalRank(Option<NonZeroU32>),
    /// Precision.
    Precision(NonZeroU32),
    /// Recall.
    Recall(NonZeroU32),
    /// Whether any relevant article was found.
    Success(NonZeroU32),
}

impl Measure {
    /// The last rank that counts, from 1; `None` if all count.
    #[must_use]
    pub fn rank(self) -> Option<NonZeroU32> {
        match self {
            Self::Ndcg(rank) | Self::AveragePrecision(rank) | Self::ReciprocalRank(rank) => rank,
            Self::Precision(rank) | Self::Recall(rank) | Self::Success(rank) => Some(rank),
        }
    }

    /// The value for one topic, from 0 to 1. `found` has the grades of the found articles by rank,
    /// with 0 for those not relevant. `ideal` has the grades of all relevant articles, the highest
    /// first; the value is 0 if it is empty.
    #[must_use]
    pub fn value(self, found: &[i32], ideal: &[i32]) -> f64 {
        if ideal.is_empty() {
            return 0.0;
        }
        let depth = self.rank().map_or(usize::MAX, |rank| rank.get() as usize);
        let cut = |grades| <[i32]>::get(grades, ..depth).unwrap_or(grades);
        let found = cut(found);
        let value = match self {
            Self::Ndcg(_) => gain(found) / gain(cut(ideal)),
            Self::AveragePrecision(_) => sum_of_precisions(found) / count(ideal),
            Self::ReciprocalRank(_) => first(found).map_or(0.0, |rank| 1.0 / f64::from(rank)),
            Self::Precision(rank) => count(found) / f64::from(rank.get()),
            Self::Recall(_) => count(found) / count(ideal),
            Self::Success(_) => first(found).map_or(0.0, |_| 1.0),
        };
        value + 0.0 // the sum of no numbers is -0.0
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ndcg(_) => "ndcg",
            Self::AveragePrecision(_) => "map",
            Self::ReciprocalRank(_) => "mrr",
            Self::Precision(_) => "p",
            Self::Recall(_) => "recall",
            Self::Success(_) => "success",
        }
    }
}

/// Grades by rank, from 1.
fn by_rank(grades: &[i32]) -> impl Iterator<Item = (u32, i32)> {
    (1..).zip(grades.iter().copied())
}

fn gain(grades: &[i32]) -> f64 {
    by_rank(grades)
        .map(|(rank, grade)| f64::from(grade) / (f64::from(rank) + 1.0).log2())
        .sum()
}

/// The number of relevant articles.
fn count(grades: &[i32]) -> f64 {
    grades
        .iter()
        .map(|grade| f64::from(u8::from(*grade > 0)))
        .sum()
}

/// The rank of the first relevant article.
fn first(grades: &[i32]) -> Option<u32> {
    by_rank(grades)
        .find(|(_, grade)| *grade > 0)
        .map(|(rank, _)| rank)
}

fn sum_of_precisions(grades: &[i32]) -> f64 {
    let (mut relevant, mut sum) = (0.0, 0.0);
    for (rank, grade) in by_rank(grades) {
        if grade > 0 {
            relevant += 1.0;
            sum += relevant / f64::from(rank);
        }
    }
    sum
}

impl Display for Measure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self.rank() {
            Some(rank) => write!(f, "@{rank}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Measure {
    type Err = EvaluationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || EvaluationError::Measure(text.to_owned());
        let lower = text.trim().to_lowercase();
        let (name, rank) = match lower.split_once('@') {
            Some((name, rank)) => (name, Some(rank.parse().map_err(|_| unknown())?)),
            None => (lower.as_str(), None),
        };
        Ok(match (name, rank) {
            ("ndcg", rank) => Self::Ndcg(rank),
            ("map" | "ap", rank) => Self::AveragePrecision(rank),
            ("mrr" | "recip_rank", rank) => Self::ReciprocalRank(rank),
            ("p", Some(rank)) => Self::Precision(rank),
            ("recall", Some(rank)) => Self::Recall(rank),
            ("success", Some(rank)) => Self::Success(rank),
            _ => return Err(unknown()),
        })
    }
}

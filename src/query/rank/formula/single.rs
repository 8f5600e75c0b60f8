//! The score by words in single precision, over sums that grow word by word.
//!
//! The first stage keeps the sums of thousands of documents, so they are small. Sums with the
//! maximal contributions of the missing words added give an upper bound of a document's score.

use crate::query::request::ranking::Ranking;
use tantivy::fieldnorm::FieldNormReader;

/// The factor by which rounding may make two scores in single precision differ, with a wide margin.
///
/// A document is dropped if its score times this factor is below another document's score. Both
/// scores are rounded, so each of them must be exact within the square root of this factor. The
/// tests check that.
pub(in crate::query::rank) const ROUNDING: f64 = 1.0001;

/// The sums of a document over the words so far.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::query::rank) struct Sums {
    /// BM25F over the typed words.
    pub(in crate::query::rank) typed: f32,
    /// The weight of the typed words that the document has.
    pub(in crate::query::rank) present: f32,
    /// BM25F over the words that feedback added.
    pub(in crate::query::rank) added: f32,
}

impl Sums {
    /// These sums and others.
    pub(in crate::query::rank) fn and(&self, more: &Self) -> Self {
        Self {
            typed: self.typed + more.typed,
            present: self.present + more.present,
            added: self.added + more.added,
        }
    }
}

/// How sums become a score.
#[derive(Debug, Clone, Copy)]
pub(in crate::query::rank) struct SumsFormula {
    /// BM25's saturation.
    pub(in crate::query::rank) k1: f32,
    /// The factor of coordination for a document without any typed word.
    coordination_base: f32,
    /// What each unit of the typed words' weight adds to that factor.
    coordination_per_weight: f32,
}

impl SumsFormula {
    /// The formula for a query whose typed words have these weights; `share_of_typed` is the factor
    /// on their score.
    pub(in crate::query::rank) fn new(
        ranking: &Ranking,
        weights: impl ExactSizeIterator<Item = f64>,
        share_of_typed: f64,
    ) -> Self {
        let loss = ranking.coordination_loss(weights.len());
        let all: f64 = weights.sum();
        Self {
            k1: as_f32(ranking.k1),
            coordination_base: as_f32(1.0 - loss),
            coordination_per_weight: as_f32(loss / (share_of_typed * all)),
        }
    }

    /// The score of a document with these sums, without its date.
    pub(in crate::query::rank) fn score(&self, sums: &Sums) -> f64 {
        let factor = self.coordination_base + self.coordination_per_weight * sums.present;
        f64::from(sums.typed * factor + sums.added)
    }
}

/// BM25's saturation, from 0 to 1.
pub(in crate::query::rank) fn saturated(frequency: f32, k1: f32) -> f32 {
    frequency / (k1 + frequency)
}

/// What a word contributes to the sums of a document that has it.
#[derive(Debug, Clone, Copy)]
pub(in crate::query::rank) struct WordContribution {
    /// The weight of the word, times the share of the typed or of the added words.
    pub(in crate::query::rank) weight: f32,
    /// Whether feedback added the word.
    pub(in crate::query::rank) is_added: bool,
}

impl WordContribution {
    /// Adds it to sums, for a saturated frequency; 1 is more than any document has.
    pub(in crate::query::rank) fn add_to(self, sums: &mut Sums, saturated: f32) {
        if self.is_added {
            sums.added += self.weight * saturated;
        } else {
            sums.typed += self.weight * saturated;
            sums.present += self.weight;
        }
    }
}

impl Ranking {
    /// [`Self::normalised_frequency`] of one occurrence, by the id that Tantivy keeps of the
    /// length.
    pub(in crate::query::rank) fn by_length(&self, boost: f64, average: f64) -> [f32; 256] {
        let mut occurrence = [0.0; 256];
        for (id, occurrence) in (0..=u8::MAX).zip(&mut occurrence) {
            let length = f64::from(FieldNormReader::id_to_fieldnorm(id));
            *occurrence = as_f32(self.normalised_frequency(boost, 1.0, length, average));
        }
        occurrence
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "sums over many documents are kept in single precision"
)]
pub(in crate::query::rank) fn as_f32(number: f64) -> f32 {
    number as f32
}

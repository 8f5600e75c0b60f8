//! What scoring depends on, apart from the article.
//!
//! Both stages read it: words with their weights, fields with theirs, and the settings.

use super::dates::SegmentDates;
use super::lookup::WordTerms;
use crate::query::plan::words::RankedWord;
use crate::query::request::deadline::Deadline;
use crate::query::request::ranking::Ranking;
use crate::query::request::recency::Recency;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

/// A word with its weight.
#[derive(Debug, Clone)]
pub(super) struct WeighedWord {
    pub(super) word: RankedWord,
    /// Where its terms are, by segment and by searched field.
    pub(super) terms: WordTerms,
    /// Inverse document frequency times count in the query, or times its part in the feedback.
    pub(super) weight: f64,
}

/// A searched field.
#[derive(Debug, Clone)]
pub(super) struct RankedField {
    pub(super) field: Field,
    pub(super) name: String,
    /// The weight of an occurrence.
    pub(super) boost: f64,
    /// In tokens.
    pub(super) average_length: f64,
    /// The normalised frequency of one occurrence, by the id of the field's length.
    pub(super) by_length: [f32; 256],
}

/// Words that feedback added to a query, and how the two are mixed.
#[derive(Debug, Clone)]
pub(super) struct AddedWords {
    pub(super) words: Vec<WeighedWord>,
    /// The factor on the score by the typed words.
    pub(super) share_of_typed: f64,
    /// The factor on the score by the added words.
    pub(super) share: f64,
}

/// What scoring depends on, apart from the article.
pub(super) struct ScoringContext<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) words: &'a [WeighedWord],
    pub(super) added: Option<&'a AddedWords>,
    pub(super) fields: &'a [RankedField],
    /// The field that passages are parts of.
    pub(super) body: Field,
    pub(super) ranking: &'a Ranking,
    pub(super) recency: Option<Recency>,
    pub(super) deadline: Deadline,
}

impl Ranking {
    /// What an occurrence of a word counts in another form than the one that was typed.
    pub(super) fn share_of_other_form(&self, word: &RankedWord) -> f64 {
        match &word.own {
            Some(own) if own.capitals.is_some() => self.capitals,
            _ => self.form,
        }
    }
}

impl ScoringContext<'_> {
    /// The dates of a segment, if newer articles are preferred.
    pub(super) fn dates(&self, reader: &SegmentReader) -> tantivy::Result<Option<SegmentDates>> {
        let open = |recency| SegmentDates::open(recency, reader);
        self.recency.map(open).transpose()
    }

    /// The factor below 1 that other forms than the typed ones may have on a score, or 1.
    pub(super) fn least_share(&self) -> f64 {
        let with_others = self
            .words
            .iter()
            .filter(|word| word.terms.has_other_forms());
        let shares = with_others.map(|word| self.ranking.share_of_other_form(&word.word));
        shares.fold(1.0, f64::min)
    }

    /// Whether each word is one term, so that its frequency is that of its postings.
    pub(super) fn is_plain(&self) -> bool {
        self.words.iter().all(|word| word.terms.is_one_term())
    }
}

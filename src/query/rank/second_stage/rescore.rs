//! The second stage: exact scores for the candidates of the first.

use crate::query::plan::words::RankedWord;
use crate::query::rank::explain::Explanation;
use crate::query::rank::lookup::WordTerms;
use crate::query::rank::second_stage::exact_scorer::Segment;
use crate::query::request::ranking::Ranking;
use crate::query::request::recency::Recency;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, SegmentOrdinal};

/// A word with what scoring knows of it.
#[derive(Debug, Clone)]
pub(in crate::query) struct WeighedWord {
    pub(in crate::query) word: RankedWord,
    /// Where its terms are, by segment and by searched field.
    pub(in crate::query) terms: WordTerms,
    /// Inverse document frequency times count in the query, or times its part in the feedback.
    pub(in crate::query) weight: f64,
}

/// A searched field.
#[derive(Debug, Clone)]
pub(in crate::query) struct FieldWeight {
    pub(in crate::query) field: Field,
    pub(in crate::query) name: String,
    pub(in crate::query) boost: f64,
    pub(in crate::query) average_length: f64,
    /// What one occurrence counts, by the length of the field as the index keeps it, in a byte.
    pub(in crate::query) by_length: [f32; 256],
}

/// An article with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The score, as in [`crate::query::SearchHit`]; 0 where the order is another.
    pub score: f64,
    /// Where it is in the generation's segments.
    pub address: DocAddress,
}

/// Words that were added to a query, and how the two are mixed.
#[derive(Debug, Clone)]
pub(in crate::query) struct Added {
    pub(in crate::query) words: Vec<WeighedWord>,
    /// What the score by the typed words is multiplied by.
    pub(in crate::query) share_of_typed: f64,
    /// What the score by the added words is multiplied by.
    pub(in crate::query) share: f64,
}

/// What scoring needs beside the candidates.
pub(in crate::query) struct Rescorer<'a> {
    pub(in crate::query) searcher: &'a Searcher,
    pub(in crate::query) words: &'a [WeighedWord],
    pub(in crate::query) added: Option<&'a Added>,
    pub(in crate::query) fields: &'a [FieldWeight],
    /// The field that passages are parts of.
    pub(in crate::query) body: Field,
    pub(in crate::query) ranking: &'a Ranking,
    pub(in crate::query) recency: Option<Recency>,
}

impl<'a> Rescorer<'a> {
    /// Whether each word is one term, so that its frequency is that of its postings.
    pub(in crate::query) fn is_plain(&self) -> bool {
        self.words.iter().all(|word| word.word.is_one_term())
    }

    /// Scores the documents of a segment by their words.
    pub(in crate::query) fn by_words(
        &self,
        segment: SegmentOrdinal,
    ) -> tantivy::Result<Segment<'a>> {
        let option = if self.is_plain() {
            IndexRecordOption::WithFreqs
        } else {
            IndexRecordOption::WithFreqsAndPositions
        };
        Segment::open(segment, self, option)
    }

    /// Scores these by their words alone.
    pub(in crate::query) fn score_by_words(&self, scored: &mut [Scored]) -> tantivy::Result<()> {
        by_segment(scored, |group| {
            let mut segment = self.by_words(group[0].address.segment_ord)?;
            for own in group {
                own.score = segment.score_of_words(own.address.doc_id);
            }
            Ok(())
        })
    }

    /// Scores these by their words alone, puts them in the order of addresses, and gives them once
    /// more with the scores that they have with what stands near what.
    pub(in crate::query) fn score_with_context(
        &self,
        scored: &mut [Scored],
    ) -> tantivy::Result<Vec<Scored>> {
        let mut contexts = Vec::with_capacity(scored.len());
        by_segment(scored, |group| {
            let mut segment = self.with_positions(group[0].address)?;
            for own in group {
                let (by_words, score) = segment.scores(own.address.doc_id);
                own.score = by_words;
                contexts.push(Scored { score, ..*own });
            }
            Ok(())
        })?;
        Ok(contexts)
    }

    /// Raises the scores of these by what stands near what, and sorts them again. `known` are such
    /// scores in the order of addresses.
    pub(in crate::query) fn add_context(
        &self,
        scored: &mut [Scored],
        known: &[Scored],
    ) -> tantivy::Result<()> {
        let mut new = Vec::new();
        let known = if known.is_empty() {
            new.extend_from_slice(scored);
            &self.score_with_context(&mut new)?
        } else {
            known
        };
        for own in &mut *scored {
            if let Ok(at) = known.binary_search_by_key(&own.address, |known| known.address) {
                own.score = known[at].score;
            }
        }
        sort(scored);
        Ok(())
    }

    /// How the score of an article comes about; `in_window` if it was one of the best by words.
    pub(in crate::query) fn explain(
        &self,
        address: DocAddress,
        in_window: bool,
    ) -> tantivy::Result<Explanation> {
        let mut segment = self.with_positions(address)?;
        Ok(segment.explain(address.doc_id, in_window))
    }

    fn with_positions(&self, address: DocAddress) -> tantivy::Result<Segment<'a>> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        Segment::open(address.segment_ord, self, option)
    }
}

/// Puts these in the order of addresses and has those of each segment scored.
fn by_segment(
    scored: &mut [Scored],
    score: impl FnMut(&mut [Scored]) -> tantivy::Result<()>,
) -> tantivy::Result<()> {
    scored.sort_unstable_by_key(|own| own.address);
    scored
        .chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord)
        .try_for_each(score)
}

/// The best first; equals in the order of addresses.
pub(in crate::query) fn sort(scored: &mut [Scored]) {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.address.cmp(&b.address)));
}

//! One word of the query in one segment: its postings in all fields, document by document.
//!
//! Synonyms are further term sequences of the word, with a smaller share.

use super::cursor::SequenceCursor;
use crate::query::rank::formula::single::{WordContribution, as_f32};
use crate::query::rank::scoring_context::{ScoringContext, WeighedWord};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentOrdinal};

/// The lengths of a field in the documents of a segment.
pub(super) struct FieldLengths<'a> {
    /// As in [`RankedField`](crate::query::rank::scoring_context::RankedField).
    pub(super) by_length: &'a [f32; 256],
    pub(super) lengths: FieldNormReader,
}

/// One word in one segment.
pub(super) struct WordCursor {
    pub(super) contribution: WordContribution,
    /// Its term sequences, the most frequent last.
    pub(super) sequences: Vec<FieldSequence>,
}

/// A term sequence in one field.
pub(super) struct FieldSequence {
    /// The number of the field.
    pub(super) field: usize,
    /// The weight of an occurrence: 1, less for a synonym.
    pub(super) share: f32,
    pub(super) cursor: SequenceCursor,
}

impl WordCursor {
    /// Opens the postings of a word. `None` if the segment has none of its terms.
    pub(super) fn open(
        context: &ScoringContext,
        weighed: &WeighedWord,
        share: f64,
        is_added: bool,
        ord: SegmentOrdinal,
    ) -> tantivy::Result<Option<Self>> {
        let reader = context.searcher.segment_reader(ord);
        let mut sequences = Vec::new();
        for (field, weight) in context.fields.iter().enumerate() {
            let index = reader.inverted_index(weight.field)?;
            let [typed, synonyms, related, misread] = weighed.terms.open(ord, field, |term| {
                let option = IndexRecordOption::WithFreqs;
                let block = index.read_block_postings_from_terminfo(term, option)?;
                Ok(block)
            })?;
            let name_words = f64::from(weighed.word.name_words.max(1));
            let [synonym, kin] =
                [context.ranking.alias, context.ranking.related].map(|share| share / name_words);
            let typed = typed.into_iter().map(|postings| (1.0, postings));
            let synonyms = synonyms
                .into_iter()
                .map(|postings| (as_f32(synonym), postings));
            let related = related.into_iter().map(|postings| (as_f32(kin), postings));
            let share = as_f32(context.ranking.misread);
            let misread = misread.into_iter().map(|postings| (share, postings));
            let all = typed.chain(synonyms).chain(related).chain(misread);
            sequences.extend(all.filter_map(|(share, postings)| {
                Some(FieldSequence {
                    field,
                    share,
                    cursor: SequenceCursor::new(postings)?,
                })
            }));
        }
        sequences.sort_by_key(|sequence| sequence.cursor.articles());
        let contribution = WordContribution {
            weight: as_f32(share * weighed.weight),
            is_added,
        };
        Ok((!sequences.is_empty()).then_some(Self {
            contribution,
            sequences,
        }))
    }

    /// The word's frequency in a document over all fields, weighted and normalised by length.
    pub(super) fn frequency(&mut self, doc: DocId, fields: &[FieldLengths]) -> f32 {
        let mut frequency = 0.0;
        for FieldSequence {
            field,
            share,
            cursor,
        } in &mut self.sequences
        {
            if cursor.seek(doc) == doc {
                frequency += *share * fields[*field].weight(doc, cursor.occurrences());
            }
        }
        frequency
    }
}

impl FieldLengths<'_> {
    /// The normalised frequency of a number of occurrences in a document.
    #[allow(
        clippy::cast_precision_loss,
        reason = "articles have far less than 2^24 words"
    )]
    pub(super) fn weight(&self, doc: DocId, occurrences: u32) -> f32 {
        occurrences as f32 * self.by_length[usize::from(self.lengths.fieldnorm_id(doc))]
    }
}

//! What words give to the documents of one segment: each word's part, and sums of neighbouring
//! documents.

use crate::query::rank::document_set::Bits;
use crate::query::rank::first_stage::cursor::RowCursor;
use crate::query::rank::formula::as_f32;
use crate::query::rank::second_stage::rescore::{Rescorer, WeighedWord};
use std::ops::Range;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentOrdinal};

/// How many documents are summed up at a time: their sums fit a core's first cache.
pub(in crate::query) const WINDOW: u32 = 2048;

/// What an occurrence counts in the documents of a segment.
pub(in crate::query) struct FieldLengths<'a> {
    /// As in [`FieldWeight`](crate::query::rank::second_stage::rescore::FieldWeight).
    pub(in crate::query) by_length: &'a [f32; 256],
    pub(in crate::query) lengths: FieldNormReader,
}

/// What a document has of the words so far.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::query) struct Sums {
    pub(in crate::query) typed: f32,
    /// The weight of the typed words that it has.
    pub(in crate::query) present: f32,
    pub(in crate::query) added: f32,
}

/// How sums become a score.
#[derive(Debug, Clone, Copy)]
pub(in crate::query) struct Formula {
    pub(in crate::query) k1: f32,
    /// The factor of coordination without any of the typed words' weight, and what it gains by
    /// each unit of it.
    pub(in crate::query) having_none: f32,
    pub(in crate::query) having_all: f32,
}

/// What a word counts in a document that has it.
#[derive(Debug, Clone, Copy)]
pub(in crate::query) struct Gift {
    pub(in crate::query) weight: f32,
    pub(in crate::query) is_added: bool,
}

/// One word in one segment.
pub(in crate::query) struct WordCursor {
    pub(in crate::query) gift: Gift,
    /// Its rows of terms, the most frequent last.
    pub(in crate::query) rows: Vec<Row>,
}

/// A row of terms in one field.
pub(in crate::query) struct Row {
    /// The field's place.
    pub(in crate::query) field: usize,
    /// What an occurrence counts.
    pub(in crate::query) share: f32,
    pub(in crate::query) cursor: RowCursor,
}

/// Sums of neighbouring documents, and which have any.
pub(in crate::query) struct Window {
    pub(in crate::query) sums: Vec<Sums>,
    frequencies: Vec<f32>,
    touched: Vec<u32>,
    pub(in crate::query) seen: Bits,
}

impl Sums {
    pub(in crate::query) fn and(&self, more: &Self) -> Self {
        Self {
            typed: self.typed + more.typed,
            present: self.present + more.present,
            added: self.added + more.added,
        }
    }
}

impl Formula {
    pub(in crate::query) fn score(&self, sums: &Sums) -> f64 {
        let factor = self.having_none + self.having_all * sums.present;
        f64::from(sums.typed * factor + sums.added)
    }
}

pub(in crate::query) fn saturated(frequency: f32, k1: f32) -> f32 {
    frequency / (k1 + frequency)
}

impl Gift {
    pub(in crate::query) fn give(self, sums: &mut Sums, saturated: f32) {
        if self.is_added {
            sums.added += self.weight * saturated;
        } else {
            sums.typed += self.weight * saturated;
            sums.present += self.weight;
        }
    }
}

impl WordCursor {
    /// `None` if the segment has none of its terms.
    pub(in crate::query) fn open(
        rescorer: &Rescorer,
        weighed: &WeighedWord,
        share: f64,
        is_added: bool,
        ord: SegmentOrdinal,
    ) -> tantivy::Result<Option<Self>> {
        let reader = rescorer.searcher.segment_reader(ord);
        let mut rows = Vec::new();
        for (field, weight) in rescorer.fields.iter().enumerate() {
            let index = reader.inverted_index(weight.field)?;
            let [typed, aliases] = weighed.terms.open(ord, field, |term| {
                let option = IndexRecordOption::WithFreqs;
                let block = index.read_block_postings_from_terminfo(term, option)?;
                Ok(block)
            })?;
            let alias = rescorer.ranking.alias / f64::from(weighed.word.name_words.max(1));
            let typed = typed.into_iter().map(|row| (1.0, row));
            let aliases = aliases.into_iter().map(|row| (as_f32(alias), row));
            rows.extend(typed.chain(aliases).filter_map(|(share, row)| {
                Some(Row {
                    field,
                    share,
                    cursor: RowCursor::new(row)?,
                })
            }));
        }
        rows.sort_by_key(|row| row.cursor.articles());
        let gift = Gift {
            weight: as_f32(share * weighed.weight),
            is_added,
        };
        Ok((!rows.is_empty()).then_some(Self { gift, rows }))
    }

    /// The word's frequency in a document over all fields, weighted and normalised by length.
    pub(in crate::query) fn frequency(&mut self, doc: DocId, fields: &[FieldLengths]) -> f32 {
        let mut frequency = 0.0;
        for Row {
            field,
            share,
            cursor,
        } in &mut self.rows
        {
            if cursor.seek(doc) == doc {
                frequency += *share * fields[*field].weight(doc, cursor.occurrences());
            }
        }
        frequency
    }
}

impl FieldLengths<'_> {
    /// What so many occurrences in a document count.
    #[allow(
        clippy::cast_precision_loss,
        reason = "articles have far less than 2^24 words"
    )]
    pub(in crate::query) fn weight(&self, doc: DocId, occurrences: u32) -> f32 {
        occurrences as f32 * self.by_length[usize::from(self.lengths.fieldnorm_id(doc))]
    }
}

impl Window {
    pub(in crate::query) fn new() -> Self {
        Self {
            sums: vec![Sums::default(); WINDOW as usize],
            frequencies: vec![0.0; WINDOW as usize],
            touched: Vec::with_capacity(WINDOW as usize),
            seen: Bits::none(WINDOW),
        }
    }

    /// Marks all allowed documents as seen.
    pub(in crate::query) fn see(&mut self, allowed: &Bits, docs: Range<DocId>) {
        let mut next = docs.start;
        while let Some(doc) = allowed.first_from(next).filter(|doc| *doc < docs.end) {
            self.seen.insert(doc - docs.start);
            next = doc + 1;
        }
    }

    /// Adds what a word gives in these documents. Its frequencies in all rows but the last are
    /// kept until that one is there, since one saturation is over all of them.
    pub(in crate::query) fn add_word(
        &mut self,
        word: &mut WordCursor,
        docs: Range<DocId>,
        fields: &[FieldLengths],
        k1: f32,
    ) {
        let (gift, rows) = (word.gift, word.rows.as_mut_slice());
        let Some((last, rows)) = rows.split_last_mut() else {
            return;
        };
        for Row {
            field,
            share,
            cursor,
        } in rows
        {
            cursor.walk(docs.end, |doc, occurrences| {
                let at = doc - docs.start;
                let sum = &mut self.frequencies[at as usize];
                if *sum == 0.0 {
                    self.touched.push(at);
                }
                *sum += *share * fields[*field].weight(doc, occurrences);
            });
        }
        let mut give = |at: u32, frequency: f32| {
            gift.give(&mut self.sums[at as usize], saturated(frequency, k1));
            self.seen.insert(at);
        };
        let field = &fields[last.field];
        last.cursor.walk(docs.end, |doc, occurrences| {
            let at = doc - docs.start;
            let others = std::mem::take(&mut self.frequencies[at as usize]);
            give(at, others + last.share * field.weight(doc, occurrences));
        });
        for at in self.touched.drain(..) {
            let frequency = std::mem::take(&mut self.frequencies[at as usize]);
            // Of a row that weighs nothing as well: its articles match.
            self.seen.insert(at);
            if frequency > 0.0 {
                gift.give(&mut self.sums[at as usize], saturated(frequency, k1));
            }
        }
    }
}

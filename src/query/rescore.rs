//! The second stage: exact scores for the candidates of the first.

use super::ranking::{Ranking, WordMatch, closeness, normalised_frequency};
use super::words::RankedWord;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

/// A word with what scoring knows of it.
pub(super) struct WeighedWord {
    pub(super) word: RankedWord,
    /// Inverse document frequency times count in the query.
    pub(super) weight: f64,
}

/// A searched field.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldWeight {
    pub(super) field: Field,
    pub(super) boost: f64,
    pub(super) average_length: f64,
}

/// An article with its exact score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) score: f64,
    pub(super) address: DocAddress,
}

/// What scoring needs beside the candidates.
pub(super) struct Rescorer<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) words: &'a [WeighedWord],
    pub(super) fields: &'a [FieldWeight],
    pub(super) ranking: Ranking,
}

impl<'a> Rescorer<'a> {
    /// Scores the documents of a segment by their words.
    pub(super) fn words_of(&self, reader: &SegmentReader) -> tantivy::Result<Segment<'a>> {
        Segment::open(reader, self, IndexRecordOption::WithFreqs)
    }

    /// Raises the scores of these by proximity, and sorts them again.
    pub(super) fn add_proximity(&self, scored: &mut [Scored]) -> tantivy::Result<()> {
        scored.sort_by_key(|own| own.address);
        let addresses: Vec<_> = scored.iter().map(|own| own.address).collect();
        let close = self.closeness_of(&addresses)?;
        for (own, close) in scored.iter_mut().zip(close) {
            own.score = self
                .ranking
                .with_proximity(own.score, close, self.words.len());
        }
        sort(scored);
        Ok(())
    }

    /// The closeness of the words in each of these documents; they ascend.
    fn closeness_of(&self, addresses: &[DocAddress]) -> tantivy::Result<Vec<f64>> {
        let mut close = Vec::with_capacity(addresses.len());
        for group in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let reader = self.searcher.segment_reader(group[0].segment_ord);
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut segment = Segment::open(reader, self, option)?;
            close.extend(
                group
                    .iter()
                    .map(|address| segment.closeness(address.doc_id)),
            );
        }
        Ok(close)
    }
}

/// The best first; equals in the order of addresses.
pub(super) fn sort(scored: &mut [Scored]) {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.address.cmp(&b.address)));
}

/// The postings of the query's words in one segment. Documents are asked for in ascending order.
pub(super) struct Segment<'a> {
    ranking: Ranking,
    fields: &'a [FieldWeight],
    lengths: Vec<FieldNormReader>,
    words: Vec<WordPostings>,
    matches: Vec<WordMatch>,
}

struct WordPostings {
    weight: f64,
    /// By field, as in `fields`; empty where the word is not looked for or is not.
    in_fields: Vec<Forms>,
    /// The same of its aliases; empty if it has none.
    aliases: Vec<Forms>,
    /// What an occurrence of an alias counts: it stands for a whole name, and is shared out over
    /// its words.
    alias: f64,
}

/// The postings of one word's forms in one field.
#[derive(Default)]
struct Forms(Vec<Vec<SegmentPostings>>);

impl<'a> Segment<'a> {
    fn open(
        reader: &SegmentReader,
        rescorer: &Rescorer<'a>,
        option: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let lengths = rescorer
            .fields
            .iter()
            .map(|field| reader.get_fieldnorms_reader(field.field))
            .collect::<tantivy::Result<_>>()?;
        let mut words = Vec::with_capacity(rescorer.words.len());
        for WeighedWord { word, weight } in rescorer.words {
            let in_fields = |rows: &[Vec<String>]| -> tantivy::Result<Vec<Forms>> {
                let fields = rescorer.fields.iter();
                let open = fields.map(|field| {
                    if word.field.is_some_and(|only| only != field.field) {
                        return Ok(Forms::default());
                    }
                    Forms::open(reader, field.field, rows, option)
                });
                open.collect()
            };
            words.push(WordPostings {
                weight: *weight,
                in_fields: in_fields(&word.forms)?,
                aliases: if word.aliases.is_empty() {
                    Vec::new()
                } else {
                    in_fields(&word.aliases)?
                },
                alias: rescorer.ranking.alias / f64::from(word.name_words.max(1)),
            });
        }
        Ok(Self {
            ranking: rescorer.ranking,
            fields: rescorer.fields,
            lengths,
            words,
            matches: Vec::new(),
        })
    }

    /// The score of a document by its words; documents ascend.
    pub(super) fn score_of_words(&mut self, doc: DocId) -> f64 {
        self.matches.clear();
        for word in &mut self.words {
            let mut frequency = 0.0;
            for (index, (field, lengths)) in self.fields.iter().zip(&self.lengths).enumerate() {
                let occurrences = word.occurrences(index, doc);
                if occurrences > 0.0 {
                    frequency += normalised_frequency(
                        field.boost,
                        occurrences,
                        f64::from(lengths.fieldnorm(doc)),
                        field.average_length,
                    );
                }
            }
            self.matches.push(WordMatch {
                weight: word.weight,
                frequency,
            });
        }
        self.ranking.score_of_words(&self.matches)
    }

    /// How close together the query's neighbouring words stand in this document, from 0 to 1:
    /// the mean over the pairs, weighted by the lighter word of each.
    fn closeness(&mut self, doc: DocId) -> f64 {
        let mut nearest = vec![0.0; self.words.len().saturating_sub(1)];
        for field in 0..self.fields.len() {
            let mut previous: Vec<u32> = Vec::new();
            for (index, word) in self.words.iter_mut().enumerate() {
                let mut positions = Vec::new();
                word.positions(field, doc, &mut positions);
                if index > 0 {
                    let close = closeness(&previous, &positions);
                    nearest[index - 1] = f64::max(nearest[index - 1], close);
                }
                previous = positions;
            }
        }
        let (mut sum, mut all) = (0.0, 0.0);
        for (pair, nearest) in self.words.windows(2).zip(nearest) {
            let weight = pair[0].weight.min(pair[1].weight);
            sum += weight * nearest;
            all += weight;
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }
}

impl WordPostings {
    /// How often the word stands in a field of the document, aliases by what they count.
    fn occurrences(&mut self, field: usize, doc: DocId) -> f64 {
        let typed = f64::from(self.in_fields[field].frequency(doc));
        match self.aliases.get_mut(field) {
            Some(aliases) => typed + self.alias * f64::from(aliases.frequency(doc)),
            None => typed,
        }
    }

    /// Where the word or an alias begins in a field of the document; ascending.
    fn positions(&mut self, field: usize, doc: DocId, out: &mut Vec<u32>) {
        self.in_fields[field].positions(doc, out);
        if let Some(aliases) = self.aliases.get_mut(field) {
            let mut further = Vec::new();
            aliases.positions(doc, &mut further);
            out.append(&mut further);
            out.sort_unstable();
        }
    }
}

impl Forms {
    /// Opens postings with what `option` says; rows of several terms always with positions.
    fn open(
        reader: &SegmentReader,
        field: Field,
        forms: &[Vec<String>],
        option: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let index = reader.inverted_index(field)?;
        let mut open = Vec::new();
        for form in forms {
            let mut row = Vec::with_capacity(form.len());
            let option = match (form.len(), forms.len()) {
                (1, 1) => option,
                _ => IndexRecordOption::WithFreqsAndPositions,
            };
            for text in form {
                let term = Term::from_field_text(field, text);
                row.extend(index.read_postings(&term, option)?);
            }
            if row.len() == form.len() {
                open.push(row);
            }
        }
        Ok(Self(open))
    }

    /// How often the word stands in the document.
    fn frequency(&mut self, doc: DocId) -> u32 {
        match self.0.as_mut_slice() {
            [] => 0,
            [row] if row.len() == 1 => {
                if stands_in(&mut row[0], doc) {
                    row[0].term_freq()
                } else {
                    0
                }
            }
            _ => {
                let mut positions = Vec::new();
                self.positions(doc, &mut positions);
                u32::try_from(positions.len()).unwrap_or(u32::MAX)
            }
        }
    }

    /// Where the word begins, in whatever form; ascending, each occurrence once. A hyphenated one
    /// is indexed whole at its first and at its last part, which is one occurrence.
    fn positions(&mut self, doc: DocId, out: &mut Vec<u32>) {
        out.clear();
        let mut row_positions = Vec::new();
        let mut ends = Vec::new();
        for row in &mut self.0 {
            if !row.iter_mut().all(|postings| stands_in(postings, doc)) {
                continue;
            }
            let mut starts = Vec::new();
            for (offset, postings) in (0u32..).zip(row.iter_mut()) {
                postings.positions(&mut row_positions);
                if offset == 0 {
                    std::mem::swap(&mut starts, &mut row_positions);
                } else {
                    starts.retain(|start| row_positions.binary_search(&(start + offset)).is_ok());
                }
            }
            if let Some(last) = u32::try_from(row.len()).ok().filter(|length| *length > 1) {
                ends.extend(starts.iter().map(|start| start + last - 1));
            }
            out.append(&mut starts);
        }
        out.sort_unstable();
        out.dedup();
        out.retain(|start| !ends.contains(start));
    }
}

fn stands_in(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

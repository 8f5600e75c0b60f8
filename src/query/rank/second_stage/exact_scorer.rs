//! Exact scores of single documents in one segment, and how they come about.
//!
//! A scorer is opened with or without positions; context scores and explanations need positions.

use super::occurrences::Occurrences;
use super::passage::{best_passage, length};
use super::proximity::closeness;
use crate::query::rank::dates::SegmentDates;
use crate::query::rank::explain::{Explanation, FieldShare, WordShare};
use crate::query::rank::formula::exact::WordMatch;
use crate::query::rank::scoring_context::{AddedWords, RankedField, ScoringContext, WeighedWord};
use crate::query::request::deadline::Deadline;
use crate::query::request::ranking::Ranking;
use std::collections::BTreeMap;
use std::io;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentOrdinal};

/// How many positions of one article are read at most before the deadline is checked again.
const UNCHECKED: usize = 1 << 12;

/// Scores the documents of one segment, which must be asked for in ascending order.
pub(in crate::query::rank) struct ExactScorer<'a> {
    ranking: &'a Ranking,
    fields: &'a [RankedField],
    body: Field,
    /// The length of a passage, in positions.
    passage_length: u32,
    mix: Option<&'a AddedWords>,
    lengths: Vec<FieldNormReader>,
    words: Vec<WordPostings<'a>>,
    added: Vec<WordPostings<'a>>,
    dates: Option<SegmentDates>,
    matches: Vec<WordMatch>,
    deadline: Deadline,
}

/// A part of the query's words.
#[derive(Clone, Copy)]
enum Part {
    /// The typed words.
    Typed,
    /// The words that feedback added.
    Added,
}

/// The postings of one word.
struct WordPostings<'a> {
    weighed: &'a WeighedWord,
    /// By field, as in [`ExactScorer::fields`].
    in_fields: Vec<Occurrences>,
}

impl<'a> ExactScorer<'a> {
    /// A scorer for scores by words alone.
    pub(in crate::query::rank) fn by_words(
        context: &ScoringContext<'a>,
        segment: SegmentOrdinal,
    ) -> tantivy::Result<Self> {
        let option = if context.is_plain() {
            IndexRecordOption::WithFreqs
        } else {
            IndexRecordOption::WithFreqsAndPositions
        };
        Self::open(context, segment, option)
    }

    /// A scorer for scores with context, and for explanations.
    pub(super) fn with_positions(
        context: &ScoringContext<'a>,
        segment: SegmentOrdinal,
    ) -> tantivy::Result<Self> {
        Self::open(context, segment, IndexRecordOption::WithFreqsAndPositions)
    }

    fn open(
        context: &ScoringContext<'a>,
        segment: SegmentOrdinal,
        option: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let reader = context.searcher.segment_reader(segment);
        let fields = context.fields;
        let indexes = fields
            .iter()
            .map(|field| reader.inverted_index(field.field));
        let indexes = indexes.collect::<tantivy::Result<Vec<_>>>()?;
        let open = |words: &'a [WeighedWord], option| -> tantivy::Result<Vec<WordPostings<'a>>> {
            let open = words.iter().map(|weighed| {
                let in_fields = indexes.iter().enumerate().map(|(field, index)| {
                    let sequences = weighed.terms.open(segment, field, |term| {
                        index.read_postings_from_terminfo(term, option)
                    })?;
                    let own = weighed.terms.open_own(segment, field, |term| {
                        index.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)
                    })?;
                    let word = &weighed.word;
                    Ok(Occurrences::new(sequences, own, word, context.ranking))
                });
                Ok(WordPostings {
                    weighed,
                    in_fields: in_fields.collect::<tantivy::Result<_>>()?,
                })
            });
            open.collect()
        };
        let added = context.added.map_or(&[][..], |added| &added.words);
        let terms = context.words.iter().flat_map(|own| &own.word.forms);
        Ok(Self {
            passage_length: length(context.ranking, terms.flatten().map(String::as_str)),
            ranking: context.ranking,
            fields,
            body: context.body,
            mix: context.added,
            lengths: fields
                .iter()
                .map(|field| reader.get_fieldnorms_reader(field.field))
                .collect::<tantivy::Result<_>>()?,
            words: open(context.words, option)?,
            added: open(added, IndexRecordOption::WithFreqs)?,
            dates: context.dates(reader)?,
            matches: Vec::new(),
            deadline: context.deadline,
        })
    }

    /// The score of a document by its words; documents ascend.
    pub(in crate::query::rank) fn score_of_words(&mut self, doc: DocId) -> f64 {
        let matches = self.matches(doc, Part::Typed);
        let typed = self.ranking.score_of_words(&matches);
        self.matches = matches;
        let added = self.score_of_added(doc);
        self.whole(doc, typed, added)
    }

    /// The score of a document by its words, and the one by words and context; documents ascend. Fails
    /// once the deadline has passed.
    pub(super) fn scores(&mut self, doc: DocId) -> io::Result<(f64, f64)> {
        let matches = self.matches(doc, Part::Typed);
        let typed = self.ranking.score_of_words(&matches);
        let (passage, close) = self.context(doc, &matches)?;
        let in_context = self
            .ranking
            .with_context(typed, passage, close, self.words.len());
        self.matches = matches;
        let added = self.score_of_added(doc);
        Ok((
            self.whole(doc, typed, added),
            self.whole(doc, in_context, added),
        ))
    }

    /// The score of a document by the added words; 0 without any.
    fn score_of_added(&mut self, doc: DocId) -> f64 {
        if self.mix.is_none() {
            return 0.0;
        }
        let matches = self.matches(doc, Part::Added);
        let added = self.ranking.sum_of_words(&matches);
        self.matches = matches;
        added
    }

    /// The score of the typed words together with that of the added ones, times the date's factor.
    fn whole(&self, doc: DocId, typed: f64, added: f64) -> f64 {
        let score = match self.mix {
            None => typed,
            Some(mix) => mix.share_of_typed * typed + mix.share * added,
        };
        score * self.dates.as_ref().map_or(1.0, |dates| dates.factor(doc))
    }

    /// The weights and frequencies of the words in a document. Uses the memory of `self.matches`,
    /// so callers put the result back there.
    fn matches(&mut self, doc: DocId, part: Part) -> Vec<WordMatch> {
        let mut matches = std::mem::take(&mut self.matches);
        matches.clear();
        let words = match part {
            Part::Typed => &mut self.words,
            Part::Added => &mut self.added,
        };
        for word in words {
            let mut frequency = 0.0;
            let fields = self.fields.iter().zip(&self.lengths);
            for (forms, (field, lengths)) in word.in_fields.iter_mut().zip(fields) {
                let occurrences = forms.frequency(doc, self.ranking);
                if occurrences > 0.0 {
                    frequency += self.ranking.normalised_frequency(
                        field.boost,
                        occurrences,
                        f64::from(lengths.fieldnorm(doc)),
                        field.average_length,
                    );
                }
            }
            matches.push(WordMatch {
                weight: word.weighed.weight,
                frequency,
            });
        }
        matches
    }

    /// The score of the best passage, with the article's coordination; and the closeness of the
    /// query's neighbouring words, from 0 to 1. Closeness is the mean over the pairs of neighbours,
    /// each weighted by its lighter word.
    fn context(&mut self, doc: DocId, matches: &[WordMatch]) -> io::Result<(f64, f64)> {
        let mut nearest = vec![0.0; self.words.len().saturating_sub(1)];
        let mut elsewhere = matches.to_vec();
        let mut occurrences = Vec::new();
        let mut body_boost = 0.0;
        let mut unchecked = 0;
        for (index, field) in self.fields.iter().enumerate() {
            let mut previous: Vec<u32> = Vec::new();
            for (number, word) in self.words.iter_mut().enumerate() {
                let mut positions = Vec::new();
                word.in_fields[index].positions(doc, &mut positions);
                // One article may be very long. Most are short, and the clock takes its time.
                unchecked += positions.len();
                if unchecked >= UNCHECKED {
                    self.deadline.check()?;
                    unchecked = 0;
                }
                if number > 0 {
                    let close = closeness(&previous, &positions);
                    nearest[number - 1] = f64::max(nearest[number - 1], close);
                }
                if field.field == self.body {
                    body_boost = field.boost;
                    occurrences.extend(positions.iter().map(|at| (*at, number)));
                    elsewhere[number].frequency -= self.ranking.normalised_frequency(
                        field.boost,
                        word.in_fields[index].frequency(doc, self.ranking),
                        f64::from(self.lengths[index].fieldnorm(doc)),
                        field.average_length,
                    );
                }
                previous = positions;
            }
        }
        occurrences.sort_unstable();
        let passage = best_passage(
            self.ranking,
            self.passage_length,
            &elsewhere,
            &occurrences,
            body_boost,
        ) * self.ranking.coordination_factor(matches);
        let (mut sum, mut all) = (0.0, 0.0);
        for (pair, nearest) in self.words.windows(2).zip(nearest) {
            let weight = pair[0].weighed.weight.min(pair[1].weighed.weight);
            sum += weight * nearest;
            all += weight;
        }
        Ok((passage, if all > 0.0 { sum / all } else { 0.0 }))
    }

    /// How the score of a document comes about. Context counts only for the best by words, which
    /// are `in_window`.
    pub(super) fn explain(&mut self, doc: DocId, in_window: bool) -> io::Result<Explanation> {
        let matches = self.matches(doc, Part::Typed);
        let (passage, closeness) = if in_window {
            self.context(doc, &matches)?
        } else {
            (0.0, 0.0)
        };
        let ranking = self.ranking;
        let typed = ranking.score_of_words(&matches);
        let with_context = ranking.with_context(typed, passage, closeness, self.words.len());
        let mix = self.mix;
        let added = self.score_of_added(doc);
        Ok(Explanation {
            words: self.shares(doc, Part::Typed),
            added: self.shares(doc, Part::Added),
            coordination: ranking.coordination_factor(&matches),
            passage: ranking.passage_gain() * passage,
            closeness,
            proximity: 1.0 + ranking.proximity_gain(self.words.len()) * closeness,
            typed_share: mix.map_or(1.0, |mix| mix.share_of_typed),
            added_share: mix.map_or(0.0, |mix| mix.share),
            recency: self.dates.as_ref().map(|dates| dates.factor(doc)),
            score: self.whole(doc, with_context, added),
        })
    }

    /// What each word contributes to the score of a document, field by field.
    fn shares(&mut self, doc: DocId, part: Part) -> Vec<WordShare> {
        let ranking = self.ranking;
        let matches = self.matches(doc, part);
        let words = match part {
            Part::Typed => &mut self.words,
            Part::Added => &mut self.added,
        };
        let mut shares = Vec::new();
        for (word, found) in words.iter_mut().zip(matches) {
            let mut fields = Vec::new();
            for (index, field) in self.fields.iter().enumerate() {
                let frequency = word.in_fields[index].frequency(doc, ranking);
                if frequency > 0.0 {
                    fields.push(FieldShare {
                        field: field.name.clone(),
                        frequency,
                        as_typed: word.in_fields[index].in_typed_form(doc),
                        length: self.lengths[index].fieldnorm(doc),
                        average_length: field.average_length,
                        weight: field.boost,
                    });
                }
            }
            shares.push(WordShare {
                word: word.weighed.word.shown(),
                weight: found.weight,
                forms: BTreeMap::new(),
                fields,
                score: found.weight * ranking.saturated(found.frequency),
            });
        }
        shares
    }
}

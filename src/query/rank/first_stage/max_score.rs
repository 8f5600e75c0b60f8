//! `MaxScore` (Turtle & Flood 1995) over the words of one segment, some thousand documents at a time
//! as Lucene does it.
//!
//! A word that could not lift a document among the best, not even with all words that can do less,
//! is not walked through: it is looked up in the documents that the other words, or a filter, come
//! up with, and only while the document can still get there.

use crate::query::rank::document_set::Bits;
use crate::query::rank::first_stage::best::Best;
use crate::query::rank::first_stage::sums::{
    FieldLengths, Formula, Sums, WINDOW, Window, WordCursor, saturated,
};
use crate::query::rank::formula::as_f32;
use crate::query::rank::second_stage::exact_scorer::Segment;
use crate::query::rank::second_stage::rescore::{Rescorer, Scored, WeighedWord};
use crate::query::request::recency::SegmentDates;
use std::ops::Range;
use tantivy::fastfield::AliveBitSet;
use tantivy::{DocAddress, DocId, SegmentOrdinal, TERMINATED};

/// The words of a query over the documents of one segment.
pub(in crate::query) struct SegmentWords<'a> {
    ord: SegmentOrdinal,
    formula: Formula,
    fields: Vec<FieldLengths<'a>>,
    alive: Option<&'a AliveBitSet>,
    /// Ascending by the most that they can give.
    words: Vec<WordCursor>,
    /// What so many of the words can give together at most.
    most: Vec<Sums>,
    dates: Option<SegmentDates>,
    /// Where the sums are no more than bounds.
    exact: Option<Segment<'a>>,
    window: Window,
}

impl<'a> SegmentWords<'a> {
    pub(in crate::query) fn open(
        rescorer: &Rescorer<'a>,
        ord: SegmentOrdinal,
    ) -> tantivy::Result<Self> {
        let reader = rescorer.searcher.segment_reader(ord);
        let mut words = Vec::new();
        let mut push = |weighed: &WeighedWord, share: f64, is_added| -> tantivy::Result<()> {
            let word = WordCursor::open(rescorer, weighed, share, is_added, ord)?;
            words.extend(word);
            Ok(())
        };
        let typed = rescorer.added.map_or(1.0, |added| added.share_of_typed);
        for word in rescorer.words {
            push(word, typed, false)?;
        }
        if let Some(added) = rescorer.added {
            for word in &added.words {
                push(word, added.share, true)?;
            }
        }
        words.sort_by(|a, b| a.gift.weight.total_cmp(&b.gift.weight));
        let mut most = vec![Sums::default()];
        for word in &words {
            let mut sums = most[most.len() - 1];
            word.gift.give(&mut sums, 1.0);
            most.push(sums);
        }
        let all: f64 = rescorer.words.iter().map(|word| word.weight).sum();
        let ranking = rescorer.ranking;
        let loss = ranking.coordination_loss(rescorer.words.len());
        let fields = rescorer.fields.iter().map(|field| {
            Ok(FieldLengths {
                by_length: &field.by_length,
                lengths: reader.get_fieldnorms_reader(field.field)?,
            })
        });
        Ok(Self {
            ord,
            formula: Formula {
                k1: as_f32(ranking.k1),
                having_none: as_f32(1.0 - loss),
                having_all: as_f32(loss / (typed * all)),
            },
            fields: fields.collect::<tantivy::Result<_>>()?,
            alive: reader.alive_bitset(),
            words,
            most,
            dates: match rescorer.recency {
                Some(recency) => Some(recency.in_segment(reader)?),
                None => None,
            },
            exact: if rescorer.is_plain() {
                None
            } else {
                Some(rescorer.by_words(ord)?)
            },
            window: Window::new(),
        })
    }

    /// Offers the documents that may be among the best: those with a word or, if they match
    /// `alone`, all that are allowed.
    pub(in crate::query) fn offer_all(
        mut self,
        allowed: Option<&Bits>,
        alone: bool,
        best: &mut Best,
    ) {
        let driving = allowed.filter(|_| alone);
        let mut from = 0;
        loop {
            let passed_over = self.passed_over(driving.is_some(), best);
            let next = match driving {
                Some(allowed) => allowed.first_from(from),
                None => self.next_document(passed_over),
            };
            let Some(base) = next else {
                return;
            };
            from = base.saturating_add(WINDOW).min(TERMINATED);
            match driving {
                Some(allowed) => self.window.see(allowed, base..from),
                None => self.walk(passed_over, base..from),
            }
            self.offer_window(base, passed_over, allowed, best);
        }
    }

    /// How many of the words are not walked through.
    fn passed_over(&self, driven: bool, best: &Best) -> usize {
        if driven {
            return self.words.len();
        }
        let threshold = best.threshold();
        let reaching = |most: &Sums| self.formula.score(most) >= threshold;
        let first = self.most.iter().skip(1).position(reaching);
        first.unwrap_or(self.words.len())
    }

    fn next_document(&self, passed_over: usize) -> Option<DocId> {
        let rows = self.words[passed_over..].iter().flat_map(|word| &word.rows);
        let next = rows.map(|row| row.cursor.doc()).min();
        next.filter(|doc| *doc < TERMINATED)
    }

    /// Sums up the words that are not passed over.
    fn walk(&mut self, passed_over: usize, docs: Range<DocId>) {
        for word in &mut self.words[passed_over..] {
            self.window
                .add_word(word, docs.clone(), &self.fields, self.formula.k1);
        }
    }

    fn offer_window(
        &mut self,
        base: DocId,
        passed_over: usize,
        allowed: Option<&Bits>,
        best: &mut Best,
    ) {
        let mut next = 0;
        while let Some(at) = self.window.seen.first_from(next) {
            next = at + 1;
            let sums = std::mem::take(&mut self.window.sums[at as usize]);
            let doc = base + at;
            let is_allowed = match allowed {
                Some(allowed) => allowed.has(doc),
                None => self.alive.is_none_or(|alive| alive.is_alive(doc)),
            };
            if is_allowed && let Some(score) = self.score(doc, sums, passed_over, best) {
                best.offer(Scored {
                    score,
                    address: DocAddress::new(self.ord, doc),
                });
            }
        }
        self.window.seen.clear();
    }

    /// The score of a document, once the words that were passed over are looked up in it; `None`
    /// as soon as it cannot be among the best.
    fn score(
        &mut self,
        doc: DocId,
        mut sums: Sums,
        passed_over: usize,
        best: &Best,
    ) -> Option<f64> {
        let threshold = best.threshold();
        for left in (0..passed_over).rev() {
            if self.formula.score(&sums.and(&self.most[left + 1])) < threshold {
                return None;
            }
            let word = &mut self.words[left];
            let frequency = word.frequency(doc, &self.fields);
            if frequency > 0.0 {
                word.gift
                    .give(&mut sums, saturated(frequency, self.formula.k1));
            }
        }
        let recency = self.dates.as_ref().map_or(1.0, |dates| dates.factor(doc));
        let score = self.formula.score(&sums) * recency;
        if score < threshold {
            return None;
        }
        let exact = self.exact.as_mut();
        Some(exact.map_or(score, |exact| exact.score_of_words(doc)))
    }
}

//! `MaxScore` (Turtle & Flood 1995) over the words of one segment, some thousand documents at a
//! time as in Lucene.
//!
//! A word is non-essential if it cannot lift a document among the best, not even together with all
//! words that contribute less. Its postings are not walked through. It is looked up in the
//! documents that the other words or a filter find, and only while the document can still reach the
//! best.
//!
//! Tantivy's own pruning is not used. Its `Weight` bounds one field and one saturation at a time,
//! in single precision. The words of a headline were then bounded 2.5 times too high, and a search
//! took twice as long.

use super::best::Best;
use super::window::{WINDOW, Window};
use super::word_cursor::{FieldLengths, WordCursor};
use crate::query::rank::dates::SegmentDates;
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::formula::single::{Sums, SumsFormula, saturated};
use crate::query::rank::scored::Scored;
use crate::query::rank::scoring_context::{ScoringContext, WeighedWord};
use crate::query::rank::second_stage::exact_scorer::ExactScorer;
use crate::query::request::deadline::Deadline;
use std::ops::Range;
use tantivy::fastfield::AliveBitSet;
use tantivy::{DocAddress, DocId, SegmentOrdinal, TERMINATED};

/// The words of a query over the documents of one segment.
pub(super) struct SegmentWords<'a> {
    ord: SegmentOrdinal,
    formula: SumsFormula,
    fields: Vec<FieldLengths<'a>>,
    alive: Option<&'a AliveBitSet>,
    /// Ascending by the most that they can contribute.
    words: Vec<WordCursor>,
    /// The most that the first words can contribute together, by their number.
    most: Vec<Sums>,
    dates: Option<SegmentDates>,
    /// Set where the sums are only bounds.
    exact: Option<ExactScorer<'a>>,
    window: Window,
    deadline: Deadline,
}

impl<'a> SegmentWords<'a> {
    pub(super) fn open(context: &ScoringContext<'a>, ord: SegmentOrdinal) -> tantivy::Result<Self> {
        let reader = context.searcher.segment_reader(ord);
        let mut words = Vec::new();
        let mut push = |weighed: &WeighedWord, share: f64, is_added| -> tantivy::Result<()> {
            let word = WordCursor::open(context, weighed, share, is_added, ord)?;
            words.extend(word);
            Ok(())
        };
        let typed = context.added.map_or(1.0, |added| added.share_of_typed);
        for word in context.words {
            push(word, typed, false)?;
        }
        if let Some(added) = context.added {
            for word in &added.words {
                push(word, added.share, true)?;
            }
        }
        words.sort_by(|a, b| a.contribution.weight.total_cmp(&b.contribution.weight));
        let mut most = vec![Sums::default()];
        for word in &words {
            let mut sums = most[most.len() - 1];
            word.contribution.add_to(&mut sums, 1.0);
            most.push(sums);
        }
        let fields = context.fields.iter().map(|field| {
            Ok(FieldLengths {
                by_length: &field.by_length,
                lengths: reader.get_fieldnorms_reader(field.field)?,
            })
        });
        let weights = context.words.iter().map(|word| word.weight);
        Ok(Self {
            ord,
            formula: SumsFormula::new(context.ranking, weights, typed),
            fields: fields.collect::<tantivy::Result<_>>()?,
            alive: reader.alive_bitset(),
            words,
            most,
            dates: context.dates(reader)?,
            exact: if context.is_plain() {
                None
            } else {
                Some(ExactScorer::by_words(context, ord)?)
            },
            window: Window::new(),
            deadline: context.deadline,
        })
    }

    /// Offers the documents that may be among the best: those with a word or, if they match
    /// `alone`, all that are allowed.
    ///
    /// # Errors
    /// When the deadline has passed.
    pub(super) fn offer_all(
        mut self,
        allowed: Option<&DocumentSet>,
        alone: bool,
        best: &mut Best,
    ) -> tantivy::Result<()> {
        let driving = allowed.filter(|_| alone);
        let mut from = 0;
        loop {
            let non_essential = self.non_essential(driving.is_some(), best);
            let next = match driving {
                Some(allowed) => allowed.first_from(from),
                None => self.next_document(non_essential),
            };
            let Some(base) = next else {
                return Ok(());
            };
            self.deadline.check()?;
            from = base.saturating_add(WINDOW).min(TERMINATED);
            match driving {
                Some(allowed) => self.window.see(allowed, base..from),
                None => self.walk(non_essential, base..from),
            }
            self.offer_window(base, non_essential, allowed, best);
        }
    }

    /// How many of the words are not walked through.
    fn non_essential(&self, driven: bool, best: &Best) -> usize {
        if driven {
            return self.words.len();
        }
        let threshold = best.threshold();
        let reaching = |most: &Sums| self.formula.score(most) >= threshold;
        let first = self.most.iter().skip(1).position(reaching);
        first.unwrap_or(self.words.len())
    }

    fn next_document(&self, non_essential: usize) -> Option<DocId> {
        let essential = self.words[non_essential..].iter();
        let sequences = essential.flat_map(|word| &word.sequences);
        let next = sequences.map(|sequence| sequence.cursor.doc()).min();
        next.filter(|doc| *doc < TERMINATED)
    }

    /// Sums up the essential words.
    fn walk(&mut self, non_essential: usize, docs: Range<DocId>) {
        for word in &mut self.words[non_essential..] {
            self.window
                .add_word(word, docs.clone(), &self.fields, self.formula.k1);
        }
    }

    fn offer_window(
        &mut self,
        base: DocId,
        non_essential: usize,
        allowed: Option<&DocumentSet>,
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
            if is_allowed && let Some(score) = self.score(doc, sums, non_essential, best) {
                best.offer(Scored {
                    score,
                    address: DocAddress::new(self.ord, doc),
                });
            }
        }
        self.window.seen.clear();
    }

    /// The score of a document, after looking the non-essential words up in it. `None` as soon as
    /// it cannot be among the best.
    fn score(
        &mut self,
        doc: DocId,
        mut sums: Sums,
        non_essential: usize,
        best: &Best,
    ) -> Option<f64> {
        let threshold = best.threshold();
        for left in (0..non_essential).rev() {
            if self.formula.score(&sums.and(&self.most[left + 1])) < threshold {
                return None;
            }
            let word = &mut self.words[left];
            let frequency = word.frequency(doc, &self.fields);
            if frequency > 0.0 {
                let saturated = saturated(frequency, self.formula.k1);
                word.contribution.add_to(&mut sums, saturated);
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

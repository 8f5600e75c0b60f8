//! MaxScore (Turtle & Flood 1995) over the words of one segment, some thousand documents at a time
//! as Lucene does it.
//!
//! A word that could not lift a document among the best, not even with all words that can do less,
//! is not walked through: it is looked up in the documents that the other words, or a filter, come
//! up with, and only while the document can still get there.

use super::best::Best;
use super::bits::Bits;
use super::ranking::as_f32;
use super::recency::SegmentDates;
use super::rescore::{FieldWeight, Rescorer, Scored, Segment, WeighedWord};
use std::ops::Range;
use tantivy::fastfield::AliveBitSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentOrdinal, TERMINATED};

/// How many documents are summed up at a time: their sums fit a core's first cache.
const WINDOW: u32 = 2048;

/// The words of a query over the documents of one segment.
pub(super) struct SegmentWords<'a> {
    ord: SegmentOrdinal,
    formula: Formula,
    fields: &'a [FieldWeight],
    lengths: Vec<FieldNormReader>,
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

/// What a document has of the words so far.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    typed: f32,
    /// The weight of the typed words that it has.
    present: f32,
    added: f32,
}

/// How sums become a score.
#[derive(Debug, Clone, Copy)]
struct Formula {
    k1: f32,
    /// The weight of all typed words.
    all: f32,
    /// What a document loses at most that lacks typed words.
    loss: f32,
}

/// One word in one segment.
struct WordCursor {
    weight: f32,
    is_added: bool,
    /// Its rows of terms, each with the place of its field.
    rows: Vec<(usize, Row)>,
}

/// A row of terms.
struct Row {
    /// What an occurrence counts.
    share: f32,
    /// On the same document, the next that has them all.
    postings: Vec<SegmentPostings>,
}

/// Sums of neighbouring documents, and which have any.
struct Window {
    sums: Vec<Sums>,
    frequencies: Vec<f32>,
    touched: Vec<u32>,
    seen: Bits,
}

impl<'a> SegmentWords<'a> {
    pub(super) fn open(rescorer: &Rescorer<'a>, ord: SegmentOrdinal) -> tantivy::Result<Self> {
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
        words.sort_by(|a, b| a.weight.total_cmp(&b.weight));
        let mut most = vec![Sums::default()];
        for word in &words {
            let mut sums = most[most.len() - 1];
            word.give(&mut sums, 1.0);
            most.push(sums);
        }
        let all: f64 = rescorer.words.iter().map(|word| word.weight).sum();
        let ranking = rescorer.ranking;
        let is_exact = rescorer.words.iter().all(|word| word.word.is_one_term());
        let fields = rescorer.fields.iter();
        Ok(Self {
            ord,
            formula: Formula {
                k1: as_f32(ranking.k1),
                all: as_f32(typed * all),
                loss: as_f32(ranking.coordination_loss(rescorer.words.len())),
            },
            fields: rescorer.fields,
            lengths: fields
                .map(|field| reader.get_fieldnorms_reader(field.field))
                .collect::<tantivy::Result<_>>()?,
            alive: reader.alive_bitset(),
            words,
            most,
            dates: match rescorer.recency {
                Some(recency) => Some(recency.in_segment(reader)?),
                None => None,
            },
            exact: match is_exact {
                true => None,
                false => Some(rescorer.by_words(ord)?),
            },
            window: Window::new(),
        })
    }

    /// Offers the documents that may be among the best: those with a word or, if they match
    /// `alone`, all that are allowed.
    pub(super) fn offer_all(mut self, allowed: Option<&Bits>, alone: bool, best: &mut Best) {
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
        let next = rows.map(|(_, row)| row.doc()).min();
        next.filter(|doc| *doc < TERMINATED)
    }

    /// Sums up the words that are not passed over.
    fn walk(&mut self, passed_over: usize, docs: Range<DocId>) {
        for word in &mut self.words[passed_over..] {
            for (field, row) in &mut word.rows {
                let by_length = &self.fields[*field].by_length;
                row.walk(&docs, &self.lengths[*field], by_length, &mut self.window);
            }
            self.window.sum_up(word, &self.formula);
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
            let frequency = word.frequency(doc, &self.lengths, self.fields);
            if frequency > 0.0 {
                word.give(&mut sums, self.formula.saturated(frequency));
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

impl Sums {
    fn and(&self, more: &Self) -> Self {
        Self {
            typed: self.typed + more.typed,
            present: self.present + more.present,
            added: self.added + more.added,
        }
    }
}

impl Formula {
    fn saturated(&self, frequency: f32) -> f32 {
        frequency / (self.k1 + frequency)
    }

    fn score(&self, sums: &Sums) -> f64 {
        let lacking = 1.0 - sums.present / self.all;
        f64::from(sums.typed * (1.0 - self.loss * lacking) + sums.added)
    }
}

impl WordCursor {
    /// `None` if the segment has none of its terms.
    fn open(
        rescorer: &Rescorer,
        weighed: &WeighedWord,
        share: f64,
        is_added: bool,
        ord: SegmentOrdinal,
    ) -> tantivy::Result<Option<Self>> {
        let reader = rescorer.searcher.segment_reader(ord);
        let mut rows = Vec::new();
        for (number, field) in rescorer.fields.iter().enumerate() {
            let index = reader.inverted_index(field.field)?;
            let option = IndexRecordOption::WithFreqs;
            let open = weighed.terms.open(ord, number, &index, option)?;
            let alias = rescorer.ranking.alias / f64::from(weighed.word.name_words.max(1));
            let typed = open.typed.into_iter().map(|row| Row::new(1.0, row));
            rows.extend(typed.map(|row| (number, row)));
            let aliases = open.aliases.into_iter();
            rows.extend(aliases.map(|row| (number, Row::new(as_f32(alias), row))));
        }
        Ok((!rows.is_empty()).then(|| Self {
            weight: as_f32(share * weighed.weight),
            is_added,
            rows,
        }))
    }

    /// Adds what the word counts in a document that has it.
    fn give(&self, sums: &mut Sums, saturated: f32) {
        if self.is_added {
            sums.added += self.weight * saturated;
        } else {
            sums.typed += self.weight * saturated;
            sums.present += self.weight;
        }
    }

    /// The word's frequency in a document over all fields, weighted and normalised by length.
    fn frequency(
        &mut self,
        doc: DocId,
        lengths: &[FieldNormReader],
        fields: &[FieldWeight],
    ) -> f32 {
        let mut frequency = 0.0;
        for (field, row) in &mut self.rows {
            if row.seek(doc) == doc {
                let length = lengths[*field].fieldnorm_id(doc);
                frequency += row.occurrences() * fields[*field].by_length[usize::from(length)];
            }
        }
        frequency
    }
}

impl Row {
    fn new(share: f32, mut postings: Vec<SegmentPostings>) -> Self {
        postings.sort_by_key(SegmentPostings::doc_freq);
        let mut row = Self { share, postings };
        row.align();
        row
    }

    fn doc(&self) -> DocId {
        self.postings[0].doc()
    }

    /// What its occurrences in the document that it stands on count: at most those of its rarest
    /// term.
    fn occurrences(&self) -> f32 {
        let frequencies = self.postings.iter().map(Postings::term_freq);
        let least = frequencies.min().unwrap_or(0);
        self.share * least as f32
    }

    fn advance(&mut self) -> DocId {
        self.postings[0].advance();
        self.align()
    }

    fn seek(&mut self, doc: DocId) -> DocId {
        if self.doc() < doc {
            self.postings[0].seek(doc);
            self.align();
        }
        self.doc()
    }

    /// Goes on to a document that all terms are in.
    fn align(&mut self) -> DocId {
        let (first, rest) = self.postings.split_at_mut(1);
        let mut doc = first[0].doc();
        'next: while doc != TERMINATED {
            for postings in rest.iter_mut() {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() > doc {
                    doc = first[0].seek(postings.doc());
                    continue 'next;
                }
            }
            break;
        }
        doc
    }

    /// Adds its frequencies in these documents to those of its word.
    fn walk(
        &mut self,
        docs: &Range<DocId>,
        lengths: &FieldNormReader,
        by_length: &[f32; 256],
        window: &mut Window,
    ) {
        let mut doc = self.doc();
        while doc < docs.end {
            let length = by_length[usize::from(lengths.fieldnorm_id(doc))];
            window.add(doc - docs.start, self.occurrences() * length);
            doc = self.advance();
        }
    }
}

impl Window {
    fn new() -> Self {
        Self {
            sums: vec![Sums::default(); WINDOW as usize],
            frequencies: vec![0.0; WINDOW as usize],
            touched: Vec::with_capacity(WINDOW as usize),
            seen: Bits::none(WINDOW),
        }
    }

    /// Marks all allowed documents as seen.
    fn see(&mut self, allowed: &Bits, docs: Range<DocId>) {
        let mut next = docs.start;
        while let Some(doc) = allowed.first_from(next).filter(|doc| *doc < docs.end) {
            self.seen.insert(doc - docs.start);
            next = doc + 1;
        }
    }

    fn add(&mut self, at: u32, frequency: f32) {
        let sum = &mut self.frequencies[at as usize];
        if *sum == 0.0 {
            self.touched.push(at);
        }
        *sum += frequency;
    }

    /// Turns a word's frequencies into what it gives.
    fn sum_up(&mut self, word: &WordCursor, formula: &Formula) {
        for at in self.touched.drain(..) {
            let frequency = std::mem::take(&mut self.frequencies[at as usize]);
            word.give(&mut self.sums[at as usize], formula.saturated(frequency));
            self.seen.insert(at);
        }
    }
}

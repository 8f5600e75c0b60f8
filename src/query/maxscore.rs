//! `MaxScore` (Turtle & Flood 1995) over the words of one segment, some thousand documents at a time
//! as Lucene does it.
//!
//! A word that could not lift a document among the best, not even with all words that can do less,
//! is not walked through: it is looked up in the documents that the other words, or a filter, come
//! up with, and only while the document can still get there.

use super::best::Best;
use super::bits::Bits;
use super::cursor::RowCursor;
use super::ranking::as_f32;
use super::recency::SegmentDates;
use super::rescore::{Rescorer, Scored, Segment, WeighedWord};
use std::ops::Range;
use tantivy::fastfield::AliveBitSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, SegmentOrdinal, TERMINATED};

/// How many documents are summed up at a time: their sums fit a core's first cache.
const WINDOW: u32 = 2048;

/// The words of a query over the documents of one segment.
pub(super) struct SegmentWords<'a> {
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

/// What an occurrence counts in the documents of a segment.
struct FieldLengths<'a> {
    /// As in [`FieldWeight`](super::rescore::FieldWeight).
    by_length: &'a [f32; 256],
    lengths: FieldNormReader,
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
    /// The factor of coordination without any of the typed words' weight, and what it gains by
    /// each unit of it.
    having_none: f32,
    having_all: f32,
}

/// What a word counts in a document that has it.
#[derive(Debug, Clone, Copy)]
struct Gift {
    weight: f32,
    is_added: bool,
}

/// One word in one segment.
struct WordCursor {
    gift: Gift,
    /// Its rows of terms, the most frequent last.
    rows: Vec<Row>,
}

/// A row of terms in one field.
struct Row {
    /// The field's place.
    field: usize,
    /// What an occurrence counts.
    share: f32,
    cursor: RowCursor,
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
    fn score(&self, sums: &Sums) -> f64 {
        let factor = self.having_none + self.having_all * sums.present;
        f64::from(sums.typed * factor + sums.added)
    }
}

fn saturated(frequency: f32, k1: f32) -> f32 {
    frequency / (k1 + frequency)
}

impl Gift {
    fn give(self, sums: &mut Sums, saturated: f32) {
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
    fn open(
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
    fn frequency(&mut self, doc: DocId, fields: &[FieldLengths]) -> f32 {
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
    fn weight(&self, doc: DocId, occurrences: u32) -> f32 {
        occurrences as f32 * self.by_length[usize::from(self.lengths.fieldnorm_id(doc))]
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

    /// Adds what a word gives in these documents. Its frequencies in all rows but the last are
    /// kept until that one is there, since one saturation is over all of them.
    fn add_word(
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

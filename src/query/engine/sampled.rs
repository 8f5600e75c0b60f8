//! The articles of a random sample, by the numbers that they drew.
//!
//! `request::sample` has what the numbers depend on. Memory has the sample, and a number for each match
//! of one segment.

use super::count::each_segment;
use super::search::Engine;
use crate::query::plan::QueryPlan;
use crate::query::rank::columns::NameColumns;
use crate::query::rank::counted::{DayColumn, ValueColumn, add_texts, day_of};
use crate::query::rank::document_set::DocumentSet;
use crate::query::rank::scored::Scored;
use crate::query::request::period::Period;
use crate::query::request::sample::{Sample, Stratum};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use tantivy::{DocAddress, DocId, SegmentOrdinal, SegmentReader};

/// A stratum. Articles without a value or a date come last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Day(Date),
    Value(String),
    None,
}

/// The highest numbers of a stratum, each with where its article is; the lowest of them in front.
pub(super) struct Drawn<T>(BinaryHeap<Reverse<(u64, T)>>);

impl<T: Ord> Default for Drawn<T> {
    fn default() -> Self {
        Self(BinaryHeap::new())
    }
}

impl<T: Ord> Drawn<T> {
    pub(super) fn push(&mut self, number: f64, place: T, size: usize) {
        // Numbers from 0 to 1 are in the order of their bits.
        self.0.push(Reverse((number.to_bits(), place)));
        if self.0.len() > size {
            self.0.pop();
        }
    }

    /// The numbers with their articles, the highest first.
    pub(super) fn into_best(self) -> impl Iterator<Item = (f64, T)> {
        let sorted = self.0.into_sorted_vec().into_iter();
        sorted.map(|Reverse((bits, place))| (f64::from_bits(bits), place))
    }
}

/// The strata of one segment's documents.
enum Keys {
    One,
    Days(DayColumn, Period),
    Values(ValueColumn, HashMap<u64, String>),
}

impl Keys {
    fn open(sample: &Sample, reader: &SegmentReader, found: &DocumentSet) -> tantivy::Result<Self> {
        Ok(match &sample.per {
            None => Self::One,
            Some(Stratum::Period(period)) => Self::Days(DayColumn::open(reader)?, *period),
            Some(Stratum::Field(name)) => {
                let column = ValueColumn::open(reader, name)?;
                let values: BTreeSet<u64> =
                    found.docs().filter_map(|doc| column.first(doc)).collect();
                let mut texts = HashMap::with_capacity(values.len());
                let values = values.into_iter().map(|value| (value, value));
                add_texts(&column, values, |text, value| {
                    texts.insert(value, text);
                })?;
                Self::Values(column, texts)
            }
        })
    }

    fn of(&self, doc: DocId) -> Key {
        match self {
            Self::One => Key::None,
            Self::Days(days, period) => match days.of(doc) {
                Some(day) => Key::Day(period.start(day_of(day))),
                None => Key::None,
            },
            Self::Values(column, texts) => {
                let text = column.first(doc).and_then(|value| texts.get(&value));
                text.map_or(Key::None, |text| Key::Value(text.clone()))
            }
        }
    }
}

impl Engine<'_> {
    /// The name of a segment's archive, if there are several.
    fn archive_of(&self, segment: SegmentOrdinal) -> String {
        match self.snapshot.places {
            [] => String::new(),
            _ => self.snapshot.archive_name(DocAddress::new(segment, 0)),
        }
    }

    /// The sample of a plan: by stratum, and the highest number first. The scores are the numbers.
    pub(super) fn sampled(
        &self,
        plan: &QueryPlan,
        sample: &Sample,
    ) -> tantivy::Result<Vec<Scored>> {
        let mut strata: BTreeMap<Key, Drawn<DocAddress>> = BTreeMap::new();
        let searcher = self.snapshot.searcher;
        let matching = plan.matching();
        let mut segment = 0;
        each_segment(
            searcher,
            matching.as_ref(),
            plan.deadline,
            |reader, found| {
                let archive = self.archive_of(segment);
                let keys = Keys::open(sample, reader, found)?;
                let mut number = |doc: DocId, path: &[u8], ordinal: u64| {
                    let drawn = strata.entry(keys.of(doc)).or_default();
                    let address = DocAddress::new(segment, doc);
                    let number = sample.number(&archive, path, ordinal);
                    drawn.push(number, address, sample.size);
                };
                NameColumns::open(reader, &self.snapshot.schema.places)?
                    .each_place(found.docs(), &mut number)?;
                segment += 1;
                Ok(())
            },
        )?;
        let mut all = Vec::new();
        for drawn in strata.into_values() {
            all.extend(
                drawn
                    .into_best()
                    .map(|(score, address)| Scored { score, address }),
            );
        }
        Ok(all)
    }
}

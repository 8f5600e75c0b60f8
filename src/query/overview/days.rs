//! How many articles were published on each day.
//!
//! The day is that of the source's own clock, as `--on` and `--since` have it, so a period counts
//! what a search of that period finds. A date of a month or a year alone counts on its first day.

use crate::article::Precision;
use crate::query::engine::count::each_segment;
use crate::query::engine::{Engine, SearchError};
use crate::query::overview::values::{ValueColumn, add_texts};
use crate::query::plan::QueryPlan;
use crate::query::rank::document_set::DocumentSet;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, HashMap};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, Query, TermSetQuery};
use tantivy::{DocId, SegmentReader, Term};

/// Seconds.
const DAY: i64 = 86_400;

/// The day that others are counted from.
const EPOCH: Date = date(1970, 1, 1);

/// The numbers of articles by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// By the number of the day since 1970.
    days: BTreeMap<i32, u64>,
    /// Articles without a date.
    pub undated: u64,
}

impl DayCounts {
    /// Adds the articles of another generation.
    pub fn add(&mut self, other: &Self) {
        for (day, count) in &other.days {
            *self.days.entry(*day).or_default() += count;
        }
        self.undated += other.undated;
    }

    /// The number of articles, those without a date too.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.days.values().sum::<u64>() + self.undated
    }

    /// The first and the last day with an article.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        let (first, _) = self.days.first_key_value()?;
        let (last, _) = self.days.last_key_value()?;
        Some((day_of(*first), day_of(*last)))
    }

    /// The number of articles from one day to another, both included.
    #[must_use]
    pub fn within(&self, from: Date, to: Date) -> u64 {
        let counted = self.days.range(number_of(from)..=number_of(to));
        counted.map(|(_, count)| count).sum()
    }

    /// Adds the documents of a set of one segment.
    pub(super) fn count_in(
        &mut self,
        reader: &SegmentReader,
        found: &DocumentSet,
    ) -> tantivy::Result<()> {
        self.add(&Days::open(reader)?.count(found));
        Ok(())
    }

    fn count(&mut self, day: Option<i32>, articles: u64) {
        match day {
            Some(day) => *self.days.entry(day).or_default() += articles,
            None => self.undated += articles,
        }
    }
}

fn number_of(day: Date) -> i32 {
    let seconds = day.duration_since(EPOCH).as_secs();
    i32::try_from(seconds.div_euclid(DAY)).unwrap_or(i32::MAX)
}

fn day_of(number: i32) -> Date {
    EPOCH.saturating_add(i64::from(number).days())
}

/// The days of one segment.
struct Days(Option<Column<i64>>);

impl Days {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self(reader.fast_fields().column_opt("published_local")?))
    }

    /// The first and the last day of the segment.
    fn span(&self) -> Option<(i32, i32)> {
        let column = self.0.as_ref().filter(|column| column.num_docs() > 0)?;
        let ends = [column.min_value(), column.max_value()].map(|end| number(end));
        (ends[0] <= ends[1]).then_some((ends[0], ends[1]))
    }

    fn of(&self, doc: DocId) -> Option<i32> {
        let seconds = self.0.as_ref()?.first(doc)?;
        Some(number(seconds))
    }

    /// The documents of a set by day.
    fn count(&self, found: &DocumentSet) -> DayCounts {
        let mut counts = DayCounts::default();
        // Dates are from the year 1 to 9999, so that the list has at most 3.7 million places.
        let Some((first, last)) = self.span() else {
            counts.undated = found.count();
            return counts;
        };
        let place = |day: i32| usize::try_from(i64::from(day) - i64::from(first)).unwrap_or(0);
        let mut list = vec![0_u32; place(last) + 1];
        for doc in found.docs() {
            match self.of(doc) {
                Some(day) => list[place(day.clamp(first, last))] += 1,
                None => counts.undated += 1,
            }
        }
        for (day, count) in (first..).zip(list).filter(|(_, count)| *count > 0) {
            counts.days.insert(day, count.into());
        }
        counts
    }
}

/// The day of a number of seconds. Damaged ones are moved to the nearest day that dates have.
fn number(seconds: i64) -> i32 {
    let day = seconds.div_euclid(DAY);
    let ends = [date(1, 1, 1), Date::MAX].map(number_of);
    i32::try_from(day.clamp(ends[0].into(), ends[1].into())).unwrap_or(0)
}

impl Engine<'_> {
    /// The articles that match, by day.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn days(&self, plan: &QueryPlan) -> Result<DayCounts, SearchError> {
        let mut counts = DayCounts::default();
        self.each_match(plan, |reader, found| counts.count_in(reader, found))?;
        Ok(counts)
    }

    /// The articles that match, by the value of a field and by day; under no value those that have
    /// none. An article with several values counts under each.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn days_by_value(
        &self,
        plan: &QueryPlan,
        field: &str,
    ) -> Result<BTreeMap<Option<String>, DayCounts>, SearchError> {
        let mut by_value: BTreeMap<Option<String>, DayCounts> = BTreeMap::new();
        self.each_match(plan, |reader, found| {
            let days = Days::open(reader)?;
            let values = ValueColumn::open(reader, field)?;
            let mut counts: HashMap<(Option<u64>, Option<i32>), u64> = HashMap::new();
            for doc in found.docs() {
                let day = days.of(doc);
                values.each(doc, |value| *counts.entry((value, day)).or_default() += 1);
            }
            let mut by_ord: BTreeMap<Option<u64>, DayCounts> = BTreeMap::new();
            for ((value, day), articles) in counts {
                by_ord.entry(value).or_default().count(day, articles);
            }
            if let Some(without) = by_ord.remove(&None) {
                by_value.entry(None).or_default().add(&without);
            }
            let of_values = by_ord
                .into_iter()
                .filter_map(|(ord, days)| Some((ord?, days)));
            add_texts(&values, of_values, |text, days| {
                by_value.entry(Some(text)).or_default().add(&days);
            })
        })?;
        Ok(by_value)
    }

    /// The number of matches whose date is a year or, if `with_months`, a month alone. They count on
    /// its first day.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn coarse_dates(&self, plan: &QueryPlan, with_months: bool) -> Result<u64, SearchError> {
        let field = self.snapshot.schema.fields.precision;
        let mut coarse = vec![Precision::Year];
        coarse.extend(with_months.then_some(Precision::Month));
        let terms = coarse
            .iter()
            .map(|precision| Term::from_field_text(field, precision.as_str()));
        let terms: Box<dyn Query> = Box::new(TermSetQuery::new(terms));
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let query = BooleanQuery::intersection(vec![plan.matching(), terms]);
        let mut count = 0;
        each_segment(self.snapshot.searcher, &query, plan.deadline, |_, found| {
            count += found.count();
            Ok(())
        })?;
        Ok(count)
    }

    /// Calls `each` with every segment and its living documents that match.
    pub(super) fn each_match(
        &self,
        plan: &QueryPlan,
        each: impl FnMut(&SegmentReader, &DocumentSet) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let again = self.with_words(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let matching = plan.matching();
        each_segment(
            self.snapshot.searcher,
            matching.as_ref(),
            plan.deadline,
            each,
        )
    }
}

//! How many articles were published on each day.
//!
//! The day is that of the source's own clock, as `--on` and `--since` have it, so a period counts
//! what a search of that period finds. A date of a month or a year alone counts on its first day.

use crate::article::Precision;
use crate::query::elsewhere::{Condition, Groups};
use crate::query::engine::count::each_segment;
use crate::query::engine::{Engine, SearchError};
use crate::query::overview::timeline::Counted;
use crate::query::overview::values::facet_named;
use crate::query::plan::QueryPlan;
use crate::query::rank::counted::{DayColumn, ValueColumn, add_texts, day_of, number_of};
use crate::query::rank::document_set::DocumentSet;
use crate::query::request::period::Period;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use tantivy::query::{BooleanQuery, Query, TermSetQuery};
use tantivy::{SegmentReader, Term};

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
        let (days, undated) = DayColumn::open(reader)?.count(found);
        for (day, articles) in days {
            self.count(Some(day), articles);
        }
        self.undated += undated;
        Ok(())
    }

    pub(super) fn count(&mut self, day: Option<i32>, articles: u64) {
        match day {
            Some(day) => *self.days.entry(day).or_default() += articles,
            None => self.undated += articles,
        }
    }
}

impl Engine<'_> {
    /// The articles that match, by day.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn days(&self, plan: &QueryPlan) -> Result<DayCounts, SearchError> {
        let mut counts = DayCounts::default();
        self.each_match(plan, |reader, found| counts.count_in(reader, found))?;
        let by = Groups {
            field: None,
            by_day: true,
        };
        self.groups_elsewhere(plan, by, |_, day, articles| counts.count(day, articles))?;
        Ok(counts)
    }

    /// The articles that match, by the value of a field and by day; under no value those that have
    /// none. An article with several values counts under each.
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    fn days_by_value(
        &self,
        plan: &QueryPlan,
        field: &str,
    ) -> Result<BTreeMap<Option<String>, DayCounts>, SearchError> {
        let mut by_value: BTreeMap<Option<String>, DayCounts> = BTreeMap::new();
        self.each_match(plan, |reader, found| {
            let days = DayColumn::open(reader)?;
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
        let by = Groups {
            field: Some(field),
            by_day: true,
        };
        self.groups_elsewhere(plan, by, |value, day, articles| {
            let own = by_value.entry(value.map(str::to_owned)).or_default();
            own.count(day, articles);
        })?;
        Ok(by_value)
    }

    /// The series of a query in a timeline: one, or with `split` one of each value of the facet of that
    /// name, those with most articles first. `all` finds what could match.
    ///
    /// # Errors
    /// If the segments cannot be read, or a plan's deadline has passed.
    pub fn series(
        &self,
        query: &str,
        plan: &QueryPlan,
        all: &QueryPlan,
        split: Option<&str>,
    ) -> Result<Vec<Counted>, SearchError> {
        if let Some(field) = split.and_then(facet_named) {
            let found = self.days_by_value(plan, field)?;
            let all = self.days_by_value(all, field)?;
            return Ok(Counted::by_value(query, found, &all));
        }
        Ok(vec![Counted {
            query: query.to_owned(),
            value: None,
            found: self.days(plan)?,
            all: self.days(all)?,
        }])
    }

    /// The number of matches whose date says less than a period: a year alone or, where periods are
    /// shorter than months, a month alone. They count on its first day.
    ///
    /// # Errors
    /// If the segments cannot be read.
    pub fn coarse_dates(&self, plan: &QueryPlan, period: Period) -> Result<u64, SearchError> {
        if period >= Period::Year {
            return Ok(0);
        }
        let field = self.snapshot.schema.fields.precision;
        let mut coarse = vec![Precision::Year];
        coarse.extend((period < Period::Month).then_some(Precision::Month));
        let there = coarse
            .iter()
            .map(|own| Condition::Value(self.name(field), Some(own.as_str().to_owned())));
        let there = self.counts_elsewhere(plan, &there.collect::<Vec<_>>())?;
        let terms = coarse
            .iter()
            .map(|precision| Term::from_field_text(field, precision.as_str()));
        let terms: Box<dyn Query> = Box::new(TermSetQuery::new(terms));
        let again = self.with_words_of_here(plan)?;
        let plan = again.as_ref().unwrap_or(plan);
        let query = BooleanQuery::intersection(vec![plan.matching(), terms]);
        let mut count = there.iter().sum();
        each_segment(self.snapshot.searcher, &query, plan.deadline, |_, found| {
            count += found.count();
            Ok(())
        })?;
        Ok(count)
    }

    /// Calls `each` with the groups of the matches that are elsewhere.
    pub(super) fn groups_elsewhere(
        &self,
        plan: &QueryPlan,
        by: Groups,
        mut each: impl FnMut(Option<&str>, Option<i32>, u64),
    ) -> Result<(), SearchError> {
        for (part, matching) in self.far(plan)? {
            plan.deadline.check().map_err(tantivy::TantivyError::from)?;
            let groups = part.search.groups(&matching, by, &mut each);
            groups.map_err(SearchError::Elsewhere)?;
        }
        Ok(())
    }
}

//! How many articles were published on each day.
//!
//! The day is that of the source's own clock, as `--on` and `--since` have it, so a period counts
//! what a search of that period finds. A date of a month or a year alone counts on its first day.

use crate::article::Precision;
use crate::query::elsewhere::{Condition, Groups};
use crate::query::engine::count::each_segment;
use crate::query::engine::{Engine, SearchError};
use crate::query::plan::QueryPlan;
use crate::query::rank::counted::{DayColumn, day_of, number_of};
use crate::query::rank::document_set::DocumentSet;
use crate::query::request::period::Period;
use jiff::civil::Date;
use std::collections::BTreeMap;
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
        let again = self.with_words(plan)?;
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

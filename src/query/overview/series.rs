//! The counts by day that a timeline is made of: of a query, or of each value of a field in it.
//!
//! They are counted in every segment at once, and asked of a cluster in groups. A period of time is
//! not known here: see [`timeline`](super::timeline).

use crate::query::elsewhere::Groups;
use crate::query::engine::{Engine, SearchError};
use crate::query::overview::days::DayCounts;
use crate::query::overview::values::facet_named;
use crate::query::plan::QueryPlan;
use crate::query::rank::counted::{DayColumn, ValueColumn, add_texts};
use std::collections::{BTreeMap, HashMap};

/// What a series is made of.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The name of the query.
    pub query: String,
    /// The value, in a timeline that is split by a field.
    pub value: Option<String>,
    /// The articles that match.
    pub found: DayCounts,
    /// All articles that could match.
    pub all: DayCounts,
}

impl Counted {
    /// The counts of each value, those with most articles first. `all` are those that could match.
    #[must_use]
    pub fn by_value(
        query: &str,
        found: BTreeMap<Option<String>, DayCounts>,
        all: &BTreeMap<Option<String>, DayCounts>,
    ) -> Vec<Self> {
        let mut counted: Vec<_> = found
            .into_iter()
            .map(|(value, found)| Self {
                query: query.to_owned(),
                all: all.get(&value).cloned().unwrap_or_default(),
                value,
                found,
            })
            .collect();
        // Values are in the order of letters already, and the sort keeps it for equal totals.
        counted.sort_by_key(|one| std::cmp::Reverse(one.found.total()));
        counted
    }
}

impl Engine<'_> {
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

    /// The series of a query in a timeline: one, or with `split` one of each value of the facet of
    /// that name, those with most articles first. `all` finds what could match.
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
}

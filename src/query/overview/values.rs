//! How many articles have each value of a field: facets.
//!
//! Values are compared as they are written. An article that has a value twice counts once.

use crate::article::fields::FIELDS;
use crate::query::elsewhere::{Condition, Groups};
use crate::query::engine::{Engine, SearchError};
use crate::query::overview::days::DayCounts;
use crate::query::plan::QueryPlan;
use crate::query::rank::counted::{ValueColumn, add_texts, damaged};
use crate::query::request::period::Period;
use std::collections::HashMap;

/// The fields whose values are counted, by their names in the index. The year is one too, though no
/// field of its own.
pub const FACETS: [&str; 10] = [
    "source", "place", "agency", "bylines", "section", "keywords", "language", "format", "kind",
    YEAR,
];

/// The facet that is a part of the date.
pub const YEAR: &str = "year";

/// The authors are typed one by one, as a person thinks of them; the field has all of an article.
const BYLINE: (&str, &str) = ("byline", "bylines");

/// What the facet of a field is called.
#[must_use]
pub fn facet_name(field: &'static str) -> &'static str {
    match field {
        field if field == BYLINE.1 => BYLINE.0,
        field => field,
    }
}

/// The names of all facets.
pub fn facet_names() -> impl Iterator<Item = &'static str> {
    FACETS.into_iter().map(facet_name)
}

/// The field of a facet, by any of its names.
#[must_use]
pub fn facet_named(typed: &str) -> Option<&'static str> {
    FACETS.into_iter().find(|field| {
        let row = FIELDS.iter().find(|row| row.name == *field);
        let is_other = row.is_some_and(|row| row.names().any(|name| name == typed));
        *field == typed || facet_name(field) == typed || is_other
    })
}

/// The numbers of articles by value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueCounts {
    values: HashMap<String, u64>,
    /// Articles without a value.
    pub without: u64,
}

impl ValueCounts {
    /// Adds the articles of another generation.
    pub fn add(&mut self, other: Self) {
        for (value, count) in other.values {
            *self.values.entry(value).or_default() += count;
        }
        self.without += other.without;
    }

    /// The values, the most frequent first; equally frequent ones in the order of their letters.
    #[must_use]
    pub fn by_count(&self) -> Vec<(&str, u64)> {
        let values = self.values.iter();
        let mut values: Vec<_> = values
            .map(|(value, count)| (value.as_str(), *count))
            .collect();
        values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        values
    }

    /// The values in the order of their letters.
    #[must_use]
    pub fn by_name(&self) -> Vec<(&str, u64)> {
        let values = self.values.iter();
        let mut values: Vec<_> = values
            .map(|(value, count)| (value.as_str(), *count))
            .collect();
        values.sort_unstable();
        values
    }

    /// The years of articles by day.
    #[must_use]
    pub fn of_years(days: &DayCounts) -> Self {
        let mut counts = Self {
            without: days.undated,
            ..Self::default()
        };
        if let Some((first, last)) = days.span() {
            for (from, to) in Period::Year.between(first, last) {
                let articles = days.within(from, to);
                if articles > 0 {
                    counts.values.insert(Period::Year.name(from), articles);
                }
            }
        }
        counts
    }
}

impl Engine<'_> {
    /// The articles that match, and how many have each value of each of these fields, in the order
    /// of `fields`. They are names of [`FACETS`].
    ///
    /// # Errors
    /// If the segments cannot be read, or the plan's deadline has passed.
    pub fn facets(
        &self,
        plan: &QueryPlan,
        fields: &[&str],
    ) -> Result<(u64, Vec<ValueCounts>), SearchError> {
        let mut total = 0;
        let mut all = vec![ValueCounts::default(); fields.len()];
        let mut days = DayCounts::default();
        self.each_match(plan, |reader, found| {
            total += found.count();
            for (field, facet) in fields.iter().zip(&mut all) {
                plan.deadline.check()?;
                if *field == YEAR {
                    days.count_in(reader, found)?;
                    continue;
                }
                let column = ValueColumn::open(reader, field)?;
                let mut counts = vec![0_u64; column.len()];
                let mut is_damaged = false;
                for doc in found.docs() {
                    column.each(doc, |value| match value {
                        Some(ord) => {
                            let place = usize::try_from(ord).ok();
                            match place.and_then(|place| counts.get_mut(place)) {
                                Some(count) => *count += 1,
                                None => is_damaged = true,
                            }
                        }
                        None => facet.without += 1,
                    });
                }
                if is_damaged {
                    return Err(damaged().into());
                }
                let counted = (0..).zip(counts).filter(|(_, count)| *count > 0);
                add_texts(&column, counted, |text, count| {
                    *facet.values.entry(text).or_default() += count;
                })?;
            }
            Ok(())
        })?;
        total += self.counts_elsewhere(plan, &[Condition::All])?[0];
        for (field, facet) in fields.iter().zip(&mut all) {
            let is_year = *field == YEAR;
            let by = Groups {
                field: (!is_year).then_some(field),
                by_day: is_year,
            };
            self.groups_elsewhere(plan, by, |value, day, articles| match value {
                _ if is_year => days.count(day, articles),
                Some(value) => *facet.values.entry(value.to_owned()).or_default() += articles,
                None => facet.without += articles,
            })?;
            if is_year {
                *facet = ValueCounts::of_years(&days);
            }
        }
        Ok((total, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facet_has_the_names_of_its_field() {
        for (typed, field) in [
            ("byline", Some("bylines")),
            ("author", Some("bylines")),
            ("site", Some("source")),
            ("year", Some("year")),
            ("headline", None),
        ] {
            assert_eq!(facet_named(typed), field, "{typed}");
        }
    }
}

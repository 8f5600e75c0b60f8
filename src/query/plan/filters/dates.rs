//! The articles published within bounds, as an engine query.

use crate::article::{Published, wall_clock_seconds};
use crate::query::plan::queries::{Clauses, joined};
use crate::query::request::DateBounds;
use crate::schema::ArticleSchema;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{Occur, Query, RangeQuery};
use tantivy::schema::Field;

/// The articles published within these bounds; `None` without bounds. A bound with an offset is
/// compared with the instant of publication, another one with the day and hour that the article
/// itself names.
pub(in crate::query::plan) fn within(
    bounds: &DateBounds,
    schema: &ArticleSchema,
) -> Option<Box<dyn Query>> {
    let since = bounds.since.map(|date| {
        let from = bound(&date, date.start(), schema);
        RangeQuery::new(Bound::Included(from), Bound::Unbounded)
    });
    let until = bounds.until.map(|date| {
        let to = bound(&date, date.end(), schema);
        RangeQuery::new(Bound::Unbounded, Bound::Excluded(to))
    });
    let ranges = [since, until].into_iter().flatten();
    let clauses: Clauses = ranges
        .map(|range| (Occur::Must, Box::new(range) as Box<dyn Query>))
        .collect();
    (!clauses.is_empty()).then(|| joined(clauses))
}

fn bound(date: &Published, at: jiff::civil::DateTime, schema: &ArticleSchema) -> Term {
    let seconds = wall_clock_seconds(at);
    let (field, seconds): (Field, i64) = match date.offset_seconds() {
        Some(offset) => (schema.fields.published, seconds - i64::from(offset)),
        None => (schema.fields.published_local, seconds),
    };
    Term::from_field_i64(field, seconds)
}

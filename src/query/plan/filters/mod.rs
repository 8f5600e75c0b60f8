//! Filters of a query as engine queries: dates, fields with a value, kinds of articles.
//!
//! `given` has what they depend on besides the schema: the clock and what names stand for.

mod collected;
pub(super) mod dates;
pub(super) mod given;
pub(super) mod in_files;
mod listed;
pub(super) mod values;

use crate::article::Status;
use crate::query::ask::{Filter, Quality};
use crate::query::request::DateBounds;
use crate::schema::ArticleSchema;
use collected::Collected;
use given::Given;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{AllQuery, EmptyQuery, InvertedIndexRangeQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

/// The articles that satisfy a filter. What a watch finds is read by `reader`.
pub(super) fn query(filter: &Filter, schema: &ArticleSchema, given: &Given) -> Box<dyn Query> {
    match filter {
        Filter::Dates { since, until } => {
            let span = |when: &Option<_>| when.map(|when| given.span(when, schema));
            // A span before the first year has no articles, nor has one after the last.
            let bounds = match (span(since), span(until)) {
                (Some(None), _) | (_, Some(None)) => return Box::new(EmptyQuery),
                (since, until) => DateBounds {
                    since: since.flatten().map(|(first, _)| first),
                    until: until.flatten().map(|(_, last)| last),
                },
            };
            match dates::within(&bounds, schema) {
                Some(dates) => Box::new(Collected::new(dates)),
                None => Box::new(AllQuery),
            }
        }
        Filter::Has(name) => has(name, schema),
        Filter::Is(quality) => is(*quality, schema, given),
        Filter::Quality { min, max } => within(*min, *max, schema),
        Filter::Mark(name) => match given.named.marked(name) {
            Some(files) => in_files::in_files(files, schema),
            None => Box::new(EmptyQuery),
        },
        Filter::Watch(_) | Filter::NoDay(_) => Box::new(EmptyQuery),
    }
}

/// Articles whose quality is within bounds.
fn within(min: Option<u8>, max: Option<u8>, schema: &ArticleSchema) -> Box<dyn Query> {
    let end = |percent: Option<u8>| {
        percent.map_or(Bound::Unbounded, |percent| {
            Bound::Included(Term::from_field_u64(schema.fields.quality, percent.into()))
        })
    };
    Box::new(Collected::new(Box::new(RangeQuery::new(
        end(min),
        end(max),
    ))))
}

/// Articles with a value in a field.
fn has(name: &str, schema: &ArticleSchema) -> Box<dyn Query> {
    if name == "date" {
        let first = Term::from_field_i64(schema.fields.published, i64::MIN);
        let range = RangeQuery::new(Bound::Included(first), Bound::Unbounded);
        return Box::new(Collected::new(Box::new(range)));
    }
    if name == "quality" {
        return within(Some(0), None, schema);
    }
    match schema.text_field(name) {
        Some((field, spec)) if spec.indexed.is_some() => {
            let first = Term::from_field_text(field, "");
            let range = InvertedIndexRangeQuery::new(Bound::Included(first), Bound::Unbounded);
            Box::new(range)
        }
        // Only fields that every article has are not indexed.
        Some(_) => Box::new(AllQuery),
        None => Box::new(EmptyQuery),
    }
}

fn is(quality: Quality, schema: &ArticleSchema, given: &Given) -> Box<dyn Query> {
    let status = match quality {
        Quality::Withheld => Status::Withheld,
        Quality::Embargoed => Status::Embargoed,
        Quality::Canceled => Status::Canceled,
        Quality::Restricted => return Box::new(schema.restricted()),
        Quality::Noted => {
            return in_files::in_files(given.named.noted(), schema);
        }
    };
    let term = Term::from_field_text(schema.fields.status, status.as_str());
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

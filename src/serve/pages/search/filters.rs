//! The filters of a page of results: values with counts, each a link.
//!
//! The counts of a field are those without its own filter, so that another value can be chosen.

use crate::query::SearchRequest;
use crate::serve::archives::holdings::Holdings;
use crate::serve::ask::fault::Fault;
use crate::serve::ask::params::Params;
use crate::serve::ask::question::Question;
use crate::serve::pages::address::Address;
use crate::serve::pages::text::{language_name, line};

/// The fields that are filtered by, as addresses have them, with those of the index and their titles.
const FIELDS: [(&str, &str, &str); 5] = [
    ("source", "source", "Source"),
    ("place", "place", "Place"),
    ("agency", "agency", "Agency"),
    ("section", "section", "Section"),
    ("language", "language", "Language"),
];

/// How many values are shown, and how many more can be unfolded.
const SHOWN: usize = 6;
const UNFOLDED: usize = 24;

/// The most archives whose matches are counted one by one.
const MOST_ARCHIVES: usize = 24;

/// A field to filter by.
#[derive(Debug)]
pub(super) struct Filter {
    pub(super) title: &'static str,
    pub(super) values: Vec<Value>,
    pub(super) more: Vec<Value>,
}

/// A value to filter by.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) count: String,
    pub(super) is_current: bool,
}

/// The filters of a question.
pub(super) fn filters(
    question: &Question,
    params: &Params,
    holdings: &Holdings,
    address: &Address,
) -> Result<Vec<Filter>, Fault> {
    let mut filters = Vec::new();
    filters.extend(of_archives(question, params, holdings, address)?);
    let is_chosen = |field: &str| question.request.values.iter().any(|own| own.field == field);
    let free: Vec<_> = FIELDS
        .iter()
        .filter(|(_, field, _)| !is_chosen(field))
        .collect();
    let names: Vec<_> = free.iter().map(|(_, field, _)| *field).collect();
    let counted = counts(question, &question.request, &names)?;
    for row @ (name, field, title) in &FIELDS {
        let counts = match free.iter().position(|own| *own == row) {
            Some(place) => counted.1[place].by_count(),
            None => Vec::new(),
        };
        let chosen: Vec<&str> = params.all(name).collect();
        let others;
        let counts = if chosen.is_empty() {
            // One value that all matches have says nothing.
            if counts.len() < 2 && counts.iter().all(|(_, count)| *count == counted.0) {
                continue;
            }
            counts
        } else {
            let mut request = question.request.clone();
            request.values.retain(|own| own.field != *field);
            others = counts_of(question, &request, field)?;
            others.by_count()
        };
        let values = counts.iter().map(|(value, count)| Value {
            name: match *name {
                "language" => language_name(value),
                _ => line(value),
            },
            address: address.toggled(name, value).results(),
            count: crate::article::grouped(*count),
            is_current: chosen.contains(value),
        });
        let mut values: Vec<_> = values.filter(|own| !own.name.is_empty()).collect();
        values.sort_by_key(|own| !own.is_current);
        values.truncate(SHOWN + UNFOLDED);
        let more = values.split_off(values.len().min(SHOWN));
        if !values.is_empty() {
            filters.push(Filter {
                title,
                values,
                more,
            });
        }
    }
    Ok(filters)
}

fn counts(
    question: &Question,
    request: &SearchRequest,
    fields: &[&str],
) -> Result<(u64, Vec<crate::query::ValueCounts>), Fault> {
    let engine = question.set.engine();
    let plan = engine.resolved(question.plan_of(request))?;
    Ok(engine.facets(&plan, fields)?)
}

fn counts_of(
    question: &Question,
    request: &SearchRequest,
    field: &str,
) -> Result<crate::query::ValueCounts, Fault> {
    let (_, counts) = counts(question, request, &[field])?;
    Ok(counts.into_iter().next().unwrap_or_default())
}

/// The archives, if there are several.
fn of_archives(
    question: &Question,
    params: &Params,
    holdings: &Holdings,
    address: &Address,
) -> Result<Option<Filter>, Fault> {
    let open = holdings.each().filter(|(_, state)| state.open.is_some());
    let names: Vec<_> = open.map(|(source, _)| source.name.as_str()).collect();
    if names.len() < 2 {
        return Ok(None);
    }
    let chosen: Vec<&str> = params.all("in").collect();
    let mut values = Vec::new();
    for name in names.iter().take(MOST_ARCHIVES) {
        let set = holdings.choose(&[name])?;
        let synonyms = question.set.synonyms();
        let plan = crate::query::QueryPlan::new(&question.request, set.schema(), synonyms);
        let total = set.engine().total(&plan)?;
        let is_current = chosen.contains(name);
        if total > 0 || is_current {
            values.push(Value {
                name: line(name),
                address: address.toggled("in", name).results(),
                count: crate::article::grouped(total),
                is_current,
            });
        }
    }
    if values.is_empty() {
        return Ok(None);
    }
    let more = values.split_off(values.len().min(SHOWN));
    Ok(Some(Filter {
        title: "Archive",
        values,
        more,
    }))
}

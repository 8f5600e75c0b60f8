//! Matches counted by values and days, by the cluster itself.
//!
//! A `composite` aggregation names every group with its exact count, page by page. Its memory there
//! is a page, its time grows with the number of matches. A day is the number of seconds on the
//! clock of the source, divided by those of a day.

use super::searching::Searching;
use crate::article::SECONDS_A_DAY;
use crate::index::elsewhere::Size;
use crate::query::{Condition, EachGroup, Groups};
use crate::schema::{Analyzer, ArticleSchema};
use serde_json::{Value, json};

/// How many groups a page has.
const PAGE: usize = 5_000;

/// The field on the cluster that has the values of a field as they were written.
pub(super) fn value_field(field: &str, schema: &ArticleSchema) -> String {
    let spec = schema.text_field(field).map(|(_, spec)| spec);
    let is_lower = spec.is_some_and(|spec| spec.analyzer == Some(Analyzer::Lower) && spec.fast);
    format!("v.{field}{}", if is_lower { "_written" } else { "" })
}

/// Calls `each` with every group.
pub(super) fn groups(
    searching: &Searching,
    matching: &Condition,
    by: Groups,
    each: EachGroup,
) -> Result<(), String> {
    let mut sources = Vec::new();
    if let Some(field) = by.field {
        let field = value_field(field, &searching.generation.schema);
        let source = json!({"terms": {"field": field, "missing_bucket": true}});
        sources.push(json!({"value": source}));
    }
    if by.by_day {
        let source = json!({"histogram": {
            "field": "n.published_local",
            "interval": SECONDS_A_DAY,
            "missing_bucket": true,
        }});
        sources.push(json!({"day": source}));
    }
    let mut composite = json!({"size": PAGE, "sources": sources});
    loop {
        let body = json!({
            "size": 0,
            "query": {"bool": {"filter": searching.filter(matching)?}},
            "aggs": {"groups": {"composite": composite}},
        });
        let answer = searching.ask("_search", &body, Size::Everything)?;
        let groups = &answer["aggregations"]["groups"];
        let buckets = groups["buckets"]
            .as_array()
            .ok_or("the cluster did not answer with groups")?;
        for bucket in buckets {
            let key = &bucket["key"];
            let count = bucket["doc_count"]
                .as_u64()
                .ok_or("the cluster did not count a group")?;
            each(key["value"].as_str(), day(&key["day"]), count);
        }
        if buckets.len() < PAGE {
            return Ok(());
        }
        composite["after"] = groups["after_key"].clone();
    }
}

/// The number of a day, from the seconds of its start. They come as a number with a fraction.
fn day(start: &Value) -> Option<i32> {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "seconds of the years 1 to 9999 fit"
    )]
    let seconds = start.as_f64()?.round() as i64;
    i32::try_from(seconds.div_euclid(SECONDS_A_DAY)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_1970_are_days_too() {
        assert_eq!(day(&json!(-86_400.0)), Some(-1));
        assert_eq!(day(&json!(0.0)), Some(0));
        assert_eq!(day(&json!(172_800)), Some(2));
        assert_eq!(day(&Value::Null), None);
    }
}

//! What is chosen in the timeline and among the facets.
//!
//! It is kept apart from the typed text, so a query that is not finished yet swallows nothing of
//! it. Dates become filters of the query that was read, and values are those of the request, which
//! are compared exactly as they are counted. Words of the query stay wanted next to both.

use crate::query::ask::{Ask, Clause, Expr, Filter, Occur};
use crate::query::{FieldValue, SearchRequest, YEAR};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A span of days that was chosen in the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Date,
    pub(super) to: Date,
    /// What a query calls it.
    name: String,
}

/// What is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowing {
    pub(super) span: Option<Span>,
    /// The values of each facet of which one has to be there.
    values: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Span {
    /// The days from one to another. Whole months and years have shorter names.
    pub(super) fn new(from: Date, to: Date) -> Self {
        let is_first = from.day() == 1;
        let is_month = is_first && to == from.last_of_month();
        let is_year = is_first && from.month() == 1 && to == from.last_of_year();
        let name = if is_year {
            format!("{:04}", from.year())
        } else if is_month {
            format!("{:04}-{:02}", from.year(), from.month())
        } else if from == to {
            from.to_string()
        } else {
            format!("{from}..{to}")
        };
        Self { from, to, name }
    }

    /// What a query calls it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl Narrowing {
    /// These values, and all dates.
    pub(super) fn of(values: Vec<FieldValue>) -> Self {
        let mut narrowing = Self::default();
        for own in values {
            let of_field = narrowing.values.entry(own.field).or_default();
            of_field.insert(own.value);
        }
        narrowing
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a value of a facet is chosen.
    pub(super) fn has(&self, field: &str, value: &str) -> bool {
        self.values
            .get(field)
            .is_some_and(|own| own.contains(value))
    }

    /// Whether values are chosen.
    pub(super) fn has_values(&self) -> bool {
        self.values.keys().any(|field| *field != YEAR)
    }

    /// The chosen values of a facet.
    pub(super) fn of_field(&self, field: &str) -> impl Iterator<Item = &str> {
        let own = self.values.get(field).into_iter().flatten();
        own.map(String::as_str)
    }

    /// The fields of which values are chosen.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.values.keys().copied()
    }

    /// Chooses a value of a facet, or no longer.
    pub(super) fn toggle(&mut self, field: &'static str, value: &str) {
        let own = self.values.entry(field).or_default();
        if !own.remove(value) {
            own.insert(value.to_owned());
        }
        if own.is_empty() {
            self.values.remove(field);
        }
    }

    /// The same without the values of a facet, whose other values are counted so.
    #[must_use]
    pub fn without(&self, field: &str) -> Self {
        let mut rest = self.clone();
        rest.values.retain(|own, _| *own != field);
        rest
    }

    /// The same without the span of the timeline, which is drawn of it.
    #[must_use]
    pub fn without_span(&self) -> Self {
        Self {
            span: None,
            ..self.clone()
        }
    }

    /// The values as a request has them, without years, which are dates.
    #[must_use]
    pub fn values(&self) -> Vec<FieldValue> {
        let fields = self.values.iter().filter(|(field, _)| **field != YEAR);
        let values = fields.flat_map(|(field, values)| {
            values.iter().map(|value| FieldValue {
                field,
                value: value.clone(),
            })
        });
        values.collect()
    }

    /// Limits a request to what is chosen.
    pub fn apply(&self, request: &mut SearchRequest) {
        request.values = self.values();
        self.add_dates(&mut request.ask);
    }

    /// The typed query with the dates that are chosen. It finds the same next to the values.
    pub(super) fn text(&self, typed: &str, fields: &[String]) -> String {
        let typed = typed.trim();
        if self.span.is_none() && !self.values.contains_key(YEAR) {
            return typed.to_owned();
        }
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let (mut ask, _) = Ask::parse(typed, &fields);
        self.add_dates(&mut ask);
        ask.to_string()
    }

    /// The same with the values as conditions, for a query that is kept. A condition finds longer values
    /// with the same words too.
    pub(super) fn text_with_values(&self, typed: &str, fields: &[String]) -> String {
        let chosen = self.values.iter().filter(|(field, _)| **field != YEAR);
        let conditions = chosen.filter_map(|(field, own)| {
            let each: Vec<Expr> = own.iter().filter_map(|own| condition(field, own)).collect();
            (!each.is_empty()).then(|| Expr::any(each))
        });
        let conditions: Vec<Expr> = conditions.collect();
        if conditions.is_empty() {
            return self.text(typed, fields);
        }
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let (mut ask, _) = Ask::parse(typed.trim(), &fields);
        keep_words_wanted(&mut ask);
        let occur = Occur::Required;
        let conditions = conditions.into_iter().map(|expr| Clause { occur, expr });
        ask.clauses.extend(conditions);
        self.add_dates(&mut ask);
        ask.to_string()
    }

    fn add_dates(&self, ask: &mut Ask) {
        let filter = |name: &str| Filter::of_dates(name).ok().map(Expr::Filter);
        let mut years: Vec<Expr> = self.of_field(YEAR).filter_map(filter).collect();
        let years = match years.len() {
            0 | 1 => years.pop(),
            _ => {
                keep_words_wanted(ask);
                Some(Expr::Any(years))
            }
        };
        let span = self.span.as_ref().and_then(|span| filter(&span.name));
        let occur = Occur::Required;
        let chosen = years.into_iter().chain(span);
        ask.clauses
            .extend(chosen.map(|expr| Clause { occur, expr }));
    }
}

/// What a query calls a value of a field; `None` for a value without any text.
fn condition(field: &str, value: &str) -> Option<Expr> {
    let words: Vec<&str> = value.split_whitespace().collect();
    // Straight quotes end a phrase.
    let phrase = words.join(" ").replace('"', "”");
    (!phrase.is_empty()).then(|| Expr::Field {
        name: field.to_owned(),
        inner: Box::new(Expr::Phrase(phrase)),
    })
}

/// Makes a group of the optional words of which one has to be there, if nothing else makes them
/// optional. A condition that is added would.
fn keep_words_wanted(ask: &mut Ask) {
    let is_condition =
        |own: &Clause| own.occur == Occur::Required && !matches!(own.expr, Expr::Filter(_));
    if ask.clauses.iter().any(is_condition) {
        return;
    }
    let clauses = std::mem::take(&mut ask.clauses).into_iter();
    let (words, others): (Vec<_>, Vec<_>) = clauses.partition(|own| own.occur == Occur::Optional);
    let mut words: Vec<Expr> = words.into_iter().map(|own| own.expr).collect();
    let group = match words.len() {
        0 | 1 => words.pop(),
        _ => Some(Expr::Any(words)),
    };
    let occur = Occur::Required;
    ask.clauses = group
        .map(|expr| Clause { occur, expr })
        .into_iter()
        .collect();
    ask.clauses.extend(others);
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fields() -> Vec<String> {
        ["source", "place"].map(str::to_owned).to_vec()
    }

    /// What a request with a typed query is limited to.
    fn request(narrowing: &Narrowing, typed: &str) -> SearchRequest {
        let (ask, _) = Ask::parse(typed, &["source", "place"]);
        let mut request = SearchRequest::new(ask, 1);
        narrowing.apply(&mut request);
        request
    }

    #[test]
    fn a_query_that_is_not_finished_swallows_nothing_of_what_is_chosen() {
        let mut narrowing = Narrowing {
            span: Some(Span::new(date(2021, 3, 1), date(2021, 3, 31))),
            ..Narrowing::default()
        };
        let hostile = "a\" OR b:\"c";
        for value in ["The Guardian", "-x", "..", "*", hostile] {
            narrowing.toggle("source", value);
        }
        for typed in [
            "",
            "ferry",
            "\"ferry",
            "ferry OR",
            "ferry NOT",
            "(ferry",
            "-a",
            "source:",
        ] {
            let request = request(&narrowing, typed);
            let last = request.ask.clauses.last().unwrap();
            assert_eq!(last.occur, Occur::Required);
            let shown = Ask {
                clauses: vec![last.clone()],
            };
            assert_eq!(shown.to_string(), "date:2021-03", "{typed}");
            let values: Vec<_> = request
                .values
                .iter()
                .map(|own| own.value.as_str())
                .collect();
            assert_eq!(values, ["*", "-x", "..", "The Guardian", hostile]);
            // The text finds the same.
            let text = narrowing.text(typed, &fields());
            let (ask, _) = Ask::parse(&text, &["source", "place"]);
            assert_eq!(ask.to_string(), request.ask.to_string(), "{typed}: {text}");
        }
    }

    #[test]
    fn words_stay_wanted_next_to_years() {
        let mut narrowing = Narrowing::default();
        assert_eq!(narrowing.text(" troops  x", &fields()), "troops  x");
        narrowing.toggle(YEAR, "2021");
        assert_eq!(
            narrowing.text("troops left", &fields()),
            "troops left date:2021"
        );
        narrowing.toggle(YEAR, "2022");
        for (typed, query) in [
            ("", "(date:2021 OR date:2022)"),
            ("troops", "+troops (date:2021 OR date:2022)"),
            (
                "troops left -syria since:2020",
                "(troops OR left) -syria since:2020 (date:2021 OR date:2022)",
            ),
            ("+troops left", "+troops left (date:2021 OR date:2022)"),
        ] {
            let (read, _) = Ask::parse(query, &["source", "place"]);
            let (own, _) = Ask::parse(&narrowing.text(typed, &fields()), &["source", "place"]);
            assert_eq!(own, read, "{typed}");
        }
        assert!(!narrowing.has_values());
        narrowing.toggle(YEAR, "2021");
        narrowing.toggle(YEAR, "2022");
        assert!(narrowing.is_empty());
    }

    #[test]
    fn a_query_that_is_kept_has_the_values_as_conditions() {
        let mut narrowing = Narrowing::default();
        assert_eq!(narrowing.text_with_values(" a  b", &fields()), "a  b");
        narrowing.toggle("source", "The Guardian");
        for (typed, query) in [
            ("", "source:\"The Guardian\""),
            ("troops", "+troops source:\"The Guardian\""),
            (
                "troops left -syria",
                "(troops OR left) -syria source:\"The Guardian\"",
            ),
            (
                "\"foreign troops\" left",
                "\"foreign troops\" left source:\"The Guardian\"",
            ),
        ] {
            let own = narrowing.text_with_values(typed, &fields());
            assert_eq!(own, query, "{typed}");
        }
        narrowing.toggle("source", "a\" OR b:\"c");
        narrowing.toggle("place", "Baghdad");
        narrowing.toggle(YEAR, "2021");
        let own = narrowing.text_with_values("troops", &fields());
        assert_eq!(
            own,
            "+troops place:\"Baghdad\" (source:\"The Guardian\" OR source:\"a” OR b:”c\") date:2021"
        );
        let (ask, notes) = Ask::parse(&own, &["source", "place"]);
        assert!(notes.is_empty(), "{notes:?}");
        assert_eq!(ask.to_string(), own);
    }

    #[test]
    fn spans_have_short_names() {
        for (from, to, name) in [
            (date(2020, 1, 1), date(2020, 12, 31), "2020"),
            (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
            (date(2020, 2, 3), date(2020, 2, 3), "2020-02-03"),
            (date(2020, 2, 3), date(2020, 2, 9), "2020-02-03..2020-02-09"),
        ] {
            assert_eq!(Span::new(from, to).name(), name);
        }
    }
}

//! What is chosen in the timeline and among the facets, and the query that it makes with the typed
//! one.
//!
//! Everything chosen is a part of the query, so one command line gives the same list. A field makes
//! words next to it optional in a query that is typed. Here the words stay wanted: they become a
//! required group.

use crate::query::YEAR;
use crate::query::ask::{Ask, Clause, Expr, Occur};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A span of days that was chosen in the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Date,
    pub(super) to: Date,
    /// What the query calls it.
    name: String,
}

/// What is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Narrowing {
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

    /// What the query calls it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl Narrowing {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a value of a facet is chosen.
    pub(super) fn has(&self, field: &str, value: &str) -> bool {
        self.values
            .get(field)
            .is_some_and(|own| own.contains(value))
    }

    /// The chosen values of a facet.
    pub(super) fn values(&self, field: &str) -> impl Iterator<Item = &str> {
        self.values
            .get(field)
            .into_iter()
            .flatten()
            .map(String::as_str)
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

    /// The query with everything that is chosen; `fields` are the names that it may use.
    pub(super) fn query(&self, typed: &str, fields: &[String]) -> String {
        let mut query = self.without_span(typed, fields);
        if let Some(span) = &self.span {
            push(&mut query, &format!("date:{}", span.name));
        }
        query
    }

    /// The same without the span of the timeline, which is drawn of it.
    pub(super) fn without_span(&self, typed: &str, fields: &[String]) -> String {
        let typed = typed.trim();
        if self.values.is_empty() {
            return typed.to_owned();
        }
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let mut query = with_words_wanted(typed, &fields);
        for (field, values) in &self.values {
            let clauses: Vec<_> = values.iter().map(|value| clause(field, value)).collect();
            match &clauses[..] {
                [one] => push(&mut query, one),
                several => push(&mut query, &format!("({})", several.join(" OR "))),
            }
        }
        query
    }
}

fn push(query: &mut String, part: &str) {
    if !query.is_empty() {
        query.push(' ');
    }
    query.push_str(part);
}

/// The part of a query that asks for a value of a facet. A quote is no word of it.
fn clause(field: &str, value: &str) -> String {
    if field == YEAR {
        return format!("date:{value}");
    }
    let is_word = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let is_plain = value.chars().all(is_word) && value.starts_with(char::is_alphanumeric);
    if is_plain {
        format!("{field}:{value}")
    } else {
        format!("{field}:\"{}\"", value.replace('"', " "))
    }
}

/// The query with its optional words in a group of which one has to be there, if nothing else of it
/// makes them optional.
fn with_words_wanted(typed: &str, fields: &[&str]) -> String {
    let (ask, _) = Ask::parse(typed, fields);
    let (words, mut others): (Vec<Clause>, Vec<Clause>) = ask
        .clauses
        .into_iter()
        .partition(|clause| clause.occur == Occur::Optional);
    let is_condition =
        |own: &Clause| own.occur == Occur::Required && !matches!(own.expr, Expr::Filter(_));
    if words.is_empty() || others.iter().any(is_condition) {
        return typed.to_owned();
    }
    let mut words: Vec<Expr> = words.into_iter().map(|clause| clause.expr).collect();
    let expr = match words.pop() {
        Some(only) if words.is_empty() => only,
        last => Expr::Any(words.into_iter().chain(last).collect()),
    };
    let occur = Occur::Required;
    others.insert(0, Clause { occur, expr });
    let mut shown = String::new();
    for clause in others {
        let one = Ask {
            clauses: vec![clause],
        };
        let is_group = matches!(&one.clauses[0].expr, Expr::Any(_));
        let text = one.to_string();
        // A group alone is written without its parentheses.
        push(
            &mut shown,
            &if is_group && !text.starts_with(['-', '(']) {
                format!("({text})")
            } else {
                text
            },
        );
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fields() -> Vec<String> {
        ["source", "place"].map(str::to_owned).to_vec()
    }

    #[test]
    fn what_is_chosen_is_a_part_of_the_query_and_leaves_words_wanted() {
        let mut narrowing = Narrowing::default();
        assert_eq!(narrowing.query(" troops  x", &fields()), "troops  x");
        narrowing.span = Some(Span::new(date(2021, 3, 1), date(2021, 3, 31)));
        assert_eq!(narrowing.query("troops", &fields()), "troops date:2021-03");
        narrowing.toggle("source", "North Lantern");
        for (typed, query) in [
            ("", "source:\"North Lantern\""),
            ("troops", "+troops source:\"North Lantern\""),
            (
                "troops left -syria since:2020",
                "(troops OR left) -syria since:2020 source:\"North Lantern\"",
            ),
            ("+troops left", "+troops left source:\"North Lantern\""),
            ("a OR b", "a OR b source:\"North Lantern\""),
            ("-a", "-a source:\"North Lantern\""),
        ] {
            assert_eq!(narrowing.without_span(typed, &fields()), query);
        }
        narrowing.toggle("source", "tarv");
        narrowing.toggle(YEAR, "2021");
        let query = narrowing.query("", &fields());
        let sources = "(source:\"North Lantern\" OR source:tarv)";
        assert_eq!(query, format!("{sources} date:2021 date:2021-03"));
        narrowing.toggle("source", "tarv");
        narrowing.toggle("source", "North Lantern");
        narrowing.toggle(YEAR, "2021");
        narrowing.span = None;
        assert!(narrowing.is_empty());
    }

    #[test]
    fn a_hostile_value_stays_within_its_quotes() {
        let mut narrowing = Narrowing::default();
        narrowing.toggle("source", "a\" OR b:\"c");
        let query = narrowing.query("", &fields());
        assert_eq!(query, "source:\"a  OR b: c\"");
        let (ask, _) = Ask::parse(&query, &["source", "b"]);
        assert_eq!(ask.clauses.len(), 1);
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

//! How many articles have each value of some fields, with bars.
//!
//! Years are in their order, other values by their counts.

use super::bars::{bar, fitted, percent};
use crate::article::grouped;
use crate::present::json::{FORMAT_VERSION, write_line};
use crate::present::markup::cells::{cell, table};
use crate::present::show::Show;
use crate::present::terminal::marked::{ASIDE, HEADLINE, write_styled};
use crate::query::{ValueCounts, YEAR};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The columns of a count and of a share.
const COUNT: usize = 10;
const SHARE: usize = 9;

/// The values of fields, as they are shown.
#[derive(Debug)]
pub struct FacetList {
    /// How the query was read.
    pub query: String,
    /// Notes on that, a sentence each.
    pub notes: Vec<String>,
    /// The number of articles that match.
    pub total: u64,
    /// Each field by the name that was asked for, with its values.
    pub facets: Vec<(String, ValueCounts)>,
    /// The largest number of values of a field; not of years.
    pub limit: Option<usize>,
}

impl FacetList {
    /// The values that are shown: years in their order, others by their counts.
    fn shown<'a>(&self, name: &str, counts: &'a ValueCounts) -> (Vec<(&'a str, u64)>, usize) {
        if name == YEAR {
            return (counts.by_name(), 0);
        }
        let mut values = counts.by_count();
        let all = values.len();
        values.truncate(self.limit.unwrap_or(all));
        let left = all - values.len();
        (values, left)
    }

    /// Writes a table: field, value, count and share of the matches. An article without a value counts
    /// in a row without one.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.facets.iter().flat_map(|(name, counts)| {
            let (values, _) = self.shown(name, counts);
            let without = (counts.without > 0).then_some(("", counts.without));
            let rows = values.into_iter().chain(without);
            rows.map(|(value, count)| {
                let share = self.share(count).unwrap_or_default();
                [
                    name.clone(),
                    cell(value),
                    count.to_string(),
                    format!("{share:.6}"),
                ]
            })
        });
        table(&["field", "value", "count", "share"], rows, out)
    }

    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    fn share(&self, count: u64) -> Option<f64> {
        (self.total > 0).then(|| count as f64 / self.total as f64)
    }
}

impl Show for FacetList {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let articles = match self.total {
            1 => "1 article".to_owned(),
            total => format!("{} articles", grouped(total)),
        };
        write_styled(&articles, ASIDE, out)?;
        writeln!(out)?;
        let value = (width / 2).saturating_sub(6).clamp(10, 44);
        let room = width.saturating_sub(value + COUNT + SHARE + 4).clamp(4, 40);
        for (name, counts) in &self.facets {
            writeln!(out)?;
            write_styled(name, HEADLINE, out)?;
            writeln!(out)?;
            let (values, left) = self.shown(name, counts);
            let most = values.iter().map(|(_, count)| *count).max().unwrap_or(0);
            for (text, count) in &values {
                writeln!(
                    out,
                    "  {}  {:<room$}{:>COUNT$}{:>SHARE$}",
                    fitted(text, value),
                    bar(*count, most, room),
                    grouped(*count),
                    percent(self.share(*count)),
                )?;
            }
            if left > 0 {
                let more = format!(
                    "  {} more values: --limit {}",
                    grouped(left as u64),
                    left + values.len()
                );
                write_styled(&more, ASIDE, out)?;
                writeln!(out)?;
            }
            if counts.without > 0 {
                let line = format!(
                    "  {}  {:<room$}{:>COUNT$}{:>SHARE$}",
                    fitted("(none)", value),
                    "",
                    grouped(counts.without),
                    percent(self.share(counts.without)),
                );
                write_styled(&line, ASIDE, out)?;
                writeln!(out)?;
            }
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let record = JsonFacets {
            format_version: FORMAT_VERSION,
            query: &self.query,
            notes: &self.notes,
            total: self.total,
            facets: Facets(self),
            without: Without(self),
        };
        write_line(&record, out)
    }
}

#[derive(Serialize)]
struct JsonFacets<'a> {
    format_version: u32,
    query: &'a str,
    notes: &'a [String],
    total: u64,
    facets: Facets<'a>,
    without: Without<'a>,
}

#[derive(Serialize)]
struct JsonValue<'a> {
    value: &'a str,
    count: u64,
}

/// The values by field.
struct Facets<'a>(&'a FacetList);

impl Serialize for Facets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.facets.len()))?;
        for (name, counts) in &self.0.facets {
            let (values, _) = self.0.shown(name, counts);
            let values = values
                .into_iter()
                .map(|(value, count)| JsonValue { value, count });
            map.serialize_entry(name, &values.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

/// The numbers of articles without a value, by field.
struct Without<'a>(&'a FacetList);

impl Serialize for Without<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facets = self.0.facets.iter();
        serializer.collect_map(facets.map(|(name, counts)| (name, counts.without)))
    }
}

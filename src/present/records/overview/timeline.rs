//! A timeline for programs: JSON, and a long table.
//!
//! One series is a list of periods. Several series (queries, or values of a field) are one table of
//! period, query and value. What people see is in `timeline_text` and `chart`.

use super::chart;
use super::timeline_report::TimelineReport;
use super::timeline_text;
use crate::present::json::{FORMAT_VERSION, rounded, write_line};
use crate::present::markup::cells::{cell, table};
use crate::present::show::Show;
use crate::query::{Bucket, Series};
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};

impl Show for TimelineReport {
    fn text(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        timeline_text::write(self, width, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let timeline = &self.timeline;
        let is_table = timeline.is_table();
        let only = timeline.series.first().filter(|_| !is_table);
        let record = JsonTimeline {
            format_version: FORMAT_VERSION,
            by: timeline.period.as_str(),
            split: timeline.split.as_deref(),
            query: only.map(|series| series.query.as_str()),
            notes: &self.notes,
            buckets: only.map(|series| series.buckets.iter().map(JsonBucket::of).collect()),
            series: is_table.then(|| timeline.series.iter().map(JsonSeries::of).collect()),
            rows: is_table.then(|| {
                self.rows()
                    .map(|(series, bucket)| JsonRow::of(series, bucket))
                    .collect()
            }),
            undated: only.map(|series| series.undated),
            coarse: self.coarse,
            total: only.map(|series| series.total),
        };
        write_line(&record, out)
    }
}

impl TimelineReport {
    /// Writes it as a long table: a row for each period of each series.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let columns = [
            "query", "value", "from", "to", "count", "all", "share", "mark",
        ];
        let rows = self.rows().map(|(series, bucket)| {
            [
                cell(&series.query),
                cell(series.value.as_deref().unwrap_or_default()),
                bucket.from.to_string(),
                bucket.to.to_string(),
                bucket.count.to_string(),
                bucket.all.to_string(),
                share(bucket).map_or_else(String::new, |share| share.to_string()),
                mark(bucket).unwrap_or_default().to_owned(),
            ]
        });
        // Articles without a date are in no period.
        let series = self.timeline.series.iter();
        let undated = series.filter(|series| series.undated > 0).map(|series| {
            let none = String::new;
            [
                cell(&series.query),
                cell(series.value.as_deref().unwrap_or_default()),
                none(),
                none(),
                series.undated.to_string(),
                none(),
                none(),
                "undated".to_owned(),
            ]
        });
        table(&columns, rows.chain(undated), out)
    }

    /// Draws it as an SVG that needs nothing else.
    ///
    /// # Errors
    /// If writing to `out` fails.
    pub fn svg(&self, out: &mut dyn Write) -> io::Result<()> {
        chart::write(self, out)
    }

    fn rows(&self) -> impl Iterator<Item = (&Series, &Bucket)> {
        let series = self.timeline.series.iter();
        series.flat_map(|series| series.buckets.iter().map(move |bucket| (series, bucket)))
    }
}

/// The share of a period, as programs get it.
fn share(bucket: &Bucket) -> Option<f64> {
    bucket.share().map(|share| rounded(share, 1_000_000.0))
}

fn mark(bucket: &Bucket) -> Option<&'static str> {
    bucket.mark.map(<&'static str>::from)
}

#[derive(Serialize)]
struct JsonTimeline<'a> {
    format_version: u32,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    buckets: Option<Vec<JsonBucket>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<Vec<JsonSeries<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<JsonRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undated: Option<u64>,
    coarse: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u64>,
}

#[derive(Serialize)]
struct JsonBucket {
    from: Date,
    to: Date,
    count: u64,
    all: u64,
    share: Option<f64>,
    mark: Option<&'static str>,
}

impl JsonBucket {
    fn of(bucket: &Bucket) -> Self {
        Self {
            from: bucket.from,
            to: bucket.to,
            count: bucket.count,
            all: bucket.all,
            share: share(bucket),
            mark: mark(bucket),
        }
    }
}

#[derive(Serialize)]
struct JsonSeries<'a> {
    query: &'a str,
    value: Option<&'a str>,
    undated: u64,
    total: u64,
}

impl<'a> JsonSeries<'a> {
    fn of(series: &'a Series) -> Self {
        Self {
            query: &series.query,
            value: series.value.as_deref(),
            undated: series.undated,
            total: series.total,
        }
    }
}

#[derive(Serialize)]
struct JsonRow<'a> {
    query: &'a str,
    value: Option<&'a str>,
    #[serde(flatten)]
    bucket: JsonBucket,
}

impl<'a> JsonRow<'a> {
    fn of(series: &'a Series, bucket: &Bucket) -> Self {
        Self {
            query: &series.query,
            value: series.value.as_deref(),
            bucket: JsonBucket::of(bucket),
        }
    }
}

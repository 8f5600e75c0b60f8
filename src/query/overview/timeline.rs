//! Counts by day as a series of periods without gaps, with shares, peaks and gaps.
//!
//! Nothing here knows an index: a timeline is made of [`DayCounts`], which may be those of several
//! generations.

use crate::query::overview::days::DayCounts;
use crate::query::overview::series::Counted;
use crate::query::request::period::Period;
use jiff::civil::Date;
use strum::IntoStaticStr;

/// A peak has at least this many articles.
const LEAST_PEAK: u64 = 3;

/// How many standard deviations a peak is above the mean.
const PEAK_DEVIATIONS: f64 = 2.0;

/// A period of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The number of articles that match.
    pub count: u64,
    /// The number of all articles of that time that could match: those within the dates of the
    /// search and, of a series of one value, with that value.
    pub all: u64,
    /// What is striking about it.
    pub mark: Option<Mark>,
}

/// What is striking about a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Mark {
    /// At least three articles match, and more than the mean of all periods of which the archive has
    /// articles, by more than two standard deviations.
    Peak,
    /// No article matches, though the archive has articles of that time.
    Gap,
    /// The archive has no article of that time.
    Empty,
}

impl Bucket {
    /// The share of all articles of that time that match, from 0 to 1; `None` if there are none.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub fn share(&self) -> Option<f64> {
        (self.all > 0).then(|| self.count as f64 / self.all as f64)
    }
}

/// One series of a timeline: what one query finds, or the part of it that has one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The name of the query: as it was typed, or its id in a file of queries.
    pub query: String,
    /// The value, in a timeline that is split by a field; `None` for articles without one.
    pub value: Option<String>,
    /// The periods, in the order of time.
    pub buckets: Vec<Bucket>,
    /// The number of articles that match and have no date.
    pub undated: u64,
    /// The number of articles that match.
    pub total: u64,
}

/// One or several series over the same periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The kind of its periods.
    pub period: Period,
    /// The field that it is split by.
    pub split: Option<String>,
    /// The series.
    pub series: Vec<Series>,
}

impl Timeline {
    /// The series of these counts, from the first day that one of them has to the last, or over the
    /// `days` that were asked for. Without a period one is chosen.
    #[must_use]
    pub fn new(
        counted: Vec<Counted>,
        period: Option<Period>,
        days: (Option<Date>, Option<Date>),
        split: Option<String>,
    ) -> Self {
        let spans = counted.iter().filter_map(|one| one.found.span());
        let found = spans.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
        let span = match (days, found) {
            ((Some(first), Some(last)), _) => Some((first, last)),
            ((first, last), Some(found)) => {
                Some((first.unwrap_or(found.0), last.unwrap_or(found.1)))
            }
            _ => None,
        };
        let span = span.filter(|(first, last)| first <= last);
        let chosen = span.map(|(first, last)| Period::of_span(first, last));
        let period = period.or(chosen).unwrap_or(Period::Month);
        let periods: Vec<_> = match span {
            Some((first, last)) => period.between(first, last).collect(),
            None => Vec::new(),
        };
        let series = counted.into_iter().map(|one| one.series(&periods));
        Self {
            period,
            split,
            series: series.collect(),
        }
    }

    /// One series of articles by day, without shares.
    #[must_use]
    pub fn of_days(found: DayCounts) -> Self {
        let counted = Counted {
            query: String::new(),
            value: None,
            found,
            all: DayCounts::default(),
        };
        Self::new(vec![counted], None, (None, None), None)
    }

    /// Whether it has more than one series, or its series is one of a value.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.split.is_some() || self.series.len() != 1
    }
}

impl Counted {
    fn series(self, periods: &[(Date, Date)]) -> Series {
        let bucket = |(from, to): &(Date, Date)| {
            let (count, all) = (self.found.within(*from, *to), self.all.within(*from, *to));
            Bucket {
                from: *from,
                to: *to,
                count,
                all,
                mark: match (count, all) {
                    (0, 0) => Some(Mark::Empty),
                    (0, _) => Some(Mark::Gap),
                    _ => None,
                },
            }
        };
        let mut buckets: Vec<_> = periods.iter().map(bucket).collect();
        mark_peaks(&mut buckets);
        Series {
            undated: self.found.undated,
            total: self.found.total(),
            query: self.query,
            value: self.value,
            buckets,
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn mark_peaks(buckets: &mut [Bucket]) {
    // Times of which the archive has nothing would make everything else a peak.
    let with_articles = || {
        buckets
            .iter()
            .filter(|bucket| bucket.mark != Some(Mark::Empty))
    };
    let number = with_articles().count().max(1) as f64;
    let counts = || with_articles().map(|bucket| bucket.count as f64);
    let mean = counts().sum::<f64>() / number;
    let variance = counts().map(|count| (count - mean).powi(2)).sum::<f64>() / number;
    let least = mean + PEAK_DEVIATIONS * variance.sqrt();
    for bucket in buckets {
        if bucket.count >= LEAST_PEAK && bucket.count as f64 > least {
            bucket.mark = Some(Mark::Peak);
        }
    }
}

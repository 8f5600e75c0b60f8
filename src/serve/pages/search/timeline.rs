//! The timeline of a page of results: a bar for each period, each a link, without a style of its own.
//!
//! Places and lengths are in percent of the width, so that nothing is stretched and no inline style
//! is needed.

use crate::query::{Counted, DayCounts, Period, Timeline};
use crate::serve::pages::address::Address;
use jiff::civil::Date;
use strum::VariantNames;

/// The most bars.
const MOST: usize = 120;

/// The height of the longest bar, and of the area of bars, in pixels.
const LONGEST: f64 = 46.0;
const AREA: f64 = 50.0;

/// The room of a name on a narrow page, in percent.
const NAME_WIDTH: f64 = 11.0;

/// About so many names below the bars.
const NAMES: usize = 7;

/// The bars of a timeline.
#[derive(Debug)]
pub(super) struct Bars {
    /// What it shows, in words.
    pub(super) label: String,
    pub(super) periods: Vec<Bar>,
    pub(super) names: Vec<Name>,
    /// The address of a search, to which the script adds the dates that are chosen.
    pub(super) base: String,
}

/// The bar of a period.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) from: String,
    pub(super) to: String,
    /// In percent.
    pub(super) left: String,
    pub(super) width: String,
    pub(super) slot: String,
    /// In pixels.
    pub(super) top: String,
    pub(super) height: String,
    pub(super) is_chosen: bool,
}

/// The name of a period below its bar.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) left: String,
    pub(super) text: String,
}

impl Bars {
    /// Those of articles by day, with the dates that are chosen; `None` for fewer than two bars.
    pub(super) fn of(
        days: DayCounts,
        chosen: (Option<Date>, Option<Date>),
        address: &Address,
    ) -> Option<Self> {
        let (first, last) = days.span()?;
        let counted = Counted {
            query: String::new(),
            value: None,
            found: days,
            all: DayCounts::default(),
        };
        let period = period(first, last);
        let timeline = Timeline::new(vec![counted], Some(period), (None, None), None);
        let buckets = &timeline.series.first()?.buckets;
        let most = buckets.iter().map(|own| own.count).max()?;
        if buckets.len() < 2 {
            return None;
        }
        let is_dated = chosen.0.is_some() || chosen.1.is_some();
        let slot = 100.0 / as_f64(buckets.len() as u64);
        let bars = buckets.iter().zip(0_u64..).map(|(own, place)| {
            let height = match own.count {
                0 => 0.0,
                count => (as_f64(count) / as_f64(most) * LONGEST).max(1.5),
            };
            let name = period.name(own.from);
            let articles = crate::present::counted(own.count, "article");
            let dated = dated(period, own.from, own.to);
            Bar {
                address: on(address, &dated).results(),
                title: format!("{name}: {articles}"),
                left: percent(as_f64(place) * slot),
                width: percent(slot * 0.86),
                slot: percent(slot),
                top: format!("{:.1}", AREA - height),
                height: format!("{height:.1}"),
                is_chosen: is_dated
                    && chosen.0.is_none_or(|since| own.to >= since)
                    && chosen.1.is_none_or(|until| own.from <= until),
                from: dated.0,
                to: dated.1,
            }
        });
        // Centuries of years with a few articles: a link for each year would be most of the page.
        let is_long = buckets.len() > MOST;
        let bars = bars
            .zip(buckets)
            .filter(|(_, own)| !is_long || own.count > 0);
        let bars = bars.map(|(bar, _)| bar);
        let total: u64 = buckets.iter().map(|own| own.count).sum();
        let peak = buckets.iter().max_by_key(|own| own.count)?;
        let label = format!(
            "Articles by {}, {} to {}; {} with a date, most in {}",
            period.as_str(),
            period.name(first),
            period.name(last),
            crate::article::grouped(total),
            period.name(peak.from),
        );
        Some(Self {
            periods: bars.collect(),
            names: names(period, buckets.iter().map(|own| own.from), slot),
            base: address.but_dates().results(),
            label,
        })
    }
}

impl Address {
    fn but_dates(&self) -> Self {
        let own = self.without("since").without("until");
        own.without("on").without("offset")
    }
}

/// The same search in a period.
fn on(address: &Address, (from, to): &(String, String)) -> Address {
    address.but_dates().set("since", from).set("until", to)
}

/// The finest periods of which there are not too many.
fn period(first: Date, last: Date) -> Period {
    let all = Period::VARIANTS
        .iter()
        .filter_map(|name| name.parse::<Period>().ok());
    let mut few = all.filter(|period| period.between(first, last).take(MOST + 1).count() <= MOST);
    few.next().unwrap_or(Period::Year)
}

/// The first and the last date of a period, as short as they can be written.
fn dated(period: Period, from: Date, to: Date) -> (String, String) {
    let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
    match period {
        Period::Year => (format!("{:04}", from.year()), format!("{:04}", to.year())),
        Period::Month | Period::Quarter => (month(from), month(to)),
        Period::Day | Period::Week => (from.to_string(), to.to_string()),
    }
}

/// The names below the bars: years if there are several, else those of periods.
fn names(period: Period, starts: impl Iterator<Item = Date>, slot: f64) -> Vec<Name> {
    let starts: Vec<_> = starts.collect();
    let years = starts.iter().map(|day| day.year());
    let (first, last) = (years.clone().min().unwrap_or(0), years.max().unwrap_or(0));
    let has_years = last - first >= 2;
    let mut places: Vec<(usize, String)> = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let is_new = place == 0 || starts[place - 1].year() != start.year();
        if !has_years {
            places.push((place, period.name(*start)));
        } else if is_new {
            places.push((place, start.year().to_string()));
        }
    }
    let every = places.len().div_ceil(NAMES).max(1);
    let own = places.into_iter().step_by(every);
    let names = own.map(|(place, text)| (as_f64(place as u64) * slot, text));
    // A name at the end would be cut, and one next to another would be written over it.
    let mut end = 0.0;
    let names = names.filter(|(left, _)| {
        let fits = *left <= 93.0 && *left >= end;
        if fits {
            end = left + NAME_WIDTH;
        }
        fits
    });
    names
        .map(|(left, text)| Name {
            left: percent(left),
            text,
        })
        .collect()
}

fn percent(number: f64) -> String {
    format!("{number:.3}%")
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_as_fine_as_there_is_room_for() {
        for (last, wanted) in [
            (date(2021, 3, 1), Period::Day),
            (date(2022, 6, 1), Period::Week),
            (date(2028, 1, 1), Period::Month),
            (date(2040, 1, 1), Period::Quarter),
            (date(2400, 1, 1), Period::Year),
        ] {
            assert_eq!(period(date(2021, 1, 1), last), wanted, "{last}");
        }
    }
}

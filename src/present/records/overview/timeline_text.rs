//! A timeline on a terminal: bars for one series, bars side by side for two, a line of bars for each
//! of more.
//!
//! A long run of periods without a match is one line, so that a slip of a date in 1605 does not fill
//! the screen.

use super::bars::{bar, fitted, one_line, percent, sparklines};
use super::timeline_report::{TimelineReport, mark_for_people};
use crate::article::grouped;
use crate::present::amounts::counted;
use crate::present::terminal::marked::{ASIDE, HEADLINE, write_styled};
use crate::query::{Bucket, Mark, Series, Timeline};
use std::io::{self, Write};

/// Runs of periods without a match are one line if they are longer.
const LONGEST_RUN: usize = 4;

/// The columns of the name of a period, of a count and of a share.
const NAME: usize = 10;
const COUNT: usize = 9;
const SHARE: usize = 9;

/// The columns of a mark, with the space before it.
const MARK: usize = 13;

/// The columns of the name of a series.
const LEAST_NAME: usize = 12;
const LONGEST_NAME: usize = 40;

/// The narrowest bar.
const LEAST_BAR: usize = 4;

pub(super) fn write(report: &TimelineReport, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let timeline = &report.timeline;
    match timeline.series.as_slice() {
        [] => Ok(()),
        [only] if timeline.split.is_none() => one(report, only, width, out),
        [first, second] if timeline.split.is_none() => two(timeline, [first, second], width, out),
        _ => many(timeline, width, out),
    }
}

/// A timeline of one series as a line of `width` columns, if that is enough:
/// `▁▃█▁  2021-01 to 2021-04 by month, most in 2021-03: 34`.
#[must_use]
pub fn timeline_line(timeline: &Timeline, width: usize) -> String {
    let buckets = timeline.series.first().map(|series| &series.buckets[..]);
    let Some([first, .., last] | [first @ last]) = buckets else {
        return "no date".to_owned();
    };
    let counts: Vec<u64> = timeline.series[0]
        .buckets
        .iter()
        .map(|bucket| bucket.count)
        .collect();
    let name = |bucket: &Bucket| timeline.period.name(bucket.from);
    let top = timeline.series[0]
        .buckets
        .iter()
        .rev()
        .max_by_key(|bucket| bucket.count);
    let top = top.unwrap_or(first);
    let about = format!(
        "  {} to {} by {}, most in {}: {}{}",
        name(first),
        name(last),
        timeline.period.as_str(),
        name(top),
        grouped(top.count),
        undated(timeline.series[0].undated)
    );
    let room = width.saturating_sub(about.chars().count());
    sparklines(&[counts], room).concat() + &about
}

fn one(
    report: &TimelineReport,
    series: &Series,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let timeline = &report.timeline;
    let summary = format!(
        "{} by {}{}",
        articles(series.total),
        timeline.period.as_str(),
        undated(series.undated)
    );
    write_styled(&summary, ASIDE, out)?;
    writeln!(out)?;
    let most = most(series);
    // Shares say nothing where every article matches.
    let is_all = series
        .buckets
        .iter()
        .all(|bucket| bucket.count == bucket.all);
    let room = width
        .saturating_sub(NAME + COUNT + SHARE + MARK + 2)
        .max(LEAST_BAR);
    each_run(&series.buckets, |run| match run {
        Run::One(bucket) => {
            let name = timeline.period.name(bucket.from);
            let line = format!(
                "{name:<NAME$}  {:<room$}{:>COUNT$}{:>SHARE$}",
                bar(bucket.count, most, room),
                grouped(bucket.count),
                if is_all {
                    String::new()
                } else {
                    percent(bucket.share())
                },
            );
            out.write_all(line.trim_end().as_bytes())?;
            if let Some(mark) = bucket.mark {
                let style = if mark == Mark::Peak { HEADLINE } else { ASIDE };
                write!(out, "  ")?;
                write_styled(mark_for_people(mark), style, out)?;
            }
            writeln!(out)
        }
        Run::Many(run) => write_run(timeline, run, out),
    })
}

fn two(
    timeline: &Timeline,
    series: [&Series; 2],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = width.saturating_sub(NAME + 2 * COUNT + 6) / 2;
    let room = room.max(LEAST_BAR);
    let column = room + COUNT;
    let heads = series.map(|one| {
        format!(
            "{}: {}{}",
            one_line(&one.query),
            grouped(one.total),
            undated(one.undated)
        )
    });
    let line = format!(
        "{:<NAME$}  {}  {}",
        "",
        fitted(&heads[0], column),
        fitted(&heads[1], column)
    );
    write_styled(line.trim_end(), HEADLINE, out)?;
    writeln!(out)?;
    // One scale for both, so that they can be compared.
    let most = series.map(most).into_iter().max().unwrap_or(0);
    let both: Vec<Bucket> = series[0]
        .buckets
        .iter()
        .zip(&series[1].buckets)
        .map(|(one, other)| Bucket {
            count: one.count + other.count,
            ..*one
        })
        .collect();
    let mut at = 0;
    each_run(&both, |run| match run {
        Run::One(bucket) => {
            let counts = series.map(|one| one.buckets[at].count);
            at += 1;
            let name = timeline.period.name(bucket.from);
            let cells = counts.map(|count| {
                format!(
                    "{:<room$}{:>COUNT$}",
                    bar(count, most, room),
                    grouped(count)
                )
            });
            writeln!(out, "{name:<NAME$}  {}  {}", cells[0], cells[1])
        }
        Run::Many(run) => {
            at += run.len();
            write_run(timeline, run, out)
        }
    })
}

fn many(timeline: &Timeline, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let ends = timeline.series.first().map(|series| &series.buckets);
    let names = ends.and_then(|buckets| {
        let (first, last) = (buckets.first()?, buckets.last()?);
        let name = |bucket: &Bucket| timeline.period.name(bucket.from);
        Some(format!(" from {} to {}", name(first), name(last)))
    });
    let summary = format!(
        "by {}{}",
        timeline.period.as_str(),
        names.unwrap_or_default()
    );
    write_styled(&summary, ASIDE, out)?;
    writeln!(out)?;
    let counts = timeline.series.iter().map(|series| {
        let counts = series.buckets.iter().map(|bucket| bucket.count);
        counts.collect()
    });
    let after = timeline.series.iter().map(|series| undated(series.undated));
    let after = after.map(|text| text.len()).max().unwrap_or(0);
    let room = width.saturating_sub(LEAST_NAME + 2 + COUNT + after);
    let bars = sparklines(&counts.collect::<Vec<_>>(), room);
    let lines: Vec<_> = timeline.series.iter().zip(bars).collect();
    let bars = lines
        .iter()
        .map(|(_, bars)| bars.chars().count())
        .max()
        .unwrap_or(0);
    let name = width.saturating_sub(bars + COUNT + 2 + after);
    let name = name.clamp(LEAST_NAME, LONGEST_NAME);
    let are_many = lines
        .windows(2)
        .any(|pair| pair[0].0.query != pair[1].0.query);
    for (series, bars_of_series) in lines {
        let value = match (&series.value, &timeline.split) {
            (Some(value), _) => value.as_str(),
            (None, Some(_)) => "(none)",
            (None, None) => "",
        };
        let shown = match (are_many, timeline.split.is_some()) {
            (true, true) => format!("{} · {value}", series.query),
            (_, true) => value.to_owned(),
            (_, false) => series.query.clone(),
        };
        writeln!(
            out,
            "{}  {bars_of_series:<bars$}{:>COUNT$}{}",
            fitted(&shown, name),
            grouped(series.total),
            undated(series.undated)
        )?;
    }
    Ok(())
}

fn articles(total: u64) -> String {
    match total {
        1 => "1 article".to_owned(),
        total => format!("{} articles", grouped(total)),
    }
}

fn undated(count: u64) -> String {
    match count {
        0 => String::new(),
        count => format!(", {} without a date", grouped(count)),
    }
}

fn most(series: &Series) -> u64 {
    series
        .buckets
        .iter()
        .map(|bucket| bucket.count)
        .max()
        .unwrap_or(0)
}

/// A period, or several without a match.
enum Run<'a> {
    One(&'a Bucket),
    Many(&'a [Bucket]),
}

fn each_run(buckets: &[Bucket], mut each: impl FnMut(Run<'_>) -> io::Result<()>) -> io::Result<()> {
    for run in buckets.chunk_by(|a, b| a.count == 0 && b.count == 0) {
        if run.len() > LONGEST_RUN {
            each(Run::Many(run))?;
        } else {
            run.iter().try_for_each(|bucket| each(Run::One(bucket)))?;
        }
    }
    Ok(())
}

fn write_run(timeline: &Timeline, run: &[Bucket], out: &mut dyn Write) -> io::Result<()> {
    let periods = counted(run.len() as u64, timeline.period.as_str());
    let empty = run.iter().filter(|bucket| bucket.all == 0).count();
    let what = match empty {
        0 => "a gap: no match",
        all if all == run.len() => "no articles",
        _ => "no match",
    };
    let line = format!("{:<NAME$}  … {periods}, {what}", "");
    write_styled(&line, ASIDE, out)?;
    writeln!(out)
}

//! A timeline as an SVG: a drawing that stands alone in a report.
//!
//! It loads nothing and runs nothing: shapes, texts and their sizes. Every axis and series has a text,
//! so that it can be read without colours. Texts are escaped.

use super::bars::{first_columns, one_line};
use super::timeline_report::TimelineReport;
use crate::present::amounts::grouped;
use crate::present::markup::html::escaped;
use crate::query::{Bucket, Mark, Series, Timeline};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The size of the drawing and of the area for bars, in pixels.
const WIDTH: f64 = 860.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 60.0;
const HEIGHT: f64 = 260.0;
const LEGEND_LINE: f64 = 20.0;

/// Colours that are told apart by people who see few of them (Okabe & Ito 2008).
const COLOURS: [&str; 8] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a00", "#000000",
];

/// Dashes, for prints without colours.
const DASHES: [&str; 4] = ["", "8 4", "2 3", "8 3 2 3"];

/// About so many names of periods are below the axis.
const NAMES: usize = 8;

/// The width of the longest name, in pixels.
const LONGEST_NAME: f64 = 80.0;

/// The longest text of the legend and of the title, in columns.
const LONGEST: usize = 90;

pub(super) fn write(report: &TimelineReport, out: &mut dyn Write) -> io::Result<()> {
    let timeline = &report.timeline;
    let drawn = &timeline.series[..timeline.series.len().min(COLOURS.len())];
    let is_alone = drawn.len() == 1;
    let lines = if is_alone { 1 } else { drawn.len() + 1 };
    let height = TOP + HEIGHT + 50.0 + LEGEND_LINE * as_f64(lines as u64);
    let title = text(&report.title);
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>{title}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"{LEFT}\" y=\"24\" font-size=\"16\" font-weight=\"bold\">{title}</text>\n\
         <text x=\"{LEFT}\" y=\"44\" fill=\"#555555\">Articles by {}</text>\n",
        timeline.period.as_str(),
    );
    let scale = Scale::of(drawn);
    scale.axis(&mut svg);
    let buckets = drawn.first().map_or(&[][..], |series| &series.buckets);
    period_names(timeline, buckets, &scale, &mut svg);
    if is_alone {
        bars(timeline, buckets, &scale, &mut svg);
    } else {
        for (number, series) in drawn.iter().enumerate() {
            line(number, series, &scale, &mut svg);
        }
    }
    legend(timeline, drawn, &mut svg);
    svg.push_str("</svg>\n");
    out.write_all(svg.as_bytes())
}

/// How periods and counts become places.
struct Scale {
    /// The count at the top of the axis.
    top: u64,
    /// The width of a period.
    step: f64,
}

impl Scale {
    fn of(series: &[Series]) -> Self {
        let counts = series.iter().flat_map(|series| &series.buckets);
        let most = counts.map(|bucket| bucket.count).max().unwrap_or(0);
        let periods = series.first().map_or(0, |series| series.buckets.len());
        Self {
            top: round_top(most),
            step: (WIDTH - LEFT - RIGHT) / as_f64(periods.max(1) as u64),
        }
    }

    fn x(&self, place: usize) -> f64 {
        LEFT + self.step * as_f64(place as u64)
    }

    fn y(&self, count: u64) -> f64 {
        TOP + HEIGHT * (1.0 - as_f64(count) / as_f64(self.top))
    }

    fn axis(&self, svg: &mut String) {
        for quarter in 0..=4 {
            let count = self.top * quarter / 4;
            let y = self.y(count);
            let _ = write!(
                svg,
                "<line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.1}\" y2=\"{y:.1}\" stroke=\"#dddddd\"/>\n\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\n",
                WIDTH - RIGHT,
                LEFT - 8.0,
                y + 4.0,
                grouped(count),
            );
        }
    }
}

/// The least number from a count on that has whole quarters and one or two digits that are not 0.
fn round_top(most: u64) -> u64 {
    let mut unit = 4;
    loop {
        for times in [1, 2, 3, 4, 5, 6, 8] {
            if unit * times >= most {
                return unit * times;
            }
        }
        unit *= 10;
    }
}

fn period_names(timeline: &Timeline, buckets: &[Bucket], scale: &Scale, svg: &mut String) {
    let every = buckets.len().div_ceil(NAMES).max(1);
    for (place, bucket) in buckets.iter().enumerate().step_by(every) {
        // A name at the right end grows to the left, so that it is not cut.
        let is_last = scale.x(place) + LONGEST_NAME > WIDTH;
        let (x, anchor) = if is_last {
            (WIDTH - RIGHT, "end")
        } else {
            (scale.x(place), "start")
        };
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            TOP + HEIGHT + 20.0,
            timeline.period.name(bucket.from)
        );
    }
}

/// A bar for each period. A pointer on one shows its count and share.
fn bars(timeline: &Timeline, buckets: &[Bucket], scale: &Scale, svg: &mut String) {
    let gap = if scale.step > 4.0 { 1.0 } else { 0.0 };
    for (place, bucket) in buckets.iter().enumerate() {
        if bucket.count == 0 {
            continue;
        }
        let y = scale.y(bucket.count);
        let is_peak = bucket.mark == Some(Mark::Peak);
        let colour = if is_peak { COLOURS[1] } else { COLOURS[0] };
        let share = bucket.share().unwrap_or(0.0) * 100.0;
        let _ = writeln!(
            svg,
            "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.2}\" height=\"{:.1}\" fill=\"{colour}\">\
             <title>{}: {}, {share:.1} % of all articles</title></rect>",
            scale.x(place),
            (scale.step - gap).max(0.5),
            TOP + HEIGHT - y,
            timeline.period.name(bucket.from),
            grouped(bucket.count),
        );
        if is_peak {
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>",
                scale.x(place) + scale.step / 2.0,
                y - 4.0,
                grouped(bucket.count),
            );
        }
    }
}

fn line(number: usize, series: &Series, scale: &Scale, svg: &mut String) {
    let mut points = String::new();
    for (place, bucket) in series.buckets.iter().enumerate() {
        let x = scale.x(place) + scale.step / 2.0;
        let _ = write!(points, "{x:.1},{:.1} ", scale.y(bucket.count));
    }
    let _ = writeln!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke-width=\"2\" {}/>",
        points.trim_end(),
        stroke(number)
    );
}

fn stroke(number: usize) -> String {
    let colour = COLOURS[number % COLOURS.len()];
    let dashes = DASHES[number % DASHES.len()];
    format!("stroke=\"{colour}\" stroke-dasharray=\"{dashes}\"")
}

fn legend(timeline: &Timeline, drawn: &[Series], svg: &mut String) {
    let mut y = TOP + HEIGHT + 50.0;
    let mut say = |number: Option<usize>, words: &str, svg: &mut String| {
        let mut x = LEFT;
        if let Some(number) = number {
            let _ = writeln!(
                svg,
                "<line x1=\"{LEFT}\" y1=\"{0:.1}\" x2=\"{1:.1}\" y2=\"{0:.1}\" stroke-width=\"2\" {2}/>",
                y - 4.0,
                LEFT + 30.0,
                stroke(number)
            );
            x += 38.0;
        }
        let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\">{words}</text>");
        y += LEGEND_LINE;
    };
    let total = |series: &Series| {
        let undated = match series.undated {
            0 => String::new(),
            count => format!(", {} without a date", grouped(count)),
        };
        format!("{} articles{undated}", grouped(series.total))
    };
    if let [only] = drawn {
        let name = only
            .value
            .as_deref()
            .map(|value| format!("{}: ", text(value)));
        say(
            None,
            &format!("{}{}", name.unwrap_or_default(), total(only)),
            svg,
        );
        return;
    }
    for (number, series) in drawn.iter().enumerate() {
        let value = match (&series.value, &timeline.split) {
            (Some(value), _) => format!(" · {value}"),
            (None, Some(_)) => " · (none)".to_owned(),
            (None, None) => String::new(),
        };
        let name = text(&format!("{}{value}", series.query));
        say(Some(number), &format!("{name}: {}", total(series)), svg);
    }
    let left = timeline.series.len() - drawn.len();
    if left > 0 {
        say(None, &format!("{left} more series are not drawn"), svg);
    }
}

/// A text of an article or of a query, on one line, not too long, escaped.
fn text(text: &str) -> String {
    let line = one_line(text);
    let cut = first_columns(&line, LONGEST);
    let more = if cut.len() < line.len() { "…" } else { "" };
    format!("{}{more}", escaped(&cut))
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::round_top;

    #[test]
    fn the_axis_ends_at_a_round_number() {
        for (most, top) in [
            (0, 4),
            (3, 4),
            (5, 8),
            (33, 40),
            (41, 80),
            (999, 1200),
            (1201, 1600),
        ] {
            assert_eq!(round_top(most), top, "{most}");
        }
    }
}

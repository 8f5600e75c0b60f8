//! The timeline: a bar a period, two lines high, over everything that the query finds without its
//! span.
//!
//! Where there are more periods than columns, neighbours are one bar.

use super::theme::Theme;
use super::{put, span};
use crate::browse::state::{Focus, State};
use crate::present::{counted, fitted};
use crate::query::{Bucket, Timeline};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Its lines: two of bars and one of words.
pub(super) const HEIGHT: u16 = 3;

/// The widest bar.
const WIDEST: u16 = 8;

/// The heights of a line of bars, the lowest first.
const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// How wide each of so many bars is.
pub(in crate::browse) fn bar_width(width: u16, bars: usize) -> u16 {
    let bars = u16::try_from(bars).unwrap_or(u16::MAX).max(1);
    (width / bars).clamp(1, WIDEST)
}

/// Draws the bars, and remembers them.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &mut State, theme: Theme) {
    let Some(timeline) = &state.timeline else {
        return;
    };
    state.bars = bars(timeline, area.width);
    state.places.timeline = area;
    let is_focus = state.focus == Focus::Timeline;
    let width = bar_width(area.width, state.bars.len());
    let most = state
        .bars
        .iter()
        .map(|bar| bar.count)
        .max()
        .unwrap_or(0)
        .max(1);
    for (at, bar) in state.bars.iter().enumerate() {
        let x = area.x + u16::try_from(at).unwrap_or(0) * width;
        let height = height(bar.count, most);
        let is_chosen = is_focus && at == state.bar;
        let is_within = state
            .narrowing
            .span
            .as_ref()
            .is_none_or(|span| bar.from >= span.from && bar.to <= span.to);
        let style = match (is_chosen, is_within) {
            (true, _) => theme.chosen(),
            (false, true) => theme.sign(),
            (false, false) => theme.aside(),
        };
        // A column is left between bars that are wide enough.
        let drawn = usize::from(if width > 2 && !is_chosen {
            width - 1
        } else {
            width
        });
        for (row, eighths) in [(0, height.saturating_sub(8)), (1, height.min(8))] {
            let text = EIGHTHS[eighths].repeat(drawn);
            buffer.set_string(x, area.y + row, text, style);
        }
    }
    let words = words(state, is_focus);
    let text = fitted(&words, usize::from(area.width));
    put(buffer, area, 2, Line::from(span(text, theme.aside())));
}

/// Up to 16 eighths; what is more than nothing is seen.
fn height(count: u64, most: u64) -> usize {
    let eighths = (u128::from(count) * 16).div_ceil(u128::from(most));
    usize::try_from(eighths).unwrap_or(16).min(16)
}

fn words(state: &State, is_focus: bool) -> String {
    let of = |bar: &Bucket| {
        let span = crate::browse::narrowing::Span::new(bar.from, bar.to);
        format!("{}: {}", span.name(), counted(bar.count, "article"))
    };
    if is_focus {
        let chosen = state.bars.get(state.bar).map(of);
        return chosen.unwrap_or_default();
    }
    let (Some(first), Some(last)) = (state.bars.first(), state.bars.last()) else {
        return String::new();
    };
    let undated: u64 = state
        .timeline
        .iter()
        .flat_map(|own| &own.series)
        .map(|own| own.undated)
        .sum();
    let undated = match undated {
        0 => String::new(),
        some => format!(" · {} without a date", counted(some, "article")),
    };
    format!("{} – {}{undated}", first.from, last.to)
}

/// The periods, as many as there are columns at most.
fn bars(timeline: &Timeline, width: u16) -> Vec<Bucket> {
    let buckets = timeline.series.first().map_or(&[][..], |own| &own.buckets);
    let together = buckets.len().div_ceil(usize::from(width).max(1)).max(1);
    let groups = buckets.chunks(together).map(|group| Bucket {
        to: group[group.len() - 1].to,
        count: group.iter().map(|own| own.count).sum(),
        all: 0,
        mark: None,
        ..group[0]
    });
    groups.collect()
}

//! The list: an article a line, with a sign for marks, the headline, date, source and copies.
//!
//! The chosen line is always seen.

use super::theme::Theme;
use super::{put, span};
use crate::browse::hit::Hit;
use crate::browse::state::{Focus, State};
use crate::present::{MarkedLine, columns, fitted, marked_lines};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Narrower lists have no sources.
const SOURCES_FROM: u16 = 64;

/// Narrower lists of several archives do not name them; the preview does.
const ARCHIVES_FROM: u16 = 84;

const SOURCE: usize = 16;
const ARCHIVE: usize = 12;
const DATE: usize = 10;
const COPIES: usize = 5;

/// Draws the list, and remembers how much of it is seen.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &mut State, theme: Theme) {
    let height = usize::from(area.height).max(1);
    state.list_height = height;
    state.places.list = area;
    state.top = state.top.min(state.selected);
    state.top = state.top.max((state.selected + 1).saturating_sub(height));
    if state.hits.is_empty() {
        let text = match (state.is_pending, state.failure.is_some()) {
            (true, _) => "searching …",
            (false, true) => "the search failed",
            (false, false) => "no article matches",
        };
        put(buffer, area, 0, Line::from(span(text, theme.aside())));
        return;
    }
    let seen = state.hits.iter().enumerate().skip(state.top).take(height);
    for (row, (place, hit)) in (0..).zip(seen) {
        let is_chosen = place == state.selected;
        let line = line(hit, state, is_chosen, area.width, theme);
        put(buffer, area, row, line);
        if is_chosen {
            let row = Rect {
                y: area.y + row,
                height: 1,
                ..area
            };
            buffer.set_style(row, chosen(state, theme));
        }
    }
}

fn chosen(state: &State, theme: Theme) -> Style {
    match state.focus {
        Focus::Query | Focus::List => theme.chosen(),
        Focus::Preview | Focus::Timeline | Focus::Facets => theme.chosen_aside(),
    }
}

fn line(hit: &Hit, state: &State, is_chosen: bool, width: u16, theme: Theme) -> Line<'static> {
    let has_sources = width >= SOURCES_FROM;
    let source_width = if has_sources { SOURCE + 1 } else { 0 };
    let has_archives = state.invocation.archives.len() > 1 && width >= ARCHIVES_FROM;
    let archive_width = if has_archives { ARCHIVE + 1 } else { 0 };
    let beside = 4 + DATE + 1 + source_width + archive_width + COPIES;
    let room = usize::from(width).saturating_sub(beside).max(1);
    let sign = if is_chosen { "▸" } else { " " };
    let mark = if state.dossiers_of(hit).is_empty() {
        " "
    } else {
        "◆"
    };
    let mut spans = vec![
        span(sign, theme.sign()),
        span(mark, theme.sign()),
        Span::raw(" "),
    ];
    spans.extend(headline(hit, room, theme));
    spans.push(Span::raw(" "));
    let published = hit.article.published.as_ref();
    let date = published.map_or_else(|| "–".to_owned(), ToString::to_string);
    // The day is enough for a list.
    let date: String = date.chars().take(DATE).collect();
    spans.push(span(fitted(&date, DATE), theme.aside()));
    if has_sources {
        let source = hit.article.source.as_deref().unwrap_or("–");
        spans.push(span(format!(" {}", fitted(source, SOURCE)), theme.aside()));
    }
    if has_archives {
        let archive = fitted(&hit.archive, ARCHIVE);
        spans.push(span(format!(" {archive}"), theme.aside()));
    }
    if hit.copies > 0 {
        spans.push(span(format!(" +{}", hit.copies), theme.aside()));
    }
    Line::from(spans)
}

/// The headline in exactly so many columns, with what matches.
fn headline(hit: &Hit, width: usize, theme: Theme) -> Vec<Span<'static>> {
    let lines = marked_lines(&hit.title, &hit.title_matches, width.saturating_sub(2));
    let first = lines.first().cloned().unwrap_or_default();
    if columns(&first.text) + 2 > width {
        return vec![Span::raw(fitted(&first.text, width))];
    }
    let rest = if lines.len() > 1 { " …" } else { "" };
    let taken = columns(&first.text) + columns(rest);
    let mut spans = marked(&first, theme.matching(), Style::new());
    spans.push(Span::raw(format!(
        "{rest}{}",
        " ".repeat(width.saturating_sub(taken))
    )));
    spans
}

/// A line with what matches in a style of its own.
pub(super) fn marked(line: &MarkedLine, matching: Style, other: Style) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut done = 0;
    for mark in &line.marks {
        spans.push(span(&line.text[done..mark.start], other));
        spans.push(span(&line.text[mark.clone()], matching));
        done = mark.end;
    }
    spans.push(span(&line.text[done..], other));
    spans
}

//! The article: its headline, what is known about it, its dossiers and notes, and the whole text,
//! scrolled to the first match.
//!
//! Lines are broken once for a width.

use super::articles::marked;
use super::theme::Theme;
use super::{put, span};
use crate::browse::state::{Hit, State};
use crate::present::{MarkedLine, date_for_people, marked_lines};
use crate::query::Marks;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

/// The widest text: longer lines are hard to read.
const WIDEST: u16 = 100;

/// How many lines are seen before a match that the preview goes to.
const BEFORE: usize = 3;

/// Draws the chosen article, and remembers its lines.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &mut State, theme: Theme) {
    let area = Rect {
        width: area.width.min(WIDEST),
        ..area
    };
    let width = usize::from(area.width);
    let height = usize::from(area.height);
    state.places.preview = area;
    let Some(hit) = state.hit() else {
        state.preview.lines = None;
        return;
    };
    if state
        .preview
        .lines
        .as_ref()
        .is_none_or(|(own, _)| *own != width)
    {
        let (headline, lines) = lines_of(hit, state, width);
        state.preview.headline = headline;
        state.preview.lines = Some((width, lines));
    }
    let preview = &mut state.preview;
    preview.height = height;
    let Some((_, lines)) = &preview.lines else {
        return;
    };
    let mut places = lines.iter().enumerate();
    let mut counted = 0;
    let line_of_current = places.find_map(|(place, line)| {
        counted += line.marks.len();
        (counted > preview.current).then_some(place)
    });
    if preview.goes_to_match && preview.marks.is_some() {
        let is_seen = |line: &usize| *line < height.saturating_sub(BEFORE);
        // What is seen from the start is not scrolled to.
        let place = line_of_current.filter(|line| !is_seen(line));
        preview.top = place.map_or(0, |line| line.saturating_sub(BEFORE));
        preview.goes_to_match = false;
    }
    preview.top = preview.top.min(lines.len().saturating_sub(height));
    let mut match_number: usize = lines[..preview.top].iter().map(|own| own.marks.len()).sum();
    for (row, line) in (0..).zip(lines.iter().skip(preview.top).take(height)) {
        let is_headline = preview.top + usize::from(row) < preview.headline;
        let style = if is_headline {
            theme.title()
        } else {
            Style::new()
        };
        let mut spans = marked(line, theme.matching(), style);
        for (at, own) in spans.iter_mut().skip(1).step_by(2).enumerate() {
            if at < line.marks.len() && match_number + at == preview.current {
                own.style = theme.current_match();
            }
        }
        match_number += line.marks.len();
        put(buffer, area, row, Line::from(spans));
    }
    position(buffer, area, state, theme);
}

/// How much of the article is seen, at the end of its last line.
fn position(buffer: &mut Buffer, area: Rect, state: &State, theme: Theme) {
    let preview = &state.preview;
    let lines = preview.lines.as_ref().map_or(&[][..], |(_, lines)| lines);
    let matches: usize = lines.iter().map(|line| line.marks.len()).sum();
    let mut parts = Vec::new();
    if matches > 0 {
        parts.push(format!("match {} of {matches}", preview.current + 1));
    }
    let seen = preview.top + usize::from(area.height);
    if seen < lines.len() {
        parts.push(format!("{} more lines", lines.len() - seen));
    }
    if parts.is_empty() {
        return;
    }
    let text = format!(" {} ", parts.join(" · "));
    let width = u16::try_from(text.chars().count())
        .unwrap_or(u16::MAX)
        .min(area.width);
    let at = Rect {
        x: area.right() - width,
        y: area.bottom() - 1,
        width,
        height: 1,
    };
    put(buffer, at, 0, Line::from(span(text, theme.chosen())));
}

/// The lines of an article, after how many of them are its headline.
fn lines_of(hit: &Hit, state: &State, width: usize) -> (usize, Vec<MarkedLine>) {
    let none = Marks::default();
    let marks = state.preview.marks.as_ref().unwrap_or(&none);
    let article = &hit.article;
    let mut lines = marked_lines(&article.headline, &marks.headline, width);
    let headline = lines.len();
    let mut known_by: Vec<String> = Vec::new();
    known_by.extend(article.published.as_ref().map(date_for_people));
    known_by.extend(article.source.clone());
    known_by.extend(article.bylines.iter().cloned());
    known_by.extend(article.place.clone());
    if state.invocation.archives.len() > 1 {
        known_by.push(hit.archive.clone());
    }
    known_by.push(article.origin.to_string());
    known_by.extend(article.url.clone());
    let plain = |text: &str| marked_lines(text, &[], width);
    lines.extend(plain(&known_by.join(" · ").replace('\n', " ")));
    for mark in state.dossiers.iter() {
        if mark.id == article.id.0 && mark.text == hit.text {
            let notes = mark.notes.iter().map(|note| note.replace('\n', " "));
            let notes: Vec<_> = notes.collect();
            let gap = if notes.is_empty() { "" } else { ": " };
            lines.extend(plain(&format!("◆ {}{gap}{}", mark.mark, notes.join("; "))));
        }
    }
    lines.push(MarkedLine::default());
    lines.extend(marked_lines(&article.body, &marks.body, width));
    (headline, lines)
}

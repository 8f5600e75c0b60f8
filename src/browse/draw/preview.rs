//! The article: its headline, what is known about it, its dossiers and notes, and the whole text,
//! scrolled to the first match.
//!
//! Lines are broken once for an article and a width; only those that are seen are made.

use super::articles::marked;
use super::theme::Theme;
use super::{put, span};
use crate::article::Article;
use crate::browse::hit::Hit;
use crate::browse::state::{Layout, State};
use crate::present::{BrokenText, date_for_people, marked_lines};
use crate::query::Marks;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::ops::Range;
use std::sync::Arc;

/// The widest text: longer lines are hard to read.
const WIDEST: u16 = 100;

/// How many lines are seen before a match that the preview goes to.
const BEFORE: usize = 3;

/// The lines of an article that is drawn, part by part.
struct Lines<'a> {
    article: &'a Article,
    marks: &'a Marks,
    layout: &'a Layout,
    /// What is known about it, and an empty line.
    known: Vec<String>,
}

/// Draws the chosen article, and remembers where its lines break.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &mut State, theme: Theme) {
    let area = Rect {
        width: area.width.min(WIDEST),
        ..area
    };
    let width = usize::from(area.width);
    let height = usize::from(area.height);
    state.places.preview = area;
    state.preview.height = height;
    let Some(hit) = state.hit() else {
        return;
    };
    let known = known(hit, state, width);
    let Some((article, _)) = &state.preview.article else {
        put(
            buffer,
            area,
            0,
            Line::from(span("reading …", theme.aside())),
        );
        return;
    };
    let article = Arc::clone(article);
    let preview = &mut state.preview;
    let layout = preview.layout.take().filter(|own| own.width == width);
    let layout = layout.unwrap_or_else(|| Layout {
        width,
        headline: BrokenText::new(&article.headline, width),
        body: BrokenText::new(&article.body, width),
    });
    let lines = Lines {
        article: &article,
        marks: &preview.marks,
        layout: &layout,
        known,
    };
    if preview.goes_to_match && !preview.is_open {
        let is_seen = |line: &usize| *line < height.saturating_sub(BEFORE);
        // What is seen from the start is not scrolled to.
        let place = lines.line_of(preview.current);
        let place = place.filter(|line| !is_seen(line));
        preview.top = place.map_or(0, |line| line.saturating_sub(BEFORE));
        preview.goes_to_match = false;
    }
    preview.top = preview.top.min(lines.count().saturating_sub(height));
    for (row, at) in (0..area.height).zip(preview.top..lines.count()) {
        let spans = lines.drawn(at, preview.current, theme);
        put(buffer, area, row, Line::from(spans));
    }
    let matches = preview.marks.headline.len() + preview.marks.body.len();
    let seen = preview.top + height;
    let below = lines.count().saturating_sub(seen);
    position(buffer, area, (preview.current, matches), below, theme);
    preview.layout = Some(layout);
}

impl Lines<'_> {
    fn count(&self) -> usize {
        self.layout.headline.count() + self.known.len() + self.layout.body.count()
    }

    /// The line of a match.
    fn line_of(&self, current: usize) -> Option<usize> {
        let in_headline = &self.marks.headline;
        if let Some(own) = in_headline.get(current) {
            return Some(self.layout.headline.line_at(own.start));
        }
        let own = self.marks.body.get(current - in_headline.len())?;
        let before = self.layout.headline.count() + self.known.len();
        Some(before + self.layout.body.line_at(own.start))
    }

    /// One of its lines, with the current match in a style of its own.
    fn drawn(&self, at: usize, current: usize, theme: Theme) -> Vec<Span<'static>> {
        let (headline, body) = (&self.layout.headline, &self.layout.body);
        let own = (&self.marks.headline, &self.marks.body);
        let of = |broken: &BrokenText, text: &str, all: &[Range<usize>], current, at, style| {
            let line = broken.line(text, all, at);
            let current: &[_] = match current {
                Some(current) => all.get::<usize>(current).map_or(&[], std::slice::from_ref),
                None => &[],
            };
            let current = broken.line(text, current, at).marks;
            let mut spans = marked(&line, theme.matching(), style);
            let of_marks = spans.iter_mut().skip(1).step_by(2).zip(&line.marks);
            for (span, _) in of_marks.filter(|(_, mark)| current.contains(mark)) {
                span.style = theme.current_match();
            }
            spans
        };
        let in_body = at.checked_sub(headline.count() + self.known.len());
        if let Some(at) = in_body {
            let current = current.checked_sub(own.0.len());
            of(body, &self.article.body, own.1, current, at, Style::new())
        } else if let Some(at) = at.checked_sub(headline.count()) {
            vec![Span::raw(self.known[at].clone())]
        } else {
            let text = &self.article.headline;
            of(headline, text, own.0, Some(current), at, theme.title())
        }
    }
}

/// How much of the article is seen, at the end of its last line.
fn position(
    buffer: &mut Buffer,
    area: Rect,
    (current, matches): (usize, usize),
    below: usize,
    theme: Theme,
) {
    let mut parts = Vec::new();
    if matches > 0 {
        parts.push(format!("match {} of {matches}", current + 1));
    }
    if below > 0 {
        parts.push(format!("{below} more lines"));
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

/// What is known about an article and what people noted on it, and an empty line.
fn known(hit: &Hit, state: &State, width: usize) -> Vec<String> {
    let article = &hit.article;
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
    let plain = |text: &str| {
        marked_lines(text, &[], width)
            .into_iter()
            .map(|own| own.text)
    };
    let mut lines: Vec<String> = plain(&known_by.join(" · ").replace('\n', " ")).collect();
    for mark in state.dossiers.iter() {
        if mark.id == article.id.0 && mark.text == hit.text {
            let notes = mark.notes.iter().map(|note| note.replace('\n', " "));
            let notes: Vec<_> = notes.collect();
            let gap = if notes.is_empty() { "" } else { ": " };
            lines.extend(plain(&format!("◆ {}{gap}{}", mark.mark, notes.join("; "))));
        }
    }
    lines.push(String::new());
    lines
}

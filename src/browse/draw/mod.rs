//! The state on a screen: which part is where.
//!
//! Each part has a file. Everything that comes from articles, file names or the query passes
//! `present`, which leaves no control character in it.

mod articles;
mod dialogs;
mod facets;
mod head;
mod preview;
pub(super) mod theme;
mod timeline;

pub(super) use timeline::bar_width;

use super::state::{Focus, Places, State};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use theme::Theme;

/// The smallest screen that can be drawn.
const SMALLEST: (u16, u16) = (30, 8);

/// Lower screens have no timeline.
const TIMELINE_FROM: u16 = 16;

/// From this size on two lines have the names of the keys, so that all are there.
const TWO_LINES_FROM: (u16, u16) = (120, 24);

/// The widest panel of facets.
const FACETS_WIDTH: u16 = 40;

/// Puts the state on the screen.
pub fn draw(frame: &mut Frame, state: &mut State, theme: Theme) {
    let area = frame.area();
    state.width = area.width;
    state.places = Places::default();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let buffer = frame.buffer_mut();
        put(buffer, area, 0, Line::from("too small; Ctrl-C quits"));
        return;
    }
    let has_timeline = area.height >= TIMELINE_FROM && state.timeline.is_some();
    let head = Rect { height: 2, ..area };
    let timeline = Rect {
        y: area.y + 2,
        height: if has_timeline { timeline::HEIGHT } else { 0 },
        ..area
    };
    let rule = Rect {
        y: timeline.bottom(),
        height: 1,
        ..area
    };
    let is_large = area.width >= TWO_LINES_FROM.0 && area.height >= TWO_LINES_FROM.1;
    let foot_height = if is_large { 2 } else { 1 };
    let body = Rect {
        y: rule.bottom(),
        height: area.bottom() - foot_height - rule.bottom(),
        ..area
    };
    let foot = Rect {
        y: body.bottom(),
        height: foot_height,
        ..area
    };
    let cursor = head::draw(frame.buffer_mut(), head, state, theme);
    if has_timeline {
        timeline::draw(frame.buffer_mut(), timeline, state, theme);
    }
    draw_body(frame.buffer_mut(), body, state, theme);
    head::rule(frame.buffer_mut(), rule, state, theme);
    head::foot(frame.buffer_mut(), foot, state, theme);
    let in_dialog = dialogs::draw(frame, area, state, theme);
    let is_typing = state.focus == Focus::Query && state.dialog.is_none();
    if let Some(at) = in_dialog.or(Some(cursor).filter(|_| is_typing)) {
        frame.set_cursor_position(at);
    }
}

fn draw_body(buffer: &mut Buffer, body: Rect, state: &mut State, theme: Theme) {
    if !state.is_wide() {
        match state.focus {
            Focus::Preview => preview::draw(buffer, body, state, theme),
            Focus::Facets => facets::draw(buffer, body, state, theme),
            _ => articles::draw(buffer, body, state, theme),
        }
        return;
    }
    let mut rest = body;
    if state.has_facets {
        let width = FACETS_WIDTH.min(body.width / 4);
        let panel = Rect {
            x: body.right() - width,
            width,
            ..body
        };
        facets::draw(buffer, panel, state, theme);
        rest.width -= width + 1;
    }
    let list = Rect {
        width: rest.width / 2,
        ..rest
    };
    let article = Rect {
        x: list.right() + 2,
        width: rest.width - list.width - 2,
        ..rest
    };
    articles::draw(buffer, list, state, theme);
    preview::draw(buffer, article, state, theme);
    for y in body.y..body.bottom() {
        buffer.set_string(list.right(), y, "│", theme.aside());
    }
}

/// Puts a line at a row of a part of the screen.
fn put(buffer: &mut Buffer, area: Rect, row: u16, line: Line<'_>) {
    if row < area.height {
        buffer.set_line(area.x, area.y + row, &line, area.width);
    }
}

/// A text that is owned, in a style.
fn span(text: impl Into<String>, style: Style) -> Span<'static> {
    Span::styled(text.into(), style)
}

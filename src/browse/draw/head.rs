//! The first lines (the query, and what is to say about it), the line above the list, and the last
//! line with the keys.
//!
//! Nothing here changes the state.

use super::theme::Theme;
use super::{put, span};
use crate::browse::keys::{Place, key_help};
use crate::browse::state::{Focus, State};
use crate::present::{counted, fitted, for_terminal, grouped};
use crate::query::{Suggestion, SuggestionKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

/// What precedes the query.
const SIGN: &str = "› ";

/// Draws the query, how much it finds, and a line of notes. Returns where the cursor of the query is.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, theme: Theme) -> Position {
    let count = count(state);
    let count_width = u16::try_from(count.chars().count()).unwrap_or(0);
    let room = area.width.saturating_sub(count_width + 4);
    let (seen, column) = state.line.seen(usize::from(room));
    let is_empty = state.line.text().is_empty();
    let text = if is_empty {
        span(fitted(&hint(state), usize::from(room)), theme.aside())
    } else {
        Span::raw(seen.to_owned())
    };
    put(
        buffer,
        area,
        0,
        Line::from(vec![span(SIGN, theme.sign()), text]),
    );
    let right = Rect {
        x: area.right() - count_width,
        width: count_width,
        ..area
    };
    put(buffer, right, 0, Line::from(span(count, theme.title())));
    put(buffer, area, 1, notes(state, area.width, theme));
    let column = u16::try_from(column).unwrap_or(0);
    Position::new(area.x + 2 + column.min(room), area.y)
}

fn hint(state: &State) -> String {
    let archives = &state.invocation.archives;
    let are = if archives.len() > 1 { "are" } else { "is" };
    format!("type a query; {} {are} searched", archives.join(", "))
}

fn count(state: &State) -> String {
    let waits = if state.is_pending { "… " } else { "" };
    format!("{waits}{}", counted(state.total, "article"))
}

/// What is wrong, else suggestions, else notes on the query.
fn notes(state: &State, width: u16, theme: Theme) -> Line<'static> {
    let width = usize::from(width);
    if let Some(failure) = &state.failure {
        let text = fitted(&format!("error: {failure}"), width);
        return Line::from(span(text, theme.error()));
    }
    if !state.suggestions.is_empty() {
        let all = state.suggestions.iter().zip(1..);
        let all: Vec<_> = all.map(|(own, digit)| suggestion(own, digit)).collect();
        return Line::from(span(fitted(&all.join("   "), width), theme.note()));
    }
    let others = match state.notes.len() {
        0 | 1 => String::new(),
        more => format!(" (and {})", counted(more as u64 - 1, "other note")),
    };
    let text = state
        .notes
        .first()
        .map(|note| format!("note: {note}{others}"));
    Line::from(span(fitted(&text.unwrap_or_default(), width), theme.note()))
}

fn suggestion(own: &Suggestion, digit: usize) -> String {
    let found = counted(own.total, "article");
    match own.kind {
        SuggestionKind::Spelling => format!("{digit} did you mean {}? {found}", own.query),
        SuggestionKind::WithoutWord
        | SuggestionKind::WithoutFilter
        | SuggestionKind::WithoutQuotes => {
            format!("{digit} without {}: {found}", own.without)
        }
        SuggestionKind::AnyStatus => format!("{digit} not public: {found}"),
        SuggestionKind::Refresh => format!("{} new files: refresh the index", own.total),
    }
}

/// The line above the list: which article is chosen, the order, what is chosen, the dossier.
pub(super) fn rule(buffer: &mut Buffer, area: Rect, state: &State, theme: Theme) {
    let mut parts = Vec::new();
    if let Some(hit) = state.hit() {
        parts.push(format!("{} of {}", grouped(hit.rank), grouped(state.total)));
    }
    parts.push(state.sort_name().to_owned());
    if let Some(span) = &state.narrowing.span {
        parts.push(format!("only {}", span.name()));
    }
    if let Some(dossier) = &state.dossier {
        parts.push(format!("◆ {}", for_terminal(dossier)));
    }
    if !state.hits.is_empty() {
        parts.push(format!("{} ms", state.millis));
    }
    let text = format!("── {} ", parts.join(" · "));
    let width = usize::from(area.width);
    let text = fitted(&text, width);
    let text = text.trim_end();
    let missing = width.saturating_sub(crate::present::columns(text) + 1);
    let line = format!("{text} {}", "─".repeat(missing));
    put(buffer, area, 0, Line::from(span(line, theme.aside())));
}

/// The last line: what was said last, else the keys.
pub(super) fn foot(buffer: &mut Buffer, area: Rect, state: &State, theme: Theme) {
    if let Some(message) = &state.message {
        let text = fitted(message, usize::from(area.width));
        put(buffer, area, 0, Line::from(span(text, theme.title())));
        return;
    }
    let place = match state.focus {
        Focus::Query => Place::Query,
        Focus::List | Focus::Preview => Place::Articles,
        Focus::Timeline => Place::Timeline,
        Focus::Facets => Place::Facets,
    };
    let keys = key_help().iter();
    let keys = keys.filter(|key| !key.short.is_empty());
    let keys = keys.filter(|key| key.place == place || key.place == Place::Everywhere);
    let mut spans = Vec::new();
    let mut width = 0;
    for key in keys {
        let text = format!(" {}  ", key.short);
        width += key.keys.chars().count() + text.chars().count();
        if width > usize::from(area.width) {
            break;
        }
        spans.extend([span(key.keys, theme.sign()), Span::raw(text)]);
    }
    put(buffer, area, 0, Line::from(spans));
}

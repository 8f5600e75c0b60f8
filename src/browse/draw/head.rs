//! The first lines (the query, and what is to say about it), the line above the list, and the last
//! line with the keys.
//!
//! Nothing here changes the state.

use super::theme::Theme;
use super::{put, span};
use crate::browse::keys::{Place, key_help};
use crate::browse::state::{Focus, State};
use crate::present::{columns, counted, fitted, for_terminal, grouped};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

/// What precedes the query.
const SIGN: &str = "› ";

/// What is between two notes.
const BETWEEN: &str = "   ";

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

/// What is to say about the query, as much as fits, and how much more there is.
fn notes(state: &State, width: u16, theme: Theme) -> Line<'static> {
    let width = usize::from(width);
    let all = state.remarks();
    let style = if state.failure.is_some() {
        theme.error()
    } else {
        theme.note()
    };
    let whole = all.join(BETWEEN);
    if columns(&whole) <= width {
        return Line::from(span(whole, style));
    }
    // The last column that fits is that of the key which shows all.
    let mut shown = all[0].clone();
    let mut count = 1;
    let room = |count: usize| width.saturating_sub(columns(&more(all.len() - count)) + 1);
    while count < all.len() {
        let next = format!("{shown}{BETWEEN}{}", all[count]);
        if columns(&next) > room(count + 1) {
            break;
        }
        (shown, count) = (next, count + 1);
    }
    let text = fitted(&shown, room(count)).trim_end().to_owned();
    let more = format!(" {}", more(all.len() - count));
    Line::from(vec![span(text, style), span(more, theme.sign())])
}

/// How much more there is, and the key that shows it.
fn more(count: usize) -> String {
    match count {
        0 => "(F2: all of it)".to_owned(),
        count => format!("(F2: {count} more)"),
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
    let missing = width.saturating_sub(columns(text) + 1);
    let line = format!("{text} {}", "─".repeat(missing));
    put(buffer, area, 0, Line::from(span(line, theme.aside())));
}

/// The last lines: what was said last, else the keys.
pub(super) fn foot(buffer: &mut Buffer, area: Rect, state: &State, theme: Theme) {
    if let Some(message) = &state.message {
        let text = fitted(message, usize::from(area.width));
        put(buffer, area, 0, Line::from(span(text, theme.title())));
        return;
    }
    let mut left = names(state);
    for row in 0..area.height {
        let is_last = row + 1 == area.height;
        let (spans, taken) = row_of_names(&left, usize::from(area.width), is_last, theme);
        put(buffer, area, row, Line::from(spans));
        left.drain(..taken);
    }
}

/// The keys that work here and their names, the important ones first, and last the one for all.
fn names(state: &State) -> Vec<(&'static str, &'static str)> {
    let (place, own) = match state.focus {
        Focus::Query => (Place::Query, Place::Query),
        Focus::List => (Place::Articles, Place::Articles),
        Focus::Preview => (Place::Articles, Place::Article),
        Focus::Timeline => (Place::Timeline, Place::Timeline),
        Focus::Facets => (Place::Facets, Place::Facets),
    };
    let of = |place: Place| key_help().iter().filter(move |key| key.place == place);
    let mut keys: Vec<_> = of(place).collect();
    if own != place {
        keys.extend(of(own));
    }
    keys.extend(of(Place::Everywhere));
    let named = keys.into_iter().filter(|key| !key.short.is_empty());
    let mut named: Vec<_> = named.map(|key| (key.keys, key.short)).collect();
    let help = if state.focus == Focus::Query {
        "F1"
    } else {
        "?"
    };
    named.push((help, "help"));
    named
}

/// As many names as fit into a row, and how many they are. The last row always has the last name.
fn row_of_names(
    names: &[(&'static str, &'static str)],
    width: usize,
    is_last: bool,
    theme: Theme,
) -> (Vec<Span<'static>>, usize) {
    let columns = |(keys, name): (&str, &str)| columns(keys) + columns(name) + 3;
    let Some((last, others)) = names.split_last() else {
        return (Vec::new(), 0);
    };
    let mut room = width + 2;
    if is_last {
        room = room.saturating_sub(columns(*last));
    }
    let mut shown = Vec::new();
    for name in others {
        let Some(rest) = room.checked_sub(columns(*name)) else {
            break;
        };
        shown.push(*name);
        room = rest;
    }
    let mut taken = shown.len();
    if is_last || (taken == others.len() && room >= columns(*last)) {
        shown.push(*last);
        taken = names.len();
    }
    let spans = shown
        .into_iter()
        .flat_map(|(keys, name)| [span(keys, theme.sign()), Span::raw(format!(" {name}  "))]);
    (spans.collect(), taken)
}

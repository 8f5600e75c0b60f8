//! Dialogs in front of the view: help, saved queries, a text that is asked for or shown.
//!
//! Each says how it is closed.

use super::span;
use super::theme::Theme;
use crate::browse::keys::{Place, key_help};
use crate::browse::state::{Dialog, Prompt, State};
use crate::present::{fitted, lines_for_terminal, wrapped};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Paragraph};

/// The widest dialog.
const WIDEST: u16 = 78;

/// Draws the dialog, if there is one. Returns where its cursor is.
pub(super) fn draw(
    frame: &mut Frame,
    area: Rect,
    state: &mut State,
    theme: Theme,
) -> Option<Position> {
    let width = usize::from(WIDEST.min(area.width) - 4);
    let room = usize::from(area.height - 2);
    let (title, lines, cursor) = match state.dialog.as_mut()? {
        Dialog::Help { top } => {
            let all = help(width, theme);
            *top = (*top).min(all.len().saturating_sub(room));
            let seen = all.into_iter().skip(*top).take(room).collect();
            (" keys · ↓ for more, Esc closes ".to_owned(), seen, None)
        }
        Dialog::Saved { all, chosen } => {
            let lines = saved(all, *chosen, width, room, theme);
            (
                " saved queries · Enter searches, Esc closes ".to_owned(),
                lines,
                None,
            )
        }
        Dialog::Shown { title, text, top } => {
            let text = lines_for_terminal(text).into_owned();
            let all: Vec<_> = text.lines().flat_map(|line| wrapped(line, width)).collect();
            *top = (*top).min(all.len().saturating_sub(room));
            let closes = if all.len() > room {
                "↓ for more, Esc closes"
            } else {
                "any key closes"
            };
            let lines = all.into_iter().skip(*top).take(room);
            let lines = lines.map(|line| Line::from(line.to_owned()));
            (format!(" {title} · {closes} "), lines.collect(), None)
        }
        Dialog::Prompt { asks, line } => {
            let (seen, column) = line.seen(width);
            let title = match asks {
                Prompt::Dossier => " mark for which dossier? Enter marks, Esc closes ",
                Prompt::Choose => " mark for which dossier from now on? Enter chooses ",
                Prompt::Note => " a note on this article · Enter saves, Esc closes ",
                Prompt::Save => " save the query as · Enter saves, Esc closes ",
            };
            let mut lines = vec![Line::from(seen.to_owned())];
            if asks.is_dossier() {
                let names = state.dossiers.names();
                let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                let names = format!("there are: {}", names.join(", "));
                lines.push(Line::from(span(fitted(&names, width), theme.aside())));
            }
            (title.to_owned(), lines, Some(column))
        }
    };
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(area.height);
    let outer = Rect {
        x: area.x + (area.width - WIDEST.min(area.width)) / 2,
        y: area.y + (area.height - height) / 2,
        width: WIDEST.min(area.width),
        height,
    };
    frame.render_widget(Clear, outer);
    let title = fitted(&title, usize::from(outer.width - 2))
        .trim_end()
        .to_owned();
    frame.render_widget(Block::bordered().title(title), outer);
    let inner = Rect {
        x: outer.x + 2,
        y: outer.y + 1,
        width: outer.width - 4,
        height: outer.height - 2,
    };
    frame.render_widget(Paragraph::new(lines), inner);
    let column = cursor.map(|column| u16::try_from(column).unwrap_or(0));
    column.map(|column| Position::new(inner.x + column.min(inner.width - 1), inner.y))
}

/// Every key with what it does, place by place.
fn help(width: usize, theme: Theme) -> Vec<Line<'static>> {
    let places = [
        Place::Everywhere,
        Place::Query,
        Place::Articles,
        Place::Article,
        Place::Timeline,
        Place::Facets,
    ];
    let mut lines = Vec::new();
    for place in places {
        lines.push(Line::from(span(place.name(), theme.title())));
        for key in key_help().iter().filter(|key| key.place == place) {
            let mut keys = key.keys;
            for about in wrapped(key.about, width.saturating_sub(18)) {
                lines.push(Line::from(vec![
                    span(fitted(&format!("  {keys}"), 18), theme.sign()),
                    span(about, ratatui::style::Style::new()),
                ]));
                keys = "";
            }
        }
    }
    lines
}

fn saved(
    all: &[(String, String)],
    chosen: usize,
    width: usize,
    room: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    if all.is_empty() {
        return vec![Line::from("no query is saved; W saves one")];
    }
    let top = (chosen + 1).saturating_sub(room);
    let seen = all.iter().enumerate().skip(top).take(room);
    let line = |(place, (name, query)): (usize, &(String, String))| {
        let text = fitted(&format!("{name}  {query}"), width);
        let style = if place == chosen {
            theme.chosen()
        } else {
            ratatui::style::Style::new()
        };
        Line::from(span(text, style))
    };
    seen.map(line).collect()
}

//! The facets: the values of each field with the number of articles, and which are chosen.
//!
//! The chosen line is always seen.

use super::theme::Theme;
use super::{put, span};
use crate::browse::state::{FacetRow, Focus, State};
use crate::present::{counted, fitted, grouped};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Draws the panel.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &mut State, theme: Theme) {
    state.places.facets = area;
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut chosen_line = 0;
    let mut field = "";
    for (row, own) in state.facet_rows().into_iter().enumerate() {
        if own.field() != field {
            field = own.field();
            lines.push(Line::from(span(fitted(field, width), theme.title())));
        }
        let mut is_on = false;
        let text = match own {
            FacetRow::Value(field, value, count) => {
                is_on = state.narrowing.has(field, value);
                let sign = if is_on { "[x]" } else { "[ ]" };
                let count = grouped(count);
                let room = width.saturating_sub(count.len() + 5);
                format!("{sign} {} {count}", fitted(value, room))
            }
            FacetRow::More(_, more) => format!("    {} …", counted(more as u64, "more value")),
            FacetRow::Fewer(_, 0) => "    only the first".to_owned(),
            FacetRow::Fewer(_, others) => {
                format!("    {} not listed", counted(others as u64, "rarer value"))
            }
        };
        let is_chosen = row == state.facet_row;
        let style = match (is_chosen, state.focus, own) {
            (true, Focus::Facets, _) => theme.chosen(),
            (_, _, FacetRow::More(..) | FacetRow::Fewer(..)) => theme.aside(),
            _ if is_on => theme.title(),
            _ => ratatui::style::Style::new(),
        };
        if is_chosen {
            chosen_line = lines.len();
        }
        lines.push(Line::from(span(text, style)));
    }
    if lines.is_empty() {
        let text = if state.is_pending {
            "counting …"
        } else {
            "no values"
        };
        put(buffer, area, 0, Line::from(span(text, theme.aside())));
        return;
    }
    let top = (chosen_line + 2)
        .saturating_sub(height)
        .min(lines.len().saturating_sub(height));
    for (row, line) in (0..).zip(lines.into_iter().skip(top).take(height)) {
        put(buffer, area, row, line);
    }
}

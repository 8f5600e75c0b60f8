//! The mouse, if it is used: choosing, and scrolling what is under it.
//!
//! Everything it does has a key as well.

use crate::browse::requests::Effect;
use crate::browse::state::{Focus, State};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

/// How many lines a step of the wheel scrolls.
const STEP: isize = 3;

impl State {
    /// The mouse did something.
    pub fn mouse(&mut self, event: MouseEvent) -> Vec<Effect> {
        if self.dialog.is_some() {
            return Vec::new();
        }
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollDown => self.scroll(at, STEP),
            MouseEventKind::ScrollUp => self.scroll(at, -STEP),
            MouseEventKind::Down(MouseButton::Left) => self.click(at),
            _ => Vec::new(),
        }
    }

    fn scroll(&mut self, at: Position, lines: isize) -> Vec<Effect> {
        if self.places.preview.contains(at) {
            self.preview.top = self.preview.top.saturating_add_signed(lines);
            return Vec::new();
        }
        if self.places.list.contains(at) {
            return self.select(self.selected.saturating_add_signed(lines));
        }
        Vec::new()
    }

    fn click(&mut self, at: Position) -> Vec<Effect> {
        let row = |place: Rect| usize::from(at.y.saturating_sub(place.y));
        if self.places.list.contains(at) {
            self.focus = Focus::List;
            let place = self.top + row(self.places.list);
            return if place < self.hits.len() {
                self.select(place)
            } else {
                Vec::new()
            };
        }
        if self.places.timeline.contains(at) && !self.bars.is_empty() {
            let place = self.places.timeline;
            let width = crate::browse::draw::bar_width(place.width, self.bars.len());
            self.focus = Focus::Timeline;
            self.bar = usize::from((at.x - place.x) / width).min(self.bars.len() - 1);
            return self.choose_bar();
        }
        if self.places.preview.contains(at) {
            self.focus = Focus::Preview;
        }
        Vec::new()
    }
}

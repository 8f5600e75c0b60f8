//! Keys in the timeline and among the facets: choosing a part of what was found.
//!
//! What is chosen limits the search, see `narrowing`.

use crate::browse::narrowing::{Narrowing, Span};
use crate::browse::requests::Effect;
use crate::browse::state::{Dialog, FacetRow, Focus, State};
use crossterm::event::{KeyCode, KeyEvent};

impl State {
    pub(super) fn go_to_timeline(&mut self) {
        self.focus = Focus::Timeline;
        self.bar = self.bar.min(self.bars.len().saturating_sub(1));
    }

    pub(super) fn timeline_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let last = self.bars.len().saturating_sub(1);
        match key.code {
            KeyCode::Left | KeyCode::Char('h') => self.bar = self.bar.saturating_sub(1),
            KeyCode::Right | KeyCode::Char('l') => self.bar = (self.bar + 1).min(last),
            KeyCode::Home | KeyCode::Char('g') => self.bar = 0,
            KeyCode::End | KeyCode::Char('G') => self.bar = last,
            KeyCode::Enter | KeyCode::Char(' ') => return self.choose_bar(),
            KeyCode::Char('x') | KeyCode::Backspace | KeyCode::Delete => return self.all_times(),
            KeyCode::Down | KeyCode::Char('j' | 't') => self.focus = Focus::List,
            other => return self.common_key(other),
        }
        Vec::new()
    }

    /// Only articles of the chosen bar; if they are the only ones already, all.
    pub(super) fn choose_bar(&mut self) -> Vec<Effect> {
        let Some(bar) = self.bars.get(self.bar) else {
            return Vec::new();
        };
        let span = Span::new(bar.from, bar.to);
        if self.narrowing.span.as_ref() == Some(&span) {
            return self.all_times();
        }
        self.narrowing.span = Some(span);
        self.selected = 0;
        self.search()
    }

    fn all_times(&mut self) -> Vec<Effect> {
        if self.narrowing.span.take().is_none() {
            return Vec::new();
        }
        self.selected = 0;
        self.search()
    }

    /// Undoes everything that is chosen.
    pub(super) fn widen(&mut self) -> Vec<Effect> {
        if self.narrowing.is_empty() {
            self.message = Some("nothing is chosen in the timeline or the facets".to_owned());
            return Vec::new();
        }
        self.narrowing = Narrowing::default();
        self.selected = 0;
        self.search()
    }

    /// Shows the facets and goes there, or hides them.
    pub(super) fn toggle_facets(&mut self) -> Vec<Effect> {
        self.has_facets = !self.has_facets;
        if !self.has_facets {
            self.focus = Focus::List;
            return Vec::new();
        }
        self.focus = Focus::Facets;
        self.search()
    }

    pub(super) fn facet_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let last = self.facet_rows().len().saturating_sub(1);
        let page = self.list_height.max(1);
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.facet_row = self.facet_row.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.facet_row = (self.facet_row + 1).min(last),
            KeyCode::PageUp => self.facet_row = self.facet_row.saturating_sub(page),
            KeyCode::PageDown => self.facet_row = (self.facet_row + page).min(last),
            KeyCode::Home | KeyCode::Char('g') => self.facet_row = 0,
            KeyCode::End | KeyCode::Char('G') => self.facet_row = last,
            KeyCode::Enter | KeyCode::Char(' ') => return self.choose_facet(),
            KeyCode::Char('x') => return self.widen(),
            KeyCode::Char('f') => return self.toggle_facets(),
            other => return self.common_key(other),
        }
        Vec::new()
    }

    pub(super) fn choose_facet(&mut self) -> Vec<Effect> {
        match self.facet_rows().get(self.facet_row).copied() {
            None => return Vec::new(),
            Some(FacetRow::More(field, _)) => {
                self.open_facets.insert(field);
                return Vec::new();
            }
            Some(FacetRow::Fewer(field, _)) => {
                self.open_facets.remove(field);
                let rows = self.facet_rows();
                let place = rows.iter().position(|row| row.field() == field);
                self.facet_row = place.unwrap_or(0);
                return Vec::new();
            }
            Some(FacetRow::Value(field, value, _)) => {
                let value = value.to_owned();
                self.narrowing.toggle(field, &value);
            }
        }
        self.selected = 0;
        self.search()
    }

    /// Keys that work in all parts but the query line.
    fn common_key(&mut self, code: KeyCode) -> Vec<Effect> {
        match code {
            KeyCode::Char('q') => return vec![Effect::Quit],
            KeyCode::Char('?') => self.dialog = Some(Dialog::Help { top: 0 }),
            KeyCode::Char('i') => self.show_remarks(),
            KeyCode::Char('/') => self.focus = Focus::Query,
            _ => {}
        }
        Vec::new()
    }
}

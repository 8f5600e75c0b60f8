//! What keys, the mouse and answers change.
//!
//! Every method returns what the caller shall do. Nothing here waits.

mod answers;
mod articles;
mod dialogs;
mod mouse;
mod query_line;
mod side;

use super::requests::{Effect, Wanted};
use super::state::{Dialog, Focus, Preview, State};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::sync::Arc;

/// How many hits are asked for first, at least: more than a usual screen shows.
const FIRST: usize = 40;

/// How many hits are asked for when the end of the list is near.
const MORE: usize = 200;

/// The most hits of a list. They are kept in memory.
const MOST: usize = 10_000;

impl State {
    /// The first search.
    pub fn start(&mut self) -> Vec<Effect> {
        self.search()
    }

    /// Searches again for what is typed and chosen.
    pub fn search(&mut self) -> Vec<Effect> {
        self.number += 1;
        self.is_pending = true;
        self.is_working = true;
        self.awaits_more = false;
        self.is_complete = false;
        self.failure = None;
        self.asked = FIRST.max(self.list_height * 2);
        vec![Effect::Search(self.wanted(0))]
    }

    /// A key was pressed.
    pub fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        self.message = None;
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c' | 'q') if is_control => return vec![Effect::Quit],
            #[cfg(debug_assertions)]
            KeyCode::F(12) => return vec![Effect::Panic],
            _ => {}
        }
        if self.dialog.is_some() {
            return self.dialog_key(key);
        }
        match key.code {
            KeyCode::F(1) => self.dialog = Some(Dialog::Help { top: 0 }),
            KeyCode::F(2) => self.show_remarks(),
            KeyCode::Tab => self.next_focus(true),
            KeyCode::BackTab => self.next_focus(false),
            KeyCode::Esc => self.step_back(),
            _ => {
                return match self.focus {
                    Focus::Query => self.query_key(key),
                    Focus::List | Focus::Preview => self.article_key(key),
                    Focus::Timeline => self.timeline_key(key),
                    Focus::Facets => self.facet_key(key),
                };
            }
        }
        Vec::new()
    }

    /// A text was pasted.
    pub fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.dialog {
            Some(Dialog::Prompt { line, .. }) => {
                line.insert(text);
                Vec::new()
            }
            Some(_) => Vec::new(),
            None => {
                self.focus = Focus::Query;
                self.line.insert(text);
                self.search()
            }
        }
    }

    fn wanted(&self, offset: usize) -> Wanted {
        Wanted {
            number: self.number,
            query: self.line.text().trim().to_owned(),
            narrowing: self.narrowing.clone(),
            sort: self.sort,
            offset,
            limit: self.asked,
            facets: self.has_facets && offset == 0,
        }
    }

    /// Shows all notes and suggestions.
    fn show_remarks(&mut self) {
        let all = self.remarks();
        if all.is_empty() {
            self.message = Some("there is no note on the query".to_owned());
            return;
        }
        self.dialog = Some(Dialog::Shown {
            title: "notes and suggestions".to_owned(),
            text: all.join("\n"),
            top: 0,
        });
    }

    /// The parts of the screen, in the order of Tab.
    fn next_focus(&mut self, is_forward: bool) {
        let mut parts = vec![Focus::Query, Focus::List, Focus::Preview];
        if self.timeline.is_some() {
            parts.push(Focus::Timeline);
        }
        if self.has_facets {
            parts.push(Focus::Facets);
        }
        let place = parts.iter().position(|own| *own == self.focus);
        let (place, count) = (place.unwrap_or(0), parts.len());
        let step = if is_forward { 1 } else { count - 1 };
        self.focus = parts[(place + step) % count];
    }

    fn step_back(&mut self) {
        self.focus = match self.focus {
            Focus::List => Focus::Query,
            Focus::Query | Focus::Preview | Focus::Timeline | Focus::Facets => Focus::List,
        };
    }

    /// Chooses a hit, and asks for more where the end of the list is near.
    fn select(&mut self, place: usize) -> Vec<Effect> {
        let place = place.min(self.hits.len().saturating_sub(1));
        let mut effects = Vec::new();
        if place != self.selected {
            self.selected = place;
            effects.extend(self.read_selected());
        }
        let is_near = place + self.list_height.max(10) >= self.hits.len();
        let is_open = !self.is_pending && !self.awaits_more && !self.is_complete;
        if is_near && is_open && self.hits.len() < MOST {
            self.awaits_more = true;
            self.is_working = true;
            self.asked = MORE;
            effects.push(Effect::Search(self.wanted(self.hits.len())));
        }
        effects
    }

    /// Shows the chosen hit in the preview.
    fn read_selected(&mut self) -> Option<Effect> {
        let before = std::mem::take(&mut self.preview);
        let same = before.article.as_ref().filter(|(article, text)| {
            self.hits
                .get(self.selected)
                .is_some_and(|hit| hit.text == *text && hit.article.origin == article.origin)
        });
        // The lines of an article are not broken again because the query has changed.
        let is_whole = same.is_some();
        self.preview = Preview {
            goes_to_match: true,
            height: before.height,
            is_open: true,
            ..if is_whole { before } else { Preview::default() }
        };
        self.preview.current = 0;
        let Some(hit) = self.hits.get(self.selected) else {
            self.preview.is_open = false;
            return None;
        };
        let article = match &self.preview.article {
            Some((whole, _)) => whole,
            None => &hit.article,
        };
        Some(Effect::Read {
            number: self.number,
            place: self.selected,
            article: Arc::clone(article),
            is_whole,
            text: hit.text.clone(),
        })
    }
}

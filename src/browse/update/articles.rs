//! Keys in the list and in the article that is read.
//!
//! Both know the same actions; they differ in what moves.

use crate::browse::line::Line;
use crate::browse::narrowing::Narrowing;
use crate::browse::requests::{Copied, Effect, MarkChange};
use crate::browse::state::{Dialog, Focus, Prompt, State};
use crate::query::{SortOrder, YEAR};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::sync::Arc;

impl State {
    pub(super) fn article_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return match key.code {
                KeyCode::Char('d' | 'f') => self.move_by_page(true),
                KeyCode::Char('u' | 'b') => self.move_by_page(false),
                KeyCode::Char('n') => self.move_by(1),
                KeyCode::Char('p') => self.move_by(-1),
                _ => Vec::new(),
            };
        }
        match key.code {
            KeyCode::Down | KeyCode::Char('j') => self.move_by(1),
            KeyCode::Up | KeyCode::Char('k') => self.move_by(-1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.move_by_page(true),
            KeyCode::PageUp => self.move_by_page(false),
            KeyCode::Home | KeyCode::Char('g') => self.move_to_end(false),
            KeyCode::End | KeyCode::Char('G') => self.move_to_end(true),
            KeyCode::Char(']') => self.select(self.selected + 1),
            KeyCode::Char('[') => self.select(self.selected.saturating_sub(1)),
            KeyCode::Enter | KeyCode::Right | KeyCode::Left => {
                self.read_or_return(key.code);
                Vec::new()
            }
            KeyCode::Char(letter) => self.action(letter),
            _ => Vec::new(),
        }
    }

    fn read_or_return(&mut self, code: KeyCode) {
        let reads = match code {
            KeyCode::Enter => self.focus == Focus::List,
            code => code == KeyCode::Right,
        };
        if !reads {
            self.focus = Focus::List;
        } else if self.hit().is_some() {
            self.focus = Focus::Preview;
        }
    }

    /// The actions that both parts know.
    fn action(&mut self, letter: char) -> Vec<Effect> {
        match letter {
            '/' => self.focus = Focus::Query,
            'q' => return vec![Effect::Quit],
            '?' => self.dialog = Some(Dialog::Help { top: 0 }),
            'n' => self.next_match(true),
            'N' => self.next_match(false),
            'i' => self.show_remarks(),
            't' if self.timeline.is_some() => self.go_to_timeline(),
            't' => self.message = Some("no article here has a date".to_owned()),
            'f' => return self.toggle_facets(),
            's' => return self.next_order(),
            'x' => return self.widen(),
            'w' => return vec![Effect::ReadSaved],
            'W' => {
                if self.narrowing.has_values() {
                    let note =
                        "the query is saved with the chosen values; it finds longer ones too";
                    self.message = Some(note.to_owned());
                }
                self.ask_for(Prompt::Save, "");
            }
            'y' => return self.copy(Copied::Command),
            'c' => return self.copy(Copied::Citation),
            'p' => return self.copy(Copied::Path),
            'e' | 'o' => return self.open(),
            'm' => return self.toggle_mark(),
            'M' => {
                let name = self.dossier.clone().unwrap_or_default();
                self.ask_for(Prompt::Choose, &name);
            }
            'a' if self.dossier.is_none() => self.ask_for(Prompt::Dossier, ""),
            'a' => self.ask_for(Prompt::Note, ""),
            '1'..='8' => return self.take_suggestion(letter),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn ask_for(&mut self, asks: Prompt, text: &str) {
        let line = Line::new(text);
        self.dialog = Some(Dialog::Prompt { asks, line });
    }

    /// Moves through the list, or scrolls the article.
    pub(super) fn move_by(&mut self, lines: isize) -> Vec<Effect> {
        if self.focus == Focus::Preview {
            self.preview.top = self.preview.top.saturating_add_signed(lines);
            return Vec::new();
        }
        self.select(self.selected.saturating_add_signed(lines))
    }

    pub(super) fn move_by_page(&mut self, is_down: bool) -> Vec<Effect> {
        let height = match self.focus {
            Focus::Preview => self.preview.height,
            _ => self.list_height,
        };
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        self.move_by(if is_down { page } else { -page })
    }

    fn move_to_end(&mut self, is_last: bool) -> Vec<Effect> {
        if self.focus == Focus::Preview {
            self.preview.top = if is_last { usize::MAX } else { 0 };
            return Vec::new();
        }
        self.select(if is_last { usize::MAX } else { 0 })
    }

    /// Goes to another match in the article; after the last one to the first.
    fn next_match(&mut self, is_forward: bool) {
        let marks = &self.preview.marks;
        let matches = marks.headline.len() + marks.body.len();
        if matches == 0 {
            self.message = Some("the query marks no word of this article".to_owned());
            return;
        }
        let step = if is_forward { 1 } else { matches - 1 };
        self.preview.current = (self.preview.current + step) % matches;
        self.preview.goes_to_match = true;
    }

    fn next_order(&mut self) -> Vec<Effect> {
        self.sort = match self.sort {
            SortOrder::Relevance => SortOrder::Newest,
            SortOrder::Newest => SortOrder::Oldest,
            SortOrder::Oldest | SortOrder::Quality => SortOrder::Relevance,
        };
        self.selected = 0;
        self.search()
    }

    pub(super) fn copy(&mut self, what: Copied) -> Vec<Effect> {
        let of = self.hit();
        let of = of.map(|hit| (Arc::clone(&hit.article), hit.archive.clone()));
        if of.is_none() && what != Copied::Command {
            self.message = Some("no article is chosen".to_owned());
            return Vec::new();
        }
        vec![Effect::Copy {
            what,
            list: self.listed(),
            of,
        }]
    }

    fn open(&mut self) -> Vec<Effect> {
        let Some(hit) = self.hit() else {
            return Vec::new();
        };
        vec![Effect::Open {
            article: Arc::clone(&hit.article),
            archive: hit.archive.clone(),
        }]
    }

    /// Puts the article into the dossier, or takes it out; asks for the dossier first.
    fn toggle_mark(&mut self) -> Vec<Effect> {
        let (Some(name), Some(hit)) = (self.dossier.clone(), self.hit()) else {
            if self.hit().is_some() {
                self.ask_for(Prompt::Dossier, "");
            }
            return Vec::new();
        };
        let change = if self.dossiers_of(hit).contains(&name.as_str()) {
            MarkChange::Remove
        } else {
            MarkChange::Add { note: None }
        };
        self.change_dossier(name, change)
    }

    pub(super) fn change_dossier(&self, name: String, change: MarkChange) -> Vec<Effect> {
        let Some(hit) = self.hit() else {
            return Vec::new();
        };
        vec![Effect::Dossier {
            name,
            change,
            article: Arc::clone(&hit.article),
            text: hit.text.clone(),
            archive: hit.archive.clone(),
        }]
    }

    /// Searches for a suggestion.
    fn take_suggestion(&mut self, digit: char) -> Vec<Effect> {
        let place = digit.to_digit(10).unwrap_or(0) as usize;
        let taken = place.checked_sub(1).and_then(|at| self.suggestions.get(at));
        let Some(query) = taken.map(|own| own.query.clone()) else {
            return Vec::new();
        };
        // Dates are a part of a suggestion, values of facets are not.
        let narrowing = self.narrowing.without_span().without(YEAR);
        self.replace_query(&query);
        self.narrowing = narrowing;
        self.search()
    }

    /// Searches for another query, with nothing chosen.
    pub(super) fn replace_query(&mut self, query: &str) -> Vec<Effect> {
        self.remember_query();
        self.line = Line::new(query);
        self.narrowing = Narrowing::default();
        self.selected = 0;
        self.search()
    }
}

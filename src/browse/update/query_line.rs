//! Keys in the query line: typing, and choosing without leaving it.
//!
//! A change searches at once.

use crate::browse::line::Line;
use crate::browse::requests::Effect;
use crate::browse::state::{Focus, State};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The most queries that are remembered.
const MOST_BEFORE: usize = 100;

impl State {
    pub(super) fn query_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        match key.code {
            KeyCode::Up => return self.choose_while_typing(-1),
            KeyCode::Down => return self.choose_while_typing(1),
            KeyCode::PageDown => return self.move_by_page(true),
            KeyCode::PageUp => return self.move_by_page(false),
            KeyCode::Enter => {
                self.remember_query();
                self.focus = Focus::List;
                return Vec::new();
            }
            _ => {}
        }
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match key.code {
                KeyCode::Char('p') => return self.choose_while_typing(-1),
                KeyCode::Char('n') => return self.choose_while_typing(1),
                KeyCode::Char('r') => return self.query_before(),
                _ => {}
            }
        }
        let before = self.line.text().to_owned();
        edit(&mut self.line, key);
        if self.line.text() == before {
            return Vec::new();
        }
        self.selected = 0;
        self.search()
    }

    fn choose_while_typing(&mut self, lines: isize) -> Vec<Effect> {
        self.select(self.selected.saturating_add_signed(lines))
    }

    /// Remembers the query that is typed.
    pub(super) fn remember_query(&mut self) {
        let query = self.line.text().trim().to_owned();
        if query.is_empty() || self.history.back() == Some(&query) {
            return;
        }
        if self.history.len() == MOST_BEFORE {
            self.history.pop_front();
        }
        self.history.push_back(query);
    }

    /// Takes the query before; the one that is typed comes again after all others.
    fn query_before(&mut self) -> Vec<Effect> {
        let Some(query) = self.history.pop_back() else {
            self.message = Some("no query before".to_owned());
            return Vec::new();
        };
        let typed = self.line.text().trim().to_owned();
        if !typed.is_empty() && typed != query {
            self.history.push_front(typed);
        }
        self.line = Line::new(&query);
        self.selected = 0;
        self.search()
    }
}

/// Keys that edit a line, as shells have them.
pub(super) fn edit(line: &mut Line, key: KeyEvent) {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    let is_alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char('w') if is_control => line.delete_word(),
        KeyCode::Char('u') if is_control => line.clear(),
        KeyCode::Char('a') if is_control => line.home(),
        KeyCode::Char('e') if is_control => line.end(),
        KeyCode::Char('h') if is_control => drop(line.backspace()),
        KeyCode::Char('d') if is_control => line.delete(),
        KeyCode::Char('b') if is_alt => line.word_left(),
        KeyCode::Char('f') if is_alt => line.word_right(),
        KeyCode::Char(_) if is_control || is_alt => {}
        KeyCode::Char(c) => line.insert(c.encode_utf8(&mut [0; 4])),
        KeyCode::Backspace if is_control || is_alt => line.delete_word(),
        KeyCode::Backspace => drop(line.backspace()),
        KeyCode::Delete => line.delete(),
        KeyCode::Left if is_control => line.word_left(),
        KeyCode::Right if is_control => line.word_right(),
        KeyCode::Left => line.left(),
        KeyCode::Right => line.right(),
        KeyCode::Home => line.home(),
        KeyCode::End => line.end(),
        _ => {}
    }
}

//! Keys in dialogs: help, saved queries, a text that is asked for, a text that is shown.
//!
//! Esc closes each of them.

use super::query_line::edit;
use crate::browse::requests::{Effect, MarkChange};
use crate::browse::state::{Dialog, Prompt, State};
use crossterm::event::{KeyCode, KeyEvent};

/// How many lines Page Down moves in a dialog.
const PAGE: usize = 10;

impl State {
    pub(super) fn dialog_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(mut dialog) = self.dialog.take() else {
            return Vec::new();
        };
        if key.code == KeyCode::Esc {
            return Vec::new();
        }
        let effects = match &mut dialog {
            Dialog::Help { top } | Dialog::Shown { top, .. } => {
                if !scrolled(top, key.code) {
                    return Vec::new();
                }
                Vec::new()
            }
            Dialog::Saved { all, chosen } => {
                let last = all.len().saturating_sub(1);
                if key.code == KeyCode::Enter {
                    let query = all.get(*chosen).map(|(name, _)| format!("watch:{name}"));
                    return query
                        .map(|query| self.replace_query(&query))
                        .unwrap_or_default();
                }
                if !scrolled(chosen, key.code) {
                    return Vec::new();
                }
                *chosen = (*chosen).min(last);
                Vec::new()
            }
            Dialog::Prompt { asks, line } => {
                if key.code == KeyCode::Enter {
                    let (asks, text) = (*asks, line.text().trim().to_owned());
                    return self.entered(asks, text);
                }
                if key.code == KeyCode::Tab && asks.is_dossier() {
                    self.complete_dossier(line);
                } else {
                    edit(line, key);
                }
                Vec::new()
            }
        };
        self.dialog = Some(dialog);
        effects
    }

    /// A text was entered.
    fn entered(&mut self, asks: Prompt, text: String) -> Vec<Effect> {
        if text.is_empty() {
            return Vec::new();
        }
        match asks {
            Prompt::Dossier => {
                self.dossier = Some(text.clone());
                self.change_dossier(text, MarkChange::Add { note: None })
            }
            Prompt::Choose => {
                self.dossier = Some(text);
                Vec::new()
            }
            Prompt::Note => {
                let name = self.dossier.clone().unwrap_or_default();
                self.change_dossier(name, MarkChange::Add { note: Some(text) })
            }
            Prompt::Save => vec![Effect::Save {
                name: text,
                query: self.kept_query(),
            }],
        }
    }

    /// Completes the name of a dossier that is begun.
    fn complete_dossier(&self, line: &mut crate::browse::line::Line) {
        let names = self.dossiers.names();
        let mut names = names
            .iter()
            .filter(|(name, _)| name.starts_with(line.text()));
        if let Some((name, _)) = names.next() {
            *line = crate::browse::line::Line::new(name);
        }
    }
}

/// Moves a place in a dialog. `false` for any other key.
fn scrolled(place: &mut usize, code: KeyCode) -> bool {
    *place = match code {
        KeyCode::Up | KeyCode::Char('k') => place.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => place.saturating_add(1),
        KeyCode::PageUp => place.saturating_sub(PAGE),
        KeyCode::PageDown | KeyCode::Char(' ') => place.saturating_add(PAGE),
        _ => return false,
    };
    true
}
